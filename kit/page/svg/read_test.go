package svg_test

import (
	"errors"
	"fmt"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"eventkit/kit/page"
	"eventkit/kit/page/raster"
	"eventkit/kit/page/svg"
)

// file puts elements into a drawing of 100 × 100.
func file(inside string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">` + "\n" + inside + "\n</svg>"
}

func read(t testing.TB, text string) *svg.Drawing {
	t.Helper()
	d, err := svg.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Drawings look as another renderer has them; see testdata/drawings/README.md.
func TestDrawingsLookRight(t *testing.T) {
	names, err := filepath.Glob("testdata/drawings/*.svg")
	if err != nil || len(names) < 3 {
		t.Fatalf("%d drawings, %v", len(names), err)
	}
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := svg.Read(f)
		f.Close()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if off := differing(t, d, strings.TrimSuffix(name, ".svg")+".png"); off > 0.001 {
			t.Errorf("%s: %.2f %% of the pixels are not as they should be", name, 100*off)
		}
	}
}

// differing is the share of pixels that are clearly not those of a picture.
func differing(t *testing.T, d *svg.Drawing, picture string) float64 {
	t.Helper()
	f, err := os.Open(picture)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	p := &page.Page{Size: page.Size{W: d.View.W, H: d.View.H}}
	p.Layers = []*page.Layer{{Items: d.Items(page.Point{X: -d.View.X, Y: -d.View.Y}, 1)}}
	got, err := raster.PaintFit(p, want.Bounds().Dx(), want.Bounds().Dy())
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds() != want.Bounds() {
		t.Fatalf("%s: painted %v, want %v", picture, got.Bounds(), want.Bounds())
	}
	off, all := 0, 0
	for y := range want.Bounds().Dy() {
		for x := range want.Bounds().Dx() {
			r, g, b, _ := want.At(x, y).RGBA()
			p, q, s, _ := got.At(x, y).RGBA()
			far := func(a, b uint32) bool { return math.Abs(float64(a)-float64(b)) > 0.25*0xffff }
			if all++; far(r, p) || far(g, q) || far(b, s) {
				off++
			}
		}
	}
	return float64(off) / float64(all)
}

func TestViews(t *testing.T) {
	tests := []struct {
		open   string
		view   page.Rect
		bleeds bool
	}{
		{`<svg viewBox="0 0 210 297">`, page.Rect{W: 210, H: 297}, false},
		{`<svg viewBox="-10,-20,5e1,.5" width="9" overflow="visible">`, page.Rect{X: -10, Y: -20, W: 50, H: 0.5}, true},
		{`<svg viewBox="0 0 1 1" style="overflow: visible">`, page.Rect{W: 1, H: 1}, true},
		{`<svg width="25.4mm" height="1in">`, page.Rect{W: 96, H: 96}, false},
	}
	for _, tt := range tests {
		for _, f := range []func(io.Reader) (*svg.Drawing, error){svg.Read, svg.Measure} {
			d, err := f(strings.NewReader(tt.open + "</svg>"))
			if err != nil {
				t.Errorf("%s: %v", tt.open, err)
				continue
			}
			if !close(d.View.X, tt.view.X) || !close(d.View.Y, tt.view.Y) || !close(d.View.W, tt.view.W) || !close(d.View.H, tt.view.H) || d.Bleeds != tt.bleeds {
				t.Errorf("%s: %+v, bleeds %v", tt.open, d.View, d.Bleeds)
			}
		}
	}
}

