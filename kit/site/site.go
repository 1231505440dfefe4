package site

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/typeset"
)

// Start is the page's name.
const Start = "START-HERE.html"

// folder holds all that the page needs beside it.
const folder = "start/"

// Options are what an organizer can change about the page.
type Options struct {
	// Langs are the languages (BCP 47), the leading one first. None means the
	// event's and then all of the kit's.
	Langs []string
	// Link is the address that the code opens; none means the event's, then
	// the kit's.
	Link string
	// Fonts holds the font files that the library was made from; the page
	// carries those letters of them that its headings need. Nil leaves
	// headings to the fonts of who reads.
	Fonts fs.FS
	// Step, if set, is told after each piece of work how many of how many are
	// done, from one goroutine at a time.
	Step func(done, total int)
}

// File is one file of the page.
type File struct {
	// Name is its path from the page's folder, with slashes. It can be stored
	// on every file system that a stick has (see kit.NameProblem).
	Name string
	// Size is in bytes.
	Size int64

	data []byte
	from string // the kit's own file
}

// Site is the page and all files that it links, sorted by name. It reads the
// kit's own files when it is written, so the kit must stay open.
type Site struct {
	Files []File
	// Notes say in plain words what the page lacks or where it speaks another
	// language.
	Notes []string

	kit *kit.Kit
}

// Build makes the page. The same kit, event and options give the same bytes.
// It stops when ctx is cancelled.
//
// Errors are those of the products: what is wrong with the kit's song, letter,
// messages or drawings, with the event or the address, or a rune that no font
// draws.
func Build(ctx context.Context, k *kit.Kit, ev kit.Event, lib *typeset.Library, o Options) (*Site, error) {
	b, err := newBuilder(ctx, k, ev, lib, o)
	if err != nil {
		return nil, err
	}
	for _, plan := range []func() error{
		b.planCode, b.planPosters, b.planGraphics, b.planLetters, b.planBriefings, b.planSongs, b.planFilms, b.planMessages, b.planCredits,
	} {
		if err := plan(); err != nil {
			return nil, err
		}
	}
	if err := b.work(); err != nil {
		return nil, err
	}
	if err := b.finish(); err != nil {
		return nil, err
	}
	s := &Site{Files: b.files, Notes: b.notes, kit: k}
	slices.SortFunc(s.Files, func(x, y File) int { return strings.Compare(x.Name, y.Name) })
	return s, nil
}

// Bytes is how much room all files take.
func (s *Site) Bytes() int64 {
	var n int64
	for _, f := range s.Files {
		n += f.Size
	}
	return n
}

// Open opens a file of the site by its name. The error wraps fs.ErrNotExist
// where there is none.
func (s *Site) Open(name string) (io.ReadCloser, error) {
	i, ok := slices.BinarySearchFunc(s.Files, name, func(f File, name string) int { return strings.Compare(f.Name, name) })
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if f := s.Files[i]; f.from == "" {
		return io.NopCloser(bytes.NewReader(f.data)), nil
	}
	return s.kit.FS().Open(s.Files[i].from)
}
