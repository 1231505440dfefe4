package pdf_test

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"eventkit/kit/page"
	"eventkit/kit/page/internal/specimen"
	"eventkit/kit/page/pdf"
	"eventkit/kit/typeset"
)

// readers take the words out of a document.
func readers(t *testing.T, name string) map[string]string {
	t.Helper()
	return map[string]string{
		"pdftotext": run(t, "pdftotext", name, "-"),
		"layout":    run(t, "pdftotext", "-layout", name, "-"),
		"mutool":    run(t, "mutool", "draw", "-q", "-F", "txt", name),
	}
}

// tidy makes what readers print comparable: they may compose letters, mark
// directions and cut lines in their own way.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= 0x200E && r <= 0x200F || r >= 0x202A && r <= 0x202E {
			return -1
		}
		return r
	}, norm.NFC.String(s))
	return strings.Join(strings.Fields(s), " ")
}

func TestWordsAreFound(t *testing.T) {
	set := openSet(t)
	for _, line := range specimen.Scripts() {
		for _, em := range []float64{3, 9, 30} {
			items, err := set.Text(line, page.Point{X: 10, Y: 10}, em, 0, specimen.Ink)
			if err != nil {
				t.Fatal(err)
			}
			name := file(t, pdf.Meta{Lang: line.Lang}, onPage(page.Size{W: 600, H: 100}, items...))
			for reader, got := range readers(t, name) {
				if reader == "mutool" && typeset.RTL(line.Lang) {
					continue // it prints letters from left to right, whatever their direction
				}
				if tidy(got) != tidy(line.Words) {
					t.Errorf("%s, %s at %g mm: %q, want %q", reader, line.Lang, em, tidy(got), line.Words)
				}
			}
		}
	}
}

// Every line once: the letters that are drawn must not be read as a second text.
func TestWordsAreFoundOnce(t *testing.T) {
	pages := batch(t, 3)
	for reader, got := range readers(t, file(t, pdf.Meta{}, pages...)) {
		got = tidy(got)
		for _, want := range []string{"Johannesburg 1", "Buenos Aires 0", "7 Market Street, room 0", "10 Harbour Street, room 1", "example.org/sign/9e3779b1"} {
			if n := strings.Count(got, want); n != 1 {
				t.Errorf("%s: %q is found %d times in %q", reader, want, n, got)
			}
		}
		if n := strings.Count(got, "Journalism is not a crime. Free Assange now"); n != len(pages) {
			t.Errorf("%s: the headline is found %d times on %d pages: %q", reader, n, len(pages), got)
		}
	}
}

func TestHollowWordsAreFound(t *testing.T) {
	for reader, got := range readers(t, file(t, pdf.Meta{}, hollow(t))) {
		if got = tidy(got); got != "Colour me & mine small and hollow" {
			t.Errorf("%s: %q", reader, got)
		}
	}
}

// square is a line of n letters' squares, with gaps where the words have
// spaces: only its words tell what it says.
func square(words string, rtl bool, n int) page.Text {
	o := page.NewOutline("square", []page.Segment{
		{Verb: page.MoveTo, P: [3]page.Point{{X: 0, Y: 0}}},
		{Verb: page.LineTo, P: [3]page.Point{{X: 500, Y: 0}}},
		{Verb: page.LineTo, P: [3]page.Point{{X: 500, Y: -700}}},
		{Verb: page.LineTo, P: [3]page.Point{{X: 0, Y: -700}}},
	})
	t := page.Text{String: words, RTL: rtl, At: page.Point{X: 20, Y: 30}, Scale: 0.008, Em: 8, Fill: specimen.Ink}
	letters := []rune(words)
	for i := 0; len(t.Glyphs) < n; i++ {
		if i >= len(letters) || letters[i] != ' ' {
			t.Glyphs = append(t.Glyphs, page.Glyph{Outline: o, X: 4.8 * float64(i)})
		}
		t.Advance = 4.8 * float64(i+1)
	}
	t.Ink = page.Rect{Y: -5.6, W: t.Advance - 0.8, H: 5.6}
	return t
}

