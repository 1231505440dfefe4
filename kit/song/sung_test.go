package song_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/song"
)

// one is a kit's only song, with the line that is given.
func one(line string) string {
	return "[[song]]\nid='x'\nfile='song/own.ogg'\ncredit='Us'\nlicence='CC0'\nlanguages=['en']\ntitle={en='X'}\n[[song.line]]\n" + line
}

// Times are minutes and seconds, to a thousandth.
func TestTimes(t *testing.T) {
	for words, want := range map[string]time.Duration{
		"0:00.001": time.Millisecond, "0:59.999": 59999 * time.Millisecond, "1:00": time.Minute, "01:05": 65 * time.Second,
		"1:05.2": 65200 * time.Millisecond, "1:05.25": 65250 * time.Millisecond, "12:34.567": 754567 * time.Millisecond,
		"100:00": 100 * time.Minute, "360:00": 6 * time.Hour,
	} {
		songs, err := song.Read(open(t, one(fmt.Sprintf("start='0:00'\nend='%s'\nwords={en='la'}\n", words))))
		if err != nil {
			t.Errorf("%s: %v", words, err)
		} else if got := songs[0].Lines[0].End; got != want {
			t.Errorf("%s is %v, want %v", words, got, want)
		}
	}
	for _, words := range []string{"5", "0:5", "0:60", ":05", "0:05.", "0:05.1234", "-0:05", "0:05 ", "1:00:00", "1000:00", "360:00.001", "a:bc", "٠:٠٥"} {
		if _, err := song.Read(open(t, one(fmt.Sprintf("start='0:00'\nend='%s'\nwords={en='la'}\n", words)))); err == nil {
			t.Errorf("%q is taken for a time", words)
		}
	}
}

// The line that is sung is the one that a look through all of them finds.
func TestAtAgreesWithALook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s song.Song
		at := time.Duration(0)
		step := rapid.Int64Range(0, int64(90*time.Minute))
		for range rapid.IntRange(0, 12).Draw(t, "lines") {
			start := at + time.Duration(step.Draw(t, "pause"))
			at = start + 1 + time.Duration(step.Draw(t, "length"))
			s.Lines = append(s.Lines, song.Line{Start: start, End: at})
		}
		now := time.Duration(rapid.Int64Range(-1e9, int64(at)+1e9).Draw(t, "now"))
		want := slices.IndexFunc(s.Lines, func(l song.Line) bool { return l.Start <= now && now < l.End })
		if got := s.At(now); got != want {
			t.Fatalf("at %v line %d, want %d", now, got, want)
		}
	})
}

// A song has times only where it has a recording and words.
func TestTimed(t *testing.T) {
	line := []song.Line{{End: time.Second}}
	for _, c := range []struct {
		song song.Song
		want bool
	}{
		{song.Song{}, false},
		{song.Song{File: "song/own.ogg"}, false},
		{song.Song{Lines: line, Slot: true}, false},
		{song.Song{File: "song/own.ogg", Lines: line}, true},
	} {
		if got := c.song.Timed(); got != c.want {
			t.Errorf("%+v has times: %v", c.song, got)
		}
	}
}

// Chords as they are written, and what isn't one.
func TestChords(t *testing.T) {
	for _, name := range []string{"C", "F#m7", "G/B", "Bb", "B♭", "C♯m", "Am7(b5)", "Cmaj7", "Dsus4", "E+", "B°", "A7/C#", "G-7"} {
		songs, err := song.Read(open(t, one(fmt.Sprintf("start='0:00'\nend='0:01'\nwords={en='la [%s]la'}\n", name))))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		l := songs[0].Lines[0]
		if l.Words["en"] != "la la" || !slices.Equal(l.Chords["en"], []song.Chord{{At: 3, Name: name}}) {
			t.Errorf("%s: %q with %v", name, l.Words["en"], l.Chords["en"])
		}
	}
	for _, name := range []string{"", "H", "c", "C/", "C/H", "C!", "Cverylongname", "C D", "[C", "1"} {
		if _, err := song.Read(open(t, one(fmt.Sprintf("start='0:00'\nend='0:01'\nwords={en='la [%s]la'}\n", name)))); err == nil {
			t.Errorf("[%s] is taken for a chord", name)
		}
	}
}

