package stick

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"

	"eventkit/kit/seal"
)

// begin writes down what is ours and takes the sums away, so that a stick
// that is pulled from now on is known as unfinished and nothing of ours is
// ever taken for somebody else's. The folders are made here, so that they are
// on the medium before anything is put into them: on vfat a folder that a pull
// caught half made opens again only after a repair.
func (w *writer) begin(p *plan) error {
	left, err := w.temps()
	if err != nil {
		return blame("", err)
	}
	w.debris = map[string]bool{}
	for _, info := range left {
		w.debris[info.Name()] = true
	}
	if p.cramped {
		if err := w.tidy(); err != nil {
			return err
		}
	}
	notes := []sealedFile{{journal, w.load.list()}}
	if len(p.ours) > 0 {
		notes = append(notes, sealedFile{earlier, p.ours.list()})
	}
	if err := w.putSealed(notes); err != nil {
		return err
	}
	for _, name := range []string{seal.SumsFile, seal.SignatureFile} {
		if err := removeFile(w.root, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return blame(name, err)
		}
	}
	for _, f := range w.load.Files {
		if err := w.folders(path.Dir(f.Path)); err != nil {
			return err
		}
	}
	return w.sync()
}

// tidy takes away what a run left that was stopped.
func (w *writer) tidy() error {
	for _, name := range slices.Sorted(maps.Keys(w.debris)) {
		if err := removeFile(w.root, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return blame(name, err)
		}
		w.sign(0)
	}
	w.debris = nil
	return nil
}

// finish writes the sums, and then drops the notes of this run. What an earlier
// one left goes last: a file that a power cut caught between its entry and its
// clusters turns a FAT read-only when it is removed, and a stick that is whole
// by then is none the worse for it.
func (w *writer) finish() error {
	w.phase(Sealing, 0)
	if err := w.putSealed(w.load.sealed); err != nil {
		return err
	}
	for _, name := range []string{earlier, journal} {
		if err := removeFile(w.root, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return blame(name, err)
		}
	}
	if err := w.sync(); err != nil || len(w.debris) == 0 {
		return err
	}
	if w.tidy() == nil {
		_ = w.flush() // what isn't gone then is gone the next time
	}
	return w.pinned()
}

// putSealed writes small files of our own and reads them back from the medium.
func (w *writer) putSealed(files []sealedFile) error {
	items := make([]item, len(files))
	for i, f := range files {
		items[i] = item{path: f.path, pieces: &bytePieces{f.data}}
	}
	if err := w.place(items); err != nil {
		return err
	}
	if err := w.sync(); err != nil {
		return err
	}
	for _, f := range files {
		same, err := w.same(f)
		if err != nil {
			return err
		}
		if !same {
			return &fault{Lies, f.path, errDiffers}
		}
	}
	return nil
}
