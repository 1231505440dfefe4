package artwork_test

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"testing"

	"eventkit/kit/artwork"
	"eventkit/kit/artwork/artworktest"
	"eventkit/kit/page"
)

var somePalette = []byte{255, 0, 0, 0, 200, 0, 0, 0, 250, 9, 9, 9, 250, 250, 0}

// everyPNG is every kind of pixels that PNG knows.
func everyPNG() map[string]artworktest.PNG {
	all := map[string]artworktest.PNG{}
	for kind, depths := range map[int][]int{0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}} {
		for _, depth := range depths {
			for _, interlaced := range []bool{false, true} {
				p := artworktest.PNG{W: 37, H: 23, Depth: depth, Kind: kind, Interlaced: interlaced, Parts: 3}
				name := fmt.Sprintf("kind %d depth %d interlaced %v", kind, depth, interlaced)
				clear := map[int][]byte{0: {0, 1}, 2: {0, 3, 0, 88, 0, 173}, 3: {255, 128}}[kind]
				if kind == 3 {
					p.Palette = somePalette[:3*min(5, 1<<depth)]
				}
				all[name] = p
				if clear != nil {
					p.Clear = clear
					all[name+" transparent"] = p
				}
			}
		}
	}
	return all
}

// Every kind of PNG is what another decoder makes of it.
func TestEveryPNG(t *testing.T) {
	for name, p := range everyPNG() {
		data := p.Bytes()
		want, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		a := mustOpen(t, "a.png", data, artwork.Options{})
		if a.Kind != artwork.PNG || a.Size != (page.Size{W: 37, H: 23}) || a.Note != "" || a.Image.Name != "a.png" {
			t.Fatalf("%s: %+v", name, a)
		}
		for y := range p.H {
			for x := range p.W {
				if got, want := at(a.Image.Pix, x, y), at(want, x, y); !near(got, want, 1) {
					t.Fatalf("%s at %d, %d: %v, want %v", name, x, y, got, want)
				}
			}
		}
	}
}

// bomb is a PNG that promises pixels and has none.
func bomb(w, h, depth, kind int, interlaced bool) []byte {
	p := artworktest.PNG{W: w, H: h, Depth: depth, Kind: kind, Interlaced: interlaced}
	b := append(p.Head(), artworktest.Chunk("IDAT", []byte("x\x9c\x03\x00\x00\x00\x00\x01"))...)
	return append(b, artworktest.Chunk("IEND", nil)...)
}

func TestPNGMadeSmaller(t *testing.T) {
	p := artworktest.PNG{W: 400, H: 300, Depth: 8, Kind: 2, Sample: func(x, _, _ int) int { return 255 * (x / 200) }}
	for _, interlaced := range []bool{false, true} {
		p.Interlaced = interlaced
		a := mustOpen(t, "a.png", p.Bytes(), artwork.Options{Pixels: 40})
		if b := a.Image.Pix.Bounds(); b.Dx() != 40 || b.Dy() != 30 || a.Size.W != 400 {
			t.Errorf("%v of %v", b, a.Size)
		}
		for x, want := range map[int]uint8{5: 0, 19: 0, 20: 255, 35: 255} {
			if got := at(a.Image.Pix, x, 15); got != [4]uint8{want, want, want, 255} {
				t.Errorf("at %d: %v", x, got)
			}
		}
	}
}

// An orientation in a PNG counts as in a JPEG.
func TestPNGTurned(t *testing.T) {
	p := artworktest.PNG{W: 40, H: 20, Depth: 8, Kind: 0, Exif: artworktest.Exif(6), Sample: func(x, _, _ int) int { return 6 * x }}
	a := mustOpen(t, "a.png", p.Bytes(), artwork.Options{})
	if a.Size != (page.Size{W: 20, H: 40}) || at(a.Image.Pix, 3, 0)[0] != 0 || at(a.Image.Pix, 3, 39)[0] != 234 {
		t.Errorf("%v: %v %v", a.Size, at(a.Image.Pix, 3, 0), at(a.Image.Pix, 3, 39))
	}
}

