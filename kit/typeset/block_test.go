package typeset_test

import (
	"math"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// edge says how far the ink of a one-letter line stands out of the margin, in
// mm at 100 mm.
func edge(t *testing.T, letter string, w typeset.Weight, right bool) float64 {
	t.Helper()
	lang := "en"
	if right {
		lang = "he"
	}
	b, err := library(t).Line(letter, typeset.Style{Weight: w, Lang: lang}, 100, 1, 1e6)
	if err != nil {
		t.Fatal(err)
	}
	ink := texts(b, 500, typeset.Start)[0].Bounds()
	if right {
		return ink.Right() - 500
	}
	return -ink.X
}

// Stems stand exactly under each other; rounds, diagonals and hooks stand out
// of the margin by a hair, never more.
func TestOpticalMargin(t *testing.T) {
	for w := range weightFiles {
		for _, right := range []bool{false, true} {
			stems := "FNEBDHKLMPRГПН"
			if right {
				stems = "HNMПН"
			}
			for _, r := range stems {
				if out := edge(t, string(r), w, right); math.Abs(out) > 0.1 {
					t.Errorf("weight %d, right %v: the stem of %c stands out by %.2f mm", w, right, r, out)
				}
			}
			for _, r := range "JTAOCSVYQXה8" {
				out := edge(t, string(r), w, right)
				if out < -1e-9 || out > 100*overhang {
					t.Errorf("weight %d, right %v: %c stands out by %.2f mm", w, right, r, out)
				}
			}
			for _, r := range "AOV" {
				if out := edge(t, string(r), w, right); out < 0.3 {
					t.Errorf("weight %d, right %v: %c stands out by only %.2f mm", w, right, r, out)
				}
			}
		}
	}
}

// A figure that is flush is measured by its ink alone.
func TestFlush(t *testing.T) {
	for _, text := range []string{"7", "17", "OJ", "24"} {
		b, err := library(t).Fit(text, typeset.Style{Lang: "en", Flush: true}, page.Size{W: 80, H: 300}, typeset.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		ink := texts(b, 80, typeset.Start)[0].Bounds()
		if !near(ink.X, 0, 1e-9) || !near(ink.Right(), 80, 1e-9) || !near(b.W, 80, 1e-9) {
			t.Errorf("%s: ink from %g to %g mm", text, ink.X, ink.Right())
		}
	}
}

// Lines begin where their language begins, whatever they hold.
func TestAlign(t *testing.T) {
	const width = 200
	tests := []struct {
		lang, text string
		align      typeset.Align
		side       string
	}{
		{"en", "FREE\nNOW IT IS", typeset.Start, "left"},
		{"ar", "حرية\nالآن للجميع", typeset.Start, "right"},
		{"fa", "آزادی\nاکنون", typeset.Start, "right"},
		{"ur", "آزادی\nابھی", typeset.Start, "right"},
		{"he", "FREE\nחופש", typeset.Start, "right"},
		{"en", "חופש\nFREE", typeset.Start, "left"},
		{"ar", "حرية\nالآن للجميع", typeset.Left, "left"},
		{"ar", "حرية\nالآن للجميع", typeset.Center, "center"},
		{"th", "เสรีภาพ\nเดี๋ยวนี้", typeset.Center, "center"},
	}
	for _, tt := range tests {
		t.Run(tt.lang+" "+tt.side, func(t *testing.T) {
			b, err := library(t).Set(tt.text, typeset.Style{Weight: typeset.Bold, Lang: tt.lang}, 10, width)
			if err != nil {
				t.Fatal(err)
			}
			if b.RTL != typeset.RTL(tt.lang) {
				t.Errorf("RTL = %v", b.RTL)
			}
			for _, l := range texts(b, width, tt.align) {
				ink, hair := l.Bounds(), 10*overhang
				left, right := near(ink.X, 0, hair), near(ink.Right(), width, hair)
				center := near(ink.X, width-ink.Right(), 2*hair)
				if got := map[string]bool{"left": left, "right": right, "center": center}; !got[tt.side] {
					t.Errorf("%q stands from %g to %g mm", l.String, ink.X, ink.Right())
				}
				if l.RTL != b.RTL || l.Lang != tt.lang {
					t.Errorf("%q: RTL %v, language %s", l.String, l.RTL, l.Lang)
				}
			}
		})
	}
}

// The block's measures are those of its ink.
func TestBlockMeasures(t *testing.T) {
	for _, h := range headlines {
		b, err := library(t).Fit(h.text, poster(h.lang), page.Size{W: 100, H: 200}, typeset.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		at := page.Point{X: 7, Y: 11}
		var ink page.Rect
		lines := []page.Text{}
		for _, it := range b.Place(at, 100, typeset.Start, black) {
			ink = ink.Union(it.Bounds())
			lines = append(lines, it.(page.Text))
		}
		first, last := lines[0], lines[len(lines)-1]
		if !near(ink.Y, at.Y, 1e-9) || !near(ink.H, b.H, 1e-9) {
			t.Errorf("%s: ink from %g, %g mm high; the block says %g", h.name, ink.Y, ink.H, b.H)
		}
		if !near(first.At.Y, at.Y+b.Baseline, 1e-9) || !near(last.At.Y, at.Y+b.Last, 1e-9) || first.Em != b.Em {
			t.Errorf("%s: baselines at %g and %g, the block says %g and %g", h.name, first.At.Y, last.At.Y, b.Baseline, b.Last)
		}
	}
	none, err := library(t).Set("  ", poster("en"), 10, 100)
	if err != nil || none.W != 0 || none.H != 0 || len(none.Place(page.Point{}, 10, typeset.Start, black)) != 0 {
		t.Errorf("no words: %+v, %v", none, err)
	}
}

// Hollow letters are the same letters twice: the contour, and the inside, of
// which only one says the words.
func TestHollow(t *testing.T) {
	b, err := library(t).Line("FREE", poster("en"), 50, 1, 1e6)
	if err != nil {
		t.Fatal(err)
	}
	items := b.Place(page.Point{}, 200, typeset.Start, typeset.Paint{Fill: page.Black, Stroke: 0.5, Inside: page.White})
	if len(items) != 2 {
		t.Fatalf("%d items", len(items))
	}
	line, in := items[0].(page.Text), items[1].(page.Text)
	if line.Stroke != 1 || line.Fill != page.Black || line.String != "FREE" {
		t.Errorf("the contour: %g mm, %v, %q", line.Stroke, line.Fill, line.String)
	}
	if in.Stroke != 0 || in.Fill != page.White || in.String != "" {
		t.Errorf("the inside: %g mm, %v, %q", in.Stroke, in.Fill, in.String)
	}
}

// marked sets a text with marks and returns the fields and the lines.
func marked(t *testing.T, text, lang string, wide float64) (fields []page.Rect, lines []page.Text) {
	t.Helper()
	field := page.Color{R: 255}
	b, err := library(t).Set(text, typeset.Style{Weight: typeset.Medium, Lang: lang, Marks: true}, 10, wide)
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range b.Place(page.Point{}, wide, typeset.Start, typeset.Paint{Mark: &field}) {
		switch it := it.(type) {
		case page.Box:
			if len(lines) > 0 {
				t.Error("a field is painted over words")
			}
			fields = append(fields, it.Rect)
		case page.Text:
			lines = append(lines, it)
		}
	}
	return fields, lines
}

// A field lies behind every letter of the marked words and behind no other.
func TestMarks(t *testing.T) {
	tests := []struct {
		name, lang, text string
		fields           int
		// covered holds how many glyphs of each line lie on a field.
		covered []int
	}{
		{"none", "en", "He could face years.", 0, []int{0}},
		{"one word", "en", "up to *175* years.", 1, []int{3}},
		{"not the full stop", "en", "up to *175 years*.", 1, []int{8}},
		{"with the full stop", "en", "up to *175 years.*", 1, []int{9}},
		{"inside a word", "en", "a *mark*ed word", 1, []int{4}},
		{"two", "en", "*one* and then *two*", 2, []int{6}},
		{"across lines", "en", "so *many\nyears* ago", 2, []int{4, 5}},
		{"Arabic", "ar", "حتى *175* عام.", 1, []int{3}},
		{"Hebrew", "he", "עד *175 שנות* מאסר.", 1, []int{7}},
		{"not opened", "en", "5 * 3 is 15", 0, []int{0}},
		{"not closed", "en", "note *this", 0, []int{0}},
		{"empty", "en", "a ** b", 0, []int{0}},
		{"closed after a space", "en", "a *b * c", 0, []int{0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fields, lines := marked(t, tt.text, tt.lang, 300)
			if len(fields) != tt.fields {
				t.Fatalf("%d fields, want %d", len(fields), tt.fields)
			}
			for i, l := range lines {
				if strings.Contains(l.String, "*") && tt.fields > 0 {
					t.Errorf("the line says %q", l.String)
				}
				if got := covered(t, fields, l); got != tt.covered[i] {
					t.Errorf("line %d: %d glyphs lie on fields, want %d", i, got, tt.covered[i])
				}
			}
		})
	}
	b, err := library(t).Set("a *b* c", medium("en"), 10, 300)
	if err != nil || b.Lines()[0] != "a *b* c" {
		t.Errorf("asterisks without marks: %v, %v", b, err)
	}
}

// covered counts the glyphs of a line whose ink lies on a field for the most
// part, and fails if it stands out above, below or at an end.
func covered(t *testing.T, fields []page.Rect, l page.Text) int {
	n := 0
	for _, g := range l.Glyphs {
		b := g.Outline.Bounds()
		ink := page.Rect{X: l.At.X + g.X + b.X*l.Scale, Y: l.At.Y + g.Y + b.Y*l.Scale, W: b.W * l.Scale, H: b.H * l.Scale}
		for _, f := range fields {
			if middle := ink.X + ink.W/2; middle > f.X && middle < f.Right() && f.Overlaps(ink) {
				n++
				if !f.Contains(ink) {
					t.Errorf("%q: %s at %+v stands out of its field %+v", l.String, g.Outline.Name, ink, f)
				}
			}
		}
	}
	return n
}

// Strong words are bold, the others are not, and nothing lies behind them.
func TestStrong(t *testing.T) {
	tests := []struct{ lang, text, voices string }{
		{"en", "a *bc* d", "MBBM"},
		{"en", "a *b*c.", "MBMM"},
		{"en", "*a*\n*b*", "BB"},
		{"he", "א *בג* ד", "MBBM"},
		{"en", "2 * 3", "MMM"},
	}
	for _, tt := range tests {
		field := page.Color{R: 255}
		b, err := library(t).Set(tt.text, typeset.Style{Weight: typeset.Medium, Lang: tt.lang, Strong: true}, 10, 300)
		if err != nil {
			t.Fatal(err)
		}
		voices := ""
		for _, it := range b.Place(page.Point{}, 300, typeset.Start, typeset.Paint{Mark: &field}) {
			for _, g := range it.(page.Text).Glyphs {
				voices += map[bool]string{true: "B", false: "M"}[strings.Contains(g.Outline.Name, "-Bold/")]
			}
		}
		if voices != tt.voices {
			t.Errorf("%q: %s, want %s", tt.text, voices, tt.voices)
		}
	}
}
