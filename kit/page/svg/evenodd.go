package svg

import (
	"cmp"
	"math"
	"slices"

	"eventkit/kit/page"
)

// maxCorners bounds the points of all even-odd paths of a drawing.
const maxCorners = 5_000

// ring is a contour with its flattened points.
type ring struct {
	segs []page.Segment
	pts  []page.Point
}

// nonZero turns the contours of an even-odd path so that the non-zero rule,
// by which pages are painted, fills the same area: every second one, counted
// from outside, the other way. That is only so if none crosses another.
func (r *reader) nonZero(segs []page.Segment) ([]page.Segment, error) {
	rings := r.rings(segs)
	if r.corners > maxCorners {
		return nil, r.fail("set fill-rule to nonzero, or simplify the path", "the even-odd paths have more than %d points", maxCorners)
	}
	if cross(rings) {
		return nil, r.fail("unite the path's parts, or set fill-rule to nonzero", "lines of an even-odd path cross each other")
	}
	var out []page.Segment
	for i, a := range rings {
		depth := 0
		for j, b := range rings {
			if i != j && inside(middle(a.pts), b.pts) {
				depth++
			}
		}
		if (area(a.pts) > 0) != (depth%2 == 0) {
			a.segs = reversed(a.segs)
		}
		out = append(out, a.segs...)
	}
	return out, nil
}

func (r *reader) rings(segs []page.Segment) []ring {
	var out []ring
	var at page.Point
	for _, s := range segs {
		if s.Verb == page.MoveTo {
			out = append(out, ring{})
		}
		last := &out[len(out)-1]
		last.segs = append(last.segs, s)
		if r.corners > maxCorners {
			return out
		}
		flatten(at, s, r.tolerance(), func(p page.Point, _ bool) {
			r.corners++
			if n := len(last.pts); n == 0 || last.pts[n-1] != p {
				last.pts = append(last.pts, p)
			}
		})
		at = s.P[s.Verb.Points()-1]
	}
	for i := range out {
		if pts := out[i].pts; len(pts) > 1 && pts[0] == pts[len(pts)-1] {
			out[i].pts = pts[:len(pts)-1]
		}
	}
	return out
}

// edge is a side of a ring, from left to right.
type edge struct {
	a, b page.Point
	y, z float64 // its lowest and highest y
}

// cross reports whether any two sides of the rings cross.
func cross(rings []ring) bool {
	var all []edge
	for _, r := range rings {
		for i, a := range r.pts {
			b := r.pts[(i+1)%len(r.pts)]
			if a.X > b.X {
				a, b = b, a
			}
			all = append(all, edge{a, b, math.Min(a.Y, b.Y), math.Max(a.Y, b.Y)})
		}
	}
	slices.SortFunc(all, func(e, f edge) int { return cmp.Compare(e.a.X, f.a.X) })
	for i, e := range all {
		for _, f := range all[i+1:] {
			if f.a.X > e.b.X {
				break
			}
			if f.y <= e.z && e.y <= f.z && meet(e, f) {
				return true
			}
		}
	}
	return false
}

// meet reports whether two sides cross between their ends.
func meet(e, f edge) bool {
	return left(e.a, e.b, f.a)*left(e.a, e.b, f.b) < 0 && left(f.a, f.b, e.a)*left(f.a, f.b, e.b) < 0
}

// left is 1 if p lies to one side of the line through a and b, -1 if to the
// other, 0 if as good as on it.
func left(a, b, p page.Point) int {
	d := (b.X-a.X)*(p.Y-a.Y) - (b.Y-a.Y)*(p.X-a.X)
	slack := 1e-9 * (math.Abs(b.X-a.X) + math.Abs(b.Y-a.Y)) * (math.Abs(p.X-a.X) + math.Abs(p.Y-a.Y))
	switch {
	case d > slack:
		return 1
	case d < -slack:
		return -1
	}
	return 0
}

// middle is the middle of a ring's first side.
func middle(pts []page.Point) page.Point { return mix(pts[0], pts[1%len(pts)], 0.5) }

// inside reports whether a ray from p to the right crosses the ring an odd
// number of times.
func inside(p page.Point, pts []page.Point) bool {
	in := false
	for i, a := range pts {
		b := pts[(i+1)%len(pts)]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < a.X+(p.Y-a.Y)/(b.Y-a.Y)*(b.X-a.X) {
			in = !in
		}
	}
	return in
}

func area(pts []page.Point) float64 {
	sum := 0.0
	for i, a := range pts {
		b := pts[(i+1)%len(pts)]
		sum += a.X*b.Y - b.X*a.Y
	}
	return sum
}

// reversed is a contour run backwards.
func reversed(segs []page.Segment) []page.Segment {
	ends := make([]page.Point, len(segs))
	for i, s := range segs {
		ends[i] = s.P[s.Verb.Points()-1]
	}
	out := []page.Segment{{Verb: page.MoveTo, P: [3]page.Point{ends[len(ends)-1]}}}
	for i := len(segs) - 1; i > 0; i-- {
		s := page.Segment{Verb: segs[i].Verb}
		n := s.Verb.Points()
		for j := range n - 1 {
			s.P[j] = segs[i].P[n-2-j]
		}
		s.P[n-1] = ends[i-1]
		out = append(out, s)
	}
	return out
}
