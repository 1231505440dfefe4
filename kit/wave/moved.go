package wave

import (
	"io/fs"
	"strings"
)

// moved serves the files below from at the paths below to; either may be "".
type moved struct {
	fs.FS
	from, to string
}

// Open opens a file by its new path.
func (m moved) Open(name string) (fs.File, error) {
	rest, ok := strings.CutPrefix(name, m.to)
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return m.FS.Open(m.from + rest)
}
