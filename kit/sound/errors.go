package sound

import (
	"fmt"
	"time"
)

// Error is a file that can't be played.
type Error struct {
	// Name is the file's name, What what is wrong with it, Mend what to do
	// about it; the last two are clauses without a full stop.
	Name, What, Mend string
	// Err is the decoder's own error where there is one.
	Err error
}

// Error returns one line with all of it.
func (e *Error) Error() string {
	s := e.Name + ": " + e.What
	if e.Err != nil {
		s += " (" + e.Err.Error() + ")"
	}
	return s + "; " + e.Mend
}

// Unwrap returns the decoder's own error.
func (e *Error) Unwrap() error { return e.Err }

// ShortError is a file that ends, or is damaged, before the end that it claims
// to have. What there is of it can be played.
type ShortError struct {
	Name string
	// Heard is how much could be decoded, Claimed how much there should be.
	Heard, Claimed time.Duration
	// Err is the decoder's own error where there is one.
	Err error
}

// Error says how far it went.
func (e *ShortError) Error() string {
	return fmt.Sprintf("%s: ends after %s of %s; copy the file again from where it came from",
		e.Name, e.Heard.Round(time.Second/10), e.Claimed.Round(time.Second/10))
}

// Unwrap returns the decoder's own error.
func (e *ShortError) Unwrap() error { return e.Err }

// The mends that several errors share.
const (
	mendKinds = "use an Ogg Vorbis, MP3, FLAC or WAV file"
	mendAgain = "copy the file again from where it came from, or save it as another kind"
)

func wrong(name, what, mend string, err error) error {
	return &Error{Name: name, What: what, Mend: mend, Err: err}
}

// panicked is a decoder's panic as an error.
type panicked struct{ value any }

func (p panicked) Error() string { return fmt.Sprint("the decoder gave up: ", p.value) }

// guard calls f and turns a panic of a decoder into an error.
func guard(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = panicked{v}
		}
	}()
	return f()
}
