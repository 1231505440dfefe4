package sound_test

import (
	"errors"
	"testing"
	"time"

	"eventkit/kit/sound"
)

// Errors are one line: the file, what is wrong, the reason, the mend.
func TestErrors(t *testing.T) {
	reason := errors.New("bad block")
	for want, err := range map[string]error{
		"a.ogg: is empty; copy it again":                                                      &sound.Error{Name: "a.ogg", What: "is empty", Mend: "copy it again"},
		"a.ogg: can’t be decoded (bad block); save it":                                        &sound.Error{Name: "a.ogg", What: "can’t be decoded", Mend: "save it", Err: reason},
		"a.ogg: ends after 1.3s of 1h0m0s; copy the file again from where it came from":       &sound.ShortError{Name: "a.ogg", Heard: 1349 * time.Millisecond, Claimed: time.Hour, Err: reason},
		"غنوة.ogg: ends after 0s of 23h59m59.9s; copy the file again from where it came from": &sound.ShortError{Name: "غنوة.ogg", Heard: 1, Claimed: 24*time.Hour - 100*time.Millisecond},
	} {
		if err.Error() != want {
			t.Errorf("%q, want %q", err.Error(), want)
		}
	}
	if !errors.Is(&sound.Error{Err: reason}, reason) || !errors.Is(&sound.ShortError{Err: reason}, reason) || errors.Unwrap(&sound.Error{}) != nil {
		t.Error("the reason is lost")
	}
}
