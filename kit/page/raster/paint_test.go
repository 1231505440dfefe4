package raster_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/page/internal/specimen"
	"eventkit/kit/page/raster"
)

var (
	red  = page.Color{R: 200}
	blue = page.Color{B: 200}
)

func onPage(w, h float64, items ...page.Item) *page.Page {
	return &page.Page{Size: page.Size{W: w, H: h}, Layers: []*page.Layer{{Items: items}}}
}

// region paints a page of w × h mm at one pixel a mm.
func region(t *testing.T, w, h float64, items ...page.Item) *image.RGBA {
	t.Helper()
	img, err := raster.Region(onPage(w, h, items...), page.Rect{W: w, H: h}, 1)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func at(img *image.RGBA, x, y int) page.Color {
	c := img.RGBAAt(x, y)
	if c.A != 255 {
		return page.Color{R: 1, G: 2, B: 3} // no test paints this
	}
	return page.Color{R: c.R, G: c.G, B: c.B}
}

// mixed is a colour over another, covering a part of it.
func mixed(over, under page.Color, part float64) page.Color {
	m := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*part + float64(b)*(1-part))) }
	return page.Color{R: m(over.R, under.R), G: m(over.G, under.G), B: m(over.B, under.B)}
}

func near(a, b page.Color, by int) bool {
	d := func(x, y uint8) bool { return int(x)-int(y) <= by && int(y)-int(x) <= by }
	return d(a.R, b.R) && d(a.G, b.G) && d(a.B, b.B)
}

// covered returns how many pixels' worth of a colour lies on white.
func covered(img *image.RGBA, col page.Color) float64 {
	sum := 0.0
	for y := range img.Rect.Max.Y {
		for x := range img.Rect.Max.X {
			g := at(img, x, y).G
			sum += (255 - float64(g)) / (255 - float64(col.G))
		}
	}
	return sum
}

func pt(x, y float64) page.Point { return page.Point{X: x, Y: y} }

// polygon returns a closed outline through points.
func polygon(points ...page.Point) []page.Segment {
	segs := []page.Segment{{Verb: page.MoveTo, P: [3]page.Point{points[0]}}}
	for _, p := range points[1:] {
		segs = append(segs, page.Segment{Verb: page.LineTo, P: [3]page.Point{p}})
	}
	return segs
}

func square(x, y, side float64) []page.Segment {
	return polygon(pt(x, y), pt(x+side, y), pt(x+side, y+side), pt(x, y+side))
}

func shape(segs []page.Segment, stroke float64) page.Shape {
	return page.Shape{Outline: page.NewOutline("shape", segs), Scale: 1, Fill: red, Stroke: stroke}
}

func TestBoxCoversPixelsInPart(t *testing.T) {
	img := region(t, 10, 10, page.Box{Rect: page.Rect{X: 2.25, Y: 3.5, W: 4, H: 3.25}, Fill: red})
	tests := []struct {
		x, y int
		part float64
	}{
		{0, 0, 0},
		{1, 5, 0},
		{7, 5, 0},
		{4, 7, 0},
		{4, 2, 0},
		{2, 5, 0.75},
		{6, 5, 0.25},
		{4, 3, 0.5},
		{4, 6, 0.75},
		{4, 5, 1},
		{2, 3, 0.375},
		{6, 6, 0.1875},
	}
	for _, tt := range tests {
		if got, want := at(img, tt.x, tt.y), mixed(red, page.White, tt.part); !near(got, want, 1) {
			t.Errorf("pixel %d,%d: %v, want %v", tt.x, tt.y, got, want)
		}
	}
}

func TestBoxInsideOnePixel(t *testing.T) {
	for _, r := range []page.Rect{{X: 4.25, Y: 4.5, W: 0.5, H: 0.25}, {X: 4.9, Y: 2, W: 0.2, H: 5}, {X: 4, Y: 4, W: 0.001, H: 0.001}} {
		img := region(t, 10, 10, page.Box{Rect: r, Fill: red})
		if got, want := covered(img, red), r.W*r.H; math.Abs(got-want) > 0.02 {
			t.Errorf("%v covers %.3f pixels, want %.3f", r, got, want)
		}
	}
}

