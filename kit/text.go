package kit

import (
	"fmt"
	"slices"

	"golang.org/x/text/language"
)

// Text is one text in several languages: BCP 47 tag -> words.
type Text map[string]string

// In returns the words for the first of tags that can be served. A tag is
// served by its own words or by those of a language that its readers take for
// the same (pt-BR by pt; CLDR language matching with high confidence). When no
// tag can be served, English is, and failing that the first language by name.
//
// lang is the tag that was served. exact reports whether it is the one asked
// for first, so that a screen can say when it is not.
func (t Text) In(tags ...string) (words, lang string, exact bool) {
	if len(t) == 0 {
		return "", "", false
	}
	for i, tag := range tags {
		if w, ok := t[tag]; ok {
			return w, tag, i == 0
		}
		if near, ok := t.near(tag); ok {
			return t[near], near, false
		}
	}
	lang = "en"
	if _, ok := t[lang]; !ok {
		lang = t.Languages()[0]
	}
	return t[lang], lang, false
}

// Languages returns the tags that the text has words in, sorted.
func (t Text) Languages() []string {
	tags := make([]string, 0, len(t))
	for tag := range t {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	return tags
}

func (t Text) near(tag string) (string, bool) {
	want, err := language.Parse(tag)
	if err != nil {
		return "", false
	}
	keys := t.Languages()
	have := make([]language.Tag, len(keys))
	for i, key := range keys {
		have[i] = language.Make(key)
	}
	_, i, confidence := language.NewMatcher(have).Match(want)
	if confidence < language.High {
		return "", false
	}
	return keys[i], true
}

// tagProblem says what is wrong with a language tag, or "".
func tagProblem(tag string) (what, mend string) {
	parsed, err := language.Parse(tag)
	if err != nil || parsed == language.Und {
		return fmt.Sprintf("%q is not a language", cut(tag)), "use a tag such as en, pt-BR or ar (BCP 47)"
	}
	if usual := parsed.String(); usual != tag {
		return fmt.Sprintf("the language %q is not in its usual form", cut(tag)), "write " + usual
	}
	return "", ""
}
