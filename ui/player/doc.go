// Package player plays recordings through the computer's own sound, from a
// goroutine of its own, so that neither decoding nor a slow disk is felt in the
// window. It knows no window and no kit.
//
// The two functions you want first are [New] and [Player.Load]. What goes on is
// asked of [Player.Status], as often as it is shown.
//
// A computer without sound, and one whose sound goes away in the middle of a
// song, are states and not ends: the next [Player.Play] tries again.
package player
