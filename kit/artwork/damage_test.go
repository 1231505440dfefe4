package artwork_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"eventkit/kit/artwork"
	"eventkit/kit/artwork/artworktest"
)

// Cut anywhere, a picture is an error in words; a PNG that lacks no pixel may
// lack its end.
func TestCutAnywhere(t *testing.T) {
	for name, data := range pictures() {
		if name == "a.svg" {
			continue
		}
		for n := range len(data) {
			a, err := artwork.Open(t.Context(), in(name, data[:n]), name, artwork.Options{Pixels: 4})
			if err == nil {
				if !strings.HasSuffix(name, ".png") || n < len(data)-32 {
					t.Errorf("%s, %d of %d bytes: %+v", name, n, len(data), a.Info)
				}
				continue
			}
			var e *artwork.Error
			if !errors.As(err, &e) || e.What == "" || e.Mend == "" || !errors.Is(err, artwork.ErrBroken) && !errors.Is(err, artwork.ErrKind) {
				t.Errorf("%s, %d bytes: %v", name, n, err)
			}
		}
	}
}

// Whatever byte is wrong, it is a picture or an error with a mend, and what was
// measured is what is opened.
func TestEveryByteSpoiled(t *testing.T) {
	for name, data := range pictures() {
		for at := range data {
			for _, bits := range []byte{0x01, 0xFF} {
				bad := bytes.Clone(data)
				bad[at] ^= bits
				judge(t, bad)
			}
		}
		if t.Failed() {
			t.Fatal(name)
		}
	}
}

// afterHead puts chunks between the header and the rest of a PNG.
func afterHead(p artworktest.PNG, chunks ...[]byte) []byte {
	data := p.Bytes()
	n := len(p.Head())
	return bytes.Join(append(append([][]byte{data[:n]}, chunks...), data[n:]), nil)
}

// What a PNG may have besides its pixels is passed over.
func TestOtherChunks(t *testing.T) {
	p := artworktest.PNG{W: 9, H: 7, Depth: 8, Kind: 2}
	for name, data := range map[string][]byte{
		"words":           afterHead(p, artworktest.Chunk("tEXt", []byte("a\x00b"))),
		"a wrong sum":     afterHead(p, append(artworktest.Chunk("tEXt", []byte("a"))[:9], 1, 2, 3, 4)),
		"a profile":       afterHead(p, artworktest.Chunk("iCCP", bytes.Repeat([]byte("x"), 70_000))),
		"a palette":       afterHead(p, artworktest.Chunk("PLTE", make([]byte, 9))),
		"empty pixels":    afterHead(p, artworktest.Chunk("IDAT", nil), artworktest.Chunk("IDAT", nil)),
		"words behind it": append(p.Bytes(), "and more"...),
	} {
		a := mustOpen(t, "a.png", data, artwork.Options{})
		if a.Size.W != 9 || at(a.Image.Pix, 4, 3)[3] != 255 {
			t.Errorf("%s: %+v", name, a.Info)
		}
	}
}

// What stands before the pixels and is wrong is said by its name.
func TestSpoiledChunks(t *testing.T) {
	rgb, grey := artworktest.PNG{W: 9, H: 7, Depth: 8, Kind: 2}, artworktest.PNG{W: 9, H: 7, Depth: 8}
	few := artworktest.PNG{W: 9, H: 7, Depth: 8, Kind: 3, Palette: somePalette}
	wrongSum := func(c []byte) []byte {
		c[len(c)-1] ^= 1
		return c
	}
	for want, data := range map[string][]byte{
		"its palette has no proper length":                       afterHead(rgb, artworktest.Chunk("PLTE", make([]byte, 3*257))),
		"its palette has no proper length; export":               afterHead(rgb, artworktest.Chunk("PLTE", nil)),
		"more colours are transparent than there are":            afterHead(few, artworktest.Chunk("tRNS", []byte{1})),
		"its transparent colour has no proper length":            afterHead(rgb, artworktest.Chunk("tRNS", make([]byte, 2))),
		"its transparent colour has no proper length; export it": afterHead(grey, artworktest.Chunk("tRNS", make([]byte, 6))),
		"a check sum is wrong":                                   afterHead(grey, wrongSum(artworktest.Chunk("tRNS", make([]byte, 2)))),
		"the PNG is damaged: a check sum is wrong":               afterHead(grey, wrongSum(artworktest.Chunk("eXIf", artworktest.Exif(3)))),
		"doesn’t begin with its size":                            afterHead(grey, artworktest.Chunk("IHDR", make([]byte, 13))),
		"the PNG doesn’t begin with its size; export":            append([]byte("\x89PNG\r\n\x1a\n"), artworktest.Chunk("IHDR", make([]byte, 12))...),
		"claims to be larger than any may be":                    afterHead(grey, []byte("\xFF\xFF\xFF\xFFtEXt")),
		"the file ends in the middle":                            afterHead(grey, []byte("\x7F\xFF\xFF\xFFtEXt")),
		"its eXIf is larger than any may be":                     afterHead(grey, []byte("\x00\x10\x00\x01eXIf")),
	} {
		_, err := artwork.Open(t.Context(), in("a.png", data), "a.png", artwork.Options{})
		mustSay(t, err, artwork.ErrBroken, want)
	}
}

