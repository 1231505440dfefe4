package stick

import (
	"io/fs"
	"os"
	"sync/atomic"
)

// Medium opens a folder for reading past the system's memory, so that what is
// read is what the medium holds. What was written to its file system before is
// brought to the medium first. The caller closes it. Errors are those of the
// system.
func Medium(dir string) (*MediumFS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f, err := root.Open(".")
	if err != nil {
		root.Close()
		return nil, err
	}
	defer f.Close()
	// Only pages that are on the medium can be forgotten. Where that fails,
	// they stay, and are noticed.
	_ = syncFileSystem(f)
	m := &MediumFS{root: root, recall: newRecall(f)}
	return m, nil
}

// MediumFS is a folder that is read past the system's memory. No link leads
// out of it. It may be used by several goroutines.
type MediumFS struct {
	root   *os.Root
	recall *recall
}

// Open opens a file and forgets what the system remembers of it. What is
// neither a file nor a folder isn't opened: a pipe would never answer.
func (m *MediumFS) Open(name string) (fs.File, error) {
	info, err := fs.Stat(m.root.FS(), name)
	if err != nil || !info.Mode().IsRegular() {
		return regular{m.root.FS()}.Open(name)
	}
	return m.recall.open(m.root, name)
}

// Sure reports whether everything that was read so far came from the medium.
// Where the system may have answered from memory it is false: then only a
// stick that was pulled and plugged in again tells.
func (m *MediumFS) Sure() bool { return m.recall.sure() }

// Close lets the folder go.
func (m *MediumFS) Close() error {
	m.recall.close()
	return m.root.Close()
}

// recall is what the system may answer from instead of the medium: the pages
// of the files, and those of the block device below, through which file
// systems read that run as programs (exfat-fuse, ntfs-3g).
//
// What such a program keeps to itself isn't reached: NTFS has files of some
// hundred bytes in its table of files.
type recall struct {
	// below is the block device that the file system lies on, nil if it isn't
	// needed or we may not open it.
	below *os.File
	// relies says that files are read through memory that isn't theirs.
	relies bool
	doubt  atomic.Bool
}

// newRecall starts to keep account of the file system that dir lies on, and
// has what is below it forgotten.
func newRecall(dir *os.File) *recall {
	m := &recall{below: openBelow(dir), relies: remembers(dir)}
	if m.relies && m.below == nil {
		m.doubt.Store(true)
	}
	m.forget()
	return m
}

// forget has forgotten what is below the file system. What was written counts
// only once it is on the medium, so it comes after every sync.
func (m *recall) forget() {
	if m.below != nil && !forgetBelow(m.below) && m.relies {
		m.doubt.Store(true)
	}
}

// open opens a file of root so that it is read from the medium.
func (m *recall) open(root *os.Root, name string) (fs.File, error) {
	f, sure, err := openPast(root, name)
	if err == nil && !sure {
		m.doubt.Store(true)
	}
	return f, err
}

// sure reports whether all that was read came from the medium.
func (m *recall) sure() bool { return !m.doubt.Load() }

func (m *recall) close() {
	if m.below != nil {
		m.below.Close()
	}
}
