package song_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
	"eventkit/kit/song"
)

const good = `
[[song]]
id = "slot"
slot = true
credit = "Somebody"
licence = "Theirs"
[song.title]
en = "The song"
fr = "La chanson"

[[song]]
id = "own"
file = "song/own.ogg"
credit = "Us"
licence = "CC-BY-4.0"
languages = ["en", "fr"]
score = ["song/own.pdf"]
midi = ["song/own.mid"]
[song.title]
en = "Ours"
fr = "La nôtre"
[song.note]
en = "Made for this kit"
fr = "Créée pour ce kit"

[[song.line]]
start = "0:01.5"
end = "0:03"
who = "caller"
part = "verse"
words = { en = "[D]One [A7/C#]voice[G]", fr = "U[D]ne [A7/C#]voix" }

[[song.line]]
start = "0:03"
end = "1:05.025"
words = { en = "all", fr = "tous" }
`

const manifest = `
id = "river"
version = "1"
languages = ["en", "fr"]
[title]
en = "A clean river"
fr = "Une rivière propre"
`

// files are a kit whose song.toml is source.
func files(source string) fstest.MapFS {
	return fstest.MapFS{
		"kit.toml":       {Data: []byte(manifest)},
		"slogans.toml":   {Data: []byte("[now]\nen = \"Now\"\nfr = \"Maintenant\"\n")},
		"song/song.toml": {Data: []byte(source)},
		"song/own.ogg":   {Data: []byte("OggS")},
		"song/own.pdf":   {Data: []byte("%PDF")},
		"song/own.mid":   {Data: []byte("MThd")},
		"song/empty.ogg": {},
	}
}

