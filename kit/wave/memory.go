package wave

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
	"time"
)

// memory is a file system of texts, by their paths.
type memory map[string][]byte

// Open opens a text.
func (m memory) Open(name string) (fs.File, error) {
	data, ok := m[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &text{bytes.NewReader(data), path.Base(name)}, nil
}

type text struct {
	*bytes.Reader
	name string
}

func (t *text) Stat() (fs.FileInfo, error) { return textInfo{t.name, t.Reader.Size()}, nil }
func (t *text) Close() error               { return nil }

type textInfo struct {
	name string
	size int64
}

func (i textInfo) Name() string     { return i.name }
func (i textInfo) Size() int64      { return i.size }
func (textInfo) Mode() fs.FileMode  { return 0o444 }
func (textInfo) ModTime() time.Time { return time.Time{} }
func (textInfo) IsDir() bool        { return false }
func (textInfo) Sys() any           { return nil }

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
