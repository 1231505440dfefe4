package kit_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
)

func TestTextIn(t *testing.T) {
	text := kit.Text{"en": "Now", "pt": "Já", "zh-Hant": "現在", "ar": "الآن"}
	for _, c := range []struct {
		name  string
		tags  []string
		lang  string
		exact bool
	}{
		{"asked for", []string{"pt"}, "pt", true},
		{"a region's readers take the language", []string{"pt-BR"}, "pt", false},
		{"another region too", []string{"ar-EG"}, "ar", false},
		{"Taiwan reads traditional characters", []string{"zh-TW"}, "zh-Hant", false},
		{"the mainland does not", []string{"zh-CN", "ar"}, "ar", false},
		{"the second is a fallback even if exact", []string{"fr", "ar"}, "ar", false},
		{"nobody is served a neighbour's language", []string{"gl"}, "en", false},
		{"no tag", nil, "en", false},
		{"not a tag", []string{"!!", ""}, "en", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			words, lang, exact := text.In(c.tags...)
			if lang != c.lang || exact != c.exact || words != text[c.lang] {
				t.Errorf("In(%q) = %q, %q, %v; want %q, %v", c.tags, words, lang, exact, c.lang, c.exact)
			}
		})
	}
}

func TestTextWithoutEnglish(t *testing.T) {
	if _, lang, _ := (kit.Text{"sw": "a", "ru": "b"}).In("fr"); lang != "ru" {
		t.Errorf("served %q, want the first by name", lang)
	}
	if words, lang, exact := kit.Text(nil).In("en"); words+lang != "" || exact {
		t.Errorf("nothing gave %q in %q", words, lang)
	}
}

func TestSplitFact(t *testing.T) {
	for in, want := range map[string][3]string{
		"He could face *175 years* in prison.": {"He could face ", "175 years", " in prison."},
		"*All* of it":                          {"", "All", " of it"},
		"nothing marked":                       {"nothing marked", "", ""},
		"one * only":                           {"one * only", "", ""},
		"":                                     {"", "", ""},
	} {
		b, f, a := kit.SplitFact(in)
		if d := cmp.Diff(want, [3]string{b, f, a}); d != "" {
			t.Errorf("%q: %s", in, d)
		}
	}
}

func TestWordFallsBackToTheKit(t *testing.T) {
	k, err := kit.Open(sample())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ id, tag, words, lang string }{
		{"sign", "fr", "Signez", "fr"},
		{"sign", "sw", "Sign", "en"},
		{"none", "en", "", ""},
	} {
		if words, lang := k.Word(c.id, c.tag); words != c.words || lang != c.lang {
			t.Errorf("Word(%q, %q) = %q, %q", c.id, c.tag, words, lang)
		}
	}
}
