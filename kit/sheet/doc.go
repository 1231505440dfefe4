// Package sheet makes the forms that a delegation carries beside its letter:
// the signature sheets, the receipt in two copies, the form for a refusal, the
// checklist, and the hand-over statement from a tally.
//
// The two functions you want first are [Maker.Sheets] and [Maker.Receipt].
//
// A value that is not known becomes a line to write on, so every form can be
// printed before anything is decided. Names of people are never printed.
package sheet
