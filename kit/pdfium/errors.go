package pdfium

import (
	"errors"
	"fmt"

	"eventkit/kit/page"
)

// What can be wrong with a document. Test with errors.Is.
var (
	// ErrLocked says that the file asks for a password. One that is only
	// protected against changes opens.
	ErrLocked = errors.New("the PDF is locked with a password; ask its author for one without")
	// ErrBroken says that the file is no PDF or too damaged to be read.
	ErrBroken = errors.New("the PDF is damaged or is none; open it in a viewer, save it anew, and use that")
	// ErrNoPages says that there is nothing to show.
	ErrNoPages = errors.New("the PDF has no pages")
	// ErrSlow says that the page wasn't drawn within [Patience].
	ErrSlow = fmt.Errorf("the PDF's page isn't drawn within %v; ask its author for a simpler one or for a picture of it", Patience)
	// ErrMemory says that the file or its page needs more memory than [MaxMemory].
	ErrMemory = errors.New("the PDF needs more memory than is given to a stranger's file; ask its author for a smaller one or for a picture of it")
	// ErrClosed says that the document was closed before.
	ErrClosed = errors.New("the PDF was closed")
)

// SizeError says that the first page is too small or too large to be artwork.
type SizeError struct {
	// Size is the page's size in mm.
	Size page.Size
}

func (e *SizeError) Error() string {
	return fmt.Sprintf("the PDF's page is %.4g × %.4g mm; each side must lie between %.2g and %.4g mm", e.Size.W, e.Size.H, minSide, page.MaxSide)
}

// StartError says that PDFium itself could not be started on this computer.
type StartError struct{ Err error }

func (e *StartError) Error() string {
	return "PDFs can't be shown on this computer: " + e.Err.Error()
}

func (e *StartError) Unwrap() error { return e.Err }

// caused is an error for people, with what PDFium said to it underneath.
type caused struct{ what, cause error }

func (e caused) Error() string { return e.what.Error() }

func (e caused) Unwrap() []error { return []error{e.what, e.cause} }
