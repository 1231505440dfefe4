package typeset

import (
	"math"
	"slices"

	"eventkit/kit/page"
)

// drawn is a glyph's outline with what was measured on it, in thousandths of
// an em. It is shared and never changes.
type drawn struct {
	*page.Outline
	// left and right are the optical edges.
	left, right float64
	sky         skyline
}

func measureGlyph(o *page.Outline) *drawn {
	d := &drawn{Outline: o, sky: skylineOf(o)}
	lefts, rights := profile(o)
	b := o.Bounds()
	d.left = b.X + soften(lefts, func(x float64) float64 { return x - b.X })
	d.right = b.Right() - soften(rights, func(x float64) float64 { return b.Right() - x })
	return d
}

// soften says how far inside its ink a glyph seems to begin: nothing for a
// straight stem, a little for a round, a diagonal or a hook, so that in a
// column of lines the stems stand under each other. It averages how deep the
// nearer half of the scan lines lies and gives a little more than half of
// that: never more than a hair.
func soften(xs []float64, depth func(float64) float64) float64 {
	const most, share = 40, 0.6
	if len(xs) == 0 {
		return 0
	}
	ds := make([]float64, len(xs))
	for i, x := range xs {
		ds[i] = math.Min(depth(x), most)
	}
	slices.Sort(ds)
	n := max(1, len(ds)/2)
	sum := 0.0
	for _, d := range ds[:n] {
		sum += d
	}
	return share * sum / float64(n)
}

// profile returns the outermost ink of 24 scan lines.
func profile(o *page.Outline) (lefts, rights []float64) {
	const rows = 24
	b := o.Bounds()
	lo, hi := make([]float64, rows), make([]float64, rows)
	for i := range rows {
		lo[i], hi[i] = math.Inf(1), math.Inf(-1)
	}
	edge := func(p, q page.Point) {
		for i := range rows {
			y := b.Y + (float64(i)+0.5)/rows*b.H
			if (p.Y <= y) == (q.Y <= y) {
				continue
			}
			x := p.X + (y-p.Y)/(q.Y-p.Y)*(q.X-p.X)
			lo[i], hi[i] = math.Min(lo[i], x), math.Max(hi[i], x)
		}
	}
	flatten(o, edge)
	for i := range rows {
		if lo[i] <= hi[i] {
			lefts, rights = append(lefts, lo[i]), append(rights, hi[i])
		}
	}
	return lefts, rights
}

// flatten calls edge for short straight pieces of every contour.
func flatten(o *page.Outline, edge func(p, q page.Point)) {
	const steps = 8
	var at, start page.Point
	for _, s := range o.Segments {
		end := s.P[s.Verb.Points()-1]
		switch s.Verb {
		case page.MoveTo:
			if at != start {
				edge(at, start)
			}
			start = end
		case page.LineTo:
			edge(at, end)
		default:
			p := at
			for i := 1; i <= steps; i++ {
				q := curveAt(at, s, float64(i)/steps)
				edge(p, q)
				p = q
			}
		}
		at = end
	}
	if at != start {
		edge(at, start)
	}
}

func curveAt(from page.Point, s page.Segment, t float64) page.Point {
	mix := func(a, b page.Point) page.Point {
		return page.Point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
	}
	if s.Verb == page.QuadTo {
		return mix(mix(from, s.P[0]), mix(s.P[0], s.P[1]))
	}
	ab, bc, cd := mix(from, s.P[0]), mix(s.P[0], s.P[1]), mix(s.P[1], s.P[2])
	return mix(mix(ab, bc), mix(bc, cd))
}
