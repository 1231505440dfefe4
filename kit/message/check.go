package message

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"eventkit/kit"
)

// Check reads the messages of a kit and reports everything that is wrong, by
// file and line: what cannot be read, a hashtag that is not exactly one of the
// kit's, a message that is longer than a network takes, an id that a language
// lacks. A kit without messages has no problem.
func Check(k *kit.Kit) []kit.Problem {
	_, problems := read(k)
	return problems
}

var idForm = regexp.MustCompile(`^[a-z0-9]+([._-][a-z0-9]+)*$`)

// reading is a bank while it is read.
type reading struct {
	kit      *kit.Kit
	bank     *Bank
	problems kit.Problems
	ids      []string          // every id, as first met
	first    map[string]source // where it was first met
}

// source is a message and the file that it stands in.
type source struct {
	Message
	file string
}

func read(k *kit.Kit) (*Bank, kit.Problems) {
	r := &reading{kit: k, bank: &Bank{messages: map[string][]Message{}}, first: map[string]source{}}
	found, err := files(k.FS())
	if err != nil {
		r.problems = kit.Problems{{File: dir, What: "the folder cannot be read: " + err.Error(), Mend: "put a good copy in its place", Err: err}}
	}
	if len(found) == 0 {
		return r.bank, r.problems
	}
	for _, lang := range inOrder(found, k.Languages) {
		r.file(found[lang], lang)
	}
	for _, lang := range k.Languages {
		if found[lang] == "" {
			r.warn(kit.Problem{File: prefix + lang + suffix, What: "there are no messages in " + lang, Mend: "add them, or another language is offered"})
		}
	}
	r.lacking(found)
	return r.bank, r.problems
}

// inOrder is the languages of files, the kit's own first.
func inOrder(found kit.Text, languages []string) []string {
	var out []string
	for _, lang := range slices.Concat(languages, found.Languages()) {
		if found[lang] != "" && !slices.Contains(out, lang) {
			out = append(out, lang)
		}
	}
	return out
}

func (r *reading) warn(p kit.Problem) {
	p.Warning = true
	r.problems = append(r.problems, p)
}

func (r *reading) file(name, lang string) {
	f, err := kit.ReadEntryFile(r.kit.FS(), name, "message", "id", "audience", "tone", "text")
	var ps kit.Problems
	if errors.As(err, &ps) {
		r.problems = append(r.problems, ps...)
	}
	if !slices.Contains(r.kit.Languages, lang) {
		r.warn(f.Problem(-1, "", "the kit does not name the language "+lang, "add it to languages in kit.toml"))
	}
	ids, texts := map[string]bool{}, map[string]string{}
	for i, e := range f.Entries {
		m := Message{ID: e["id"], Lang: lang, Audience: e["audience"], Tone: e["tone"], Text: e["text"]}
		if m.ID == "" || m.Text == "" {
			continue // said already
		}
		r.message(f, i, m)
		switch other := texts[m.Text]; {
		case ids[m.ID]:
			r.fail(f, i, "id", fmt.Sprintf("the id %q is there twice", m.ID), "give each its own")
		case other != "":
			r.fail(f, i, "text", m.ID+" says the same as "+other, "give it words of its own, or take it out")
		}
		ids[m.ID], texts[m.Text] = true, m.ID
		r.bank.messages[lang] = append(r.bank.messages[lang], m)
	}
	if len(r.bank.messages[lang]) > 0 {
		r.bank.langs = append(r.bank.langs, lang)
	}
}

func (r *reading) fail(f *kit.EntryFile, i int, key, what, mend string) {
	r.problems = append(r.problems, f.Problem(i, key, what, mend))
}

// message checks one message.
func (r *reading) message(f *kit.EntryFile, i int, m Message) {
	if !idForm.MatchString(m.ID) {
		r.fail(f, i, "id", fmt.Sprintf("id %q is not a plain name", m.ID), "use small letters a-z, digits and single hyphens")
	}
	if m.Audience != "" && !slices.Contains(Audiences(), m.Audience) {
		r.fail(f, i, "audience", fmt.Sprintf("there is no audience %q", m.Audience), "use one of "+strings.Join(Audiences(), ", "))
	}
	if m.Tone != "" && !slices.Contains(Tones(), m.Tone) {
		r.fail(f, i, "tone", fmt.Sprintf("there is no tone %q", m.Tone), "use one of "+strings.Join(Tones(), ", "))
	}
	for _, p := range r.textProblems(m) {
		r.fail(f, i, "text", p[0], p[1])
	}
	first, met := r.first[m.ID]
	if !met {
		r.ids = append(r.ids, m.ID)
		r.first[m.ID] = source{m, f.Name}
		return
	}
	if first.Audience != m.Audience || first.Tone != m.Tone {
		r.fail(f, i, "id", fmt.Sprintf("%s is %s, %s here and %s, %s in %s", m.ID, m.Audience, m.Tone, first.Audience, first.Tone, first.file), "make both alike")
	}
}

