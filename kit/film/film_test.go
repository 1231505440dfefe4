package film_test

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"eventkit/kit"
	"eventkit/kit/film"
	"eventkit/kit/page"
	"eventkit/kit/paper/papertest"
)

// ours is the film that the default kit draws.
func ours(t *testing.T) (*kit.Kit, film.Film) {
	t.Helper()
	k := papertest.Kit(t)
	films, err := film.Read(k)
	if err != nil {
		t.Fatal(err)
	}
	if len(films) != 1 {
		t.Fatalf("%d films", len(films))
	}
	return k, films[0]
}

// The default kit's film: short, light, with captions in every language that
// are those of its scenes.
func TestCampaign(t *testing.T) {
	k, f := ours(t)
	if d := f.Length(); d < 30*time.Second || d > 40*time.Second {
		t.Errorf("it is %v long", d)
	}
	info, err := fs.Stat(k.FS(), f.File)
	if err != nil || info.Size() > 6<<20 || info.Size() < 100<<10 {
		t.Errorf("%v, %v", info, err)
	}
	head := make([]byte, 64)
	file, err := k.FS().Open(f.File)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.Read(head); err != nil || !bytes.HasPrefix(head, []byte("\x1aE\xdf\xa3")) || !bytes.Contains(head, []byte("webm")) {
		t.Errorf("this is no WebM: %q, %v", head, err)
	}
	if got := f.Languages(k); len(got) != len(k.Languages) {
		t.Errorf("captions in %v", got)
	}
	for _, lang := range k.Languages {
		var want bytes.Buffer
		if err := f.WriteVTT(&want, k, lang); err != nil {
			t.Fatal(err)
		}
		got, err := fs.ReadFile(k.FS(), f.Captions[lang])
		if err != nil || string(got) != want.String() {
			t.Errorf("%s: %v; make it anew with kit film -o %s", f.Captions[lang], err, f.Captions[lang])
		}
	}
	for _, p := range film.Check(k) {
		t.Error(p)
	}
}

func reel(t *testing.T, lang string) (film.Film, *film.Reel) {
	t.Helper()
	k, f := ours(t)
	r, err := film.New(papertest.Library(t), k, papertest.Event(lang), f, lang)
	if err != nil {
		t.Fatal(err)
	}
	return f, r
}

// In every language: every moment has a picture, nothing but what moves lies
// off the screen, and the code is read.
func TestReel(t *testing.T) {
	screen := page.Rect{W: 320, H: 180}
	for _, lang := range papertest.Langs() {
		f, r := reel(t, lang)
		if r.Length() != f.Length() {
			t.Errorf("%s: %v of %v", lang, r.Length(), f.Length())
		}
		for at := time.Duration(0); at < r.Length(); at += 700 * time.Millisecond {
			p := r.Frame(at)
			if p.Size.W != screen.W || p.Size.H != screen.H || len(p.Layers) == 0 {
				t.Fatalf("%s at %v: %+v", lang, at, p.Size)
			}
			ground, ok := p.Layers[0].Items[0].(page.Box)
			if !ok || ground.Rect != screen {
				t.Errorf("%s at %v: the screen isn't filled", lang, at)
			}
		}
		// Where every scene has come to its end, all of it stands still.
		for _, end := range ends(f) {
			for it := range r.Frame(end - 1).Items {
				if text, ok := it.(page.Text); ok && !screen.Contains(text.Bounds()) {
					t.Errorf("%s at %v: %q lies off the screen", lang, end, text.String)
				}
			}
		}
		if err := r.ReadBack(); err != nil {
			t.Errorf("%s: %v", lang, err)
		}
	}
}

func ends(f film.Film) []time.Duration {
	var out []time.Duration
	var at time.Duration
	for _, s := range f.Scenes {
		at += time.Duration(s.Beats) * f.Beat
		out = append(out, at)
	}
	return out
}

