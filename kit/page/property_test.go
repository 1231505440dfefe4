package page_test

import (
	"fmt"
	"image"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit/page"
)

func rects(t *rapid.T, name string) page.Rect {
	v, w := rapid.Float64Range(-500, 500), rapid.Float64Range(0.01, 500)
	return page.Rect{X: v.Draw(t, name+".x"), Y: v.Draw(t, name+".y"), W: w.Draw(t, name+".w"), H: w.Draw(t, name+".h")}
}

// What rectangles say of each other is of one piece.
func TestRectsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rects(t, "a"), rects(t, "b")
		u := a.Union(b)
		if !u.Contains(a) || !u.Contains(b) || u != b.Union(a) {
			t.Fatalf("the union of %v and %v is %v", a, b, u)
		}
		if a.Overlaps(b) != b.Overlaps(a) {
			t.Fatalf("%v and %v overlap one way only", a, b)
		}
		if a.Contains(b) && b.W > 0.01 && b.H > 0.01 && !a.Overlaps(b) {
			t.Fatalf("%v contains %v without overlapping it", a, b)
		}
		if !a.Overlaps(a) || !a.Contains(a) {
			t.Fatalf("%v is not in itself", a)
		}
		dx := rapid.Float64Range(-500, 500).Draw(t, "dx")
		if m := a.Moved(dx, -dx); m.W != a.W || m.H != a.H || math.Abs(m.Right()-a.Right()-dx) > 1e-9 || math.Abs(m.Bottom()-a.Bottom()+dx) > 1e-9 {
			t.Fatalf("%v moved by %g is %v", a, dx, m)
		}
		d := rapid.Float64Range(0.01, 50).Draw(t, "d")
		if g := a.Grown(d); !g.Contains(a) || a.Contains(g) {
			t.Fatalf("%v grown by %g is %v", a, d, g)
		}
		if g := a.Grown(-a.W); !g.Empty() {
			t.Fatalf("%v shrunk by its width is %v, not empty", a, g)
		}
	})
}

// A far overlap needs both directions: beside or below each other isn't one.
func TestOverlaps(t *testing.T) {
	r := page.Rect{X: 10, Y: 10, W: 10, H: 10}
	for name, c := range map[string]struct {
		other          page.Rect
		overlaps, held bool
	}{
		"itself":         {r, true, true},
		"a corner":       {page.Rect{X: 19.9, Y: 19.9, W: 5, H: 5}, true, false},
		"inside":         {page.Rect{X: 12, Y: 12, W: 2, H: 2}, true, true},
		"around":         {page.Rect{W: 40, H: 40}, true, false},
		"across":         {page.Rect{X: 0, Y: 12, W: 40, H: 2}, true, false},
		"right of it":    {page.Rect{X: 25, Y: 10, W: 5, H: 10}, false, false},
		"below it":       {page.Rect{X: 10, Y: 25, W: 10, H: 5}, false, false},
		"edge to edge":   {page.Rect{X: 20, Y: 10, W: 10, H: 10}, false, false},
		"a point inside": {page.Rect{X: 15, Y: 15}, true, true},
	} {
		if got := r.Overlaps(c.other); got != c.overlaps {
			t.Errorf("%s: overlaps %v", name, got)
		}
		if got := r.Contains(c.other); got != c.held {
			t.Errorf("%s: contains %v", name, got)
		}
	}
}

// Sizes that are written as the program writes them come back.
func TestSizesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.IntRange(int(page.MinSide*10), int(page.MaxSide*10))
		want := page.Size{W: float64(side.Draw(t, "w")) / 10, H: float64(side.Draw(t, "h")) / 10}
		for _, form := range []string{"%gx%g", "%g × %g", " %gX%g mm", "%g x %gMM"} {
			s := fmt.Sprintf(form, want.W, want.H)
			if got, err := page.ParseSize(s); err != nil || got != want {
				t.Fatalf("%q is %v, %v", s, got, err)
			}
		}
	})
}

// An error repeats what was written and says what may be.
func TestSizeErrorsSayTheMend(t *testing.T) {
	for in, want := range map[string]string{
		"A9":      `paper "A9" is neither a name (A6 to A1, Letter, Legal, Tabloid) nor a size in mm like 210x297`,
		"210mm":   `paper "210mm" is neither a name (A6 to A1, Letter, Legal, Tabloid) nor a size in mm like 210x297`,
		"40x297":  `paper "40x297": each side must lie between 50 and 5080 mm`,
		"NaNx100": `paper "NaNx100": each side must lie between 50 and 5080 mm`,
	} {
		if _, err := page.ParseSize(in); err == nil || err.Error() != want {
			t.Errorf("%q: %v\nwant %s", in, err, want)
		}
	}
	if _, err := page.ParseColor("red"); err == nil || !strings.Contains(err.Error(), `"red" is not of the form #RRGGBB`) {
		t.Errorf("red: %v", err)
	}
}

// The list of papers is the caller's own.
func TestPapersAreACopy(t *testing.T) {
	page.Papers()[0].ID = "changed"
	if id := page.Papers()[0].ID; id != "A6" {
		t.Errorf("the first paper is %q", id)
	}
}

