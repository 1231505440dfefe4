package typeset_test

import (
	"fmt"
	"math"
	"os/exec"
	"strings"
	"testing"

	"eventkit/kit/typeset"
)

// asked of HarfBuzz at once: the advance of every line, in thousandths of an em.
func advances(t *testing.T, font, lang, script string, lines []string) []float64 {
	t.Helper()
	dir := "ltr"
	if typeset.RTL(lang) {
		dir = "rtl"
	}
	cmd := exec.Command("hb-shape", "--font-file="+font, "--font-size=1000", "--no-glyph-names", "--no-clusters",
		"--direction="+dir, "--language="+lang, "--script="+script, "--text-file=-")
	cmd.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("hb-shape (Debian: libharfbuzz-bin): %v", err)
	}
	answers := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(answers) != len(lines) {
		t.Fatalf("HarfBuzz answered %d lines to %d", len(answers), len(lines))
	}
	sums := make([]float64, len(lines))
	for i, answer := range answers {
		for _, item := range strings.Split(strings.Trim(answer, "[]"), "|") {
			_, adv, _ := strings.Cut(item, "+")
			sums[i] += number(t, adv)
		}
	}
	return sums
}

func advance(t *testing.T, text string, st typeset.Style) float64 {
	t.Helper()
	b, err := library(t).Line(text, st, 1000, 1, math.MaxFloat64)
	if err != nil {
		t.Fatal(err)
	}
	return textOf(t, b).Advance
}

// Every pair of capitals, and of capitals with points and figures, stands as
// close as the font asks for.
func TestEveryPair(t *testing.T) {
	alphabets := []struct{ lang, script, letters string }{
		{"en", "Latn", "ABCDEFGHIJKLMNOPQRSTUVWXYZÁÇÑÖŁŠ’“.,-!17"},
		{"el", "Grek", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫ’.,"},
		{"ru", "Cyrl", "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ.,"},
	}
	for _, a := range alphabets {
		for w, suffixes := range weightFiles {
			t.Run(fmt.Sprintf("%s/%d", a.script, w), func(t *testing.T) {
				var pairs []string
				for _, x := range a.letters {
					for _, y := range a.letters {
						pairs = append(pairs, string(x)+string(y))
					}
				}
				st := typeset.Style{Weight: w, Lang: a.lang}
				kerned, wrong := 0, 0
				single := map[rune]float64{}
				for _, r := range a.letters {
					single[r] = advance(t, string(r), st)
				}
				for i, want := range advances(t, fontFile(t, "NotoSans", suffixes), a.lang, a.script, pairs) {
					got := advance(t, pairs[i], st)
					if !near(got, want, 1) {
						t.Errorf("%s: %.1f, HarfBuzz has %.1f", pairs[i], got, want)
						if wrong++; wrong > 20 {
							t.Fatal("and more")
						}
					}
					if rs := []rune(pairs[i]); !near(got, single[rs[0]]+single[rs[1]], 1) {
						kerned++
					}
				}
				if kerned < 50 {
					t.Errorf("only %d pairs are kerned", kerned)
				}
			})
		}
	}
}

// Every word of the passages is as wide as HarfBuzz makes it.
func TestEveryWord(t *testing.T) {
	fonts := map[string][2]string{}
	for _, s := range shaping {
		fonts[s.lang] = [2]string{s.font, s.script}
	}
	fonts["vi"] = fonts["en"]
	for _, p := range passages {
		t.Run(p.name, func(t *testing.T) {
			var words []string
			for _, w := range strings.Fields(p.text) {
				// Points, figures and Latin words in another script are drawn by another font.
				if fonts[p.lang][0] != "NotoSans" {
					w = strings.Trim(w, ",.:()—0123456789aeNEAT")
				}
				if w != "" && (fonts[p.lang][0] == "NotoSans" || !strings.ContainsAny(w, "robi")) {
					words = append(words, w)
				}
			}
			if len(words) < 2 {
				t.Fatalf("only %q", words)
			}
			want := advances(t, fontFile(t, fonts[p.lang][0], []string{"Medium"}), p.lang, fonts[p.lang][1], words)
			for i, w := range words {
				if got := advance(t, w, medium(p.lang)); !near(got, want[i], 1) {
					t.Errorf("%s: %.1f, HarfBuzz has %.1f", w, got, want[i])
				}
			}
		})
	}
}

// A word with a place to break in it is shaped as one where it stands on one
// line, and as two where it is broken.
func TestShapedAsTheyStand(t *testing.T) {
	font := fontFile(t, "NotoSans", []string{"Medium"})
	st := medium("en")
	for _, word := range []string{"TOY-AVATAR", "A/V", "LA–VA", "T—A"} {
		want := advances(t, font, "en", "Latn", []string{word})[0]
		if got := advance(t, word, st); !near(got, want, 1) {
			t.Errorf("%s: %.1f, HarfBuzz has %.1f", word, got, want)
		}
	}
	arabic := strings.Repeat("بسم", 20)
	b, err := library(t).Set(arabic, medium("ar"), 10, 150)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Lines()) < 2 {
		t.Fatalf("not broken: %q", b.Lines())
	}
	want := advances(t, fontFile(t, "NotoSansArabic", []string{"Medium"}), "ar", "Arab", b.Lines())
	for i, l := range texts(b, 150, typeset.Start) {
		if !near(l.Advance*100, want[i], 1) {
			t.Errorf("%s: %.1f, HarfBuzz has %.1f", l.String, l.Advance*100, want[i])
		}
	}
}
