package kit_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
)

func TestEventFile(t *testing.T) {
	e := kit.Event{
		Mission: "High Commission", City: `Thiruvananthapuram "TVM"`, Place: "12\\b", Date: "2022-10-07", Time: "10:30",
		Timezone: "Asia/Kolkata", Host: "संघ", Contact: "a\tb", Link: "https://example.org/s",
		Languages: []string{"hi", "en"}, Paper: "210x297",
	}
	want := `# An event. What is empty stays off the page.
mission = "High Commission"  # the embassy or consulate, as it is printed
city = "Thiruvananthapuram \"TVM\""
place = "12\\b"  # where people meet
date = "2022-10-07"  # year-month-day, such as 2022-10-07
time = "10:30"  # 24 hours, such as 13:00
timezone = "Asia/Kolkata"  # such as Africa/Nairobi
host = "संघ"  # who invites
contact = "a\tb"
link = "https://example.org/s"  # what the code opens
paper = "210x297"  # A4, Letter, or width x height in mm such as 210x297
languages = ["hi", "en"]  # the leading one first, such as ["ar", "en"]
`
	var b bytes.Buffer
	n, err := e.WriteTo(&b)
	if err != nil || n != int64(b.Len()) {
		t.Fatalf("%d of %d bytes, %v", n, b.Len(), err)
	}
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Errorf("the file (-want +got):\n%s", d)
	}
	again, err := kit.ReadEvent(&b)
	if d := cmp.Diff(e, again); err != nil || d != "" {
		t.Errorf("read again: %v\n%s", err, d)
	}
}

func TestEmptyEvent(t *testing.T) {
	for _, text := range []string{"", "# nothing\n", "city = \"\"\nlanguages = []\n", "\ufeff"} {
		e, err := kit.ReadEvent(strings.NewReader(text))
		if d := cmp.Diff(kit.Event{}, e); err != nil || d != "" {
			t.Errorf("%q: %v %s", text, err, d)
		}
		if err := e.Validate(); err != nil {
			t.Errorf("an empty event is not valid: %v", err)
		}
	}
}

func TestReadEventRefuses(t *testing.T) {
	_, err := kit.ReadEvent(strings.NewReader("citty = \"x\"\ncity = 3\nlanguages = [\"en\", 1]\n[where]\n"))
	for _, want := range []string{
		`event.toml:1: unknown key "citty"; known here: mission, city, place,`,
		`event.toml:2: city is not text; put it in quotes: city = "…"`,
		"event.toml:3: item 2 of languages is not text",
		`event.toml:4: unknown key "where"`,
	} {
		saidIn(t, err, want)
	}
	_, err = kit.ReadEvent(strings.NewReader("city = \"Lima\nhost = 1"))
	saidIn(t, err, "event.toml:1: this is not TOML")
	_, err = kit.ReadEvent(strings.NewReader("# " + strings.Repeat("x", 1<<20)))
	limitIn(t, err)
	_, err = kit.ReadEvent(failing{})
	if !errors.Is(err, errBroken) {
		t.Errorf("a reader's error is lost: %v", err)
	}
}

var errBroken = errors.New("broken")

// failing can be neither read nor written.
type failing struct{}

func (failing) Read([]byte) (int, error)  { return 0, errBroken }
func (failing) Write([]byte) (int, error) { return 0, errBroken }

func TestWriteToFails(t *testing.T) {
	if _, err := (kit.Event{}).WriteTo(failing{}); !errors.Is(err, errBroken) {
		t.Errorf("a full disk goes unnoticed: %v", err)
	}
	for _, e := range []kit.Event{{Host: "\xff"}, {Languages: []string{"\xff"}}} {
		var b bytes.Buffer
		var fe *kit.FieldError
		if _, err := e.WriteTo(&b); !errors.As(err, &fe) || b.Len() > 0 {
			t.Errorf("%v, and %d bytes", err, b.Len())
		}
	}
}

