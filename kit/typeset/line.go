package typeset

import (
	"math"
	"strings"

	"eventkit/kit/page"
)

// line is an assembled line, in thousandths of an em from the left end of its
// baseline.
type line struct {
	glyphs  []glyph
	advance float64
	ink     page.Rect
	text    string
	// light says that it holds nothing but light words, hanging that it ends
	// with one, cut that it ends where a reader stumbles.
	light, hanging, cut bool
	marks               []mark
	// plainEnd is where the last unmarked letter ended.
	plainEnd float64
	// left and right are the optical edges.
	left, right float64
	rtl         bool
}

// mark is a marked stretch of a line. At an end where an unmarked letter
// follows without a space it is tight.
type mark struct {
	x0, x1                float64
	tightLeft, tightRight bool
}

// line puts words[from:to] on one line, in the order in which they are seen.
func (p *passage) line(from, to int) (*line, error) {
	if have := p.lines[[2]int{from, to}]; have != nil {
		return have, nil
	}
	parts, err := p.parts(from, to)
	if err != nil {
		return nil, err
	}
	lv := make([]uint8, len(parts))
	count := 0
	for i, pc := range parts {
		lv[i] = pc.level
		count += len(pc.glyphs)
	}
	ln := &line{rtl: p.rtl, glyphs: make([]glyph, 0, count)}
	p.describe(ln, from, to)
	for _, i := range visual(lv) {
		p.append(ln, parts[i])
	}
	ln.measureEdges()
	if p.st.Flush {
		ln.left, ln.right = ln.ink.X, ln.ink.Right()
	}
	p.lines[[2]int{from, to}] = ln
	return ln, nil
}

// parts returns the pieces of words[from:to] and of the spaces between them.
// Words without a space between them are shaped anew: at a break they may
// have lost a neighbour to join or to kern with.
func (p *passage) parts(from, to int) ([]piece, error) {
	var parts []piece
	for i := from; i < to; {
		j := p.chunkEnd(i, to)
		pieces := p.words[i].pieces
		if j > i+1 || pieces == nil {
			var err error
			if pieces, err = p.shape(p.words[i].start, p.words[j-1].end); err != nil {
				return nil, err
			}
		}
		parts = append(parts, pieces...)
		if last := &p.words[j-1]; last.space > 0 && j < to {
			parts = append(parts, piece{shaped: &shaped{advance: last.space}, start: last.end, level: last.spaceLevel})
		}
		i = j
	}
	return parts, nil
}

// describe says what the words of a line are.
func (p *passage) describe(ln *line, from, to int) {
	var said strings.Builder
	ln.light = true
	for i, w := range p.words[from:to] {
		said.WriteString(w.said)
		if w.space > 0 && from+i < to-1 {
			said.WriteByte(' ')
		}
		ln.light = ln.light && w.light
	}
	ln.text = said.String()
	ln.hanging = to-from > 1 && p.words[to-1].light
	ln.cut = p.words[to-1].toll > 0
}

// append adds a piece at the right end of the line.
func (p *passage) append(ln *line, pc piece) {
	x := ln.advance
	for _, g := range pc.glyphs {
		g.x += x
		ln.glyphs = append(ln.glyphs, g)
	}
	if !pc.ink.Empty() {
		ln.ink = ln.ink.Union(pc.ink.Moved(x, 0))
	}
	if p.st.Marks {
		for _, c := range pc.cells {
			ln.mark(x+c.x, x+c.x+c.w, p.marked[pc.start+c.rune])
		}
	}
	ln.advance += pc.advance
}

// mark joins neighbouring marked letters into one field, across their spaces,
// and tells a field's ends of the unmarked letters beside it.
func (l *line) mark(x0, x1 float64, marked bool) {
	const space = 420
	last := len(l.marks) - 1
	beside := x0 - l.plainEnd
	switch {
	case !marked:
		if last >= 0 && l.marks[last].x1 >= x0 {
			l.marks[last].tightRight = true
		}
		l.plainEnd = x1
	case last >= 0 && x0-l.marks[last].x1 < space && l.plainEnd <= l.marks[last].x1:
		l.marks[last].x1 = max(x1, l.marks[last].x1)
	default:
		l.marks = append(l.marks, mark{x0: x0, x1: x1, tightLeft: beside <= 0 && l.plainEnd > 0})
	}
}

// measureEdges finds the optical edges: those of the outermost glyph, or of
// one beside it that seems to reach further.
func (l *line) measureEdges() {
	if len(l.glyphs) == 0 {
		l.right = l.advance
		return
	}
	l.left, l.right = math.Inf(1), math.Inf(-1)
	for _, g := range l.glyphs {
		l.left = min(l.left, g.x+g.left)
		l.right = max(l.right, g.x+g.right)
	}
}

// width is the optical width.
func (l *line) width() float64 { return l.right - l.left }

// place turns the line into an item: x is where its optical left edge goes,
// y its baseline, em the type size, all in mm.
func (l *line) place(x, y, em float64, lang string, fill page.Color) page.Text {
	k := em / 1000
	t := page.Text{
		String: l.text, Lang: lang, RTL: l.rtl,
		At:    page.Point{X: x - l.left*k, Y: y},
		Scale: k, Em: em, Advance: l.advance * k,
		Ink:    page.Rect{X: l.ink.X * k, Y: l.ink.Y * k, W: l.ink.W * k, H: l.ink.H * k},
		Fill:   fill,
		Glyphs: make([]page.Glyph, len(l.glyphs)),
	}
	for i, g := range l.glyphs {
		t.Glyphs[i] = page.Glyph{Outline: g.Outline, X: g.x * k, Y: g.y * k}
	}
	return t
}
