package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"eventkit/kit/page"
	"eventkit/kit/page/internal/specimen"
	"eventkit/kit/page/pdf"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// specimens are pages that together use every kind of item.
func specimens(t testing.TB) []*page.Page {
	t.Helper()
	pages := batch(t, 3)
	pages = append(pages, scripts(t), hollow(t), artwork())
	return append(pages, &page.Page{Size: page.Size{W: 60, H: 50}})
}

// scripts is a page with each script in small letters and in large ones.
func scripts(t testing.TB) *page.Page {
	t.Helper()
	set, l := openSet(t), new(page.Layer)
	for i, line := range specimen.Scripts() {
		for k, em := range []float64{4, 16} {
			items, err := set.Text(line, page.Point{X: 12, Y: 10 + 38*float64(i) + 10*float64(k)}, em, 0, specimen.Ink)
			if err != nil {
				t.Fatal(err)
			}
			l.Add(items...)
		}
	}
	return &page.Page{Size: page.Size{W: 320, H: 297}, Layers: []*page.Layer{l}}
}

// hollow is a page with letters that are lines.
func hollow(t testing.TB) *page.Page {
	t.Helper()
	set := openSet(t)
	large, err := set.Headline(specimen.Line{Lang: "en", Words: "Colour me & mine"}, page.Rect{X: 10, Y: 10, W: 128, H: 120}, 0.7, specimen.Red)
	if err != nil {
		t.Fatal(err)
	}
	small, err := set.Text(specimen.Line{Lang: "en", Words: "small and hollow"}, page.Point{X: 10, Y: 140}, 8, 0.2, specimen.Ink)
	if err != nil {
		t.Fatal(err)
	}
	return onPage(page.Size{W: 148, H: 210}, append(large, small...)...)
}

// artwork is a page with shapes in units of their own: cubic and quadratic
// curves, a hole, contours that overlap, one filled and one stroked.
func artwork() *page.Page {
	pt := func(x, y float64) page.Point { return page.Point{X: x, Y: y} }
	ring := page.NewOutline("ring", []page.Segment{
		{Verb: page.MoveTo, P: [3]page.Point{pt(0, -1)}},
		{Verb: page.CubicTo, P: [3]page.Point{pt(1.3, -1), pt(1.3, 1), pt(0, 1)}},
		{Verb: page.CubicTo, P: [3]page.Point{pt(-1.3, 1), pt(-1.3, -1), pt(0, -1)}},
		{Verb: page.MoveTo, P: [3]page.Point{pt(0, -0.5)}},
		{Verb: page.QuadTo, P: [3]page.Point{pt(-0.9, 0), pt(0, 0.5)}},
		{Verb: page.QuadTo, P: [3]page.Point{pt(0.9, 0), pt(0, -0.5)}},
	})
	cross := page.NewOutline("cross", []page.Segment{
		{Verb: page.MoveTo, P: [3]page.Point{pt(-300, -100)}},
		{Verb: page.LineTo, P: [3]page.Point{pt(300, -100)}},
		{Verb: page.LineTo, P: [3]page.Point{pt(300, 100)}},
		{Verb: page.LineTo, P: [3]page.Point{pt(-300, 100)}},
		{Verb: page.MoveTo, P: [3]page.Point{pt(-100, -300)}},
		{Verb: page.LineTo, P: [3]page.Point{pt(100, -300)}},
		{Verb: page.LineTo, P: [3]page.Point{pt(100, 300)}},
		{Verb: page.LineTo, P: [3]page.Point{pt(-100, 300)}},
	})
	return onPage(page.Size{W: 100, H: 150},
		page.Box{Rect: page.Rect{X: -5, Y: 75, W: 110, H: 80}, Fill: page.Color{R: 240, G: 220, B: 40}},
		page.Shape{Outline: ring, At: pt(30, 35), Scale: 22, Fill: specimen.Red},
		page.Shape{Outline: ring, At: pt(75, 35), Scale: 18, Fill: specimen.Ink, Stroke: 1.5},
		page.Shape{Outline: cross, At: pt(30, 110), Scale: 0.08, Fill: specimen.Ink},
		page.Shape{Outline: cross, At: pt(75, 110), Scale: 0.06, Fill: specimen.Red, Stroke: 2.5},
	)
}

func TestDocumentsAreValid(t *testing.T) {
	tests := map[string][]*page.Page{
		"all":        specimens(t),
		"one":        batch(t, 1),
		"two":        batch(t, 2),
		"same twice": {artwork(), artwork()},
		"words only": {scripts(t)},
		"no words":   {artwork()},
		"bare":       {{Size: specimen.A4}},
		"long":       batch(t, 230),
	}
	for name, pages := range tests {
		t.Run(name, func(t *testing.T) {
			out := run(t, "qpdf", "--check", file(t, pdf.Meta{Title: "T", Lang: "en"}, pages...))
			if !strings.Contains(out, "No syntax or stream encoding errors found") || strings.Contains(out, "WARNING") {
				t.Errorf("qpdf says:\n%s", out)
			}
			for n := 1; n <= min(len(pages), 3); n++ {
				poppler(t, file(t, pdf.Meta{}, pages...), n, 30)
			}
		})
	}
}

