package kit_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"eventkit/kit"
)

// words are what people type: any script, quotes, separators, but nothing
// that is only control.
func words() *rapid.Generator[string] {
	runes := []rune("aZ09 ,;\"'\\#=[]{}éßİعदि字😀\u200d")
	return rapid.Custom(func(t *rapid.T) string {
		s := rapid.StringOfN(rapid.SampledFrom(runes), 0, 30, -1).Draw(t, "words")
		return strings.TrimSpace(s)
	})
}

func event() *rapid.Generator[kit.Event] {
	return rapid.Custom(func(t *rapid.T) kit.Event {
		e := kit.Event{
			Mission: words().Draw(t, "mission"), City: words().Draw(t, "city"), Place: words().Draw(t, "place"),
			Host: words().Draw(t, "host"), Contact: words().Draw(t, "contact"),
		}
		if rapid.Bool().Draw(t, "dated") {
			e.Date = time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "date"), 0).UTC().Format(time.DateOnly)
			e.Time = fmt.Sprintf("%02d:%02d", rapid.IntRange(4, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute"))
			e.Timezone = rapid.SampledFrom([]string{"", "UTC", "Africa/Nairobi", "Asia/Kolkata"}).Draw(t, "timezone")
		}
		if rapid.Bool().Draw(t, "linked") {
			e.Link = "https://example.org/" + strconv.Itoa(rapid.Int().Draw(t, "link"))
		}
		return e
	})
}

// Every event that can be typed comes back from its file.
func TestEventRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := event().Draw(t, "event")
		for _, table := range rapid.SliceOf(rapid.SampledFrom([]string{"north", "بوابة 2", "a-b"})).Draw(t, "tables") {
			counts := rapid.SliceOf(rapid.IntRange(0, kit.MaxSignatures)).Draw(t, "counts")
			if e.Tally == nil {
				e.Tally = &kit.Tally{Table: table}
			}
			if err := e.Tally.Merge(tally(t, table, counts...), true); err != nil {
				t.Fatal(err)
			}
		}
		var b bytes.Buffer
		if _, err := e.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		again, err := kit.ReadEvent(&b)
		if d := cmp.Diff(e, again); err != nil || d != "" {
			t.Fatalf("%v\n%s", err, d)
		}
	})
}

// A table that a spreadsheet writes from events gives the same events.
func TestRowsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := rapid.SliceOfN(event(), 1, 20).Draw(t, "events")
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Comma = rapid.SampledFrom([]rune{',', ';', '\t'}).Draw(t, "comma")
		w.UseCRLF = rapid.Bool().Draw(t, "crlf")
		write(t, w, "copies", "host", "mission", "city", "place", "contact", "date", "time", "timezone", "link")
		for i, e := range events {
			write(t, w, strconv.Itoa(i+1), e.Host, e.Mission, e.City, e.Place, e.Contact, e.Date, e.Time, e.Timezone, e.Link)
		}
		w.Flush()
		rows, err := kit.ReadRows(&b, kit.Event{})
		if err != nil || len(rows) != len(events) {
			t.Fatalf("%d rows of %d, %v", len(rows), len(events), err)
		}
		for i, r := range rows {
			if d := cmp.Diff(events[i], r.Event); d != "" || r.Copies != i+1 || r.Line != i+2 {
				t.Fatalf("row %d is line %d, %d copies\n%s", i, r.Line, r.Copies, d)
			}
		}
	})
}

func write(t *rapid.T, w *csv.Writer, cells ...string) {
	if err := w.Write(cells); err != nil {
		t.Fatal(err)
	}
}