func TestColoursComeBackAndAreMeasured(t *testing.T) {
	shade := rapid.Uint8()
	rapid.Check(t, func(t *rapid.T) {
		c := page.Color{R: shade.Draw(t, "r"), G: shade.Draw(t, "g"), B: shade.Draw(t, "b")}
		if got, err := page.ParseColor(strings.ToLower(c.String())); err != nil || got != c {
			t.Fatalf("%v comes back as %v, %v", c, got, err)
		}
		if l := c.Luminance(); !(l >= 0 && l <= 1) {
			t.Fatalf("%v has a luminance of %g", c, l)
		}
		// One of the two is always readable on a colour.
		onWhite, onBlack := page.Contrast(c, page.White), page.Contrast(c, page.Color{})
		if !(onWhite >= 1 && onWhite <= 21 && onBlack >= 1 && onBlack <= 21) || max(onWhite, onBlack) < 4.5 {
			t.Fatalf("%v has %g on white and %g on black", c, onWhite, onBlack)
		}
		lighter := c
		if lighter.G < 255 {
			lighter.G++
			if lighter.Luminance() <= c.Luminance() {
				t.Fatalf("%v is not lighter than %v", lighter, c)
			}
		}
	})
}

// A quadratic curve is measured as the cubic one that it is.
func TestQuadraticAndCubicBoundsAgree(t *testing.T) {
	v := rapid.Float64Range(-1000, 1000)
	rapid.Check(t, func(t *rapid.T) {
		point := func(name string) page.Point { return page.Point{X: v.Draw(t, name+"x"), Y: v.Draw(t, name+"y")} }
		a, c, b := point("a"), point("c"), point("b")
		toward := func(p page.Point) page.Point {
			return page.Point{X: p.X + 2.0/3*(c.X-p.X), Y: p.Y + 2.0/3*(c.Y-p.Y)}
		}
		start := page.Segment{Verb: page.MoveTo, P: [3]page.Point{a}}
		q := page.NewOutline("q", []page.Segment{start, {Verb: page.QuadTo, P: [3]page.Point{c, b}}}).Bounds()
		k := page.NewOutline("k", []page.Segment{start, {Verb: page.CubicTo, P: [3]page.Point{toward(a), toward(b), b}}}).Bounds()
		for _, d := range []float64{q.X - k.X, q.Y - k.Y, q.Right() - k.Right(), q.Bottom() - k.Bottom()} {
			if math.Abs(d) > 1e-3 {
				t.Fatalf("%v and %v", q, k)
			}
		}
	})
}

func TestVerbsUseTheirPoints(t *testing.T) {
	for verb, want := range map[page.Verb]int{page.MoveTo: 1, page.LineTo: 1, page.QuadTo: 2, page.CubicTo: 3} {
		if got := verb.Points(); got != want {
			t.Errorf("verb %d uses %d points, want %d", verb, got, want)
		}
	}
	// Points that a verb doesn't use count for nothing.
	o := page.NewOutline("rest", []page.Segment{
		{Verb: page.MoveTo, P: [3]page.Point{{X: 1, Y: 1}, {X: 99, Y: 99}}},
		{Verb: page.LineTo, P: [3]page.Point{{X: 2, Y: 3}, {X: -99}, {Y: 99}}},
	})
	if got := o.Bounds(); got != (page.Rect{X: 1, Y: 1, W: 1, H: 2}) {
		t.Errorf("bounds %v", got)
	}
}

// Whatever is placed keeps its proportions, and a stroke goes half outside.
func TestPlacedShapes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rects(t, "a")
		o := page.NewOutline("o", []page.Segment{seg(page.MoveTo, a.X, a.Y), seg(page.LineTo, a.Right(), a.Y), seg(page.LineTo, a.Right(), a.Bottom())})
		scale, stroke := rapid.Float64Range(0.001, 10).Draw(t, "scale"), rapid.Float64Range(0, 5).Draw(t, "stroke")
		s := page.Shape{Outline: o, Scale: scale, Stroke: stroke, At: page.Point{X: 3, Y: 4}}
		got := s.Bounds()
		for _, d := range []float64{got.W - scale*a.W - stroke, got.H - scale*a.H - stroke, got.X - 3 - scale*a.X + stroke/2, got.Y - 4 - scale*a.Y + stroke/2} {
			if math.Abs(d) > 1e-6 {
				t.Fatalf("%v at scale %g with a stroke of %g is %v", a, scale, stroke, got)
			}
		}
	})
	hollow := page.Text{Ink: page.Rect{W: 10, H: 5}, Stroke: 1}
	if got := hollow.Bounds(); got != (page.Rect{X: -0.5, Y: -0.5, W: 11, H: 6}) {
		t.Errorf("hollow letters cover %v", got)
	}
	picture := page.Picture{Rect: page.Rect{X: 1, W: 9, H: 9}, Image: &page.Image{Pix: image.NewGray(image.Rect(0, 0, 2, 2))}}
	if got := picture.Bounds(); got != picture.Rect {
		t.Errorf("a picture covers %v", got)
	}
}

// Two pages may share a layer; an empty page has nothing.
func TestSharedLayers(t *testing.T) {
	shared := &page.Layer{}
	shared.Add(page.Box{}, page.Link{Address: "https://example.org"})
	shared.Add()
	for name, c := range map[string]struct {
		layers []*page.Layer
		want   int
	}{"none": {nil, 0}, "empty": {[]*page.Layer{{}}, 0}, "one": {[]*page.Layer{shared}, 2}, "twice": {[]*page.Layer{shared, {}, shared}, 4}} {
		n := 0
		for range (&page.Page{Layers: c.layers}).Items {
			n++
		}
		if n != c.want {
			t.Errorf("%s: %d items, want %d", name, n, c.want)
		}
	}
}
