package pdf_test

import (
	"fmt"
	"image"
	"image/draw"
	"math"
	"regexp"
	"strconv"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/page/internal/specimen"
	"eventkit/kit/page/pdf"
	"eventkit/kit/page/raster"
)

func scanBox(s string, to ...*float64) bool {
	m := regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"`).FindStringSubmatch(s)
	if m == nil {
		return false
	}
	for i, p := range to {
		v, err := strconv.ParseFloat(m[i+1], 64)
		if err != nil {
			return false
		}
		*p = v
	}
	return true
}

func rgba(img image.Image) *image.RGBA {
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(out, out.Rect, img, b.Min, draw.Src)
	return out
}

// pure reports whether a pixel has a colour, give or take what a painter's
// rounding does.
func pure(img image.Image, x, y int, want page.Color) bool {
	r, g, b, _ := img.At(x, y).RGBA()
	near := func(a uint32, b uint8) bool { return math.Abs(float64(a>>8)-float64(b)) <= 2 }
	return near(r, want.R) && near(g, want.G) && near(b, want.B)
}

// difference returns the mean difference of two pictures, and the largest of
// any 8 × 8 pixels, from 0 to 1. Where one picture is a pixel wider, that is
// left out: painters round a page's edge differently.
func difference(a, b *image.RGBA) (mean, block float64, at image.Point) {
	size := a.Rect.Intersect(b.Rect)
	n := 0.0
	for y := 0; y+8 <= size.Max.Y; y += 8 {
		for x := 0; x+8 <= size.Max.X; x += 8 {
			sum := 0.0
			for k := range 64 {
				i, j := a.PixOffset(x+k%8, y+k/8), b.PixOffset(x+k%8, y+k/8)
				for c := range 3 {
					sum += math.Abs(float64(a.Pix[i+c]) - float64(b.Pix[j+c]))
				}
			}
			sum /= 64 * 3 * 255
			mean, n = mean+sum, n+1
			if sum > block {
				block, at = sum, image.Pt(x, y)
			}
		}
	}
	return mean / n, block, at
}

// The preview and the document as others paint it look the same.
func TestPaintersAgree(t *testing.T) {
	pages := specimens(t)
	name := file(t, pdf.Meta{}, pages...)
	for _, by := range painters {
		for i, p := range pages {
			for _, dpi := range []float64{50, 100} {
				// Whole pages are stretched to whole pixels; a region is not.
				ours, err := raster.Region(p, page.Rect{W: p.Size.W, H: p.Size.H}, dpi/25.4)
				if err != nil {
					t.Fatal(err)
				}
				theirs := rgba(by.paint(t, name, i+1, dpi))
				if d := ours.Rect.Max.Sub(theirs.Rect.Max); d.X < -1 || d.X > 1 || d.Y < -1 || d.Y > 1 {
					t.Fatalf("%s, page %d: %v, ours %v", by.name, i+1, theirs.Rect, ours.Rect)
				}
				mean, block, at := difference(ours, theirs)
				t.Logf("%s, page %d at %g dpi: mean %.4f, worst block %.3f at %v", by.name, i+1, dpi, mean, block, at)
				if mean > 0.01 || block > by.block {
					t.Errorf("%s, page %d at %g dpi: mean difference %.4f, in the block at %v %.3f", by.name, i+1, dpi, mean, at, block)
				}
			}
		}
	}
}

// No painter shows a seam between modules: a pixel that touches modules of one
// colour only has that colour.
func TestCodeHasNoSeams(t *testing.T) {
	codes := []page.Code{
		specimen.Code(page.Point{X: 3.3, Y: 4.7}, 41.7, 37, 5),
		specimen.Code(page.Point{X: 10, Y: 10}, 60, 21, 6),
	}
	for _, c := range codes {
		p := onPage(page.Size{W: 80, H: 80}, page.Box{Rect: page.Rect{W: 80, H: 80}, Fill: specimen.Red}, c)
		name := file(t, pdf.Meta{}, p)
		for _, dpi := range []float64{72, 100, 150, 211, 300} {
			ours, err := raster.Paint(p, dpi)
			if err != nil {
				t.Fatal(err)
			}
			seams(t, fmt.Sprintf("ours at %g dpi", dpi), ours, c, dpi)
			for _, by := range painters {
				seams(t, fmt.Sprintf("%s at %g dpi", by.name, dpi), by.paint(t, name, 1, dpi), c, dpi)
			}
		}
	}
}

// slack is how far, in px, a painter may place an edge from where it belongs.
const slack = 0.5

func seams(t *testing.T, who string, img image.Image, c page.Code, dpi float64) {
	t.Helper()
	k := dpi / 25.4
	checked, bad := 0, 0
	for y := int(c.Y*k) + 2; y < int(c.Bottom()*k)-2; y++ {
		for x := int(c.X*k) + 2; x < int(c.Right()*k)-2; x++ {
			col, one := touched(c, (float64(x)-slack)/k, (float64(y)-slack)/k, (float64(x+1)+slack)/k, (float64(y+1)+slack)/k)
			if !one {
				continue
			}
			checked++
			if !pure(img, x, y, col) {
				bad++
			}
		}
	}
	if checked < 300 || bad > 0 {
		t.Errorf("%s: %d of %d pixels are not of their modules' colour", who, bad, checked)
	}
}

// touched returns the colour of the modules in an area (mm) if they have one.
func touched(c page.Code, x0, y0, x1, y1 float64) (page.Color, bool) {
	m := c.Module()
	index := func(v, origin float64) int { return int(math.Floor((v-origin)/m)) - c.Quiet }
	var dark, light bool
	for y := index(y0, c.Y); y <= index(y1, c.Y); y++ {
		for x := index(x0, c.X); x <= index(x1, c.X); x++ {
			if x >= 0 && y >= 0 && x < c.Modules.N && y < c.Modules.N && c.Modules.At(x, y) {
				dark = true
			} else {
				light = true
			}
		}
	}
	if dark {
		return c.Dark, !light
	}
	return c.Light, true
}