// Lines come in one by one, from the side where the language begins.
func TestLinesComeIn(t *testing.T) {
	for lang, sign := range map[string]float64{"en": -1, "ar": 1} {
		f, r := reel(t, lang)
		count := func(at time.Duration) (n int, first page.Text) {
			for it := range r.Frame(at).Items {
				if text, ok := it.(page.Text); ok {
					if n == 0 {
						first = text
					}
					n++
				}
			}
			return n, first
		}
		if n, _ := count(0); n != 0 {
			t.Errorf("%s: %d lines at the start", lang, n)
		}
		_, coming := count(360 * time.Millisecond)
		_, there := count(f.Beat * 5)
		if d := coming.At.X - there.At.X; d*sign <= 0 {
			t.Errorf("%s: the first line comes from %+.0f mm", lang, d)
		}
		one, _ := count(700 * time.Millisecond)
		all, _ := count(f.Beat * 5)
		if one >= all {
			t.Errorf("%s: %d lines at first, %d in the end", lang, one, all)
		}
	}
}

// The tally counts to exactly as many as it says, never backwards, and has
// them all before the scene ends.
func TestTallyCounts(t *testing.T) {
	f, r := reel(t, "en")
	var from, to time.Duration
	want := 0
	for i, s := range f.Scenes {
		if s.Kind == film.Tally {
			to = ends(f)[i]
			from = to - time.Duration(s.Beats)*f.Beat
			want = s.Count
		}
	}
	strokes := func(at time.Duration) int {
		n := -1 // the ground
		for it := range r.Frame(at).Items {
			switch it.(type) {
			case page.Box, page.Shape:
				n++
			}
		}
		return n
	}
	last := 0
	for at := from + 400*time.Millisecond; at < to; at += 100 * time.Millisecond {
		n := strokes(at)
		if n < last {
			t.Errorf("%d strokes, then %d", last, n)
		}
		last = n
	}
	if got := strokes(to - f.Beat/2); got != want {
		t.Errorf("%d strokes, want %d", got, want)
	}
}

// The still is a moment of the film, the same each time.
func TestStill(t *testing.T) {
	f, r := reel(t, "en")
	if at := f.StillAt(); at <= 0 || at >= f.Length() {
		t.Errorf("the still is at %v of %v", at, f.Length())
	}
	before, after := r.Frame(-time.Second), r.Frame(r.Length()+time.Hour)
	if len(before.Layers) == 0 || len(after.Layers) == 0 {
		t.Error("no picture before the start or after the end")
	}
}

func TestFinishedFilmIsNotDrawn(t *testing.T) {
	k, _ := ours(t)
	if _, err := film.New(papertest.Library(t), k, kit.Event{}, film.Film{ID: "theirs"}, "en"); err == nil || !strings.Contains(err.Error(), "theirs") {
		t.Errorf("a finished film was drawn: %v", err)
	}
}

const (
	small = "id = \"a\"\nversion = \"1\"\nlanguages = [\"en\", \"ar\"]\n[title]\nen = \"A\"\nar = \"ا\"\n[links]\nsign = \"https://example.org/\"\n"
	entry = "[[film]]\nid = \"f\"\nfile = \"videos/f.webm\"\ncredit = \"X\"\nlicence = \"CC0-1.0\"\n"
	title = "[film.title]\nen = \"F\"\nar = \"ف\"\n"
)