func TestBoxesOffThePage(t *testing.T) {
	img := region(t, 10, 10,
		page.Box{Rect: page.Rect{X: -100, Y: -100, W: 104, H: 104}, Fill: red},
		page.Box{Rect: page.Rect{X: 8, Y: 8, W: 1e9, H: 1e9}, Fill: blue},
		page.Box{Rect: page.Rect{X: 40, Y: 0, W: 10, H: 10}, Fill: blue},
		page.Box{Rect: page.Rect{X: math.NaN(), Y: 0, W: 10, H: 10}, Fill: blue},
		page.Box{Rect: page.Rect{X: 5, Y: 5, W: -2, H: 3}, Fill: blue})
	for _, tt := range []struct {
		x, y int
		want page.Color
	}{{0, 0, red}, {3, 3, red}, {4, 4, page.White}, {8, 8, blue}, {9, 9, blue}, {5, 5, page.White}} {
		if got := at(img, tt.x, tt.y); got != tt.want {
			t.Errorf("pixel %d,%d: %v, want %v", tt.x, tt.y, got, tt.want)
		}
	}
}

func TestFillIsNonZero(t *testing.T) {
	hole := polygon(pt(4, 4), pt(4, 8), pt(8, 8), pt(8, 4)) // against the square's turn
	tests := []struct {
		name string
		segs []page.Segment
		area float64
	}{
		{"square", square(2, 2, 10), 100},
		{"square with a hole", append(square(2, 2, 10), hole...), 84},
		{"overlapping squares", append(square(2, 2, 6), square(5, 5, 6)...), 63},
		{"square in a square", append(square(2, 2, 10), square(4, 4, 4)...), 100},
		{"triangle", polygon(pt(1, 1), pt(13, 1), pt(1, 13)), 72},
		{"not closed by hand", polygon(pt(1, 1), pt(13, 1), pt(13, 13)), 72},
		{"nothing", nil, 0},
		{"a point", polygon(pt(3, 3), pt(3, 3)), 0},
	}
	for _, tt := range tests {
		if got := covered(region(t, 16, 16, shape(tt.segs, 0)), red); math.Abs(got-tt.area) > 0.1 {
			t.Errorf("%s covers %.2f pixels, want %.2f", tt.name, got, tt.area)
		}
	}
}

// circle is a circle of four cubic curves, or of sixteen quadratic ones.
func circle(x, y, r float64, quadratic bool) []page.Segment {
	segs := []page.Segment{{Verb: page.MoveTo, P: [3]page.Point{pt(x+r, y)}}}
	n := 4
	if quadratic {
		n = 16
	}
	for i := range n {
		a, b := 2*math.Pi*float64(i)/float64(n), 2*math.Pi*float64(i+1)/float64(n)
		on := func(v, r float64) page.Point { return pt(x+r*math.Cos(v), y+r*math.Sin(v)) }
		if quadratic {
			segs = append(segs, page.Segment{Verb: page.QuadTo, P: [3]page.Point{on((a+b)/2, r/math.Cos((b-a)/2)), on(b, r)}})
			continue
		}
		k := r * 4 / 3 * math.Tan((b-a)/4)
		p, q := on(a, r), on(b, r)
		segs = append(segs, page.Segment{Verb: page.CubicTo, P: [3]page.Point{
			pt(p.X-k*math.Sin(a), p.Y+k*math.Cos(a)), pt(q.X+k*math.Sin(b), q.Y-k*math.Cos(b)), q,
		}})
	}
	return segs
}

func TestCurves(t *testing.T) {
	for _, quadratic := range []bool{false, true} {
		for _, r := range []float64{0.4, 3, 40, 400} {
			img := region(t, 2*r+4, 2*r+4, shape(circle(r+2, r+2, r, quadratic), 0))
			want := math.Pi * r * r
			if got := covered(img, red); math.Abs(got-want) > 0.003*want+0.05*r+0.03 {
				t.Errorf("quadratic %v: a circle of radius %g covers %.2f pixels, want %.2f", quadratic, r, got, want)
			}
		}
	}
}

