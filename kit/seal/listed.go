package seal

import (
	"bytes"
	"io/fs"
	"path"
	"slices"

	"eventkit/kit/nearby"
)

// Listed returns of a folder that is sealed only what its list names, and what
// seals it: what else lies there was never listed, nor signed. The list is read
// once. The error is a [*SumsError] or that of the file system; without a list
// it is fs.ErrNotExist.
func Listed(fsys fs.FS) (fs.FS, error) {
	list, err := readSmall(fsys, SumsFile, maxBytes)
	if err != nil {
		return nil, err
	}
	sums, err := ReadSums(bytes.NewReader(list))
	if err != nil {
		return nil, err
	}
	l := listed{fsys, map[string]bool{SumsFile: true, SignatureFile: true}, map[string]bool{".": true}}
	for _, s := range sums {
		l.files[s.Path] = true
		for dir := path.Dir(s.Path); !l.folders[dir]; dir = path.Dir(dir) {
			l.folders[dir] = true
		}
	}
	return l, nil
}

// Unlisted returns what lies in a folder, as [Files] lists it, and isn't on its
// list; what a program keeps beside a kit isn't counted. The error is as for
// [Listed].
func Unlisted(fsys fs.FS) ([]string, error) {
	l, err := Listed(fsys)
	if err != nil {
		return nil, err
	}
	there, err := Files(fsys)
	return slices.DeleteFunc(there, func(name string) bool { return l.(listed).files[name] || nearby.Kept(name) }), err
}

type listed struct {
	fsys           fs.FS
	files, folders map[string]bool
}

// Open implements [fs.FS].
func (l listed) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if !l.files[name] && !l.folders[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	f, err := l.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	switch {
	case err != nil:
		f.Close()
		return nil, err
	case info.IsDir() != l.folders[name]:
		f.Close()
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case !info.IsDir():
		return f, nil
	}
	dir, ok := f.(fs.ReadDirFile)
	if !ok {
		f.Close()
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	return listedFolder{dir, l, name}, nil
}

type listedFolder struct {
	fs.ReadDirFile
	all  listed
	name string
}

// ReadDir implements [fs.ReadDirFile].
func (f listedFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	for {
		entries, err := f.ReadDirFile.ReadDir(n)
		entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
			at := path.Join(f.name, e.Name())
			return e.IsDir() && !f.all.folders[at] || !e.IsDir() && !f.all.files[at]
		})
		if n <= 0 || err != nil || len(entries) > 0 {
			return entries, err
		}
	}
}
