package stick

import (
	"io/fs"
	"os"
)

// Medium opens a folder for reading past the system's memory, so that what is
// read is what the medium holds; sure says whether that can be had here. The
// caller closes it. Errors are those of the system.
func Medium(dir string) (m *MediumFS, sure bool, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, false, err
	}
	f, err := root.Open(".")
	if err != nil {
		root.Close()
		return nil, false, err
	}
	defer f.Close()
	return &MediumFS{root}, !remembers(f), nil
}

// MediumFS is a folder that is read past the system's memory. No link leads
// out of it.
type MediumFS struct{ root *os.Root }

// Open opens a file and forgets what the system remembers of it.
func (m *MediumFS) Open(name string) (fs.File, error) {
	f, err := m.root.FS().Open(name)
	if err != nil {
		return nil, err
	}
	if file, ok := f.(*os.File); ok {
		if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
			if err := forget(file); err != nil {
				f.Close()
				return nil, err
			}
		}
	}
	return f, nil
}

// Close lets the folder go.
func (m *MediumFS) Close() error { return m.root.Close() }