func TestStrokes(t *testing.T) {
	l := polygon(pt(5, 5), pt(35, 5), pt(35, 35), pt(20, 35), pt(20, 15), pt(5, 15))
	bow := polygon(pt(5, 5), pt(35, 35), pt(35, 5), pt(5, 35))
	tests := []struct {
		name   string
		segs   []page.Segment
		stroke float64
		area   float64
	}{
		// Four sides, and at each corner a quarter circle outside, less a square inside.
		{"square", square(10, 10, 20), 2, 80*2 - 4 + math.Pi},
		{"thin square", square(10, 10, 20), 0.25, 80*0.25 - 0.0625 + math.Pi/64},
		{"circle", circle(20, 20, 15, false), 3, 2 * math.Pi * 15 * 3},
		{"thick circle, no hole left", circle(20, 20, 4, true), 10, math.Pi * 9 * 9},
		{"line there and back", polygon(pt(10, 20), pt(30, 20)), 4, 80 + 4*math.Pi},
		{"corners to both sides", l, 2, 0},
		{"crossing itself", bow, 2, 0},
	}
	for _, tt := range tests {
		img := region(t, 40, 40, shape(tt.segs, tt.stroke))
		got := covered(img, red)
		if tt.area == 0 {
			tt.area = strokeArea(tt.segs, tt.stroke/2)
		}
		if math.Abs(got-tt.area) > 0.006*tt.area+0.3 {
			t.Errorf("%s covers %.2f pixels, want %.2f", tt.name, got, tt.area)
		}
	}
}

// strokeArea counts the points of a fine grid that lie within half of a polygon.
func strokeArea(segs []page.Segment, half float64) float64 {
	const step = 0.05
	n := 0
	for y := step / 2; y < 40; y += step {
		for x := step / 2; x < 40; x += step {
			for i := range segs {
				a, b := segs[i].P[0], segs[(i+1)%len(segs)].P[0]
				dx, dy := b.X-a.X, b.Y-a.Y
				u := max(0, min(1, ((x-a.X)*dx+(y-a.Y)*dy)/(dx*dx+dy*dy)))
				if math.Hypot(x-a.X-u*dx, y-a.Y-u*dy) <= half {
					n++
					break
				}
			}
		}
	}
	return float64(n) * step * step
}

func TestStrokeStaysInBounds(t *testing.T) {
	s := shape(polygon(pt(10, 30), pt(20, 8), pt(30, 30), pt(20, 12)), 3)
	img := region(t, 40, 40, s)
	b := s.Bounds()
	for y := range 40 {
		for x := range 40 {
			inside := page.Rect{X: float64(x), Y: float64(y), W: 1, H: 1}.Overlaps(b)
			if !inside && at(img, x, y) != page.White {
				t.Fatalf("pixel %d,%d is painted outside %v", x, y, b)
			}
		}
	}
}

func TestTextPaintsItsGlyphs(t *testing.T) {
	box := page.NewOutline("box", square(0, -10, 10))
	text := page.Text{
		At: pt(5, 25), Scale: 0.5, Em: 10, Fill: red, Ink: page.Rect{Y: -5, W: 25, H: 5},
		Glyphs: []page.Glyph{{Outline: box}, {Outline: box, X: 10}, {Outline: nil, X: 15}, {Outline: box, X: 20, Y: -2}},
	}
	img := region(t, 40, 40, text)
	for _, tt := range []struct {
		x, y int
		want page.Color
	}{{5, 20, red}, {9, 24, red}, {10, 22, page.White}, {15, 22, red}, {25, 18, red}, {25, 24, page.White}, {4, 22, page.White}} {
		if got := at(img, tt.x, tt.y); got != tt.want {
			t.Errorf("pixel %d,%d: %v, want %v", tt.x, tt.y, got, tt.want)
		}
	}
}

func TestCodeCoversExactly(t *testing.T) {
	for _, side := range []float64{45, 90, 47.3, 33.7, 20.1, 12, 150.9} {
		for _, quiet := range []int{4, 1, 0} {
			c := page.Code{Rect: page.Rect{X: 5.3, Y: 7.9, W: side, H: side}, Quiet: quiet, Modules: specimen.Modules(37, 9), Dark: page.Color{}, Light: page.White}
			img := region(t, side+20, side+20, c)
			dark := 0
			for _, d := range c.Modules.Dark {
				if d {
					dark++
				}
			}
			want := float64(dark) * c.Module() * c.Module()
			if got := covered(img, page.Color{}); math.Abs(got-want) > 0.002*want+1 {
				t.Errorf("%g px, quiet zone %d: %.1f dark pixels, want %.1f", side, quiet, got, want)
			}
			modulesAreTheirColour(t, img, c)
		}
	}
}

