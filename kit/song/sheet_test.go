package song_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/song"
)

const pt = 25.4 / 72 // mm

func sheet(t testing.TB, c song.Choice) *song.Made {
	t.Helper()
	made, err := song.New(papertest.Library(t)).Sheet(papertest.Kit(t), kit.Event{}, c)
	if err != nil {
		t.Fatalf("%+v: %v", c, err)
	}
	return made
}

// Every sheet keeps the rules of a document and says every line of the song,
// in every language, alone and side by side.
func TestSheets(t *testing.T) {
	var choices []song.Choice
	for _, lang := range papertest.Langs() {
		choices = append(choices, song.Choice{Langs: []string{lang}, Chords: true, Code: true})
	}
	for i, size := range []page.Size{{W: 148, H: 210}, {W: 297, H: 420}, {W: 215.9, H: 279.4}, {W: 297, H: 210}} {
		lang := papertest.Langs()[i]
		choices = append(choices,
			song.Choice{Langs: []string{lang, "ar"}, Paper: size, Chords: i%2 == 0},
			song.Choice{Langs: []string{"ar", "hi", "ru"}, Paper: size, Chords: true, Code: i%2 == 0})
	}
	for _, c := range choices {
		t.Run(fmt.Sprintf("%v %v", c.Langs, c.Paper), func(t *testing.T) {
			made := sheet(t, c)
			if made.Song.ID != "open-the-door" || len(made.Pages) == 0 || len(made.Pages) > 4 {
				t.Fatalf("%s on %d pages", made.Song.ID, len(made.Pages))
			}
			for i, p := range made.Pages {
				for _, what := range papertest.Faults(p) {
					t.Errorf("page %d: %s", i+1, what)
				}
			}
			complete(t, made)
			if c.Code != (made.Report.Address != "") || c.Code != (made.Report.CodeMM > 0) {
				t.Errorf("report %+v", made.Report)
			}
		})
	}
}

func complete(t *testing.T, made *song.Made) {
	t.Helper()
	said := papertest.Squeezed(papertest.Said(made.Pages...))
	for _, lang := range made.Langs {
		for _, l := range made.Song.Lines {
			if !strings.Contains(said, papertest.Squeezed(l.Words[lang])) {
				t.Errorf("%q is not on the sheet", l.Words[lang])
			}
		}
		if !strings.Contains(said, papertest.Squeezed(made.Song.Title[lang])) {
			t.Errorf("no title in %s", lang)
		}
	}
	if !strings.Contains(said, papertest.Squeezed("The makers of this kit, CC-BY-4.0")) {
		t.Error("nobody is credited")
	}
	if n := strings.Count(said, papertest.Squeezed(made.Song.Lines[8].Words[made.Langs[0]])); n != 1 {
		t.Errorf("the refrain is printed %d times", n)
	}
}

// Words on A4 are never under 16 pt, and larger where they alone are printed.
func TestLargePrint(t *testing.T) {
	size := func(c song.Choice) float64 {
		made := sheet(t, c)
		for _, l := range papertest.Texts(made.Pages...) {
			if l.String == made.Song.Lines[0].Words[made.Langs[0]] {
				return l.Em / pt
			}
		}
		t.Fatalf("%v: the first line is not there in one piece", c.Langs)
		return 0
	}
	for _, lang := range papertest.Langs() {
		alone := size(song.Choice{Langs: []string{lang}, Chords: true})
		plain := size(song.Choice{Langs: []string{lang}})
		beside := size(song.Choice{Langs: []string{lang, "en"}, Chords: true})
		if beside < 15.99 || alone < 19.99 || plain < 16 {
			t.Errorf("%s: %.1f pt alone, %.1f without chords, %.1f beside another", lang, alone, plain, beside)
		}
	}
}

// A chord stands above the syllable that it belongs to, measured from the side
// where the words begin.
func TestChordPlaces(t *testing.T) {
	const source = `
[[song]]
id = "own"
file = "song/own.ogg"
credit = "Us"
licence = "CC0"
languages = ["en", "ar"]
[song.title]
en = "Ours"
[[song.line]]
start = "0:00"
end = "0:02"
words = { en = "[C]lala [G]lala[F]", ar = "[C]باب [G]باب[F]" }
`
	for _, lang := range []string{"en", "ar"} {
		made, err := song.New(papertest.Library(t)).Sheet(open(t, source), kit.Event{}, song.Choice{Langs: []string{lang}, Chords: true})
		if err != nil {
			t.Fatal(err)
		}
		at := map[string]page.Text{}
		for _, l := range papertest.Texts(made.Pages...) {
			at[l.String] = l
		}
		words := at[made.Song.Lines[0].Words[lang]]
		from := func(name string) float64 { // how far from where the words begin
			if lang == "ar" {
				return words.Bounds().Right() - at[name].Bounds().Right()
			}
			return at[name].Bounds().X - words.Bounds().X
		}
		width := words.Ink.W
		for name, want := range map[string]float64{"C": 0, "G": width * 0.53, "F": width} {
			if got := from(name); math.Abs(got-want) > 0.06*width {
				t.Errorf("%s: %s stands %.1f mm from the start, want about %.1f", lang, name, got, want)
			}
			if gap := words.Bounds().Y - at[name].Bounds().Bottom(); gap < 0.1 || gap > 6 {
				t.Errorf("%s: %s is %.1f mm above the words", lang, name, gap)
			}
		}
	}
}

