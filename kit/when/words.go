package when

import (
	"sync"

	"github.com/go-playground/locales"
	"github.com/go-playground/locales/am"
	"github.com/go-playground/locales/ar"
	"github.com/go-playground/locales/bn"
	"github.com/go-playground/locales/ca"
	"github.com/go-playground/locales/cs"
	"github.com/go-playground/locales/da"
	"github.com/go-playground/locales/de"
	"github.com/go-playground/locales/el"
	"github.com/go-playground/locales/en"
	"github.com/go-playground/locales/es"
	"github.com/go-playground/locales/fa"
	"github.com/go-playground/locales/fi"
	"github.com/go-playground/locales/fr"
	"github.com/go-playground/locales/he"
	"github.com/go-playground/locales/hi"
	"github.com/go-playground/locales/hu"
	"github.com/go-playground/locales/hy"
	"github.com/go-playground/locales/id"
	"github.com/go-playground/locales/it"
	"github.com/go-playground/locales/ja"
	"github.com/go-playground/locales/ka"
	"github.com/go-playground/locales/ko"
	"github.com/go-playground/locales/mr"
	"github.com/go-playground/locales/ms"
	"github.com/go-playground/locales/nb"
	"github.com/go-playground/locales/ne"
	"github.com/go-playground/locales/nl"
	"github.com/go-playground/locales/pl"
	"github.com/go-playground/locales/pt"
	"github.com/go-playground/locales/ro"
	"github.com/go-playground/locales/ru"
	"github.com/go-playground/locales/si"
	"github.com/go-playground/locales/sv"
	"github.com/go-playground/locales/sw"
	"github.com/go-playground/locales/ta"
	"github.com/go-playground/locales/th"
	"github.com/go-playground/locales/tr"
	"github.com/go-playground/locales/uk"
	"github.com/go-playground/locales/ur"
	"github.com/go-playground/locales/vi"
	"github.com/go-playground/locales/zh"
	"golang.org/x/text/language"
)

// words is how one language says dates.
type words struct {
	tag string
	// pattern orders {w} weekday, {d} day, {m} month, {n} the month's number.
	pattern string
	// zero is the digit nought where it isn't "0".
	zero rune
	make func() locales.Translator
}

// table starts with the language that serves where no other does.
var table = []words{
	{"en", "{w} {d} {m}", 0, en.New},
	{"es", "{w} {d} de {m}", 0, es.New},
	{"fr", "{w} {d} {m}", 0, fr.New},
	{"pt", "{w}, {d} de {m}", 0, pt.New},
	{"ar", "{w} {d} {m}", '٠', ar.New},
	{"hi", "{w}, {d} {m}", 0, hi.New},
	{"ru", "{w}, {d} {m}", 0, ru.New},
	{"sw", "{w}, {d} {m}", 0, sw.New},
	{"am", "{w} {d} {m}", 0, am.New},
	{"bn", "{w}, {d} {m}", '০', bn.New},
	{"ca", "{w}, {d} {m}", 0, ca.New},
	{"cs", "{w} {d}. {m}", 0, cs.New},
	{"da", "{w} d. {d}. {m}", 0, da.New},
	{"de", "{w}, {d}. {m}", 0, de.New},
	{"el", "{w} {d} {m}", 0, el.New},
	{"fa", "{w} {d} {m}", '۰', fa.New},
	{"fi", "{w} {d}. {m}", 0, fi.New},
	{"he", "{w}, {d} ב{m}", 0, he.New},
	{"hu", "{m} {d}., {w}", 0, hu.New},
	{"hy", "{d} {m}, {w}", 0, hy.New},
	{"id", "{w}, {d} {m}", 0, id.New},
	{"it", "{w} {d} {m}", 0, it.New},
	{"ja", "{n}月{d}日{w}", 0, ja.New},
	{"ka", "{w}, {d} {m}", 0, ka.New},
	{"ko", "{n}월 {d}일 {w}", 0, ko.New},
	{"mr", "{w}, {d} {m}", '०', mr.New},
	{"ms", "{w}, {d} {m}", 0, ms.New},
	{"ne", "{w}, {d} {m}", '०', ne.New},
	{"nl", "{w} {d} {m}", 0, nl.New},
	{"nb", "{w} {d}. {m}", 0, nb.New},
	{"pl", "{w}, {d} {m}", 0, pl.New},
	{"ro", "{w}, {d} {m}", 0, ro.New},
	{"si", "{m} {d}, {w}", 0, si.New},
	{"sv", "{w} {d} {m}", 0, sv.New},
	{"ta", "{w}, {d} {m}", 0, ta.New},
	{"th", "{w}ที่ {d} {m}", 0, th.New},
	{"tr", "{d} {m} {w}", 0, tr.New},
	{"uk", "{w}, {d} {m}", 0, uk.New},
	{"ur", "{w}، {d} {m}", 0, ur.New},
	{"vi", "{w}, {d} {m}", 0, vi.New},
	{"zh", "{n}月{d}日{w}", 0, zh.New},
}

// dateForms are dates with a year where day, month and year don't just follow
// each other, by the tag of table (CLDR, dateFormats "long").
var dateForms = map[string]string{
	"es": "{d} de {m} de {y}", "pt": "{d} de {m} de {y}", "ca": "{d} {m} de {y}",
	"ru": "{d} {m} {y} года", "uk": "{d} {m} {y} року",
	"cs": "{d}. {m} {y}", "da": "{d}. {m} {y}", "de": "{d}. {m} {y}", "fi": "{d}. {m} {y}", "nb": "{d}. {m} {y}",
	"he": "{d} ב{m} {y}", "hu": "{y}. {m} {d}.", "hy": "{d} {m}, {y} թ.", "si": "{y} {m} {d}", "ka": "{d} {m}, {y}", "vi": "{d} {m}, {y}",
	"ja": "{y}年{n}月{d}日", "ko": "{y}년 {n}월 {d}일", "zh": "{y}年{n}月{d}日",
}

// fullForms are days with a year where the year doesn't just follow the day,
// by the tag of table (CLDR, dateFormats "full").
var fullForms = map[string]string{
	"es": "{w} {d} de {m} de {y}", "pt": "{w}, {d} de {m} de {y}", "ca": "{w}, {d} {m} de {y}",
	"hu": "{y}. {m} {d}., {w}", "hy": "{y} թ. {m} {d}, {w}", "si": "{y} {m} {d}, {w}",
	"tr": "{d} {m} {y} {w}", "vi": "{w}, {d} {m}, {y}",
	"ja": "{y}年{n}月{d}日{w}", "ko": "{y}년 {n}월 {d}일 {w}", "zh": "{y}年{n}月{d}日{w}",
}

var matcher = func() language.Matcher {
	tags := make([]language.Tag, len(table))
	for i, w := range table {
		tags[i] = language.Make(w.tag)
	}
	return language.NewMatcher(tags)
}()

// chosen remembers which row serves a language, with its names made.
var chosen sync.Map

type served struct {
	*words
	names locales.Translator
}

func wordsFor(lang string) served {
	if s, ok := chosen.Load(lang); ok {
		return s.(served)
	}
	_, i, c := matcher.Match(language.Make(lang))
	if c < language.Low {
		i = 0
	}
	s := served{&table[i], table[i].make()}
	// Languages come from tables that others wrote; only sound tags are kept.
	if _, err := language.Parse(lang); err == nil && len(lang) <= 12 {
		chosen.Store(lang, s)
	}
	return s
}
