package model

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"eventkit/kit/artwork"
)

// ownMark stands before the path of a file that was opened as a poster; no id of
// a kit begins so.
const ownMark = "file:"

// ownMost is how many files there are in the gallery besides the kit's posters.
const ownMost = 24

// PosterKinds are the endings of files that can be opened as posters.
func PosterKinds() []string { return artwork.Endings() }

func (d *Draft) hasArtwork(id string) bool {
	path, own := strings.CutPrefix(id, ownMark)
	return own && slices.Contains(d.Artwork, path)
}

// ownPosters lists the files that were opened as posters.
func (s *Studio) ownPosters() []Option {
	var out []Option
	for _, path := range s.draft.Artwork {
		id := ownMark + path
		name := filepath.Base(path)
		out = append(out, Option{
			ID: id, Name: strings.TrimSuffix(name, filepath.Ext(name)), Picked: id == s.draft.Poster,
			Detail: "Your file " + name + ", in " + ShortPath(filepath.Dir(path)) + ". Credit whoever made it.",
		})
	}
	return out
}

// AddPoster opens a file as a poster, for this event. It stays where it is, so
// a stick must stay plugged in. A file that can't be shown isn't added, and the
// quiet line says why.
func (s *Studio) AddPoster(path string) {
	if s.p.Posters == nil {
		return
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	s.opening.do(func(ctx context.Context) error {
		_, err := artwork.MeasureFile(ctx, path, nil)
		return err
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.edit("", func(d *Draft) {
			d.Artwork = slices.DeleteFunc(slices.Clone(d.Artwork), func(p string) bool { return p == path })
			d.Artwork = append(d.Artwork, path)
			d.Artwork = d.Artwork[max(0, len(d.Artwork)-ownMost):]
			d.Poster = ownMark + path
		})
		s.onChange(PartKit | PartChoices | PartRoom)
		s.Go(RoomPosters)
	})
}

// OwnPoster reports whether the poster that is picked is a file that was opened.
func (s *Studio) OwnPoster() bool { return s.draft.hasArtwork(s.draft.Poster) }

// DropPoster takes the file that is picked out of the gallery; it stays on its
// disk. Undo brings it back.
func (s *Studio) DropPoster() {
	path, own := strings.CutPrefix(s.draft.Poster, ownMark)
	if !own {
		return
	}
	s.edit("", func(d *Draft) {
		d.Artwork = slices.DeleteFunc(slices.Clone(d.Artwork), func(p string) bool { return p == path })
	})
	if !s.HasRoom(s.mem.Room) {
		s.Go(RoomPlacards)
	}
	s.onChange(PartKit | PartChoices | PartRoom)
}

// metresOf is a distance for people: below a metre in steps of 10 cm.
func metresOf(m float64) string {
	if m < 0.95 {
		return fmt.Sprintf("%.0f cm", math.Max(10, math.Ceil(m*10-1e-9)*10))
	}
	return fmt.Sprintf("%.1f m", math.Ceil(m*10-1e-9)/10)
}

// designName is a design in the name of a file.
func designName(design string) string {
	path, own := strings.CutPrefix(design, ownMark)
	if !own {
		return design
	}
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}
