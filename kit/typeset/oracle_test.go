package typeset_test

import (
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

const fontDir = "../../assets/fonts"

// shaping holds, for every bundled script, words with what is hard about it.
var shaping = []struct {
	name, font, lang, script string
	texts                    []string
}{
	{"Latin", "NotoSans", "en", "Latn", []string{"AVATAR To Type", "office flow ffi", "Zürich Łódź", "Tiếng Việt Nguyễn", "ɓàrà ẹ̀kọ́", "L'État, c’est", "WAVE 1989–2026"}},
	{"Turkish", "NotoSans", "tr", "Latn", []string{"fişi İstanbul", "ĞIŞÇÖÜ"}},
	{"Greek", "NotoSans", "el", "Grek", []string{"Ελευθερία τώρα", "ΑΥΤΟΣ", "ΐΰ ᾳ"}},
	{"Cyrillic", "NotoSans", "ru", "Cyrl", []string{"Свобода сейчас", "ГАЗЕТА УТРО", "Ўзбекистон її"}},
	{"Arabic", "NotoSansArabic", "ar", "Arab", []string{"الحرية الآن", "مُحَمَّدٌ رَسُولُ", "لا إله", "السَّلامُ عَلَيْكُم", "ـــ"}},
	{"Persian", "NotoSansArabic", "fa", "Arab", []string{"می\u200Cخواهیم آزادی", "گفت\u200Cوگو", "پچژگ"}},
	{"Urdu", "NotoSansArabic", "ur", "Arab", []string{"آزادی ابھی", "ہے ٹھیک"}},
	{"Hebrew", "NotoSansHebrew", "he", "Hebr", []string{"חופש עכשיו", "שָׁלוֹם", "בְּרֵאשִׁית"}},
	{"Devanagari", "NotoSansDevanagari", "hi", "Deva", []string{"आज़ादी अभी", "क्षत्रिय श्री", "र्\u200Dक कर्म", "हिन्दी विद्या", "ट्ठ द्ध्र", "स्त्री"}},
	{"Bengali", "NotoSansBengali", "bn", "Beng", []string{"স্বাধীনতা এখনই", "ক্ষমা কর্ম", "দ্বিতীয়", "কো কৌ"}},
	{"Tamil", "NotoSansTamil", "ta", "Taml", []string{"சுதந்திரம் இப்போது", "கௌ கொ கோ", "ஸ்ரீ க்ஷ"}},
	{"Sinhala", "NotoSansSinhala", "si", "Sinh", []string{"නිදහස දැන්", "ශ්\u200Dරී ලංකා", "ක්\u200Dරෝ"}},
	{"Thai", "NotoSansThai", "th", "Thai", []string{"เสรีภาพเดี๋ยวนี้", "น้ำ ปั๊ม", "ที่นี่ ป่า ฝ้าย ฎุ"}},
	{"Ethiopic", "NotoSansEthiopic", "am", "Ethi", []string{"ነፃነት አሁን", "ኢትዮጵያ።"}},
	{"Georgian", "NotoSansGeorgian", "ka", "Geor", []string{"თავისუფლება ახლა", "საქართველო"}},
	{"Armenian", "NotoSansArmenian", "hy", "Armn", []string{"Ազատություն հիմա", "և մենք՛"}},
}

// What we draw is what HarfBuzz itself would: the same glyphs at the same places.
func TestShapingAsHarfBuzz(t *testing.T) {
	lib := library(t)
	for _, tt := range shaping {
		for w, suffixes := range weightFiles {
			for _, text := range tt.texts {
				t.Run(fmt.Sprintf("%s/%d/%s", tt.name, w, text), func(t *testing.T) {
					b, err := lib.Line(text, typeset.Style{Weight: w, Lang: tt.lang}, 1000, 1, math.MaxFloat64)
					if err != nil {
						t.Fatal(err)
					}
					want, wantAdvance := harfbuzz(t, fontFile(t, tt.font, suffixes), tt.lang, tt.script, typeset.Clean(text))
					got := textOf(t, b)
					if len(got.Glyphs) == 0 {
						t.Fatal("nothing was drawn")
					}
					next := 0
					for _, g := range got.Glyphs {
						for next < len(want) && want[next].blank(g, want, next) {
							next++
						}
						if next == len(want) {
							t.Fatalf("%s at %.1f is not of HarfBuzz, which draws %v", g.Outline.Name, g.X, want)
						}
						h := want[next]
						if !strings.HasSuffix(g.Outline.Name, "/"+h.id) || math.Abs(g.X-h.x) > 1 || math.Abs(g.Y-h.y) > 1 {
							t.Fatalf("%s at %.1f %.1f; HarfBuzz has %s at %.1f %.1f in %v", g.Outline.Name, g.X, g.Y, h.id, h.x, h.y, want)
						}
						next++
					}
					if math.Abs(got.Advance-wantAdvance) > 1 {
						t.Errorf("advance %.1f, HarfBuzz has %.1f", got.Advance, wantAdvance)
					}
				})
			}
		}
	}
}

var weightFiles = map[typeset.Weight][]string{
	typeset.Black:  {"ExtraCondensedBlack", "Black"},
	typeset.Bold:   {"Bold"},
	typeset.Medium: {"Medium"},
}

func fontFile(t *testing.T, family string, suffixes []string) string {
	t.Helper()
	for _, s := range suffixes {
		if found, _ := filepath.Glob(filepath.Join(fontDir, family+"-"+s+".ttf")); len(found) == 1 {
			return found[0]
		}
	}
	t.Fatalf("no %s in %s", family, fontDir)
	return ""
}

type oracleGlyph struct {
	id   string
	x, y float64
}

// blank reports whether the glyph must be a space: ours, which holds no
// glyphs without ink, is the next one.
func (h oracleGlyph) blank(ours page.Glyph, all []oracleGlyph, i int) bool {
	return !strings.HasSuffix(ours.Outline.Name, "/"+h.id) && i+1 < len(all)
}

// harfbuzz asks hb-shape, in thousandths of an em, y down.
func harfbuzz(t *testing.T, font, lang, script, text string) ([]oracleGlyph, float64) {
	t.Helper()
	dir := "ltr"
	if typeset.RTL(lang) {
		dir = "rtl"
	}
	out, err := exec.Command("hb-shape", "--font-file="+font, "--font-size=1000", "--no-glyph-names", "--no-clusters",
		"--direction="+dir, "--language="+lang, "--script="+script, text).Output()
	if err != nil {
		t.Fatalf("hb-shape (Debian: libharfbuzz-bin): %v", err)
	}
	var all []oracleGlyph
	x := 0.0
	for _, item := range strings.Split(strings.Trim(strings.TrimSpace(string(out)), "[]"), "|") {
		place, adv, _ := strings.Cut(item, "+")
		id, offset, _ := strings.Cut(place, "@")
		dx, dy, _ := strings.Cut(offset, ",")
		all = append(all, oracleGlyph{id, x + number(t, dx), -number(t, dy)})
		x += number(t, adv)
	}
	return all, x
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	if s == "" {
		return 0
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
