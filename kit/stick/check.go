package stick

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"

	"eventkit/kit/seal"
)

// check reads back all files if any was written: on a stick that holds less
// than it says, what is written last lands on what was right before. A file is
// summed up while the next one is read.
func (w *writer) check(p *plan) error {
	files, total := w.load.Files, w.load.Bytes
	if len(p.write) == 0 {
		files, total = nil, 0
	}
	w.wrote = map[string]bool{}
	for _, f := range p.write {
		w.wrote[f.Path] = true
	}
	w.phase(Checking, total)
	for i, f := range files {
		err := w.pinned()
		if err == nil {
			err = w.drain(f.Path, files[i+1:])
		}
		if i > 0 {
			if err := w.judge(files[i-1]); err != nil {
				return err
			}
		}
		if errors.Is(err, fs.ErrNotExist) {
			if err := w.pinned(); err != nil {
				return err
			}
			return &fault{Lies, f.Path, errDiffers}
		}
		if err != nil {
			return blame(f.Path, err)
		}
	}
	if n := len(files); n > 0 {
		return w.judge(files[n-1])
	}
	return nil
}

// judge compares a file that was read back. Whether its source changed
// meanwhile is looked into only when it isn't right and was written now: what
// was right before nobody but the stick has changed.
func (w *writer) judge(f File) error {
	if w.summing.Sum() == f.SHA256 {
		return nil
	}
	if err := w.pinned(); err != nil {
		return err
	}
	if !w.wrote[f.Path] {
		return &fault{Lies, f.Path, errDiffers}
	}
	now, _, err := seal.SumOf(w.ctx, w.load.fsys, f.Path, func(int64) { w.sign(0) })
	switch {
	case w.ctx.Err() != nil:
		return blame(f.Path, w.ctx.Err())
	case err == nil && now == f.SHA256:
		return &fault{Lies, f.Path, errDiffers}
	}
	_ = removeFile(w.root, f.Path) // it is neither the load's nor its owner's
	return &fault{Source, f.Path, cmp.Or(err, errChanged)}
}

// sum reads a file past the system's memory and returns its sum.
func (w *writer) sum(name string) (out [sha256.Size]byte, err error) {
	err = w.drain(name, nil)
	return w.summing.Sum(), err
}

// drain reads a file past the system's memory to be summed up, which ends with
// it whatever happens. First it starts to read the one that comes next.
func (w *writer) drain(name string, next []File) error {
	defer w.summing.End()
	w.now.File = name
	r, err := w.read(name)
	if err != nil {
		return err
	}
	defer r.close()
	r.ahead()
	if len(next) > 0 {
		// What is wrong with it is found when its turn comes.
		if w.coming, err = w.read(next[0].Path); err == nil {
			w.coming.ahead()
		}
	}
	for {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		b := w.summing.Room()
		n, err := r.f.Read(b)
		w.summing.Add(b[:n])
		r.at += int64(n)
		w.sign(int64(n))
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		r.ahead()
	}
}

// reading is a file that is read from the medium.
type reading struct {
	name      string
	f         fs.File
	at, asked int64 // how far it is read, and how far it was asked for
}

// read opens a file past the system's memory, unless that was done ahead.
func (w *writer) read(name string) (*reading, error) {
	if r := w.coming; r != nil {
		w.coming = nil
		if r.name == name {
			return r, nil
		}
		r.close()
	}
	f, err := w.recall.open(w.root, name)
	if err != nil {
		return nil, err
	}
	return &reading{name: name, f: f}, nil
}

// ahead has the system read on, so that the medium is busy while what was read
// is summed up.
func (r *reading) ahead() {
	f, ok := r.f.(*os.File)
	if !ok {
		return // it is read past the system, which can't read ahead then
	}
	for ; r.asked < r.at+stretch; r.asked += stride {
		startReading(f, r.asked, stride)
	}
}

func (r *reading) close() {
	if r != nil {
		r.f.Close()
	}
}