func TestUnusualWords(t *testing.T) {
	tests := []struct {
		name, words string
		rtl         bool
		glyphs      int
		want        []string // what is found, if not the words as they are
	}{
		{"beyond the first plane", "peace 🕊 now 😀😀", false, 11, nil},
		{"brackets", `a (b) \c\ <d>`, false, 10, nil},
		{"one shape for all letters", "abcab cb", false, 7, nil},
		{"control characters", "one\ttwo\r(three)", false, 3, []string{"one two (three)"}},
		{"not UTF-8", "bad \xff\xfe end", false, 8, []string{"bad \uFFFD\uFFFD end"}},
		{"ligature", "office", false, 4, nil},
		{"combining mark", "e\u0301te\u0301", false, 3, []string{"été"}},
		{"dashes and quotes", "“Free” – now… № 7 · €", false, 15, nil},
		// Readers put directions in an order of their own.
		{"mixed directions", "السبت 8 أكتوبر 2022، London", true, 23, []string{"السبت", "8", "أكتوبر", "2022", "London"}},
		{"Arabic inside English", "Say حرية now", false, 10, []string{"Say", "حرية", "now"}},
		{"Hebrew with numbers", "ב 13:00 לונדון", true, 12, []string{"13:00", "לונדון"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name := file(t, pdf.Meta{}, onPage(specimen.A4, square(tt.words, tt.rtl, tt.glyphs)))
			run(t, "qpdf", "--check", name)
			got := tidy(run(t, "pdftotext", name, "-"))
			if tt.want == nil {
				tt.want = []string{tidy(tt.words)}
			}
			if len(tt.want) == 1 && got != tt.want[0] {
				t.Errorf("%q, want %q", got, tt.want[0])
			}
			for _, w := range tt.want {
				if strings.Count(got, w) == 0 {
					t.Errorf("%q lacks %q", got, w)
				}
			}
		})
	}
}

// What is selected on a screen covers the ink.
func TestWordsLieOverTheirInk(t *testing.T) {
	for _, line := range []page.Text{square("words", false, 5), square("office", false, 4), square("أكتوبر", true, 6)} {
		out := run(t, "pdftotext", "-bbox", file(t, pdf.Meta{}, onPage(specimen.A4, line)), "-")
		var x0, y0, x1, y1 float64
		if !scanBox(out, &x0, &y0, &x1, &y1) {
			t.Fatalf("%s: no word in %s", line.String, out)
		}
		const mm = 72 / 25.4
		ink := line.Bounds()
		if d := x0/mm - ink.X; d < -1 || d > 1 {
			t.Errorf("%s: begins %.2f mm beside its ink", line.String, d)
		}
		if d := x1/mm - ink.Right(); d < -1 || d > 1 {
			t.Errorf("%s: ends %.2f mm beside its ink", line.String, d)
		}
		if y0/mm > ink.Y+1 || y1/mm < ink.Bottom()-1 {
			t.Errorf("%s: from %.2f to %.2f mm, ink from %.2f to %.2f", line.String, y0/mm, y1/mm, ink.Y, ink.Bottom())
		}
	}
}

func TestFontsAreEmbedded(t *testing.T) {
	out := run(t, "pdffonts", file(t, pdf.Meta{}, specimens(t)...))
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) < 4 {
		t.Fatalf("too few fonts:\n%s", out)
	}
	for _, l := range lines[2:] {
		f := strings.Fields(l) // … encoding, embedded, subset, with words, object, generation
		if n := len(f); n < 6 || f[n-5] != "yes" || f[n-3] != "yes" || strings.Contains(l, "Type 3") {
			t.Errorf("not embedded, or without its words: %s", l)
		}
	}
}
