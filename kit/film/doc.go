// Package film reads the films of a kit and makes those that are drawn from
// the kit itself: type that moves, counted in beats of the kit's music, on the
// same pages as everything else.
//
// The two names you want first are [Read], which lists a kit's films, and
// [Reel], whose Frame is the picture at a moment.
package film