// tiff is an Exif structure with one entry for the orientation.
func tiff(order binary.AppendByteOrder, head string, offset uint32, entries int, tag, kind, value uint16) []byte {
	b := order.AppendUint32([]byte(head), offset)
	b = order.AppendUint16(b, uint16(entries))
	b = order.AppendUint16(order.AppendUint16(b, tag), kind)
	b = order.AppendUint32(b, 1)
	return order.AppendUint16(order.AppendUint16(b, value), 0)
}

// How a picture is turned, in both orders of bytes; what can't be read turns
// nothing and harms nothing.
func TestExif(t *testing.T) {
	le, be := binary.LittleEndian, binary.BigEndian
	const intel, motorola = "II*\x00", "MM\x00*"
	for name, tt := range map[string]struct {
		exif   []byte
		orient int
	}{
		"Intel's order":     {tiff(le, intel, 8, 1, 0x112, 3, 6), 6},
		"Motorola's":        {tiff(be, motorola, 8, 1, 0x112, 3, 8), 8},
		"the wrong order":   {tiff(be, intel, 8, 1, 0x112, 3, 6), 1},
		"turned by 0":       {tiff(le, intel, 8, 1, 0x112, 3, 0), 1},
		"turned by 9":       {tiff(le, intel, 8, 1, 0x112, 3, 9), 1},
		"of another kind":   {tiff(le, intel, 8, 1, 0x112, 4, 6), 1},
		"another tag":       {tiff(le, intel, 8, 1, 0x113, 3, 6), 1},
		"no entries":        {tiff(le, intel, 8, 0, 0x112, 3, 6), 1},
		"too many entries":  {tiff(le, intel, 8, 0xFFFF, 0x112, 3, 7), 7},
		"and none is it":    {tiff(le, intel, 8, 0xFFFF, 0x113, 3, 7), 1},
		"beyond its end":    {tiff(le, intel, 0xFFFFFFFF, 1, 0x112, 3, 6), 1},
		"at its end":        {tiff(le, intel, 21, 1, 0x112, 3, 6), 1},
		"cut in its head":   {tiff(le, intel, 8, 1, 0x112, 3, 6)[:7], 1},
		"cut in its entry":  {tiff(le, intel, 8, 1, 0x112, 3, 6)[:20], 1},
		"another signature": {tiff(le, "II+\x00", 8, 1, 0x112, 3, 6), 1},
		"nothing":           {[]byte{}, 1},
	} {
		p := artworktest.PNG{W: 4, H: 2, Depth: 8, Exif: tt.exif}
		a := mustOpen(t, "a.png", p.Bytes(), artwork.Options{})
		if turned := a.Size.W < a.Size.H; turned != (tt.orient >= 5) {
			t.Errorf("%s: a PNG of %v", name, a.Size)
		}
		plain := artworktest.JPEG{W: 16, H: 8, IDs: "\x01", Value: flags3}.Bytes()
		size := len(tt.exif) + 8
		app1 := append([]byte{0xFF, 0xE1, byte(size >> 8), byte(size)}, append([]byte("Exif\x00\x00"), tt.exif...)...)
		j := mustOpen(t, "a.jpg", bytes.Join([][]byte{plain[:2], app1, plain[2:]}, nil), artwork.Options{})
		if j.Image.Orient != tt.orient || !bytes.Equal(j.Image.JPEG, plain) {
			t.Errorf("%s: a JPEG turned by %d", name, j.Image.Orient)
		}
	}
}

