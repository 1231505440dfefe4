package film

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"eventkit/kit"
)

// filmsFile is where a kit keeps its films.
const filmsFile = "videos/videos.toml"

// The most that is read of what others made.
const (
	maxFilms  = 50
	maxScenes = 60
	maxName   = 200
	maxWords  = 300
	maxBeats  = 400
)

// Film is a film of a kit.
type Film struct {
	ID    string
	Title kit.Text
	// File is the film and Still a picture to show before it plays, from the
	// kit's top. Captions are WebVTT files by language (BCP 47).
	File, Still     string
	Captions        map[string]string
	Credit, Licence string
	// The rest is for a film that is drawn from the kit: Sound is its music,
	// Beat how long a beat of it is, Palette the id of its colours.
	Sound   string
	Beat    time.Duration
	Palette string
	Scenes  []Scene
}

// Scene is a part of a drawn film.
type Scene struct {
	// Kind is one of [Kinds].
	Kind  string
	Beats int
	// Ground is "ground", "ink" or "accent": which of the palette's colours
	// the scene lies on.
	Ground string
	Text   kit.Text
	// Count is how many strokes a tally counts; Poster and Template are ids.
	Count            int
	Poster, Template string
}

// The kinds of scenes.
const (
	Words   = "words"   // lines that come in one by one, on the beat
	Tally   = "tally"   // strokes that are counted
	Poster  = "poster"  // a poster of the kit
	Placard = "placard" // a placard, with its code
)

// Kinds lists the kinds of scenes.
func Kinds() []string { return []string{Words, Tally, Poster, Placard} }

// Length is how long a drawn film is.
func (f Film) Length() time.Duration {
	var n time.Duration
	for _, s := range f.Scenes {
		n += time.Duration(s.Beats) * f.Beat
	}
	return n
}

// StillAt is the moment of a drawn film that stands for the whole: where its
// longest scene has come to its end.
func (f Film) StillAt() time.Duration {
	var at, best time.Duration
	longest := 0
	for _, s := range f.Scenes {
		at += time.Duration(s.Beats) * f.Beat
		if s.Beats > longest {
			longest, best = s.Beats, at-f.Beat/2
		}
	}
	return best
}

// Read lists the films of a kit, in its order; none is no error. The error is
// a [kit.Problems] with everything that is wrong.
func Read(k *kit.Kit) ([]Film, error) {
	films, problems := read(k.FS(), k)
	if errs := problems.Errors(); len(errs) > 0 {
		return nil, errs
	}
	return films, nil
}

// Check reports everything that is wrong with a kit's films, by file and line.
func Check(k *kit.Kit) []kit.Problem {
	_, problems := read(k.FS(), k)
	return problems
}

func read(fsys fs.FS, k *kit.Kit) ([]Film, kit.Problems) {
	var out []Film
	problems, err := kit.ReadTables(fsys, filmsFile, func(t *kit.Table) {
		ids := map[string]bool{}
		for _, one := range t.Tables("film", maxFilms) {
			out = append(out, readFilm(one, k, ids))
		}
		t.Done("[[film]]")
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return out, problems
}

func readFilm(t *kit.Table, k *kit.Kit, ids map[string]bool) Film {
	f := Film{
		ID: t.ID("id", ids), Title: t.NeedText("title", maxName), File: t.Need("file", maxName), Still: t.Line("still", maxName),
		Credit: t.Need("credit", maxName), Licence: t.Need("licence", maxName),
		Sound: t.Line("sound", maxName), Palette: t.Line("palette", maxName), Captions: map[string]string{},
	}
	drawn := t.Has("scene")
	for _, key := range []string{"file", "still", "sound"} {
		switch name := t.Line(key, maxName); {
		case name == "" || there(k.FS(), name):
		case drawn && key != "sound":
			t.Warn(name+" is not in the kit", "make it with kit film", key)
		default:
			t.Fail(name+" is not in the kit", "put the file there, or correct its name", key)
		}
	}
	if ext := strings.ToLower(path.Ext(f.File)); f.File != "" && ext != ".webm" && ext != ".mp4" {
		t.Fail(f.File+" is no film", "name a .webm or .mp4 file", "file")
	}
	base := strings.TrimSuffix(f.File, path.Ext(f.File))
	for _, tag := range k.Languages {
		name := base + "." + tag + ".vtt"
		if there(k.FS(), name) {
			f.Captions[tag] = name
		} else if f.File != "" {
			t.Warn("the film has no captions in "+tag, "add "+name, "file")
		}
	}
	if millis := t.Line("beat", maxName); millis != "" {
		f.Beat = time.Duration(whole(t, "beat", 100, 5000)) * time.Millisecond
	}
	for _, one := range t.Tables("scene", maxScenes) {
		f.Scenes = append(f.Scenes, readScene(one, k))
	}
	if len(f.Scenes) > 0 && f.Beat == 0 {
		t.Fail("scenes are counted in beats, and no beat is given", `write beat = "625": the milliseconds of one`, "scene")
	}
	t.Done("id, title, file, still, credit, licence, sound, beat, palette, [[film.scene]]")
	return f
}

func readScene(t *kit.Table, k *kit.Kit) Scene {
	s := Scene{
		Kind: t.OneOf("kind", Words, Kinds()...), Ground: t.OneOf("ground", "ground", "ground", "ink", "accent"),
		Text: t.Text("text", maxWords), Poster: t.Line("poster", maxName), Template: t.Line("template", maxName),
		Beats: whole(t, "beats", 1, maxBeats),
	}
	switch s.Kind {
	case Words:
		t.NeedText("text", maxWords)
	case Tally:
		s.Count = whole(t, "count", 1, 2000)
	case Poster:
		if _, ok := k.Poster(s.Poster); !ok {
			t.Fail(fmt.Sprintf("there is no poster %q", s.Poster), "use the id of a poster of the kit", "poster")
		}
	case Placard:
		t.Need("template", maxName)
	}
	if len(s.Text) > 0 {
		t.Gaps("text", "the scene", s.Text, k.Languages)
	}
	t.Done("kind, beats, ground, text, count, poster, template")
	return s
}

// whole reads a whole number between two others.
func whole(t *kit.Table, key string, least, most int) int {
	text := t.Need(key, maxName)
	if text == "" {
		return least
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		t.Fail(fmt.Sprintf("%s %q is no number from %d to %d", key, text, least, most), `write it in quotes, for example "8"`, key)
		return least
	}
	return n
}

func there(fsys fs.FS, name string) bool {
	if !fs.ValidPath(name) {
		return false
	}
	info, err := fs.Stat(fsys, name)
	return err == nil && info.Mode().IsRegular()
}

// Languages are the languages of a film's captions, in the kit's order.
func (f Film) Languages(k *kit.Kit) []string {
	var out []string
	for _, tag := range k.Languages {
		if _, ok := f.Captions[tag]; ok && !slices.Contains(out, tag) {
			out = append(out, tag)
		}
	}
	return out
}
