package raster

import (
	"math"

	"eventkit/kit/page"
)

// stroke traces the line of half width half (px) along a placed outline, with
// round joins. Each contour becomes two: the path moved to its left, and the
// path moved to its right run backwards. Between them the winding number has
// the same sign everywhere, so neighbouring lines never cancel.
func (m *mask) stroke(o *page.Outline, t place, half float64) {
	contours(o, t, &m.pts, func(pts []page.Point) {
		m.ring = offset(m.ring[:0], pts, half, 1)
		m.polygon(m.ring)
		if len(pts) == 2 {
			return // a line there and back: the first path goes all around it
		}
		m.ring = offset(m.ring[:0], pts, half, -1)
		m.polygon(m.ring)
	})
}

// offset appends the closed polygon moved by half to its left, going with it
// (dir 1) or against it (dir -1).
func offset(ring, pts []page.Point, half float64, dir int) []page.Point {
	n := len(pts)
	at := func(i int) page.Point { return pts[((i%n)+n)%n] }
	for i := range n {
		j := i * dir
		ring = corner(ring, at(j-dir), at(j), at(j+dir), half)
	}
	return ring
}

// corner appends the moved path around b, coming from a and leaving for c.
func corner(ring []page.Point, a, b, c page.Point, half float64) []page.Point {
	inLen, outLen := math.Hypot(b.X-a.X, b.Y-a.Y), math.Hypot(c.X-b.X, c.Y-b.Y)
	in := page.Point{X: (b.X - a.X) / inLen, Y: (b.Y - a.Y) / inLen}
	out := page.Point{X: (c.X - b.X) / outLen, Y: (c.Y - b.Y) / outLen}
	sin, cos := in.X*out.Y-in.Y*out.X, in.X*out.X+in.Y*out.Y
	from := page.Point{X: b.X + in.Y*half, Y: b.Y - in.X*half}
	to := page.Point{X: b.X + out.Y*half, Y: b.Y - out.X*half}
	turn := math.Atan2(sin, cos)
	if sin == 0 && cos < 0 {
		turn = math.Pi // straight back: around the end, not into the inside of a turn
	}
	if turn >= 0 {
		return arc(append(ring, from), b, from, to, turn, half)
	}
	// The inside of a turn: the two moved lines cross, if both are long enough
	// to lose as much again at their other ends. If not, the path goes through
	// the corner itself: what it then passes twice is inside the line.
	if cut := half * math.Tan(-turn/2); cut <= math.Min(inLen, outLen)/2 {
		return append(ring, page.Point{X: from.X - in.X*cut, Y: from.Y - in.Y*cut})
	}
	return append(ring, from, b, to)
}

// arc appends the points from from to to around b, turning by turn radians.
func arc(ring []page.Point, b, from, to page.Point, turn, half float64) []page.Point {
	n := int(math.Ceil(turn / (2 * math.Acos(math.Max(0, 1-flatness/math.Max(half, flatness))))))
	for i := 1; i < n; i++ {
		sin, cos := math.Sincos(turn * float64(i) / float64(n))
		x, y := from.X-b.X, from.Y-b.Y
		ring = append(ring, page.Point{X: b.X + x*cos - y*sin, Y: b.Y + x*sin + y*cos})
	}
	return append(ring, to)
}
