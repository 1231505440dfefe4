package letter_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/net/html"

	"eventkit/kit"
	"eventkit/kit/letter"
	"eventkit/kit/page"
	"eventkit/kit/paper/papertest"
)

func written(t *testing.T, made *letter.Made, kind string) string {
	t.Helper()
	var b bytes.Buffer
	write := made.Plain
	if kind == "html" {
		write = made.HTML
	}
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	if !utf8.Valid(b.Bytes()) {
		t.Fatalf("the %s is not UTF-8", kind)
	}
	return b.String()
}

// parsed is what an HTML page holds.
type parsed struct {
	words string
	attrs map[string][]string // tag@name -> values
	tags  map[string]int
}

func parse(t *testing.T, source string) parsed {
	t.Helper()
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	p := parsed{attrs: map[string][]string{}, tags: map[string]int{}}
	var words strings.Builder
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.Data != "style":
			words.WriteString(n.Data)
		case n.Type == html.ElementNode:
			p.tags[n.Data]++
			for _, a := range n.Attr {
				p.attrs[n.Data+"@"+a.Key] = append(p.attrs[n.Data+"@"+a.Key], a.Val)
			}
		}
	}
	p.words = papertest.Squeezed(words.String())
	return p
}

func TestHTML(t *testing.T) {
	for _, lang := range papertest.Langs() {
		for _, made := range []*letter.Made{
			mustLetter(t, papertest.Event(lang), letter.Choice{Lang: lang, Count: 5, Signers: 3}),
			mustBriefing(t, papertest.Event(lang), letter.Choice{Lang: lang}),
		} {
			p := parse(t, written(t, made, "html"))
			dir := "ltr"
			if lang == "ar" {
				dir = "rtl"
			}
			if p.attrs["html@lang"][0] != lang || p.attrs["html@dir"][0] != dir {
				t.Errorf("%s: lang %q, dir %q", lang, p.attrs["html@lang"], p.attrs["html@dir"])
			}
			want := []string{made.Title, made.Address.Printed}
			for _, part := range made.Parts {
				want = append(want, part.Words())
			}
			if made.Form == letter.LetterForm {
				want = append(append(want, made.Host, made.Contact, made.Date, made.Closing, made.Delegation, made.Sign), made.To...)
				if p.tags["li"] != 3 {
					t.Errorf("%s: %d lines to sign on", lang, p.tags["li"])
				}
			}
			for _, words := range want {
				if !strings.Contains(p.words, papertest.Squeezed(words)) {
					t.Errorf("%s: the HTML does not say %q", lang, words)
				}
			}
			// It needs no other file.
			for _, tag := range []string{"script", "link", "img", "iframe"} {
				if p.tags[tag] > 0 {
					t.Errorf("%s: there is a <%s>", lang, tag)
				}
			}
			if p.tags["svg"] != 1 || p.tags["h1"] != 1 {
				t.Errorf("%s: %d codes, %d titles", lang, p.tags["svg"], p.tags["h1"])
			}
		}
	}
}

// In a text from right to left, a line without one of its letters runs the
// other way.
func TestHTMLDirections(t *testing.T) {
	p := parse(t, written(t, mustBriefing(t, kit.Event{}, letter.Choice{Lang: "ar"}), "html"))
	if got := p.attrs["p@dir"]; len(got) != 1 || got[0] != "ltr" {
		t.Errorf("paragraphs of their own direction: %q", got)
	}
}

func TestHTMLEscapes(t *testing.T) {
	ev := papertest.Event("en")
	ev.Host = `<script>alert("1")</script>`
	ev.Link = "https://example.org/?a=1&b=%22%3E"
	made := mustLetter(t, ev, letter.Choice{Lang: "en", Text: "# A & B\n\n{{host}} 1 \\< 2\n\nhttps://example.org/x"})
	p := parse(t, written(t, made, "html"))
	if p.tags["script"] != 0 || !strings.Contains(p.words, papertest.Squeezed(ev.Host)) {
		t.Errorf("scripts: %d, words %q", p.tags["script"], p.words)
	}
	if got := p.attrs["a@href"]; len(got) != 2 || got[0] != "https://example.org/x" || got[1] != ev.Link {
		t.Errorf("links %q", got)
	}
}

func TestHTMLPaper(t *testing.T) {
	made := mustLetter(t, kit.Event{}, letter.Choice{Paper: page.Size{W: 215.9, H: 279.4}})
	if got := written(t, made, "html"); !strings.Contains(got, "@page { size: 215.9mm 279.4mm;") {
		t.Error("the page prints on other paper than was chosen")
	}
}

func TestPlain(t *testing.T) {
	for _, lang := range papertest.Langs() {
		for _, made := range []*letter.Made{
			mustLetter(t, papertest.Event(lang), letter.Choice{Lang: lang, Count: 5}),
			mustBriefing(t, kit.Event{}, letter.Choice{Lang: lang}),
		} {
			got := written(t, made, "txt")
			for _, line := range strings.Split(got, "\n") {
				if w := uniseg.StringWidth(line); w > 72 && strings.Contains(line, " ") {
					t.Errorf("%s: %d columns: %q", lang, w, line)
				}
				if line != strings.TrimRight(line, " ") {
					t.Errorf("%s: blanks at the end of %q", lang, line)
				}
			}
			squeezed := papertest.Squeezed(got)
			for _, p := range made.Parts {
				if !strings.Contains(squeezed, papertest.Squeezed(p.Words())) {
					t.Errorf("%s: the text lacks %q", lang, p.Words())
				}
			}
			if strings.Contains(got, "\n\n\n") || strings.Contains(got, "**") || strings.HasPrefix(got, "\n") {
				t.Errorf("%s: holes or marks in\n%s", lang, got)
			}
		}
	}
}

func TestPlainLetter(t *testing.T) {
	made := mustLetter(t, papertest.Event("en"), letter.Choice{Lang: "en", Signers: 1, Text: "# Subject\n\n{{salutation}}\n\nOne **bold** word."})
	const want = `Peoples’ Table
table@example.org

7 October 2022

To the Ambassador of the United Kingdom
British High Commission
Nairobi

Subject
=======

Your Excellency,

One bold word.

Please accept, Your Excellency, the assurances of our highest
consideration.

The delegation

Name and signature ________________________________________

https://ipa-aip.org/notes/we-mobilize-for-assanges-freedom/
`
	if got := written(t, made, "txt"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPlainLists(t *testing.T) {
	long := strings.Repeat("word ", 20)
	made := mustBriefing(t, kit.Event{Link: "https://example.org/"}, letter.Choice{Lang: "en", Text: "# B\n\n## H\n\n- " + long + "\n\n7. seven\n8. eight\n"})
	const want = `B
=

H
-

- word word word word word word word word word word word word word word
  word word word word word word

7. seven

8. eight

https://example.org
`
	if got := written(t, made, "txt"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if n := len(papertest.Faults(made.Pages[0])); n > 0 {
		t.Errorf("%q", papertest.Faults(made.Pages[0]))
	}
}