func open(t testing.TB, source string) *kit.Kit {
	t.Helper()
	k, err := kit.Open(files(source))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestRead(t *testing.T) {
	songs, err := song.Read(open(t, good))
	if err != nil {
		t.Fatal(err)
	}
	want := []song.Song{
		{
			ID: "slot", Slot: true, Title: kit.Text{"en": "The song", "fr": "La chanson"},
			Credit: "Somebody", Licence: "Theirs",
		},
		{
			ID: "own", File: "song/own.ogg", Title: kit.Text{"en": "Ours", "fr": "La nôtre"},
			Credit: "Us", Licence: "CC-BY-4.0", Note: kit.Text{"en": "Made for this kit", "fr": "Créée pour ce kit"},
			Languages: []string{"en", "fr"}, Score: []string{"song/own.pdf"}, Midi: []string{"song/own.mid"},
			Lines: []song.Line{
				{
					Start: 1500 * time.Millisecond, End: 3 * time.Second, Who: song.Caller, Part: "verse",
					Words: kit.Text{"en": "One voice", "fr": "Une voix"},
					Chords: map[string][]song.Chord{
						"en": {{At: 0, Name: "D"}, {At: 4, Name: "A7/C#"}, {At: 9, Name: "G"}},
						"fr": {{At: 1, Name: "D"}, {At: 4, Name: "A7/C#"}},
					},
				},
				{
					Start: 3 * time.Second, End: 65025 * time.Millisecond, Who: song.All,
					Words: kit.Text{"en": "all", "fr": "tous"}, Chords: map[string][]song.Chord{"en": nil, "fr": nil},
				},
			},
		},
	}
	if diff := cmp.Diff(want, songs); diff != "" {
		t.Error(diff)
	}
	if songs[0].Timed() || !songs[1].Timed() {
		t.Error("only the second song has times")
	}
	if problems := song.Check(files(good), []string{"en", "fr"}); len(problems) > 0 {
		t.Errorf("a good kit has %v", problems)
	}
}

func TestNoSongs(t *testing.T) {
	fsys := files("")
	delete(fsys, "song/song.toml")
	k, err := kit.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if songs, err := song.Read(k); err != nil || songs != nil {
		t.Errorf("%v, %v", songs, err)
	}
	if problems := song.Check(fsys, k.Languages); problems != nil {
		t.Error(problems)
	}
}

func TestAt(t *testing.T) {
	s := song.Song{Lines: []song.Line{{Start: 2 * time.Second, End: 3 * time.Second}, {Start: 3 * time.Second, End: 4 * time.Second}, {Start: 6 * time.Second, End: 7 * time.Second}}}
	for ms, want := range map[int]int{-5: -1, 0: -1, 1999: -1, 2000: 0, 2999: 0, 3000: 1, 3999: 1, 4000: -1, 5999: -1, 6000: 2, 6999: 2, 7000: -1, 99999: -1} {
		if got := s.At(time.Duration(ms) * time.Millisecond); got != want {
			t.Errorf("at %d ms line %d, want %d", ms, got, want)
		}
	}
	if (song.Song{}).At(time.Second) != -1 {
		t.Error("a song without lines sings")
	}
}

// Everything that is wrong is said with its line and a mend.
func TestProblems(t *testing.T) {
	replace := func(old, by string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("%q is not there", old)
		}
		return strings.Replace(good, old, by, 1)
	}
	tests := []struct{ name, source, want string }{
		{"unknown key", replace(`licence = "CC`, "licens = 1\nlicence = \"CC"), `song/song.toml:15: unknown key "licens"`},
		{"unknown key of a line", replace(`who = "caller"`, "whom = 1\nwho = \"caller\""), `unknown key "whom"`},
		{"unknown table", good + "[extra]\n", `unknown key "extra"`},
		{"not TOML", "[[song", "this is not TOML"},
		{"the same id", replace(`id = "own"`, `id = "slot"`), `song/song.toml:12: the id "slot" is there twice`},
		{"no credit", replace("credit = \"Us\"\n", ""), "credit is missing"},
		{"no licence", replace("licence = \"Theirs\"\n", ""), "licence is missing"},
		{"no recording, no slot", replace("slot = true\n", ""), "the song has no recording; add file"},
		{"slot is no truth", replace("slot = true", "slot = 1"), "song/song.toml:4: slot is neither true nor false"},
		{"no such recording", replace("song/own.ogg", "song/mine.ogg"), `song/song.toml:13: there is no file "song/mine.ogg" in the kit`},
		{"an empty recording", replace("song/own.ogg", "song/empty.ogg"), `there is no file "song/empty.ogg"`},
		{"out of the kit", replace("song/own.ogg", "../own.ogg"), `there is no file "../own.ogg"`},
		{"a folder", replace("song/own.pdf", "song"), `song/song.toml:17: there is no file "song"`},
		{"no sound", replace("song/own.ogg", "song/own.mid"), `"song/own.mid" is not a recording that can be played; save it as .ogg`},
		{"no such score", replace("song/own.pdf", "song/x.pdf"), `there is no file "song/x.pdf"`},
		{"who", replace(`"caller"`, `"choir"`), `who "choir" is not known; use one of caller, all`},
		{"no time", replace(`start = "0:01.5"`, `start = "1.5"`), `song/song.toml:27: start "1.5" is not a time; write minutes and seconds`},
		{"seconds over 59", replace(`start = "0:01.5"`, `start = "0:61"`), `is not a time`},
		{"too late", replace(`end = "1:05.025"`, `end = "999:00"`), "later than any recording"},
		{"no end", replace("end = \"0:03\"\n", ""), "end is missing"},
		{"ends before", replace(`end = "0:03"`, `end = "0:01"`), "the line ends before it begins"},
		{"out of order", replace(`start = "0:03"`, `start = "0:02.999"`), "song/song.toml:34: the line begins before the one above it has ended"},
		{"no chord", replace("[D]One", "[H]One"), "song/song.toml:31: [H] is not a chord; write chords as [G]"},
		{"an open bracket", replace("[D]One", "[D One"), "is not a chord"},
		{"no closing bracket", replace("voice[G]", "voice[G"), "a chord has no closing bracket"},
		{"many chords", replace("[D]One", strings.Repeat("[D]", 41)+"One"), "more than 40 chords"},
		{"a language lacks", replace(`, fr = "tous"`, ""), "the line has no words in fr"},
		{"a language too much", replace(`fr = "tous"`, `fr = "tous", de = "alle"`), "the line is in de, which languages does not name"},
		{"no languages", replace(`languages = ["en", "fr"]`, ""), "languages is missing"},
		{"long words", replace(`"all"`, `"`+strings.Repeat("la ", 80)+`"`), "has 240 characters"},
		{"many songs", strings.Repeat("[[song]]\n", 51), "there are 51 of [[song]]; keep at most 50"},
		{"many lines", good + strings.Repeat("[[song.line]]\n", 499), "there are 501 of [[line]]"},
		{"many files", replace(`midi = ["song/own.mid"]`, `midi = [`+strings.Repeat(`"song/own.mid",`, 41)+`]`), "midi has 41 files"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			problems := kit.Problems(song.Check(files(tt.source), []string{"en", "fr"}))
			if !strings.Contains(problems.Error(), tt.want) {
				t.Errorf("got %v\nwant %s", problems, tt.want)
			}
			if len(problems.Errors()) == 0 {
				t.Error("it is only a warning")
			}
			_, err := song.Read(open(t, tt.source))
			var ps kit.Problems
			if !errors.As(err, &ps) || ps.Error() != problems.Errors().Error() {
				t.Errorf("Read says %v, Check %v", err, problems)
			}
		})
	}
}

