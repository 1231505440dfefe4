package poster_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/artwork"
	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/page/raster"
	"eventkit/kit/pdfium/pdfiumtest"
	"eventkit/kit/poster"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

// busy is a picture as restless as any, with red along its four edges.
func busy(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	seed := uint32(1)
	for y := range h {
		for x := range w {
			seed = seed*1664525 + 1013904223
			v := uint8(seed>>24) & 0xE0
			c := color.RGBA{R: v, G: v, B: v, A: 255}
			if x < w/20 || y < h/20 || x >= w-w/20 || y >= h-h/20 {
				c = color.RGBA{R: 212, A: 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func pngOf(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withArt is a kit whose one poster is finished artwork.
func withArt(t *testing.T, name string, data []byte, rest string) *kit.Kit {
	t.Helper()
	k, err := kit.Open(fstest.MapFS{
		"kit.toml":     {Data: []byte("id = \"a\"\nversion = \"1\"\nlanguages = [\"en\"]\ntitle = { en = \"A\" }\n" + entry("a", name, "language = \"en\"\n"+rest))},
		"slogans.toml": {Data: []byte("[swim]\nen = \"Let us swim\"\n")},
		name:           {Data: data},
	})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func isRed(img *image.RGBA, x, y float64) bool {
	c := img.RGBAAt(int(x), int(y))
	return c.R > 180 && c.G < 40 && c.B < 40
}

// A picture is on every paper whole: its four edges are seen, in the middle of
// the room that the foot leaves, on the ground.
func TestPictureIsWhole(t *testing.T) {
	ev := kit.Event{Link: "https://example.org/s"}
	for name, shape := range map[string]image.Point{"upright": {300, 400}, "lying": {400, 300}, "banner": {900, 150}, "square": {300, 300}} {
		k := withArt(t, "a.png", pngOf(t, busy(shape.X, shape.Y)), `ground = "#101B2D"`)
		for _, paper := range []page.Size{a4, a4.Landscape(), {W: 215.9, H: 279.4}, {W: 420, H: 297}, {W: 60, H: 300}} {
			for _, code := range []bool{false, true} {
				if code && paper.W < 100 {
					continue
				}
				s := mustMake(t, k, ev, poster.Choice{Poster: "a", Paper: paper, Code: code})
				r := pictureOn(t, s).Rect
				if math.Abs(r.W/r.H-float64(shape.X)/float64(shape.Y)) > 1e-6 || !(page.Rect{W: paper.W, H: paper.H}).Grown(1e-6).Contains(r) {
					t.Errorf("%s on %v: it lies at %+v", name, paper, r)
				}
				img, err := raster.Paint(s.Page, 50.8)
				if err != nil {
					t.Fatal(err)
				}
				in := r.Grown(-math.Min(r.W, r.H) / 60)
				for _, at := range []page.Point{{X: in.X, Y: in.Y}, {X: in.Right(), Y: in.Y}, {X: in.X, Y: in.Bottom()}, {X: in.Right(), Y: in.Bottom()}} {
					if !isRed(img, 2*at.X, 2*at.Y) {
						t.Errorf("%s on %v, code %v: no edge at %+v", name, paper, code, at)
					}
				}
				if c := img.RGBAAt(2, 2); r.X > 3 && r.Y > 3 && c != (color.RGBA{16, 27, 45, 255}) {
					t.Errorf("%s on %v: around it is %v", name, paper, c)
				}
			}
		}
	}
}

func pictureOn(t *testing.T, s *poster.Sheet) page.Picture {
	t.Helper()
	for it := range s.Page.Items {
		if p, ok := it.(page.Picture); ok {
			return p
		}
	}
	t.Fatal("there is no picture")
	return page.Picture{}
}

// A code in any corner of the most restless picture is read by our decoder and
// by two others, from the document as poppler paints it.
func TestCodeOnPicture(t *testing.T) {
	k := withArt(t, "a.jpg", jpegOf(t, busy(800, 1131)), "")
	var sheets []*poster.Sheet
	for _, corner := range append(kit.Corners(), poster.Foot) {
		for _, paper := range []page.Size{a4, a4.Landscape()} {
			s := mustMake(t, k, event, poster.Choice{Poster: "a", Paper: paper, Code: true, Strip: true, Corner: corner})
			if err := qr.ReadBack(s.Page); err != nil {
				t.Errorf("%s: %v", corner, err)
			}
			c := codes(s.Page)[0]
			for _, l := range s.Page.Layers {
				for _, it := range l.Items {
					if b, ok := it.(page.Box); ok && b.Fill == page.White && b.Contains(c.Rect) {
						sheets = append(sheets, s)
					}
				}
			}
		}
	}
	if len(sheets) != 10 {
		t.Fatalf("%d codes of 10 lie on a white card", len(sheets))
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "all.pdf")
	writePDF(t, file, sheets)
	if said := output(t, "qpdf", "--check", file); !strings.Contains(said, "No syntax or stream encoding errors") {
		t.Errorf("qpdf: %s", said)
	}
	decode(t, dir, file, sheets)
}

// The density is that of the picture where it lies; vectors have none.
func TestDensity(t *testing.T) {
	k := withArt(t, "a.png", pngOf(t, busy(827, 1169)), "")
	for _, tt := range []struct {
		paper page.Size
		dpi   float64
		note  string
	}{
		{a4, 100, ""},
		{page.Size{W: 148, H: 210}, 141, ""},
		{page.Size{W: 420, H: 594}, 50, "50 dots per inch on A2; A4 would have 100"},
		{page.Size{W: 400, H: 600}, 52.5, "53 dots per inch on 400 × 600 mm; A4 would have 100"},
	} {
		s := mustMake(t, k, kit.Event{}, poster.Choice{Poster: "a", Paper: tt.paper})
		if math.Abs(s.DPI-tt.dpi) > 1.5 {
			t.Errorf("%v: %.1f dpi", tt.paper, s.DPI)
		}
		said := ""
		for _, n := range s.Report.Notes {
			if n.ID == poster.NoteCoarse {
				said = n.Text
			}
		}
		if (said == "") != (tt.note == "") || !strings.Contains(said, tt.note) {
			t.Errorf("%v: %q, want %q", tt.paper, said, tt.note)
		}
	}
	tiny := mustMake(t, withArt(t, "a.png", pngOf(t, busy(40, 40)), ""), kit.Event{}, poster.Choice{Poster: "a"})
	if n := tiny.Report.Notes; len(n) != 1 || strings.Contains(n[0].Text, "would have") {
		t.Errorf("a tiny picture: %v", n)
	}
	if s := mustMake(t, theKit(t), event, poster.Choice{Poster: "door"}); s.DPI != 0 {
		t.Errorf("a drawing has %g dpi", s.DPI)
	}
	if d := poster.SharpFrom(300); d < 0.28 || d > 0.3 || poster.SharpFrom(0) != 0 {
		t.Errorf("300 dpi are sharp from %g m", d)
	}
}

// A screen takes the pixels that it shows, print those that the paper asks for;
// sheets alike share one picture.
func TestPixels(t *testing.T) {
	k := withArt(t, "a.png", pngOf(t, busy(1500, 1500)), "")
	side := func(c poster.Choice) int {
		c.Poster = "a"
		return pictureOn(t, mustMake(t, k, kit.Event{}, c)).Image.Pix.Bounds().Dx()
	}
	if n := side(poster.Choice{Pixels: 300}); n != 512 {
		t.Errorf("a tile takes %d px", n)
	}
	if n := side(poster.Choice{Pixels: 1000}); n != 1024 {
		t.Errorf("a screen takes %d px", n)
	}
	if n := side(poster.Choice{}); n != 1500 {
		t.Errorf("print takes %d px", n)
	}
	if n := side(poster.Choice{Paper: page.Size{W: 60, H: 60}}); n != 1024 {
		t.Errorf("small print takes %d px", n)
	}
	a := pictureOn(t, mustMake(t, k, kit.Event{}, poster.Choice{Poster: "a"})).Image
	b := pictureOn(t, mustMake(t, k, kit.Event{Link: "https://example.org"}, poster.Choice{Poster: "a", Code: true})).Image
	if a != b {
		t.Error("the picture was read twice")
	}
}

// Of many pictures only some are remembered.
func TestPicturesAreForgotten(t *testing.T) {
	dir := t.TempDir()
	data := pngOf(t, image.NewGray(image.Rect(0, 0, 100, 100)))
	lib, err := typeset.New(os.DirFS("../../assets/fonts"))
	if err != nil {
		t.Fatal(err)
	}
	m := poster.New(lib)
	m.Remember(3 * 4 * 100 * 100)
	make := func(name string) *page.Image {
		s, err := m.Make(theKit(t), kit.Event{}, poster.Choice{File: name})
		if err != nil {
			t.Fatal(err)
		}
		return pictureOn(t, s).Image
	}
	var names []string
	for i := range 6 {
		names = append(names, filepath.Join(dir, string(rune('a'+i))+".png"))
		if err := os.WriteFile(names[i], data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	first := make(names[0])
	for _, n := range names[1:] {
		make(n)
	}
	if last := make(names[5]); last != make(names[5]) {
		t.Error("what was used last isn't remembered")
	}
	if make(names[0]) == first {
		t.Error("all are remembered")
	}
}

// Artwork that is in no kit is taken from its path, read anew when it changes.
func TestFileOfOnesOwn(t *testing.T) {
	name := filepath.Join(t.TempDir(), "My poster.jpg")
	if err := os.WriteFile(name, jpegOf(t, busy(300, 400)), 0o600); err != nil {
		t.Fatal(err)
	}
	c := poster.Choice{File: name, Code: true, Strip: true, Langs: []string{"fr"}}
	s := mustMake(t, theKit(t), event, c)
	if s.Poster.ID != "My poster" || s.Page.Title != "My poster" || s.Page.Lang != "fr" || s.Poster.Credit != "" || len(codes(s.Page)) != 1 {
		t.Errorf("%+v, called %q in %q", s.Poster, s.Page.Title, s.Page.Lang)
	}
	if err := os.WriteFile(name, pngOf(t, busy(500, 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := pictureOn(t, mustMake(t, theKit(t), event, c)).Rect; math.Abs(r.W/r.H-5) > 1e-6 {
		t.Errorf("the old picture lies at %+v", r)
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	var file *poster.FileError
	if _, err := theMaker(t).Make(theKit(t), event, c); !errors.As(err, &file) || !errors.Is(err, fs.ErrNotExist) || file.File != name {
		t.Errorf("a file that is gone: %v", err)
	}
	if err := os.WriteFile(name, []byte("<!doctype html>"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := theMaker(t).Make(theKit(t), event, c)
	if !errors.Is(err, artwork.ErrKind) || strings.Count(err.Error(), name) != 1 {
		t.Errorf("a web page: %v", err)
	}
}

// Somebody's PDF is stamped: its own page is there as vectors, our code is read,
// and its proportions are kept.
func TestForeignPDF(t *testing.T) {
	pdfiumtest.Start(t)
	foreign := &page.Page{Size: page.Size{W: 200, H: 150}, Layers: []*page.Layer{{Items: []page.Item{
		page.Box{Rect: page.Rect{W: 200, H: 150}, Fill: page.Color{R: 212}},
		page.Box{Rect: page.Rect{X: 20, Y: 20, W: 160, H: 110}, Fill: page.Color{G: 122}},
	}}}}
	var b bytes.Buffer
	if err := pdf.Write(&b, pdf.Meta{}, func(yield func(*page.Page, error) bool) { yield(foreign, nil) }); err != nil {
		t.Fatal(err)
	}
	k := withArt(t, "a.pdf", b.Bytes(), `corner = "bottom-right"`)
	if problems := poster.Check(k, poster.PDFs(pdfiumtest.Folder())); len(problems) != 0 {
		t.Errorf("check: %v", problems)
	}
	var sheets []*poster.Sheet
	for _, paper := range []page.Size{a4, a4.Landscape()} {
		s := mustMake(t, k, event, poster.Choice{Poster: "a", Paper: paper, Code: true, Strip: true})
		p := pictureOn(t, s)
		if math.Abs(p.W/p.H-4.0/3) > 1e-3 || s.DPI != 0 || len(p.Image.PDF) == 0 {
			t.Errorf("it lies at %+v with %g dpi", p.Rect, s.DPI)
		}
		if err := qr.ReadBack(s.Page); err != nil {
			t.Error(err)
		}
		img, err := raster.Paint(s.Page, 50.8)
		if err != nil || !isRed(img, 2*(p.X+2), 2*(p.Y+p.H/2)) {
			t.Errorf("the preview: %v", err)
		}
		sheets = append(sheets, s)
	}
	shown := mustMake(t, k, event, poster.Choice{Poster: "a", Pixels: 300})
	if p := pictureOn(t, shown); len(p.Image.PDF) != 0 || p.Image.Pix.Bounds().Dx() != 512 {
		t.Errorf("for a screen: %v", p.Image.Pix.Bounds())
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "all.pdf")
	writePDF(t, file, sheets)
	if said := output(t, "qpdf", "--check", file); !strings.Contains(said, "No syntax or stream encoding errors") {
		t.Errorf("qpdf: %s", said)
	}
	decode(t, dir, file, sheets)
}

func TestCheckOfPDFs(t *testing.T) {
	pdfiumtest.Start(t)
	k := withArt(t, "a.pdf", []byte("%PDF-1.7\nnothing"), "")
	problems := poster.Check(k, poster.PDFs(pdfiumtest.Folder()))
	if len(problems) != 1 || problems[0].File != "a.pdf" || !strings.Contains(problems[0].What, "the PDF is damaged") || problems[0].Mend == "" {
		t.Errorf("%v", problems)
	}
	var file *poster.FileError
	if _, err := theMaker(t).Make(k, event, poster.Choice{Poster: "a"}); !errors.As(err, &file) {
		t.Errorf("%v", err)
	}
}
