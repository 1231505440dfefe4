package sticktest

import (
	"errors"
	"fmt"
	"os"
	"sync/atomic"
)

// Tally counts faults. It may be used from many goroutines.
type Tally struct{ made, lies atomic.Int64 }

// Made counts a fault that struck. lie says that the stick was called good all
// the same, and wasn't.
func (t *Tally) Made(lie bool) {
	t.made.Add(1)
	if lie {
		t.lies.Add(1)
	}
}

// Append writes the counts as a line to the end of a file: who, faults, lies.
// Without a name of a file it does nothing. Errors are those of the system.
func (t *Tally) Append(file, who string) error {
	if file == "" {
		return nil
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "%s %d %d\n", who, t.made.Load(), t.lies.Load())
	return errors.Join(err, f.Close())
}
