package placard_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"eventkit/kit/page/raster"
	"eventkit/kit/placard"
)

// The window shows what poppler paints from the document.
func TestPreviewIsThePage(t *testing.T) {
	needPrograms(t)
	for _, tpl := range placard.Templates() {
		t.Run(tpl.ID, func(t *testing.T) {
			t.Parallel()
			var sheets []*placard.Sheet
			for _, v := range []variant{
				{tpl.ID, "en", a4, false}, {tpl.ID, "hi", a4, false}, {tpl.ID, "en", a4, true}, {tpl.ID, "ar", a4, true},
			} {
				sheets = append(sheets, mustMake(t, eventIn(v.lang), v.choice()))
			}
			dir := t.TempDir()
			file := filepath.Join(dir, "all.pdf")
			writePDF(t, file, sheets)
			const dpi = 72
			output(t, "pdftoppm", "-r", fmt.Sprint(dpi), "-png", file, filepath.Join(dir, "page"))
			for i, s := range sheets {
				ours, err := raster.Paint(s.Page, dpi)
				if err != nil {
					t.Fatal(err)
				}
				theirs := readPNG(t, filepath.Join(dir, fmt.Sprintf("page-%d.png", i+1)))
				mean, worst := difference(t, ours, theirs)
				if mean > 0.015 {
					t.Errorf("page %d differs by %.2f %% on average", i+1, 100*mean)
				}
				if worst > 0.25 {
					t.Errorf("page %d differs by %.0f %% in some part", i+1, 100*worst)
				}
			}
		})
	}
}

func readPNG(t *testing.T, file string) image.Image {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// difference is how far two pictures are apart on average, from 0 to 1, and in
// the part of 16 × 16 pixels in which they are furthest apart.
func difference(t *testing.T, a, b image.Image) (mean, worst float64) {
	t.Helper()
	size := a.Bounds().Size()
	if d := size.Sub(b.Bounds().Size()); d.X*d.X > 1 || d.Y*d.Y > 1 {
		t.Fatalf("one picture has %v pixels, the other %v", size, b.Bounds().Size())
	}
	const part = 16
	parts := map[image.Point]float64{}
	for y := range size.Y {
		for x := range size.X {
			ar, ag, ab, _ := a.At(x, y).RGBA()
			br, bg, bb, _ := b.At(x, y).RGBA()
			d := (apart(ar, br) + apart(ag, bg) + apart(ab, bb)) / 3
			mean += d
			parts[image.Pt(x/part, y/part)] += d / part / part
		}
	}
	for _, d := range parts {
		worst = max(worst, d)
	}
	return mean / float64(size.X*size.Y), worst
}

func apart(a, b uint32) float64 {
	if a < b {
		a, b = b, a
	}
	return float64(a-b) / 0xFFFF
}