func close(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

// Measure reads no further than the first element.
func TestMeasureStopsEarly(t *testing.T) {
	r := io.MultiReader(strings.NewReader(`<svg viewBox="0 0 9 9">`+strings.Repeat(" ", 8192)), iotest.ErrReader(errors.New("read too far")))
	if d, err := svg.Measure(r); err != nil || d.View.W != 9 || len(d.Shapes) != 0 {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestColours(t *testing.T) {
	tests := []struct{ attrs, want string }{
		{``, "#000000"},
		{`fill="#D40000"`, "#D40000"},
		{`fill="#d40"`, "#DD4400"},
		{`fill="#d40f"`, "#DD4400"},
		{`fill="#0B7A43FF"`, "#0B7A43"},
		{`fill="RED"`, "#FF0000"},
		{`fill="rgb(1, 2, 3)"`, "#010203"},
		{`fill="rgb(100%,0%,50%)"`, "#FF0080"},
		{`fill="rgba(9 8 7 / 1)"`, "#090807"},
		{`fill="rgb(300,-5,0)"`, "#FF0000"},
		{`fill="currentColor" color="teal"`, "#008080"},
		{`fill="blue" style="fill: lime !important; -inkscape-font: x"`, "#00FF00"},
		{`fill="inherit"`, "#000000"},
		{`fill="none"`, ""},
		{`fill="transparent"`, ""},
		{`fill="none" fill-opacity=".5"`, ""},
		{`opacity="1" fill-opacity="100%" filter="none" stroke-opacity=".5"`, "#000000"},
		{`display="none"`, ""},
		{`visibility="hidden"`, ""},
	}
	for _, tt := range tests {
		d := read(t, file(`<rect width="5" height="5" `+tt.attrs+`/>`))
		got := ""
		for _, s := range d.Shapes {
			got += s.Fill.String()
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.attrs, got, tt.want)
		}
	}
}

// Where a shape lies, after all transforms around it.
func TestBounds(t *testing.T) {
	tests := []struct {
		inside string
		want   page.Rect
	}{
		{`<rect x="1" y="2" width="3" height="4"/>`, page.Rect{X: 1, Y: 2, W: 3, H: 4}},
		{`<rect x="10%" width="50%" height="1in"/>`, page.Rect{X: 10, W: 50, H: 96}},
		{`<circle cx="5" cy="6" r="2"/>`, page.Rect{X: 3, Y: 4, W: 4, H: 4}},
		{`<g transform="translate(10,20)scale(2)"><g transform="rotate(90)"><rect width="3" height="1"/></g></g>`, page.Rect{X: 8, Y: 20, W: 2, H: 6}},
		{`<rect width="2" height="2" transform="rotate(180 5 5)"/>`, page.Rect{X: 8, Y: 8, W: 2, H: 2}},
		{`<path d="M0 0h10v5z"/>`, page.Rect{W: 10, H: 5}},
		{`<path d="M0,0 A5,5 0 0,1 10,0"/>`, page.Rect{Y: -5, W: 10, H: 5}},
		{`<path d="M0 0A1 1 0 0 0 10 0"/>`, page.Rect{W: 10, H: 5}},
		{`<path d="M0 0Q5 10 10 0"/>`, page.Rect{W: 10, H: 5}},
		{`<line x2="10" stroke="red" stroke-width="2"/>`, page.Rect{Y: -1, W: 10, H: 2}},
		{`<line x2="10" stroke="red" stroke-width="2" stroke-linecap="square"/>`, page.Rect{X: -1, Y: -1, W: 12, H: 2}},
		{`<path d="M5 5z" fill="none" stroke="red" stroke-width="2" stroke-linecap="round"/>`, page.Rect{X: 4, Y: 4, W: 2, H: 2}},
		{`<path d="M5 5h0" fill="none" stroke="red" stroke-width="2" stroke-linecap="square"/>`, page.Rect{X: 4, Y: 4, W: 2, H: 2}},
		{`<rect x="5" y="5" width="10" height="10" fill="none" stroke="red"/>`, page.Rect{X: 4.5, Y: 4.5, W: 11, H: 11}},
	}
	for _, tt := range tests {
		d := read(t, file(tt.inside))
		if len(d.Shapes) != 1 {
			t.Errorf("%s: %d shapes", tt.inside, len(d.Shapes))
			continue
		}
		got := d.Shapes[0].Outline.Bounds()
		if math.Abs(got.X-tt.want.X)+math.Abs(got.Y-tt.want.Y)+math.Abs(got.W-tt.want.W)+math.Abs(got.H-tt.want.H) > 2e-3 {
			t.Errorf("%s: %+v, want %+v", tt.inside, got, tt.want)
		}
	}
}

func TestItems(t *testing.T) {
	d := read(t, file(`<rect x="10" width="5" height="5" fill="red"/>`))
	items := d.Items(page.Point{X: 1, Y: 2}, 2)
	if got := items[0].Bounds(); got != (page.Rect{X: 21, Y: 2, W: 10, H: 10}) {
		t.Errorf("placed at %+v", got)
	}
}

// A stroke's outline turns one way everywhere, or parts would cut each other
// out.
func TestStrokesTurnOneWay(t *testing.T) {
	for _, inside := range []string{
		`<path d="M10 50L50 10L90 50L50 90z" fill="none" stroke="red" stroke-width="9"/>`,
		`<path d="M10 50C50 10 50 90 90 50" transform="scale(-1 1)" fill="none" stroke="red" stroke-width="9" stroke-linejoin="round" stroke-linecap="round"/>`,
		`<path d="M10 50H90H20" fill="none" stroke="red" stroke-width="9" stroke-linecap="square"/>`,
	} {
		d := read(t, file(inside))
		var sign float64
		var ring []page.Point
		check := func() {
			sum := 0.0
			for i, p := range ring {
				q := ring[(i+1)%len(ring)]
				sum += p.X*q.Y - q.X*p.Y
			}
			if math.Abs(sum) < 1e-9 {
				return
			}
			if sign*sum < 0 {
				t.Errorf("%s: %v turns the other way", inside, ring)
			}
			sign = sum
		}
		for _, s := range d.Shapes[0].Outline.Segments {
			if s.Verb == page.MoveTo {
				check()
				ring = nil
			}
			ring = append(ring, s.P[s.Verb.Points()-1])
		}
		check()
	}
}

func ExampleRead() {
	_, err := svg.Read(strings.NewReader("<svg viewBox='0 0 9 9'>\n<text>Free</text>\n</svg>"))
	fmt.Println(err)
	// Output: line 2: <text> can't be drawn; turn the words into paths, or have the kit set them as the poster's headline
}
