package model

import (
	"image"
	"image/color"
	"math"
	"strings"
	"sync"
	"unicode"

	"eventkit/kit/page"
	"eventkit/kit/page/raster"
	"eventkit/kit/typeset"
)

// Letters paints single lines for the window in scripts that Fyne shows wrong,
// with the same shaping as the pages. It may be used by many goroutines.
type Letters struct {
	lib *typeset.Library

	mu     sync.Mutex
	widths map[letterKey]float64
}

type letterKey struct {
	text string
	bold bool
}

// NewLetters makes a painter of lines.
func NewLetters(lib *typeset.Library) *Letters {
	return &Letters{lib: lib, widths: map[letterKey]float64{}}
}

// The line that Letter paints, in type sizes: its height and where its
// baseline lies.
const (
	lineHeight   = 1.8
	lineBaseline = 1.25
)

const maxWidths = 2000

func (l *Letters) set(text string, bold bool, em float64) (page.Text, bool) {
	st := typeset.Style{Weight: typeset.Medium, Lang: guessLang(text)}
	text = strings.TrimPrefix(text, leftToRight)
	if bold {
		st.Weight = typeset.Bold
	}
	b, err := l.lib.Line(text, st, em, 0, math.MaxFloat64)
	if err != nil {
		return page.Text{}, false
	}
	for _, it := range b.Place(page.Point{}, 0, typeset.Left, typeset.Paint{Fill: page.Color{}}) {
		if t, ok := it.(page.Text); ok {
			return t, true
		}
	}
	return page.Text{}, false
}

// Measure returns the width of the line at a type size, in the same unit. A
// line that no font can draw has a width by its number of letters.
func (l *Letters) Measure(text string, bold bool, size float64) float64 {
	key := letterKey{text, bold}
	l.mu.Lock()
	w, ok := l.widths[key]
	l.mu.Unlock()
	if ok {
		return w * size
	}
	const em = 100
	t, ok := l.set(text, bold, em)
	w = t.Advance / em
	if !ok {
		w = 0.6 * float64(len([]rune(text)))
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.widths) >= maxWidths {
		clear(l.widths)
	}
	l.widths[key] = w
	return w * size
}

// Letter paints the line at a type size of px device pixels, on a transparent
// ground. It returns nil if no font can draw it.
func (l *Letters) Letter(text string, bold bool, px float64, ink color.NRGBA) image.Image {
	t, ok := l.set(text, bold, px)
	if !ok || px <= 0 {
		return nil
	}
	t.At = page.Point{Y: math.Round(lineBaseline * px)}
	size := page.Size{W: math.Ceil(t.Advance) + 1, H: math.Ceil(lineHeight*px) + 1}
	sheet := &page.Page{Size: size, Layers: []*page.Layer{{Items: []page.Item{t}}}}
	grey, err := raster.Region(sheet, page.Rect{W: size.W, H: size.H}, 1)
	if err != nil {
		return nil
	}
	return tint(grey, ink)
}

// tint turns black on white into ink on nothing.
func tint(grey *image.RGBA, ink color.NRGBA) *image.NRGBA {
	out := image.NewNRGBA(grey.Bounds())
	for i := 0; i < len(grey.Pix); i += 4 {
		a := uint32(255-grey.Pix[i]) * uint32(ink.A) / 255
		out.Pix[i], out.Pix[i+1], out.Pix[i+2], out.Pix[i+3] = ink.R, ink.G, ink.B, uint8(a)
	}
	return out
}

// leftToRight is U+200E, the mark that a line begins with which runs from left
// to right whatever it says.
const leftToRight = "\u200e"

// guessLang returns a language that has the line's direction: that of its
// first letter, or of the mark before it (UAX #9, P2).
func guessLang(text string) string {
	if strings.HasPrefix(text, leftToRight) {
		return "und"
	}
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Hebrew, r):
			return "he"
		case unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko):
			return "ar"
		case unicode.IsLetter(r):
			return "und"
		}
	}
	return "und"
}
