package share

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"unicode"
)

// The names of the page that opens first, in the order in which they are
// looked for at the top of a folder.
const (
	StartPage = "START-HERE.html"
	indexPage = "index.html"
)

// What a list may hold; more than that is the wrong folder.
const (
	MaxFiles = 5_000
	MaxBytes = 8 << 30
	maxPath  = 1_024
)

// List is what a share may show: files that are open already, by their path
// below the token. Close it, or give it to [Start], which closes it.
type List struct {
	files map[string]*file
	start *file
	// squeezed is the size of what is kept in memory.
	squeezed int64
	// Skipped are paths that are not shown: hidden ones, links and devices.
	Skipped []string
	// Bytes is the size of all files.
	Bytes int64
}

// file is one file of a list.
type file struct {
	open fs.File
	at   io.ReaderAt
	info fs.FileInfo // as it was when it was read
	kind kind
	etag string // a strong validator (RFC 9110, 8.8.3), without its quotes
	// small is the same made small, nil if that gains nothing.
	small []byte
}

// ListError says why a folder can't be shared.
type ListError struct {
	Path string // of the file or folder, "" for the whole
	What string
	Mend string
	Err  error // what the system said, or nil
}

// Error names the path, what is wrong and the mend.
func (e *ListError) Error() string {
	s := e.What + "; " + e.Mend
	if e.Path != "" {
		s = e.Path + ": " + s
	}
	return s
}

// Unwrap returns what the system said.
func (e *ListError) Unwrap() error { return e.Err }

// Folder reads and opens everything in a folder. Links are not followed, and
// nothing outside of the folder is opened, whatever lies in it.
func Folder(ctx context.Context, dir string) (*List, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, &ListError{dir, "the folder can't be opened", "choose a folder that is there", err}
	}
	defer root.Close()
	return Read(ctx, root.FS())
}

// Read reads and opens everything in fsys, whose files must be an
// [io.ReaderAt]. It needs [StartPage] or index.html at its top. The error is a
// [*ListError], or that of ctx.
func Read(ctx context.Context, fsys fs.FS) (*List, error) {
	l := &List{files: map[string]*file{}}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return problem(ctx, name, err)
		}
		return l.visit(ctx, fsys, name, d)
	})
	return l.whole(err)
}

// whole returns a list that has all it needs, or closes it.
func (l *List) whole(err error) (*List, error) {
	if err == nil {
		err = l.chooseStart()
	}
	if err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

// problem says which file an error is about.
func problem(ctx context.Context, name string, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var list *ListError
	if errors.As(err, &list) {
		return err
	}
	return &ListError{shown(name), "it can't be read", "check the disk or the stick, then try once more", err}
}

// shown is a name as it can stand in a message: what can't be seen, or would
// move the cursor, is not in it.
func shown(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return unicode.ReplacementChar
		}
		return r
	}, name)
}

func (l *List) visit(ctx context.Context, fsys fs.FS, name string, d fs.DirEntry) error {
	switch {
	case name != "." && strings.HasPrefix(path.Base(name), "."), !d.IsDir() && !d.Type().IsRegular():
		if len(l.Skipped) < MaxFiles {
			l.Skipped = append(l.Skipped, shown(name))
		}
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	case d.IsDir():
		return nil
	}
	return l.add(ctx, name, func() (fs.File, error) { return fsys.Open(name) })
}

// add opens a file and puts it on the list.
func (l *List) add(ctx context.Context, name string, open func() (fs.File, error)) error {
	switch {
	case len(name) > maxPath:
		return &ListError{shown(name[:40]) + "…", "its path is too long", "put the files in fewer folders with shorter names", nil}
	case len(l.files) >= MaxFiles:
		return &ListError{"", fmt.Sprintf("the folder holds more than %d files", MaxFiles), "choose the folder that holds " + StartPage, nil}
	}
	opened, err := open()
	if err != nil {
		return problem(ctx, name, err)
	}
	f, err := read(ctx, name, opened, MaxBytes-l.Bytes)
	if err != nil {
		opened.Close()
		return problem(ctx, name, err)
	}
	l.files[name] = f
	l.Bytes += f.info.Size()
	if l.squeezed < maxSqueezing {
		err = f.squeeze()
		l.squeezed += int64(len(f.small))
	}
	return problem(ctx, name, err)
}

var errNotPlain = errors.New("it is not a plain file that can be read from any place")

// read sums what is in a file that stays open.
func read(ctx context.Context, name string, opened fs.File, room int64) (*file, error) {
	info, err := opened.Stat()
	if err != nil {
		return nil, err
	}
	at, ok := opened.(io.ReaderAt)
	if !ok || !info.Mode().IsRegular() {
		return nil, errNotPlain
	}
	if info.Size() > room {
		return nil, &ListError{"", fmt.Sprintf("the folder holds more than %d GB", MaxBytes>>30), "choose the folder that holds " + StartPage, nil}
	}
	f := &file{open: opened, at: at, info: info, kind: kindOf(name)}
	sum := sha256.New()
	n, err := io.Copy(sum, &untilDone{ctx, io.NewSectionReader(at, 0, info.Size())})
	if err != nil {
		return nil, err
	}
	if n != info.Size() {
		return nil, io.ErrUnexpectedEOF
	}
	f.etag = hex.EncodeToString(sum.Sum(nil)[:8])
	return f, nil
}

// untilDone is a reader that stops when its context ends.
type untilDone struct {
	ctx context.Context
	r   io.Reader
}

func (u *untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}

// chooseStart finds the page that opens first.
func (l *List) chooseStart() error {
	for _, name := range []string{StartPage, indexPage} {
		if l.start = l.files[name]; l.start != nil {
			return nil
		}
	}
	return &ListError{"", "the folder has no " + StartPage, "choose the folder that holds it", nil}
}

// Len is the number of files.
func (l *List) Len() int { return len(l.files) }

// Close closes all files.
func (l *List) Close() error {
	var all []error
	for _, f := range l.files {
		all = append(all, f.open.Close())
	}
	return errors.Join(all...)
}

// find returns the file of a path below the token, nil if there is none; the
// empty path is the start page.
func (l *List) find(name string) *file {
	if name == "" {
		return l.start
	}
	return l.files[name]
}

// unchanged reports whether the file is still the one that was read.
func (f *file) unchanged() bool {
	now, err := f.open.Stat()
	return err == nil && now.Size() == f.info.Size() && now.ModTime().Equal(f.info.ModTime())
}
