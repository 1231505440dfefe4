package pdf

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"eventkit/kit/page"
)

func at(x, y float64) page.Point { return page.Point{X: x, Y: y} }

func seg(v page.Verb, points ...page.Point) page.Segment {
	s := page.Segment{Verb: v}
	copy(s.P[:], points)
	return s
}

func TestAppendPath(t *testing.T) {
	tests := []struct {
		name   string
		segs   []page.Segment
		dx, dy float64
		want   string
	}{
		{"nothing", nil, 0, 0, ""},
		{"a move alone", []page.Segment{seg(page.MoveTo, at(1, 2))}, 0, 0, ""},
		{"lines", []page.Segment{seg(page.MoveTo, at(1, 2)), seg(page.LineTo, at(3, 4)), seg(page.LineTo, at(5.5, -6))}, 0, 0, "1 2 m 3 4 l 5.5 -6 l h"},
		{"moved", []page.Segment{seg(page.MoveTo, at(1, 2)), seg(page.LineTo, at(3, 4))}, 10, -10, "11 -8 m 13 -6 l h"},
		{"cubic", []page.Segment{seg(page.MoveTo, at(0, 0)), seg(page.CubicTo, at(1, 2), at(3, 4), at(5, 6))}, 0, 0, "0 0 m 1 2 3 4 5 6 c h"},
		{"quadratic", []page.Segment{seg(page.MoveTo, at(0, 0)), seg(page.QuadTo, at(3, 6), at(6, 0))}, 0, 0, "0 0 m 2 4 4 4 6 0 c h"},
		{
			"two contours",
			[]page.Segment{seg(page.MoveTo, at(0, 0)), seg(page.LineTo, at(1, 0)), seg(page.MoveTo, at(5, 5)), seg(page.LineTo, at(6, 5))},
			0, 0, "0 0 m 1 0 l h 5 5 m 6 5 l h",
		},
		{"a move before another", []page.Segment{seg(page.MoveTo, at(9, 9)), seg(page.MoveTo, at(1, 1)), seg(page.LineTo, at(2, 2))}, 0, 0, "1 1 m 2 2 l h"},
		{"no move at all", []page.Segment{seg(page.LineTo, at(2, 2)), seg(page.LineTo, at(2, 0))}, 0, 0, "0 0 m 2 2 l 2 0 l h"},
	}
	for _, tt := range tests {
		got := strings.Join(strings.Fields(string(appendPath(nil, page.NewOutline("o", tt.segs), tt.dx, tt.dy, 2))), " ")
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// A quadratic curve written as a cubic one is the same curve.
func TestQuadraticsStayThemselves(t *testing.T) {
	a, b, c := at(-3, 7), at(40, -12), at(9, 30)
	f := strings.Fields(string(appendPath(nil, page.NewOutline("o", []page.Segment{seg(page.MoveTo, a), seg(page.QuadTo, b, c)}), 0, 0, 8)))
	var v []float64
	for _, s := range f[3:9] {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		v = append(v, x)
	}
	for i := range 11 {
		u := float64(i) / 10
		w := 1 - u
		qx, qy := w*w*a.X+2*w*u*b.X+u*u*c.X, w*w*a.Y+2*w*u*b.Y+u*u*c.Y
		cx := w*w*w*a.X + 3*w*w*u*v[0] + 3*w*u*u*v[2] + u*u*u*v[4]
		cy := w*w*w*a.Y + 3*w*w*u*v[1] + 3*w*u*u*v[3] + u*u*u*v[5]
		if math.Hypot(qx-cx, qy-cy) > 1e-6 {
			t.Errorf("at %g: %g, %g, want %g, %g", u, cx, cy, qx, qy)
		}
	}
}

func TestOutlineDecimals(t *testing.T) {
	square := func(side float64) *page.Outline {
		return page.NewOutline("o", []page.Segment{seg(page.MoveTo, at(0, 0)), seg(page.LineTo, at(side, 0)), seg(page.LineTo, at(side, side))})
	}
	for side, want := range map[float64]int{700: 1, 1: 4, 20000: 0} {
		if got := outlineDecimals(square(side)); got != want {
			t.Errorf("an outline of %g units is written with %d decimals, want %d", side, got, want)
		}
	}
}
