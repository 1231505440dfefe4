package raster_test

import (
	"io"
	"os"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/page/internal/specimen"
	"eventkit/kit/page/raster"
)

func shout(tb testing.TB) *page.Page {
	tb.Helper()
	set, err := specimen.Open(os.DirFS("../../../assets/fonts"))
	if err != nil {
		tb.Fatal(err)
	}
	base, err := set.Base()
	if err != nil {
		tb.Fatal(err)
	}
	p, err := set.Shout(base, 1)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// One frame of the preview: A4 at 900 px high.
func BenchmarkPreview(b *testing.B) {
	p := shout(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := raster.PaintFit(p, 2000, 900); err != nil {
			b.Fatal(err)
		}
	}
}

// One page for print: A4 at 600 dpi, 35 megapixels.
func BenchmarkPrint(b *testing.B) {
	p := shout(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := raster.Paint(p, 600); err != nil {
			b.Fatal(err)
		}
	}
}

// The patch of a page that a code is read back from: 8 px a module.
func BenchmarkRegion(b *testing.B) {
	p := shout(b)
	c := p.Layers[1].Items[0].(page.Code)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := raster.Region(p, c.Rect, 8/c.Module()); err != nil {
			b.Fatal(err)
		}
	}
}

// A picture at 300 dpi as a PNG.
func BenchmarkPNG(b *testing.B) {
	img, err := raster.Paint(shout(b), 300)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := raster.EncodePNG(io.Discard, img, 300); err != nil {
			b.Fatal(err)
		}
	}
}

// The preview of a photograph of 24 megapixels, once its copy is made.
func BenchmarkPhoto(b *testing.B) {
	p := pictured(slope(6000, 4000), page.Rect{X: 0, Y: 40, W: 297, H: 198}, page.Size{W: 297, H: 210})
	for b.Loop() {
		if _, err := raster.PaintFit(p, 1400, 1000); err != nil {
			b.Fatal(err)
		}
	}
}
