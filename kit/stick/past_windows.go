package stick

import (
	"io"
	"io/fs"
	"os"
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
	return &unbuffered{file: file, buf: aligned(piece)}, true, nil
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

// unbuffered is read in whole sectors, from its start to its end. It has no
// more than the methods of [fs.File]: what copies without Read would ask for
// other pieces.
type unbuffered struct {
	file      *os.File
	buf, rest []byte
	ended     bool
}

// Read implements [io.Reader].
func (u *unbuffered) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(u.rest) == 0 {
		if u.ended {
			return 0, io.EOF
		}
		n, err := u.file.Read(u.buf)
		if err != nil {
			return 0, err
		}
		// After a piece of a sector comes nothing, and can't be asked for.
		u.rest, u.ended = u.buf[:n], n%sector != 0
	}
	n := copy(p, u.rest)
	u.rest = u.rest[n:]
	return n, nil
}

// Stat implements [fs.File].
func (u *unbuffered) Stat() (fs.FileInfo, error) { return u.file.Stat() }

// Close implements [fs.File].
func (u *unbuffered) Close() error { return u.file.Close() }
