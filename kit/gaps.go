package kit

import (
	"fmt"
	"slices"
	"strings"
)

// place is a text of a kit, where it lies and how a message calls it.
type place struct {
	path, name string
	text       Text
}

func (k *Kit) places(file string) []place {
	var out []place
	switch file {
	case manifestFile:
		out = []place{{"title", "title", k.Title}, {"description", "description", k.Description}}
		for i, a := range k.Actions {
			at := element("action", i)
			out = append(out, place{join(at, "title"), "the title of action " + a.ID, a.Title})
			out = append(out, place{join(at, "where"), "where of action " + a.ID, a.Where})
		}
		for i, p := range k.Palettes {
			out = append(out, place{join(element("palette", i), "name"), "the name of palette " + p.ID, p.Name})
		}
		for i, p := range k.Posters {
			out = append(out, place{join(element("poster", i), "title"), "the title of poster " + p.ID, p.Title})
			out = append(out, place{join(element("poster", i), "text"), "the text of poster " + p.ID, p.Text})
		}
	case slogansFile:
		for _, s := range k.Slogans {
			out = append(out, place{s.ID, "slogan " + s.ID, s.Text})
			out = append(out, place{join(s.ID, "reason"), "the reason of " + s.ID, s.Reason})
		}
	case wordsFile:
		for _, id := range sortedKeys(k.Words) {
			out = append(out, place{id, "word " + id, k.Words[id]})
		}
	}
	return out
}

// warnLanguages warns of texts that lack a language of the kit, and of those
// in a language that the kit does not name.
func (k *Kit) warnLanguages(s *source) {
	if len(k.Languages) == 0 || len(k.Languages) > maxLanguages {
		return
	}
	for _, p := range k.places(s.name) {
		if len(p.text) == 0 {
			continue
		}
		var lacks []string
		for _, tag := range k.Languages {
			if p.text[tag] == "" {
				lacks = append(lacks, tag)
			}
		}
		if len(lacks) > 0 {
			s.warn(s.lines[p.path], fmt.Sprintf("%s has no words in %s", p.name, cut(strings.Join(lacks, ", "))), "add them, or another language is printed")
		}
		for _, tag := range p.text.Languages() {
			if !slices.Contains(k.Languages, tag) {
				s.warn(s.lines[join(p.path, tag)], fmt.Sprintf("%s is in %s, which the kit does not name", p.name, tag), "add it to languages in "+manifestFile)
			}
		}
	}
}

// warnGaps warns of what a kit can lack and people will miss.
func (k *Kit) warnGaps(s *source) {
	if k.Links.Sign == "" {
		s.warn(s.lines["links"], "the kit has no sign link", "add sign = \"https://…\" under [links], or every event must bring its own")
	}
	if len(k.Palettes) == 0 {
		s.warn(0, "the kit has no palette", "add a [[palette]], or placards are black on white")
	}
}

func sortedKeys(m map[string]Text) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
