package kit_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
)

// FuzzManifest: whatever the three files hold, reading them ends with a kit
// or with errors that name a file, and a kit keeps its promises.
func FuzzManifest(f *testing.F) {
	f.Add(goodManifest, goodSlogans, goodWords)
	f.Add("id = 'x'\n[[action]]\ndate = 2022-10-07\n[action.title]\nen=\"\"\"\na\"\"\"\n", "[a]\nen='b'", "")
	f.Add("[links]\nsign=3\n[links.x]\n[[palette]]\nink=[[1],{a=2}]\n", "a.b.c=1", "[scan]\nen=\"{x}\"")
	f.Add("\ufefflanguages=[\"zz-\\u0000\"]\nhashtags=[\"#\"]", "[\"\"]\n'en'=1", "[a.b]\nc=\"\"")
	f.Fuzz(func(t *testing.T, manifest, slogans, words string) {
		fsys := fstest.MapFS{
			"kit.toml":     {Data: []byte(manifest)},
			"slogans.toml": {Data: []byte(slogans)},
			"words.toml":   {Data: []byte(words)},
		}
		wrong := false
		for _, p := range kit.Check(fsys) {
			if p.File == "" || p.What == "" || p.Mend == "" || p.Line < 0 || strings.Contains(p.String(), "\x1b") {
				t.Fatalf("a problem that says too little: %+v", p)
			}
			wrong = wrong || !p.Warning
		}
		k, err := kit.Open(fsys)
		if wrong != (err != nil) {
			t.Fatalf("Check and Open disagree: %v", err)
		}
		if err == nil {
			checkPromises(t, k)
		}
	})
}

func checkPromises(t *testing.T, k *kit.Kit) {
	if k.ID == "" || len(k.Languages) == 0 || len(k.Title) == 0 {
		t.Fatalf("a kit without id, language or title: %+v", k.Manifest)
	}
	for _, s := range k.Slogans {
		if words, lang, _ := s.Text.In("en"); words == "" || lang == "" {
			t.Fatalf("a slogan without words: %+v", s)
		}
	}
	for _, a := range k.Actions {
		if _, hasDate, _, err := a.Start(); err != nil || !hasDate {
			t.Fatalf("an action without a start: %+v: %v", a, err)
		}
	}
	if k.Links.Sign != "" {
		if _, err := kit.ParseLink(k.Links.Sign); err != nil {
			t.Fatal(err)
		}
	}
}

// small are limits under which a fuzzer's archives can be too large.
func small() kit.Limits {
	l := kit.DefaultLimits()
	l.Archive, l.Entries, l.Unpacked, l.RatioFrom, l.Manifest = 1<<16, 20, 1<<16, 1<<12, 1<<13
	return l
}

// FuzzArchive: no bytes make more bytes than the limits allow, nor a path
// that leads out.
func FuzzArchive(f *testing.F) {
	f.Add(zipped(f, sampleEntries()...))
	f.Add(zipped(f, entry{name: "kit.toml", data: "id='x'"}))
	f.Add(zipped(f, entry{name: "a/"}, entry{name: "a/kit.toml", data: "id='x'"}, entry{name: "../b", data: "c"}))
	f.Add(zipped(f, entry{name: "k", data: "x", header: func(h *zip.FileHeader) { h.Method = zip.Store }}))
	f.Fuzz(func(t *testing.T, data []byte) {
		l := small()
		k, err := openZip(data, l)
		if err != nil {
			var ps kit.Problems
			if !errors.As(err, &ps) {
				t.Fatalf("an error that is no list of problems: %v", err)
			}
			return
		}
		total, _ := readEverything(k.FS())
		if total > l.Unpacked {
			t.Fatalf("%d bytes came out, at most %d may", total, l.Unpacked)
		}
	})
}

