package kit

import (
	"fmt"
	"regexp"
	"strings"

	"eventkit/kit/page"
)

// MinContrast is the least contrast ratio of a palette's ink on its ground
// (WCAG 2.2, success criterion 1.4.3).
const MinContrast = 4.5

// The most characters that the texts of a kit may have, and the most
// languages.
const (
	maxName      = 200
	maxLong      = 2000
	maxLanguages = 200
)

var (
	idForm      = regexp.MustCompile(`^[a-z0-9]+([._-][a-z0-9]+)*$`)
	hashtagForm = regexp.MustCompile(`^#[\p{L}\p{M}\p{N}_]+$`)
	colorForm   = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)
)

func readManifest(s *source) Manifest {
	t := s.root
	m := Manifest{
		ID:          t.id("id"),
		Version:     t.need("version", maxName),
		Date:        t.str("date", maxName),
		Title:       t.needText("title", maxName),
		Description: t.text("description", maxLong),
		Languages:   t.list("languages", maxName),
		Hashtags:    t.list("hashtags", maxName),
		Own:         t.list("own", maxName),
		Links:       readLinks(t),
		Actions:     readActions(t),
		Palettes:    readPalettes(t),
		Posters:     readPosters(t),
		Credits:     readCredits(t),
		Storm:       t.str("storm", maxName),
	}
	t.done("id, version, date, title, description, languages, hashtags, storm, own, [links], [[action]], [[palette]], [[poster]], [[credit]]")
	checkLanguages(t, m.Languages)
	checkHashtags(t, m.Hashtags)
	checkStorm(t, m)
	for _, e := range checkMoment(m.Date, "", "") {
		t.fail("date", e.Mend, "date: %s", e.What)
	}
	return m
}

// checkStorm wants an action that has an hour where everyone is to act at once.
func checkStorm(t *table, m Manifest) {
	if m.Storm == "" {
		return
	}
	for _, a := range m.Actions {
		if a.ID == m.Storm {
			if a.Date == "" || a.Time == "" {
				t.fail("storm", "give that action a time and a timezone", "the action %q has no hour", m.Storm)
			}
			return
		}
	}
	t.fail("storm", "write the id of one of them, or take the line out", "there is no action %q", m.Storm)
}

func (t *table) id(key string) string {
	id := t.need(key, maxName)
	if id != "" && !idForm.MatchString(id) {
		t.fail(key, "use small letters a-z, digits and single hyphens", "%s %q is not a plain name", key, id)
	}
	return id
}

func (t *table) needText(key string, max int) Text {
	if !t.has(key) {
		t.src.add(t.src.lines[t.path], key+" is missing", fmt.Sprintf("add %s = { en = \"…\" }", key))
		return nil
	}
	return t.text(key, max)
}

func readLinks(root *table) Links {
	t := root.sub("links")
	if t == nil {
		return Links{}
	}
	l := Links{Sign: t.link("sign"), Page: t.link("page"), Short: t.link("short")}
	t.done("sign, page, short")
	return l
}

func (t *table) link(key string) string {
	s := t.str(key, maxLink)
	if s == "" {
		return ""
	}
	if _, err := ParseLink(s); err != nil {
		e := asField(err)
		t.fail(key, e.Mend, "%s: %s", key, e.What)
	}
	return s
}

func readActions(root *table) []Action {
	var out []Action
	ids := map[string]bool{}
	for _, t := range root.tables("action") {
		a := Action{
			ID: t.unique("id", ids), Title: t.needText("title", maxName),
			Date: t.need("date", maxName), Time: t.str("time", maxName),
			Timezone: t.str("timezone", maxName), Where: t.text("where", maxName),
		}
		t.done("id, title, date, time, timezone, where")
		for _, e := range checkMoment(a.Date, a.Time, a.Timezone) {
			t.fail(e.Field, e.Mend, "%s: %s", e.Field, e.What)
		}
		out = append(out, a)
	}
	return out
}

func (t *table) unique(key string, ids map[string]bool) string {
	id := t.id(key)
	if id != "" && ids[id] {
		t.fail(key, "give each its own", "the %s %q is there twice", key, id)
	}
	ids[id] = true
	return id
}

func readPalettes(root *table) []Palette {
	var out []Palette
	ids := map[string]bool{}
	for _, t := range root.tables("palette") {
		before := len(t.src.problems)
		p := Palette{
			ID: t.unique("id", ids), Name: t.needText("name", maxName),
			Ground: t.color("ground"), Ink: t.color("ink"), Accent: t.color("accent"),
		}
		t.done("id, name, ground, ink, accent")
		if c := page.Contrast(p.Ink, p.Ground); c < MinContrast && len(t.src.problems) == before {
			t.fail("ink", "choose a darker or a lighter one",
				"ink %v on ground %v has a contrast of %.1f:1, words need %.1f:1", p.Ink, p.Ground, c, MinContrast)
		}
		out = append(out, p)
	}
	return out
}

func (t *table) color(key string) page.Color {
	s := t.need(key, maxName)
	if s == "" {
		return page.Color{}
	}
	c, err := page.ParseColor(s)
	if err != nil || !colorForm.MatchString(s) {
		t.fail(key, "write it as #RRGGBB, for example #C8102E", "%s %q is not a colour", key, s)
	}
	return c
}

func readCredits(root *table) []Credit {
	var out []Credit
	for _, t := range root.tables("credit") {
		out = append(out, Credit{What: t.need("what", maxName), Who: t.need("who", maxName), Licence: t.need("licence", maxName)})
		t.done("what, who, licence")
	}
	return out
}

func checkLanguages(t *table, tags []string) {
	if !t.has("languages") {
		t.src.add(0, "languages is missing", "add a line languages = [\"en\"]")
	} else if len(tags) == 0 {
		t.fail("languages", "name at least one, for example [\"en\"]", "languages is empty")
	} else if len(tags) > maxLanguages {
		t.fail("languages", fmt.Sprintf("name at most %d", maxLanguages), "there are %d languages", len(tags))
		return
	}
	seen := map[string]bool{}
	for i, tag := range tags {
		at := element("languages", i)
		if what, mend := tagProblem(tag); what != "" {
			t.fail(at, mend, "%s", what)
		} else if seen[tag] {
			t.fail(at, "name it once", "the language %s is there twice", tag)
		}
		seen[tag] = true
	}
}

// checkHashtags never proposes another spelling: a campaign's hashtag is
// exact, mistakes included.
func checkHashtags(t *table, tags []string) {
	seen := map[string]string{}
	for i, tag := range tags {
		at := element("hashtags", i)
		same, there := seen[strings.ToLower(tag)]
		switch {
		case !hashtagForm.MatchString(tag):
			t.fail(at, "write # and then only letters, digits and _", "%q is not a hashtag", tag)
		case there && same == tag:
			t.fail(at, "name it once", "the hashtag %s is there twice", tag)
		case there:
			t.src.warn(t.line(at), fmt.Sprintf("the hashtags %s and %s differ only in capitals", same, tag), "keep both only if both are meant")
		}
		seen[strings.ToLower(tag)] = tag
	}
}
