package svg_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"eventkit/kit/page"
)

// rings are an outline's contours, its curves as many short lines.
func rings(o *page.Outline) [][]page.Point {
	var out [][]page.Point
	var at page.Point
	for _, s := range o.Segments {
		if s.Verb == page.MoveTo {
			out = append(out, nil)
		}
		last := &out[len(out)-1]
		const n = 24
		switch s.Verb {
		case page.MoveTo, page.LineTo:
			*last = append(*last, s.P[0])
		case page.QuadTo:
			for i := 1; i <= n; i++ {
				t := float64(i) / n
				*last = append(*last, mix(mix(at, s.P[0], t), mix(s.P[0], s.P[1], t), t))
			}
		case page.CubicTo:
			for i := 1; i <= n; i++ {
				t := float64(i) / n
				a, b, c := mix(at, s.P[0], t), mix(s.P[0], s.P[1], t), mix(s.P[1], s.P[2], t)
				*last = append(*last, mix(mix(a, b, t), mix(b, c, t), t))
			}
		}
		at = s.P[s.Verb.Points()-1]
	}
	return out
}

func mix(a, b page.Point, t float64) page.Point {
	return page.Point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
}

// winding is how often the rings go around p, crossings how many sides a ray
// from it meets: the non-zero and the even-odd rule.
func winding(p page.Point, rs [][]page.Point) (around, crossings int) {
	for _, r := range rs {
		for i, a := range r {
			b := r[(i+1)%len(r)]
			if (a.Y > p.Y) == (b.Y > p.Y) || p.X >= a.X+(p.Y-a.Y)/(b.Y-a.Y)*(b.X-a.X) {
				continue
			}
			crossings++
			if a.Y < b.Y {
				around++
			} else {
				around--
			}
		}
	}
	return around, crossings
}

// distance is that of p from a line of points.
func distance(p page.Point, pts []page.Point, closed bool) float64 {
	best := math.Inf(1)
	for i, a := range pts {
		j := i + 1
		if j == len(pts) {
			if !closed && len(pts) > 1 {
				break
			}
			j = 0
		}
		b := pts[j]
		dx, dy := b.X-a.X, b.Y-a.Y
		t := 0.0
		if l := dx*dx + dy*dy; l > 0 {
			t = math.Max(0, math.Min(1, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/l))
		}
		best = math.Min(best, math.Hypot(p.X-a.X-t*dx, p.Y-a.Y-t*dy))
	}
	return best
}

func pointsOf(pts []page.Point) string {
	var b strings.Builder
	for _, p := range pts {
		fmt.Fprintf(&b, "%.6f,%.6f ", p.X, p.Y)
	}
	return b.String()
}

// A round stroke covers what lies within half its width of the line, and
// nothing else.
func TestRoundStrokesCoverTheirWidth(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		pts := make([]page.Point, 2+rng.IntN(6))
		for i := range pts {
			pts[i] = page.Point{X: 20 + 60*rng.Float64(), Y: 20 + 60*rng.Float64()}
		}
		width := 1 + 14*rng.Float64()
		element, closed := "polyline", rng.IntN(2) == 0
		if closed {
			element = "polygon"
		}
		text := file(fmt.Sprintf(`<%s points="%s" fill="none" stroke="red" stroke-width="%f" stroke-linejoin="round" stroke-linecap="round"/>`,
			element, pointsOf(pts), width))
		rs := rings(read(t, text).Shapes[0].Outline)
		for range 300 {
			p := page.Point{X: 100 * rng.Float64(), Y: 100 * rng.Float64()}
			d := distance(p, pts, closed)
			if math.Abs(d-width/2) < 0.05 {
				continue
			}
			if around, _ := winding(p, rs); (around != 0) != (d < width/2) {
				t.Fatalf("%s\n%v is %.3f from the line, and winds %d times", text, p, d, around)
			}
		}
	}
}