// FuzzEvent: what is read can be written and read again, and stays the same.
func FuzzEvent(f *testing.F) {
	f.Add("city = \"Nairobi\"\ndate = \"2022-10-07\"\ntime = \"10:00\"\ntimezone = \"Africa/Nairobi\"\nlanguages = [\"sw\", \"en\"]\n")
	f.Add("place = '''\na\"b\\c'''\nhost = \"\\u202e\\t\\u0000\\U0001F600\"\nlanguages = []\n")
	f.Add("city = \"Lima\"\n[tally]\ntable = \"north\"\n[tally.sheets.north]\n1 = 18\n")
	f.Add("link = \"bücher.example/ü\"\npaper = \"210x297\"\nx = 1\n")
	f.Fuzz(func(t *testing.T, text string) {
		e, err := kit.ReadEvent(strings.NewReader(text))
		if err != nil {
			return
		}
		var b bytes.Buffer
		if _, err := e.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		again, err := kit.ReadEvent(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, b.String())
		}
		if d := cmp.Diff(e, again); d != "" {
			t.Fatalf("the event changed (-before +after):\n%s", d)
		}
		if e.Validate() == nil {
			if _, _, _, err := e.Start(); err != nil {
				t.Fatalf("a valid event does not start: %v", err)
			}
		}
	})
}

// FuzzRows: every row that is read is a valid one, in the order of the file.
func FuzzRows(f *testing.F) {
	f.Add([]byte("city,date,time,timezone,link,copies\nNairobi,2022-10-07,10:00,Africa/Nairobi,example.org,3\n"))
	f.Add([]byte("\ufeffCity;Text;Lang\r\n\"a;b\";\"say \"\"no\"\"\";\"ar,en\"\r\n;;\r\n"))
	f.Add([]byte("sep=\t\nhost\tslogan\nx\ta-b\n"))
	f.Add([]byte("\xff\xfec\x00i\x00t\x00y\x00\n\x00a\x00"))
	f.Add([]byte("city,,\n\"a,b,c\n"))
	base := kit.Event{City: "Lima", Date: "2022-10-07", Languages: []string{"es"}}
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, err := kit.ReadRows(bytes.NewReader(data), base)
		if err != nil {
			var ps kit.Problems
			if !errors.As(err, &ps) || len(ps) == 0 || len(ps) > 51 || len(rows) > 0 {
				t.Fatalf("%d rows with: %v", len(rows), err)
			}
			return
		}
		line := 1
		for _, r := range rows {
			if r.Line <= line || r.Copies < 1 || r.Event.City == "" {
				t.Fatalf("not a row: %+v", r)
			}
			if err := r.Event.Validate(); err != nil {
				t.Fatalf("a row that is not valid: %v", err)
			}
			line = r.Line
		}
	})
}

// FuzzLink: an address is ASCII, says the same when it is read again, and
// typing what is shown leads to it.
func FuzzLink(f *testing.F) {
	for _, s := range []string{
		"https://example.org/sign", "HTTPS://EXAMPLE.ORG/S", "bücher.example/ü?é=%c3%a9#ñ", "http://[::1]:080/%",
		"xn--bcher-kva.example", "localhost:80/a b", "javascript:alert(1)", "//a.b?c", "http://1.2.3.4.", "https://ﬁ。example/", "EXAMPLE.ORG/%c3%a9",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l, err := kit.ParseLink(s)
		if err != nil {
			var fe *kit.FieldError
			if !errors.As(err, &fe) || fe.Field != "link" || fe.What == "" || fe.Mend == "" {
				t.Fatalf("an error that says too little: %#v", err)
			}
			return
		}
		if i := strings.IndexFunc(l.ASCII, func(r rune) bool { return r <= ' ' || r > '~' }); i >= 0 || len(l.ASCII) > 2048 {
			t.Fatalf("%q holds what no code may hold", l.ASCII)
		}
		for _, typed := range []string{l.ASCII, l.Display} {
			again, err := kit.ParseLink(typed)
			if err != nil || again != l {
				t.Fatalf("%q gives %+v, and %q gives %+v (%v)", s, l, typed, again, err)
			}
		}
	})
}
