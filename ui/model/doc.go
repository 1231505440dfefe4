// Package model is what the window knows and does, in plain Go: the form, the
// choices, the painting of previews, saving, opening, remembering. It knows no
// Fyne, and it holds the words that people read on the screen.
//
// The two names you want first are [New], which makes a [Studio], and
// [Studio.OnChange], through which the window hears what to show anew.
//
// A Studio belongs to one goroutine, the one that owns the window. Everything
// slow is handed to a [Runner] and comes back on that goroutine. Every value
// that work takes along is a copy.
package model
