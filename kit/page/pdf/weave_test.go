package pdf

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"eventkit/kit/page"
)

// skeletonOf lets gofpdf write a document.
func skeletonOf(t *testing.T, pages ...*page.Page) []byte {
	t.Helper()
	var s skeleton
	for _, p := range pages {
		if err := s.page(p); err != nil {
			t.Fatal(err)
		}
	}
	b, err := s.bytes()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func woven(b []byte, pages int, lang string) (*weave, error) {
	out := newObjects(new(bytes.Buffer))
	defer out.stop()
	w := &weave{out: out, resources: out.alloc(), lang: lang}
	for range pages {
		w.drawings = append(w.drawings, out.alloc())
	}
	err := w.run(b)
	return w, err
}

func TestWeave(t *testing.T) {
	link := page.Link{Rect: page.Rect{X: 1, Y: 1, W: 1, H: 1}, Address: "https://example.org/(3%200%20R)"}
	a4 := page.Size{W: 210, H: 297}
	b := skeletonOf(t,
		&page.Page{Size: a4, Title: "endobj 5 0 R (", Layers: []*page.Layer{{Items: []page.Item{link}}}},
		&page.Page{Size: a4.Landscape()})
	w, err := woven(b, 2, "en")
	if err != nil {
		t.Fatal(err)
	}
	got := string(w.out.bodies)
	for _, want := range []string{
		"/Resources 1 0 R", "/Contents 2 0 R", "/Contents 3 0 R", "/Lang(en)", "/DisplayDocTitle true",
		`(https://example.org/\(3%200%20R\))`, `(endobj 5 0 R \()`, "/MediaBox [0 0 841.89 595.28]",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %s", want, got)
		}
	}
	if strings.Contains(got, "stream") || strings.Contains(got, "\n ") {
		t.Errorf("more than dictionaries came through: %s", got)
	}
	if n := len(w.out.packed); n != 5 {
		t.Errorf("%d objects, want 2 pages, their tree, information and catalog", n)
	}
}

func TestWeaveRefusesWhatItDoesNotKnow(t *testing.T) {
	good := string(skeletonOf(t, &page.Page{Size: page.Size{W: 100, H: 100}, Title: "A title"}))
	tests := map[string]string{
		"nothing":                "",
		"no objects":             "%PDF-1.3\nxref\n",
		"one line":               "%PDF-1.3",
		"cut off":                good[:len(good)/3],
		"cut in an object":       good[:strings.Index(good, "/MediaBox")],
		"a string without end":   strings.Replace(good, "(A title)", "(A title", 1),
		"an object of no number": strings.Replace(good, "3 0 obj", "x 0 obj", 1),
		"no catalog":             strings.Replace(good, "/Type /Catalog", "/Type /Else", 1),
		"no information":         strings.Replace(good, "/Producer", "/Else", 1),
	}
	for name, b := range tests {
		if _, err := woven([]byte(b), 1, ""); !errors.Is(err, errSkeleton) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := woven([]byte(good), 1, ""); err != nil {
		t.Errorf("the document that the others are made of: %v", err)
	}
}

func TestStringEnd(t *testing.T) {
	for s, want := range map[string]int{
		"()": 2, "(a)b": 3, `(a\)b)c`: 6, "(a(b)c)d": 7, `(\\)x`: 4, "(": -1, `(\)`: -1, "(a(b)": -1, `(\`: -1,
	} {
		if got := stringEnd([]byte(s), 0); got != want {
			t.Errorf("%q ends at %d, want %d", s, got, want)
		}
	}
}

func TestTextString(t *testing.T) {
	for s, want := range map[string]string{
		"":      "",
		"plain": "plain",
		"é":     "\xFE\xFF\x00\xE9",
		"Жa":    "\xFE\xFF\x04\x16\x00a",
		"😀":     "\xFE\xFF\xD8\x3D\xDE\x00",
		"a\nb":  "\xFE\xFF\x00a\x00\n\x00b",
	} {
		if got := textString(s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	}
}

func TestASCII(t *testing.T) {
	for s, want := range map[string]string{
		"https://example.org/?a=(1)&b=%20": "https://example.org/?a=(1)&b=%20",
		"https://example.org/a b":          "https://example.org/a%20b",
		"https://example.org/é\n":          "https://example.org/%C3%A9%0A",
		"":                                 "",
	} {
		if got := ascii(s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	}
}
