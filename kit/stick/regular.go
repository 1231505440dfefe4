package stick

import (
	"errors"
	"io/fs"
)

var errOdd = errors.New("it is neither a file nor a folder")

// regular is a folder of whose names only files and folders are opened: a pipe
// would be waited for without end.
type regular struct{ fs.FS }

func (r regular) Open(name string) (fs.File, error) {
	info, err := fs.Stat(r.FS, name)
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: errOdd}
	}
	if err != nil {
		return nil, err
	}
	return r.FS.Open(name)
}

// listed reports whether a list of ours, or its signature, is there. What has
// its name and is no file is somebody else's.
func (w *writer) listed(name string) (bool, error) {
	info, err := w.root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, blame(name, err)
	case info.Mode().IsRegular():
		return true, nil
	case w.how.Replace && !info.IsDir():
		return false, nil
	}
	return false, &fault{Taken, name, errForeign}
}
