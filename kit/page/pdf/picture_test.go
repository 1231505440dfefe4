package pdf_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"strings"
	"testing"

	"eventkit/kit/artwork/artworktest"
	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/page/raster"
)

// scene is a picture with slopes, edges, and a corner that tells up from down.
func scene(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{R: uint8(255 * x / w), G: uint8(255 * y / h), B: uint8(120 + 60*math.Sin(float64(x*y)/9000)), A: 255}
			if x < w/4 && y < h/4 {
				c = color.RGBA{R: 212, A: 255}
			}
			if dx, dy := x-w*2/3, y-h/2; dx*dx+dy*dy < w*h/25 {
				c = color.RGBA{R: 250, G: 240, B: 30, A: 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

// clear is a scene of which a half is transparent, and a part half so.
func clear(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	s := scene(w, h)
	for y := range h {
		for x := range w {
			c := s.RGBAAt(x, y)
			img.SetNRGBA(x, y, color.NRGBA{c.R, c.G, c.B, uint8(min(255, max(0, 510*x/w-100)))})
		}
	}
	return img
}

func gray(img image.Image) *image.Gray {
	out := image.NewGray(img.Bounds())
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			out.Set(x, y, img.At(x, y))
		}
	}
	return out
}

func jpegOf(t testing.TB, img image.Image) *page.Image {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return &page.Image{Name: "jpeg", Pix: img, JPEG: b.Bytes()}
}

var ground = page.Box{Rect: page.Rect{W: 120, H: 90}, Fill: page.Color{R: 16, G: 90, B: 160}}

func pictured(img *page.Image) *page.Page {
	return onPage(page.Size{W: 120, H: 90}, ground, page.Picture{Rect: page.Rect{X: 10, Y: 5, W: 100, H: 75}, Image: img})
}

// Documents with images of every kind are sound, and other painters show what
// ours does.
func TestPictures(t *testing.T) {
	images := map[string]*page.Image{
		"colour":     {Pix: scene(400, 300)},
		"gray":       {Pix: gray(scene(400, 300))},
		"alpha":      {Pix: clear(400, 300)},
		"gray alpha": {Pix: image.NewAlpha(image.Rect(0, 0, 4, 3))},
		"jpeg":       jpegOf(t, scene(400, 300)),
		"gray jpeg":  jpegOf(t, gray(scene(400, 300))),
		"large":      {Pix: scene(1500, 1125)},
	}
	for name, img := range images {
		t.Run(name, func(t *testing.T) {
			p := pictured(img)
			name := file(t, pdf.Meta{}, p)
			out := run(t, "qpdf", "--check", name)
			if !strings.Contains(out, "No syntax or stream encoding errors found") || strings.Contains(out, "WARNING") {
				t.Fatalf("qpdf says:\n%s", out)
			}
			agree(t, name, p, 0.02, 0.12)
		})
	}
}

func agree(t *testing.T, name string, p *page.Page, most, mostBlock float64) {
	t.Helper()
	const dpi = 60
	ours, err := raster.Region(p, page.Rect{W: p.Size.W, H: p.Size.H}, dpi/25.4)
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range painters {
		mean, block, at := difference(ours, rgba(by.paint(t, name, 1, dpi)))
		t.Logf("%s: mean %.4f, worst block %.3f at %v", by.name, mean, block, at)
		if mean > most || block > mostBlock {
			t.Errorf("%s: mean difference %.4f, in the block at %v %.3f", by.name, mean, at, block)
		}
	}
}

// turned is the stored form of an upright picture.
func turned(img image.Image, orient int) *image.RGBA {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	if orient >= 5 {
		w, h = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			u, v := x, y
			if orient >= 5 {
				u, v = y, x
			}
			switch orient {
			case 2, 3, 6, 7:
				u = b.Dx() - 1 - u
			}
			switch orient {
			case 3, 4, 7, 8:
				v = b.Dy() - 1 - v
			}
			out.Set(x, y, img.At(u, v))
		}
	}
	return out
}

