package explain

import (
	"errors"
	"fmt"

	"eventkit/kit/page/svg"
	"eventkit/kit/poster"
)

// drawing says what in a poster's file can't be drawn, and where.
func drawing(err error) (Message, bool) {
	var f *poster.FileError
	var e *svg.Error
	if !errors.As(err, &f) || !errors.As(err, &e) {
		return Message{}, false
	}
	where := f.File
	if e.Line > 0 {
		where = fmt.Sprintf("%s, line %d", f.File, e.Line)
	}
	return Message{Title: "The poster can’t be drawn", Text: sentence(where + ": " + e.What), Hint: capital(e.Mend)}, true
}

// capital makes a sentence of a mend.
func capital(mend string) string {
	if mend == "" {
		return ""
	}
	return sentence(string(mend[0]&^0x20) + mend[1:])
}