func TestValidate(t *testing.T) {
	long := strings.Repeat("é", 200)
	good := []kit.Event{
		{City: long, Place: long, Mission: long, Host: long, Contact: long},
		{Date: "2024-02-29", Time: "00:00", Timezone: "America/St_Johns"},
		{Time: "23:59"},
		{Timezone: "America/Argentina/Buenos_Aires"},
		{Timezone: "Etc/GMT+12"},
		{Timezone: "UTC"},
		{Link: "example.org/" + strings.Repeat("a", 1000)},
		{Languages: []string{"en", "pt-BR", "zh-Hant"}, Paper: "Letter"},
		{City: "القاهرة", Place: "ميدان"},
	}
	for _, e := range good {
		if err := e.Validate(); err != nil {
			t.Errorf("%+v: %v", e, err)
		}
	}
	for _, c := range []struct {
		field string
		e     kit.Event
		what  string
	}{
		{"mission", kit.Event{Mission: long + "e"}, "has 201 characters"},
		{"city", kit.Event{City: "Li\nma"}, "holds a line break"},
		{"place", kit.Event{Place: "a\x1b[31m"}, "control character U+001B"},
		{"host", kit.Event{Host: "\xff"}, "is not UTF-8"},
		{"contact", kit.Event{Contact: "a\u0085"}, "control character U+0085"},
		{"date", kit.Event{Date: "2022-02-30"}, "is not a day of the calendar"},
		{"date", kit.Event{Date: "2023-02-29"}, "is not a day of the calendar"},
		{"date", kit.Event{Date: "7.10.2022"}, "is not a day of the calendar"},
		{"date", kit.Event{Date: "0001-01-01"}, "is not a day of the calendar"},
		{"date", kit.Event{Date: "tomorrow"}, "is not a day of the calendar"},
		{"time", kit.Event{Time: "24:00"}, "is not a time of day"},
		{"time", kit.Event{Time: "9:00"}, "is not a time of day"},
		{"time", kit.Event{Time: "1 pm"}, "is not a time of day"},
		{"timezone", kit.Event{Timezone: "Mars/Olympus"}, "is not a time zone"},
		{"timezone", kit.Event{Timezone: "Local"}, "is not a time zone"},
		{"timezone", kit.Event{Timezone: "posix/Europe/London"}, "is not a time zone"},
		{"timezone", kit.Event{Timezone: "../../etc/passwd"}, "is not a time zone"},
		{"timezone", kit.Event{Timezone: "/etc/localtime"}, "is not a time zone"},
		{"link", kit.Event{Link: "javascript:alert(1)"}, "is not a web address"},
		{"link", kit.Event{Link: "https://example.org/a b"}, "there is a space"},
		{"link", kit.Event{Link: "https://example.org/" + strings.Repeat("a", 2980)}, "3000 characters"},
		{"languages", kit.Event{Languages: []string{"en", "english!"}}, `"english!" is not a language`},
		{"languages", kit.Event{Languages: []string{"en_GB"}}, "is not in its usual form"},
		{"paper", kit.Event{Paper: "A9"}, `"A9" is neither a name`},
		{"paper", kit.Event{Paper: "10x10"}, "each side must lie between"},
	} {
		t.Run(c.field+" "+c.what, func(t *testing.T) {
			var all *kit.FieldErrors
			if err := c.e.Validate(); !errors.As(err, &all) || len(all.Fields) != 1 {
				t.Fatalf("errors: %v", err)
			}
			f, ok := all.Of(c.field)
			if !ok || !strings.Contains(f.What, c.what) || f.Mend == "" {
				t.Errorf("said %+v", all.Fields[0])
			}
			saidIn(t, all, c.field+": ", c.what)
		})
	}
}

func TestValidateSaysAllAtOnce(t *testing.T) {
	err := kit.Event{Date: "x", Time: "y", Timezone: "z", Link: "w", City: "\n", Paper: "v", Languages: []string{"?"}}.Validate()
	var all *kit.FieldErrors
	if !errors.As(err, &all) {
		t.Fatal(err)
	}
	var fields []string
	for _, f := range all.Fields {
		fields = append(fields, f.Field)
	}
	if d := cmp.Diff([]string{"city", "date", "time", "timezone", "link", "paper", "languages"}, fields); d != "" {
		t.Error(d)
	}
	if _, ok := all.Of("host"); ok {
		t.Error("host is said to be wrong")
	}
	if _, ok := (*kit.FieldErrors)(nil).Of("host"); ok {
		t.Error("no errors have an error")
	}
	var one *kit.FieldError
	if !errors.As(err, &one) || one.Field != "city" {
		t.Errorf("the first field is %+v", one)
	}
}

