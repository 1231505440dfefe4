package letter_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"eventkit/kit"
	"eventkit/kit/letter"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/qr"
)

// field is what a person may type: scripts that the fonts have, marks that
// mean something in Markdown, HTML or here.
func field() *rapid.Generator[string] {
	runes := []rune("aZ09 ,;\"'*_#{}<>&éßжиعدिह–…()[]")
	return rapid.Custom(func(t *rapid.T) string {
		return strings.TrimSpace(rapid.StringOfN(rapid.SampledFrom(runes), 0, 40, -1).Draw(t, "field"))
	})
}

func anyEvent(t *rapid.T) kit.Event {
	ev := kit.Event{
		Mission: field().Draw(t, "mission"), City: field().Draw(t, "city"),
		Host: field().Draw(t, "host"), Contact: field().Draw(t, "contact"),
	}
	if rapid.Bool().Draw(t, "dated") {
		ev.Date = "2022-10-07"
	}
	return ev
}

// Whatever an event says, the letter can be made, its code reads, its HTML is
// one document with the words in it as they are, and its lines are short.
func TestAnyEvent(t *testing.T) {
	k, m := papertest.Kit(t), maker(t)
	rapid.Check(t, func(t *rapid.T) {
		ev := anyEvent(t)
		lang := rapid.SampledFrom(papertest.Langs()).Draw(t, "lang")
		made, err := m.Letter(k, ev, letter.Choice{Lang: lang, Count: rapid.IntRange(0, 99_999).Draw(t, "count")})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range made.Pages {
			if err := qr.ReadBack(p); err != nil {
				t.Fatal(err)
			}
		}
		var b bytes.Buffer
		if err := made.HTML(&b); err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(&b)
		if err != nil {
			t.Fatal(err)
		}
		var words strings.Builder
		for n := range root.Descendants() {
			if n.Type == html.TextNode {
				words.WriteString(n.Data)
			}
		}
		for _, part := range made.Parts {
			if !strings.Contains(papertest.Squeezed(words.String()), papertest.Squeezed(part.Words())) {
				t.Fatalf("the HTML lacks %q", part.Words())
			}
		}
		b.Reset()
		if err := made.Plain(&b); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "{{count}}") || strings.Contains(b.String(), "\n\n\n") {
			t.Fatalf("a hole in\n%s", b.String())
		}
	})
}

// What is filled in is the value, whole, and nothing else changes.
func TestFillKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := strings.Join(strings.Fields(field().Draw(t, "value")), " ")
		doc := &letter.Document{Title: "T", Parts: []letter.Part{
			{Runs: []letter.Run{{Words: "a {{host}} b"}, {Words: "c", Strong: true}}},
			{Runs: []letter.Run{{Words: "plain"}}},
		}}
		got := doc.Fill(map[string]string{"host": value})
		if value == "" {
			if len(got.Parts) != 1 {
				t.Fatalf("%d parts without a value", len(got.Parts))
			}
			return
		}
		if words := got.Parts[0].Words(); words != "a "+value+" bc" || len(got.Parts) != 2 {
			t.Fatalf("%q from %q", words, value)
		}
	})
}
