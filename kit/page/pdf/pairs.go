package pdf

import (
	"math"
	"unicode"

	"eventkit/kit/page"
)

// maxFontEm is the largest type size, in mm, that is set with fonts. Above it
// letters are drawn as paths, which no viewer hints or caches.
const maxFontEm = 12

// letter is a glyph together with the rune that it stands for. gap says that
// white space goes before it.
type letter struct {
	glyph *page.Outline
	rune  rune
	// x is where the glyph lies from the line's origin, in thousandths of an em.
	x   int
	gap bool
	// char is the letter's code, once it is known.
	char *char
}

// pairs returns the letters of a line whose glyphs and runes pair off one to
// one from left to right, so that its words can be searched in the glyphs
// themselves; ok is false for any other line. letters is appended to.
func pairs(letters []letter, t page.Text) (_ []letter, ok bool) {
	if t.Stroke > 0 || t.RTL || t.Em > maxFontEm || !(t.Scale > 0) || math.Abs(t.Em/t.Scale-unitsPerEm) > 1e-6 {
		return letters, false
	}
	i, gap, last := 0, false, math.MinInt
	for _, r := range t.String {
		if r == ' ' || r == '\u00A0' {
			gap = true
			continue
		}
		if !pairable(r) || i == len(t.Glyphs) {
			return letters, false
		}
		g := t.Glyphs[i]
		x := int(math.Round(g.X / t.Scale))
		if g.Y != 0 || g.Outline == nil || x < last || x > math.MaxInt16*1000 {
			return letters, false
		}
		letters = append(letters, letter{glyph: g.Outline, rune: r, x: x, gap: gap && i > 0})
		i, gap, last = i+1, false, x
	}
	return letters, i == len(t.Glyphs) && i > 0
}

// pairable reports whether a rune is written as one glyph in the order of
// reading. Ligatures don't matter here: they change the count.
func pairable(r rune) bool {
	switch {
	case r < 0x80:
		return r > ' ' && r < 0x7F
	case unicode.Is(unicode.Mn, r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		return false
	}
	return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Armenian, unicode.Georgian) ||
		unicode.Is(unicode.Common, r) && r < 0x3000
}