// A JPEG is turned as its orientation asks, in all eight ways.
func TestPictureOrientation(t *testing.T) {
	upright := scene(240, 180)
	var pages []*page.Page
	for orient := 1; orient <= 8; orient++ {
		img := jpegOf(t, turned(upright, orient))
		img.Pix, img.Orient = upright, orient
		pages = append(pages, pictured(img))
	}
	name := file(t, pdf.Meta{}, pages...)
	ours, err := raster.Paint(pages[0], 50)
	if err != nil {
		t.Fatal(err)
	}
	for i := range pages {
		for _, by := range painters {
			if mean, _, _ := difference(ours, rgba(by.paint(t, name, i+1, 50))); mean > 0.015 {
				t.Errorf("%s, orientation %d: mean difference %.4f", by.name, i+1, mean)
			}
		}
	}
}

// Inks go into a document as they are; poppler shows them as our preview does.
func TestPictureInks(t *testing.T) {
	for name, tt := range map[string]struct {
		j    artworktest.JPEG
		want page.Color
		says string
	}{
		"Adobe cyan": {artworktest.JPEG{IDs: "1234", Adobe: true, Value: values(0, 255, 255, 255)}, page.Color{G: 173, B: 239}, "/Decode ["},
		"bare cyan":  {artworktest.JPEG{IDs: "1234", Value: values(255, 0, 0, 0)}, page.Color{G: 173, B: 239}, "/DeviceCMYK"},
		"YCCK cyan":  {artworktest.JPEG{IDs: "1234", Adobe: true, Transform: 2, Value: values(76, 85, 255, 255)}, page.Color{G: 173, B: 239}, "/DeviceCMYK"},
		"RGB":        {artworktest.JPEG{IDs: "RGB", Value: values(200, 30, 90)}, page.Color{R: 200, G: 30, B: 90}, "/ColorTransform 0"},
		"Adobe RGB":  {artworktest.JPEG{IDs: "123", Adobe: true, Value: values(200, 30, 90)}, page.Color{R: 200, G: 30, B: 90}, "/DeviceRGB"},
		"YCbCr":      {artworktest.JPEG{IDs: "123", JFIF: true, Value: values(76, 85, 255)}, page.Color{R: 254}, "/DeviceRGB"},
		"gray":       {artworktest.JPEG{IDs: "1", Progressive: true, Value: values(99)}, page.Color{R: 99, G: 99, B: 99}, "/DeviceGray"},
	} {
		tt.j.W, tt.j.H = 16, 16
		img := &page.Image{JPEG: tt.j.Bytes(), Pix: scene(4, 4)}
		name2 := file(t, pdf.Meta{}, pictured(img))
		if text := plain(t, name2); !strings.Contains(text, "/Filter /DCTDecode") || !strings.Contains(text, tt.says) {
			t.Errorf("%s: the document doesn't say %q", name, tt.says)
		}
		got := poppler(t, name2, 1, 50)
		if r, g, b, _ := got.At(100, 80).RGBA(); math.Abs(float64(r>>8)-float64(tt.want.R)) > 3 || math.Abs(float64(g>>8)-float64(tt.want.G)) > 3 || math.Abs(float64(b>>8)-float64(tt.want.B)) > 3 {
			t.Errorf("%s: poppler shows %d %d %d, want %v", name, r>>8, g>>8, b>>8, tt.want)
		}
	}
}

func values(v ...uint8) func(int, int, int) uint8 {
	return func(_, _, c int) uint8 { return v[c] }
}

