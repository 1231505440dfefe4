package artwork_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"eventkit/kit/artwork"
	"eventkit/kit/artwork/artworktest"
	"eventkit/kit/page"
)

const ycc = "\x01\x02\x03"

// flags is a picture of four fields: red, green / blue, white.
func flags(x, y, c int) uint8 {
	v := [][3]uint8{{76, 85, 255}, {150, 44, 21}, {29, 255, 107}, {255, 128, 128}}[2*min(y, 1)+min(x, 1)]
	return v[c]
}

var (
	red   = [4]uint8{254, 0, 0, 255}
	green = [4]uint8{0, 255, 1, 255}
	blue  = [4]uint8{0, 0, 254, 255}
	white = [4]uint8{255, 255, 255, 255}
)

func TestJPEG(t *testing.T) {
	for name, j := range map[string]artworktest.JPEG{
		"plain":       {JFIF: true},
		"progressive": {Progressive: true},
		"Adobe":       {Adobe: true, Transform: 1},
	} {
		j.W, j.H, j.IDs, j.Value = 16, 16, ycc, flags
		a := mustOpen(t, "a.jpg", j.Bytes(), artwork.Options{})
		if a.Kind != artwork.JPEG || a.Size != (page.Size{W: 16, H: 16}) || a.Image.Orient != 1 {
			t.Fatalf("%s: %+v", name, a)
		}
		for i, want := range [][4]uint8{red, green, blue, white} {
			if got := at(a.Image.Pix, 4+8*(i%2), 4+8*(i/2)); !near(got, want, 3) {
				t.Errorf("%s, field %d: %v, want %v", name, i, got, want)
			}
		}
		if !bytes.Equal(a.Image.JPEG, j.Bytes()) {
			t.Errorf("%s: what had nothing to hide was changed", name)
		}
	}
}

