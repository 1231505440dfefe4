package papertest

import (
	"fmt"
	"math"

	"eventkit/kit/page"
	"eventkit/kit/qr"
)

const pt = 25.4 / 72 // mm

// Faults are the rules of a document that a page breaks: nothing off the page
// or in its margin, no two lines that touch, no words under 9 pt on A4, words
// that stand out, no rule that a printer loses, codes that can be read.
func Faults(p *page.Page) []string {
	var bad []string
	for _, check := range []func(*page.Page) []string{outside, touching, small, faint, thin, crowded} {
		bad = append(bad, check(p)...)
	}
	if err := qr.ReadBack(p); err != nil {
		bad = append(bad, err.Error())
	}
	return bad
}

// outside finds what is off the page, and words less than 10 mm of an A4 page
// from its edge.
func outside(p *page.Page) []string {
	var bad []string
	whole := page.Rect{W: p.Size.W, H: p.Size.H}
	inner := whole.Grown(-10 / 210.0 * p.Size.Short())
	for it := range p.Items {
		if !whole.Contains(it.Bounds()) {
			bad = append(bad, fmt.Sprintf("%s is off the page: %.2f", name(it), it.Bounds()))
		} else if t, ok := it.(page.Text); ok && !inner.Contains(t.Bounds()) {
			bad = append(bad, fmt.Sprintf("%s is in the margin: %.2f", name(it), t.Bounds()))
		}
	}
	return bad
}

func name(it page.Item) string {
	if t, ok := it.(page.Text); ok {
		return fmt.Sprintf("%q", t.String)
	}
	return fmt.Sprintf("a %T", it)
}

// touching finds lines of words whose letters share a place.
func touching(p *page.Page) []string {
	var bad []string
	all := Texts(p)
	for i, a := range all {
		for _, b := range all[i+1:] {
			if a.Bounds().Overlaps(b.Bounds()) && meet(a, b) {
				bad = append(bad, fmt.Sprintf("%q touches %q", a.String, b.String))
			}
		}
	}
	return bad
}

func meet(a, b page.Text) bool {
	for _, ga := range a.Glyphs {
		for _, gb := range b.Glyphs {
			if placed(a, ga).Grown(-0.02 * a.Em).Overlaps(placed(b, gb)) {
				return true
			}
		}
	}
	return false
}

// placed is a glyph's ink on the page.
func placed(t page.Text, g page.Glyph) page.Rect {
	b := g.Outline.Bounds()
	return page.Rect{
		X: t.At.X + g.X + b.X*t.Scale, Y: t.At.Y + g.Y + b.Y*t.Scale,
		W: b.W * t.Scale, H: b.H * t.Scale,
	}
}

func small(p *page.Page) []string {
	least := 6.0
	if p.Size.Short() >= 210 {
		least = 9
	}
	var bad []string
	for _, t := range Texts(p) {
		if size := t.Em / pt; size < least-1e-9 {
			bad = append(bad, fmt.Sprintf("%q is set in %.1f pt, under %g", t.String, size, least))
		}
	}
	return bad
}

func faint(p *page.Page) []string {
	var bad []string
	for _, t := range Texts(p) {
		if c := page.Contrast(t.Fill, page.White); c < 4.5 {
			bad = append(bad, fmt.Sprintf("%q has a contrast of %.1f", t.String, c))
		}
	}
	return bad
}

// thin finds rules under 0.25 pt.
func thin(p *page.Page) []string {
	var bad []string
	for it := range p.Items {
		if b, ok := it.(page.Box); ok && math.Min(b.W, b.H) < 0.25*pt {
			bad = append(bad, fmt.Sprintf("a rule of %.3f mm: %.2f", math.Min(b.W, b.H), b.Rect))
		}
	}
	return bad
}

// crowded finds what enters the quiet zone of a code.
func crowded(p *page.Page) []string {
	var bad []string
	for _, c := range Codes(p) {
		for it := range p.Items {
			switch it.(type) {
			case page.Text, page.Box:
				if it.Bounds().Overlaps(c.Rect.Grown(-1e-6)) {
					bad = append(bad, fmt.Sprintf("%s is in a code’s quiet zone", name(it)))
				}
			}
		}
	}
	return bad
}

// Codes are the codes of a page.
func Codes(p *page.Page) []page.Code {
	var out []page.Code
	for it := range p.Items {
		if c, ok := it.(page.Code); ok {
			out = append(out, c)
		}
	}
	return out
}
