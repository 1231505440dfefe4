package poster

import (
	"eventkit/kit"
	"eventkit/kit/artwork"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/typeset"
)

// Choice is what an organizer picks for one poster.
type Choice struct {
	// Poster is the id of a poster of the kit. File, if it isn't empty, is the
	// path of finished artwork on this computer, which is taken instead.
	Poster string
	File   string
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
	// Pixels is how many px a picture needs on its longer side where the sheet is
	// only shown; 0 is for print: 300 dots per inch.
	Pixels int
}

// Foot is the [Choice.Corner] that leaves the artwork whole: below it, or
// beside it where the paper lies.
const Foot = "foot"

// The ids of notes: words stand out too little; a picture looks coarse near by.
const (
	NoteContrast = "contrast"
	NoteCoarse   = "coarse"
)

// Sheet is a laid-out poster and what there is to know about it.
type Sheet struct {
	Page *page.Page
	// Report tells about code and headline; fields about what the poster
	// doesn't carry are zero.
	Report placard.Report
	// Poster is the kit's entry, with credit and licence; of a file of this
	// computer it has the name alone.
	Poster kit.Poster
	// DPI is how many dots per inch a picture has where it lies on the sheet; 0
	// is for vectors, which are always sharp.
	DPI float64
}

// Maker makes posters. It remembers artwork and asides, and is safe for
// concurrent use.
type Maker struct {
	// PDF opens artwork that is a PDF; [New] sets one that is made with
	// kit/pdfium. It must not be changed once the maker is used.
	PDF artwork.Opener

	lib      *typeset.Library
	placards *placard.Maker
	shelf    *shelf
}

// New returns a maker that sets its words with lib.
func New(lib *typeset.Library) *Maker {
	return &Maker{PDF: openPDF, lib: lib, placards: placard.New(lib), shelf: newShelf()}
}

// Make lays out one poster. Errors are a [*placard.UnknownError], a
// [*FileError], and those of [placard.Maker.Make].
func (m *Maker) Make(k *kit.Kit, ev kit.Event, c Choice) (*Sheet, error) {
	p, err := find(k, c)
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
	s := &sheet{m: m, kit: k, choice: c, poster: p, aside: aside, paper: c.Paper, report: aside.Report}
	if s.paper == (page.Size{}) {
		s.paper = page.Papers()[2].Size
	}
	return s.make()
}

func find(k *kit.Kit, c Choice) (kit.Poster, error) {
	if c.File != "" {
		name := nameOf(c.File)
		return kit.Poster{ID: name, Title: kit.Text{undetermined: name}, Language: undetermined, Ground: page.White, Views: []kit.View{{File: c.File}}}, nil
	}
	id := c.Poster
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

// undetermined is the language of words that nobody has said the language of
// (BCP 47).
const undetermined = "und"
