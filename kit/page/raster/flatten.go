package raster

import (
	"math"

	"eventkit/kit/page"
)

// flatness is how far, in px, a chord may lie from the curve that it replaces.
const flatness = 0.025

// contours calls yield with every contour of a placed outline as a closed
// polygon in px. The last point joins the first; no two neighbours are equal.
// The slice is reused. buf keeps its memory between calls.
func contours(o *page.Outline, t place, buf *[]page.Point, yield func([]page.Point)) {
	pts := (*buf)[:0]
	emit := func() {
		for len(pts) > 1 && pts[0] == pts[len(pts)-1] {
			pts = pts[:len(pts)-1]
		}
		if len(pts) > 1 {
			yield(pts)
		}
		pts = pts[:0]
	}
	at := t.of(page.Point{})
	for i, s := range o.Segments {
		if s.Verb == page.MoveTo || i == 0 {
			emit()
		}
		switch s.Verb {
		case page.MoveTo:
			at = t.of(s.P[0])
			pts = append(pts, at)
			continue
		case page.LineTo:
			pts = lineTo(pts, at, t.of(s.P[0]))
		case page.QuadTo:
			pts = quadTo(pts, at, t.of(s.P[0]), t.of(s.P[1]))
		case page.CubicTo:
			pts = cubicTo(pts, at, t.of(s.P[0]), t.of(s.P[1]), t.of(s.P[2]))
		}
		at = pts[len(pts)-1]
	}
	emit()
	*buf = pts
}

func lineTo(pts []page.Point, from, to page.Point) []page.Point {
	if len(pts) == 0 {
		pts = append(pts, from)
	}
	if pts[len(pts)-1] == to {
		return pts
	}
	return append(pts, to)
}

// steps returns into how many equal parts of its parameter a curve is cut; d2
// is the largest length of its second derivative (chord error: d2/8 at one step).
func steps(d2 float64) int {
	n := math.Ceil(math.Sqrt(d2 / (8 * flatness)))
	return int(math.Min(math.Max(n, 1), 500))
}

func quadTo(pts []page.Point, a, b, c page.Point) []page.Point {
	n := steps(2 * math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		k0, k1, k2 := u*u, 2*u*t, t*t
		pts = lineTo(pts, a, page.Point{X: k0*a.X + k1*b.X + k2*c.X, Y: k0*a.Y + k1*b.Y + k2*c.Y})
	}
	return lineTo(pts, a, c)
}

func cubicTo(pts []page.Point, a, b, c, d page.Point) []page.Point {
	n := steps(6 * math.Max(
		math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y),
		math.Hypot(b.X-2*c.X+d.X, b.Y-2*c.Y+d.Y)))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		k0, k1, k2, k3 := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		pts = lineTo(pts, a, page.Point{
			X: k0*a.X + k1*b.X + k2*c.X + k3*d.X,
			Y: k0*a.Y + k1*b.Y + k2*c.Y + k3*d.Y,
		})
	}
	return lineTo(pts, a, d)
}
