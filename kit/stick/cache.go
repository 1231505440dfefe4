package stick

import (
	"errors"
	"io"
	"io/fs"
	"slices"
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
	spare  []*[piece]byte // not in use
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

	room  *[piece]byte // of data
	users int          // the cache itself and the streams that are at it
}

func newCache(fsys fs.FS) *cache { return &cache{fsys: fsys, pieces: map[pieceKey]*slot{}} }

// take finds a piece, or makes a slot that the caller has to fill.
func (c *cache) take(key pieceKey) (s *slot, mine bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s, ok := c.pieces[key]; ok {
		s.users++
		return s, false
	}
	s = &slot{ready: make(chan struct{}), users: 2}
	if n := len(c.spare); n > 0 {
		s.room, c.spare = c.spare[n-1], c.spare[:n-1]
	} else {
		s.room = new([piece]byte)
	}
	c.pieces[key] = s
	c.order = append(c.order, key)
	if len(c.order) > window/piece {
		c.drop(c.pieces[c.order[0]])
		delete(c.pieces, c.order[0])
		c.order = c.order[1:]
	}
	return s, true
}

// forget has a piece read again that couldn't be read.
func (c *cache) forget(key pieceKey, s *slot) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pieces[key] == s {
		c.drop(s)
		delete(c.pieces, key)
		c.order = slices.DeleteFunc(c.order, func(k pieceKey) bool { return k == key })
	}
}

// leave says that a stream is done with a piece.
func (c *cache) leave(s *slot) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop(s)
}

// drop is leave with the cache locked. Who hangs keeps what it is at.
func (c *cache) drop(s *slot) {
	if s.users--; s.users == 0 && len(c.spare) < window/piece {
		c.spare = append(c.spare, s.room)
	}
}

// stream reads one file piece by piece, and each while the reader is at the
// one before it. Its pieces are shared and must not be written to.
type stream struct {
	c    *cache
	path string
	n    int64 // of coming, or of the piece after now
	f    fs.File
	at   int64 // where f stands, in pieces
	// now is the piece whose data the reader has, coming the one after it.
	now, coming *slot
	// ended says that a short piece was given: what is beyond the end may
	// not even be asked for, as of files inside the program.
	ended  bool
	closed bool
}

func (c *cache) open(path string) *stream { return &stream{c: c, path: path} }

// start starts to read the piece that is next.
func (s *stream) start() {
	if s.coming != nil || s.ended {
		return
	}
	key := pieceKey{s.path, s.n}
	coming, mine := s.c.take(key)
	s.coming = coming
	if !mine {
		return
	}
	go func() {
		coming.data, coming.err = s.read(coming.room[:], key.n)
		if coming.err != nil {
			s.c.forget(key, coming)
		}
		close(coming.ready)
	}()
}

// next returns the next piece, which is shorter than the others, and may be
// empty, at the end of the file. It is good until next is called again.
func (s *stream) next() ([]byte, error) {
	s.release()
	s.start()
	if s.ended {
		return nil, nil
	}
	<-s.coming.ready
	s.now, s.coming = s.coming, nil
	s.n++
	s.ended = len(s.now.data) < piece
	if s.now.err == nil {
		s.start()
	}
	return s.now.data, s.now.err
}

// read reads the piece n from the source itself.
func (s *stream) read(buf []byte, n int64) ([]byte, error) {
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

// release gives back the piece that the reader has.
func (s *stream) release() {
	if s.now != nil {
		s.c.leave(s.now)
		s.now = nil
	}
}

// close lets the file go, once nobody reads it any more.
func (s *stream) close() {
	if s.closed {
		return
	}
	s.closed = true
	s.release()
	if s.coming == nil {
		s.shut()
		return
	}
	go func() {
		<-s.coming.ready
		s.c.leave(s.coming)
		s.shut()
	}()
}

func (s *stream) shut() {
	if s.f != nil {
		s.f.Close()
	}
}
