package typeset

import (
	"strings"

	"github.com/go-text/typesetting/language"
	xlang "golang.org/x/text/language"
)

// Weight is one of the voices of a page.
type Weight int

// Black is the poster voice, extra condensed where the script has such a cut;
// Bold and Medium carry everything else.
const (
	Black Weight = iota
	Bold
	Medium

	weights
)

// suffixes lists the file name endings that can serve a weight, best last.
func (w Weight) suffixes() []string {
	switch w {
	case Black:
		return []string{"Black", "ExtraCondensedBlack"}
	case Bold:
		return []string{"Bold"}
	}
	return []string{"Medium"}
}

// axis is where a weight lies on the weight axis of a variable font (OpenType, "wght").
func (w Weight) axis() float32 { return [...]float32{900, 700, 500}[w] }

// scriptNames are the parts of Noto's file names that stand for a script. The
// file without such a part draws Latin, Greek and Cyrillic.
var scriptNames = map[string]language.Script{
	"":           language.Latin,
	"Arabic":     language.Arabic,
	"Armenian":   language.Armenian,
	"Bengali":    language.Bengali,
	"Devanagari": language.Devanagari,
	"Ethiopic":   language.Ethiopic,
	"Georgian":   language.Georgian,
	"Hebrew":     language.Hebrew,
	"Sinhala":    language.Sinhala,
	"Tamil":      language.Tamil,
	"Thai":       language.Thai,
}

func scriptOf(file, suffix string) (language.Script, bool) {
	name, ok := strings.CutSuffix(strings.TrimPrefix(file, "NotoSans"), "-"+suffix+".ttf")
	if !ok {
		return 0, false
	}
	s, ok := scriptNames[name]
	return s, ok
}

// metrics says how a script sits on its lines, in thousandths of an em.
type metrics struct {
	// text is the leading of running text, poster the least leading of a headline.
	text, poster float64
	// gap is the least clear space between the ink of two lines of a headline:
	// more than between a letter and its marks where there are marks, so that
	// none seems to belong to the other line.
	gap float64
}

func metricsOf(s language.Script) metrics {
	switch s {
	case language.Arabic:
		return metrics{text: 1480, poster: 900, gap: 190}
	case language.Hebrew:
		return metrics{text: 1360, poster: 860, gap: 120}
	case language.Devanagari, language.Bengali:
		return metrics{text: 1460, poster: 1000, gap: 130}
	case language.Thai, language.Lao:
		return metrics{text: 1500, poster: 1000, gap: 230}
	case language.Tamil, language.Sinhala:
		return metrics{text: 1500, poster: 1000, gap: 120}
	case language.Ethiopic, language.Georgian, language.Armenian:
		return metrics{text: 1400, poster: 920, gap: 110}
	}
	return metrics{text: 1300, poster: 868, gap: 72}
}

// RTL reports whether a language (BCP 47) is written from right to left.
func RTL(lang string) bool {
	switch scriptOfLang(lang) {
	case language.Arabic, language.Hebrew, language.Syriac, language.Thaana, language.Nko, language.Adlam:
		return true
	}
	return false
}

// scriptOfLang is the script that a language (BCP 47) is usually written in.
func scriptOfLang(lang string) language.Script {
	if s, ok := usualScripts[lang]; ok {
		return s
	}
	tag, err := xlang.Parse(lang)
	if err != nil {
		return language.Latin
	}
	code, _ := tag.Script()
	s, err := language.ParseScript(code.String())
	if err != nil {
		return language.Latin
	}
	return s
}

// usualScripts spares parsing the tags that are asked for most.
var usualScripts = map[string]language.Script{
	"": language.Latin, "de": language.Latin, "en": language.Latin, "es": language.Latin,
	"fr": language.Latin, "it": language.Latin, "pt": language.Latin, "sw": language.Latin,
	"ar": language.Arabic, "fa": language.Arabic, "he": language.Hebrew, "hi": language.Devanagari,
	"ru": language.Cyrillic, "uk": language.Cyrillic,
}

// Leading returns the distance between the baselines of running text, in ems.
func Leading(lang string) float64 { return metricsOf(scriptOfLang(lang)).text / 1000 }
