package artwork

import (
	"errors"
	"fmt"
)

// The reasons that an [Error] can have.
var (
	// ErrKind: this is another kind of file.
	ErrKind = errors.New("not a kind of picture that is read")
	// ErrTooLarge: the picture needs more memory than there is for it.
	ErrTooLarge = errors.New("too large")
	// ErrBroken: the file is damaged, or made to harm.
	ErrBroken = errors.New("damaged")
)

// Error says why a file can't be used as artwork.
type Error struct {
	// File is its name; Line the line in it, 0 for the file as a whole.
	File string
	Line int
	// What is wrong, and the Mend.
	What, Mend string
	// Err is one of the reasons above, or the error of what read it.
	Err error
}

// Error returns "file, line 3: what; mend".
func (e *Error) Error() string {
	s := e.What
	if e.Mend != "" {
		s += "; " + e.Mend
	}
	if e.Line > 0 {
		s = fmt.Sprintf("line %d: %s", e.Line, s)
	}
	if e.File != "" {
		s = e.File + ": " + s
	}
	return s
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

// inFile says in which file it is.
func inFile(err error, name string) error {
	var e *Error
	if errors.As(err, &e) && e.File == "" {
		e.File = name
	}
	return err
}

func broken(format string, args ...any) *Error {
	return &Error{What: fmt.Sprintf(format, args...), Mend: "export it again, or take another copy", Err: ErrBroken}
}

// tooLarge says that a picture has too many pixels.
func tooLarge(w, h int, mend string) *Error {
	return &Error{What: fmt.Sprintf("the picture has %d × %d pixels, more than can be read", w, h), Mend: mend, Err: ErrTooLarge}
}
