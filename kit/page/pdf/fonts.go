package pdf

import (
	"crypto/sha256"
	"strconv"
	"strings"

	"eventkit/kit/page"
)

// fonts holds the fonts that the document gets: made of the outlines that
// lines of paired letters use, with at most 255 letters each.
type fonts struct {
	sets   []*font
	open   map[string]*font // the font of a family that has codes left
	codes  map[glyphRune]*char
	unique map[[sha256.Size]byte]*page.Outline
	// fresh holds the characters that have no width yet.
	fresh []*char
	votes map[vote]int
}

type glyphRune struct {
	glyph *page.Outline
	rune  rune
}

// char is a code of one of the fonts; nil for an outline that fits none.
type char struct {
	font  *font
	code  byte
	width int
	known bool
}

// font is a TrueType font in the making.
type font struct {
	// name is what drawings call it.
	name, family string
	used         int
	glyphs       [256]*page.Outline
	chars        [256]*char
	runes        [256]rune
}

// spaceCode is the code of white space in every font, spaceWidth its width in
// thousandths of an em, as in most of the bundled fonts.
const (
	spaceCode  = ' '
	spaceWidth = 260
)

// chars sets the code of every letter, and reports whether all have one.
func (f *fonts) chars(letters []letter) bool {
	for i := range letters {
		if letters[i].char = f.char(letters[i]); letters[i].char == nil {
			return false
		}
	}
	return true
}

// char returns the code of an outline that stands for a rune, or nil.
func (f *fonts) char(l letter) *char {
	key := glyphRune{l.glyph, l.rune}
	if c, ok := f.codes[key]; ok {
		return c
	}
	if f.codes == nil || len(f.codes) >= forget {
		f.codes = map[glyphRune]*char{}
	}
	c := f.find(l)
	f.codes[key] = c
	return c
}

func (f *fonts) find(l letter) *char {
	if !fitsFont(l.glyph) {
		return nil
	}
	if f.unique == nil {
		f.unique, f.open, f.votes = map[[sha256.Size]byte]*page.Outline{}, map[string]*font{}, map[vote]int{}
	}
	sum := sha256.Sum256(appendPath(nil, l.glyph, 0, 0, 1))
	first, ok := f.unique[sum]
	if !ok {
		first = l.glyph
		f.unique[sum] = first
	}
	for _, s := range f.sets {
		for code, o := range s.glyphs {
			if o == first && s.runes[code] == l.rune {
				return s.chars[code]
			}
		}
	}
	family, _, _ := strings.Cut(l.glyph.Name, "/")
	s := f.open[family]
	if s == nil || s.used == 255 {
		s = &font{family: family, name: "F" + strconv.Itoa(len(f.sets))}
		f.sets = append(f.sets, s)
		f.open[family] = s
	}
	c := s.add(first, l.rune)
	f.fresh = append(f.fresh, c)
	return c
}

// add gives a letter its own code if that is free, or else any.
func (s *font) add(o *page.Outline, r rune) *char {
	code := byte(0xFF)
	if r > spaceCode && r < 0x7F {
		code = byte(r)
	}
	for s.glyphs[code] != nil || code == spaceCode {
		code--
	}
	c := &char{font: s, code: code}
	s.glyphs[code], s.runes[code], s.chars[code] = o, r, c
	s.used++
	return c
}

// vote is one observation: a character that was followed at some distance.
type vote struct {
	c        *char
	distance int
}

// meet looks at a line before it is written, so that new letters get the
// width at which most of them are followed by what comes next. advance is the
// line's width in thousandths of an em.
func (f *fonts) meet(letters []letter, advance int) {
	if !f.chars(letters) || len(f.fresh) == 0 {
		return
	}
	for i, l := range letters {
		c := l.char
		if c.known {
			continue
		}
		next := advance
		if i+1 < len(letters) {
			next = letters[i+1].x
			if letters[i+1].gap {
				next -= spaceWidth
			}
		}
		if next > l.x {
			f.votes[vote{c, next - l.x}]++
		}
	}
}

// settle gives every new letter its width.
func (f *fonts) settle() {
	if len(f.fresh) == 0 {
		return
	}
	best := map[*char]vote{}
	for v, n := range f.votes {
		b, ok := best[v.c]
		if !ok || n > f.votes[b] || n == f.votes[b] && v.distance > b.distance {
			best[v.c] = v
		}
	}
	for _, c := range f.fresh {
		b := c.font.glyphs[c.code].Bounds()
		c.width = int(b.Right() + max(0, b.X))
		if v, ok := best[c]; ok {
			c.width = v.distance
		}
		c.width, c.known = min(max(c.width, 0), maxUnits), true
	}
	f.fresh = f.fresh[:0]
	clear(f.votes)
}