func kitWith(t *testing.T, toml string, more ...string) *kit.Kit {
	t.Helper()
	fsys := fstest.MapFS{
		"kit.toml":           {Data: []byte(small)},
		"slogans.toml":       {Data: []byte("[free]\nen = \"Free\"\nar = \"حرة\"\n")},
		"videos/videos.toml": {Data: []byte(toml)},
	}
	for _, name := range more {
		fsys[name] = &fstest.MapFile{Data: []byte("x")}
	}
	k, err := kit.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestRead(t *testing.T) {
	k := kitWith(t, entry+title, "videos/f.webm", "videos/f.ar.vtt")
	films, err := film.Read(k)
	if err != nil || len(films) != 1 || films[0].Captions["ar"] != "videos/f.ar.vtt" || films[0].Length() != 0 {
		t.Fatalf("%+v, %v", films, err)
	}
	problems := film.Check(k)
	if len(problems) != 1 || !problems[0].Warning || !strings.Contains(problems[0].What, "no captions in en") {
		t.Errorf("%v", problems)
	}
	none, err := kit.Open(fstest.MapFS{"kit.toml": {Data: []byte(small)}, "slogans.toml": {Data: []byte("[free]\nen = \"Free\"\nar = \"حرة\"\n")}})
	if err != nil {
		t.Fatal(err)
	}
	if films, err := film.Read(none); films != nil || err != nil {
		t.Errorf("a kit without films: %v, %v", films, err)
	}
}

// What is wrong is named with its line, all at once.
func TestReadRefuses(t *testing.T) {
	tests := []struct{ toml, want string }{
		{entry + title, "videos/videos.toml:3: videos/f.webm is not in the kit"},
		{strings.Replace(entry, "f.webm", "../f.webm", 1) + title, "not in the kit"},
		{strings.Replace(entry, "f.webm", "f.exe", 1) + title, "is no film"},
		{entry + "sound = \"a.ogg\"\n" + title, "a.ogg is not in the kit"},
		{entry + "beat = \"7\"\n" + title, "no number from 100 to 5000"},
		{entry + "shine = \"7\"\n" + title, "shine"},
		{entry + title + "[[film.scene]]\nbeats = \"4\"\n[film.scene.text]\nen = \"A\"\nar = \"ا\"\n", "no beat is given"},
		{entry + "beat = \"600\"\n" + title + "[[film.scene]]\nkind = \"dance\"\nbeats = \"4\"\n", "dance"},
		{entry + "beat = \"600\"\n" + title + "[[film.scene]]\nkind = \"poster\"\nposter = \"x\"\nbeats = \"4\"\n", "no poster \"x\""},
		{entry + "beat = \"600\"\n" + title + "[[film.scene]]\nkind = \"tally\"\ncount = \"-1\"\nbeats = \"4\"\n", "count"},
		{entry + "beat = \"600\"\n" + title + "[[film.scene]]\nbeats = \"4\"\n", "text"},
		{entry + "beat = \"600\"\n" + title + "[[film.scene]]\nkind = \"placard\"\nbeats = \"4\"\n", "template"},
	}
	for _, tt := range tests {
		files := []string{"videos/f.exe"}
		if !strings.Contains(tt.want, "not in the kit") || strings.Contains(tt.want, "ogg") {
			files = append(files, "videos/f.webm")
		}
		_, err := film.Read(kitWith(t, tt.toml, files...))
		var ps kit.Problems
		if !errors.As(err, &ps) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s\n%v, want %q", tt.toml, err, tt.want)
		}
	}
}

// Words that look like markup stay words.
func TestCaptionsEscape(t *testing.T) {
	f := film.Film{Beat: time.Second, Scenes: []film.Scene{
		{Beats: 1, Text: kit.Text{"en": "A <b> & *C* -->"}}, {Beats: 3600, Text: kit.Text{}}, {Beats: 1, Text: kit.Text{"en": "End"}},
	}}
	var b bytes.Buffer
	if err := f.WriteVTT(&b, &kit.Kit{}, "en"); err != nil {
		t.Fatal(err)
	}
	want := "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nA &lt;b&gt; &amp; C --&gt;\n\n01:00:01.000 --> 01:00:02.000\nEnd\n"
	if b.String() != want {
		t.Errorf("%q", b.String())
	}
}

func FuzzRead(f *testing.F) {
	f.Add(entry + title + "[[film.scene]]\nkind = \"tally\"\ncount = \"5\"\nbeats = \"4\"\n")
	f.Add("[[film]]\nid = 3\n[[film.scene]]\n")
	f.Fuzz(func(t *testing.T, toml string) {
		k, err := kit.Open(fstest.MapFS{
			"kit.toml": {Data: []byte(small)}, "slogans.toml": {Data: []byte("[free]\nen = \"Free\"\nar = \"حرة\"\n")},
			"videos/videos.toml": {Data: []byte(toml)},
		})
		if err != nil {
			return
		}
		films, err := film.Read(k)
		if err != nil {
			return
		}
		for _, one := range films {
			if one.Length() < 0 || one.StillAt() > one.Length() {
				t.Errorf("%v long, still at %v", one.Length(), one.StillAt())
			}
		}
	})
}
