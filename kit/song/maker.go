package song

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
)

// MaxLanguages is the most languages side by side on a lyric sheet.
const MaxLanguages = 3

// wordsFile is where a kit keeps the short words of its lyric sheets.
const wordsFile = "song/words.toml"

// Choice is what an organizer picks for a lyric sheet.
type Choice struct {
	// Song is an id; none means the first song that has words.
	Song string
	// Langs are one to three languages side by side (BCP 47); none means the
	// event's, then the kit's first.
	Langs []string
	// Paper is the sheet in mm; none means A4. Three languages lie across it.
	Paper page.Size
	// Chords are printed above the words.
	Chords bool
	// Code prints the code to the form at the foot, which opens Link, or the
	// event's or the kit's address.
	Code bool
	Link string
}

// Maker makes lyric sheets. It remembers what it has set and is safe for
// concurrent use.
type Maker struct {
	set *paper.Setter
	lib *typeset.Library
}

// New returns a maker that sets its words with lib.
func New(lib *typeset.Library) *Maker { return &Maker{paper.New(lib), lib} }

// Made is a lyric sheet.
type Made struct {
	Song Song
	// Langs are the languages that it is in.
	Langs  []string
	Pages  []*page.Page
	Report paper.Report
}

// NoWordsError says that a song has no words to print. ID is "" where no song
// of the kit has any.
type NoWordsError struct{ ID string }

// Error says which song it is.
func (e *NoWordsError) Error() string {
	if e.ID == "" {
		return "the kit has no song with words"
	}
	return fmt.Sprintf("the kit has no words of the song %q", e.ID)
}

// Sheet lays out a lyric sheet. Errors are those of [Read], [NoWordsError],
// [paper.SizeError], and those of typesetting and codes.
func (m *Maker) Sheet(k *kit.Kit, ev kit.Event, c Choice) (*Made, error) {
	songs, err := Read(k)
	if err != nil {
		return nil, err
	}
	s, err := pick(songs, c.Song)
	if err != nil {
		return nil, err
	}
	out := &Made{Song: s}
	out.languages(k, ev, c.Langs)
	words, err := shortWords(k)
	if err != nil {
		return nil, err
	}
	l := newLayout(m, k, out, c, words)
	if c.Code {
		if l.address, err = paper.AddressOf(k, ev, c.Link); err != nil {
			return nil, err
		}
	}
	if err := l.lay(); err != nil {
		return nil, err
	}
	return out, nil
}

func pick(songs []Song, id string) (Song, error) {
	for _, s := range songs {
		if (id == "" || s.ID == id) && len(s.Lines) > 0 {
			return s, nil
		}
	}
	return Song{}, &NoWordsError{id}
}

// languages finds those that the words exist in and notes where another than
// the one asked for is printed.
func (m *Made) languages(k *kit.Kit, ev kit.Event, want []string) {
	if len(want) == 0 {
		want = ev.Languages
	}
	if len(want) == 0 {
		want = k.Languages[:min(1, len(k.Languages))]
	}
	have := kit.Text{}
	for _, tag := range m.Song.Languages {
		have[tag] = tag
	}
	seen := map[string]bool{}
	for _, tag := range want {
		_, lang, _ := have.In(append([]string{tag}, m.Song.Languages...)...)
		if lang != tag {
			m.Report.Note(paper.NoteLanguage, fmt.Sprintf("The song has no words in %s; they are in %s.", tag, lang))
		}
		if !seen[lang] && len(m.Langs) < MaxLanguages {
			seen[lang] = true
			m.Langs = append(m.Langs, lang)
		}
	}
	m.Report.Lang = m.Langs[0]
}

// shortWords are a kit's words for "one voice", "all" and "refrain", or none.
func shortWords(k *kit.Kit) (*kit.TextFile, error) {
	f, err := kit.ReadTextFile(k.FS(), wordsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return f, err
}

// say is a short word in a language, "" where the kit has none.
func (l *layout) say(id, lang string) string {
	if l.words == nil {
		return ""
	}
	s, _, _ := l.words.Text(id).In(append([]string{lang}, l.made.Langs...)...)
	return strings.TrimSpace(s)
}
