package kit

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// tree serves the files that a shape has found good, and nothing else. It
// reports no times and no owners, so that nothing made from it can.
type tree struct {
	nodes map[string]node
	below map[string][]fs.DirEntry
}

func newTree(nodes map[string]node) *tree {
	t := &tree{nodes: map[string]node{".": {dir: true}}, below: map[string][]fs.DirEntry{}}
	for name, n := range nodes {
		t.nodes[name] = n
		dir := path.Dir(name)
		t.below[dir] = append(t.below[dir], fs.FileInfoToDirEntry(info{path.Base(name), n}))
	}
	for _, list := range t.below {
		slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return t
}

func (t *tree) find(op, name string) (node, error) {
	if !fs.ValidPath(name) {
		return node{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	n, ok := t.nodes[name]
	if !ok {
		return node{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return n, nil
}

// Open opens a file or a folder of the kit.
func (t *tree) Open(name string) (fs.File, error) {
	n, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	i := info{path.Base(name), n}
	if n.dir {
		return &folder{info: i, name: name, left: slices.Clone(t.below[name])}, nil
	}
	f, err := n.open()
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &file{File: f, info: i, name: name}, nil
}

// Stat describes a file or a folder without opening it.
func (t *tree) Stat(name string) (fs.FileInfo, error) {
	n, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	return info{path.Base(name), n}, nil
}

// ReadDir lists a folder by name.
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := t.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if !n.dir {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a folder")}
	}
	return slices.Clone(t.below[name]), nil
}

// files returns the paths of all files, sorted.
func (t *tree) files() []string {
	var names []string
	for name, n := range t.nodes {
		if !n.dir {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

type info struct {
	name string
	node node
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.node.size }
func (i info) IsDir() bool        { return i.node.dir }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) Sys() any           { return nil }

func (i info) Mode() fs.FileMode {
	if i.node.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// file counts what it gives out: no more bytes than the size that was judged.
type file struct {
	fs.File
	info info
	name string
	read int64
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }

func (f *file) Read(p []byte) (int, error) {
	// One byte more than is left shows that there is more.
	if left := f.info.node.size - f.read; int64(len(p)) > left+1 {
		p = p[:left+1]
	}
	n, err := f.File.Read(p)
	f.read += int64(n)
	if f.read > f.info.node.size {
		return 0, f.tooLong()
	}
	if err != nil && err != io.EOF {
		err = &fs.PathError{Op: "read", Path: f.name, Err: err}
	}
	return n, err
}

func (f *file) tooLong() error {
	return &LimitError{File: printable(f.name), What: "bytes or more, above the size that it claims", Got: f.info.node.size + 1, Max: f.info.node.size}
}

type folder struct {
	info info
	name string
	left []fs.DirEntry
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *folder) Close() error               { return nil }

func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: errors.New("this is a folder")}
}

func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 || n > len(f.left) {
		if n > 0 && len(f.left) == 0 {
			return nil, io.EOF
		}
		n = len(f.left)
	}
	out := f.left[:n]
	f.left = f.left[n:]
	return out, nil
}
