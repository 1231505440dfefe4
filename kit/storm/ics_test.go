package storm_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/storm"
)

// entry is what a parser finds in a calendar of one entry.
type entry struct {
	Start, End, Stamp, UID, Summary, Description, Location, URL string
	Alarms                                                      []string
}

// The parsers are two programs that share no line with this one or with each
// other. They start once for all files of a test.
const parsers = `
import sys, json, icalendar, vobject
def first(text):
	(e,) = icalendar.Calendar.from_ical(text.encode()).walk("VEVENT")
	utc = lambda k: e.decoded(k).strftime("%Y-%m-%d %H:%M:%S %Z")
	words = lambda k: str(e.get(k, ""))
	return {"Start": utc("DTSTART"), "End": utc("DTEND"), "Stamp": utc("DTSTAMP"), "UID": words("UID"), "Summary": words("SUMMARY"),
		"Description": words("DESCRIPTION"), "Location": words("LOCATION"), "URL": words("URL"),
		"Alarms": [str(int(a.decoded("TRIGGER").total_seconds())) for a in e.walk("VALARM")]}
def second(text):
	(e,) = vobject.readOne(text).vevent_list
	utc = lambda v: v.value.strftime("%Y-%m-%d %H:%M:%S ") + v.value.tzname()
	words = lambda k: getattr(e, k).value if hasattr(e, k) else ""
	return {"Start": utc(e.dtstart), "End": utc(e.dtend), "Stamp": utc(e.dtstamp), "UID": e.uid.value, "Summary": words("summary"),
		"Description": words("description"), "Location": words("location"), "URL": words("url"),
		"Alarms": [str(int(a.trigger.value.total_seconds())) for a in e.valarm_list]}
json.dump([[first(t), second(t)] for t in json.load(sys.stdin)], sys.stdout)`

// parse returns what both parsers find in each file.
func parse(t *testing.T, files ...[]byte) [][2]entry {
	t.Helper()
	var texts []string
	for _, f := range files {
		texts = append(texts, string(f))
	}
	in, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	// Where another Python is put before the system's, the system's packages
	// are not there.
	var stderr bytes.Buffer
	for _, python := range []string{"/usr/bin/python3", "python3"} {
		cmd := exec.Command(python, "-c", parsers)
		cmd.Stdin, cmd.Stderr = bytes.NewReader(in), &stderr
		if out, err := cmd.Output(); err == nil {
			var found [][2]entry
			if err := json.Unmarshal(out, &found); err != nil || len(found) != len(files) {
				t.Fatalf("%v: %s", err, out)
			}
			return found
		}
	}
	t.Fatalf("Python’s icalendar and vobject don’t read the file, or are missing (apt-get install python3-icalendar python3-vobject):\n%s", stderr.Bytes())
	return nil
}

func ics(t *testing.T, k *kit.Kit, ev kit.Event, lang string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := storm.WriteICS(&b, k, ev, lang); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Every language's entry opens in two parsers, which find the same in it: what
// the kit and the event say.
func TestICS(t *testing.T) {
	k := papertest.Kit(t)
	ev := kit.Event{Timezone: "Africa/Nairobi", Link: "https://example.org/sign"}
	var files [][]byte
	for _, lang := range papertest.Langs() {
		file := ics(t, k, ev, lang)
		lines(t, file)
		if other := ics(t, k, ev, lang); !bytes.Equal(other, file) {
			t.Errorf("%s: another time, other bytes", lang)
		}
		files = append(files, file)
	}
	action, _ := k.Action(k.Storm)
	for i, found := range parse(t, files...) {
		lang, e := papertest.Langs()[i], found[0]
		if d := cmp.Diff(e, found[1]); d != "" {
			t.Errorf("%s: the parsers differ:\n%s", lang, d)
		}
		want := entry{
			Start: "2022-10-08 12:00:00 UTC", End: "2022-10-08 13:00:00 UTC", Stamp: "2022-10-08 12:00:00 UTC",
			UID: e.UID, Summary: action.Title[lang], Location: action.Where[lang], URL: ev.Link,
			Description: e.Description, Alarms: []string{"-900", "0"},
		}
		if d := cmp.Diff(want, e); d != "" || len(e.UID) != 32 {
			t.Errorf("%s: %s", lang, d)
		}
		for _, words := range append([]string{k.Title[lang], "EAT", ev.Link}, k.Hashtags...) {
			if !strings.Contains(e.Description, words) {
				t.Errorf("%s: %q does not say %q", lang, e.Description, words)
			}
		}
	}
}

// lines checks a file by its bytes: CRLF, at most 75 octets, whole characters.
func lines(t *testing.T, file []byte) {
	t.Helper()
	text := string(file)
	if !strings.HasSuffix(text, "END:VCALENDAR\r\n") || strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\n") || strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\r") {
		t.Errorf("lines do not end in CRLF: %q", text)
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
}

// Words that mean something in a calendar are words there.
func TestICSEscapes(t *testing.T) {
	hard := `Storm; at "noon", C:\x` + " — " + strings.Repeat("ж日𝄞", 40) + ` END:VEVENT`
	fsys := fstest.MapFS{
		"kit.toml":     {Data: []byte("id = 'a'\nversion = '1'\nlanguages = ['en']\nstorm = 's'\n[title]\nen = 'T'\n[[action]]\nid = 's'\ndate = '2024-02-29'\ntime = '23:30'\ntimezone = 'Pacific/Kiritimati'\n[action.title]\nen = '''" + hard + "'''\n")},
		"slogans.toml": {},
	}
	k, err := kit.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	file := ics(t, k, kit.Event{}, "")
	lines(t, file)
	for _, e := range parse(t, file)[0] {
		if e.Summary != hard || e.Start != "2024-02-29 09:30:00 UTC" || e.Location != "" || e.URL != "" {
			t.Errorf("%+v", e)
		}
	}
}

func TestICSErrors(t *testing.T) {
	k := *papertest.Kit(t)
	if err := storm.WriteICS(io.Discard, &k, kit.Event{Link: "not an address"}, ""); !errors.As(err, new(*kit.FieldError)) {
		t.Errorf("a link that is none: %v", err)
	}
	if err := storm.WriteICS(failing{}, &k, kit.Event{}, ""); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("a full disk: %v", err)
	}
	k.Storm = ""
	if err := storm.WriteICS(io.Discard, &k, kit.Event{}, ""); !errors.Is(err, storm.ErrNone) {
		t.Errorf("no storm: %v", err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
