// Package output puts finished files where people asked for them: whole, or
// not at all.
//
// The names you want first are [WriteFile] and [Error].
//
// A file is written under another name in the same folder, brought to the
// disk, and then renamed, so that a failure of any kind (an error of the
// writer, a full disk, a cancelled context, a power cut) leaves no half file,
// and leaves a file that was there before as it was. The order is that of
// restic's local backend: write, sync, close, rename, sync the folder.
package output

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// The reasons that an [Error] can have; test for them with [errors.Is].
var (
	ErrFull     = errors.New("the disk is full")
	ErrTooLarge = errors.New("the file is larger than this disk can hold in one file")
	ErrDenied   = errors.New("writing there isn't allowed")
	ErrReadOnly = errors.New("the disk is read-only")
	ErrNoFolder = errors.New("the folder doesn't exist")
	ErrIsFolder = errors.New("there is a folder of that name")
	ErrInUse    = errors.New("another program has the file open")
	ErrName     = errors.New("the system refuses that name")
	ErrGone     = errors.New("the disk is gone or broken")
)

// Error says why a file could not be written.
type Error struct {
	Path   string
	Reason error // one of the Err… of this package, or nil if it is none of them
	Err    error // what the system said
}

// Error names the file and the reason.
func (e *Error) Error() string {
	if e.Reason == nil {
		return fmt.Sprintf("can't write %s: %v", e.Path, e.Err)
	}
	return fmt.Sprintf("can't write %s: %v", e.Path, e.Reason)
}

// Unwrap returns the reason and what the system said.
func (e *Error) Unwrap() []error {
	if e.Reason == nil {
		return []error{e.Err}
	}
	return []error{e.Reason, e.Err}
}

// WriteFile has write make the file at path. An error of write comes back as
// it is; one of the disk, also when write hides it, is an [*Error]. After
// either, and after a panic of write, nothing new is at path and nothing else
// is left in its folder.
//
// A file that is there is replaced and keeps its permissions; a link is
// followed. A device or a pipe is written to directly.
func WriteFile(path string, write func(io.Writer) error) error {
	target, err := follow(path)
	if err != nil {
		return fail(path, err)
	}
	if hidden(target) {
		return &Error{Path: path, Reason: ErrName, Err: &fs.PathError{Op: "open", Path: path, Err: fs.ErrInvalid}}
	}
	mode := fs.FileMode(0o666)
	keep := false
	switch info, err := os.Stat(target); {
	case err == nil && info.IsDir():
		return &Error{Path: path, Reason: ErrIsFolder, Err: &fs.PathError{Op: "open", Path: path, Err: errIsDir}}
	case err == nil && !info.Mode().IsRegular():
		return writeInto(path, target, write)
	case err == nil:
		mode, keep = info.Mode().Perm(), true
	case !errors.Is(err, fs.ErrNotExist):
		return fail(path, err)
	}
	return replace(path, target, mode, keep, write)
}

// follow returns what path points to, so that a link stays a link.
func follow(path string) (string, error) {
	if path == "" {
		return "", fs.ErrInvalid
	}
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return path, nil
	}
	return filepath.EvalSymlinks(path)
}

func replace(path, target string, mode fs.FileMode, keep bool, write func(io.Writer) error) (err error) {
	f, err := temporary(filepath.Dir(target), mode)
	if err != nil {
		return fail(path, err)
	}
	done := false
	defer func() {
		if !done {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := fill(path, f, write); err != nil {
		return err
	}
	if keep {
		// Best effort: FAT and exFAT have no permissions to keep.
		_ = f.Chmod(mode)
	}
	if err := f.Sync(); err != nil && !cannotSync(err) {
		return fail(path, err)
	}
	if err := f.Close(); err != nil {
		return fail(path, err)
	}
	if err := os.Rename(f.Name(), target); err != nil {
		return fail(path, err)
	}
	done = true
	syncFolder(filepath.Dir(target))
	return nil
}

// temporary makes a new file in dir. Its name is short, so that a target whose
// name is as long as the system allows can still be written.
func temporary(dir string, mode fs.FileMode) (*os.File, error) {
	for i := 0; ; i++ {
		name := filepath.Join(dir, ".eventkit-"+strconv.Itoa(os.Getpid())+"-"+strconv.Itoa(i)+".part")
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode|0o200)
		if err == nil || !errors.Is(err, fs.ErrExist) || i == 9999 {
			return f, err
		}
	}
}

func writeInto(path, target string, write func(io.Writer) error) error {
	f, err := os.OpenFile(target, os.O_WRONLY, 0)
	if err != nil {
		return fail(path, err)
	}
	if err := fill(path, f, write); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return fail(path, err)
	}
	return nil
}

// fill runs write on f. The disk's own error wins over what write makes of it.
func fill(path string, f io.Writer, write func(io.Writer) error) error {
	disk := &witness{w: f}
	buf := bufio.NewWriterSize(disk, 64<<10)
	err := write(buf)
	if err == nil {
		err = buf.Flush()
	}
	if disk.err != nil {
		return fail(path, disk.err)
	}
	return err
}

// witness remembers the first error of the writer below it.
type witness struct {
	w   io.Writer
	err error
}

func (w *witness) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	if err != nil && w.err == nil {
		w.err = err
	}
	return n, err
}

func fail(path string, err error) error {
	return &Error{Path: path, Reason: Reason(err), Err: err}
}

// Reason says which of the Err… of this package an error of the operating
// system is, or nil if it is none of them.
func Reason(err error) error { return reason(err) }
