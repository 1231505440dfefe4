package pdf

import (
	"slices"
	"unicode"

	"eventkit/kit/page"
)

// alphabet gives every rune of the invisible words its two-byte code: itself,
// or for a rune beyond the first plane one of the codes of surrogates, which
// no rune of the first plane uses.
type alphabet struct {
	// blocks tells which blocks of 256 runes occur.
	blocks [256]bool
	used   bool
	// highest is the highest code in use.
	highest uint16
	beyond  map[rune]uint16
	order   []rune
}

const (
	surrogates   = 0xD800
	manyBeyond   = 0x800
	replacedRune = 0xFFFD
)

func (a *alphabet) code(r rune) uint16 {
	c := a.find(r)
	a.used, a.highest = true, max(a.highest, c)
	return c
}

func (a *alphabet) find(r rune) uint16 {
	switch {
	case unicode.IsControl(r):
		r = ' '
	case r > 0xFFFF:
		if c, ok := a.beyond[r]; ok {
			return c
		}
		if len(a.order) < manyBeyond {
			if a.beyond == nil {
				a.beyond = map[rune]uint16{}
			}
			c := uint16(surrogates + len(a.order))
			a.beyond[r] = c
			a.order = append(a.order, r)
			return c
		}
		r = replacedRune
	}
	a.blocks[r>>8] = true
	return uint16(r)
}

// words appends a line's words invisibly over its ink, in logical order, each
// run of one direction in its place.
func (c *content) words(t page.Text) {
	n := float64(len([]rune(t.String)))
	if n == 0 {
		return
	}
	x, w := t.At.X+t.Ink.X, t.Ink.W
	if w <= 0 {
		x, w = t.At.X, t.Advance
	}
	each := w / n
	for _, run := range directions(t.String, t.RTL) {
		length := float64(len([]rune(run.text))) * each
		// A letter of the invisible font is half an em wide.
		c.text = append(nums(c.text, mmDecimals, each*2), "0 0 "...)
		c.text = append(nums(c.text, mmDecimals, -t.Em, x, t.At.Y), "Tm("...)
		x += length
		text := []rune(run.text)
		if run.rtl {
			slices.Reverse(text)
		}
		for _, r := range text {
			code := c.doc.words.code(r)
			c.text = literal(literal(c.text, byte(code>>8)), byte(code))
		}
		c.text = append(c.text, ")Tj\n"...)
	}
}

// literal appends one byte of a string (ISO 32000-1, 7.3.4.2).
func literal(b []byte, v byte) []byte {
	switch v {
	case '(', ')', '\\':
		return append(b, '\\', v)
	case '\r':
		return append(b, `\r`...)
	}
	return append(b, v)
}
