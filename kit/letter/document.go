package letter

import (
	"regexp"
	"slices"
	"strings"

	"eventkit/kit/paper"
)

// Kind says what a part of a document is.
type Kind int

// The kinds of parts.
const (
	Paragraph Kind = iota
	Heading
	Item
)

// Document is a text as it was written, in order.
type Document struct {
	// Lang is the language that it is in (BCP 47).
	Lang string
	// Title is the first heading: a letter's subject.
	Title string
	Parts []Part
}

// Part is a paragraph, a heading or an item of a list.
type Part struct {
	Kind Kind
	// Number is that of an item of a numbered list, else 0.
	Number int
	Runs   []Run
	// Line is where it begins in the source, from 1.
	Line int
}

// Run is a stretch of words in one weight. A "\n" in them ends a line.
type Run struct {
	Words  string
	Strong bool
}

// Words is what the part says, without its weights.
func (p Part) Words() string {
	var b strings.Builder
	for _, r := range p.Runs {
		b.WriteString(r.Words)
	}
	return b.String()
}

// strong reports whether all of the part is bold.
func (p Part) strong() bool {
	return len(p.Runs) > 0 && !slices.ContainsFunc(p.Runs, func(r Run) bool { return !r.Strong && strings.TrimSpace(r.Words) != "" })
}

// marked is what the part says with its bold words *between asterisks*, as
// typeset wants them; ok is false where that can't be told from the words.
func (p Part) marked() (words string, ok bool) {
	if strings.Contains(p.Words(), "*") {
		return p.Words(), false
	}
	var b strings.Builder
	for _, r := range p.Runs {
		if r.Strong {
			b.WriteString("*" + r.Words + "*")
			continue
		}
		b.WriteString(r.Words)
	}
	return b.String(), true
}

// placeholders are what a letter can have filled in.
var placeholders = []string{"salutation", "mission", "city", "date", "host", "count"}

var placeholder = regexp.MustCompile(`\{\{([^{}]*)\}\}`)

// slots are the names of the placeholders in words.
func slots(words string) []string {
	var out []string
	for _, m := range placeholder.FindAllStringSubmatch(words, -1) {
		out = append(out, strings.TrimSpace(m[1]))
	}
	return out
}

// Fill returns the document with values in the place of {{names}}. A part with
// a name that has no value is left out whole.
func (d *Document) Fill(values map[string]string) *Document {
	out := &Document{Lang: d.Lang, Title: fill(d.Title, values)}
	for _, p := range d.Parts {
		if slices.ContainsFunc(slots(p.Words()), func(name string) bool { return paper.OneLine(values[name]) == "" }) {
			continue
		}
		filled := p
		filled.Runs = make([]Run, len(p.Runs))
		for i, r := range p.Runs {
			filled.Runs[i] = Run{fill(r.Words, values), r.Strong}
		}
		out.Parts = append(out.Parts, filled)
	}
	return out
}

func fill(words string, values map[string]string) string {
	return placeholder.ReplaceAllStringFunc(words, func(m string) string {
		return paper.OneLine(values[strings.TrimSpace(m[2:len(m)-2])])
	})
}
