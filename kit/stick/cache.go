package stick

import (
	"errors"
	"io"
	"io/fs"
	"sync"
)

// The pieces in which a source is read, and how much of it is kept for the
// writers that are a little behind, in bytes. Who is further behind than that
// reads the source again, so that a slow stick never holds up a fast one.
const (
	piece  = 1 << 20
	window = 64 << 20
)

// cache reads a source once for all who read it at about the same pace.
type cache struct {
	fsys fs.FS

	mu     sync.Mutex
	pieces map[pieceKey]*slot
	order  []pieceKey
}

type pieceKey struct {
	path string
	n    int64
}

// slot is a piece that is there or on its way.
type slot struct {
	ready chan struct{}
	data  []byte
	err   error
}

func newCache(fsys fs.FS) *cache { return &cache{fsys: fsys, pieces: map[pieceKey]*slot{}} }

// stream reads one file piece by piece. Its pieces are shared and must not be
// written to.
type stream struct {
	c    *cache
	path string
	n    int64
	f    fs.File
	at   int64 // where f stands, in pieces
	// ended says that a short piece was given: what is beyond the end may
	// not even be asked for, as of files inside the program.
	ended bool
}

func (c *cache) open(path string) *stream { return &stream{c: c, path: path} }

// next returns the next piece, which is shorter than the others, and may be
// empty, at the end of the file.
func (s *stream) next() ([]byte, error) {
	if s.ended {
		return nil, nil
	}
	data, err := s.piece()
	s.ended = err == nil && len(data) < piece
	return data, err
}

// piece is next for a file that goes on.
func (s *stream) piece() ([]byte, error) {
	key := pieceKey{s.path, s.n}
	s.n++
	s.c.mu.Lock()
	if got, ok := s.c.pieces[key]; ok {
		s.c.mu.Unlock()
		<-got.ready
		return got.data, got.err
	}
	mine := &slot{ready: make(chan struct{})}
	s.c.pieces[key] = mine
	s.c.order = append(s.c.order, key)
	if len(s.c.order) > window/piece {
		delete(s.c.pieces, s.c.order[0])
		s.c.order = s.c.order[1:]
	}
	s.c.mu.Unlock()
	mine.data, mine.err = s.read(key.n)
	close(mine.ready)
	return mine.data, mine.err
}

// read reads the piece n from the source itself.
func (s *stream) read(n int64) ([]byte, error) {
	if s.f == nil {
		f, err := s.c.fsys.Open(s.path)
		if err != nil {
			return nil, err
		}
		s.f = f
	}
	if s.at != n {
		if err := s.skip(n); err != nil {
			return nil, err
		}
	}
	buf := make([]byte, piece)
	got, err := io.ReadFull(s.f, buf)
	s.at++
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return buf[:got], err
}

// skip goes forward to the piece n: others have read what lies before it.
func (s *stream) skip(n int64) error {
	if seeker, ok := s.f.(io.Seeker); ok {
		_, err := seeker.Seek(n*piece, io.SeekStart)
		s.at = n
		return err
	}
	_, err := io.CopyN(io.Discard, s.f, (n-s.at)*piece)
	s.at = n
	return err
}

func (s *stream) close() {
	if s.f != nil {
		s.f.Close()
	}
}