// The ends and corners of a stroke, point by point.
func TestStrokeEndsAndCorners(t *testing.T) {
	tests := []struct {
		attrs    string
		in, out_ []page.Point
	}{
		{`stroke-linecap="butt"`, []page.Point{{X: 20.1, Y: 59}}, []page.Point{{X: 19.9, Y: 60}, {X: 50, Y: 20}}},
		{`stroke-linecap="square"`, []page.Point{{X: 15.1, Y: 64.9}, {X: 15.1, Y: 55.1}}, []page.Point{{X: 14.9, Y: 60}}},
		{`stroke-linecap="round"`, []page.Point{{X: 15.1, Y: 60}}, []page.Point{{X: 15.5, Y: 64.5}}},
		{`stroke-linejoin="miter"`, []page.Point{{X: 64.9, Y: 64.9}}, []page.Point{{X: 65.1, Y: 60}}},
		{`stroke-linejoin="bevel"`, []page.Point{{X: 62.4, Y: 62.4}}, []page.Point{{X: 62.6, Y: 62.6}}},
		{`stroke-linejoin="round"`, []page.Point{{X: 63.5, Y: 63.5}}, []page.Point{{X: 63.6, Y: 63.6}}},
		{`stroke-miterlimit="1.4"`, []page.Point{{X: 62.4, Y: 62.4}}, []page.Point{{X: 62.6, Y: 62.6}}},
		{`stroke-miterlimit="1.42"`, []page.Point{{X: 64.9, Y: 64.9}}, nil},
	}
	for _, tt := range tests {
		// From 20,60 to the right, then up.
		d := read(t, file(`<path d="M20 60H60V30" fill="none" stroke="red" stroke-width="10" `+tt.attrs+`/>`))
		rs := rings(d.Shapes[0].Outline)
		for _, p := range tt.in {
			if around, _ := winding(p, rs); around == 0 {
				t.Errorf("%s: %v is not painted", tt.attrs, p)
			}
		}
		for _, p := range tt.out_ {
			if around, _ := winding(p, rs); around != 0 {
				t.Errorf("%s: %v is painted", tt.attrs, p)
			}
		}
	}
}

// A stroke is scaled, turned and mirrored with its shape.
func TestStrokesFollowTransforms(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	plain := rings(read(t, file(`<path d="M10 10L40 20L25 45" fill="none" stroke="red" stroke-width="6"/>`)).Shapes[0].Outline)
	for _, m := range [][6]float64{{2, 0, 0, 1, 0, 0}, {0, 1, -1, 0, 60, 0}, {-1, 0, 0, 1, 80, 0}, {1, 0.5, -0.3, 0.8, 20, 5}} {
		text := file(fmt.Sprintf(`<path transform="matrix(%g %g %g %g %g %g)" d="M10 10L40 20L25 45" fill="none" stroke="red" stroke-width="6"/>`,
			m[0], m[1], m[2], m[3], m[4], m[5]))
		rs := rings(read(t, text).Shapes[0].Outline)
		for range 300 {
			p := page.Point{X: 60 * rng.Float64(), Y: 60 * rng.Float64()}
			q := page.Point{X: m[0]*p.X + m[2]*p.Y + m[4], Y: m[1]*p.X + m[3]*p.Y + m[5]}
			a, _ := winding(p, plain)
			b, _ := winding(q, rs)
			if (a != 0) != (b != 0) {
				t.Fatalf("%v: %v is painted %v, its image %v", m, p, a != 0, b != 0)
			}
		}
	}
}

// star is a ring around a centre that goes in and out, and never over itself.
func star(rng *rand.Rand, x, y, radius float64) []page.Point {
	pts := make([]page.Point, 3+rng.IntN(9))
	turn := rng.Float64()
	for i := range pts {
		sin, cos := math.Sincos(2 * math.Pi * (float64(i) + turn) / float64(len(pts)))
		r := radius * (0.8 + 0.2*rng.Float64())
		pts[i] = page.Point{X: x + r*cos, Y: y + r*sin}
	}
	if rng.IntN(2) == 0 {
		for i, j := 0, len(pts)-1; i < j; i, j = i+1, j-1 {
			pts[i], pts[j] = pts[j], pts[i]
		}
	}
	return pts
}

