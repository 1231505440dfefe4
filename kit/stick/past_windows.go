package stick

import (
	"io"
	"io/fs"
	"os"
	"sync"
	"unsafe"

	"golang.org/x/sys/windows"
)

// sector is at least that of every medium, in bytes: reading past the cache
// begins at a multiple of it, is a multiple long, and goes to such an address.
const sector = 4096

// openPast opens a file so that Windows reads it past its cache
// (FILE_FLAG_NO_BUFFERING); sure says that it does. A file system that can't is
// read as usual.
func openPast(root *os.Root, name string) (f fs.File, sure bool, err error) {
	file, err := root.OpenFile(name, os.O_RDONLY|windows.FILE_FLAG_NO_BUFFERING|windows.FILE_FLAG_SEQUENTIAL_SCAN, 0)
	if err != nil {
		plain, err := root.Open(name)
		return plain, false, err
	}
	return &unbuffered{file: file, room: aligned(piece)}, true, nil
}

// aligned makes a buffer of n bytes, a multiple of the sector, at an address
// that is one, too.
func aligned(n int) []byte {
	b := make([]byte, n+sector)
	off := int(uintptr(unsafe.Pointer(&b[0])) & (sector - 1))
	if off > 0 {
		off = sector - off
	}
	return b[off : off+n : off+n]
}

// unbuffered is read in whole sectors, a piece at a time. It has no more than the
// methods of [fs.File] and ReadAt: what copies without Read would ask for other
// pieces. Read is for one goroutine.
type unbuffered struct {
	file *os.File
	at   int64 // how far Read is

	mu   sync.Mutex
	room []byte
	have []byte // what of the room is filled
	from int64  // where in the file that is
}

// Read implements [io.Reader].
func (u *unbuffered) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	n, err := u.ReadAt(p, u.at)
	u.at += int64(n)
	if n > 0 {
		err = nil // it comes again
	}
	return n, err
}

// ReadAt implements [io.ReaderAt].
func (u *unbuffered) ReadAt(p []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, &fs.PathError{Op: "read", Path: u.file.Name(), Err: fs.ErrInvalid}
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	for n < len(p) {
		at := off + int64(n)
		if at < u.from || at >= u.from+int64(len(u.have)) {
			if err := u.fill(at); err != nil {
				return n, err
			}
		}
		n += copy(p[n:], u.have[at-u.from:])
	}
	return n, nil
}

// fill reads the piece that begins with the sector of an offset; io.EOF is that
// the file ends before it.
func (u *unbuffered) fill(off int64) error {
	u.from, u.have = off/sector*sector, nil
	n, err := u.file.ReadAt(u.room, u.from)
	if int64(n) > off-u.from {
		u.have = u.room[:n]
		return nil
	}
	if err == nil {
		err = io.EOF
	}
	return err
}

// Stat implements [fs.File].
func (u *unbuffered) Stat() (fs.FileInfo, error) { return u.file.Stat() }

// Close implements [fs.File].
func (u *unbuffered) Close() error { return u.file.Close() }
