package placard_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/typeset"
	"eventkit/kit/when"
)

// localFaults are what a sheet lacks of the event, or says twice.
func localFaults(v variant, s *placard.Sheet, ev kit.Event) []string {
	var bad []string
	all := said(s.Page)
	for field, words := range map[string]string{"mission": ev.Mission, "place": ev.Place, "host": ev.Host} {
		if n := strings.Count(all, squeezed(words)); words != "" && n != 1 {
			bad = append(bad, fmt.Sprintf("the %s stands on the page %d times", field, n))
		}
	}
	if ev.City != "" && !strings.Contains(all, squeezed(ev.City)) {
		bad = append(bad, "the city is not on the page")
	}
	return append(bad, dateFaults(v, all, ev)...)
}

// dateFaults are what is lacking of day and hour; capitals stand for small letters.
func dateFaults(v variant, all string, ev kit.Event) []string {
	start, hasDate, hasTime, err := ev.Start()
	if err != nil {
		return []string{err.Error()}
	}
	var want []string
	if hasTime {
		want = append(want, when.Clock(start, v.lang))
	}
	switch {
	case hasDate && v.template == "event":
		want = append(want, when.Number(start, v.lang), when.Month(start, v.lang), when.Weekday(start, v.lang))
	case hasDate:
		want = append(want, when.Day(start, v.lang))
	}
	var bad []string
	switch zone := when.Zone(start); {
	case hasDate && hasTime && ev.Timezone != "":
		want = append(want, zone)
	case strings.Contains(all, zone):
		// Without a day nobody knows whether summer time is in force.
		bad = append(bad, fmt.Sprintf("the zone %q stands on a page without day or hour", zone))
	}
	for _, words := range want {
		if !strings.Contains(strings.ToLower(all), strings.ToLower(squeezed(words))) {
			bad = append(bad, fmt.Sprintf("%q of the date is not on the page", words))
		}
	}
	return bad
}

// What is empty leaves no hole, no separator and no line.
func TestEmptyFieldsCloseUp(t *testing.T) {
	full := eventIn("fr")
	for bits := range 1 << 6 {
		ev := full
		for i, clear := range []func(*kit.Event){
			func(e *kit.Event) { e.Mission = "" },
			func(e *kit.Event) { e.City = "" },
			func(e *kit.Event) { e.Place = "" },
			func(e *kit.Event) { e.Date = "" },
			func(e *kit.Event) { e.Time = "" },
			func(e *kit.Event) { e.Host = "" },
		} {
			if bits&(1<<i) != 0 {
				clear(&ev)
			}
		}
		for _, tpl := range placard.Templates() {
			for _, lying := range []bool{false, true} {
				v := variant{tpl.ID, "fr", a4, lying}
				s := mustMake(t, ev, v.choice())
				for _, what := range append(faults(s), localFaults(v, s, ev)...) {
					t.Errorf("%s without %06b: %s", v, bits, what)
				}
			}
		}
	}
}

// With less to say below it the headline never gets smaller.
func TestHeadlineTakesTheRoom(t *testing.T) {
	for _, tpl := range []string{"shout", "outline", "bilingual"} {
		for _, lang := range []string{"en", "hi", "ru"} {
			v := variant{tpl, lang, a4, false}
			with, without := mustMake(t, eventIn(lang), v.choice()), mustMake(t, kit.Event{}, v.choice())
			if without.Report.Legible < with.Report.Legible-1e-9 {
				t.Errorf("%s: legible from %.1f m with an event, from %.1f without", v, with.Report.Legible, without.Report.Legible)
			}
		}
	}
}

func TestEventWithoutADate(t *testing.T) {
	s := mustMake(t, kit.Event{City: "Nairobi"}, placard.Choice{Template: "event"})
	if !slices.Contains(noteIDs(s), placard.NoteDate) {
		t.Errorf("nothing says that the design needs a date: %v", s.Report.Notes)
	}
	s = mustMake(t, kit.Event{City: "Nairobi", Date: "2022-10-07"}, placard.Choice{Template: "event"})
	if slices.Contains(noteIDs(s), placard.NoteDate) {
		t.Error("a date is asked for that is there")
	}
}

