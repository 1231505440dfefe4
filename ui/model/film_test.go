package model_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/ui/model"
)

const filmTOML = `
[[film]]
id = "ours"
file = "videos/ours.webm"
still = "videos/ours.png"
credit = "Made here"
licence = "CC0-1.0"
[film.title]
en = "Our film"
`

func filmKit(t *testing.T, toml string) *kit.Kit {
	t.Helper()
	var still bytes.Buffer
	if err := png.Encode(&still, image.NewGray(image.Rect(0, 0, 16, 9))); err != nil {
		t.Fatal(err)
	}
	k, err := kit.Open(fstest.MapFS{
		"kit.toml": {Data: []byte(kitTOML)}, "slogans.toml": {Data: []byte(slogansTOML)},
		"words.toml":         {Data: []byte("[sign]\nen = \"Sign\"\n")},
		"videos/videos.toml": {Data: []byte(toml)},
		"videos/ours.webm":   {Data: []byte("a film")}, "videos/ours.png": {Data: still.Bytes()},
		"videos/ours.es.vtt": {Data: []byte("WEBVTT\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// A film is shown with its still, and opens in the system's player with its
// captions beside it.
func TestAFilmIsShown(t *testing.T) {
	var shown string
	w := newWorld(t, func(p *model.Params) {
		p.Kit = filmKit(t, filmTOML)
		p.Show = func(path string) error { shown = path; return nil }
	})
	films := w.Films()
	if len(films) != 1 || films[0].Title != "Our film" || films[0].Credit != "Made here" || films[0].Captions != "Spanish" && films[0].Captions != "Español" {
		t.Fatalf("%+v", films)
	}
	if still := w.FilmStill("ours"); still == nil || still.Bounds().Dx() != 16 {
		t.Errorf("the still is %v", still)
	}
	w.ShowFilm("ours")
	if b, err := os.ReadFile(shown); err != nil || string(b) != "a film" || filepath.Base(shown) != "ours.webm" {
		t.Errorf("%s: %q, %v", shown, b, err)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(shown), "ours.es.vtt")); err != nil {
		t.Error(err)
	}
}

func TestNoFilm(t *testing.T) {
	w := newWorld(t)
	if len(w.Films()) != 0 || w.FilmStill("x") != nil || w.FilmsTrouble().Title != "" {
		t.Error("a kit without films has one")
	}
	w.ShowFilm("x") // nothing happens
}

func TestFilmTrouble(t *testing.T) {
	w := newWorld(t, func(p *model.Params) {
		p.Kit = filmKit(t, strings.Replace(filmTOML, "ours.webm", "theirs.webm", 1))
	})
	if m := w.FilmsTrouble(); !strings.Contains(m.Text+m.Title, "videos") || len(w.Films()) != 0 {
		t.Errorf("%+v", m)
	}
	w = newWorld(t, func(p *model.Params) {
		p.Kit = filmKit(t, filmTOML)
		p.Show = func(string) error { return errors.New("no player") }
	})
	w.ShowFilm("ours")
	if n := w.Notice(); !n.Bad || !strings.Contains(n.Hint, "ours.webm") {
		t.Errorf("the notice is %+v", w.Notice())
	}
}
