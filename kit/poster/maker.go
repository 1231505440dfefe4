package poster

import (
	"fmt"
	"sync"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/page/svg"
	"eventkit/kit/placard"
	"eventkit/kit/typeset"
)

// Choice is what an organizer picks for one poster.
type Choice struct {
	// Poster is the id of a poster of the kit.
	Poster string
	// Langs are the languages (BCP 47), the wanted one first. None means the
	// event's, then the kit's.
	Langs []string
	// Paper is the sheet as it lies, in mm: wider than high is landscape.
	Paper page.Size
	// Code adds the code with its call and address, Strip the event's lines.
	Code, Strip bool
	// Corner is where the two stand: one of [kit.Corners], [Foot] below or
	// beside the artwork, or "" for the poster's own choice.
	Corner string
	// Link is the address that the code opens; none means the event's, then
	// the kit's.
	Link string
	// Distance is from how far the code is to be read, in metres; 0 lets the
	// design choose.
	Distance float64
}

// Foot is the [Choice.Corner] that leaves the artwork whole: below it, or
// beside it where the paper lies.
const Foot = "foot"

// NoteContrast is the id of the note that words stand out too little.
const NoteContrast = "contrast"

// Sheet is a laid-out poster and what there is to know about it.
type Sheet struct {
	Page *page.Page
	// Report tells about code and headline; fields about what the poster
	// doesn't carry are zero.
	Report placard.Report
	// Poster is the kit's entry, with credit and licence.
	Poster kit.Poster
}

// Maker makes posters. It remembers drawings and asides, and is safe for
// concurrent use.
type Maker struct {
	lib      *typeset.Library
	placards *placard.Maker

	mu       sync.Mutex
	drawings map[drawingKey]*svg.Drawing
}

type drawingKey struct {
	kit  *kit.Kit
	file string
}

// New returns a maker that sets its words with lib.
func New(lib *typeset.Library) *Maker {
	return &Maker{lib: lib, placards: placard.New(lib), drawings: map[drawingKey]*svg.Drawing{}}
}

// Make lays out one poster. Errors are a [*placard.UnknownError], a
// [*FileError], and those of [placard.Maker.Make].
func (m *Maker) Make(k *kit.Kit, ev kit.Event, c Choice) (*Sheet, error) {
	p, err := find(k, c.Poster)
	if err != nil {
		return nil, err
	}
	corner := c.Corner
	if corner == "" {
		corner = p.Corner
	}
	if corner == Foot {
		corner = ""
	}
	aside, err := m.placards.Aside(k, ev, placard.Choice{
		Langs: c.Langs, Paper: c.Paper, Link: c.Link, Distance: c.Distance,
	}, placard.Parts{Code: c.Code, Strip: c.Strip, Corner: corner, Ink: inkOnWhite(p)})
	if err != nil {
		return nil, err
	}
	s := &sheet{m: m, kit: k, poster: p, aside: aside, paper: c.Paper, report: aside.Report}
	if s.paper == (page.Size{}) {
		s.paper = page.Papers()[2].Size
	}
	return s.make()
}

func find(k *kit.Kit, id string) (kit.Poster, error) {
	if p, ok := k.Poster(id); ok {
		return p, nil
	}
	known := make([]string, len(k.Posters))
	for i, p := range k.Posters {
		known[i] = p.ID
	}
	return kit.Poster{}, &placard.UnknownError{Kind: "poster", Name: id, Known: known}
}

// inkOnWhite is the poster's own dark colour for the words of its foot.
func inkOnWhite(p kit.Poster) page.Color {
	const clear = 10
	for _, c := range []page.Color{p.Views[0].Ink, p.Ground} {
		if page.Contrast(c, page.White) >= clear {
			return c
		}
	}
	return page.Black
}

// FileError says that a poster's drawing can't be used.
type FileError struct {
	File string
	Err  error
}

func (e *FileError) Error() string { return fmt.Sprintf("%s: %v", e.File, e.Err) }

func (e *FileError) Unwrap() error { return e.Err }

// maxDrawings is how many drawings are remembered before they are forgotten
// together.
const maxDrawings = 32

// drawing reads a drawing of a kit, once.
func (m *Maker) drawing(k *kit.Kit, name string) (*svg.Drawing, error) {
	key := drawingKey{k, name}
	m.mu.Lock()
	defer m.mu.Unlock()
	if d := m.drawings[key]; d != nil {
		return d, nil
	}
	f, err := k.FS().Open(name)
	if err != nil {
		return nil, &FileError{name, err}
	}
	defer f.Close()
	d, err := svg.Read(f)
	if err != nil {
		return nil, &FileError{name, err}
	}
	if len(m.drawings) >= maxDrawings {
		clear(m.drawings)
	}
	m.drawings[key] = d
	return d, nil
}
