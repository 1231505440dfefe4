package svg

import (
	"math"

	"eventkit/kit/page"
)

// stroker turns a line into its area: a quad a piece, with joins and caps
// between them, all turning the same way so that together they are one area
// by the non-zero rule.
type stroker struct {
	st   *state
	half float64
	room int
	segs []page.Segment
}

func (r *reader) stroke(subs []subpath, st *state) error {
	k := &stroker{st: st, half: st.width / 2, room: MaxSegments - r.segments}
	tol := r.tolerance() / math.Max(st.m.scale(), 1e-9)
	for i := range subs {
		// Every piece takes four segments: more points than that are too many.
		pts, smooth := corners(&subs[i], tol, k.room/4+2)
		k.trace(pts, smooth, subs[i].closed)
		if k.room < 0 {
			break
		}
	}
	if k.room < 0 {
		return r.fail("simplify its paths", "the drawing has more than %d lines and curves", MaxSegments)
	}
	return r.add(k.segs, st.stroke.Color)
}

// corners flattens a subpath to at most most points, those that coincide taken
// as one; smooth marks the ones inside a curve.
func corners(s *subpath, tol float64, most int) (pts []page.Point, smooth []bool) {
	pts, smooth = append(pts, s.start), append(smooth, false)
	put := func(p page.Point, end bool) {
		if p != pts[len(pts)-1] && len(pts) < most {
			pts, smooth = append(pts, p), append(smooth, !end)
		}
	}
	at := s.start
	for _, seg := range s.segments {
		flatten(at, seg, tol, put)
		at = seg.P[seg.Verb.Points()-1]
	}
	if n := len(pts); s.closed && n > 1 && pts[n-1] == pts[0] {
		pts, smooth = pts[:n-1], smooth[:n-1]
	}
	return pts, smooth
}

func (k *stroker) trace(pts []page.Point, smooth []bool, closed bool) {
	n := len(pts)
	if n == 1 {
		k.dot(pts[0])
		return
	}
	pieces := n - 1
	if closed && n > 2 {
		pieces = n
	}
	for i := 0; i < pieces && k.room >= 0; i++ {
		a, b := pts[i], pts[(i+1)%n]
		d := k.side(a, b)
		k.area(moved(a, d, 1), moved(b, d, 1), moved(b, d, -1), moved(a, d, -1))
		if i+1 < n-1 || pieces == n {
			k.corner(a, b, pts[(i+2)%n], smooth[(i+1)%n])
		}
	}
	if pieces < n {
		k.tip(pts[1], pts[0])
		k.tip(pts[n-2], pts[n-1])
	}
}

// side is the vector from a line from a to b to its edge.
func (k *stroker) side(a, b page.Point) page.Point {
	l := math.Hypot(b.X-a.X, b.Y-a.Y)
	return page.Point{X: -(b.Y - a.Y) / l * k.half, Y: (b.X - a.X) / l * k.half}
}

func moved(p, d page.Point, by float64) page.Point {
	return page.Point{X: p.X + d.X*by, Y: p.Y + d.Y*by}
}

// corner fills the wedge at b between the pieces from a and to c.
func (k *stroker) corner(a, b, c page.Point, smooth bool) {
	d, e := k.side(a, b), k.side(b, c)
	cross, dot := d.X*e.Y-d.Y*e.X, d.X*e.X+d.Y*e.Y
	out := 1.0
	if cross > 0 {
		out = -1
	}
	p, q := moved(b, d, out), moved(b, e, out)
	if k.st.join == "round" && !smooth {
		k.disc(b)
		return
	}
	// The miter's length against the width is 1 / sin of half the angle
	// between the pieces (SVG 2, "stroke-miterlimit").
	h2 := k.half * k.half
	if ratio := 2 * h2 / (h2 + dot); k.st.join != "bevel" && h2+dot > 1e-9*h2 && ratio <= k.st.miter*k.st.miter {
		tip := page.Point{X: b.X + (d.X+e.X)*out*h2/(h2+dot), Y: b.Y + (d.Y+e.Y)*out*h2/(h2+dot)}
		k.area(b, p, tip, q)
		return
	}
	k.area(b, p, q)
}

// tip caps the end b of a piece from a.
func (k *stroker) tip(a, b page.Point) {
	switch k.st.cap {
	case "round":
		k.disc(b)
	case "square":
		d := k.side(a, b)
		ahead := page.Point{X: d.Y, Y: -d.X}
		k.area(moved(b, d, 1), moved(moved(b, d, 1), ahead, 1), moved(moved(b, d, -1), ahead, 1), moved(b, d, -1))
	}
}

// dot is a line of no length: its caps alone.
func (k *stroker) dot(p page.Point) {
	switch h := k.half; k.st.cap {
	case "round":
		k.disc(p)
	case "square":
		k.area(page.Point{X: p.X - h, Y: p.Y - h}, page.Point{X: p.X + h, Y: p.Y - h}, page.Point{X: p.X + h, Y: p.Y + h}, page.Point{X: p.X - h, Y: p.Y + h})
	}
}

// area adds a polygon, turned the common way.
func (k *stroker) area(pts ...page.Point) {
	sum := 0.0
	for i, p := range pts {
		q := pts[(i+1)%len(pts)]
		sum += p.X*q.Y - q.X*p.Y
	}
	if sum < 0 {
		for i, j := 0, len(pts)-1; i < j; i, j = i+1, j-1 {
			pts[i], pts[j] = pts[j], pts[i]
		}
	}
	for i, p := range pts {
		verb := page.LineTo
		if i == 0 {
			verb = page.MoveTo
		}
		k.put(page.Segment{Verb: verb, P: [3]page.Point{k.st.m.on(p)}})
	}
}

func (k *stroker) disc(at page.Point) {
	p := &pen{room: 4}
	p.ellipse(at.X, at.Y, k.half, k.half)
	k.put(page.Segment{Verb: page.MoveTo, P: [3]page.Point{k.st.m.on(p.subs[0].start)}})
	for _, s := range p.subs[0].segments {
		k.put(page.Segment{Verb: s.Verb, P: [3]page.Point{k.st.m.on(s.P[0]), k.st.m.on(s.P[1]), k.st.m.on(s.P[2])}})
	}
}

func (k *stroker) put(s page.Segment) {
	if k.room--; k.room >= 0 {
		k.segs = append(k.segs, s)
	}
}