func TestStart(t *testing.T) {
	for _, c := range []struct {
		name             string
		e                kit.Event
		utc              string
		hasDate, hasTime bool
	}{
		{"13:00 in London in summer", kit.Event{Date: "2022-10-08", Time: "13:00", Timezone: "Europe/London"}, "2022-10-08 12:00", true, true},
		{"in Kathmandu", kit.Event{Date: "2022-10-08", Time: "17:45", Timezone: "Asia/Kathmandu"}, "2022-10-08 12:00", true, true},
		{"the day before", kit.Event{Date: "2022-10-08", Time: "01:00", Timezone: "Pacific/Kiritimati"}, "2022-10-07 11:00", true, true},
		{"no zone", kit.Event{Date: "2022-10-08", Time: "13:00"}, "2022-10-08 13:00", true, true},
		{"no time", kit.Event{Date: "2022-10-08", Timezone: "Europe/London"}, "2022-10-08 11:00", true, false},
		{"no date", kit.Event{Time: "13:00"}, "0001-01-01 13:00", false, true},
		{"nothing", kit.Event{}, "0001-01-01 12:00", false, false},
		{"twice: the first", kit.Event{Date: "2022-10-30", Time: "01:30", Timezone: "Europe/London"}, "2022-10-30 00:30", true, true},
		{"twice, half an hour", kit.Event{Date: "2022-04-03", Time: "01:45", Timezone: "Australia/Lord_Howe"}, "2022-04-02 14:45", true, true},
		{"before the gap", kit.Event{Date: "2022-03-27", Time: "00:59", Timezone: "Europe/London"}, "2022-03-27 00:59", true, true},
		{"after the gap", kit.Event{Date: "2022-03-27", Time: "02:00", Timezone: "Europe/London"}, "2022-03-27 01:00", true, true},
		{"a day without midnight", kit.Event{Date: "2018-11-04", Timezone: "America/Sao_Paulo"}, "2018-11-04 14:00", true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			at, hasDate, hasTime, err := c.e.Start()
			if err != nil || hasDate != c.hasDate || hasTime != c.hasTime || at.UTC().Format("2006-01-02 15:04") != c.utc {
				t.Errorf("starts %v, %v, %v, %v; want %s", at.UTC(), hasDate, hasTime, err, c.utc)
			}
			if hasTime && at.Format("15:04") != c.e.Time {
				t.Errorf("its own clock shows %v", at)
			}
		})
	}
}

func TestStartInAGap(t *testing.T) {
	for name, e := range map[string]kit.Event{
		"spring in London":        {Date: "2022-03-27", Time: "01:30", Timezone: "Europe/London"},
		"first minute":            {Date: "2022-03-27", Time: "01:00", Timezone: "Europe/London"},
		"midnight in São Paulo":   {Date: "2018-11-04", Time: "00:00", Timezone: "America/Sao_Paulo"},
		"half an hour":            {Date: "2022-10-02", Time: "02:15", Timezone: "Australia/Lord_Howe"},
		"a day that Samoa left":   {Date: "2011-12-30", Time: "10:00", Timezone: "Pacific/Apia"},
		"the same without a time": {Date: "2011-12-30", Timezone: "Pacific/Apia"},
	} {
		t.Run(name, func(t *testing.T) {
			at, _, _, err := e.Start()
			var all *kit.FieldErrors
			if !errors.As(err, &all) || !at.Equal(time.Time{}) {
				t.Fatalf("starts %v, %v", at, err)
			}
			saidIn(t, err, "time: the clocks in "+e.Timezone+" skip")
			if e.Validate() == nil {
				t.Error("such an event is valid")
			}
		})
	}
}
