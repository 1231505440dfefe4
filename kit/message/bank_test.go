package message_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/message"
	"eventkit/kit/paper"
)

const manifest = `id = "free-the-library"
version = "1"
languages = ["en", "ar"]
hashtags = ["#OpenIt", "#OpenItNow"]
[title]
en = "Open the library"
ar = "افتحوا المكتبة"
`

// entry writes one message as a bank's file has it.
func entry(id, audience, tone, text string) string {
	return fmt.Sprintf("[[message]]\nid = %q\naudience = %q\ntone = %q\ntext = %q\n\n", id, audience, tone, text)
}

func kitWith(t *testing.T, files map[string]string) *kit.Kit {
	t.Helper()
	fsys := fstest.MapFS{"kit.toml": {Data: []byte(manifest)}, "slogans.toml": {}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	k, err := kit.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func sample(t *testing.T) *kit.Kit {
	return kitWith(t, map[string]string{
		"messages/messages.en.toml": entry("books-01", "everyone", "factual", "The library has been shut for a year. #OpenIt") +
			entry("books-02", "students", "urgent", "We need a place to read: open the LIBRARY today. #OpenItNow #OpenIt"),
		"messages/messages.ar.toml": entry("books-01", "everyone", "factual", "المكتبة مغلقة منذ عام. #OpenIt") +
			entry("books-02", "students", "urgent", "نحتاج مكانًا للقراءة: افتحوا المكتبة اليوم. #OpenItNow"),
		"messages/README.md": "no messages here",
	})
}

func TestRead(t *testing.T) {
	k := sample(t)
	b, err := message.Read(k)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.Languages(); !slices.Equal(got, []string{"en", "ar"}) {
		t.Errorf("languages %q", got)
	}
	if ps := message.Check(k); len(ps) > 0 {
		t.Errorf("problems %v", ps)
	}
	for _, c := range []struct {
		tags []string
		lang string
	}{{[]string{"ar-EG"}, "ar"}, {[]string{"fi"}, "en"}, {[]string{"fi", "ar"}, "ar"}, {nil, "en"}} {
		messages, lang := b.In(c.tags...)
		if lang != c.lang || len(messages) != 2 || messages[0].Lang != lang || messages[0].ID != "books-01" {
			t.Errorf("%q: %q, %v", c.tags, lang, messages)
		}
	}
}

func TestFilter(t *testing.T) {
	b, err := message.Read(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	all, _ := b.In("en")
	for want, filters := range map[string][]message.Filter{
		"books-01 books-02": {{}, {Words: "library"}, {Words: "OPEN libr"}},
		"books-01":          {{Audience: "everyone"}, {Tone: "factual"}, {Words: "year"}, {Words: "-01"}},
		"books-02":          {{Audience: "students", Tone: "urgent", Words: "READ place"}},
		"":                  {{Words: "cinema"}, {Audience: "students", Tone: "factual"}},
	} {
		for _, f := range filters {
			var ids []string
			for _, m := range f.Of(all) {
				ids = append(ids, m.ID)
			}
			if got := strings.Join(ids, " "); got != want {
				t.Errorf("%+v: %s, want %s", f, got, want)
			}
		}
	}
}

func TestNoMessages(t *testing.T) {
	k := kitWith(t, nil)
	if ps := message.Check(k); len(ps) > 0 {
		t.Errorf("problems %v", ps)
	}
	if _, err := message.Read(k); !errors.As(err, new(*paper.MissingError)) {
		t.Errorf("read: %v", err)
	}
}

// What a translator can get wrong, and what is said of it.
func TestProblems(t *testing.T) {
	const good = "The library has been shut for a year. #OpenIt"
	one := func(text string) string { return entry("books-01", "everyone", "factual", text) }
	for _, c := range []struct {
		name, en, ar string
		want         []string // a part of each problem, in order
	}{
		{"fine", one(good), one("المكتبة #OpenIt"), nil},
		{"hashtag misspelt", one("Shut. #Openit"), one("المكتبة #OpenIt"), []string{"messages.en.toml:5: books-01 has the hashtag #Openit, which is none of the kit’s; write exactly #OpenIt or #OpenItNow"}},
		{"hashtag translated", one(good), one("المكتبة #افتحوها"), []string{"messages.ar.toml:5: books-01 has the hashtag #افتحوها"}},
		{"hashtag hidden", one("Shut.x#OpenIt"), one("المكتبة #OpenIt"), []string{"has the hashtag x#OpenIt"}},
		{"hashtags glued", one("Shut. #OpenIt#OpenItNow"), one("المكتبة #OpenIt"), []string{"has the hashtag OpenIt#OpenItNow"}},
		{"a wide sign", one("Shut. ＃OpenIt"), one("المكتبة #OpenIt"), []string{"has the hashtag ＃OpenIt"}},
		{"no hashtag", one("Shut."), one("المكتبة #OpenIt"), []string{"books-01 has no hashtag; add #OpenIt or #OpenItNow"}},
		{"an address", one("Shut: example.org #OpenIt"), one("المكتبة #OpenIt"), []string{"holds the address example.org; take it out; the program adds the link"}},
		{"too long", one(strings.Repeat("long ", 55) + "#OpenIt"), one("المكتبة #OpenIt"), []string{"books-01 in en is 2 too long for X: 282 of 280; shorten it"}},
		{"too long twice", one(strings.Repeat("long ", 60) + "#OpenIt"), one("المكتبة #OpenIt"), []string{"27 too long for X: 307 of 280", "7 too long for Bluesky: 307 of 300"}},
		{"invisible", one("Shut\u202E. #OpenIt"), one("المكتبة #OpenIt"), []string{"holds the invisible sign U+202E"}},
		{"joiners stay", one("Shut\u200C \U0001F469\u200D\U0001F4BB✊\uFE0F. #OpenIt"), one("المكتبة #OpenIt"), nil},
		{"a space at the end", one(good + " "), one("المكتبة #OpenIt"), []string{"begins or ends with a space"}},
		{"a bad name", entry("Books 1", "everyone", "factual", good), entry("Books 1", "everyone", "factual", "المكتبة #OpenIt"), []string{`id "Books 1" is not a plain name`, `id "Books 1" is not a plain name`}},
		{"an audience", entry("a", "all", "factual", good), entry("a", "all", "factual", "المكتبة #OpenIt"), []string{`there is no audience "all"; use one of everyone, journalists`, `there is no audience`}},
		{"a tone", entry("a", "everyone", "loud", good), entry("a", "everyone", "loud", "المكتبة #OpenIt"), []string{`there is no tone "loud"; use one of factual,`, `there is no tone`}},
		{"another tone", one(good), entry("books-01", "everyone", "warm", "المكتبة #OpenIt"), []string{"messages.ar.toml:2: books-01 is everyone, warm here and everyone, factual in messages/messages.en.toml; make both alike"}},
		{"the same id", one(good) + one("Open it. #OpenIt"), one("المكتبة #OpenIt"), []string{`messages.en.toml:8: the id "books-01" is there twice`}},
		{"the same words", one(good) + entry("b", "unions", "warm", good), one("المكتبة #OpenIt") + entry("b", "unions", "warm", "افتحوها #OpenIt"), []string{"b says the same as books-01"}},
		{"one lacks", one(good) + entry("b", "unions", "warm", "Open. #OpenIt"), one("المكتبة #OpenIt"), []string{"messages.ar.toml: warning: it lacks b; add them"}},
		{"an unknown key", one(good) + "lang = \"en\"\n", one("المكتبة #OpenIt"), []string{`messages.en.toml:7: unknown key "lang"`}},
		{"no TOML", "[[message]\n", one("المكتبة #OpenIt"), []string{"messages.en.toml:1: this is not TOML"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := kitWith(t, map[string]string{"messages/messages.en.toml": c.en, "messages/messages.ar.toml": c.ar})
			got := message.Check(k)
			if len(got) != len(c.want) {
				t.Fatalf("%d problems, want %d:\n%v", len(got), len(c.want), kit.Problems(got))
			}
			for i, p := range got {
				if !strings.Contains(p.String(), c.want[i]) {
					t.Errorf("%s\nwant %s", p, c.want[i])
				}
			}
			if _, err := message.Read(k); (err != nil) != (len(kit.Problems(got).Errors()) > 0) {
				t.Errorf("Read: %v", err)
			}
		})
	}
}

func TestLanguageProblems(t *testing.T) {
	good := entry("books-01", "everyone", "factual", "Shut. #OpenIt")
	got := kit.Problems(message.Check(kitWith(t, map[string]string{"messages/messages.en.toml": good, "messages/messages.fr.toml": good}))).Error()
	for _, want := range []string{
		"messages.fr.toml: warning: the kit does not name the language fr",
		"messages.ar.toml: warning: there are no messages in ar",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
	var many strings.Builder
	for i := range 20 {
		many.WriteString(entry(fmt.Sprintf("b-%02d", i), "everyone", "warm", fmt.Sprintf("Open %d. #OpenIt", i)))
	}
	got = kit.Problems(message.Check(kitWith(t, map[string]string{"messages/messages.en.toml": many.String(), "messages/messages.ar.toml": good}))).Error()
	if !strings.Contains(got, "it lacks b-00, b-01, b-02, b-03, b-04, b-05, b-06, b-07, b-08, b-09, b-10, b-11 and 8 more") {
		t.Error(got)
	}
}

func TestHashtags(t *testing.T) {
	for text, want := range map[string][]string{
		"":              nil,
		"#One, #Two_2.": {"#One", "#Two_2"},
		"#حرية؟ ##x":    {"#حرية", "##x"},
		"#":             {"#"},
		"a#b":           {"a#b"},
		"#नि।":          {"#नि"},
		"(#One)":        {"#One"},
		"#One&#Two":     {"#One", "One&#Two"},
	} {
		if got := message.Hashtags(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzBank(f *testing.F) {
	f.Add(entry("a", "everyone", "warm", "Open it. #OpenIt"))
	f.Add("[[message]]\nid = 1\n")
	f.Add("[message]\n")
	f.Fuzz(func(t *testing.T, text string) {
		fsys := fstest.MapFS{"kit.toml": {Data: []byte(manifest)}, "slogans.toml": {}, "messages/messages.en.toml": {Data: []byte(text)}}
		k, err := kit.Open(fsys)
		if err != nil {
			return
		}
		for _, p := range message.Check(k) {
			if p.What == "" || p.Mend == "" {
				t.Errorf("%v", p)
			}
		}
		b, err := message.Read(k)
		if err != nil {
			return
		}
		for _, lang := range b.Languages() {
			messages, _ := b.In(lang)
			for _, m := range messages {
				for _, l := range message.Measure(m.Text) {
					if !l.Fits() {
						t.Errorf("%q passed, and %s does not take it: %+v", m.Text, l.Network.Name, l)
					}
				}
			}
		}
	})
}
