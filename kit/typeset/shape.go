package typeset

import (
	"unicode"

	"eventkit/kit/page"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// shaped is a run after shaping, in thousandths of an em, y down.
type shaped struct {
	glyphs  []glyph
	cells   []cell
	advance float64
	ink     page.Rect
}

// glyph is a visible glyph in its place, and the rune (its place in the run)
// with which its cluster begins.
type glyph struct {
	*drawn
	x, y float64
	rune int
}

// cell is the stretch of a line that a glyph takes, visible or not.
type cell struct {
	rune int
	x, w float64
}

type runKey struct {
	face   *face
	script language.Script
	lang   string
	rtl    bool
	text   string
}

// maxKept bounds the memory of shaped runs, in glyphs; past it they are
// forgotten together.
const maxKept = 400_000

// shape sets one run of one font, script and direction.
func (l *Library) shape(f *face, script language.Script, lang string, rtl bool, text []rune) (*shaped, error) {
	key := runKey{f, script, lang, rtl, string(text)}
	l.mu.RLock()
	have := l.runs[key]
	l.mu.RUnlock()
	if have != nil {
		return have, nil
	}
	s := l.shapers.Get().(*shaper)
	defer l.shapers.Put(s)
	run, err := s.shape(f, key, text)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.kept += len(text) + len(run.cells); l.kept > maxKept {
		clear(l.runs)
		l.kept = len(text) + len(run.cells)
	}
	l.runs[key] = run
	return run, nil
}

func (s *shaper) shape(f *face, key runKey, text []rune) (*shaped, error) {
	fc := s.face(f)
	in := shaping.Input{
		Text: text, RunEnd: len(text),
		Direction: di.DirectionLTR,
		Face:      fc,
		Size:      fixed.I(1000),
		Script:    key.script,
		Language:  language.NewLanguage(key.lang),
	}
	if key.rtl {
		in.Direction = di.DirectionRTL
	}
	out := s.hb.ShapeNoExtents(in)
	run := &shaped{glyphs: make([]glyph, 0, len(out.Glyphs)), cells: make([]cell, 0, len(out.Glyphs))}
	inked := make([]bool, len(text)+1)
	for _, g := range out.Glyphs {
		at := min(g.TextIndex(), len(text)-1)
		run.cells = append(run.cells, cell{at, run.advance, float(g.Advance)})
		if g.GlyphID != font.EmptyGlyph {
			d := f.drawn(fc, g.GlyphID)
			if g.GlyphID == 0 || d == nil {
				return nil, missing(visibleOf(text[at:at+g.RunesCount()]), key.text)
			}
			if len(d.Segments) > 0 {
				inked[at] = true
				placed := glyph{d, run.advance + float(g.XOffset), -float(g.YOffset), at}
				run.glyphs = append(run.glyphs, placed)
				run.ink = run.ink.Union(placed.bounds())
			}
		}
		run.advance += float(g.Advance)
	}
	// A font may have a glyph that is blank, or a picture instead of an outline.
	for _, g := range out.Glyphs {
		at := min(g.TextIndex(), len(text)-1)
		if cluster := text[at : at+g.RunesCount()]; !inked[at] && visible(visibleOf(cluster)) {
			return nil, missing(visibleOf(cluster), key.text)
		}
	}
	return run, nil
}

func (g glyph) bounds() page.Rect { return g.Bounds().Moved(g.x, g.y) }

// visible reports whether a reader expects to see something for r.
func visible(r rune) bool {
	return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !invisible(r) && !unicode.Is(unicode.Cf, r)
}

// visibleOf is the first visible rune of a cluster, or its first.
func visibleOf(cluster []rune) rune {
	for _, r := range cluster {
		if visible(r) {
			return r
		}
	}
	return cluster[0]
}

func float(v fixed.Int26_6) float64 { return float64(v) / 64 }
