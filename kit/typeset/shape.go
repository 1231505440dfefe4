package typeset

import (
	"eventkit/kit/page"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// shaped is a run after shaping, in thousandths of an em, y down.
type shaped struct {
	glyphs  []page.Glyph
	advance float64
}

type runKey struct {
	font   string
	script language.Script
	lang   string
	rtl    bool
	text   string
}

// maxRuns bounds the memory of shaped runs; past it they are forgotten together.
const maxRuns = 20000

// shape sets one run of one font, script and direction.
func (l *Library) shape(f *face, script language.Script, lang string, rtl bool, text []rune) (*shaped, error) {
	key := runKey{f.name, script, lang, rtl, string(text)}
	l.mu.RLock()
	have := l.runs[key]
	l.mu.RUnlock()
	if have != nil {
		return have, nil
	}
	s := l.shapers.Get().(*shaper)
	defer l.shapers.Put(s)
	in := shaping.Input{
		Text: text, RunEnd: len(text),
		Direction: di.DirectionLTR,
		Face:      s.face(f.font),
		Size:      fixed.I(1000),
		Script:    script,
		Language:  language.NewLanguage(lang),
	}
	if rtl {
		in.Direction = di.DirectionRTL
	}
	out := s.hb.ShapeNoExtents(in)
	run := &shaped{glyphs: make([]page.Glyph, 0, len(out.Glyphs))}
	for _, g := range out.Glyphs {
		if g.GlyphID == 0 {
			return nil, missing(text[min(g.TextIndex(), len(text)-1)], string(text))
		}
		o := f.outline(s.face(f.font), g.GlyphID)
		if o == nil {
			return nil, missing(text[min(g.TextIndex(), len(text)-1)], string(text))
		}
		if len(o.Segments) > 0 {
			run.glyphs = append(run.glyphs, page.Glyph{
				Outline: o,
				X:       run.advance + float(g.XOffset),
				Y:       -float(g.YOffset),
			})
		}
		run.advance += float(g.Advance)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.runs) >= maxRuns {
		clear(l.runs)
	}
	l.runs[key] = run
	return run, nil
}

func float(v fixed.Int26_6) float64 { return float64(v) / 64 }

// outline returns a glyph's contours, always the same pointer for the same
// glyph, so that painters can share them. It is nil for a glyph that is a
// picture and not an outline.
func (f *face) outline(fc *font.Face, gid font.GID) *page.Outline {
	f.mu.RLock()
	o := f.outlines[gid]
	f.mu.RUnlock()
	if o != nil {
		return o
	}
	data, ok := fc.GlyphDataOutline(gid)
	if !ok {
		return nil
	}
	o = page.NewOutline(outlineName(f.name, gid), segmentsOf(data.Segments, f.unit))
	f.mu.Lock()
	defer f.mu.Unlock()
	if have := f.outlines[gid]; have != nil {
		return have
	}
	f.outlines[gid] = o
	return o
}

func segmentsOf(in []opentype.Segment, unit float64) []page.Segment {
	out := make([]page.Segment, 0, len(in))
	for _, s := range in {
		seg := page.Segment{Verb: verbs[s.Op]}
		for i := range seg.Verb.Points() {
			seg.P[i] = page.Point{X: float64(s.Args[i].X) * unit, Y: -float64(s.Args[i].Y) * unit}
		}
		out = append(out, seg)
	}
	return out
}

var verbs = map[opentype.SegmentOp]page.Verb{
	opentype.SegmentOpMoveTo: page.MoveTo,
	opentype.SegmentOpLineTo: page.LineTo,
	opentype.SegmentOpQuadTo: page.QuadTo,
	opentype.SegmentOpCubeTo: page.CubicTo,
}
