package artwork_test

import (
	"context"
	"image"
	"testing"
	"testing/fstest"

	"eventkit/kit/artwork"
	"eventkit/kit/page"
)

// in is a folder with one file.
func in(name string, data []byte) fstest.MapFS { return fstest.MapFS{name: {Data: data}} }

func mustOpen(t *testing.T, name string, data []byte, o artwork.Options) *artwork.Artwork {
	t.Helper()
	a, err := artwork.Open(t.Context(), in(name, data), name, o)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return a
}

func at(img image.Image, x, y int) [4]uint8 {
	r, g, b, a := img.At(x, y).RGBA()
	return [4]uint8{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)}
}

func near(a, b [4]uint8, slack int) bool {
	for i := range a {
		if d := int(a[i]) - int(b[i]); d > slack || d < -slack {
			return false
		}
	}
	return true
}

// paper is a PDF that something opened.
type paper struct {
	size   page.Size
	closed *bool
	err    error
	flat   error
}

func (p paper) Vectors(context.Context) ([]byte, error) {
	if p.flat != nil {
		return nil, p.flat
	}
	return []byte("%PDF-1.7 alone"), nil
}

func (p paper) Size() page.Size { return p.size }
func (p paper) Close()          { *p.closed = true }

func (p paper) Render(_ context.Context, px int) (image.Image, error) {
	return image.NewRGBA(image.Rect(0, 0, px, px/2)), p.err
}
