package pdf_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
)

// madeDoc returns a document of the given objects, numbered from 1; the first is
// the catalog.
func madeDoc(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	at := []string{"0000000000 65535 f \n"}
	for i, o := range objects {
		at = append(at, fmt.Sprintf("%010d 00000 n \n", b.Len()))
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n%strailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at), strings.Join(at, ""), len(at), start)
	return b.Bytes()
}

func madeStream(dict, data string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// madePage returns a document of one page: entries of the page, which is object
// 3, and more objects from 4.
func madePage(entries string, more ...string) []byte {
	return madeDoc(append([]string{
		"<</Type /Catalog /Pages 2 0 R>>",
		"<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 100 100] >>",
		"<</Type /Page /Parent 2 0 R " + entries + ">>",
	}, more...)...)
}

// onePage returns a document of one page of 100 × 100 pt; more objects count
// from 5.
func onePage(content, resources string, more ...string) []byte {
	return madePage("/Contents 4 0 R /Resources <<"+resources+">>", append([]string{madeStream("", content)}, more...)...)
}

func deflatedText(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

const fill = "1 0 0 rg 0 0 100 100 re f"

// Pages that are put together in ways that few programs use.
func TestGraftTakes(t *testing.T) {
	tests := []struct {
		name string
		data []byte
	}{
		{"plain", onePage(fill, "")},
		{"in several streams", madePage("/Contents [4 0 R 5 0 R]",
			madeStream("", "1 0 0"), madeStream("/Filter /FlateDecode", deflatedText("rg 0 0 100 100 re f")))},
		{"in a list elsewhere", madePage("/Contents 4 0 R", "[5 0 R]", madeStream("", fill))},
		{"packed", madePage("/Contents 4 0 R", madeStream("/Filter [/FlateDecode] /DecodeParms [null]", deflatedText(fill)))},
		{"how it is packed elsewhere", madePage("/Contents 4 0 R", madeStream("/Filter 5 0 R", deflatedText(fill)), "/FlateDecode")},
		{"resources inherited", madeDoc("<</Type /Catalog /Pages 2 0 R>>",
			"<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 9 9] /Rotate 90 /Resources <</XObject <</F 5 0 R>> >> >>",
			"<</Type /Pages /Kids [4 0 R] /Count 1 /MediaBox [0 0 100 100] >>",
			"<</Type /Page /Contents 6 0 R>>",
			madeStream("/Type /XObject /Subtype /Form /BBox [0 0 100 100]", fill),
			madeStream("", "/F Do"))},
		{"a form that draws itself", onePage(fill+" /F Do", "/XObject <</F 5 0 R>>",
			madeStream("/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources <</XObject <</F 5 0 R>> >>", fill+" /F Do"))},
		{"a reference to nothing", onePage(fill, "/Font <</F 77 0 R>>")},
		{"comments", []byte(strings.Replace(string(onePage(fill, "")), "/Type /Page ", "% a remark\n/Type /Page ", 1))},
		{"numbers of all kinds", madePage("/Contents 4 0 R /CropBox [+0 -.0 1e2 100.] /CropBox [0. 0 100 100]", madeStream("", fill))},
		{"a box elsewhere", madePage("/Contents 4 0 R /CropBox [5 0 R 0 6 0 R 100]", madeStream("", fill), "0", "100")},
		{"turned about and about", madePage("/Contents 4 0 R /Rotate -630", madeStream("", fill))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := pdf.Takes(tt.data); err != nil {
				t.Fatal(err)
			}
			p := onPage(page.Size{W: 50, H: 50}, page.Picture{Rect: page.Rect{W: 50, H: 50}, Image: &page.Image{PDF: tt.data}})
			name := file(t, pdf.Meta{}, p)
			run(t, "qpdf", "--check", name)
			if img := poppler(t, name, 1, 25.4); !pure(img, 25, 25, page.Color{R: 255}) {
				t.Errorf("%v", img.At(25, 25))
			}
		})
	}
}

func TestGraftRefuses(t *testing.T) {
	plain := string(onePage(fill, ""))
	swap := func(old, with string) []byte { return []byte(strings.Replace(plain, old, with, 1)) }
	deep := strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000)
	bomb := madeStream("/Filter /FlateDecode", deflatedText(strings.Repeat(" ", 4<<20)))
	tests := []struct {
		name string
		data []byte
	}{
		{"nothing", nil},
		{"a header", []byte("%PDF-1.7\n")},
		{"cut short", []byte(plain[:len(plain)/2])},
		{"no table", []byte(plain[:strings.Index(plain, "xref")])},
		{"something behind the end", []byte(plain + "5 0 obj\nnull\nendobj\n")},
		{"changed later", swap("/Root 1 0 R", "/Root 1 0 R /Prev 9")},
		{"encrypted", swap("/Root 1 0 R", "/Root 1 0 R /Encrypt 4 0 R")},
		{"no root", swap("/Root 1 0 R", "")},
		{"a root that isn't there", swap("/Root 1 0 R", "/Root 9 0 R")},
		{"an object twice", swap("2 0 obj", "1 0 obj")},
		{"a number out of bounds", swap("2 0 obj", "99999999999999999999 0 obj")},
		{"a generation", swap("2 0 obj", "2 1 obj")},
		{"a length that is too long", swap("/Length 25", "/Length 999999999")},
		{"a length that is too short", swap("/Length 25", "/Length 3")},
		{"a length below zero", swap("/Length 25", "/Length -1")},
		{"a string without end", swap("/Type /Catalog", "/Type (Catalog")},
		{"hexadecimal digits that are none", swap("/Type /Catalog", "/Type <xyz>")},
		{"a key without value", swap("/Type /Catalog", "/Type")},
		{"brackets that don't match", swap("[3 0 R]", "[3 0 R>>")},
		{"nested too deep", onePage(fill, "/X "+deep)},
		{"no page", swap("[3 0 R]", "[]")},
		{"pages in a circle", swap("[3 0 R]", "[2 0 R]")},
		{"a box of one point", swap("[0 0 100 100]", "[0 0 0 100]")},
		{"a box without end", swap("[0 0 100 100]", "[0 0 1e300 100]")},
		{"a box of names", swap("[0 0 100 100]", "[/A /B /C /D]")},
		{"a box of nothing", swap("[0 0 100 100]", "[0 0 NaN Inf]")},
		{"turned by a third", madePage("/Contents 4 0 R /Rotate 30", madeStream("", fill))},
		{"contents that are none", madePage("/Contents 2 0 R")},
		{"contents in another file", madePage("/Contents 4 0 R", madeStream("/F (other.bin)", fill))},
		{"a drawing in another file", onePage("/F Do", "/XObject <</F 5 0 R>>", madeStream("/Subtype /Image /F (other.png)", ""))},
		{"packed in a way that isn't joined", madePage("/Contents [4 0 R 4 0 R]", madeStream("/Filter /LZWDecode", fill))},
		{"a bomb", madePage("/Contents ["+strings.Repeat("4 0 R ", 9)+"]", bomb)},
		{"an object as large as a book", onePage(fill, "/X ("+strings.Repeat("x", 5<<20)+")")},
		{"references without end", onePage(fill, "/X ["+strings.Repeat("2 0 R ", 110_000)+"]")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := pdf.Takes(tt.data); err == nil {
				t.Error("taken")
			}
		})
	}
}

