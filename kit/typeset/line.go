package typeset

import (
	"math"
	"strings"

	"eventkit/kit/page"
)

// assemble puts words on one line, in the order in which they are seen.
func assemble(words []word, st Style) *line {
	var parts []piece
	var owner []int
	var said strings.Builder
	for i, w := range words {
		for _, p := range w.pieces {
			parts, owner = append(parts, p), append(owner, i)
		}
		said.WriteString(w.text)
		if w.space > 0 && i < len(words)-1 {
			said.WriteByte(' ')
			parts = append(parts, piece{&shaped{advance: w.space}, w.spaceLevel})
			owner = append(owner, -1)
		}
	}
	lv := make([]uint8, len(parts))
	for i, p := range parts {
		lv[i] = p.level
	}
	ln := &line{text: said.String(), rtl: RTL(st.Lang)}
	for _, i := range visual(lv) {
		p := parts[i]
		x := ln.advance
		for _, g := range p.glyphs {
			g.X += x
			ln.glyphs = append(ln.glyphs, g)
			ln.ink = ln.ink.Union(g.Outline.Bounds().Moved(g.X, g.Y))
		}
		ln.advance += p.advance
		if owner[i] >= 0 && words[owner[i]].marked {
			ln.mark(x, ln.advance)
		}
	}
	ln.measureEdges()
	if st.Flush {
		ln.left, ln.right = ln.ink.X, ln.ink.Right()
	}
	return ln
}

// mark joins neighbouring marked words into one field, across their spaces.
func (l *line) mark(x0, x1 float64) {
	const space = 420
	if n := len(l.marks); n > 0 && x0-l.marks[n-1][1] < space {
		l.marks[n-1][1] = x1
		return
	}
	l.marks = append(l.marks, [2]float64{x0, x1})
}

func (l *line) measureEdges() {
	if len(l.glyphs) == 0 {
		l.right = l.advance
		return
	}
	l.left, l.right = l.ink.Right(), l.ink.X
	for _, g := range l.glyphs {
		b := g.Outline.Bounds().Moved(g.X, g.Y)
		const near = 90
		if b.X < l.ink.X+near {
			l.left = min(l.left, g.X+edgesOf(g.Outline).left)
		}
		if b.Right() > l.ink.Right()-near {
			l.right = max(l.right, g.X+edgesOf(g.Outline).right)
		}
	}
}

// width is the optical width.
func (l *line) width() float64 { return l.right - l.left }

// clearance returns how far below the baseline of l the baseline of next must
// lie for their ink to stay gap apart where they stand over each other. The
// lines are shifted by dx and ndx; sizes are equal.
func (l *line) clearance(next *line, dx, ndx, gap float64) float64 {
	low, high := map[int]float64{}, map[int]float64{}
	l.columns(dx, func(c int, _, bottom float64) {
		if old, ok := low[c]; !ok || bottom > old {
			low[c] = bottom
		}
	})
	next.columns(ndx, func(c int, top, _ float64) {
		if old, ok := high[c]; !ok || top < old {
			high[c] = top
		}
	})
	need := 0.0
	reach := int(math.Ceil(gap / columnWidth))
	for c, bottom := range low {
		for d := -reach; d <= reach; d++ {
			if top, ok := high[c+d]; ok {
				need = math.Max(need, bottom-top+gap)
			}
		}
	}
	return need
}

// columnWidth is the width of the columns in which ink is compared, in
// thousandths of an em.
const columnWidth = 20

// columns calls visit with the highest and lowest ink of every column.
func (l *line) columns(dx float64, visit func(column int, top, bottom float64)) {
	for _, g := range l.glyphs {
		flatten(g.Outline, func(p, q page.Point) {
			x0, x1 := p.X+g.X+dx, q.X+g.X+dx
			top, bottom := math.Min(p.Y, q.Y)+g.Y, math.Max(p.Y, q.Y)+g.Y
			c0, c1 := int(math.Floor(math.Min(x0, x1)/columnWidth)), int(math.Floor(math.Max(x0, x1)/columnWidth))
			for c := c0; c <= c1; c++ {
				t, b := top, bottom
				if c1 > c0 && x0 != x1 {
					ya := p.Y + g.Y + (float64(c)*columnWidth-x0)/(x1-x0)*(q.Y-p.Y)
					yb := p.Y + g.Y + (float64(c+1)*columnWidth-x0)/(x1-x0)*(q.Y-p.Y)
					t, b = math.Max(t, math.Min(ya, yb)), math.Min(b, math.Max(ya, yb))
				}
				visit(c, t, b)
			}
		})
	}
}

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
		t.Glyphs[i] = page.Glyph{Outline: g.Outline, X: g.X * k, Y: g.Y * k}
	}
	return t
}
