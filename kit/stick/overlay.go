package stick

import (
	"bytes"
	"io/fs"
	"time"

	"eventkit/kit/seal"
)

// overlay is a folder with the publisher's key in it, whatever lies there.
type overlay struct {
	fs.FS
	key []byte
}

func (o overlay) Open(name string) (fs.File, error) {
	if name == seal.KeyFile && o.key != nil {
		return &memory{Reader: bytes.NewReader(o.key), name: name}, nil
	}
	return o.FS.Open(name)
}

// memory is an open file that is held in memory.
type memory struct {
	*bytes.Reader
	name string
}

func (m *memory) Stat() (fs.FileInfo, error) { return memoryInfo{m.name, m.Reader.Size()}, nil }
func (m *memory) Close() error               { return nil }

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
