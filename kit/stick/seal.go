package stick

import (
	"bytes"
	"errors"
	"io"
	"io/fs"

	"eventkit/kit/seal"
)

// begin writes down what is ours and takes the sums away, so that a stick
// that is pulled from now on is known as unfinished and nothing of ours is
// ever taken for somebody else's.
func (w *writer) begin(ours claims) error {
	if len(ours) > 0 {
		if err := w.putAll(earlier, ours.list()); err != nil {
			return err
		}
	}
	if err := w.putAll(journal, w.load.list()); err != nil {
		return err
	}
	for _, name := range []string{seal.SumsFile, seal.SignatureFile} {
		if err := w.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return blame(name, err)
		}
	}
	return w.sync()
}

// finish writes the sums, the last thing of all, and then drops the notes of
// this run.
func (w *writer) finish() error {
	w.phase(Sealing, 0)
	for _, s := range w.load.sealed {
		if err := w.putAll(s.path, bytes.NewReader(s.data)); err != nil {
			return err
		}
	}
	if err := w.sync(); err != nil {
		return err
	}
	for _, s := range w.load.sealed {
		same, err := w.same(s)
		if err != nil {
			return err
		}
		if !same {
			return &fault{Lies, s.path, errDiffers}
		}
	}
	for _, name := range []string{earlier, journal} {
		if err := w.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return blame(name, err)
		}
	}
	return w.sync()
}

// putAll writes a small file of our own.
func (w *writer) putAll(name string, r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	next := func() ([]byte, error) {
		out := b
		b = nil
		return out, nil
	}
	return w.put(name, next, func([]byte, int64) error { return nil })
}