// A folder and its zip are the same kit, file by file.
func TestArchiveIsTheFolder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		fsys := sample()
		names := rapid.SliceOfDistinct(rapid.StringMatching(`([a-c]/){0,3}[d-f]{1,3}`), rapid.ID).Draw(r, "names")
		for _, name := range names {
			fsys[name] = &fstest.MapFile{Data: rapid.SliceOf(rapid.Byte()).Draw(r, "data")}
		}
		var entries []entry
		for name, f := range fsys {
			entries = append(entries, entry{name: name, data: string(f.Data)})
		}
		k, err := openZip(zipped(t, entries...), kit.DefaultLimits())
		if err != nil {
			r.Fatal(err)
		}
		if d := cmp.Diff(content(r, fsys), content(r, k.FS())); d != "" {
			r.Fatal(d)
		}
	})
}

func content(t *rapid.T, fsys fs.FS) map[string]string {
	out := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			out[name] = "a folder"
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Wherever an unknown key stands, it is reported on its own line, whatever
// stands before it.
func TestLineOfAnUnknownKey(t *testing.T) {
	before := []string{
		"# [a] = \"\"\"", "", "own = [ # ,\n  'a', \"]\", # x\n]", "description = { en = \"a # b\", fr = 'c' }",
		"version = '''\n[links]\n\"\"\"'''", "hashtags = []", "title.en = \"\"\"a \\\"\"\" = \\\n b\"\"\"\"", "\"id\" = \"x\\\"\"",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfDistinct(rapid.SampledFrom(before), rapid.ID).Draw(t, "before"), "\n") + "\n"
		if rapid.Bool().Draw(t, "crlf") {
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
		line := strings.Count(text, "\n") + 1
		text += rapid.SampledFrom([]string{"zzz = 1", "\"zzz\" = [1]", "[zzz]", "[[zzz]]", "zzz.a = 2", " 'zzz' = { }"}).Draw(t, "key")
		want := fmt.Sprintf("kit.toml:%d: unknown key \"zzz\"", line)
		for _, p := range kit.Check(with("kit.toml", text)) {
			if strings.HasPrefix(p.String(), want) {
				return
			}
		}
		t.Fatalf("no problem says %q in:\n%s\n%v", want, text, kit.Problems(kit.Check(with("kit.toml", text))))
	})
}

// Start agrees with looking at every minute of three days.
func TestStartAgainstEveryMinute(t *testing.T) {
	changes := map[string]string{
		"Europe/London": "2022-03-27", "America/New_York": "2022-11-06", "Australia/Lord_Howe": "2022-04-03",
		"Africa/Casablanca": "2022-03-27", "America/St_Johns": "2006-10-29", "Pacific/Apia": "2011-12-30", "Asia/Kathmandu": "2022-10-07",
	}
	for zone, day := range changes {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		noon, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		first := map[string]time.Time{}
		for m := -36 * 60; m < 60*60; m++ {
			at := noon.Add(time.Duration(m) * time.Minute).In(loc)
			shown := at.Format("2006-01-02 15:04")
			if _, ok := first[shown]; !ok {
				first[shown] = at
			}
		}
		for m := range 24 * 60 {
			e := kit.Event{Date: day, Time: fmt.Sprintf("%02d:%02d", m/60, m%60), Timezone: zone}
			at, _, _, err := e.Start()
			want, exists := first[e.Date+" "+e.Time]
			if exists != (err == nil) || exists && !at.Equal(want) {
				t.Fatalf("%s %s %s: %v (%v), want %v", zone, day, e.Time, at, err, want)
			}
		}
	}
}

// One kit is used by many at once; run with -race.
func TestKitIsShared(t *testing.T) {
	k, err := openZip(zipped(t, sampleEntries(entry{name: "a/b", data: strings.Repeat("x", 1<<16)})...), kit.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	for range 8 {
		go func() {
			_, err := readEverything(k.FS())
			words, _ := k.Word("sign", "fr")
			l, linkErr := kit.ParseLink(k.Links.Sign)
			at, _, _, startErr := k.Actions[0].Start()
			if words != "Signez" || l.Display != "example.org/sign" || at.IsZero() {
				err = fmt.Errorf("got %q, %+v, %v", words, l, at)
			}
			done <- errors.Join(err, linkErr, startErr)
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}
