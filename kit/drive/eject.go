package drive

import (
	"context"
	"errors"
	"fmt"
)

// The reasons of an [*EjectError].
var (
	// ErrBusy: a program has a file on the drive open.
	ErrBusy = errors.New("something on it is still in use")
	// ErrNotAllowed: the system lets somebody else do it, not us.
	ErrNotAllowed = errors.New("it isn't allowed")
	// ErrNotEjectable: there is nothing to eject, or no way to do it here.
	ErrNotEjectable = errors.New("it can't be ejected here")
)

// EjectError says why a drive wasn't ejected. What is on it is as it was.
type EjectError struct {
	// Name is the drive's.
	Name string
	// Reason is [ErrBusy], [ErrNotAllowed] or [ErrNotEjectable], or nil where
	// the system says something else; Err is what it said.
	Reason, Err error
}

// Error names the drive and the reason.
func (e *EjectError) Error() string {
	if e.Reason == nil {
		return fmt.Sprintf("%s: %v", e.Name, e.Err)
	}
	if e.Err == nil {
		return fmt.Sprintf("%s: %v", e.Name, e.Reason)
	}
	return fmt.Sprintf("%s: %v: %v", e.Name, e.Reason, e.Err)
}

// Unwrap returns the reason and what the system said.
func (e *EjectError) Unwrap() []error {
	var out []error
	for _, err := range []error{e.Reason, e.Err} {
		if err != nil {
			out = append(out, err)
		}
	}
	return out
}

// Eject lets go of a drive so that it can be pulled: the system brings to it
// what it still holds back, unmounts it and, where that is possible, turns it
// off. A drive that isn't mounted any more is no error.
//
// It may take as long as the drive needs to write. When ctx ends Eject returns
// its error; what was begun in the system can't be called back. Other errors
// are an [*EjectError].
func Eject(ctx context.Context, d Drive) error {
	done := make(chan error, 1)
	go func() { done <- eject(ctx, d) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (d Drive) cannot(reason, err error) error { return &EjectError{d.Name(), reason, err} }