// Words and chords that are woven together come apart as they were.
func TestChordsComeApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var marked, plain strings.Builder
		var want []song.Chord
		for range rapid.IntRange(1, 8).Draw(t, "pieces") {
			if rapid.Bool().Draw(t, "chord") {
				name := rapid.SampledFrom([]string{"C", "Am", "F#m7", "G/B"}).Draw(t, "name")
				want = append(want, song.Chord{At: plain.Len(), Name: name})
				marked.WriteString("[" + name + "]")
			}
			words := rapid.SampledFrom([]string{"la ", "Tür", "باب ", "द्वार ", "é"}).Draw(t, "words")
			marked.WriteString(words)
			plain.WriteString(words)
		}
		// No white space at the end: it is not part of a line.
		marked.WriteString("o")
		plain.WriteString("o")
		k, err := kit.Open(files(one("start='0:00'\nend='0:01'\nwords={en='" + marked.String() + "'}\n")))
		if err != nil {
			t.Fatal(err)
		}
		songs, err := song.Read(k)
		if err != nil {
			t.Fatal(err)
		}
		l := songs[0].Lines[0]
		if l.Words["en"] != plain.String() || !slices.Equal(l.Chords["en"], want) {
			t.Fatalf("%q is %q with %v, want %v", marked.String(), l.Words["en"], l.Chords["en"], want)
		}
	})
}

