package typeset_test

import (
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

func TestLine(t *testing.T) {
	natural := width(t, "Nairobi, Kenya", "en")
	tests := []struct {
		name, text       string
		em, minEm, width float64
		want             float64
	}{
		{"room enough", "Nairobi, Kenya", 10, 5, 1000, 10},
		{"just enough", "Nairobi, Kenya", 10, 5, natural * 10, 10},
		{"smaller", "Nairobi, Kenya", 10, 5, natural * 8, 8},
		{"smallest", "Nairobi, Kenya", 10, 5, natural * 5, 5},
		{"in spite of breaks", "Nairobi,\n\n  Kenya", 10, 5, natural * 8, 8},
		{"no words", " \n", 10, 5, 100, 10},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := library(t).Line(tt.text, medium("en"), tt.em, tt.minEm, tt.width+1e-9)
			if err != nil {
				t.Fatal(err)
			}
			if !near(b.Em, tt.want, 1e-6) || b.W > tt.width+1e-6 || len(b.Lines()) > 1 {
				t.Errorf("%g mm, %g mm wide: %q", b.Em, b.W, b.Lines())
			}
			if len(b.Lines()) == 1 && strings.Contains(b.Lines()[0], "\n") {
				t.Errorf("the line says %q", b.Lines()[0])
			}
		})
	}
}

func TestDirectionOfLanguages(t *testing.T) {
	for lang, want := range map[string]bool{
		"ar": true, "ar-EG": true, "fa": true, "ur": true, "he": true, "ps": true, "ckb": true, "yi": true,
		"dv": true, "ug": true, "sd": true, "az-Arab": true, "pa-Arab": true, "nqo": true, "syr": true,
		"en": false, "": false, "ru": false, "hi": false, "tr": false, "ku": false, "pa": false, "az": false,
		"ar-Latn": false, "zh": false, "am": false, "not a tag": false, "x": false,
	} {
		if got := typeset.RTL(lang); got != want {
			t.Errorf("RTL(%q) = %v", lang, got)
		}
	}
}

// Scripts with marks above and below take more room, none so much that lines
// fall apart; a tag says the same whether it is written short or long.
func TestLeading(t *testing.T) {
	least := typeset.Leading("en")
	for _, p := range passages {
		got := typeset.Leading(p.lang)
		if got < least || got > 1.6 {
			t.Errorf("%s: %g", p.name, got)
		}
	}
	for _, lang := range []string{"ar", "hi", "th", "he", "ta"} {
		if typeset.Leading(lang) <= least {
			t.Errorf("%s is led as tight as English", lang)
		}
	}
	for short, long := range map[string]string{"ar": "ar-Arab", "hi": "hi-IN", "ru": "ru-Cyrl-RU", "en": "en-GB"} {
		if typeset.Leading(short) != typeset.Leading(long) {
			t.Errorf("%s and %s differ", short, long)
		}
	}
}

// Running text that piles marks high is led wide enough not to touch.
func TestPiledMarks(t *testing.T) {
	pile := "Z" + strings.Repeat("\u0301", 6) + strings.Repeat("\u0323", 6)
	text := strings.Repeat("a"+pile+" word "+pile+" ", 4)
	b, err := library(t).Set(text, medium("en"), 10, 70)
	if err != nil {
		t.Fatal(err)
	}
	apart(t, b, page.Size{W: 70, H: b.H}, typeset.Start)
	plain, err := library(t).Set("a word\nZ word", medium("en"), 10, 70)
	if err != nil || !near(plain.Last-plain.Baseline, 10*typeset.Leading("en"), 1e-9) {
		t.Errorf("plain words are led %g mm: %v", plain.Last-plain.Baseline, err)
	}
	for _, p := range passages {
		b, err := library(t).Set(p.text, medium(p.lang), 6, 80)
		if err != nil {
			t.Fatal(err)
		}
		apart(t, b, page.Size{W: 80, H: b.H}, typeset.Start)
	}
}

// A letter and its marks are drawn by one font where one has both; a mark
// that only another font has is drawn all the same.
func TestFontsOfClusters(t *testing.T) {
	tests := []struct {
		text, lang string
		fonts      string
	}{
		{"x\u030C", "en", "NotoSans-Bold NotoSans-Bold"},
		{"a ١", "en", "NotoSans-Bold NotoSansArabic-Bold"},
		{"חו2", "he", "NotoSans-Bold NotoSansHebrew-Bold NotoSansHebrew-Bold"},
		{"a—ب", "ar", "NotoSansArabic-Bold NotoSans-Bold NotoSans-Bold"},
		{"हिं।", "hi", ""},
		{"বাংলা।", "bn", ""},
	}
	for _, tt := range tests {
		b, err := bold(library(t), tt.text, tt.lang)
		if err != nil {
			t.Fatal(err)
		}
		var from []string
		for _, g := range textOf(t, b).Glyphs {
			from = append(from, strings.Split(g.Outline.Name, "/")[0])
		}
		if got := strings.Join(from, " "); tt.fonts != "" && got != tt.fonts {
			t.Errorf("%q is drawn by %s, want %s", tt.text, got, tt.fonts)
		}
		for _, f := range from {
			if tt.fonts == "" && f != from[0] {
				t.Errorf("%q is drawn by %v", tt.text, from)
			}
		}
	}
}