// Without chords there are none, and what all sing is bold beside a bar.
func TestVoices(t *testing.T) {
	made := sheet(t, song.Choice{Langs: []string{"en"}})
	bars := 0
	for _, p := range made.Pages {
		for it := range p.Items {
			if b, ok := it.(page.Box); ok && b.H > 2*b.W {
				bars++
			}
		}
	}
	said := papertest.Said(made.Pages...)
	if strings.Contains(said, "A7") || strings.Contains(said, "Bm") {
		t.Error("there are chords")
	}
	if want := 8 + 4 + 1 + 1; bars != want {
		t.Errorf("%d bars, want %d: beside each answer, each line of the refrain, the ending and the legend", bars, want)
	}
	for _, words := range []string{"One voice", "All", "Refrain"} {
		if !slices.ContainsFunc(papertest.Texts(made.Pages...), func(l page.Text) bool { return l.String == words }) {
			t.Errorf("%q is not on the sheet", words)
		}
	}
}

func TestLanguages(t *testing.T) {
	m, k := song.New(papertest.Library(t)), papertest.Kit(t)
	tests := []struct {
		event, langs []string
		want         []string
		notes        int
	}{
		{nil, nil, []string{"en"}, 0},
		{[]string{"sw", "fr"}, nil, []string{"sw", "fr"}, 0},
		{[]string{"sw"}, []string{"ar", "es"}, []string{"ar", "es"}, 0},
		{nil, []string{"pt-BR"}, []string{"pt"}, 1},
		{nil, []string{"de"}, []string{"en"}, 1},
		{nil, []string{"en", "en"}, []string{"en"}, 0},
		{nil, []string{"en", "es", "fr", "pt"}, []string{"en", "es", "fr"}, 0},
	}
	for _, tt := range tests {
		made, err := m.Sheet(k, kit.Event{Languages: tt.event}, song.Choice{Langs: tt.langs})
		if err != nil {
			t.Fatal(err)
		}
		notes := 0
		for _, n := range made.Report.Notes {
			if n.ID == paper.NoteLanguage {
				notes++
			}
		}
		if !slices.Equal(made.Langs, tt.want) || notes != tt.notes || made.Report.Lang != tt.want[0] {
			t.Errorf("%v, %v: in %v with %v", tt.event, tt.langs, made.Langs, made.Report.Notes)
		}
	}
}

func TestNoWords(t *testing.T) {
	m := song.New(papertest.Library(t))
	for id, want := range map[string]string{"campaign-song": `the kit has no words of the song "campaign-song"`, "nothing": `the kit has no words of the song "nothing"`} {
		_, err := m.Sheet(papertest.Kit(t), kit.Event{}, song.Choice{Song: id})
		var none *song.NoWordsError
		if !errors.As(err, &none) || err.Error() != want {
			t.Errorf("%s: %v", id, err)
		}
	}
	fsys := files("")
	delete(fsys, "song/song.toml")
	k, err := kit.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Sheet(k, kit.Event{}, song.Choice{}); err == nil || err.Error() != "the kit has no song with words" {
		t.Error(err)
	}
}

// A long song in a kit without short words flows over pages; a sheet of
// another kit needs no more than its song.toml.
func TestLongSong(t *testing.T) {
	var b strings.Builder
	b.WriteString("[[song]]\nid='long'\nslot=true\ncredit='Us'\nlicence='CC0'\nlanguages=['en','fr']\ntitle={en='A long song',fr='Une longue chanson'}\n")
	for i := range 60 {
		fmt.Fprintf(&b, "[[song.line]]\nwho='all'\npart='v%d'\nwords={en='[C]line %d of a song that goes on and on, longer than its column and then some more',fr='[C]ligne %d'}\n", i/7, i, i)
	}
	made, err := song.New(papertest.Library(t)).Sheet(open(t, b.String()), kit.Event{}, song.Choice{Langs: []string{"en", "fr"}, Chords: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(made.Pages) < 4 {
		t.Errorf("%d pages", len(made.Pages))
	}
	for i, p := range made.Pages {
		for _, what := range papertest.Faults(p) {
			t.Errorf("page %d: %s", i+1, what)
		}
		if number := fmt.Sprintf("%d/%d", i+1, len(made.Pages)); !strings.Contains(papertest.Squeezed(papertest.Said(p)), number) {
			t.Errorf("page %d has no number", i+1)
		}
	}
}

// The same choice gives the same page, and the layouts are those looked at.
func TestGolden(t *testing.T) {
	papertest.Golden(t, "song.en", sheet(t, song.Choice{Langs: []string{"en"}, Chords: true, Code: true}).Pages...)
	papertest.Golden(t, "song.ar-sw", sheet(t, song.Choice{Langs: []string{"ar", "sw"}, Chords: true}).Pages...)
}

// The PDF says the words as text that can be searched.
func TestPDF(t *testing.T) {
	made := sheet(t, song.Choice{Langs: []string{"es"}, Chords: true, Code: true})
	path := papertest.PDF(t, made.Pages...)
	if lacks := papertest.Lacks(t, path, made.Pages...); len(lacks) > 0 {
		t.Errorf("the PDF lacks %q", lacks)
	}
	zbar, zxing := papertest.Decoded(t, path, 1)
	if zbar != made.Report.Address || zxing != made.Report.Address {
		t.Errorf("zbar reads %q, ZXing %q, want %q", zbar, zxing, made.Report.Address)
	}
}