// Only what is drawn comes along.
func TestGraftLeavesBehind(t *testing.T) {
	data := madePage("/Contents 4 0 R /Resources <</XObject <</F 5 0 R /Metadata 6 0 R>> /X 3 0 R>> /Annots [7 0 R] /AA <</O 7 0 R>> /Metadata 8 0 R",
		madeStream("/Metadata 8 0 R", "/F Do /Metadata Do"),
		madeStream("/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Metadata 8 0 R /PieceInfo <</P 8 0 R>> /StructParents 3", fill),
		madeStream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "0 1 0 rg 0 0 9 9 re f"),
		"<</Type /Annot /Subtype /Link /A <</S /JavaScript /JS (alert)>> >>",
		madeStream("/Type /Metadata", "the author's name"))
	p := onPage(page.Size{W: 50, H: 50}, page.Picture{Rect: page.Rect{W: 50, H: 50}, Image: &page.Image{PDF: data}})
	name := file(t, pdf.Meta{}, p)
	text := plain(t, name)
	for _, word := range []string{"author", "JavaScript", "/Annot", "PieceInfo", "StructParents"} {
		if strings.Contains(text, word) {
			t.Errorf("%q came along", word)
		}
	}
	// A drawing may well be called what is left out elsewhere.
	if img := poppler(t, name, 1, 25.4); !pure(img, 2, 48, page.Color{G: 255}) || !pure(img, 25, 25, page.Color{R: 255}) {
		t.Error("the drawing is incomplete")
	}
}
