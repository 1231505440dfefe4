package model

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/output"
	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/song"
	"eventkit/ui/player"
)

// besideNone is a translation that isn't wanted.
const besideNone = "-"

// Lyric is a line of a song as it is shown.
type Lyric struct {
	// Words are in the language that was picked, Beside in the one beside it,
	// "" for none.
	Words, Beside string
	// Call says that one person sings it and not all.
	Call bool
	// First says that a verse or refrain begins with it.
	First bool
}

// Lyrics returns the lines of the song that is shown.
func (s *Studio) Lyrics() []Lyric {
	x, _ := s.picked()
	lang, beside := s.songLang(x), s.besideLang(x)
	out := make([]Lyric, len(x.Lines))
	for i, l := range x.Lines {
		words, _, _ := l.Words.In(lang)
		out[i] = Lyric{Words: words, Call: l.Who == song.Caller, First: i > 0 && l.Part != x.Lines[i-1].Part}
		if beside != "" {
			other, in, _ := l.Words.In(beside)
			if in == beside {
				out[i].Beside = other
			}
		}
	}
	return out
}

// LyricNow is the line that is sung now, or -1 between lines.
func (s *Studio) LyricNow() int {
	x, ok := s.picked()
	if !ok || s.song.last.Position == 0 && s.song.last.State != player.Playing {
		return -1
	}
	return x.At(s.song.last.Position)
}

// besideLang is the language beside the words; "" for none.
func (s *Studio) besideLang(x song.Song) string {
	lang := s.songLang(x)
	switch b := s.mem.Song.Beside; {
	case b == besideNone:
		return ""
	case b != lang && slices.Contains(x.Languages, b):
		return b
	}
	for _, l := range append(slices.Clone(s.draft.Langs), s.p.Lang, "en", "es") {
		l, _, _ = strings.Cut(l, "-")
		if l != lang && slices.Contains(x.Languages, l) {
			return l
		}
	}
	return ""
}

// SongLanguages lists the languages that the song's words exist in.
func (s *Studio) SongLanguages() []Option {
	x, _ := s.picked()
	var out []Option
	for _, l := range x.Languages {
		out = append(out, Option{ID: l, Name: LanguageName(l), Picked: l == s.songLang(x)})
	}
	return out
}

// BesideLanguages lists the languages that can stand beside them, and none.
func (s *Studio) BesideLanguages() []Option {
	x, _ := s.picked()
	now := s.besideLang(x)
	out := []Option{{ID: besideNone, Name: "No translation", Picked: now == ""}}
	for _, l := range x.Languages {
		if l != s.songLang(x) {
			out = append(out, Option{ID: l, Name: LanguageName(l), Picked: l == now})
		}
	}
	return out
}

// BesideName is the language beside the words.
func (s *Studio) BesideName() string {
	for _, o := range s.BesideLanguages() {
		if o.Picked {
			return o.Name
		}
	}
	return ""
}

// PickSongLanguage picks the language of the words.
func (s *Studio) PickSongLanguage(tag string) {
	x, _ := s.picked()
	if before := s.songLang(x); tag == s.mem.Song.Beside {
		s.mem.Song.Beside = before
	}
	s.mem.Song.Lang = tag
	s.keep()
	s.onChange(PartSong)
}

// PickBeside picks the language beside the words, or none.
func (s *Studio) PickBeside(tag string) {
	s.mem.Song.Beside = tag
	s.keep()
	s.onChange(PartSong)
}

// SongSheets lays out lyric sheets; [song.Maker] does.
type SongSheets interface {
	Sheet(k *kit.Kit, ev kit.Event, c song.Choice) (*song.Made, error)
}

// CanSaveWords reports whether the song that is shown has words for a lyric
// sheet.
func (s *Studio) CanSaveWords() bool {
	x, ok := s.picked()
	return ok && s.p.SongSheets != nil && len(x.Lines) > 0
}

// SaveWords writes the lyric sheet of the song that is shown, in its language
// and the one beside it, with chords, under a name that isn't taken.
func (s *Studio) SaveWords() {
	x, _ := s.picked()
	langs := []string{s.songLang(x)}
	if b := s.besideLang(x); b != "" {
		langs = append(langs, b)
	}
	title, _, _ := x.Title.In(langs[0])
	path := filepath.Join(s.SaveFolder(), FileName(append([]string{title}, langs...)...)+string(PDF))
	if exists(path) {
		path = beside(path, exists)
	}
	k, ev := s.kit, s.Event()
	s.song.adding.do(func(context.Context) error {
		made, err := s.p.SongSheets.Sheet(k, ev, song.Choice{Song: x.ID, Langs: langs, Chords: true, Code: true})
		if err != nil {
			return err
		}
		if err := makeFolder(filepath.Dir(path)); err != nil {
			return err
		}
		return output.WriteFile(path, func(w io.Writer) error {
			return pdf.Write(w, pdf.Meta{}, func(yield func(*page.Page, error) bool) {
				for _, p := range made.Pages {
					if !yield(p, nil) {
						return
					}
				}
			})
		})
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.Say(Notice{Text: "The words are saved as " + filepath.Base(path) + ".", Hint: "It is in " + ShortPath(filepath.Dir(path)) + "."})
	})
}