func TestSameBytes(t *testing.T) {
	first := document(t, pdf.Meta{Title: "Again", Lang: "en"}, specimens(t)...)
	before := runtime.GOMAXPROCS(1)
	second := document(t, pdf.Meta{Title: "Again", Lang: "en"}, specimens(t)...)
	runtime.GOMAXPROCS(before)
	if !bytes.Equal(first, second) {
		t.Errorf("the same pages gave other bytes: %d and %d", len(first), len(second))
	}
}

func TestPageBoxes(t *testing.T) {
	var pages []*page.Page
	for _, p := range page.Papers() {
		pages = append(pages, &page.Page{Size: p.Size}, &page.Page{Size: p.Size.Landscape()})
	}
	pages = append(pages, &page.Page{Size: page.Size{W: 123.456, H: 77.7}}, &page.Page{Size: page.Size{W: page.MaxSide, H: page.MinSide}})
	out := run(t, "pdfinfo", "-box", "-l", "99", file(t, pdf.Meta{}, pages...))
	for i, p := range pages {
		for _, box := range []string{"MediaBox", "TrimBox"} {
			want := regexp.MustCompile(fmt.Sprintf(`Page +%d %s: +0\.00 +0\.00 +%.2f +%.2f\n`, i+1, box, p.Size.W*72/25.4, p.Size.H*72/25.4))
			if !want.MatchString(out) {
				t.Errorf("page %d, %g × %g mm: no %v", i+1, p.Size.W, p.Size.H, want)
			}
		}
	}
}

func TestMetadata(t *testing.T) {
	const title = "Свобода — الحرية 🕊 (now)"
	name := file(t, pdf.Meta{Title: title, Subject: "A placard", Lang: "pt-BR"}, batch(t, 2)...)
	info := run(t, "pdfinfo", name)
	for _, want := range []string{title, "A placard", "Event Kit", "Jan  1 00:00:00 2000"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo doesn't show %q:\n%s", want, info)
		}
	}
	for _, never := range []string{"Author", "Creator:", "Keywords"} {
		if strings.Contains(info, never) {
			t.Errorf("pdfinfo shows %q:\n%s", never, info)
		}
	}
	text := plain(t, name)
	for _, want := range []string{"/Lang (pt-BR)", "/DisplayDocTitle true"} {
		if !strings.Contains(text, want) {
			t.Errorf("the catalog lacks %q", want)
		}
	}
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	who, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, private := range []string{host, "/" + who.Username, who.HomeDir, filepath.Dir(dir), "gofpdf", "FPDF"} {
		if len(private) > 2 && strings.Contains(text, private) {
			t.Errorf("the document holds %q", private)
		}
	}
}

func TestMetadataFromFirstPage(t *testing.T) {
	name := file(t, pdf.Meta{}, &page.Page{Size: specimen.A4, Title: "First", Lang: "sw"}, &page.Page{Size: specimen.A4, Title: "Second", Lang: "en"})
	if out := run(t, "pdfinfo", name); !strings.Contains(out, "First") {
		t.Errorf("no title:\n%s", out)
	}
	if !strings.Contains(plain(t, name), "/Lang (sw)") {
		t.Error("no language")
	}
	hostile := file(t, pdf.Meta{Lang: "en)/OpenAction(", Title: `\)>>endobj`}, batch(t, 1)...)
	run(t, "qpdf", "--check", hostile)
	if strings.Contains(plain(t, hostile), "/OpenAction") {
		t.Error("a language got into the catalog as more than a language")
	}
}

func TestLinks(t *testing.T) {
	addresses := []string{
		"https://example.org/sign?a=1&b=(2)", `https://example.org/a\b`, "https://example.org/12 0 R", "HTTPS://EXAMPLE.ORG/S",
	}
	var pages []*page.Page
	for _, a := range addresses {
		pages = append(pages, onPage(specimen.A4, page.Link{Rect: page.Rect{X: 10, Y: 20, W: 50, H: 10}, Address: a}))
	}
	out := run(t, "pdfinfo", "-url", file(t, pdf.Meta{}, pages...))
	for i, a := range addresses {
		want := regexp.MustCompile(fmt.Sprintf(`(?m)^ +%d +Annotation +%s$`, i+1, regexp.QuoteMeta(strings.ReplaceAll(a, " ", "%20"))))
		if !want.MatchString(out) {
			t.Errorf("page %d: no link to %q in\n%s", i+1, a, out)
		}
	}
	rects := plain(t, file(t, pdf.Meta{}, pages[0]))
	for _, v := range []string{"28.35", "785.20", "170.08", "756.85"} {
		if !strings.Contains(rects, v) {
			t.Errorf("the link's area lacks %s pt", v)
		}
	}
}

