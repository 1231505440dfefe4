package model

import (
	"context"
	"image"
	"path"
	"path/filepath"
	"strings"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/film"
)

// cinema is the state of the films.
type cinema struct {
	of    *kit.Kit // whose films these are
	films []film.Film
	err   error

	still   image.Image
	stillOf string
	work    latest
	showing latest
}

// films reads the kit's films once.
func (s *Studio) films() []film.Film {
	if s.film.of != s.kit {
		s.film.of, s.film.still, s.film.stillOf = s.kit, nil, ""
		s.film.films, s.film.err = film.Read(s.kit)
	}
	return s.film.films
}

// Film is what there is to know of a film.
type Film struct {
	ID, Title, Credit, Licence string
	// Captions says in which languages there are captions, in words; "" is in
	// none.
	Captions string
}

// Films lists the kit's films that can be shown.
func (s *Studio) Films() []Film {
	var out []Film
	for _, f := range s.films() {
		title, _, _ := f.Title.In("en", s.draft.lead())
		var in []string
		for _, tag := range f.Languages(s.kit) {
			in = append(in, LanguageName(tag))
		}
		out = append(out, Film{ID: f.ID, Title: title, Credit: f.Credit, Licence: f.Licence, Captions: strings.Join(in, ", ")})
	}
	return out
}

// FilmsTrouble says what is wrong with the kit's films; an empty title is
// nothing.
func (s *Studio) FilmsTrouble() explain.Message {
	if s.films(); s.film.err == nil {
		return explain.Message{}
	}
	return explain.Explain(s.film.err)
}

func (s *Studio) filmByID(id string) (film.Film, bool) {
	for _, f := range s.films() {
		if f.ID == id {
			return f, true
		}
	}
	return film.Film{}, false
}

// FilmStill is the picture of a film before it plays, nil until it was read;
// [PartSong] tells when it is there.
func (s *Studio) FilmStill(id string) image.Image {
	f, ok := s.filmByID(id)
	if !ok || f.Still == "" {
		return nil
	}
	if s.film.stillOf != id {
		s.film.stillOf, s.film.still = id, nil
		k := s.kit
		var img image.Image
		s.film.work.do(func(context.Context) (err error) {
			img, err = kit.ReadPicture(k.FS(), f.Still)
			return err
		}, func(err error) {
			if err == nil && s.film.stillOf == id && s.kit == k {
				s.film.still = img
				s.onChange(PartSong)
			}
		})
	}
	return s.film.still
}

// ShowFilm opens a film in the system's own player. It is taken out of the kit
// first, with its captions beside it, where players look for them.
func (s *Studio) ShowFilm(id string) {
	f, ok := s.filmByID(id)
	if !ok {
		return
	}
	fsys, store := s.kit.FS(), s.p.Store
	folder := FileName(s.kit.ID, f.ID)
	names := []string{f.File}
	for _, name := range f.Captions {
		names = append(names, name)
	}
	var shown string
	s.film.showing.do(func(context.Context) error {
		for _, name := range names {
			from, err := fsys.Open(name)
			if err != nil {
				return err
			}
			at, err := store.Write(from, "films", folder, path.Base(name))
			from.Close()
			if err != nil {
				return err
			}
			if name == f.File {
				shown = filepath.Clean(at)
			}
		}
		return nil
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.show(shown, s.notShown("This computer opens no player for it.", shown))
	})
}
