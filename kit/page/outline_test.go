package page_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit/page"
)

// Every point of a curve lies within the bounds, and touches each side.
func TestBoundsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-1000, 1000)
		point := func(name string) page.Point { return page.Point{X: v.Draw(t, name+"x"), Y: v.Draw(t, name+"y")} }
		a, b, c, d := point("a"), point("b"), point("c"), point("d")
		got := page.NewOutline("o", []page.Segment{
			{Verb: page.MoveTo, P: [3]page.Point{a}},
			{Verb: page.CubicTo, P: [3]page.Point{b, c, d}},
		}).Bounds()
		x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
		for i := range 2001 {
			u := float64(i) / 2000
			w := 1 - u
			x := w*w*w*a.X + 3*w*w*u*b.X + 3*w*u*u*c.X + u*u*u*d.X
			y := w*w*w*a.Y + 3*w*w*u*b.Y + 3*w*u*u*c.Y + u*u*u*d.Y
			x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
		}
		for _, d := range []float64{got.X - x0, got.Y - y0, got.Right() - x1, got.Bottom() - y1} {
			if math.Abs(d) > 0.01 {
				t.Fatalf("bounds %v, the curve goes from %g, %g to %g, %g", got, x0, y0, x1, y1)
			}
		}
	})
}

func FuzzParseSize(f *testing.F) {
	f.Add("A4")
	f.Add("210x297")
	f.Fuzz(func(t *testing.T, s string) {
		got, err := page.ParseSize(s)
		if err == nil && !(got.Short() >= page.MinSide && max(got.W, got.H) <= page.MaxSide) {
			t.Errorf("%q is taken for %v", s, got)
		}
	})
}
