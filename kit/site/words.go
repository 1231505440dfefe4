package site

import (
	"embed"
	"html/template"
	"io/fs"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"eventkit/kit"
	"eventkit/kit/typeset"
)

//go:embed page
var pageFiles embed.FS

// pageFile reads one of the files that the page is made of.
func pageFile(name string) []byte {
	b, err := fs.ReadFile(pageFiles, "page/"+name)
	if err != nil {
		panic(err) // it is embedded
	}
	return b
}

var ownWords = sync.OnceValues(func() (*kit.TextFile, error) {
	return kit.ReadTextFile(pageFiles, "page/words.toml")
})

// Words is something said on the page. Where it is in another language than
// what stands around it, Attr says which.
type Words struct {
	Text string
	Attr template.HTMLAttr
	// Other is the other language's own name, "" where there is none.
	Other string
}

// speaker says things in one language, or in the nearest that there is.
type speaker struct {
	lang  string
	langs []string // lang and then the kit's, to fall back on
	own   *kit.TextFile
}

func (b *builder) speaker(lang string) *speaker {
	return &speaker{lang: lang, langs: append([]string{lang}, b.kit.Languages...), own: b.own}
}

// say is a text of the kit.
func (s *speaker) say(t kit.Text) Words {
	words, lang, _ := t.In(s.langs...)
	return s.in(words, lang)
}

// in is words of a known language.
func (s *speaker) in(words, lang string) Words {
	w := Words{Text: typeset.Clean(words)}
	if lang != s.lang && words != "" {
		w.Attr, w.Other = attr(lang), languageName(lang)
	}
	return w
}

// word is one of the page's own words, with {names} filled in.
func (s *speaker) word(id string, values ...string) Words {
	w := s.say(s.own.Text(id))
	w.Text = strings.NewReplacer(values...).Replace(w.Text)
	return w
}

// attr is a language and its direction as attributes. The tag is rebuilt from
// what was parsed, so that nothing else can stand in it.
func attr(lang string) template.HTMLAttr {
	return template.HTMLAttr(`lang="` + tagOf(lang) + `" dir="` + dirOf(lang) + `"`)
}

func tagOf(lang string) string { return language.Make(lang).String() }

func dirOf(lang string) string {
	if typeset.RTL(lang) {
		return "rtl"
	}
	return "ltr"
}

// languageName is a language's name in itself, as a heading has it.
func languageName(tag string) string {
	name := display.Self.Name(language.Make(tag))
	if name == "" {
		return tag
	}
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[n:]
}
