package stick

import (
	"context"
	"errors"
	"fmt"

	"eventkit/kit/output"
)

// State is the one word about a stick.
type State string

// What can become of a stick.
const (
	// Done: written, read back from the medium, right.
	Done State = "done"
	// DoneFromMemory: written and read back right, but the system may have
	// answered from memory; plug it in again and check once more.
	DoneFromMemory State = "done, checked from memory"
	// Full: there is too little room, found before the first byte, or by the
	// stick itself while it was written.
	Full State = "full"
	// ReadOnly: it is write-protected, or turned read-only on errors.
	ReadOnly State = "write-protected"
	// Gone: it was pulled, or broke.
	Gone State = "gone"
	// Lies: it took every byte and gave other ones back.
	Lies State = "lies"
	// Hung: it hasn't answered for [Options.Patience].
	Hung State = "hung"
	// Taken: a file of somebody else has a name that we need.
	Taken State = "taken"
	// Newer: what is there is newer, and was left as it is; see
	// [Options.Keep].
	Newer State = "newer"
	// Cancelled: the person stopped it; the next run goes on from there.
	Cancelled State = "cancelled"
	// Source: the fault isn't the stick's; the folder that is copied changed
	// or can't be read.
	Source State = "source"
	// Failed: anything else.
	Failed State = "failed"
)

// Good reports whether the stick can be handed out.
func (s State) Good() bool { return s == Done || s == DoneFromMemory }

// Target is a stick, or any folder.
type Target struct {
	// Path is where it is mounted.
	Path string
	// Label and Port are shown to people; both may be empty.
	Label, Port string
	// Number is that of the file system which was found there (st_dev), 0
	// where that isn't known. What has another one is gone.
	Number uint64
}

// Verdict is what became of one target.
type Verdict struct {
	Target Target
	State  State
	// File is the file at fault, from the top of the stick, if there is one.
	File string
	// Err is the reason, nil if the state is good.
	Err error
	// Copied, Kept and Removed count files: written now, found there and
	// right, taken away. Bytes counts what was written.
	Copied, Kept, Removed int
	Bytes                 int64
	// Needs and Free are bytes, where there is too little room.
	Needs, Free int64
}

// fault is an error with the state that it means and the file it is about.
type fault struct {
	state State
	file  string
	err   error
}

func (f *fault) Error() string {
	if f.file == "" {
		return fmt.Sprintf("%s: %v", f.state, f.err)
	}
	return fmt.Sprintf("%s: %s: %v", f.file, f.state, f.err)
}

func (f *fault) Unwrap() error { return f.err }

var (
	errDiffers  = errors.New("what was read back is not what was written")
	errChanged  = errors.New("the file changed while it was copied")
	errForeign  = errors.New("a file of that name is there, and it isn't ours")
	errNoRoom   = errors.New("there is too little room")
	errMoved    = errors.New("another disk is in its place")
	errNoAnswer = errors.New("it doesn't answer")
)

// blame finds the state that an error of the system means.
func blame(file string, err error) error {
	var f *fault
	switch {
	case err == nil:
		return nil
	case errors.As(err, &f):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &fault{Cancelled, file, err}
	}
	states := map[error]State{
		output.ErrFull: Full, output.ErrReadOnly: ReadOnly, output.ErrGone: Gone, output.ErrNoFolder: Gone,
	}
	if s, ok := states[output.Reason(err)]; ok {
		return &fault{s, file, err}
	}
	return &fault{Failed, file, err}
}

// settle puts an error into the verdict.
func (v *Verdict) settle(err error) {
	var f *fault
	if errors.As(blame("", err), &f) {
		v.State, v.File, v.Err = f.state, f.file, f.err
	}
}
