package site

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"eventkit/kit"
	"eventkit/kit/paper"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
	"eventkit/kit/when"
)

// head is what leads the page in one language.
type head struct {
	// ID is the language's tag, and how ids on the page begin.
	ID, Dir, Name string
	Title         Words
	Description   Words
	Event         []Words
	Dates         []date
	// Address is what the code opens, "" for none; Printed is for typing.
	Address, Printed string
	Call             Words
	Point            Words
	Code             string
	CodeAlt          string
}

// date is an action of the campaign.
type date struct {
	Title, Where Words
	When         string
	// Stamp is the day for machines, "2022-10-07".
	Stamp string

	at time.Time
}

// href is a file's name as a relative address.
func href(name string) string { return (&url.URL{Path: name}).EscapedPath() }

func (b *builder) head(v *view) error {
	v.ID, v.Dir, v.Name = tagOf(v.lang), dirOf(v.lang), languageName(v.lang)
	v.Title, v.Description = v.say(b.kit.Title), v.say(b.kit.Description)
	var err error
	if v.Event, err = b.eventLines(v); err != nil {
		return err
	}
	for _, a := range b.kit.Actions {
		d := date{Title: v.say(a.Title), Where: v.say(a.Where), Stamp: a.Date}
		t, hasDate, hasTime, err := a.Start()
		if err != nil {
			return err
		}
		d.When, d.at = moment(t, hasDate, hasTime, v.lang), t
		if !hasDate {
			d.at = t.AddDate(9999, 0, 0) // last
		}
		v.Dates = append(v.Dates, d)
	}
	slices.SortStableFunc(v.Dates, func(a, b date) int { return a.at.Compare(b.at) })
	if b.address == nil {
		return nil
	}
	v.Address, v.Printed = b.address.Symbol.Address, b.address.Printed
	v.Call = v.word("open-link")
	if words, lang := b.kit.Word("sign", v.langs...); words != "" {
		v.Call = v.in(words, lang)
	}
	if words, lang := b.kit.Word("point", v.langs...); words != "" {
		v.Point = v.in(words, lang)
	}
	v.CodeAlt = v.word("code-alt", "{address}", v.Printed).Text
	return nil
}

// eventLines say where and when the event is, and who holds it.
func (b *builder) eventLines(v *view) ([]Words, error) {
	t, hasDate, hasTime, err := b.event.Start()
	if err != nil {
		return nil, err
	}
	var place []string
	for _, s := range []string{b.event.Mission, b.event.Place, b.event.City} {
		if s = typeset.Clean(paper.OneLine(s)); s != "" {
			place = append(place, s)
		}
	}
	var out []Words
	for _, s := range []string{strings.Join(place, ", "), moment(t, hasDate, hasTime, v.lang), typeset.Clean(paper.OneLine(b.event.Host))} {
		if s != "" {
			out = append(out, Words{Text: s})
		}
	}
	return out, nil
}

// moment is a day and an hour with its zone, as far as they are known.
func moment(t time.Time, hasDate, hasTime bool, lang string) string {
	var parts []string
	if hasDate {
		parts = append(parts, when.DayYear(t, lang))
	}
	if hasTime {
		parts = append(parts, when.Clock(t, lang)+"\u00A0("+when.Zone(t)+")")
	}
	return strings.Join(parts, when.Comma(lang))
}

// planCode makes the code large. It is the same in all languages.
func (b *builder) planCode() error {
	if b.address == nil {
		b.note("There is no address, so the page has no code: give the event one, or --link.")
		return nil
	}
	var svg strings.Builder
	if err := qr.SVG(&svg, b.address.Symbol, 100); err != nil {
		return err
	}
	name := b.name("code", ".svg")
	b.add(name, []byte(svg.String()))
	for _, v := range b.views {
		v.Code = href(name)
	}
	if b.address.Campaign {
		b.note("The code opens the campaign’s page. With the form’s own address (--link, or the event’s), people sign with one step less.")
	}
	return nil
}

// credit says who made what.
type credit struct{ What, Who, Licence string }

// Named reports whether the licence is a name that stays on one line, as
// "CC-BY-4.0" is, and no sentence.
func (c credit) Named() bool { return c.Licence != "" && !strings.Contains(c.Licence, " ") }

func (b *builder) planCredits() error {
	var all []credit
	seen := map[credit]bool{}
	add := func(c kit.Credit) {
		one := credit{typeset.Clean(c.What), typeset.Clean(c.Who), typeset.Clean(c.Licence)}
		if !seen[one] {
			seen[one] = true
			all = append(all, one)
		}
	}
	for _, c := range b.kit.Credits {
		add(c)
	}
	texts, err := b.licences()
	if err != nil {
		return err
	}
	for _, v := range b.views {
		v.Credits, v.Licences = all, texts
	}
	return nil
}
