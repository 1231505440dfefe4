package song

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"eventkit/kit"
)

// songFile is where a kit keeps its songs.
const songFile = "song/song.toml"

// The most that is read of what others made.
const (
	maxSongs  = 50
	maxLines  = 500
	maxChords = 40
	maxFiles  = 40
	maxName   = 200
	maxNote   = 600
	longest   = 6 * time.Hour
)

// kinds are the endings of recordings that can be played.
var kinds = []string{".ogg", ".mp3", ".flac", ".wav"}

// Read reads the songs of a kit from song/song.toml; none is no error. The
// error is a [kit.Problems] with everything that is wrong.
func Read(k *kit.Kit) ([]Song, error) {
	songs, problems := read(k.FS(), k.Languages)
	if errs := problems.Errors(); len(errs) > 0 {
		return nil, errs
	}
	return songs, nil
}

// Check reads the songs of a kit and reports everything that is wrong or
// missing, by file and line; languages are the kit's. A kit without songs has
// no problem.
func Check(fsys fs.FS, languages []string) []kit.Problem {
	_, problems := read(fsys, languages)
	return problems
}

func read(fsys fs.FS, languages []string) ([]Song, kit.Problems) {
	var out []Song
	problems, err := kit.ReadTables(fsys, songFile, func(t *kit.Table) {
		ids := map[string]bool{}
		for _, one := range t.Tables("song", maxSongs) {
			out = append(out, readSong(fsys, one, ids, languages))
		}
		t.Done("[[song]]")
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return out, problems
}

func readSong(fsys fs.FS, t *kit.Table, ids map[string]bool, languages []string) Song {
	s := Song{
		ID: t.ID("id", ids), Title: t.NeedText("title", maxName), File: t.Line("file", maxName), Slot: t.Is("slot"),
		Credit: t.Need("credit", maxName), Licence: t.Need("licence", maxName), Note: t.Text("note", maxNote),
		Languages: t.List("languages", maxName),
		Score:     t.List("score", maxName), Midi: t.List("midi", maxName),
	}
	s.checkFiles(fsys, t)
	for i, one := range t.Tables("line", maxLines) {
		line := s.readLine(one)
		if i > 0 && line.Start < s.Lines[i-1].End {
			one.Fail("the line begins before the one above it has ended", "put the lines in the order in which they are sung", "start")
		}
		s.Lines = append(s.Lines, line)
	}
	t.Done("id, title, file, slot, credit, licence, note, languages, score, midi, [[song.line]]")
	t.Gaps("title", "the title of song "+s.ID, s.Title, languages)
	t.Gaps("note", "the note of song "+s.ID, s.Note, languages)
	s.checkLanguages(t, languages)
	return s
}

func (s *Song) checkFiles(fsys fs.FS, t *kit.Table) {
	switch {
	case s.File == "" && !s.Slot:
		t.Fail("the song has no recording", "add file = \"song/NAME.ogg\", or slot = true while it waits for one", "file")
	case s.File != "" && !slices.Contains(kinds, strings.ToLower(path.Ext(s.File))):
		t.Fail(fmt.Sprintf("%q is not a recording that can be played", s.File), "save it as "+strings.Join(kinds, ", "), "file")
	case s.File != "":
		mustBe(fsys, t, "file", s.File)
	}
	mustAllBe(fsys, t, "score", s.Score)
	mustAllBe(fsys, t, "midi", s.Midi)
}

func mustAllBe(fsys fs.FS, t *kit.Table, key string, names []string) {
	if len(names) > maxFiles {
		t.Fail(fmt.Sprintf("%s has %d files", key, len(names)), fmt.Sprintf("keep at most %d", maxFiles), key)
		return
	}
	for i, name := range names {
		mustBe(fsys, t, key, name, strconv.Itoa(i))
	}
}

func mustBe(fsys fs.FS, t *kit.Table, key, name string, item ...string) {
	info, err := fs.Stat(fsys, name)
	if err != nil || info.IsDir() || info.Size() == 0 {
		t.Fail(fmt.Sprintf("there is no file %q in the kit", name), "put it there, with its path from the kit's top", append([]string{key}, item...)...)
	}
}

func (s *Song) checkLanguages(t *kit.Table, languages []string) {
	if len(s.Lines) == 0 {
		return
	}
	if len(s.Languages) == 0 {
		t.Fail("languages is missing", "name the languages of the words, for example languages = [\"en\"]", "languages")
		return
	}
	var missing []string
	for _, tag := range languages {
		if !slices.Contains(s.Languages, tag) {
			missing = append(missing, tag)
		}
	}
	if len(missing) > 0 {
		t.Warn("the words of song "+s.ID+" are not there in "+strings.Join(missing, ", "), "add them, or another language is shown", "languages")
	}
}

func (s *Song) readLine(t *kit.Table) Line {
	l := Line{
		Who: t.OneOf("who", All, Caller, All), Part: t.Line("part", maxName),
		Words: kit.Text{}, Chords: map[string][]Chord{},
	}
	if s.File != "" || t.Has("start") || t.Has("end") {
		l.Start, l.End = readTime(t, "start"), readTime(t, "end")
		if l.End <= l.Start {
			t.Fail("the line ends before it begins", "write end later than start", "end")
		}
	}
	marked := t.NeedText("words", maxName)
	t.Done("start, end, who, part, words")
	for _, tag := range marked.Languages() {
		words, chords, what := splitChords(marked[tag])
		if what != "" {
			t.Fail(what, "write chords as [G] or [F#m7] before the syllable they stand above", "words", tag)
		}
		if !slices.Contains(s.Languages, tag) {
			t.Fail(fmt.Sprintf("the line is in %s, which languages does not name", tag), "add it to languages", "words", tag)
		}
		l.Words[tag], l.Chords[tag] = words, chords
	}
	for _, tag := range s.Languages {
		if strings.TrimSpace(l.Words[tag]) == "" && len(marked) > 0 {
			t.Fail("the line has no words in "+tag, "add them, or take the language out of languages", "words")
		}
	}
	return l
}

var timeForm = regexp.MustCompile(`^(\d{1,3}):([0-5]\d)(\.\d{1,3})?$`)

// readTime reads "1:05.25", minutes and seconds.
func readTime(t *kit.Table, key string) time.Duration {
	words := t.Need(key, maxName)
	if words == "" {
		return 0
	}
	m := timeForm.FindStringSubmatch(words)
	if m == nil {
		t.Fail(fmt.Sprintf("%s %q is not a time", key, words), "write minutes and seconds, for example 1:05.25", key)
		return 0
	}
	minutes, _ := strconv.Atoi(m[1])
	seconds, _ := strconv.ParseFloat(m[2]+m[3], 64)
	at := time.Duration(minutes)*time.Minute + time.Duration(seconds*1000+0.5)*time.Millisecond
	if at > longest {
		t.Fail(fmt.Sprintf("%s %q is later than any recording", key, words), "write minutes and seconds, for example 1:05.25", key)
		return 0
	}
	return at
}

var chordForm = regexp.MustCompile(`^[A-G][#b♯♭]?[A-Za-z0-9#b♯♭+°()-]{0,10}(/[A-G][#b♯♭]?)?$`)

// splitChords takes the [chords] out of words; what is wrong with them is in
// what.
func splitChords(marked string) (words string, chords []Chord, what string) {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(marked, "[")
		b.WriteString(before)
		if !open {
			break
		}
		name, after, closed := strings.Cut(rest, "]")
		switch {
		case !closed:
			return b.String() + rest, nil, "a chord has no closing bracket"
		case !chordForm.MatchString(name):
			return b.String() + after, nil, fmt.Sprintf("[%s] is not a chord", name)
		case len(chords) == maxChords:
			return b.String() + after, nil, fmt.Sprintf("the line has more than %d chords", maxChords)
		}
		chords = append(chords, Chord{b.Len(), name})
		marked = after
	}
	return b.String(), chords, ""
}
