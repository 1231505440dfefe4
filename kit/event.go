package kit

import (
	"fmt"
	"strings"
	"time"

	"eventkit/kit/page"
)

// maxField is the most characters of a field of an event.
const maxField = 200

// Event is what one organizer fills in. Every field is optional; what is
// empty stays off the page. Date is "2006-01-02", Time "15:04", Timezone an
// IANA name such as "Africa/Nairobi", Paper what [page.ParseSize] reads,
// Languages BCP 47 tags, the leading one first.
type Event struct {
	Mission, City, Place, Date, Time, Timezone, Host, Contact, Link string
	Languages                                                       []string
	Paper                                                           string
	// Tally is what was counted for the event, nil for nothing yet. Copies of
	// an Event share it.
	Tally *Tally
}

// eventField is one line of event.toml: its name, its place in an Event, and
// a hint for people who open the file.
type eventField struct {
	name string
	of   func(*Event) *string
	hint string
}

// eventFields is every field but languages, in the order of the form.
var eventFields = []eventField{
	{"mission", func(e *Event) *string { return &e.Mission }, "the embassy or consulate, as it is printed"},
	{"city", func(e *Event) *string { return &e.City }, ""},
	{"place", func(e *Event) *string { return &e.Place }, "where people meet"},
	{"date", func(e *Event) *string { return &e.Date }, "year-month-day, such as 2022-10-07"},
	{"time", func(e *Event) *string { return &e.Time }, "24 hours, such as 13:00"},
	{"timezone", func(e *Event) *string { return &e.Timezone }, "such as Africa/Nairobi"},
	{"host", func(e *Event) *string { return &e.Host }, "who invites"},
	{"contact", func(e *Event) *string { return &e.Contact }, ""},
	{"link", func(e *Event) *string { return &e.Link }, "what the code opens"},
	{"paper", func(e *Event) *string { return &e.Paper }, "A4, Letter, or width x height in mm such as 210x297"},
}

// Validate checks every field. The error is a [*FieldErrors] with all that
// are wrong, in the order of the form.
func (e Event) Validate() error {
	var bad []FieldError
	for _, f := range eventFields {
		max := maxField
		if f.name == "link" {
			max = maxLink
		}
		if what, mend := wordsProblem(*f.of(&e), max, false); what != "" {
			bad = append(bad, FieldError{f.name, what, mend})
			continue
		}
		bad = append(bad, e.checkField(f.name)...)
	}
	for _, tag := range e.Languages {
		if what, mend := tagProblem(tag); what != "" {
			bad = append(bad, FieldError{"languages", what, mend})
		}
	}
	if len(bad) == 0 {
		return nil
	}
	return &FieldErrors{Fields: bad}
}

func (e Event) checkField(name string) []FieldError {
	switch {
	case name == "date":
		return checkMoment(e.Date, e.Time, e.Timezone)
	case name == "link" && e.Link != "":
		if _, err := ParseLink(e.Link); err != nil {
			return []FieldError{asField(err)}
		}
	case name == "paper" && e.Paper != "":
		if _, err := page.ParseSize(e.Paper); err != nil {
			return []FieldError{{"paper", strings.TrimPrefix(err.Error(), "paper "), "choose A4 or Letter, or write 210x297"}}
		}
	}
	return nil
}

// Start returns when the event begins, in its own zone (UTC if it names
// none, so that the clock shows what was typed). hasDate and hasTime say
// which of the two are set: without a time, t is noon of the day; without a
// date, t is on the first of January of year 1 and only its clock means
// anything. Where clocks go back and a time happens twice, the first is meant.
//
// The error is a [*FieldErrors]: a date, a time or a zone that does not
// exist, or a time that the zone's clocks skip on that day.
func (e Event) Start() (t time.Time, hasDate, hasTime bool, err error) {
	t, hasDate, hasTime, bad := moment(e.Date, e.Time, e.Timezone)
	if len(bad) > 0 {
		return time.Time{}, false, false, &FieldErrors{Fields: bad}
	}
	return t, hasDate, hasTime, nil
}

func checkMoment(date, clock, zone string) []FieldError {
	_, _, _, bad := moment(date, clock, zone)
	return bad
}

func moment(date, clock, zone string) (t time.Time, hasDate, hasTime bool, bad []FieldError) {
	day := time.Date(1, 1, 1, 12, 0, 0, 0, time.UTC)
	if date != "" {
		d, err := time.Parse("2006-01-02", date)
		if err != nil || d.Year() < 1900 {
			bad = append(bad, FieldError{"date", fmt.Sprintf("%q is not a day of the calendar", date), "write year-month-day, such as 2022-10-07"})
		} else {
			day, hasDate = d.Add(12*time.Hour), true
		}
	}
	if clock != "" {
		c, err := time.Parse("15:04", clock)
		if err != nil || len(clock) != len("15:04") {
			bad = append(bad, FieldError{"time", fmt.Sprintf("%q is not a time of day", clock), "write hours and minutes from 00:00 to 23:59, such as 13:00"})
		} else {
			day, hasTime = day.Add(c.Sub(c.Truncate(24*time.Hour))-12*time.Hour), true
		}
	}
	loc, err := zoneNamed(zone)
	if err != nil {
		bad = append(bad, FieldError{"timezone", fmt.Sprintf("%q is not a time zone", zone), "choose one such as Europe/London or Africa/Nairobi"})
	}
	if len(bad) > 0 {
		return t, false, false, bad
	}
	t, ok := onClock(day, loc)
	if !ok && hasDate {
		bad = append(bad, FieldError{"time", fmt.Sprintf("the clocks in %s skip %s on %s", zone, day.Format("15:04"), date), "choose an hour earlier or later"})
	}
	return t, hasDate, hasTime, bad
}

// onClock returns the first moment at which the zone's clocks show what wall,
// taken as UTC, shows. ok is false if they never do.
func onClock(wall time.Time, loc *time.Location) (t time.Time, ok bool) {
	for _, near := range []time.Duration{-24 * time.Hour, 24 * time.Hour} {
		_, offset := wall.Add(near).In(loc).Zone()
		t = wall.Add(-time.Duration(offset) * time.Second).In(loc)
		if _, shown := t.Zone(); shown == offset {
			return t, true
		}
	}
	return t, false
}