// The bytes of a JPEG are in the document as they are, once, however many pages
// show it; so are the pixels of another image.
func TestPictureWrittenOnce(t *testing.T) {
	photo, drawn := jpegOf(t, scene(300, 200)), &page.Image{Pix: clear(300, 200)}
	var pages []*page.Page
	for range 5 {
		pages = append(pages, pictured(photo), pictured(drawn))
	}
	doc := document(t, pdf.Meta{}, pages...)
	if n := bytes.Count(doc, photo.JPEG); n != 1 {
		t.Errorf("the JPEG is there %d times", n)
	}
	// The photograph, the drawing and its mask.
	if n := bytes.Count(doc, []byte("/Subtype/Image")); n != 3 {
		t.Errorf("%d images", n)
	}
	if again := document(t, pdf.Meta{}, pages...); !bytes.Equal(doc, again) {
		t.Error("the same pages gave other bytes")
	}
}

// What isn't a JPEG that a document can take is written as pixels, and what has
// no pixels isn't written.
func TestPictureWithoutJPEG(t *testing.T) {
	good := artworktest.JPEG{W: 16, H: 16, IDs: "123", Value: values(1, 2, 3)}
	for name, data := range map[string][]byte{
		"nothing": nil, "words": []byte("hello, this is no picture"), "cut": good.Bytes()[:20],
		"12 bits": artworktest.JPEG{W: 16, H: 16, IDs: "1", Bits: 12, Value: values(1)}.Bytes(),
		"rare":    artworktest.JPEG{W: 16, H: 16, IDs: "1", Frame: 0xC9, Value: values(1)}.Bytes(),
		"flat":    artworktest.JPEG{W: 0, H: 16, IDs: "1", Value: values(1)}.Bytes(),
		"lengths": []byte("\xFF\xD8\xFF\xE0\x00\x00"), "fill": []byte("\xFF\xD8\xFF\xFF\xFF\xD9"),
	} {
		doc := document(t, pdf.Meta{}, pictured(&page.Image{JPEG: data, Pix: scene(8, 8)}))
		if bytes.Contains(doc, []byte("DCTDecode")) || !bytes.Contains(doc, []byte("/Subtype/Image")) {
			t.Errorf("%s: not as pixels", name)
		}
	}
	for name, img := range map[string]*page.Image{"nil": nil, "empty": {}, "no pixels": {Pix: image.NewRGBA(image.Rectangle{})}} {
		doc := document(t, pdf.Meta{}, pictured(img))
		if bytes.Contains(doc, []byte("/Subtype/Image")) {
			t.Errorf("%s: there is an image", name)
		}
	}
}

// A disk that fills up while pixels are written is told.
func TestPictureOnFullDisk(t *testing.T) {
	full := errors.New("full")
	err := pdf.Write(&short{left: 70_000, err: full}, pdf.Meta{}, each(pictured(&page.Image{Pix: scene(900, 900)}), pictured(jpegOf(t, scene(900, 900)))))
	if !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

type short struct {
	left int
	err  error
}

func (s *short) Write(b []byte) (int, error) {
	if s.left -= len(b); s.left < 0 {
		return 0, s.err
	}
	return len(b), nil
}

// Photographs, drawings and flat colours are packed well: the filters earn their
// time.
func TestPicturePacked(t *testing.T) {
	for name, tt := range map[string]struct {
		img  image.Image
		most int
	}{
		"flat":  {image.NewUniform(color.RGBA{R: 200, A: 255}), 9000},
		"slope": {scene(600, 600), 260_000},
	} {
		pix := tt.img
		if u, ok := pix.(*image.Uniform); ok {
			flat := image.NewRGBA(image.Rect(0, 0, 600, 600))
			for i := range flat.Pix {
				r, g, b, a := u.RGBA()
				flat.Pix[i] = []uint8{uint8(r), uint8(g), uint8(b), uint8(a)}[i%4]
			}
			pix = flat
		}
		if n := len(document(t, pdf.Meta{}, pictured(&page.Image{Pix: pix}))); n > tt.most {
			t.Errorf("%s takes %d bytes", name, n)
		}
	}
}
