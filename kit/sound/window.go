package sound

import (
	"errors"
	"io"
)

// window is a part of a file as a buffered file of its own. Closing it does
// nothing: who opened the file closes it.
type window struct {
	r        io.ReadSeeker
	from, to int64 // in the file
	pos      int64 // in the window

	buf []byte
	at  int64 // of buf[0], in the window
	mem [32 << 10]byte
}

func newWindow(r io.ReadSeeker, from, to int64) *window {
	return &window{r: r, from: from, to: max(from, to)}
}

func (w *window) size() int64 { return w.to - w.from }

// Read implements [io.Reader].
func (w *window) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if w.pos >= w.size() {
		return 0, io.EOF
	}
	if w.pos < w.at || w.pos >= w.at+int64(len(w.buf)) {
		if err := w.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, w.buf[w.pos-w.at:])
	w.pos += int64(n)
	return n, nil
}

func (w *window) fill() error {
	w.buf = nil
	if _, err := w.r.Seek(w.from+w.pos, io.SeekStart); err != nil {
		return err
	}
	want := min(int64(len(w.mem)), w.size()-w.pos)
	n, err := io.ReadFull(w.r, w.mem[:want])
	if n == 0 {
		if errors.Is(err, io.ErrUnexpectedEOF) || err == nil {
			err = io.EOF
		}
		return err
	}
	w.buf, w.at = w.mem[:n], w.pos
	return nil
}

// Seek implements [io.Seeker]; it may go beyond the end.
func (w *window) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += w.pos
	case io.SeekEnd:
		offset += w.size()
	}
	if offset < 0 {
		return 0, errors.New("seek before the start")
	}
	w.pos = offset
	return offset, nil
}

// Close implements [io.Closer].
func (w *window) Close() error { return nil }

// readAt reads as much of p as there is at an offset.
func (w *window) readAt(p []byte, offset int64) (int, error) {
	if _, err := w.Seek(offset, io.SeekStart); err != nil {
		return 0, err
	}
	n, err := io.ReadFull(w, p)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return n, err
}
