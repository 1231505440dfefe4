package resample_test

import (
	"image"
	"image/color"
	"math"
	"testing"

	"eventkit/kit/page/resample"
)

// wave is a picture with every kind of neighbour.
func wave(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			a := uint8(255 - (x+y)%40)
			img.SetRGBA(x, y, color.RGBA{R: uint8(x * 7 % int(a)), G: uint8(y * 11 % int(a)), B: uint8((x*y + 3) % int(a)), A: a})
		}
	}
	return img
}

// mean is the slow and plain way to the same pixel.
func mean(img *image.RGBA, outW, outH, i, j, c int) float64 {
	kx, ky := float64(img.Rect.Dx())/float64(outW), float64(img.Rect.Dy())/float64(outH)
	sum, area := 0.0, 0.0
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			w := math.Min(float64(x+1), float64(i+1)*kx) - math.Max(float64(x), float64(i)*kx)
			h := math.Min(float64(y+1), float64(j+1)*ky) - math.Max(float64(y), float64(j)*ky)
			if w > 0 && h > 0 {
				sum += w * h * float64(img.Pix[img.PixOffset(x, y)+c])
				area += w * h
			}
		}
	}
	return sum / area
}

func TestShrinkIsTheMeanOfTheArea(t *testing.T) {
	img := wave(37, 23)
	for _, size := range []image.Point{{37, 23}, {36, 22}, {20, 20}, {12, 23}, {37, 5}, {9, 7}, {1, 1}, {2, 3}} {
		got := resample.Shrink(img, size.X, size.Y)
		if got.Rect.Size() != size {
			t.Fatalf("%v: %v", size, got.Rect)
		}
		for j := range size.Y {
			for i := range size.X {
				for c := range 4 {
					v, want := float64(got.Pix[got.PixOffset(i, j)+c]), mean(img, size.X, size.Y, i, j, c)
					if math.Abs(v-want) > 0.51 {
						t.Fatalf("%v at %d, %d: %g, want %.2f", size, i, j, v, want)
					}
				}
			}
		}
	}
}

func TestFit(t *testing.T) {
	tests := []struct{ w, h, side, most, outW, outH int }{
		{300, 200, 0, 0, 300, 200},
		{300, 200, 400, 0, 300, 200},
		{300, 200, 150, 0, 150, 100},
		{200, 300, 150, 0, 100, 150},
		{300, 200, 0, 15000, 150, 100},
		{300, 200, 30, 15000, 30, 20},
		{100000, 1, 100, 0, 100, 1},
	}
	for _, tt := range tests {
		if w, h := resample.Fit(tt.w, tt.h, tt.side, tt.most); w != tt.outW || h != tt.outH {
			t.Errorf("Fit(%d, %d, %d, %d) = %d × %d, want %d × %d", tt.w, tt.h, tt.side, tt.most, w, h, tt.outW, tt.outH)
		}
	}
}

// Rows of every kind of picture are what the picture says of itself.
func TestRow(t *testing.T) {
	r := image.Rect(3, 5, 12, 11)
	ycbcr := image.NewYCbCr(r, image.YCbCrSubsampleRatio420)
	gray := image.NewGray(r)
	nrgba := image.NewNRGBA(r)
	for i := range ycbcr.Y {
		ycbcr.Y[i] = uint8(i * 5)
	}
	for i := range ycbcr.Cb {
		ycbcr.Cb[i], ycbcr.Cr[i] = uint8(90+i*3), uint8(200-i*4)
	}
	for i := range gray.Pix {
		gray.Pix[i] = uint8(i * 3)
	}
	for i := range nrgba.Pix {
		nrgba.Pix[i] = uint8(i * 7)
	}
	for name, img := range map[string]image.Image{"ycbcr": ycbcr, "gray": gray, "nrgba": nrgba, "rgba": wave(20, 20).SubImage(r)} {
		buf := make([]byte, 4*r.Dx())
		for y := range r.Dy() {
			row := resample.Row(img, y, buf)
			for x := range r.Dx() {
				want := color.RGBAModel.Convert(img.At(r.Min.X+x, r.Min.Y+y)).(color.RGBA)
				if got := (color.RGBA{R: row[4*x], G: row[4*x+1], B: row[4*x+2], A: row[4*x+3]}); got != want {
					t.Fatalf("%s at %d, %d: %v, want %v", name, x, y, got, want)
				}
			}
		}
	}
}

// What comes too late or never does no harm.
func TestRowsMissing(t *testing.T) {
	s := resample.New(4, 4, 2, 2)
	row := []byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}
	for range 2 {
		s.Row(row)
	}
	if img := s.Image(); img.RGBAAt(0, 0).A != 255 || img.RGBAAt(1, 1).A != 0 {
		t.Errorf("got %v", img.Pix)
	}
	for range 9 {
		s.Row(row)
	}
	if img := s.Image(); img.RGBAAt(1, 1).A != 255 {
		t.Errorf("got %v", img.Pix)
	}
}
