package explain

import (
	"errors"
	"fmt"
	"io/fs"

	"eventkit/kit/artwork"
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

// artworkOf says why a file can't be used as a poster.
func artworkOf(err error) (Message, bool) {
	var f *poster.FileError
	if errors.As(err, &f) && errors.Is(err, fs.ErrNotExist) {
		return Message{
			Title: "The poster’s file isn’t there", Text: f.File + " can’t be found.",
			Hint: "Check its name, or plug in the stick that it was on.",
		}, true
	}
	var e *artwork.Error
	if !errors.As(err, &e) {
		return Message{}, false
	}
	title := "This file can’t be used as a poster"
	switch {
	case errors.Is(err, artwork.ErrTooLarge):
		title = "This picture is too large"
	case errors.Is(err, artwork.ErrBroken):
		title = "This file is damaged"
	}
	where := e.File
	if e.Line > 0 {
		where = fmt.Sprintf("%s, line %d", e.File, e.Line)
	}
	if where == "" && f != nil {
		where = f.File
	}
	return Message{Title: title, Text: sentence(named(where, e.What)), Hint: capital(e.Mend)}, true
}

// capital makes a sentence of a mend.
func capital(mend string) string {
	if mend == "" {
		return ""
	}
	return sentence(string(mend[0]&^0x20) + mend[1:])
}
