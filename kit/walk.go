package kit

import (
	"errors"
	"io"
	"io/fs"
	"path"
)

// walk looks at every entry of a file system, opening folders only, and
// returns those files that may be read.
func (l Limits) walk(fsys fs.FS) (*tree, Problems) {
	if t, ok := fsys.(*tree); ok {
		return t, nil
	}
	s := newShape(l, "kit")
	if err := s.folder(fsys, "."); err != nil {
		s.fail("kit", "copy the kit again", "a folder cannot be read: %v", err)
	}
	if problems := s.found(); len(problems) > 0 {
		return nil, problems
	}
	return newTree(s.nodes), nil
}

// folder reads a directory in parts, so that one with a million files costs
// no more than one with too many.
func (s *shape) folder(fsys fs.FS, dir string) error {
	f, err := fsys.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	d, ok := f.(fs.ReadDirFile)
	if !ok {
		return errors.New(dir + " is not a folder")
	}
	for !s.full() {
		list, err := d.ReadDir(256)
		for _, entry := range list {
			if err := s.entry(fsys, dir, entry); err != nil {
				return err
			}
		}
		if err == io.EOF || err == nil && len(list) == 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *shape) entry(fsys fs.FS, dir string, entry fs.DirEntry) error {
	if s.full() || entry.Name() == ".git" {
		return nil // what keeps a kit's history is no part of it
	}
	name := path.Join(dir, entry.Name())
	if entry.IsDir() {
		if s.add(name, fs.ModeDir, node{dir: true}) {
			return s.folder(fsys, name)
		}
		return nil
	}
	n := node{open: func() (fs.File, error) { return openRegular(fsys, name) }}
	if entry.Type().IsRegular() {
		i, err := entry.Info()
		if err != nil {
			return err
		}
		n.size = i.Size()
	}
	s.add(name, entry.Type(), n)
	return nil
}

// openRegular opens a file that was regular when it was looked at, and makes
// sure that it still is.
func openRegular(fsys fs.FS, name string) (fs.File, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	if i, err := f.Stat(); err != nil || !i.Mode().IsRegular() {
		f.Close()
		return nil, errors.Join(errors.New("this is no longer a file"), err)
	}
	return f, nil
}
