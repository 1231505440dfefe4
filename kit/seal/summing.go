package seal

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"runtime"
)

// portion is how much of a file is read at once, in bytes.
const portion = 256 << 10

// Progress is told how many bytes were read since it was last told. Nil is
// nobody to tell.
type Progress func(bytes int64)

func (p Progress) add(n int) {
	if p != nil && n > 0 {
		p(int64(n))
	}
}

// SumOf reads one file to its end and returns its sum and its length in
// bytes. Cancelling ctx ends it with the context's error.
func SumOf(ctx context.Context, fsys fs.FS, name string, p Progress) (sum [sha256.Size]byte, size int64, err error) {
	_ = sumAll(ctx, fsys, []string{name}, p, func(_ int, s [sha256.Size]byte, n int64, cause error) error {
		sum, size, err = s, n, cause
		return nil
	})
	return sum, size, err
}

// sumAll reads files one after the other and sums each up while the next is
// read. What became of each is told in their order; an error that done returns
// ends it.
func sumAll(ctx context.Context, fsys fs.FS, names []string, p Progress, done func(i int, sum [sha256.Size]byte, size int64, err error) error) error {
	s := NewSumming(portion)
	defer s.Close()
	var size int64 // of the file before
	var failed error
	for i, name := range names {
		n, err := s.read(ctx, fsys, name, p)
		if i > 0 {
			if err := done(i-1, s.Sum(), size, failed); err != nil {
				return err
			}
		}
		size, failed = n, err
	}
	if len(names) == 0 {
		return nil
	}
	return done(len(names)-1, s.Sum(), size, failed)
}

// read reads a file, and ends it whatever happens.
func (s *Summing) read(ctx context.Context, fsys fs.FS, name string, p Progress) (size int64, err error) {
	defer s.End()
	f, err := fsys.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	for {
		if err := ctx.Err(); err != nil {
			return size, err
		}
		b := s.Room()
		n, err := f.Read(b)
		s.Add(b[:n])
		size += int64(n)
		p.add(n)
		switch {
		case errors.Is(err, io.EOF):
			return size, nil
		case err != nil:
			return size, err
		}
	}
}

// Summing sums up what one goroutine reads on others (SHA-256, FIPS 180-4), so
// that its reader goes on meanwhile, to the next file too: of two files that
// follow each other both are summed up at once, and read one after the other.
// Its methods are for the reader alone.
type Summing struct {
	size         int
	made         int // buffers
	free         chan []byte
	lanes        [lanes]lane // the files take turns
	ended, asked int         // files
}

// lane sums up one file at a time.
type lane struct {
	full chan []byte
	sums chan [sha256.Size]byte
}

// lanes is how many files are summed up at a time, summed how many buffers
// there are at most, and unasked how many files of a lane may have ended whose
// sums weren't asked for.
const lanes, summed, unasked = 2, 8, 1

// NewSumming starts it, with a few buffers of so many bytes. The caller closes
// it.
func NewSumming(size int) *Summing {
	s := &Summing{size: size, free: make(chan []byte, summed)}
	for i := range s.lanes {
		s.lanes[i] = lane{make(chan []byte, summed), make(chan [sha256.Size]byte, unasked)}
		go s.lanes[i].run(s.free)
	}
	return s
}

func (l lane) run(free chan<- []byte) {
	h := sha256.New()
	for b := range l.full {
		if b == nil {
			l.sums <- [sha256.Size]byte(h.Sum(nil))
			h.Reset()
			continue
		}
		h.Write(b)
		free <- b[:cap(b)]
		runtime.Gosched() // sixteen that sum up would hold up a window for as many turns
	}
}

// Room returns a buffer to read into, and waits for one to be free. It is
// given back with [Summing.Add].
func (s *Summing) Room() []byte {
	if s.made == summed {
		return <-s.free
	}
	select {
	case b := <-s.free:
		return b
	default:
		s.made++
		return make([]byte, s.size)
	}
}

// Add sums up what was read into the buffer that Room returned.
func (s *Summing) Add(b []byte) { s.lanes[s.ended%lanes].full <- b }

// End ends a file. What is added next is of another one.
func (s *Summing) End() {
	s.lanes[s.ended%lanes].full <- nil
	s.ended++
}

// Sum returns the sum of the first file that has ended and whose sum wasn't
// returned yet. Before a third one ends, one has to be asked for.
func (s *Summing) Sum() [sha256.Size]byte {
	s.asked++
	return <-s.lanes[(s.asked-1)%lanes].sums
}

// Close ends it.
func (s *Summing) Close() {
	for _, l := range s.lanes {
		close(l.full)
	}
}
