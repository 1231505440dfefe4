package poster_test

import (
	"bytes"
	"fmt"
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
	"eventkit/kit/page/raster"
	"eventkit/kit/poster"
	"eventkit/kit/qr"
)

// The programs that share no line with this one, and the Debian packages that
// they come in.
var programs = map[string]string{
	"qpdf": "qpdf", "pdftoppm": "poppler-utils", "pdftotext": "poppler-utils",
	"zbarimg": "zbar-tools", "ZXingReader": "zxing-cpp-tools",
}

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%s is missing; install it: apt-get install %s", name, programs[name])
	}
	cmd := exec.Command(name, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, stderr.Bytes())
	}
	return string(out)
}

func writePDF(t *testing.T, file string, sheets []*poster.Sheet) {
	t.Helper()
	var b bytes.Buffer
	err := pdf.Write(&b, pdf.Meta{}, func(yield func(*page.Page, error) bool) {
		for _, s := range sheets {
			if !yield(s.Page, nil) {
				return
			}
		}
	})
	if err == nil {
		err = os.WriteFile(file, b.Bytes(), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Every code of every poster in every language is read by our own decoder and
// by two that aren't from the document as poppler paints it; the document is
// sound and its words are found. Standing and lying take turns.
func TestProof(t *testing.T) {
	k := theKit(t)
	for i, p := range k.Posters {
		t.Run(p.ID, func(t *testing.T) {
			t.Parallel()
			var sheets []*poster.Sheet
			for j, lang := range k.Languages {
				c := variant{p.ID, lang, papers[(i+j)%len(papers)], true}.choice()
				if (i+j)%3 == 2 {
					c.Corner = "bottom-left"
				}
				s := mustMake(t, k, event, c)
				if err := qr.ReadBack(s.Page); err != nil {
					t.Errorf("%s: %v", lang, err)
				}
				sheets = append(sheets, s)
			}
			dir := t.TempDir()
			file := filepath.Join(dir, "all.pdf")
			writePDF(t, file, sheets)
			if said := output(t, "qpdf", "--check", file); !strings.Contains(said, "No syntax or stream encoding errors") {
				t.Errorf("qpdf: %s", said)
			}
			found := strings.Split(output(t, "pdftotext", file, "-"), "\f")
			for i, s := range sheets {
				for _, l := range textsOf(s.Page.Layers...) {
					for _, word := range strings.Fields(l.String) {
						if !strings.Contains(letters(found[i]), letters(word)) {
							t.Errorf("%s: pdftotext doesn't find %q", s.Page.Lang, word)
						}
					}
				}
			}
			decode(t, dir, file, sheets)
		})
	}
}

// letters are what counts: pdftotext puts stops among words from right to left
// where it thinks fit.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.L, unicode.M, unicode.N) {
			return r
		}
		return -1
	}, s)
}

func decode(t *testing.T, dir, file string, sheets []*poster.Sheet) {
	t.Helper()
	for i, s := range sheets {
		dpi := 25.4 / codes(s.Page)[0].Module() * 4.3
		n := fmt.Sprint(i + 1)
		picture := filepath.Join(dir, "page"+n)
		output(t, "pdftoppm", "-r", fmt.Sprintf("%.2f", dpi), "-f", n, "-singlefile", "-gray", file, picture)
		if got := strings.TrimSpace(output(t, "zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture+".pgm")); got != event.Link {
			t.Errorf("%s: zbar reads %q", s.Page.Lang, got)
		}
		output(t, "pdftoppm", "-r", fmt.Sprintf("%.2f", dpi), "-f", n, "-singlefile", "-png", file, picture)
		if got := output(t, "ZXingReader", "-1", picture+".png"); !strings.Contains(got, event.Link) {
			t.Errorf("%s: ZXing reads %q", s.Page.Lang, got)
		}
	}
}

// The document and the preview are one page: poppler and our own painter agree
// about the artwork.
func TestPaintersAgree(t *testing.T) {
	var sheets []*poster.Sheet
	for i, p := range theKit(t).Posters {
		sheets = append(sheets, mustMake(t, theKit(t), event, variant{p.ID, "en", papers[i%2], i%2 == 0}.choice()))
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "all.pdf")
	writePDF(t, file, sheets)
	for i, s := range sheets {
		const dpi = 50
		n := fmt.Sprint(i + 1)
		output(t, "pdftoppm", "-r", fmt.Sprint(dpi), "-f", n, "-singlefile", "-png", file, filepath.Join(dir, n))
		theirs := picture(t, filepath.Join(dir, n+".png"))
		ours, err := raster.Paint(s.Page, dpi)
		if err != nil {
			t.Fatal(err)
		}
		b := ours.Bounds().Intersect(theirs.Bounds())
		off := 0
		for y := range b.Dy() {
			for x := range b.Dx() {
				r, g, bl, _ := theirs.At(x, y).RGBA()
				c := ours.RGBAAt(x, y)
				far := func(a uint32, b uint8) bool { return math.Abs(float64(a>>8)-float64(b)) > 90 }
				if far(r, c.R) || far(g, c.G) || far(bl, c.B) {
					off++
				}
			}
		}
		if share := float64(off) / float64(b.Dx()*b.Dy()); share > 0.025 {
			t.Errorf("%s: %.1f %% of the pixels differ", s.Poster.ID, 100*share)
		}
	}
}

// Credits and licences of all posters are there to be shown.
func TestCredits(t *testing.T) {
	for _, p := range theKit(t).Posters {
		if p.Credit == "" || p.Licence == "" || !slices.ContainsFunc(theKit(t).Languages, func(l string) bool { return p.Title[l] != "" }) {
			t.Errorf("%s: %q, %q, %v", p.ID, p.Credit, p.Licence, p.Title)
		}
	}
}
