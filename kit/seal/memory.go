package seal

import (
	"bytes"
	"io/fs"
	"path"
	"time"
)

// Memory is a file system of texts, by their paths; it lists no folders.
type Memory map[string][]byte

// Open opens a text.
func (m Memory) Open(name string) (fs.File, error) {
	data, ok := m[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &memoryFile{bytes.NewReader(data), path.Base(name)}, nil
}

type memoryFile struct {
	*bytes.Reader
	name string
}

func (t *memoryFile) Stat() (fs.FileInfo, error) { return memoryInfo{t.name, t.Reader.Size()}, nil }
func (t *memoryFile) Close() error               { return nil }

type memoryInfo struct {
	name string
	size int64
}

func (i memoryInfo) Name() string     { return i.name }
func (i memoryInfo) Size() int64      { return i.size }
func (memoryInfo) Mode() fs.FileMode  { return 0o444 }
func (memoryInfo) ModTime() time.Time { return time.Time{} }
func (memoryInfo) IsDir() bool        { return false }
func (memoryInfo) Sys() any           { return nil }