// The recordings that can be played, whatever the case of their ending.
func TestRecordings(t *testing.T) {
	for name, good := range map[string]bool{
		"song/a.ogg": true, "song/a.MP3": true, "song/a.flac": true, "song/a.Wav": true,
		"song/a.m4a": false, "song/a.exe": false, "song/a": false, "/song/a.ogg": false, "song/./a.ogg": false,
	} {
		fsys := files(strings.Replace(one("start='0:00'\nend='0:01'\nwords={en='la'}\n"), "song/own.ogg", name, 1))
		fsys[strings.TrimPrefix(name, "/")] = fsys["song/own.ogg"]
		problems := kit.Problems(song.Check(fsys, []string{"en"}))
		if got := len(problems.Errors()) == 0; got != good {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

// Who sings a line is said by the kit, or all do; an unknown voice is refused
// elsewhere.
func TestWhoSings(t *testing.T) {
	for who, want := range map[string]string{"": song.All, "who='all'\n": song.All, "who='caller'\n": song.Caller} {
		songs, err := song.Read(open(t, one("start='0:00'\nend='0:01'\n"+who+"words={en='la'}\n")))
		if err != nil || songs[0].Lines[0].Who != want {
			t.Errorf("%q: %+v, %v", who, songs, err)
		}
	}
}

// Several songs: the first with words is printed, or the one that is named.
func TestPick(t *testing.T) {
	second := strings.NewReplacer("id='x'", "id='y'", "en='X'", "en='Y'").Replace(one("start='0:00'\nend='0:01'\nwords={en='lo'}\n"))
	slot := "[[song]]\nid='slot'\nslot=true\ncredit='They'\nlicence='theirs'\ntitle={en='Slot'}\n"
	k := open(t, slot+one("start='0:00'\nend='0:01'\nwords={en='la'}\n")+second)
	m := song.New(papertest.Library(t))
	for id, want := range map[string]string{"": "x", "x": "x", "y": "y"} {
		made, err := m.Sheet(k, kit.Event{}, song.Choice{Song: id})
		if err != nil || made.Song.ID != want {
			t.Errorf("%q: %v", id, err)
			continue
		}
		if len(made.Pages) != 1 || made.Pages[0].Title != strings.ToUpper(want) || made.Pages[0].Lang != "en" {
			t.Errorf("%q: %d pages of %q", id, len(made.Pages), made.Pages[0].Title)
		}
	}
	var none *song.NoWordsError
	if _, err := m.Sheet(k, kit.Event{}, song.Choice{Song: "slot"}); !errors.As(err, &none) || none.ID != "slot" {
		t.Errorf("the slot: %v", err)
	}
}

// A kit whose songs are wrong gives no sheet, and the errors of reading it.
func TestSheetOfAWrongKit(t *testing.T) {
	m := song.New(papertest.Library(t))
	var problems kit.Problems
	if _, err := m.Sheet(open(t, one("words={en='[H]la'}\n")), kit.Event{}, song.Choice{}); !errors.As(err, &problems) {
		t.Errorf("got %v", err)
	}
	var field *kit.FieldError
	if _, err := m.Sheet(papertest.Kit(t), kit.Event{}, song.Choice{Code: true, Link: "two words"}); !errors.As(err, &field) {
		t.Errorf("no address: %v", err)
	}
	// A link that no code shows is not looked at.
	if _, err := m.Sheet(papertest.Kit(t), kit.Event{}, song.Choice{Link: "two words"}); err != nil {
		t.Error(err)
	}
}

// The smallest paper that has a name still has words that can be read.
func TestSmallPaper(t *testing.T) {
	for _, c := range []song.Choice{{Langs: []string{"en"}, Code: true}, {Langs: []string{"ar"}, Chords: true}} {
		c.Paper = page.Size{W: 105, H: 148}
		made := sheet(t, c)
		complete(t, made)
		for i, p := range made.Pages {
			for _, what := range papertest.Faults(p) {
				t.Errorf("%v, page %d: %s", c.Langs, i+1, what)
			}
		}
	}
}

// Three languages lie across the paper, each from the side where it begins;
// one and two stand as the paper does.
func TestColumnsOfLanguages(t *testing.T) {
	for _, c := range []struct {
		langs []string
		lying bool
	}{{[]string{"en"}, false}, {[]string{"en", "ar"}, false}, {[]string{"en", "ar", "sw"}, true}} {
		made := sheet(t, song.Choice{Langs: c.langs, Paper: page.Size{W: 210, H: 297}})
		p := made.Pages[0]
		if got := p.Size.W > p.Size.H; got != c.lying {
			t.Errorf("%v: %v", c.langs, p.Size)
		}
		n := float64(len(c.langs))
		for _, l := range papertest.Texts(p) {
			i := slices.IndexFunc(c.langs, func(lang string) bool { return l.String == made.Song.Title[lang] })
			if i < 0 {
				continue
			}
			b := l.Bounds()
			column := page.Rect{X: p.Size.W * float64(i) / n, W: p.Size.W / n, H: p.Size.H}
			if !column.Grown(4).Contains(b) {
				t.Errorf("%v: the title in %s is at %v, not in column %d", c.langs, c.langs[i], b, i+1)
			}
			start, end := b.X-column.X, column.Right()-b.Right()
			if rtl := c.langs[i] == "ar"; rtl && end > start+1 || !rtl && start > end+1 {
				t.Errorf("%v: the title in %s stands at the other side: %v", c.langs, c.langs[i], b)
			}
		}
	}
}

// The code opens the address that was chosen, and is as large as it must be.
func TestCodeOfASheet(t *testing.T) {
	m := song.New(papertest.Library(t))
	for _, c := range []struct {
		event, link, want string
	}{{"", "https://a.example/x", "https://a.example/x"}, {"https://b.example", "", "https://b.example"}, {"https://b.example", "https://a.example/x", "https://a.example/x"}} {
		made, err := m.Sheet(papertest.Kit(t), kit.Event{Link: c.event}, song.Choice{Langs: []string{"en"}, Code: true, Link: c.link})
		if err != nil {
			t.Fatal(err)
		}
		codes := papertest.Codes(made.Pages[0])
		if len(codes) != 1 || codes[0].Address != c.want || made.Report.Address != c.want {
			t.Errorf("%+v: %d codes, %s", c, len(codes), made.Report.Address)
			continue
		}
		if side := codes[0].Module() * float64(codes[0].Modules.N); math.Abs(side-made.Report.CodeMM) > 1e-6 || side < 20 {
			t.Errorf("the code is %.2f mm wide, the report says %.2f", side, made.Report.CodeMM)
		}
	}
}
