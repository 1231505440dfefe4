package pdf

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"eventkit/kit/page"
)

// Meta is what a document says about itself.
type Meta struct {
	// Title is shown by viewers in place of the file's name, Subject in the
	// document's properties. Lang is the document's language (BCP 47). A
	// missing title or language is taken from the first page.
	Title, Subject, Lang string
}

// ErrNoPages says that there was nothing to write.
var ErrNoPages = errors.New("the document has no pages")

// SizeError says that a page has a size that a PDF can't hold.
type SizeError struct {
	// Page counts from 1.
	Page int
	// Size is the page's size in mm.
	Size page.Size
}

func (e *SizeError) Error() string {
	return fmt.Sprintf("page %d is %g × %g mm; each side must lie between %g and %g mm",
		e.Page, e.Size.W, e.Size.H, minSide, page.MaxSide)
}

// minSide is the smallest side of a page in mm (ISO 32000-1, annex C: 3 units).
const minSide = 3 / ptPerMM

// Write writes the pages as one document to w, in order, each as it comes; it
// reads one page ahead. Pages and layers must not change while it runs.
//
// The error is that of the first page that came with one, of w, [ErrNoPages],
// or a [*SizeError]. After an error what was written to w is no document and
// should be thrown away; nothing more is written once the error is known.
func Write(w io.Writer, meta Meta, pages iter.Seq2[*page.Page, error]) error {
	d := newDocument(w, meta)
	defer d.out.stop()
	if err := d.all(pages); err != nil {
		d.out.abandon(err)
		return err
	}
	return d.finish()
}
