package kit

import (
	"io"
	"io/fs"
)

// Files opens what lies at a path, a folder or a zip archive, as [OpenFile]
// does, and looks at nothing but its shape: it needn't be a kit. Only files
// that are safe to read are served, by no more bytes than were counted. The
// closer is the caller's to close. The error is a [Problems], or that of the
// operating system.
func Files(path string) (fs.FS, io.Closer, error) {
	l := DefaultLimits()
	fsys, closer, problems, err := l.files(path)
	switch {
	case err != nil:
		return nil, nil, err
	case len(problems) > 0:
		return nil, nil, problems
	}
	tree, problems := l.walk(fsys)
	if len(problems) > 0 {
		closer.Close()
		return nil, nil, problems
	}
	return tree, closer, nil
}

// ArchiveFiles is [Files] for a zip of size bytes that is open already. The
// name is for messages. The error is a [Problems].
func ArchiveFiles(r io.ReaderAt, size int64, name string) (fs.FS, error) {
	t, problems := DefaultLimits().archive(r, size, name)
	if len(problems) > 0 {
		return nil, problems
	}
	return t, nil
}

// Peek reads a kit's manifest and nothing else. The error is a [Problems].
func Peek(fsys fs.FS) (Manifest, error) {
	data, err := readFile(fsys, manifestFile, DefaultLimits().Manifest)
	if err != nil {
		return Manifest{}, Problems{unreadable(manifestFile, err)}
	}
	s := parse(manifestFile, data)
	var m Manifest
	if s.root != nil {
		m = readManifest(s)
	}
	if errs := s.problems.Errors(); len(errs) > 0 {
		return Manifest{}, errs
	}
	return m, nil
}

// IsKit reports whether a folder has a manifest at its top.
func IsKit(fsys fs.FS) bool {
	info, err := fs.Stat(fsys, manifestFile)
	return err == nil && info.Mode().IsRegular()
}

// Merge serves files of several file systems as one: each path from the file
// system that it is mapped to. What comes of it is judged as a kit's files
// are, and the error is a [Problems].
func Merge(from map[string]fs.FS) (fs.FS, error) {
	s := newShape(DefaultLimits(), "kit")
	for name, fsys := range from {
		info, err := fs.Stat(fsys, name)
		if err != nil {
			return nil, Problems{unreadable(name, err)}
		}
		if info.IsDir() {
			s.fail(name, "name its files", "this is a folder")
			continue
		}
		s.add(name, info.Mode(), node{size: info.Size(), open: func() (fs.File, error) { return openRegular(fsys, name) }})
	}
	if problems := s.found(); len(problems) > 0 {
		return nil, problems
	}
	return newTree(s.nodes), nil
}
