package share

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"path"
	"time"
)

// MaxMemory is the most that [Files] keeps in memory, in bytes.
const MaxMemory = 256 << 20

// Files makes a list of named files, such as a page that was made and never
// written. A file that can be read at any place stays open; any other is read
// into memory. Errors are those of [Read].
func Files(ctx context.Context, names []string, open func(name string) (io.ReadCloser, error)) (*List, error) {
	l := &List{files: map[string]*file{}}
	room := int64(MaxMemory)
	for _, name := range names {
		if !fs.ValidPath(name) || name == "." || l.files[name] != nil {
			return l.whole(&ListError{shown(name), "it is not a path of its own", "rename it", nil})
		}
		err := ctx.Err()
		if err == nil {
			err = l.add(ctx, name, func() (fs.File, error) { return openAnywhere(name, open, &room) })
		}
		if err != nil {
			return l.whole(err)
		}
	}
	return l.whole(nil)
}

// openAnywhere opens a file so that it can be read at any place.
func openAnywhere(name string, open func(string) (io.ReadCloser, error), room *int64) (fs.File, error) {
	r, err := open(name)
	if err != nil {
		return nil, err
	}
	if f, ok := r.(fs.File); ok {
		if _, ok := r.(io.ReaderAt); ok {
			return f, nil
		}
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, *room+1))
	if err != nil {
		return nil, err
	}
	if *room -= int64(len(data)); *room < 0 {
		return nil, &ListError{shown(name), fmt.Sprintf("there is more than the %d MB that fit in memory", MaxMemory>>20), "unpack the kit into a folder and use that", nil}
	}
	return &held{bytes.NewReader(data), path.Base(name), int64(len(data))}, nil
}

// held is a file in memory.
type held struct {
	*bytes.Reader
	name string
	size int64
}

// Stat returns the file itself, which never changes.
func (h *held) Stat() (fs.FileInfo, error) { return heldInfo{h}, nil }

// Close has nothing to close.
func (h *held) Close() error { return nil }

type heldInfo struct{ h *held }

func (i heldInfo) Name() string       { return i.h.name }
func (i heldInfo) Size() int64        { return i.h.size }
func (i heldInfo) Mode() fs.FileMode  { return 0o444 }
func (i heldInfo) ModTime() time.Time { return time.Time{} }
func (i heldInfo) IsDir() bool        { return false }
func (i heldInfo) Sys() any           { return nil }