// The colours of a JPEG that says that it holds red, green and blue, and of a
// grey one.
func TestJPEGColours(t *testing.T) {
	plain := func(_, _, c int) uint8 { return []uint8{200, 30, 90, 0}[c] }
	for name, tt := range map[string]struct {
		j    artworktest.JPEG
		want [4]uint8
	}{
		"grey":     {artworktest.JPEG{IDs: "\x01"}, [4]uint8{200, 200, 200, 255}},
		"by name":  {artworktest.JPEG{IDs: "RGB"}, [4]uint8{200, 30, 90, 255}},
		"by Adobe": {artworktest.JPEG{IDs: ycc, Adobe: true}, [4]uint8{200, 30, 90, 255}},
	} {
		tt.j.W, tt.j.H, tt.j.Value = 8, 8, plain
		if got := at(mustOpen(t, "a.jpg", tt.j.Bytes(), artwork.Options{}).Image.Pix, 4, 4); !near(got, tt.want, 2) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

// Four inks: upside down where Adobe's marker is there, and as they are where it
// isn't. Cyan alone is what viewers show for it.
func TestInks(t *testing.T) {
	cyan := [4]uint8{0, 173, 239, 255}
	ink := func(v ...uint8) func(int, int, int) uint8 {
		return func(_, _, c int) uint8 { return v[c] }
	}
	for name, tt := range map[string]struct {
		j    artworktest.JPEG
		want [4]uint8
	}{
		"Adobe cyan": {artworktest.JPEG{Adobe: true, Value: ink(0, 255, 255, 255)}, cyan},
		"bare cyan":  {artworktest.JPEG{Value: ink(255, 0, 0, 0)}, cyan},
		// YCCK: the opposites of the inks were taken for red, green and blue.
		"YCCK cyan":   {artworktest.JPEG{Adobe: true, Transform: 2, Value: ink(76, 85, 255, 255)}, cyan},
		"no ink":      {artworktest.JPEG{Adobe: true, Value: ink(255, 255, 255, 255)}, white},
		"bare no ink": {artworktest.JPEG{Value: ink(0, 0, 0, 0)}, white},
		"black":       {artworktest.JPEG{Adobe: true, Value: ink(255, 255, 255, 0)}, [4]uint8{35, 31, 32, 255}},
		"half black":  {artworktest.JPEG{Adobe: true, Progressive: true, Value: ink(255, 255, 255, 128)}, [4]uint8{145, 143, 144, 255}},
	} {
		tt.j.W, tt.j.H, tt.j.IDs = 16, 8, "\x01\x02\x03\x04"
		a := mustOpen(t, "a.jpg", tt.j.Bytes(), artwork.Options{})
		if got := at(a.Image.Pix, 4, 4); !near(got, tt.want, 3) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

// A photograph is upright however the camera was held, and its file goes on
// without what it tells about the place.
func TestOrientation(t *testing.T) {
	// Where the fields red, green, blue and white of the upright picture are in
	// the stored one.
	stored := map[int][4][2]int{
		1: {{0, 0}, {1, 0}, {0, 1}, {1, 1}},
		2: {{1, 0}, {0, 0}, {1, 1}, {0, 1}},
		3: {{1, 1}, {0, 1}, {1, 0}, {0, 0}},
		4: {{0, 1}, {1, 1}, {0, 0}, {1, 0}},
		5: {{0, 0}, {0, 1}, {1, 0}, {1, 1}},
		6: {{0, 1}, {0, 0}, {1, 1}, {1, 0}},
		7: {{1, 1}, {1, 0}, {0, 1}, {0, 0}},
		8: {{1, 0}, {1, 1}, {0, 0}, {0, 1}},
	}
	for orient, places := range stored {
		j := artworktest.JPEG{W: 32, H: 16, IDs: ycc, Orient: orient, Value: func(x, y, c int) uint8 {
			for i, p := range places {
				if p == [2]int{x / 2, y} {
					return flags(i%2, i/2, c)
				}
			}
			return 0
		}}
		a := mustOpen(t, "a.jpg", j.Bytes(), artwork.Options{})
		want := page.Size{W: 32, H: 16}
		if orient >= 5 {
			want = page.Size{W: 16, H: 32}
		}
		info, err := artwork.Measure(t.Context(), in("a.jpg", j.Bytes()), "a.jpg", nil)
		if err != nil || a.Size != want || info != a.Info || a.Image.Orient != orient {
			t.Errorf("%d: %v and %v, want %v", orient, a.Info, info, want)
		}
		for i, want := range [][4]uint8{red, green, blue, white} {
			x, y := int(a.Size.W)*(1+2*(i%2))/4, int(a.Size.H)*(1+2*(i/2))/4
			if got := at(a.Image.Pix, x, y); !near(got, want, 3) {
				t.Errorf("%d, field %d: %v, want %v", orient, i, got, want)
			}
		}
		if !bytes.Contains(j.Bytes(), []byte(artworktest.Secret)) || bytes.Contains(a.Image.JPEG, []byte(artworktest.Secret)) || bytes.Contains(a.Image.JPEG, []byte("Exif")) {
			t.Errorf("%d: the file tells where it was taken", orient)
		}
		again, err := jpeg.Decode(bytes.NewReader(a.Image.JPEG))
		if err != nil || again.Bounds().Dx() != 32 {
			t.Errorf("%d: the bare file: %v", orient, err)
		}
	}
}

// What stands behind a picture's end, and in its thumbnail, goes too.
func TestBare(t *testing.T) {
	var b bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 50, 40))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * 7)
	}
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	thumb := append([]byte("\xFF\xE0\x00\x16JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x01\x01"), "ABCDEF"...)
	full := bytes.Join([][]byte{plain[:2], thumb, []byte("\xFF\xE2\x00\x08MPF\x00xy"), []byte("\xFF\xFF\xFE\x00\x05abc"), plain[2:], []byte("a second picture")}, nil)
	a := mustOpen(t, "a.jpg", full, artwork.Options{})
	want := bytes.Join([][]byte{plain[:2], []byte("\xFF\xE0\x00\x10JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x00\x00"), plain[2:]}, nil)
	if !bytes.Equal(a.Image.JPEG, want) {
		t.Errorf("%d bytes, want %d", len(a.Image.JPEG), len(want))
	}
	if got := at(a.Image.Pix, 3, 3); got[3] != 255 {
		t.Errorf("got %v", got)
	}
}