func TestSharedLayerIsWrittenOnce(t *testing.T) {
	mark := page.Box{Rect: page.Rect{X: 12.345, Y: 23.456, W: 34.567, H: 45.678}, Fill: specimen.Red}
	shared := &page.Layer{Items: []page.Item{mark}}
	other := &page.Layer{Items: []page.Item{page.Box{Rect: page.Rect{X: 90, Y: 10, W: 5, H: 5}, Fill: specimen.Ink}}}
	with := func(layers ...*page.Layer) *page.Page { return &page.Page{Size: specimen.A4, Layers: layers} }
	own := func(x float64) *page.Layer {
		return &page.Layer{Items: []page.Item{page.Box{Rect: page.Rect{X: x, Y: 1, W: 1, H: 1}, Fill: specimen.Ink}}}
	}
	tests := []struct {
		name  string
		pages []*page.Page
		most  int
	}{
		{"one page", []*page.Page{with(shared)}, 1},
		{"neighbours", []*page.Page{with(shared, own(1)), with(shared, own(2)), with(shared, own(3))}, 1},
		{"in turn", []*page.Page{with(shared), with(other), with(shared), with(other), with(shared)}, 2},
		{"twice on a page", []*page.Page{with(shared, shared), with(shared)}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name := file(t, pdf.Meta{}, tt.pages...)
			if n := strings.Count(plain(t, name), "12.345 23.456 34.567 45.678 re"); n < 1 || n > tt.most {
				t.Errorf("written %d times, want at most %d", n, tt.most)
			}
			for i, p := range tt.pages {
				for _, l := range p.Layers {
					if l == shared && !pure(poppler(t, name, i+1, 25.4), 20, 40, specimen.Red) {
						t.Errorf("page %d lacks it", i+1)
					}
				}
			}
		})
	}
}

func TestCopiesShareTheirDrawing(t *testing.T) {
	p := batch(t, 1)[0]
	once, many := len(document(t, pdf.Meta{}, p)), len(document(t, pdf.Meta{}, p, p, p, p, p))
	if many > once+600 {
		t.Errorf("5 copies take %d bytes, one takes %d", many, once)
	}
}

// A page on which only code and strip differ takes less than 1.5 kB.
func TestBytesPerPage(t *testing.T) {
	few, many := document(t, pdf.Meta{}, batch(t, 100)...), document(t, pdf.Meta{}, batch(t, 400)...)
	if each := (len(many) - len(few)) / 300; each >= 1500 {
		t.Errorf("%d bytes a page", each)
	}
}

func TestErrors(t *testing.T) {
	good := &page.Page{Size: specimen.A4}
	broken := errors.New("row 7: no city")
	bad := func(w, h float64) *page.Page { return &page.Page{Size: page.Size{W: w, H: h}} }
	tests := []struct {
		name  string
		pages []*page.Page // nil stands for broken
		want  error
	}{
		{"no pages", []*page.Page{}, pdf.ErrNoPages},
		{"error first", []*page.Page{nil}, broken},
		{"error later", []*page.Page{good, good, nil, good}, broken},
		{"no width", []*page.Page{bad(0, 100)}, &pdf.SizeError{Page: 1}},
		{"too high", []*page.Page{good, bad(100, 6000)}, &pdf.SizeError{Page: 2}},
	}
	for _, tt := range tests {
		var size counter
		after := 0
		err := pdf.Write(&size, pdf.Meta{}, func(yield func(*page.Page, error) bool) {
			for _, p := range tt.pages {
				var err error
				if p == nil {
					err = broken
				}
				if !yield(p, err) {
					return
				}
				after++
			}
		})
		var sizeErr, wantSize *pdf.SizeError
		if errors.As(tt.want, &wantSize) {
			if !errors.As(err, &sizeErr) || sizeErr.Page != wantSize.Page || !strings.Contains(err.Error(), "mm") {
				t.Errorf("%s: %v", tt.name, err)
			}
		} else if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
		if size != 0 {
			t.Errorf("%s: %d bytes were written", tt.name, size)
		}
	}
}

// full is a disk with room for a few bytes.
type full struct{ left int }

var errFull = errors.New("no space left")

func (f *full) Write(b []byte) (int, error) {
	if len(b) > f.left {
		return f.left, errFull
	}
	f.left -= len(b)
	return len(b), nil
}

func TestFullDisk(t *testing.T) {
	pages := batch(t, 300)
	for _, room := range []int{0, 1000, 100_000} {
		asked := 0
		err := pdf.Write(&full{room}, pdf.Meta{}, func(yield func(*page.Page, error) bool) {
			for range 100 {
				for _, p := range pages {
					asked++
					if !yield(p, nil) {
						return
					}
				}
			}
		})
		if !errors.Is(err, errFull) {
			t.Errorf("room for %d bytes: %v", room, err)
		}
		if asked > 2000 {
			t.Errorf("room for %d bytes: %d pages were asked for", room, asked)
		}
	}
}

func TestWriterIsNotKept(t *testing.T) {
	r, w := io.Pipe()
	go func() {
		w.CloseWithError(pdf.Write(w, pdf.Meta{}, each(batch(t, 20)...)))
	}()
	b, err := io.ReadAll(r)
	if err != nil || !bytes.HasSuffix(b, []byte("%%EOF\n")) {
		t.Errorf("%d bytes through a pipe: %v", len(b), err)
	}
}