// A PNG is turned as a viewer turns it, pixel by pixel, at any size.
func TestTurnedPixels(t *testing.T) {
	const w, h = 3, 2
	place := map[byte]func(x, y int) (int, int){
		1: func(x, y int) (int, int) { return x, y },
		2: func(x, y int) (int, int) { return w - 1 - x, y },
		3: func(x, y int) (int, int) { return w - 1 - x, h - 1 - y },
		4: func(x, y int) (int, int) { return x, h - 1 - y },
		5: func(x, y int) (int, int) { return y, x },
		6: func(x, y int) (int, int) { return h - 1 - y, x },
		7: func(x, y int) (int, int) { return h - 1 - y, w - 1 - x },
		8: func(x, y int) (int, int) { return y, w - 1 - x },
	}
	value := func(x, y, _ int) int { return 40*x + 20*y }
	for orient, to := range place {
		p := artworktest.PNG{W: w, H: h, Depth: 8, Exif: artworktest.Exif(int(orient)), Sample: value}
		a := mustOpen(t, "a.png", p.Bytes(), artwork.Options{})
		for y := range h {
			for x := range w {
				tx, ty := to(x, y)
				if got := at(a.Image.Pix, tx, ty)[0]; int(got) != value(x, y, 0) {
					t.Errorf("%d: %d, %d is %d, want %d", orient, tx, ty, got, value(x, y, 0))
				}
			}
		}
	}
}

// What may stand before a JPEG's frame, and what may not.
func TestJPEGSegments(t *testing.T) {
	plain := artworktest.JPEG{W: 16, H: 8, IDs: "\x01", Value: flags3}.Bytes()
	with := func(before string) []byte { return bytes.Join([][]byte{plain[:2], []byte(before), plain[2:]}, nil) }
	for name, before := range map[string]string{
		"filling":         "\xFF\xFF\xFF\xFF",
		"a long comment":  "\xFF\xFE\xFF\xFF" + strings.Repeat("x", 65533),
		"an empty one":    "\xFF\xFE\x00\x02",
		"XMP":             "\xFF\xE1\x00\x08http:/",
		"half an Exif":    "\xFF\xE1\x00\x06Exif",
		"a short JFIF":    "\xFF\xE0\x00\x07JFIF\x00",
		"Adobe, short":    "\xFF\xEE\x00\x07Adobe",
		"two JFIF":        "\xFF\xE0\x00\x07JFIF\x00\xFF\xE0\x00\x07JFIF\x00",
		"others' of file": "\xFF\xEF\x00\x04xy\xFF\xEC\x00\x05Duc",
	} {
		a := mustOpen(t, "a.jpg", with(before), artwork.Options{})
		if !bytes.Equal(a.Image.JPEG, plain) && name != "filling" {
			t.Errorf("%s: it stays in the file: %q", name, a.Image.JPEG[:40])
		}
	}
	for want, before := range map[string]string{
		"a part of it has no length":           "\xFF\xE0\x00\x01",
		"the JPEG is damaged: a part of it":    "\xFF\xFE\x00\x00",
		"doesn’t say how large it is":          "\xFF\xD9",
		"its frame has no proper length":       "\xFF\xC0\x00\x04\x08\x00",
		"the JPEG is damaged: its frame has":   "\xFF\xC0\x00\x0B\x08\x00\x08\x00\x08\x02\x01\x11\x00",
		"its colours have no proper size":      "\xFF\xC0\x00\x0B\x08\x00\x08\x00\x08\x01\x01\x01\x00",
		"the JPEG is damaged: its colours":     "\xFF\xC0\x00\x0B\x08\x00\x08\x00\x08\x01\x01\x15\x00",
		"no pixels: 0 × 8":                     "\xFF\xC0\x00\x0B\x08\x00\x08\x00\x00\x01\x01\x11\x00",
		"the file ends in the middle; copy it": "\xFF\xFE\xFF\xFF",
	} {
		_, err := artwork.Open(t.Context(), in("a.jpg", with(before)), "a.jpg", artwork.Options{})
		mustSay(t, err, artwork.ErrBroken, want)
		if _, err := artwork.Measure(t.Context(), in("a.jpg", with(before)), "a.jpg", nil); err == nil {
			t.Errorf("%s: it has a size", want)
		}
	}
}