// modulesAreTheirColour looks at the middle of every module that has a pixel
// to itself.
func modulesAreTheirColour(t *testing.T, img *image.RGBA, c page.Code) {
	t.Helper()
	m := c.Module()
	if m < 2 {
		return
	}
	for y := range c.Modules.N {
		for x := range c.Modules.N {
			want := c.Light
			if c.Modules.At(x, y) {
				want = c.Dark
			}
			px := int(c.X + (float64(x+c.Quiet)+0.5)*m)
			py := int(c.Y + (float64(y+c.Quiet)+0.5)*m)
			if got := at(img, px, py); m >= 2 && !near(got, want, 1) {
				t.Fatalf("module %d,%d of %g px: %v, want %v", x, y, m, got, want)
			}
		}
	}
}

func TestCodeHidesWhatIsBelow(t *testing.T) {
	c := specimen.Code(pt(4, 4), 90, 37, 3)
	over := region(t, 98, 98, page.Box{Rect: page.Rect{W: 98, H: 98}, Fill: red}, shape(circle(40, 40, 30, false), 0), c)
	bare := region(t, 98, 98, c)
	for y := 4; y < 94; y++ {
		for x := 4; x < 94; x++ {
			if at(over, x, y) != at(bare, x, y) {
				t.Fatalf("pixel %d,%d: %v over others, %v alone", x, y, at(over, x, y), at(bare, x, y))
			}
		}
	}
}

func TestOrderOfPainting(t *testing.T) {
	p := &page.Page{Size: page.Size{W: 50, H: 50}, Layers: []*page.Layer{
		{Items: []page.Item{page.Box{Rect: page.Rect{W: 50, H: 50}, Fill: red}, page.Link{Rect: page.Rect{W: 50, H: 50}}}},
		{},
		{Items: []page.Item{page.Box{Rect: page.Rect{W: 25, H: 50}, Fill: blue}}},
	}}
	img, err := raster.PaintFit(p, 10, 10)
	if err != nil {
		t.Fatal(err)
	}
	if at(img, 1, 1) != blue || at(img, 8, 8) != red {
		t.Errorf("%v on the left, %v on the right", at(img, 1, 1), at(img, 8, 8))
	}
}

func TestSizes(t *testing.T) {
	a4 := onPage(210, 297, page.Box{Rect: page.Rect{W: 210, H: 297}, Fill: red})
	paint := func(dpi float64) func() (*image.RGBA, error) {
		return func() (*image.RGBA, error) { return raster.Paint(a4, dpi) }
	}
	fit := func(w, h int) func() (*image.RGBA, error) {
		return func() (*image.RGBA, error) { return raster.PaintFit(a4, w, h) }
	}
	tests := []struct {
		name  string
		paint func() (*image.RGBA, error)
		want  image.Point
	}{
		{"300 dpi", paint(300), image.Pt(2480, 3508)},
		{"25.4 dpi", paint(25.4), image.Pt(210, 297)},
		{"33.3 dpi", paint(33.3), image.Pt(275, 389)},
		{"fit the height", fit(2000, 900), image.Pt(636, 900)},
		{"fit the width", fit(100, 900), image.Pt(100, 141)},
		{"fit one pixel", fit(1, 1), image.Pt(1, 1)},
	}
	for _, tt := range tests {
		img, err := tt.paint()
		if err != nil {
			t.Fatal(err)
		}
		if img.Rect != (image.Rectangle{Max: tt.want}) {
			t.Errorf("%s: %v, want %v", tt.name, img.Rect.Max, tt.want)
		}
		// What bleeds off the page leaves no pale edge.
		for _, p := range []image.Point{{}, {X: tt.want.X - 1}, {Y: tt.want.Y - 1}, tt.want.Sub(image.Pt(1, 1))} {
			if got := at(img, p.X, p.Y); got != red {
				t.Errorf("%s: corner %v is %v", tt.name, p, got)
			}
		}
	}
}

