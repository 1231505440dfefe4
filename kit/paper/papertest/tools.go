package papertest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/typeset"
)

// line is one item of a golden layout: lengths in mm, to a hundredth.
type line struct {
	Kind  string  `json:"kind"`
	Words string  `json:"words,omitempty"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	W     float64 `json:"w"`
	H     float64 `json:"h"`
	Em    float64 `json:"em,omitempty"`
}

// Golden compares the layout of pages with testdata/NAME.json; with -update it
// writes that file. A missing file is an error.
func Golden(t testing.TB, name string, pages ...*page.Page) {
	t.Helper()
	got := layout(pages)
	path := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the layout is not that of %s; look at the page, then run the test with -update", path)
	}
}

func layout(pages []*page.Page) []byte {
	var b bytes.Buffer
	for i, p := range pages {
		fmt.Fprintf(&b, "{\"page\":%d,\"w\":%g,\"h\":%g,\"title\":%q,\"lang\":%q}\n", i+1, p.Size.W, p.Size.H, p.Title, p.Lang)
		for it := range p.Items {
			r := it.Bounds()
			l := line{strings.TrimPrefix(fmt.Sprintf("%T", it), "page."), "", round(r.X), round(r.Y), round(r.W), round(r.H), 0}
			switch v := it.(type) {
			case page.Text:
				l.Words, l.Em = v.String, round(v.Em)
			case page.Code:
				l.Words = v.Address
			case page.Link:
				l.Words = v.Address
			}
			enc := json.NewEncoder(&b)
			enc.SetEscapeHTML(false)
			if err := enc.Encode(l); err != nil {
				panic(err) // a number that is none
			}
		}
	}
	return b.Bytes()
}

func round(v float64) float64 { return math.Round(v*100) / 100 }

// PDF writes pages to a file of the test and has qpdf check it.
func PDF(t testing.TB, pages ...*page.Page) string {
	t.Helper()
	var b bytes.Buffer
	err := pdf.Write(&b, pdf.Meta{}, func(yield func(*page.Page, error) bool) {
		for _, p := range pages {
			if !yield(p, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "pages.pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "qpdf", "--check", path)
	return path
}

// Words is what poppler finds in a PDF, composed and without white space and
// marks of direction.
func Words(t testing.TB, path string) string {
	t.Helper()
	return Tidy(run(t, "pdftotext", path, "-"))
}

// Lacks lists the lines of pages that poppler doesn't find in their PDF. In a
// line of two directions it puts words in an order of its own, so there every
// word is looked for alone.
func Lacks(t testing.TB, path string, pages ...*page.Page) []string {
	t.Helper()
	found := Words(t, path)
	var out []string
	for _, line := range Texts(pages...) {
		// Poppler joins what a hyphen parts at the end of a line.
		want := []string{strings.TrimSuffix(line.String, "-")}
		if line.RTL || typeset.RTL(pages[0].Lang) {
			want = strings.FieldsFunc(line.String, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
		}
		for _, words := range want {
			if !strings.Contains(found, Tidy(words)) {
				out = append(out, words)
			}
		}
	}
	return out
}

// Tidy makes words comparable with [Words].
func Tidy(s string) string {
	return Squeezed(strings.Map(func(r rune) rune {
		if r >= 0x200E && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, norm.NFC.String(s)))
}

// Decoded has poppler paint page n of a PDF, and zbar and ZXing read its code.
func Decoded(t testing.TB, path string, n int) (zbar, zxing string) {
	t.Helper()
	at, out := strconv.Itoa(n), filepath.Join(t.TempDir(), "page")
	run(t, "pdftoppm", "-r", "150", "-gray", "-singlefile", "-f", at, "-l", at, "-png", path, out)
	zbar = strings.TrimSpace(run(t, "zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", out+".png"))
	for _, l := range strings.Split(run(t, "ZXingReader", out+".png"), "\n") {
		if words, ok := strings.CutPrefix(l, "Text:"); ok {
			zxing = strings.Trim(strings.TrimSpace(words), `"`)
		}
	}
	return zbar, zxing
}

func run(t testing.TB, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%s is missing; on Debian: apt-get install qpdf poppler-utils zbar-tools zxing-cpp-tools", name)
	}
	var out, problems bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %v: %v\n%s%s", name, args, err, &out, &problems)
	}
	return out.String()
}
