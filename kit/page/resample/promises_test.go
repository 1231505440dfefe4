package resample_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit/page/resample"
)

// A picture of one colour stays that colour, whatever its sizes.
func TestOneColourStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 40).Draw(t, "w"), rapid.IntRange(1, 40).Draw(t, "h")
		outW, outH := rapid.IntRange(1, w).Draw(t, "outW"), rapid.IntRange(1, h).Draw(t, "outH")
		px := rapid.SliceOfN(rapid.Byte(), 4, 4).Draw(t, "px")
		s := resample.New(w, h, outW, outH)
		for range h {
			s.Row(bytes.Repeat(px, w))
		}
		if got := s.Image(); !bytes.Equal(got.Pix, bytes.Repeat(px, outW*outH)) || got.Rect != image.Rect(0, 0, outW, outH) {
			t.Fatalf("%d × %d to %d × %d: %v of %v", w, h, outW, outH, got.Pix, px)
		}
	})
}

// Fit's promises: within both bounds, at least a pixel, never larger, and the
// same picture where it fits.
func TestFitKeepsItsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 100_000).Draw(t, "w"), rapid.IntRange(1, 100_000).Draw(t, "h")
		side, most := rapid.IntRange(0, 5000).Draw(t, "side"), rapid.IntRange(0, 40_000_000).Draw(t, "most")
		outW, outH := resample.Fit(w, h, side, most)
		if outW < 1 || outH < 1 || outW > w || outH > h {
			t.Fatalf("%d × %d", outW, outH)
		}
		if side > 0 && max(outW, outH) > side {
			t.Fatalf("%d × %d is longer than %d", outW, outH, side)
		}
		// A line of one pixel can't be made narrower.
		if most > 0 && min(outW, outH) > 1 && outW*outH > most {
			t.Fatalf("%d × %d is more than %d", outW, outH, most)
		}
		if fits := (side == 0 || max(w, h) <= side) && (most == 0 || w*h <= most); fits && (outW != w || outH != h) {
			t.Fatalf("%d × %d fits and becomes %d × %d", w, h, outW, outH)
		}
	})
}

// Rows may be given in the caller's own memory, over and over, and longer than
// they need be; the picture doesn't hold on to it.
func TestRowsAreNotKept(t *testing.T) {
	for _, out := range []image.Point{{4, 3}, {2, 3}, {2, 1}} {
		s, row := resample.New(4, 3, out.X, out.Y), make([]byte, 99)
		for range 3 {
			for i := range row {
				row[i] = 200
			}
			s.Row(row)
			clear(row)
		}
		if got := s.Image(); !bytes.Equal(got.Pix, bytes.Repeat([]byte{200}, 4*out.X*out.Y)) {
			t.Errorf("%v: %v", out, got.Pix)
		}
	}
}

// A shrinker knows nothing of pictures but their rows: four inks have a mean
// as colours do.
func TestShrinkIsRowByRow(t *testing.T) {
	img := wave(31, 17)
	s := resample.New(31, 17, 8, 5)
	for y := range 17 {
		s.Row(img.Pix[y*img.Stride:][:4*31])
	}
	if want := resample.Shrink(img, 8, 5); !bytes.Equal(s.Image().Pix, want.Pix) {
		t.Error("rows and the whole differ")
	}
}

// A part of a picture is a picture of its own, of every kind and subsampling.
func TestShrinkParts(t *testing.T) {
	whole, part := wave(30, 20), image.Rect(7, 3, 24, 18)
	alone := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
	draw.Draw(alone, alone.Rect, whole, part.Min, draw.Src)
	if got, want := resample.Shrink(whole.SubImage(part), 5, 4), resample.Shrink(alone, 5, 4); !bytes.Equal(got.Pix, want.Pix) {
		t.Error("a part is not what it shows")
	}
	for _, ratio := range []image.YCbCrSubsampleRatio{
		image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420,
		image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410,
	} {
		img := image.NewYCbCr(image.Rect(0, 0, 30, 20), ratio)
		for _, plane := range [][]byte{img.Y, img.Cb, img.Cr} {
			for i := range plane {
				plane[i] = byte(i * 29)
			}
		}
		cut, buf := img.SubImage(part), make([]byte, 4*part.Dx())
		for y := range part.Dy() {
			row := resample.Row(cut, y, buf)
			for x := range part.Dx() {
				want := color.RGBAModel.Convert(cut.At(part.Min.X+x, part.Min.Y+y)).(color.RGBA)
				if got := (color.RGBA{R: row[4*x], G: row[4*x+1], B: row[4*x+2], A: row[4*x+3]}); got != want {
					t.Fatalf("%v at %d, %d: %v, want %v", ratio, x, y, got, want)
				}
			}
		}
	}
}
