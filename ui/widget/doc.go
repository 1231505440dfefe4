// Package widget holds the window's own widgets. They know no kit: data goes
// in through fields and Set methods, news comes out through callbacks.
//
// The two names you want first are [Sheet], which shows a page in exact device
// pixels, and [Field], which is a label, something to fill in, and the line
// below it that says what is wrong.
//
// All of them belong to the goroutine that owns the window.
package widget

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
)

// Letterer measures and paints lines that Fyne's own text can't show right:
// right to left, joined or stacked scripts. A line has the direction of its
// first letter, unless it begins with U+200E: then it runs from left to right.
type Letterer interface {
	// Measure returns the width of the line at a type size; both are in the
	// same unit.
	Measure(text string, bold bool, size float64) float64
	// Letter paints the line at a type size of px device pixels on a
	// transparent ground: [LetterHeight] × px high, with the baseline at
	// [LetterBaseline] × px. It returns nil if no font can draw the line.
	Letter(text string, bold bool, px float64, ink color.NRGBA) image.Image
}

// LineHeight is the height of a line of Fyne's text in the window's font, and
// baseline where it stands, in type sizes.
const (
	LineHeight = 1.362
	baseline   = 1.069
)

// The line that a [Letterer] paints, in type sizes. It is higher than a line
// of Latin text because marks and tails reach further.
const (
	LetterHeight   = 1.8
	LetterBaseline = 1.25
)

// Host is what widgets that open something need of the window they are in.
type Host interface {
	// Canvas is where pop-ups are shown.
	Canvas() fyne.Canvas
	// At returns the place of an object on that canvas.
	At(fyne.CanvasObject) fyne.Position
}
