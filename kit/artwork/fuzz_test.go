package artwork_test

import (
	"bytes"
	"errors"
	"testing"

	"eventkit/kit/artwork"
	"eventkit/kit/artwork/artworktest"
)

// Whatever is in a file, it becomes a picture of the size that it has, or an
// error that says what to do.
func judge(t *testing.T, data []byte) {
	if len(data) > 1<<16 {
		return // the engine's own bound; what is large has tests of its own
	}
	const side = 64
	info, before := artwork.Measure(t.Context(), in("a.png", data), "a.png", nil)
	if before == nil && info.Kind != artwork.SVG && info.Size.W*info.Size.H > 1e6 {
		return // promises of many pixels only take time here
	}
	a, err := artwork.Open(t.Context(), in("a.png", data), "a.png", artwork.Options{Pixels: side})
	if err != nil {
		var e *artwork.Error
		if !errors.As(err, &e) || e.What == "" || e.Mend == "" || e.File != "a.png" {
			t.Fatalf("an error without a mend: %v", err)
		}
		return
	}
	if before != nil || info != a.Info {
		t.Fatalf("measured as %+v (%v), opened as %+v", info, before, a.Info)
	}
	if a.Image == nil {
		return
	}
	b := a.Image.Pix.Bounds()
	if b.Empty() || b.Dx() > side || b.Dy() > side || float64(b.Dx()) > a.Size.W || float64(b.Dy()) > a.Size.H {
		t.Fatalf("%v of %v", b, a.Size)
	}
	if a.Image.JPEG != nil {
		again, err := artwork.Open(t.Context(), in("b.jpg", a.Image.JPEG), "b.jpg", artwork.Options{Pixels: side})
		if err != nil || again.Image.Orient != 1 || !bytes.Equal(again.Image.JPEG, a.Image.JPEG) {
			t.Fatalf("there was more to take out: %v", err)
		}
	}
}

func FuzzPNG(f *testing.F) {
	for _, p := range everyPNG() {
		p.W, p.H, p.Parts = 9, 5, 2
		f.Add(p.Bytes())
	}
	f.Add(bomb(60_000, 60_000, 16, 6, true))
	f.Fuzz(judge)
}

func FuzzJPEG(f *testing.F) {
	for _, ids := range []string{"1", ycc, "RGB", "1234"} {
		for orient := range 2 {
			j := artworktest.JPEG{W: 16, H: 16, IDs: ids, Orient: 6 * orient, Adobe: orient == 0, Progressive: orient == 1, Value: func(x, y, c int) uint8 { return uint8(60*x + 90*y + c) }}
			f.Add(j.Bytes())
		}
	}
	f.Add(large(8000, 8000, true))
	f.Fuzz(judge)
}