func TestRefusedSizes(t *testing.T) {
	a1 := onPage(594, 841)
	wide := onPage(5080, 50)
	for _, tt := range []struct {
		name  string
		paint func() (*image.RGBA, error)
		page  *page.Page
	}{
		{"A1 at 1200 dpi", func() (*image.RGBA, error) { return raster.Paint(a1, 1200) }, a1},
		{"infinite", func() (*image.RGBA, error) { return raster.Paint(a1, math.Inf(1)) }, a1},
		{"wide", func() (*image.RGBA, error) { return raster.Paint(wide, 3000) }, wide},
		{"fit", func() (*image.RGBA, error) { return raster.PaintFit(a1, 1<<30, 1<<30) }, a1},
		{"region", func() (*image.RGBA, error) { return raster.Region(a1, page.Rect{W: 594, H: 841}, 50) }, a1},
	} {
		img, err := tt.paint()
		var large *raster.TooLargeError
		if img != nil || !errors.As(err, &large) {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		w, h := tt.page.Size.W/25.4*large.DPI, tt.page.Size.H/25.4*large.DPI
		if w*h > raster.MaxPixels || w*h < raster.MaxPixels/2 || !strings.Contains(err.Error(), "dpi works") {
			t.Errorf("%s: advises %g dpi, %.0f × %.0f px: %v", tt.name, large.DPI, w, h, err)
		}
	}
	for _, paint := range []func() (*image.RGBA, error){
		func() (*image.RGBA, error) { return raster.Paint(a1, 0) },
		func() (*image.RGBA, error) { return raster.Paint(a1, -3) },
		func() (*image.RGBA, error) { return raster.Paint(a1, math.NaN()) },
		func() (*image.RGBA, error) { return raster.PaintFit(a1, 0, 10) },
		func() (*image.RGBA, error) { return raster.PaintFit(onPage(0, 10), 10, 10) },
		func() (*image.RGBA, error) { return raster.Region(a1, page.Rect{W: 0, H: 10}, 1) },
	} {
		if img, err := paint(); img != nil || !errors.Is(err, raster.ErrSize) {
			t.Errorf("%v, want %v", err, raster.ErrSize)
		}
	}
}

// A region is the same part of the whole, whatever lies outside it.
func TestRegionIsPartOfTheWhole(t *testing.T) {
	p := shout(t)
	whole, err := raster.Region(p, page.Rect{W: 210, H: 297}, 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []page.Rect{{X: 10, Y: 10, W: 60, H: 40}, {X: 145, Y: 225, W: 60, H: 60}, {X: 200, Y: 290, W: 20, H: 20}, {X: -10, Y: -10, W: 30, H: 30}} {
		part, err := raster.Region(p, r, 4)
		if err != nil {
			t.Fatal(err)
		}
		for y := range part.Rect.Max.Y {
			for x := range part.Rect.Max.X {
				want := page.White
				if on := image.Pt(x+int(r.X*4), y+int(r.Y*4)); on.In(whole.Rect) {
					want = at(whole, on.X, on.Y)
				}
				if got := at(part, x, y); !near(got, want, 2) {
					t.Fatalf("%v: pixel %d,%d is %v, in the whole %v", r, x, y, got, want)
				}
			}
		}
	}
}

// A letter taller than a band is painted in several, without a seam.
func TestLargeOutlines(t *testing.T) {
	img := region(t, 3000, 3000, shape(circle(1500, 1500, 1400, false), 0))
	if got, want := covered(img, red), math.Pi*1400*1400; math.Abs(got-want) > 0.001*want {
		t.Errorf("%.0f pixels, want %.0f", got, want)
	}
	for y := 110; y < 2890; y++ {
		if at(img, 1500, y) != red {
			t.Fatalf("line %d is broken: %v", y, at(img, 1500, y))
		}
	}
	ring := region(t, 3000, 3000, shape(circle(1500, 1500, 1400, false), 20))
	if got, want := covered(ring, red), 2*math.Pi*1400*20; math.Abs(got-want) > 0.002*want {
		t.Errorf("a ring of %.0f pixels, want %.0f", got, want)
	}
}

func TestSamePixels(t *testing.T) {
	p := shout(t)
	first, err := raster.Paint(p, 80)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan *image.RGBA)
	for range 4 {
		go func() {
			img, err := raster.Paint(p, 80)
			if err != nil {
				t.Error(err)
			}
			done <- img
		}()
	}
	for range 4 {
		if img := <-done; !bytes.Equal(img.Pix, first.Pix) {
			t.Error("the same page gave other pixels")
		}
	}
}

func TestPixelsAreOpaque(t *testing.T) {
	for _, p := range []*page.Page{shout(t), onPage(50, 50), onPage(50, 50, page.Box{Rect: page.Rect{W: 49.99, H: 49.99}, Fill: red})} {
		img, err := raster.Paint(p, 33)
		if err != nil {
			t.Fatal(err)
		}
		if !img.Opaque() {
			t.Error("the page can be seen through")
		}
		if c := img.At(0, 0); c == (color.RGBA{}) {
			t.Error("the first pixel is not painted")
		}
	}
}
