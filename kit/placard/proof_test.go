package placard_test

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"iter"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/placard"
)

var full = flag.Bool("full", false, "ask the programs that aren't ours about every placard, not a selection")

// The programs that share no line with this one, and the Debian packages that
// they come in.
var programs = map[string]string{
	"qpdf": "qpdf", "pdftoppm": "poppler-utils", "pdftotext": "poppler-utils",
	"zbarimg": "zbar-tools", "ZXingReader": "zxing-cpp-tools",
}

func needPrograms(t *testing.T) {
	t.Helper()
	for name, debian := range programs {
		if _, err := exec.LookPath(name); err != nil {
			t.Fatalf("%s is missing; install it: apt-get install %s", name, debian)
		}
	}
}

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, stderr.Bytes())
	}
	return string(out)
}

// selection is, unless all is asked for, every template, way and language
// once, spread so that every template stands on every paper.
func selection(t *testing.T) map[paper][]variant {
	t.Helper()
	out := map[paper][]variant{}
	on := papers()
	if *full {
		for _, v := range matrix(t, on) {
			out[v.paper] = append(out[v.paper], v)
		}
		return out
	}
	for ti, tpl := range placard.Templates() {
		for li, lang := range theKit(t).Languages {
			for wi, lying := range []bool{false, true} {
				p := on[(2*li+wi+5*ti)%len(on)]
				out[p] = append(out[p], variant{tpl.ID, lang, p, lying})
			}
		}
	}
	return out
}

// Every code of every template, language and paper is read by two decoders
// that aren't ours from the document as poppler paints it, the document is
// sound, and its words are found.
func TestProof(t *testing.T) {
	needPrograms(t)
	for p, variants := range selection(t) {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			sheets, kept := sheetsOf(t, variants)
			file := filepath.Join(dir, "all.pdf")
			writePDF(t, file, sheets)
			if said := output(t, "qpdf", "--check", file); !strings.Contains(said, "No syntax or stream encoding errors") {
				t.Errorf("qpdf: %s", said)
			}
			pages := strings.Split(output(t, "pdftotext", file, "-"), "\f")
			if len(pages) != len(sheets)+1 {
				t.Fatalf("pdftotext finds %d pages, want %d", len(pages)-1, len(sheets))
			}
			found := read(t, dir, file, sheets)
			for i, s := range sheets {
				for _, what := range missing(s, pages[i]) {
					t.Errorf("%s: %s", kept[i], what)
				}
				for decoder, got := range found[i] {
					if !slices.Equal(got, []string{s.Report.Address}) {
						t.Errorf("%s: %s reads %q, want %q", kept[i], decoder, got, s.Report.Address)
					}
				}
			}
		})
	}
}

// sheetsOf makes the variants that their paper holds.
func sheetsOf(t *testing.T, variants []variant) (sheets []*placard.Sheet, kept []variant) {
	t.Helper()
	for _, v := range variants {
		s, err := theMaker(t).Make(theKit(t), eventIn(v.lang), v.choice())
		if v.paper.tight && tooTight(err) {
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", v, err)
		}
		sheets, kept = append(sheets, s), append(kept, v)
	}
	return sheets, kept
}

func pagesOf(sheets []*placard.Sheet) iter.Seq2[*page.Page, error] {
	return func(yield func(*page.Page, error) bool) {
		for _, s := range sheets {
			if !yield(s.Page, nil) {
				return
			}
		}
	}
}

func writePDF(t *testing.T, file string, sheets []*placard.Sheet) {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, pdf.Meta{}, pagesOf(sheets)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// missing is what the page says that a search would not find. pdftotext takes
// a hyphen at a line's end for one of its own, and puts stops and brackets
// among words from right to left where it thinks fit: letters count.
func missing(s *placard.Sheet, text string) []string {
	text = letters(text)
	var bad []string
	for _, line := range texts(s.Page) {
		for _, word := range strings.Fields(line.String) {
			if !strings.Contains(text, letters(word)) {
				bad = append(bad, fmt.Sprintf("pdftotext doesn't find %q of %q", word, line.String))
			}
		}
	}
	return bad
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.L, unicode.M, unicode.N) {
			return r
		}
		return -1
	}, s)
}

// read paints the document so that a module of its smallest code is 4 to 5
// pixels, and returns for each page what each decoder reads on it.
func read(t *testing.T, dir, file string, sheets []*placard.Sheet) []map[string][]string {
	t.Helper()
	smallest := math.Inf(1)
	for _, s := range sheets {
		smallest = min(smallest, s.Report.CodeMM/float64(s.Report.Modules))
	}
	dpi := 25.4 / smallest * (4 + float64(len(sheets)%7)/7)
	output(t, "pdftoppm", "-r", fmt.Sprintf("%.2f", dpi), "-gray", file, filepath.Join(dir, "page"))
	pictures, err := filepath.Glob(filepath.Join(dir, "page-*.pgm"))
	if err != nil || len(pictures) != len(sheets) {
		t.Fatalf("pdftoppm paints %d pages of %d: %v", len(pictures), len(sheets), err)
	}
	slices.Sort(pictures)
	byZBar, byZXing := zbar(t, pictures), zxing(t, pictures)
	out := make([]map[string][]string, len(sheets))
	for i, p := range pictures {
		out[i] = map[string][]string{"zbarimg": byZBar[p], "ZXingReader": byZXing[p]}
	}
	return out
}

func zbar(t *testing.T, pictures []string) map[string][]string {
	t.Helper()
	var doc struct {
		Sources []struct {
			File    string   `xml:"href,attr"`
			Symbols []string `xml:"index>symbol>data"`
		} `xml:"source"`
	}
	said := output(t, "zbarimg", append([]string{"--quiet", "--xml", "-Sdisable", "-Sqrcode.enable"}, pictures...)...)
	if err := xml.Unmarshal([]byte(said), &doc); err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, s := range doc.Sources {
		out[s.File] = append(out[s.File], s.Symbols...)
	}
	return out
}

func zxing(t *testing.T, pictures []string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	said := output(t, "ZXingReader", append([]string{"-1", "-format", "QRCode"}, pictures...)...)
	for line := range strings.Lines(said) {
		file, rest, _ := strings.Cut(line, " ")
		if _, after, ok := strings.Cut(rest, "\""); ok {
			text, _, _ := strings.Cut(after, "\"")
			out[file] = append(out[file], text)
		}
	}
	return out
}
