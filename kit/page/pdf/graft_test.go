package pdf_test

import (
	"bytes"
	"image"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
)

// plainForeign returns a foreign document as kit/pdfium hands it over.
func plainForeign(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "foreign", "plain", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var foreigners = []struct {
	name   string
	pt     page.Size // as it is seen
	phrase string
}{
	{"cairo.pdf", page.Size{W: 595.276, H: 841.89}, "Artwork by cairo: 175 days"},
	{"skia.pdf", page.Size{W: 420, H: 594.96}, "Witness, not weapon"},
	{"office.pdf", page.Size{W: 595.304, H: 841.89}, "Artwork by an office program. Ünïcode, Привет."},
	{"tex.pdf", page.Size{W: 340.157, H: 453.543}, "Artwork by a typesetting system"},
	{"ghostscript.pdf", page.Size{W: 420, H: 595}, "Keys, not bars"},
	{"turned.pdf", page.Size{W: 440, H: 360}, ""},
	{"turned-back.pdf", page.Size{W: 440, H: 390}, ""},
	{"huge.pdf", page.Size{W: 14400, H: 14400}, ""},
}

// whole returns a page that a foreign document's page fills.
func whole(data []byte, pt page.Size) *page.Page {
	size := page.Size{W: pt.W * 25.4 / 72, H: pt.H * 25.4 / 72}
	return onPage(size, page.Picture{Rect: page.Rect{W: size.W, H: size.H}, Image: &page.Image{PDF: data}})
}

// A foreign page looks in our document as on its own.
func TestGraftLooksAlike(t *testing.T) {
	for _, f := range foreigners {
		t.Run(f.name, func(t *testing.T) {
			data := plainForeign(t, f.name)
			if err := pdf.Takes(data); err != nil {
				t.Fatal(err)
			}
			name := file(t, pdf.Meta{}, whole(data, f.pt))
			run(t, "qpdf", "--check", name)
			const long = 250
			for _, by := range []func(testing.TB, string, int) image.Image{popplerTo, mupdfTo} {
				theirs, ours := rgba(by(t, filepath.Join("testdata", "foreign", f.name), long)), rgba(by(t, name, long))
				if d := ours.Rect.Max.Sub(theirs.Rect.Max); d.X < -1 || d.X > 1 || d.Y < -1 || d.Y > 1 {
					t.Fatalf("%v, on its own %v", ours.Rect, theirs.Rect)
				}
				if mean, block, at := difference(ours, theirs); mean > 0.003 || block > 0.2 {
					t.Errorf("mean difference %.4f, in the block at %v %.3f", mean, at, block)
				}
			}
		})
	}
}

// popplerTo and mupdfTo draw what is seen of the first page.
func popplerTo(t testing.TB, name string, long int) image.Image {
	t.Helper()
	out := filepath.Join(t.TempDir(), "page")
	run(t, "pdftoppm", "-cropbox", "-scale-to", strconv.Itoa(long), "-f", "1", "-singlefile", "-png", name, out)
	return picture(t, out+".png")
}

func mupdfTo(t testing.TB, name string, long int) image.Image {
	t.Helper()
	out := filepath.Join(t.TempDir(), "page.png")
	size := strconv.Itoa(long)
	run(t, "mutool", "draw", "-q", "-w", size, "-h", size, "-o", out, name, "1")
	return picture(t, out)
}

func TestGraftWordsAreFound(t *testing.T) {
	for _, f := range foreigners {
		if f.phrase == "" {
			continue
		}
		text := run(t, "pdftotext", file(t, pdf.Meta{}, whole(plainForeign(t, f.name), f.pt)), "-")
		if !strings.Contains(strings.Join(strings.Fields(text), " "), f.phrase) {
			t.Errorf("%s: %q isn't found in %q", f.name, f.phrase, text)
		}
	}
}

// A foreign page goes where its rectangle is, over what lies under it.
func TestGraftPlace(t *testing.T) {
	// One that gives back more states than it took disturbs nothing.
	for _, drawing := range []string{"1 0 0 rg 0 0 50 100 re f", "Q Q 1 0 0 rg 0 0 50 100 re f Q", "q q 1 0 0 rg 0 0 50 100 re f"} {
		placedRight(t, onePage(drawing, ""))
	}
}

func placedRight(t *testing.T, data []byte) {
	t.Helper()
	p := onPage(
		page.Size{W: 100, H: 100},
		page.Box{Rect: page.Rect{W: 100, H: 100}, Fill: page.Color{B: 255}},
		page.Picture{Rect: page.Rect{X: 20, Y: 50, W: 60, H: 30}, Image: &page.Image{PDF: data}},
		page.Box{Rect: page.Rect{X: 90, Y: 90, W: 10, H: 10}, Fill: page.Color{R: 255}},
	)
	name := file(t, pdf.Meta{}, p)
	red, blue := page.Color{R: 255}, page.Color{B: 255}
	for _, by := range painters {
		img := by.paint(t, name, 1, 25.4)
		for _, at := range []struct {
			x, y int
			want page.Color
		}{{22, 52, red}, {48, 78, red}, {52, 52, blue}, {78, 78, blue}, {18, 60, blue}, {30, 48, blue}, {30, 82, blue}, {95, 95, red}} {
			if !pure(img, at.x, at.y, at.want) {
				t.Errorf("%s: at %d, %d it is %v, want %v", by.name, at.x, at.y, img.At(at.x, at.y), at.want)
			}
		}
	}
}

func TestGraftWrittenOnce(t *testing.T) {
	data := plainForeign(t, "tex.pdf")
	size := page.Size{W: 100, H: 100}
	place := page.Picture{Rect: page.Rect{W: 100, H: 100}, Image: &page.Image{PDF: data}}
	one := document(t, pdf.Meta{}, onPage(size, place))
	// Another image of the same document is the same drawing.
	other := place
	other.Image = &page.Image{PDF: bytes.Clone(data)}
	shared := &page.Layer{Items: []page.Item{place}}
	many := document(t, pdf.Meta{}, onPage(size, place), onPage(size, other, place),
		&page.Page{Size: size, Layers: []*page.Layer{shared}}, &page.Page{Size: size, Layers: []*page.Layer{shared}})
	if len(many) > len(one)+2000 {
		t.Errorf("%d bytes on four pages, %d on one", len(many), len(one))
	}
	if again := document(t, pdf.Meta{}, onPage(size, place)); !bytes.Equal(one, again) {
		t.Error("the same page gives other bytes")
	}
}

// What can't be set as vectors is set as pixels.
func TestGraftStandIn(t *testing.T) {
	red := image.NewNRGBA(image.Rect(0, 0, 4, 4))
	for i := range red.Pix {
		red.Pix[i] = [4]uint8{255, 0, 0, 255}[i%4]
	}
	for _, data := range []string{"", "%PDF-1.7 and nothing else", "<html>"} {
		p := onPage(page.Size{W: 50, H: 50}, page.Picture{Rect: page.Rect{W: 50, H: 50}, Image: &page.Image{Pix: red, PDF: []byte(data)}})
		name := file(t, pdf.Meta{}, p)
		run(t, "qpdf", "--check", name)
		if img := poppler(t, name, 1, 25.4); !pure(img, 25, 25, page.Color{R: 255}) {
			t.Errorf("%q: %v", data, img.At(25, 25))
		}
	}
	if err := pdf.Takes([]byte("<html>")); err == nil || !strings.Contains(err.Error(), "set as a picture") {
		t.Errorf("%v", err)
	}
}
