package kit

import (
	"errors"
	"io"
)

// Row is one line of a table of events.
type Row struct {
	// Line is the line of the file, the header being line 1.
	Line int
	// Event is the base event with this row's values over it.
	Event Event
	// Slogan is the id of a slogan, Text words instead of it, Lang a BCP 47 tag.
	Slogan, Text, Lang string
	// Copies is how many are wanted, 1 if the table does not say.
	Copies int
}

// ReadRows reads a CSV table of events.
func ReadRows(r io.Reader, base Event) ([]Row, error) {
	return nil, errors.New("rows are not read yet")
}