func TestSpoiledPNG(t *testing.T) {
	good := artworktest.PNG{W: 37, H: 23, Depth: 8, Kind: 2, Parts: 2}.Bytes()
	spoil := func(at int, b byte) []byte {
		out := bytes.Clone(good)
		out[at] ^= b
		return out
	}
	head := artworktest.PNG{W: 9, H: 9, Depth: 8, Kind: 3}.Head()
	pixels := artworktest.Chunk("IDAT", nil)
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	tests := []struct {
		name   string
		data   []byte
		reason error
		want   string
	}{
		{"cut in its head", good[:20], artwork.ErrBroken, "ends in the middle"},
		{"cut in its pixels", good[:len(good)/2], artwork.ErrBroken, "ends in the middle"},
		{"cut between parts", good[:len(good)/2-len(good)/2%8], artwork.ErrBroken, "ends in the middle"},
		{"size and sum", spoil(17, 1), artwork.ErrBroken, "a check sum is wrong"},
		{"pixels", spoil(60, 0xFF), artwork.ErrBroken, "damaged"},
		{"bomb", bomb(30_000, 40_000, 16, 6, false), artwork.ErrTooLarge, "30000 × 40000 pixels"},
		{"long bomb", bomb(1, 2_000_000_000, 1, 0, false), artwork.ErrTooLarge, "at most 500 megapixels"},
		{"interlaced bomb", bomb(8000, 8000, 8, 6, true), artwork.ErrTooLarge, "without interlacing"},
		{"promises", bomb(20_000, 20_000, 8, 6, false), artwork.ErrBroken, "fewer pixels than it says"},
		{"no pixels", bomb(0, 9, 8, 6, false), artwork.ErrBroken, "no pixels: 0 × 9"},
		{"kind", bomb(9, 9, 8, 5, false), artwork.ErrBroken, "of a kind that PNG doesn’t know"},
		{"depth", bomb(9, 9, 4, 2, false), artwork.ErrBroken, "of a kind that PNG doesn’t know"},
		{"no palette", join(head, pixels), artwork.ErrBroken, "its palette is missing"},
		{"palette", join(head, artworktest.Chunk("PLTE", make([]byte, 4)), pixels), artwork.ErrBroken, "its palette has no proper length"},
		{"transparent", join(head, artworktest.Chunk("PLTE", make([]byte, 3)), artworktest.Chunk("tRNS", make([]byte, 2)), pixels), artwork.ErrBroken, "more colours are transparent"},
		{"colour", join(head, artworktest.Chunk("PLTE", make([]byte, 3)), good[len(head):]), artwork.ErrBroken, "a colour that its palette lacks"},
		{"end", join(head, artworktest.Chunk("IEND", nil)), artwork.ErrBroken, "holds no pixels"},
		{"order", join(head[:8], artworktest.Chunk("tEXt", nil), head[8:]), artwork.ErrBroken, "doesn’t begin with its size"},
		{"huge part", join(head, []byte{0xFF, 0, 0, 0}, []byte("PLTE")), artwork.ErrBroken, "larger than any may be"},
		{"large palette", join(head, []byte{0, 0x20, 0, 0}, []byte("PLTE")), artwork.ErrBroken, "its PLTE is larger"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := artwork.Open(t.Context(), in("a.png", tt.data), "a.png", artwork.Options{})
			mustSay(t, err, tt.reason, tt.want)
		})
	}
}

func mustSay(t *testing.T, err, reason error, want string) {
	t.Helper()
	var e *artwork.Error
	if !errors.As(err, &e) || !errors.Is(err, reason) || e.Mend == "" || e.File == "" || !bytes.Contains([]byte(err.Error()), []byte(want)) {
		t.Errorf("got %v, want %q (%v)", err, want, reason)
	}
}

// A colour that isn't in the palette, and a filter that doesn't exist, are said.
func TestPNGPixelsOutOfRange(t *testing.T) {
	p := artworktest.PNG{W: 9, H: 9, Depth: 8, Kind: 3, Palette: make([]byte, 6), Sample: func(x, y, _ int) int { return x * y / 30 }}
	_, err := artwork.Open(t.Context(), in("a.png", p.Bytes()), "a.png", artwork.Options{})
	mustSay(t, err, artwork.ErrBroken, "a colour that its palette lacks")
	head := artworktest.PNG{W: 1, H: 1, Depth: 8, Kind: 0}
	raw := append(head.Head(), artworktest.Chunk("IDAT", []byte("x\x01\x01\x02\x00\xfd\xff\x07\x07\x00\x16\x00\x0f"))...)
	_, err = artwork.Open(t.Context(), in("a.png", raw), "a.png", artwork.Options{})
	mustSay(t, err, artwork.ErrBroken, "it has a filter 7")
}

// Many more pixels than are wanted become a picture, whole.
func TestLargePNG(t *testing.T) {
	data := artworktest.Gray(4000, 1600)
	a := mustOpen(t, "a.png", data, artwork.Options{Pixels: 100})
	if a.Size != (page.Size{W: 4000, H: 1600}) || a.Image.Pix.Bounds().Dx() != 100 {
		t.Errorf("%v as %v", a.Size, a.Image.Pix.Bounds())
	}
	if l, r := at(a.Image.Pix, 10, 20), at(a.Image.Pix, 90, 20); l[0] != 0 || r[0] != 255 {
		t.Errorf("%v %v", l, r)
	}
}
