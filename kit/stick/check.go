package stick

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
)

// check reads back a file that was written in this run, and starts with the
// one that comes after it.
func (w *writer) check(f File, rest []File) error {
	if err := w.pinned(); err != nil {
		return err
	}
	got, err := w.sum(f.Path, rest)
	if errors.Is(err, fs.ErrNotExist) || err == nil && got != f.SHA256 {
		if err := w.pinned(); err != nil {
			return err
		}
		return &fault{Lies, f.Path, errDiffers}
	}
	return blame(f.Path, err)
}

// sum reads a file past the system's memory and returns its sum. Before that
// it starts to read the first of those that come next.
func (w *writer) sum(name string, next []File) (out [sha256.Size]byte, err error) {
	w.now.File = name
	r, err := w.read(name)
	if err != nil {
		return out, err
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
			w.summing.end()
			return out, err
		}
		b := <-w.summing.free
		n, err := r.f.Read(b)
		w.summing.full <- b[:n]
		r.at += int64(n)
		w.sign(int64(n))
		if err != nil {
			out = w.summing.end()
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return out, err
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

// summing sums up what was read while more is read.
type summing struct {
	free, full chan []byte
	sums       chan [sha256.Size]byte
}

// newSumming starts it, and stop ends it.
func newSumming() *summing {
	const buffers = 4
	s := &summing{make(chan []byte, buffers), make(chan []byte, buffers), make(chan [sha256.Size]byte)}
	for range buffers {
		s.free <- make([]byte, stride)
	}
	go s.run()
	return s
}

func (s *summing) run() {
	h := sha256.New()
	for b := range s.full {
		if b == nil {
			s.sums <- [sha256.Size]byte(h.Sum(nil))
			h.Reset()
			continue
		}
		h.Write(b)
		s.free <- b[:cap(b)]
	}
}

// end returns the sum of a file and starts with another.
func (s *summing) end() [sha256.Size]byte {
	s.full <- nil
	return <-s.sums
}

func (s *summing) stop() { close(s.full) }
