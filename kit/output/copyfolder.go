package output

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// WriteFolder puts a new folder of files at path, whole or not at all. What is
// there already is never touched: then the reason is [ErrIsFolder]. The error
// is an [*Error], the context's, or that of reading a file.
func WriteFolder(ctx context.Context, path string, fsys fs.FS) (err error) {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return &Error{Path: path, Reason: ErrIsFolder, Err: errors.Join(fs.ErrExist, err)}
	}
	aside := filepath.Join(filepath.Dir(path), ".eventkit-"+strconv.Itoa(os.Getpid())+"-"+filepath.Base(path)+".part")
	if err := os.Mkdir(aside, 0o777); err != nil {
		return fail(path, err)
	}
	defer func() {
		if err != nil {
			os.RemoveAll(aside)
		}
	}()
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		at := filepath.Join(aside, filepath.FromSlash(name))
		if d.IsDir() {
			if name == "." {
				return nil
			}
			return failed(path, os.Mkdir(at, 0o777))
		}
		from, err := fsys.Open(name)
		if err != nil {
			return err
		}
		defer from.Close()
		return WriteFile(at, func(w io.Writer) error {
			_, err := io.Copy(w, from)
			return err
		})
	})
	if err != nil {
		return err
	}
	if err := os.Rename(aside, path); err != nil {
		return fail(path, err)
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// failed is fail for an error that may be none.
func failed(path string, err error) error {
	if err == nil {
		return nil
	}
	return fail(path, err)
}
