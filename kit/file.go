package kit

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// OpenFile opens a kit by its path: a folder, or a .kit file (a zip, with the
// kit at its top or in its only folder). Nothing is unpacked. The kit reads
// from the path until the closer is closed, which is the caller's to do.
//
// The error is a [Problems], or that of the operating system.
func OpenFile(path string) (*Kit, io.Closer, error) { return DefaultLimits().OpenFile(path) }

// CheckFile is [Check] for a path as [OpenFile] takes it. It also reads every
// file of an archive to its end, so that damage shows. The error is that of
// the operating system, if the path cannot be read at all.
func CheckFile(path string) ([]Problem, error) { return DefaultLimits().CheckFile(path) }

// OpenFile is [OpenFile] with other limits.
func (l Limits) OpenFile(path string) (*Kit, io.Closer, error) {
	fsys, closer, problems, err := l.files(path)
	if err != nil {
		return nil, nil, err
	}
	if len(problems) > 0 {
		return nil, nil, problems
	}
	k, err := l.Open(fsys)
	if err != nil {
		closer.Close()
		return nil, nil, err
	}
	return k, closer, nil
}

// OpenArchive opens a kit that is a zip of size bytes, such as one that is held
// in memory. The name is for messages. The reader must stay readable as long
// as the kit is used.
func (l Limits) OpenArchive(r io.ReaderAt, size int64, name string) (*Kit, error) {
	t, problems := l.archive(r, size, name)
	if len(problems) > 0 {
		return nil, problems
	}
	return l.Open(t)
}

// CheckFile is [CheckFile] with other limits.
func (l Limits) CheckFile(path string) ([]Problem, error) {
	fsys, closer, problems, err := l.files(path)
	if err != nil || len(problems) > 0 {
		return problems, err
	}
	defer closer.Close()
	problems = l.Check(fsys)
	if t, ok := fsys.(*tree); ok {
		problems = append(problems, t.damage()...)
		problems.sort()
	}
	return problems, nil
}

// files opens what lies at the path. The closer is nil if there is a problem.
func (l Limits) files(path string) (fs.FS, io.Closer, Problems, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, nil, nil, fmt.Errorf("open the kit: %w", err)
	case info.IsDir():
		root, err := os.OpenRoot(path)
		if err != nil {
			return nil, nil, nil, fmt.Errorf("open the kit: %w", err)
		}
		return root.FS(), root, nil, nil
	case !info.Mode().IsRegular():
		p := Problem{File: path, What: "this is neither a folder nor a file", Mend: "choose a kit's folder or its .kit file"}
		return nil, nil, Problems{p}, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("open the kit: %w", err)
	}
	t, problems := l.archive(f, info.Size(), filepath.Base(path))
	if len(problems) > 0 {
		f.Close()
		return nil, nil, problems, nil
	}
	return t, f, nil, nil
}

// damage reads every file to its end.
func (t *tree) damage() Problems {
	var out Problems
	for _, name := range t.files() {
		f, err := t.Open(name)
		if err == nil {
			_, err = io.Copy(io.Discard, f)
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			out = append(out, unreadable(name, err))
		}
	}
	return out
}