// What a kit can live with is a warning.
func TestGaps(t *testing.T) {
	problems := kit.Problems(song.Check(files(good), []string{"en", "fr", "sw"}))
	if len(problems.Errors()) > 0 || len(problems) != 4 {
		t.Fatalf("%d problems: %v", len(problems), problems)
	}
	for i, want := range []string{
		"song/song.toml:7: warning: the title of song slot has no words in sw",
		"song/song.toml:16: warning: the words of song own are not there in sw",
		"song/song.toml:19: warning: the title of song own has no words in sw",
		"song/song.toml:22: warning: the note of song own has no words in sw",
	} {
		if !strings.HasPrefix(problems[i].String(), want) {
			t.Errorf("%v\nwant %s", problems[i], want)
		}
	}
}

// FuzzSongs: whatever song.toml holds, reading it ends with songs that keep
// their promises or with errors that name the file.
func FuzzSongs(f *testing.F) {
	f.Add(good)
	f.Add("[[song]]\nid='x'\nslot=true\n[[song.line]]\nwords={en='[D'}")
	f.Add("[[song]]\nfile='song/own.ogg'\n[[song.line]]\nstart='0:00'\nend='5:59.999'\n[song.line.words]\nar='[D]ا[G]ب'")
	f.Fuzz(func(t *testing.T, source string) {
		songs, err := song.Read(open(t, source))
		if err != nil {
			for _, p := range song.Check(files(source), []string{"en"}) {
				if p.File != "song/song.toml" || p.What == "" || p.Mend == "" {
					t.Fatalf("a problem that says too little: %+v", p)
				}
			}
			return
		}
		for _, s := range songs {
			if fault := broken(s); fault != "" {
				t.Fatal(fault)
			}
		}
	})
}

func broken(s song.Song) string {
	if s.ID == "" || s.Credit == "" || s.Licence == "" || len(s.Title) == 0 || s.File == "" && !s.Slot {
		return fmt.Sprintf("a song that says too little: %+v", s)
	}
	last := time.Duration(0)
	for i, l := range s.Lines {
		if l.Start < last || s.Timed() && (l.End <= l.Start || s.At(l.Start) != i || s.At(l.End-1) != i) {
			return fmt.Sprintf("line %d from %v to %v", i, l.Start, l.End)
		}
		last = l.End
		for _, lang := range s.Languages {
			words := l.Words[lang]
			if strings.TrimSpace(words) == "" || strings.ContainsAny(words, "[\n") {
				return fmt.Sprintf("line %d says %q in %s", i, words, lang)
			}
			at := 0
			for _, c := range l.Chords[lang] {
				if c.At < at || c.At > len(words) || c.Name == "" {
					return fmt.Sprintf("line %d has chords %v", i, l.Chords[lang])
				}
				at = c.At
			}
		}
	}
	return ""
}
