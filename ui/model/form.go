package model

import (
	"errors"
	"strings"
	"time"

	"eventkit/kit"
)

// Field returns a field's text as it was typed.
func (s *Studio) Field(id string) string { return s.draft.Fields[id] }

// Fault returns what is wrong with a field, in plain words; empty if nothing.
func (s *Studio) Fault(id string) string { return s.faults[id] }

// Type sets a field's text while someone types. What is wrong with it is said
// when they leave it, so that nobody is told off in the middle of a word; a
// fault that was mended goes at once.
func (s *Studio) Type(id, text string) {
	before := s.draft.clone()
	if before.Fields[id] == text {
		return
	}
	s.draft.Fields[id] = text
	topic := ""
	if typingStep(before.Fields[id], text) {
		topic = "field " + id
	}
	if topic == "" {
		s.history.cut()
	}
	s.history.push(before, "field "+id)
	if s.faults[id] != "" {
		s.check(id)
	}
	s.edited()
	s.onChange(PartFaults)
}

// Leave says that someone has left a field: now it is checked, and a date or a
// time is written out.
func (s *Studio) Leave(id string) {
	s.history.cut()
	tidy := strings.TrimSpace(s.draft.Fields[id])
	switch id {
	case Date:
		if t, ok := ParseDate(tidy, s.p.Now()); ok {
			tidy = t.Format("2 January 2006")
		}
	case Time:
		if t, ok := ParseTime(tidy); ok {
			tidy = t
		}
	}
	was := s.faults[id]
	changed := tidy != s.draft.Fields[id]
	s.draft.Fields[id] = tidy
	s.check(id)
	if changed {
		s.keep()
		s.onChange(PartFields | PartFaults)
	} else if was != s.faults[id] {
		s.onChange(PartFaults)
	}
}

// PickDate sets the date from a calendar.
func (s *Studio) PickDate(t time.Time) {
	s.edit("", func(d *Draft) { d.Fields[Date] = t.Format("2 January 2006") })
	s.check(Date)
	s.onChange(PartFields | PartFaults)
}

// PickZone sets the time zone.
func (s *Studio) PickZone(id string) {
	s.edit("", func(d *Draft) { d.Fields[Timezone] = id })
	s.check(Timezone)
	s.check(Time)
	s.onChange(PartFields | PartFaults)
}

// Day returns the date if it is one, and else today.
func (s *Studio) Day() time.Time {
	if t, ok := ParseDate(s.draft.Fields[Date], s.p.Now()); ok {
		return t
	}
	return s.p.Now()
}

// Today is the day on the computer's calendar.
func (s *Studio) Today() time.Time { return s.p.Now() }

// Hint returns the line below a field while nothing is wrong with it.
func (s *Studio) Hint(id string) string {
	text := strings.TrimSpace(s.draft.Fields[id])
	switch id {
	case Date:
		if t, ok := ParseDate(text, s.p.Now()); ok {
			return LongDate(t)
		}
	case Link:
		return s.linkHint(text)
	}
	return ""
}

func (s *Studio) linkHint(text string) string {
	if text != "" {
		if l, err := kit.ParseLink(text); err == nil {
			return "The code opens " + l.ASCII
		}
		return ""
	}
	links := s.kit.Links
	if links.Sign != "" && links.Sign != links.Page {
		if l, err := kit.ParseLink(links.Sign); err == nil {
			return "The code opens the kit’s form: " + l.ASCII
		}
	}
	if l, err := kit.ParseLink(links.Page); err == nil {
		return "The code opens the campaign’s page, where the form is linked, until you paste the form’s own address: " + l.ASCII
	}
	return "Paste the address that the code is to open."
}

// parse reads the form. Fields that are wrong are left out of the event and
// returned with what is wrong with them.
func (s *Studio) parse() (kit.Event, map[string]string) {
	get := func(id string) string { return strings.TrimSpace(s.draft.Fields[id]) }
	bad := map[string]string{}
	ev := kit.Event{
		Mission: get(Mission), City: get(City), Place: get(Place), Timezone: get(Timezone),
		Host: get(Host), Contact: get(Contact), Link: get(Link),
		Languages: s.draft.Langs, Paper: s.draft.Paper,
	}
	if text := get(Date); text != "" {
		if t, ok := ParseDate(text, s.p.Now()); ok {
			ev.Date = t.Format(time.DateOnly)
		} else {
			bad[Date] = "That isn’t a day of the calendar. Write it like 7 October 2027 or 7/10/2027."
		}
	}
	if text := get(Time); text != "" {
		if t, ok := ParseTime(text); ok {
			ev.Time = t
		} else {
			bad[Time] = "That isn’t a time of day. Write it like 11:00 or 2:30 pm."
		}
	}
	var faults *kit.FieldErrors
	if err := ev.Validate(); errors.As(err, &faults) {
		for _, f := range faults.Fields {
			if _, ok := bad[f.Field]; !ok {
				bad[f.Field] = sentences(capital(f.What), capital(f.Mend))
			}
		}
	}
	for id := range bad {
		clearField(&ev, id)
	}
	return ev, bad
}

func clearField(ev *kit.Event, id string) {
	fields := map[string]*string{
		City: &ev.City, Date: &ev.Date, Mission: &ev.Mission, Place: &ev.Place, Time: &ev.Time,
		Timezone: &ev.Timezone, Host: &ev.Host, Contact: &ev.Contact, Link: &ev.Link, "paper": &ev.Paper,
	}
	if f := fields[id]; f != nil {
		*f = ""
	}
	if id == "languages" {
		ev.Languages = nil
	}
}

// Event returns the event as far as the form is right, with what was counted.
func (s *Studio) Event() kit.Event {
	ev, _ := s.parse()
	if s.draft.Tally != "" {
		ev.Tally = s.tally()
	}
	return ev
}

func (s *Studio) check(id string) {
	_, bad := s.parse()
	s.faults[id] = bad[id]
}

func (s *Studio) checkAll() {
	_, bad := s.parse()
	clear(s.faults)
	for id, what := range bad {
		s.faults[id] = what
	}
}

// FirstFault returns the first field that is wrong; empty if none is.
func (s *Studio) FirstFault() string {
	_, bad := s.parse()
	for _, id := range Fields() {
		if bad[id] != "" {
			return id
		}
	}
	return ""
}

// Summary says the event in one line: the city, and the rest.
func (s *Studio) Summary() (city, rest string) {
	ev := s.Event()
	var parts []string
	if ev.Mission != "" {
		parts = append(parts, ev.Mission)
	}
	if t, err := time.Parse(time.DateOnly, ev.Date); err == nil {
		parts = append(parts, LongDate(t))
	}
	if ev.Time != "" {
		parts = append(parts, ev.Time)
	}
	if ev.City == "" && len(parts) == 0 {
		return "", "No city and no date yet"
	}
	return ev.City, strings.Join(parts, " · ")
}

// capital makes the beginning of a sentence of words, unless they begin with
// something quoted exactly.
func capital(s string) string {
	first, _, _ := strings.Cut(s, " ")
	if s == "" || strings.ContainsAny(first, ":/._\"") {
		return s
	}
	r := []rune(s)
	return strings.ToUpper(string(r[0])) + string(r[1:])
}