func TestMissionThatNamesTheCity(t *testing.T) {
	for _, tpl := range placard.Templates() {
		ev := kit.Event{Mission: "UK Consulate General, Jerusalem", City: "Jerusalem"}
		s := mustMake(t, ev, placard.Choice{Template: tpl.ID})
		if n := strings.Count(said(s.Page), "Jerusalem"); n != 1 {
			t.Errorf("%s: the city stands on the page %d times", tpl.ID, n)
		}
	}
}

func TestBadDates(t *testing.T) {
	for _, ev := range []kit.Event{
		{Date: "2022-02-30"},
		{Date: "7.10.2022"},
		{Date: "2022-10-07", Time: "25:00"},
		{Date: "2022-10-07", Time: "11:00", Timezone: "Africa/Nowhere"},
		{Date: "2022-03-27", Time: "01:30", Timezone: "Europe/London"},
	} {
		for _, tpl := range placard.Templates() {
			_, err := theMaker(t).Make(theKit(t), ev, placard.Choice{Template: tpl.ID})
			var fields *kit.FieldErrors
			if !errors.As(err, &fields) || len(fields.Fields) != 1 {
				t.Errorf("%s, %+v: %v, want one wrong field", tpl.ID, ev, err)
			}
		}
	}
}

// A field may hold 200 letters. What doesn't fit is an error that says so.
func TestLongFields(t *testing.T) {
	words := func(w string) string { return string([]rune(strings.Repeat(w+" ", 200))[:199]) + "x" }
	made := 0
	for _, w := range []string{"Embassy", "Öffentlichkeitsarbeit", "m", strings.Repeat("W", 300), "سفارة", "उच्चायोग"} {
		ev := eventIn("en")
		ev.Mission, ev.City, ev.Place, ev.Host = words(w), words(w), words(w), words(w)
		for _, tpl := range placard.Templates() {
			for _, lying := range []bool{false, true} {
				for _, p := range []paper{papers()[0], a4, papers()[5]} {
					v := variant{tpl.ID, "en", p, lying}
					s, err := theMaker(t).Make(theKit(t), ev, v.choice())
					var long *typeset.TooLongError
					switch {
					case err == nil:
						report(t, v.String()+" "+w, s)
						made++
					case !errors.As(err, &long):
						t.Errorf("%s %s: %v, want a TooLongError", v, w, err)
					}
				}
			}
		}
	}
	if made == 0 {
		t.Error("no paper holds an event of long fields")
	}
}

// One long field is no reason to give up on the paper that most people have.
func TestOneLongField(t *testing.T) {
	const long = "Embassy of the United Kingdom of Great Britain and Northern Ireland to the Republic of Somewhere"
	for _, set := range []func(*kit.Event){
		func(e *kit.Event) { e.Mission = long },
		func(e *kit.Event) { e.Place = long },
		func(e *kit.Event) { e.Host = long },
		func(e *kit.Event) { e.City = "Krung Thep Maha Nakhon Amon Rattanakosin" },
	} {
		ev := eventIn("en")
		set(&ev)
		for _, v := range matrix(t, []paper{a4}) {
			if v.lang != "en" {
				continue
			}
			s, err := theMaker(t).Make(theKit(t), ev, v.choice())
			if err != nil {
				t.Errorf("%s: %v", v, err)
				continue
			}
			report(t, v.String(), s)
		}
	}
}

// In a language written from the right everything stands at the other side.
func TestRightToLeft(t *testing.T) {
	for _, tpl := range placard.Templates() {
		for _, lying := range []bool{false, true} {
			en := mustMake(t, eventIn("en"), variant{tpl.ID, "en", a4, lying}.choice()).Page
			ar := mustMake(t, eventIn("ar"), variant{tpl.ID, "ar", a4, lying}.choice()).Page
			from := func(p *page.Page) float64 {
				c := codeOf(t, p)
				return c.X + c.W/2 - p.Size.W/2
			}
			if l, r := from(en), from(ar); l*r > 0 || (l == 0) != (r == 0) {
				t.Errorf("%s, lying %v: the code stands %.1f mm from the middle in English, %.1f in Arabic", tpl.ID, lying, l, r)
			}
			if p := ar; tpl.ID != "bilingual" {
				head := texts(p)[0]
				if !head.RTL || head.Bounds().X+head.Bounds().Right() < p.Size.W*0.9 && tpl.ID != "event" {
					t.Errorf("%s, lying %v: the headline %q is not at the right: %.1f", tpl.ID, lying, head.String, head.Bounds())
				}
			}
		}
	}
}
