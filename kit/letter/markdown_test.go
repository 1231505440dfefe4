package letter_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
	"eventkit/kit/letter"
)

func TestRead(t *testing.T) {
	const source = "\ufeff# The *subject*\\!\r\n\r\nOne line\r\nand **its** end &amp; more.\r\n\r\n## Section\r\n\r\n- first\r\n- **second**\r\n\r\n3. three\r\n4. four\r\n\r\nline  \r\nline <https://example.org/a>\r\n"
	doc, err := letter.Read(strings.ReplaceAll(source, "*subject*", "subject"), "b.md", "en", letter.BriefingForm)
	if err != nil {
		t.Fatal(err)
	}
	plain := func(words string) []letter.Run { return []letter.Run{{Words: words}} }
	want := &letter.Document{Lang: "en", Title: "The subject!", Parts: []letter.Part{
		{Kind: letter.Paragraph, Line: 3, Runs: []letter.Run{{Words: "One line and "}, {Words: "its", Strong: true}, {Words: " end & more."}}},
		{Kind: letter.Heading, Line: 6, Runs: plain("Section")},
		{Kind: letter.Item, Line: 8, Runs: plain("first")},
		{Kind: letter.Item, Line: 9, Runs: []letter.Run{{Words: "second", Strong: true}}},
		{Kind: letter.Item, Number: 3, Line: 11, Runs: plain("three")},
		{Kind: letter.Item, Number: 4, Line: 12, Runs: plain("four")},
		{Kind: letter.Paragraph, Line: 14, Runs: plain("line\nline https://example.org/a")},
	}}
	if d := cmp.Diff(want, doc); d != "" {
		t.Error(d)
	}
}

func TestReadProblems(t *testing.T) {
	for source, want := range map[string]string{
		"":                             "l.md:1: there is no title; begin with",
		"Text":                         "l.md:1: there is no title",
		"# A\n\ntext\n\n# B":           "l.md:5: there is a second title",
		"text\n\n# A":                  "l.md:3: there is a second title, or text above it",
		"# A\n\n## B":                  "l.md:3: a heading with 2 “#” can’t stand here",
		"# A\n\n- b":                   "l.md:3: a list can’t stand in a letter",
		"# A\n\n> b":                   "l.md:3: a quotation can’t stand here",
		"# A\n\n    b":                 "l.md:3: an indented block can’t stand here",
		"# A\n\n<p>b</p>":              "HTML can’t stand here",
		"# A\n\nb <b>c</b>":            "l.md:3: HTML can’t stand here",
		"# A\n\n*b*":                   "l.md:3: emphasis with one star can’t stand here",
		"# A\n\nb\n[c](http://d.org)":  "l.md:3: a link can’t stand here; write the address itself",
		"# A\n\n![c](d.png)":           "a picture can’t stand here",
		"# A\n\nb\n\n---":              "a rule can’t stand here",
		"# A\n\n`b`":                   "l.md:3: code can’t stand here",
		"# A\n\n{{name}}":              "l.md:3: unknown placeholder {{name}}; use {{salutation}}, {{mission}}",
		"# A\n\nb\u0007":               "l.md:3: there is the control character U+0007",
		"# A\n\nb\xff":                 "l.md: this is not UTF-8",
		strings.Repeat("long ", 14000): "l.md: the text has 68 kB; use at most 64 kB",
	} {
		_, err := letter.Read(source, "l.md", "en", letter.LetterForm)
		var ps kit.Problems
		if !errors.As(err, &ps) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.30q: got %v, want %s", source, err, want)
		}
	}
	_, err := letter.Read("# A\n\n{{host}}\n\n- a\n  - b\n", "b.md", "en", letter.BriefingForm)
	for _, want := range []string{"b.md:3: {{host}} can’t stand in a briefing", "a list inside a list can’t stand here"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestFill(t *testing.T) {
	doc, err := letter.Read("# To {{city}}\n\n{{host}} and {{ city }}\n\n**{{count}}**\n\nnothing", "l.md", "en", letter.LetterForm)
	if err != nil {
		t.Fatal(err)
	}
	got := doc.Fill(map[string]string{"city": "Nairobi", "host": "**A** {{count}} <b>\nB", "count": " "})
	if got.Title != "To Nairobi" || len(got.Parts) != 2 {
		t.Fatalf("%+v", got)
	}
	// What people type is words, never markup, and is not filled again.
	if words := got.Parts[0].Words(); words != "**A** {{count}} <b> B and Nairobi" {
		t.Errorf("%q", words)
	}
	if doc.Parts[0].Words() != "{{host}} and {{ city }}" {
		t.Error("the document itself was changed")
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"# A\n\nb **c**", "# A\n\n- b\n1. c", "A\n=\n\n\\*b\\*", "# {{city}}\n\n{{host}}", "# A\n\n&#x41;&amp;", "[a]: b\n# A"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		for _, form := range []letter.Form{letter.LetterForm, letter.BriefingForm} {
			doc, err := letter.Read(source, "f.md", "en", form)
			if (doc == nil) == (err == nil) {
				t.Fatalf("document %v, error %v", doc, err)
			}
			if err != nil {
				continue
			}
			filled := doc.Fill(map[string]string{"city": "C"})
			if len(filled.Parts) > len(doc.Parts) {
				t.Fatal("filling made paragraphs")
			}
		}
	})
}
