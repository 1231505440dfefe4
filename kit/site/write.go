package site

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"

	"eventkit/kit/output"
)

// writers is how many files are written at once: a disk brings several to
// safety in the time of one.
const writers = 16

// WriteTo puts the site into dir, which is made if only it is missing. After
// each file it calls step, if there is one, from one goroutine at a time. Nothing in dir changes before all
// files are on the disk: after an error, or when ctx is cancelled, the folder
// is as it was. A file of the same name is replaced, whatever else is there is
// left alone. The page itself comes last.
//
// Errors are those of the kit's files and output.Error.
func (s *Site) WriteTo(ctx context.Context, dir string, step func(done, total int)) (err error) {
	made, err := output.MakeFolder(dir)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil && made {
			os.Remove(dir) // only if it is empty
		}
	}()
	if err := s.free(dir); err != nil {
		return err
	}
	aside := filepath.Join(dir, ".eventkit-"+strconv.Itoa(os.Getpid())+".part")
	if err := os.Mkdir(aside, 0o777); err != nil {
		return failed(dir, err)
	}
	defer os.RemoveAll(aside)
	err = inParallel(ctx, writers, len(s.Files), step, func(i int) error { return s.write(aside, dir, s.Files[i]) })
	if err != nil {
		return err
	}
	return s.move(aside, dir)
}

// write puts one file into the folder aside.
func (s *Site) write(aside, dir string, f File) error {
	at := filepath.Join(aside, filepath.FromSlash(f.Name))
	if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
		return failed(dir, err)
	}
	from, err := s.Open(f.Name)
	if err != nil {
		return err
	}
	defer from.Close()
	err = output.WriteFile(at, func(w io.Writer) error {
		_, err := io.Copy(w, from)
		return err
	})
	// People know their own folder, not the one in it.
	var disk *output.Error
	if errors.As(err, &disk) {
		disk.Path = filepath.Join(dir, filepath.FromSlash(f.Name))
	}
	return err
}

// move brings the files to their places, the page last.
func (s *Site) move(aside, dir string) error {
	for _, last := range []bool{false, true} {
		for _, f := range s.Files {
			if (f.Name == Start) != last {
				continue
			}
			to := filepath.Join(dir, filepath.FromSlash(f.Name))
			if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
				return failed(filepath.Dir(to), err)
			}
			if err := os.Rename(filepath.Join(aside, filepath.FromSlash(f.Name)), to); err != nil {
				return failed(to, err)
			}
		}
	}
	return nil
}

// free reports what stands in the way of a file or of its folder.
func (s *Site) free(dir string) error {
	for _, f := range s.Files {
		for at := f.Name; at != "."; at = path.Dir(at) {
			to := filepath.Join(dir, filepath.FromSlash(at))
			info, err := os.Lstat(to)
			if err != nil {
				continue
			}
			switch {
			case at == f.Name && info.IsDir():
				return &output.Error{Path: to, Reason: output.ErrIsFolder, Err: fs.ErrExist}
			case at != f.Name && !info.IsDir():
				return &output.Error{Path: to, Reason: output.ErrNoFolder, Err: fs.ErrExist}
			}
		}
	}
	return nil
}

func failed(path string, err error) error {
	return &output.Error{Path: path, Reason: output.Reason(err), Err: err}
}
