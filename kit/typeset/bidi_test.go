package typeset_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-text/typesetting/font"
	"golang.org/x/text/unicode/norm"

	"eventkit/kit/typeset"
)

// drawnRunes maps the names of bold glyphs to the runes for which they stand.
var drawnRunes = sync.OnceValues(func() (map[string]rune, error) {
	out := map[string]rune{}
	for _, name := range []string{"NotoSans-Bold", "NotoSansArabic-Bold", "NotoSansHebrew-Bold"} {
		file, err := os.Open(filepath.Join(fontDir, name+".ttf"))
		if err != nil {
			return nil, err
		}
		defer file.Close()
		face, err := font.ParseTTF(file)
		if err != nil {
			return nil, err
		}
		for it := face.Cmap.Iter(); it.Next(); {
			r, gid := it.Char()
			key := fmt.Sprintf("%s/%d", name, gid)
			if have, ok := out[key]; !ok || r < have {
				out[key] = r
			}
		}
	}
	return out, nil
})

// seen sets text on one line and reads it off the paper from left to right,
// without spaces.
func seen(t *testing.T, text, lang string) string {
	t.Helper()
	runes, err := drawnRunes()
	if err != nil {
		t.Fatal(err)
	}
	b, err := library(t).Line(text, typeset.Style{Weight: typeset.Bold, Lang: lang}, 10, 1, math.MaxFloat64)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	var out strings.Builder
	for _, line := range texts(b, b.W, typeset.Left) {
		glyphs := slices.Clone(line.Glyphs)
		slices.SortStableFunc(glyphs, func(a, b pageGlyph) int { return cmp.Compare(a.X, b.X) })
		for _, g := range glyphs {
			r, ok := runes[g.Outline.Name]
			if !ok {
				t.Fatalf("%q: what is %s?", text, g.Outline.Name)
			}
			out.WriteRune(r)
		}
	}
	return out.String()
}

// asked sends lines to fribidi and returns what would be seen, without spaces
// and with plain letters for the joined ones.
func asked(t *testing.T, lines []string, dir string) []string {
	t.Helper()
	cmd := exec.Command("fribidi", "--nopad", "--nobreak", "--"+dir)
	cmd.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("fribidi (Debian: libfribidi-bin): %v", err)
	}
	got := strings.Split(strings.TrimSuffix(norm.NFKC.String(strings.ReplaceAll(string(out), " ", "")), "\n"), "\n")
	if len(got) != len(lines) {
		t.Fatalf("fribidi answered %d lines to %d", len(got), len(lines))
	}
	return got
}

// Letters that never join, so that what is seen can be told from the glyphs.
func TestOrderOfMixedDirections(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"en", "FREE אבג NOW", "FREEגבאNOW"},
		{"he", "אבג FREE NOW דה", "הדFREENOWגבא"},
		{"ar", "دورد Nairobi (EAT)", "Nairobi(EAT)درود"},
		{"ar", "دورد (EAT) دد", "دد(EAT)درود"},
		{"he", "שעה 11:00 (UTC+3)", "(UTC+3)11:00העש"},
		{"he", "UTC+3", "UTC+3"},
		{"ar", "11:00", "11:00"},
		{"ar", "ددد 7/10/2022", "7/10/2022ددد"},
		{"ar", "٧/١٠/٢٠٢٢ ددد", "ددد٧/١٠/٢٠٢٢"},
		{"he", "ב-7.10.2022, אבג", "גבא,7.10.2022-ב"},
		{"he", "+972-50-123", "972-50-123+"},
		{"en", "price 5% אבג 7$ end", "price5%7$גבאend"},
		{"he", "example.org/sign?a=1 אבג", "גבאexample.org/sign?a=1"},
		{"en", "(אבג) [דה]", "(גבא)[הד]"},
		{"he", "(abc) [def]", "[def](abc)"},
		{"en", "a(אבג)b", "a(גבא)b"},
		{"he", "א(abc)ב", "ב(abc)א"},
		{"he", "12–14 אבג", "גבא14–12"},
		{"en", "אבג, דה!", "הד,גבא!"},
		{"he", "FREE, NOW!", "!FREE,NOW"},
	}
	for _, tt := range tests {
		t.Run(tt.lang+" "+tt.text, func(t *testing.T) {
			if got := seen(t, tt.text, tt.lang); got != tt.want {
				t.Errorf("seen %s, want %s", got, tt.want)
			}
			dir := "ltr"
			if typeset.RTL(tt.lang) {
				dir = "rtl"
			}
			if got := asked(t, []string{tt.text}, dir)[0]; got != tt.want {
				t.Errorf("the table says %s, fribidi %s", tt.want, got)
			}
		})
	}
}

func TestOrderAsFriBidi(t *testing.T) {
	pieces := strings.Split("a|B|c|א|ב|ג|ء|د|1|2|37|٣|٤| | |(|)|[|]|{|}|.|,|:|/|-|+|%|$|!|–", "|")
	roll := rand.New(rand.NewPCG(9, 9))
	for dir, lang := range map[string]string{"ltr": "en", "rtl": "he"} {
		var lines []string
		for len(lines) < 1500 {
			var b strings.Builder
			for range 2 + roll.IntN(24) {
				b.WriteString(pieces[roll.IntN(len(pieces))])
			}
			if s := typeset.Clean(b.String()); strings.Trim(s, " ") != "" {
				lines = append(lines, s)
			}
		}
		wrong := 0
		for i, want := range asked(t, lines, dir) {
			if got := seen(t, lines[i], lang); got != want {
				t.Errorf("%s %q: seen %s, fribidi has %s", dir, lines[i], got, want)
				if wrong++; wrong > 5 {
					break
				}
			}
		}
	}
}

// A paragraph's numbers don't know the letters of the one before.
func TestParagraphsApart(t *testing.T) {
	lib := library(t)
	st := typeset.Style{Weight: typeset.Bold, Lang: "ar"}
	two, err := lib.Set("د\n1-2", st, 10, 500)
	if err != nil {
		t.Fatal(err)
	}
	alone, err := lib.Set("1-2", st, 10, 500)
	if err != nil {
		t.Fatal(err)
	}
	got, want := texts(two, 500, typeset.Start)[1], texts(alone, 500, typeset.Start)[0]
	for i := range want.Glyphs {
		if got.Glyphs[i].Outline != want.Glyphs[i].Outline || got.Glyphs[i].X != want.Glyphs[i].X {
			t.Fatal("the second paragraph depends on the first")
		}
	}
}
