package raster_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"testing"

	"eventkit/kit/page/raster"
)

func encode(t *testing.T, img *image.RGBA, dpi float64) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := raster.EncodePNG(&b, img, dpi); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pattern(w, h int, colours int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		v := (i * 7919) % colours
		img.SetRGBA(i%w, i/w, color.RGBA{uint8(v), uint8(v >> 8), uint8(v >> 4), 255})
	}
	return img
}

func TestPNGKeepsEveryPixel(t *testing.T) {
	whole := pattern(90, 70, 5000)
	painted, err := raster.Paint(shout(t), 60)
	if err != nil {
		t.Fatal(err)
	}
	for name, img := range map[string]*image.RGBA{
		"one pixel":     pattern(1, 1, 1),
		"two colours":   pattern(33, 21, 2),
		"256 colours":   pattern(64, 64, 256),
		"257 colours":   pattern(64, 64, 257),
		"many":          whole,
		"part of other": whole.SubImage(image.Rect(10, 20, 61, 51)).(*image.RGBA),
		"a page":        painted,
	} {
		back, err := png.Decode(bytes.NewReader(encode(t, img, 96)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		b := img.Bounds()
		if back.Bounds().Size() != b.Size() {
			t.Fatalf("%s: %v, want %v", name, back.Bounds().Size(), b.Size())
		}
		for y := range b.Dy() {
			for x := range b.Dx() {
				got := color.RGBAModel.Convert(back.At(back.Bounds().Min.X+x, back.Bounds().Min.Y+y))
				if want := img.RGBAAt(b.Min.X+x, b.Min.Y+y); got != want {
					t.Fatalf("%s: pixel %d,%d is %v, want %v", name, x, y, got, want)
				}
			}
		}
	}
}

func TestPNGTellsItsSize(t *testing.T) {
	for dpi, perMetre := range map[float64]uint32{72: 2835, 300: 11811, 25.4: 1000} {
		b := encode(t, pattern(20, 10, 3), dpi)
		i := bytes.Index(b, []byte("pHYs"))
		if i != 8+25+4 {
			t.Fatalf("pHYs stands at %d, want it behind the header", i)
		}
		x, y := binary.BigEndian.Uint32(b[i+4:]), binary.BigEndian.Uint32(b[i+8:])
		if x != perMetre || y != perMetre || b[i+12] != 1 {
			t.Errorf("%g dpi: %d × %d pixels a metre, unit %d", dpi, x, y, b[i+12])
		}
	}
}

func TestPNGSameBytes(t *testing.T) {
	img := pattern(200, 300, 900)
	if !bytes.Equal(encode(t, img, 150), encode(t, img, 150)) {
		t.Error("the same picture gave other bytes")
	}
	if b := encode(t, img, 150); bytes.Contains(b, []byte("tIME")) || bytes.Contains(b, []byte("tEXt")) {
		t.Error("the file says more than the picture")
	}
}

// Few colours make a small file.
func TestPNGOfFewColoursIsSmall(t *testing.T) {
	few, many := encode(t, pattern(256, 256, 40), 96), encode(t, pattern(256, 256, 4000), 96)
	if len(few)*2 > len(many) {
		t.Errorf("%d bytes for 40 colours, %d for 4,000", len(few), len(many))
	}
}

type broken struct{ after int }

var errBroken = errors.New("broken")

func (b *broken) Write(p []byte) (int, error) {
	if b.after -= len(p); b.after < 0 {
		return 0, errBroken
	}
	return len(p), nil
}

func TestPNGReportsAFullDisk(t *testing.T) {
	for _, after := range []int{0, 40, 300} {
		if err := raster.EncodePNG(io.Writer(&broken{after}), pattern(300, 300, 5000), 96); !errors.Is(err, errBroken) {
			t.Errorf("after %d bytes: %v", after, err)
		}
	}
}
