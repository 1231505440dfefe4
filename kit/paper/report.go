package paper

import (
	"errors"

	"eventkit/kit/page"
	"eventkit/kit/qr"
)

// Report says what a document does.
type Report struct {
	// Lang is the language that it could be had in.
	Lang string
	// Address is what its code opens, Printed what stands there for typing;
	// both are "" where it has no code. CodeMM is the code's side in mm
	// without quiet zone, Reach the metres from which it is read.
	Address, Printed string
	CodeMM, Reach    float64
	// Notes are hints in plain words.
	Notes []Note
}

// Note is a hint for the person at the screen.
type Note struct{ ID, Text string }

// The ids of notes.
const (
	NoteLanguage = "language" // a text was missing in the language asked for
	NoteForm     = "form"     // the code opens the campaign's page
	NotePages    = "pages"    // it takes more than one page
	NoteHost     = "host"     // nobody is named as host
	NoteDate     = "date"     // there is no date
	NoteLogo     = "logo"     // the logo is small, or isn't there
)

// Note adds a hint.
func (r *Report) Note(id, text string) { r.Notes = append(r.Notes, Note{id, text}) }

// Code notes what a code of a side does; a nil address is no code.
func (r *Report) Code(a *Address, side float64) {
	if a == nil {
		return
	}
	r.Address, r.Printed = a.Symbol.Address, a.Printed
	r.CodeMM, r.Reach = side, qr.Reach(side, a.Symbol.Modules.N)
	if a.Campaign {
		r.Note(NoteForm, "The code opens the campaign’s page, where the form is linked. Paste the form’s own address to open it directly.")
	}
}

// SizeError says that a paper is too small for a document.
type SizeError struct {
	Paper page.Size
	// What is the document: "letter", "signature sheet".
	What string
}

// Error names the paper and the mend.
func (e *SizeError) Error() string {
	return "the " + e.What + " does not fit on paper of " + mm(e.Paper.W) + " × " + mm(e.Paper.H) + " mm; take A5 or larger"
}

// ErrNone says that the kit has no such text.
var ErrNone = errors.New("the kit has none")

// MissingError names the file that a kit lacks.
type MissingError struct{ File string }

// Error names the file.
func (e *MissingError) Error() string { return "the kit has no " + e.File }

// Unwrap returns [ErrNone].
func (e *MissingError) Unwrap() error { return ErrNone }
