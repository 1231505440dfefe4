package placard

import (
	"strings"

	"eventkit/kit/qr"
	"eventkit/kit/when"
)

func (s *sheet) reachOf(side float64) float64 { return qr.Reach(side, s.sym.Modules.N) }

// units are how metres and centimetres are written beside a number.
var units = map[string][2]string{
	"ar": {"سم", "م"}, "fa": {"سانتی\u200Cمتر", "متر"}, "he": {"ס״מ", "מ׳"},
	"hi": {"सेमी", "मी"}, "bn": {"সেমি", "মি"}, "ta": {"செமீ", "மீ"}, "th": {"ซม.", "ม."},
	"ru": {"см", "м"}, "uk": {"см", "м"}, "el": {"εκ.", "μ."}, "am": {"ሴሜ", "ሜ"},
}

// reachWords says a distance in a language's own digits and units.
func reachWords(d float64, lang string) string {
	number, unit, _ := strings.Cut(metres(d), " ")
	base, _, _ := strings.Cut(lang, "-")
	if u, ok := units[base]; ok {
		unit = u[0]
		if d+1e-6 >= 1 {
			unit = u[1]
		}
	}
	if base != "en" {
		number = strings.ReplaceAll(number, ".", ",")
	}
	return when.Digits(number, lang) + "\u00A0" + unit
}
