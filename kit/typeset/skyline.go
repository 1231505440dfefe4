package typeset

import (
	"math"

	"eventkit/kit/page"
)

// columnWidth is the width of the columns in which ink is compared, in
// thousandths of an em.
const columnWidth = 20

// skyline is the highest and the lowest ink of a shape in columns beside each
// other, the first of which begins at columnWidth times first. In a column
// without ink top lies below bottom.
type skyline struct {
	first       int
	top, bottom []float64
}

func newSkyline(x0, x1 float64) skyline {
	first := int(math.Floor(x0 / columnWidth))
	n := int(math.Floor(x1/columnWidth)) - first + 1
	s := skyline{first, make([]float64, n), make([]float64, n)}
	for i := range n {
		s.top[i], s.bottom[i] = math.Inf(1), math.Inf(-1)
	}
	return s
}

func (s skyline) add(column int, top, bottom float64) {
	i := column - s.first
	s.top[i], s.bottom[i] = min(s.top[i], top), max(s.bottom[i], bottom)
}

func skylineOf(o *page.Outline) skyline {
	b := o.Bounds()
	if len(o.Segments) == 0 {
		return skyline{}
	}
	// Points of a curve may miss its bounds by a rounding error.
	s := newSkyline(b.X-1e-6, b.Right()+1e-6)
	flatten(o, func(p, q page.Point) {
		if p.X > q.X {
			p, q = q, p
		}
		c0, c1 := int(math.Floor(p.X/columnWidth)), int(math.Floor(q.X/columnWidth))
		at := func(x float64) float64 {
			if x <= p.X {
				return p.Y
			}
			if x >= q.X {
				return q.Y
			}
			return p.Y + (x-p.X)/(q.X-p.X)*(q.Y-p.Y)
		}
		for c := c0; c <= c1; c++ {
			ya, yb := at(float64(c)*columnWidth), at(float64(c+1)*columnWidth)
			if c0 == c1 {
				ya, yb = p.Y, q.Y
			}
			s.add(c, math.Min(ya, yb), math.Max(ya, yb))
		}
	})
	return s
}

// skyline is the line's own, shifted by dx.
func (l *line) skyline(dx float64) skyline {
	s := newSkyline(l.ink.X+dx-columnWidth, l.ink.Right()+dx+2*columnWidth)
	for _, g := range l.glyphs {
		// A glyph's columns fall between the line's, so each counts for two.
		at := g.sky.first + int(math.Floor((g.x+dx)/columnWidth))
		for i, top := range g.sky.top {
			if bottom := g.sky.bottom[i]; top <= bottom {
				s.add(at+i, top+g.y, bottom+g.y)
				s.add(at+i+1, top+g.y, bottom+g.y)
			}
		}
	}
	return s
}

// clearance returns how far below the baseline of l the baseline of next must
// lie for their ink to stay gap apart where they stand over each other. The
// lines are shifted by dx and ndx; sizes are equal.
func (l *line) clearance(next *line, dx, ndx, gap float64) float64 {
	if len(l.glyphs) == 0 || len(next.glyphs) == 0 {
		return 0
	}
	over, under := l.skyline(dx), next.skyline(ndx)
	need := 0.0
	reach := int(math.Ceil(gap / columnWidth))
	for i, bottom := range over.bottom {
		if math.IsInf(bottom, -1) {
			continue
		}
		c := over.first + i - under.first
		for j := max(c-reach, 0); j <= min(c+reach, len(under.top)-1); j++ {
			need = max(need, bottom-under.top[j]+gap)
		}
	}
	return need
}