func TestJPEGMadeSmaller(t *testing.T) {
	var b bytes.Buffer
	img := image.NewRGBA(image.Rect(0, 0, 640, 480))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for y := range 480 {
		for x := range 320 {
			img.SetRGBA(x, y, color.RGBA{A: 255})
		}
	}
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	a := mustOpen(t, "a.jpg", b.Bytes(), artwork.Options{Pixels: 64})
	if a.Image.Pix.Bounds().Size() != image.Pt(64, 48) || a.Size != (page.Size{W: 640, H: 480}) || at(a.Image.Pix, 20, 20)[0] > 3 || at(a.Image.Pix, 40, 20)[0] < 252 {
		t.Errorf("%v of %v", a.Image.Pix.Bounds(), a.Size)
	}
}

func TestSpoiledJPEG(t *testing.T) {
	good := artworktest.JPEG{W: 64, H: 64, IDs: ycc, Value: flags, JFIF: true}
	with := func(f func(*artworktest.JPEG)) []byte {
		j := good
		f(&j)
		return j.Bytes()
	}
	whole := good.Bytes()
	tests := []struct {
		name   string
		data   []byte
		reason error
		want   string
	}{
		{"cut in its head", whole[:30], artwork.ErrBroken, "ends in the middle"},
		{"cut in its pixels", whole[:len(whole)-20], artwork.ErrBroken, "ends in the middle"},
		{"no pixels", with(func(j *artworktest.JPEG) { j.H = 0 }), artwork.ErrBroken, "no pixels: 64 × 0"},
		{"lies", func() []byte {
			b := bytes.Clone(whole)
			at := bytes.Index(b, []byte{0xFF, 0xC0})
			b[at+5], b[at+7] = 0x10, 0x10
			return b
		}(), artwork.ErrBroken, "damaged"},
		{"12 bits", with(func(j *artworktest.JPEG) { j.Bits = 12 }), artwork.ErrKind, "12 bits"},
		{"lossless", with(func(j *artworktest.JPEG) { j.Frame = 0xC3 }), artwork.ErrKind, "rare kind"},
		{"arithmetic", with(func(j *artworktest.JPEG) { j.Frame = 0xC9 }), artwork.ErrKind, "rare kind"},
		{"two colours", with(func(j *artworktest.JPEG) { j.IDs = "\x01\x02" }), artwork.ErrKind, "2 colours"},
		{"endless", with(func(j *artworktest.JPEG) { j.Progressive, j.Scans = true, 200 }), artwork.ErrBroken, "more than 100 times"},
		{"no frame", []byte("\xFF\xD8\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00\xFF\xD9"), artwork.ErrBroken, "how large it is"},
		{"large", large(16000, 16000, false), artwork.ErrTooLarge, "save it with at most 70 megapixels"},
		{"large progressive", large(8000, 8000, true), artwork.ErrTooLarge, "at most 14 megapixels, or without “progressive”"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := artwork.Open(t.Context(), in("a.jpg", tt.data), "a.jpg", artwork.Options{})
			mustSay(t, err, tt.reason, tt.want)
		})
	}
}

// large is the head of a picture that is larger than its file.
func large(w, h int, progressive bool) []byte {
	j := artworktest.JPEG{W: 8, H: 8, IDs: ycc, Value: flags, Progressive: progressive}.Bytes()
	at := bytes.Index(j, []byte{0xFF, 0xC0})
	if progressive {
		at = bytes.Index(j, []byte{0xFF, 0xC2})
	}
	j[at+5], j[at+6], j[at+7], j[at+8] = byte(h>>8), byte(h), byte(w>>8), byte(w)
	return j
}