// textProblems returns what is wrong with the words of a message, each with
// its mend.
func (r *reading) textProblems(m Message) [][2]string {
	var out [][2]string
	add := func(mend, format string, args ...any) {
		out = append(out, [2]string{fmt.Sprintf(format, args...), mend})
	}
	if strings.TrimSpace(m.Text) != m.Text {
		add("take the space out", "%s begins or ends with a space", m.ID)
	}
	if i := strings.IndexFunc(m.Text, isControl); i >= 0 {
		add("type it again without", "%s holds the invisible sign %U", m.ID, []rune(m.Text[i:])[0])
	}
	for _, a := range Addresses(m.Text) {
		add("take it out; the program adds the link", "%s holds the address %s", m.ID, a)
	}
	tags := Hashtags(m.Text)
	if len(tags) == 0 && len(r.kit.Hashtags) > 0 {
		add("add "+strings.Join(r.kit.Hashtags, " or "), "%s has no hashtag", m.ID)
	}
	for _, tag := range tags {
		if !slices.Contains(r.kit.Hashtags, tag) {
			add("write exactly "+strings.Join(r.kit.Hashtags, " or "), "%s has the hashtag %s, which is none of the kit’s", m.ID, tag)
		}
	}
	for _, l := range Measure(m.Text) {
		if l.Over() > 0 {
			add("shorten it", "%s in %s is %d too long for %s: %d of %d", m.ID, m.Lang, l.Over(), l.Network.Name, l.Length, l.Network.Max)
		}
	}
	return out
}

// isControl reports whether r steers how text is shown instead of showing:
// directional marks and their like, but not what joins letters or emoji.
func isControl(r rune) bool {
	switch r {
	case '\u200C', '\u200D', '\uFE0E', '\uFE0F': // joiners and the two looks of an emoji
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs) && (r < 0xE0020 || r > 0xE007F) || r == '\uFFFD'
}

// lacking lists the ids that a language does not have.
func (r *reading) lacking(found kit.Text) {
	for _, lang := range r.bank.langs {
		var lacks []string
		for _, id := range r.ids {
			if !slices.ContainsFunc(r.bank.messages[lang], func(m Message) bool { return m.ID == id }) {
				lacks = append(lacks, id)
			}
		}
		if len(lacks) > 0 {
			const most = 12
			list := strings.Join(lacks[:min(most, len(lacks))], ", ")
			if n := len(lacks) - most; n > 0 {
				list += fmt.Sprintf(" and %d more", n)
			}
			r.warn(kit.Problem{File: found[lang], What: "it lacks " + list, Mend: "add them, or they are offered in other languages only"})
		}
	}
}

// Hashtags returns every hashtag in a text as it stands there: a number sign
// and the letters, marks, digits and underscores after it, wherever it stands,
// so that one that a network would not take for a hashtag is seen too.
func Hashtags(text string) []string {
	var out []string
	for i := 0; i < len(text); {
		n := strings.IndexAny(text[i:], "#＃")
		if n < 0 {
			break
		}
		start := i + n
		before := strings.TrimRightFunc(text[:start], isWord)
		sign := len(text[start:]) - len(strings.TrimLeft(text[start:], "#＃"))
		word := strings.IndexFunc(text[start+sign:], func(r rune) bool { return !isWord(r) || r == '&' })
		if word < 0 {
			word = len(text) - start - sign
		}
		i = start + sign + word
		// In x#tag a network sees no hashtag: what hides it is shown with it.
		out = append(out, text[len(before):i])
	}
	return out
}

func isWord(r rune) bool {
	return r == '_' || r == '&' || unicode.In(r, unicode.L, unicode.M, unicode.N)
}

func fold(s string) string { return cases.Fold().String(norm.NFC.String(s)) }
