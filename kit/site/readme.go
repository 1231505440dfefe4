package site

import (
	"context"
	"slices"
	"strings"
	"sync"
	"unicode"

	"eventkit/kit"
	"eventkit/kit/nearby"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
)

// ReadmeFile is the name of the text that [Readme] makes.
const ReadmeFile = "README.txt"

// readmeWidth is how many letters a line of it has at most, so that it needs
// no wrapping where an editor or a terminal has 80.
const readmeWidth = 74

var readmeWords = sync.OnceValues(func() (*kit.TextFile, error) {
	return kit.ReadTextFile(pageFiles, "page/readme.toml")
})

// Readme is what a stick says to people who open it with a text editor: in
// every language of the page what is there, how to begin, how to start the
// program, how to check what arrived, and where the code leads. Of the names
// of files and folders in there, it tells of those that it knows; there may be
// others. A language that it has no words in is told in the nearest one.
//
// The text is UTF-8 with a mark at its beginning and lines that end in CR LF:
// the editors of old computers need both. Words that run from the right are in
// logical order. The errors are those of the event and its address.
func Readme(k *kit.Kit, ev kit.Event, o Options, there []string) ([]byte, error) {
	words, err := readmeWords()
	if err != nil {
		return nil, err
	}
	b, err := newBuilder(context.Background(), k, ev, nil, o)
	if err != nil {
		return nil, err
	}
	out := readme{there: there, kit: k.ID + ".kit"}
	var names []string
	for _, v := range b.views {
		names = append(names, v.Name)
	}
	out.wrap("", strings.Join(names, ", "))
	told := map[string][]*view{}
	var order []string
	for _, v := range b.views {
		_, lang, _ := words.Text("start").In(v.langs...)
		if told[lang] == nil {
			order = append(order, lang)
		}
		told[lang] = append(told[lang], v)
	}
	for _, lang := range order {
		out.section(told[lang], func(id string) string { return words.Text(id)[lang] })
	}
	return []byte("\ufeff" + strings.Join(out.lines, "\r\n") + "\r\n"), nil
}

// readme is the text while it grows.
type readme struct {
	there []string
	kit   string
	lines []string
}

// section tells everything in one language, under the titles of all that it
// stands for.
func (r *readme) section(views []*view, say func(id string) string) {
	r.lines = append(r.lines, "", strings.Repeat("-", readmeWidth), "")
	for _, v := range views {
		r.wrap("", paper.OneLine(v.Title.Text))
	}
	first := views[0]
	for _, line := range first.Event {
		r.wrap("", line.Text)
	}
	r.say("", say("start"))
	if slices.Contains(r.there, "print") {
		r.say("", say("print"))
	}
	if slices.Contains(r.there, r.kit) {
		r.say("", strings.ReplaceAll(say("kit"), "{name}", r.kit))
	}
	begun := false
	for _, p := range nearby.Starts() {
		if !slices.Contains(r.there, p.File) {
			continue
		}
		if !begun {
			r.say("", say("program"))
			begun = true
		}
		r.say("  ", strings.ReplaceAll(say(strings.ToLower(p.System)), "{name}", p.File))
		r.command(p.Line)
	}
	if begun {
		r.say("  ", say("portable"))
	}
	r.say("", say("check"))
	r.command("sha256sum -c SHA256SUMS")
	r.command("shasum -a 256 -c SHA256SUMS")
	if begun {
		r.say("", say("check-program"))
	}
	r.say("", say("signed"))
	r.command("minisign -V -P KEY -m SHA256SUMS")
	if first.Address != "" {
		r.say("", say("code"))
		r.command(first.Address)
	}
}

// say adds a paragraph.
func (r *readme) say(indent, words string) {
	r.lines = append(r.lines, "")
	r.wrap(indent, words)
}

// command adds a line to be copied as it is.
func (r *readme) command(line string) {
	if line != "" {
		r.lines = append(r.lines, "    "+line)
	}
}

// wrap adds words in lines, broken at spaces. What has none stays whole.
func (r *readme) wrap(indent, words string) {
	line, wide := "", 0
	for word := range strings.SplitSeq(typeset.Clean(words), " ") {
		n := letters(word)
		if line != "" && wide+1+n > readmeWidth-len(indent) {
			r.lines = append(r.lines, indent+line)
			line, wide = "", 0
		}
		if line != "" {
			line, wide = line+" ", wide+1
		}
		line, wide = line+word, wide+n
	}
	r.lines = append(r.lines, indent+line)
}

// letters is how many places words take in a line: marks stand over others.
func letters(words string) int {
	n := 0
	for _, r := range words {
		if !unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
			n++
		}
	}
	return n
}
