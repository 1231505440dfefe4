package raster_test

import (
	"image"
	"image/color"
	"math"
	"runtime"
	"sync"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/page/raster"
)

// slope is an image whose red grows to the right and whose green grows downwards,
// so that every place has its own colour.
func slope(w, h int) *page.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{R: uint8(255 * (2*x + 1) / (2 * w)), G: uint8(255 * (2*y + 1) / (2 * h)), B: 77, A: 255})
		}
	}
	return &page.Image{Name: "slope", Pix: img}
}

func pictured(img *page.Image, r page.Rect, size page.Size, under ...page.Item) *page.Page {
	return &page.Page{Size: size, Layers: []*page.Layer{{Items: append(under, page.Picture{Rect: r, Image: img})}}}
}

// An image lies exactly where it is put, at any size.
func TestPicturePlace(t *testing.T) {
	for _, px := range []int{3, 10, 40, 79, 80, 200, 333, 1000} {
		r := page.Rect{X: 10, Y: 20, W: 60, H: 30}
		img, err := raster.Paint(pictured(slope(px, px), r, page.Size{W: 80, H: 70}), 25.4*2)
		if err != nil {
			t.Fatal(err)
		}
		for y := 42; y < 98; y += 7 {
			for x := 22; x < 138; x += 11 {
				c := img.RGBAAt(x, y)
				red, green := 255*(float64(x)+0.5-20)/120, 255*(float64(y)+0.5-40)/60
				if slack := 2 + 140/float64(px); math.Abs(float64(c.R)-red) > slack || math.Abs(float64(c.G)-green) > slack || c.B != 77 || c.A != 255 {
					t.Errorf("%d px, at %d, %d: %v, want %.0f %.0f", px, x, y, c, red, green)
				}
			}
		}
		for _, p := range []image.Point{{19, 50}, {140, 50}, {50, 39}, {50, 100}} {
			if c := img.RGBAAt(p.X, p.Y); c != (color.RGBA{255, 255, 255, 255}) {
				t.Errorf("%d px, around the image at %v: %v", px, p, c)
			}
		}
	}
}

// A pixel that an image covers in part keeps the rest of what was there.
func TestPictureEdge(t *testing.T) {
	black := image.NewGray(image.Rect(0, 0, 9, 9))
	for _, side := range []float64{4.5, 9.25, 40.75} {
		p := pictured(&page.Image{Pix: black}, page.Rect{X: 1.5, Y: 2, W: side, H: side}, page.Size{W: 60, H: 60})
		img, err := raster.Paint(p, 25.4)
		if err != nil {
			t.Fatal(err)
		}
		if c := img.RGBAAt(1, 4); c.R < 126 || c.R > 129 {
			t.Errorf("%g mm: the edge is %v", side, c)
		}
		if c := img.RGBAAt(3, 4); c.R != 0 {
			t.Errorf("%g mm: the inside is %v", side, c)
		}
	}
}

// What an image leaves transparent shows what lies under it.
func TestPictureAlpha(t *testing.T) {
	half := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for i := range half.Pix {
		half.Pix[i] = []uint8{255, 0, 0, 128}[i%4]
	}
	half.SetNRGBA(0, 0, color.NRGBA{})
	p := pictured(&page.Image{Pix: half}, page.Rect{W: 8, H: 8}, page.Size{W: 8, H: 8}, page.Box{Rect: page.Rect{W: 8, H: 8}, Fill: page.Color{B: 255}})
	for _, dpi := range []float64{25.4, 2 * 25.4} {
		img, err := raster.Paint(p, dpi)
		if err != nil {
			t.Fatal(err)
		}
		if c := img.RGBAAt(0, 0); c != (color.RGBA{B: 255, A: 255}) {
			t.Errorf("where nothing is: %v", c)
		}
		c := img.RGBAAt(img.Rect.Max.X-2, img.Rect.Max.Y-2)
		if c.R < 127 || c.R > 129 || c.B < 126 || c.B > 128 || c.G != 0 {
			t.Errorf("where half is: %v", c)
		}
	}
}

// Fine detail becomes its mean, not chance.
func TestPictureByArea(t *testing.T) {
	fine := image.NewGray(image.Rect(0, 0, 512, 512))
	for i := range fine.Pix {
		fine.Pix[i] = uint8(255 * ((i + i/512) % 2))
	}
	for _, side := range []int{50, 150, 256, 350} {
		img, err := raster.PaintFit(pictured(&page.Image{Pix: fine}, page.Rect{W: 50, H: 50}, page.Size{W: 50, H: 50}), side, side)
		if err != nil {
			t.Fatal(err)
		}
		least, most, sum := 255, 0, 0
		for i := 0; i < len(img.Pix); i += 4 {
			v := int(img.Pix[i])
			least, most, sum = min(least, v), max(most, v), sum+v
		}
		// Between one and two pixels each, a pixel's share of black varies.
		if mean := sum / (side * side); mean < 126 || mean > 129 || side <= 150 && (least < 120 || most > 135) {
			t.Errorf("%d px: from %d to %d, in the mean %d", side, least, most, sum/(side*side))
		}
	}
}

// A region is a part of the whole.
func TestPictureRegion(t *testing.T) {
	p := pictured(slope(400, 300), page.Rect{X: 5, Y: 5, W: 40, H: 30}, page.Size{W: 50, H: 40})
	whole, err := raster.Paint(p, 4*25.4)
	if err != nil {
		t.Fatal(err)
	}
	part, err := raster.Region(p, page.Rect{X: 10, Y: 8, W: 7, H: 9}, 4)
	if err != nil {
		t.Fatal(err)
	}
	for y := range part.Rect.Dy() {
		for x := range part.Rect.Dx() {
			if a, b := part.RGBAAt(x, y), whole.RGBAAt(40+x, 32+y); a != b {
				t.Fatalf("at %d, %d: %v, in the whole %v", x, y, a, b)
			}
		}
	}
}

// Nothing is painted of an image that isn't one.
func TestPictureOfNothing(t *testing.T) {
	for _, img := range []*page.Image{nil, {}, {Pix: image.NewRGBA(image.Rectangle{})}, slope(4, 4)} {
		r := page.Rect{X: 1, Y: 1, W: math.NaN(), H: 4}
		if img == nil || img.Pix == nil || img.Pix.Bounds().Empty() {
			r.W = 5
		}
		out, err := raster.Paint(pictured(img, r, page.Size{W: 9, H: 9}), 25.4)
		if err != nil || out.RGBAAt(3, 3) != (color.RGBA{255, 255, 255, 255}) {
			t.Errorf("%v: %v, %v", img, out.RGBAAt(3, 3), err)
		}
	}
}

// Painters at the same time share an image's smaller copies, which go with it.
func TestPictureCopies(t *testing.T) {
	gone := make(chan struct{})
	func() {
		img := slope(900, 900)
		runtime.AddCleanup(img, func(c chan struct{}) { close(c) }, gone)
		p := pictured(img, page.Rect{W: 10, H: 10}, page.Size{W: 10, H: 10})
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if out, err := raster.PaintFit(p, 100, 100); err != nil || out.RGBAAt(99, 50).R < 250 {
					t.Errorf("%v %v", out.RGBAAt(99, 50), err)
				}
			})
		}
		wg.Wait()
	}()
	runtime.GC()
	<-gone
}
