package model

import (
	"io"
	"iter"

	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/placard"
)

// work is what a room makes.
type work struct {
	// sheet is the page on the stage and what there is to know about it;
	// leaves is how many pages can be shown there.
	sheet  *placard.Sheet
	leaves int
	// dpi is the density of a picture on the page, in dots per inch; 0 is for
	// vectors.
	dpi float64
	// codes are the pages whose codes are read back before anything is
	// written.
	codes []*page.Page
	// pages are all of them, in order.
	pages iter.Seq2[*page.Page, error]
	// texts write the words in other kinds of file than pages.
	texts map[Format]func(io.Writer) error
}

// single is the work of one page.
func single(s *placard.Sheet) *work { return bound(s, []*page.Page{s.Page}) }

// bound is the work of several pages, of which the sheet holds the one that is
// shown.
func bound(s *placard.Sheet, pages []*page.Page) *work {
	return &work{sheet: s, leaves: len(pages), codes: pages, pages: func(yield func(*page.Page, error) bool) {
		for _, p := range pages {
			if !yield(p, nil) {
				return
			}
		}
	}}
}

// write writes the work as a kind of file; a picture is of the page that is
// shown.
func (m *work) write(w io.Writer, f Format) error {
	if text := m.texts[f]; text != nil {
		return text(w)
	}
	if f == PNG {
		return writePicture(w, m.sheet.Page)
	}
	return pdf.Write(w, pdf.Meta{}, m.pages)
}

// recipe makes the work of a room. All that it needs was copied, so it may run
// away from the goroutine that owns the model.
type recipe func() (*work, error)