// An even-odd path paints the same area once it is turned for the non-zero
// rule, whichever way its rings went and in whatever order they came.
func TestEvenOddPaintsTheSame(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 60 {
		var all [][]page.Point
		// Rings inside each other keep clear: each is under 0.3 of the last.
		for x := 20.0; x < 100; x += 40 {
			radius := 18.0
			for range 1 + rng.IntN(4) {
				all = append(all, star(rng, x, 50, radius))
				radius *= 0.3
			}
		}
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		var d strings.Builder
		for _, r := range all {
			fmt.Fprintf(&d, "M%sZ ", pointsOf(r))
		}
		rs := rings(read(t, file(`<path fill-rule="evenodd" d="`+d.String()+`"/>`)).Shapes[0].Outline)
		for range 400 {
			p := page.Point{X: 100 * rng.Float64(), Y: 30 + 40*rng.Float64()}
			_, before := winding(p, all)
			after, _ := winding(p, rs)
			if (before%2 == 1) != (after != 0) {
				t.Fatalf("%s\n%v: %d crossings before, winds %d times now", d.String(), p, before, after)
			}
		}
	}
}

// Curves of an even-odd path stay curves when they are turned around.
func TestEvenOddKeepsCurves(t *testing.T) {
	circle := func(r int) string {
		return fmt.Sprintf("M%d 50A%d %d 0 0 1 %d 50A%d %d 0 0 1 %d 50Z", 50-r, r, r, 50+r, r, r, 50-r)
	}
	d := read(t, file(`<path fill-rule="evenodd" d="`+circle(40)+circle(30)+`M50 40Q60 50 50 60Q40 50 50 40Z"/>`))
	curves := map[page.Verb]int{}
	for _, s := range d.Shapes[0].Outline.Segments {
		curves[s.Verb]++
	}
	if curves[page.CubicTo] != 8 || curves[page.QuadTo] != 2 || curves[page.MoveTo] != 3 {
		t.Errorf("%v", curves)
	}
	rs := rings(d.Shapes[0].Outline)
	for x, want := range map[float64]bool{5: false, 15: true, 25: false, 50: true, 62: false, 85: true, 95: false} {
		if around, _ := winding(page.Point{X: x, Y: 50.2}, rs); (around != 0) != want {
			t.Errorf("at %g it is painted: %v", x, !want)
		}
	}
}

// Every point of an arc lies on its ellipse, and the arc goes the way that its
// flags say.
func TestArcs(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 200 {
		rx, ry, turn := 5+20*rng.Float64(), 5+20*rng.Float64(), 360*rng.Float64()
		sin, cos := math.Sincos(turn * math.Pi / 180)
		on := func(angle float64) page.Point {
			s, c := math.Sincos(angle)
			return page.Point{X: 50 + cos*rx*c - sin*ry*s, Y: 50 + sin*rx*c + cos*ry*s}
		}
		start, sweep := 2*math.Pi*rng.Float64(), 0.2+5.8*rng.Float64()
		if math.Abs(sweep-math.Pi) < 0.1 {
			continue // both arcs are half: which is the large one is a matter of rounding
		}
		from, to := on(start), on(start+sweep)
		large := 0
		if sweep > math.Pi {
			large = 1
		}
		d := read(t, file(fmt.Sprintf(`<path d="M%.9f %.9fA%.9f %.9f %.9f %d1%.9f %.9f"/>`, from.X, from.Y, rx, ry, turn, large, to.X, to.Y)))
		pts := rings(d.Shapes[0].Outline)[0]
		for _, p := range pts {
			x, y := p.X-50, p.Y-50
			u, v := (cos*x+sin*y)/rx, (-sin*x+cos*y)/ry
			if off := math.Abs(math.Hypot(u, v) - 1); off > 2e-3 {
				t.Fatalf("%v lies %.4f off its ellipse", p, off)
			}
		}
		middle, want := pts[len(pts)/2], on(start+sweep/2)
		if math.Hypot(middle.X-want.X, middle.Y-want.Y) > 3 {
			t.Fatalf("the arc goes by %v, not %v", middle, want)
		}
		if last := pts[len(pts)-1]; math.Hypot(last.X-to.X, last.Y-to.Y) > 1e-6 {
			t.Fatalf("the arc ends at %v, not %v", last, to)
		}
	}
}
