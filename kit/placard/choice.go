package placard

import (
	"errors"
	"fmt"

	"eventkit/kit/page"
)

// Choice is what an organizer picks for one placard.
type Choice struct {
	// Template is the id of one of [Templates].
	Template string
	// Slogan is the id of a slogan of the kit; Text, if set, stands in its place.
	Slogan, Text string
	// Langs are the languages (BCP 47), the leading one first. The bilingual
	// design sets two. None means the event's, then the kit's.
	Langs []string
	// Paper is the sheet as it lies, in mm: wider than high is landscape.
	Paper page.Size
	// Palette is the id of a palette of the kit; none means the design's own.
	Palette string
	// Link is the address that the code opens; none means the event's, then
	// the kit's.
	Link string
	// Distance is from how far the code is to be read, in metres; 0 lets the
	// design choose.
	Distance float64
}

// Sheet is a placard and what there is to know about it.
type Sheet struct {
	Page   *page.Page
	Report Report
}

// Report says what a placard does.
type Report struct {
	// Address is what the code opens, byte for byte; Printed is the address
	// that stands on the page to be typed.
	Address, Printed string
	// Version, Modules (a side) and Level describe the symbol (ISO/IEC 18004).
	Version, Modules int
	Level            string
	// CodeMM is the symbol's side in mm without quiet zone; Reach the
	// distance in metres from which it is read; Wanted the distance asked
	// for, or 0.
	CodeMM, Reach, Wanted float64
	// Contrast is the headline's contrast ratio; Legible the distance in
	// metres at which its letters are still comfortable to read.
	Contrast, Legible float64
	// Headline is the headline as it is set, line by line.
	Headline []string
	// Notes are hints in plain words.
	Notes []Note
}

// Note is a hint for the person at the screen.
type Note struct{ ID, Text string }

// The ids of notes.
const (
	NoteLanguage = "language" // a text was missing in the language asked for
	NoteDistance = "distance" // the page can't hold a code for the distance
	NoteShorter  = "shorter"  // another form of the address reads from further
	NoteForm     = "form"     // the code opens the campaign's page
	NoteDate     = "date"     // the design is about a date and there is none
)

// ErrNoLink says that neither the choice nor the event nor the kit has an
// address for the code.
var ErrNoLink = errors.New("there is no address for the code to open; give one as the event's link")

// UnknownError says that a choice names something that isn't there.
type UnknownError struct {
	// Kind is what was looked for: "template", "slogan" or "palette".
	Kind, Name string
	// Known are the ids that there are.
	Known []string
}

func (e *UnknownError) Error() string {
	return fmt.Sprintf("no %s is called %q; there are %v", e.Kind, e.Name, e.Known)
}

// SizeError says that a paper can't hold the code that the address needs.
type SizeError struct {
	Paper page.Size
	// Need is the code's smallest side in mm, Have what the page can give it.
	Need, Have float64
}

func (e *SizeError) Error() string {
	return fmt.Sprintf("paper of %g × %g mm can't hold the code: it needs %.0f mm and there are %.0f; take larger paper or a shorter address",
		e.Paper.W, e.Paper.H, e.Need, e.Have)
}
