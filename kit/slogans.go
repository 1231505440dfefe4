package kit

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// The most characters that a slogan's reason may have.
const maxReason = 600

func readSlogans(s *source) []Slogan {
	var out []Slogan
	for _, id := range s.root.unseen() { // in file order
		t := s.root.sub(id)
		if t == nil {
			continue
		}
		if !idForm.MatchString(id) {
			s.root.fail(id, "use small letters a-z, digits and single hyphens", "the slogan's id %q is not a plain name", id)
		}
		reason := t.text("reason", maxReason)
		for _, tag := range reason.Languages() {
			if n := strings.Count(reason[tag], "*"); n != 0 && n != 2 {
				r := t.sub("reason")
				r.fail(tag, "put one * before the fact and one after it", "the fact is not marked like *this*")
			}
		}
		slogan := Slogan{ID: id, Reason: reason, Text: t.languages(maxName)}
		if len(slogan.Text) == 0 {
			s.root.fail(id, "add the words, for example en = \"…\"", "the slogan %s has no language", id)
		}
		out = append(out, slogan)
	}
	return out
}

// placeholders are what the program fills in, by the word it fills them into.
// A word that is printed as it stands may have none.
var placeholders = map[string][]string{
	"scan": {"distance"}, "localtime": {"city"}, "host": {"host"},
	"sign": nil, "point": nil, "minute": nil, "handover": nil, "join": nil, "colour": nil,
}

// fillable is what any other word may have.
var fillable = []string{"mission", "city", "place", "date", "time", "timezone", "host", "distance"}

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

func readWords(s *source) map[string]Text {
	out := map[string]Text{}
	for _, id := range s.root.unseen() {
		t := s.root.sub(id)
		if t == nil {
			continue
		}
		if !idForm.MatchString(id) {
			s.root.fail(id, "use small letters a-z, digits and single hyphens", "the word's id %q is not a plain name", id)
		}
		out[id] = t.languages(maxName)
		if len(out[id]) == 0 {
			s.root.fail(id, "add the words, for example en = \"…\"", "the word %s has no language", id)
		}
		for _, tag := range out[id].Languages() {
			t.checkPlaceholders(id, tag, out[id][tag])
		}
	}
	return out
}

func (t *table) checkPlaceholders(id, tag, words string) {
	known, printed := placeholders[id]
	if !printed {
		known = fillable
	}
	for _, p := range placeholder.FindAllString(words, -1) {
		if slices.Contains(known, strings.Trim(p, "{}")) {
			continue
		}
		mend := "take it out; nothing is filled in here"
		if len(known) > 0 {
			mend = "use {" + strings.Join(known, "} or {") + "}"
		}
		t.fail(tag, mend, "unknown placeholder %s in %s", p, id)
	}
	for _, name := range placeholders[id] {
		if !strings.Contains(words, "{"+name+"}") {
			t.src.warn(t.line(tag), fmt.Sprintf("%s in %s does not say {%s}", id, tag, name), "add it where it belongs in the sentence")
		}
	}
}
