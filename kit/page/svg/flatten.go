package svg

import (
	"math"

	"eventkit/kit/page"
)

// flatten calls yield with the points after from that follow a segment within
// tol; the last one is its end.
func flatten(from page.Point, s page.Segment, tol float64, yield func(p page.Point, end bool)) {
	switch s.Verb {
	case page.QuadTo:
		bend := math.Hypot(from.X-2*s.P[0].X+s.P[1].X, from.Y-2*s.P[0].Y+s.P[1].Y)
		n := pieces(bend/4, tol)
		for i := 1; i < n; i++ {
			t := float64(i) / float64(n)
			yield(mix(mix(from, s.P[0], t), mix(s.P[0], s.P[1], t), t), false)
		}
	case page.CubicTo:
		bend := math.Max(
			math.Hypot(from.X-2*s.P[0].X+s.P[1].X, from.Y-2*s.P[0].Y+s.P[1].Y),
			math.Hypot(s.P[0].X-2*s.P[1].X+s.P[2].X, s.P[0].Y-2*s.P[1].Y+s.P[2].Y))
		n := pieces(bend*3/4, tol)
		for i := 1; i < n; i++ {
			t := float64(i) / float64(n)
			a, b, c := mix(from, s.P[0], t), mix(s.P[0], s.P[1], t), mix(s.P[1], s.P[2], t)
			yield(mix(mix(a, b, t), mix(b, c, t), t), false)
		}
	}
	yield(s.P[s.Verb.Points()-1], true)
}

// pieces is how many lines follow a curve that bulges by so much.
func pieces(bulge, tol float64) int {
	const most = 64
	n := math.Ceil(math.Sqrt(bulge / tol))
	return int(math.Min(math.Max(n, 1), most))
}

func mix(a, b page.Point, t float64) page.Point {
	return page.Point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
}

// tolerance is how far flattened curves may stray, in the drawing's units: a
// fiftieth of a mm on A4.
func (r *reader) tolerance() float64 {
	return math.Max(r.drawing.View.W, r.drawing.View.H) / 15000
}
