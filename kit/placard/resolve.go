package placard

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/typeset"
	"eventkit/kit/when"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// inputs is a choice with everything looked up.
type inputs struct {
	kit     *kit.Kit
	event   kit.Event
	paper   page.Size
	voices  []voice
	colours colours
	link    kit.Link
	printed string
	wanted  float64
	title   string
	own     bool // the headline is the organizer's own text
	notes   []Note
}

// voice is what a placard says in one language.
type voice struct {
	lang             string
	headline, reason said
	// where, place, date and host are the lines of the local strip.
	where, place, date, host string
	// mission and city are the parts of where, day, clock and zone those of date.
	mission, city    string
	day, clock, zone string
	start            time.Time
	hasDate, hasTime bool
}

// said is a text with the language in which it could be had.
type said struct{ text, lang string }

func resolve(k *kit.Kit, ev kit.Event, c Choice, t Template) (*inputs, error) {
	in := &inputs{kit: k, event: ev, paper: c.Paper, wanted: c.Distance}
	if in.paper == (page.Size{}) {
		in.paper = page.Papers()[2].Size
	}
	if err := in.address(k, ev, c); err != nil {
		return nil, err
	}
	if err := in.palette(k, c.Palette, t); err != nil {
		return nil, err
	}
	langs := chooseLangs(k, ev, c)
	if t.ID != "bilingual" {
		langs = langs[:1]
	}
	for _, lang := range langs {
		v, err := in.voice(lang, c)
		if err != nil {
			return nil, err
		}
		in.voices = append(in.voices, v)
	}
	in.title = in.voices[0].headline.text
	return in, nil
}

func (in *inputs) note(id, format string, args ...any) {
	in.notes = append(in.notes, Note{id, fmt.Sprintf(format, args...)})
}

func (in *inputs) address(k *kit.Kit, ev kit.Event, c Choice) error {
	chosen := firstOf(c.Link, ev.Link)
	address := firstOf(chosen, k.Links.Sign, k.Links.Page)
	if address == "" {
		return ErrNoLink
	}
	link, err := kit.ParseLink(address)
	if err != nil {
		return err
	}
	in.link, in.printed = link, link.Display
	if chosen == "" && k.Links.Short != "" {
		if short, err := kit.ParseLink(k.Links.Short); err == nil {
			in.printed = short.Display
		}
	}
	if page, err := kit.ParseLink(k.Links.Page); err == nil && page.ASCII == link.ASCII {
		in.note(NoteForm, "The code opens the campaign’s page, where the form is linked. Paste the form’s own address to open it directly.")
	}
	return nil
}

func firstOf(ss ...string) string {
	for _, s := range ss {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// chooseLangs returns two different languages where the kit has two.
func chooseLangs(k *kit.Kit, ev kit.Event, c Choice) []string {
	var out []string
	for _, l := range slices.Concat(c.Langs, ev.Languages, k.Languages, []string{"en"}) {
		if l != "" && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	if len(c.Langs)+len(ev.Languages) < 2 && len(out) > 1 {
		out[1] = partner(out)
	}
	if len(out) == 1 {
		out = append(out, out[0])
	}
	return out[:2]
}

// partner picks a second language for the first: one written the other way if
// there is one, so that the sheet speaks to both sides.
func partner(langs []string) string {
	for _, l := range langs[1:] {
		if typeset.RTL(l) != typeset.RTL(langs[0]) {
			return l
		}
	}
	return langs[1]
}

func (in *inputs) voice(lang string, c Choice) (voice, error) {
	v := voice{lang: lang}
	if err := in.headline(&v, c); err != nil {
		return v, err
	}
	ev := in.event
	v.mission, v.city = oneLine(ev.Mission), oneLine(ev.City)
	if strings.Contains(v.mission, v.city) {
		v.city = ""
	}
	v.where, v.place, v.host = joinWhere(v.mission, v.city), oneLine(ev.Place), oneLine(ev.Host)
	start, hasDate, hasTime, err := ev.Start()
	if err != nil {
		return v, err
	}
	v.start, v.hasDate, v.hasTime = start, hasDate, hasTime
	if hasDate {
		v.day = when.Day(start, lang)
	}
	if hasTime {
		v.clock = when.Clock(start, lang)
		// Without a day nobody knows whether summer time is in force.
		if hasDate && ev.Timezone != "" {
			v.zone = when.Zone(start)
			v.clock += " (" + v.zone + ")"
		}
	}
	v.date = joined(v.day, v.clock)
	return v, nil
}

func (in *inputs) headline(v *voice, c Choice) error {
	if text := typeset.Clean(c.Text); text != "" {
		v.headline, in.own = said{text, v.lang}, true
		if s, ok := in.kit.Slogan(c.Slogan); ok {
			v.reason.text, v.reason.lang, _ = s.Reason.In(v.lang)
		}
		return nil
	}
	slogan, ok := in.kit.Slogan(c.Slogan)
	if !ok && c.Slogan != "" {
		known := make([]string, len(in.kit.Slogans))
		for i, s := range in.kit.Slogans {
			known[i] = s.ID
		}
		return &UnknownError{"slogan", c.Slogan, known}
	}
	if !ok {
		if len(in.kit.Slogans) == 0 {
			return nil
		}
		slogan = in.kit.Slogans[0]
	}
	tags := append([]string{v.lang}, in.kit.Languages...)
	text, got, exact := slogan.Text.In(tags...)
	v.headline = said{text, got}
	if !exact && text != "" {
		in.note(NoteLanguage, "The kit doesn’t have these words in %s; they are shown in %s.", languageName(v.lang), languageName(got))
	}
	v.reason.text, v.reason.lang, _ = slogan.Reason.In(got)
	return nil
}

// languageName is a language's name in English, or its tag if it has none.
func languageName(tag string) string {
	if name := display.English.Tags().Name(language.Make(tag)); name != "" {
		return name
	}
	return tag
}

// joinWhere puts mission and city on one line.
func joinWhere(mission, city string) string {
	switch {
	case mission == "" || city == "":
		return firstOf(mission, city)
	case hasArabic(mission) && hasArabic(city):
		return mission + "، " + city
	}
	return mission + ", " + city
}

// middot joins the parts of a line; a line may break after it, not before.
const middot = "\u00A0· "

func joined(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	return strings.Join(parts, middot)
}

func hasArabic(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
}

func oneLine(s string) string { return strings.ReplaceAll(typeset.Clean(s), "\n", " ") }
