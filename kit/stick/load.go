package stick

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"eventkit/kit/seal"
)

// maxFile is the largest file of FAT32: 4 GiB less one byte.
const maxFile = 1<<32 - 1

// File is one file of a load.
type File struct {
	// Path is slash-separated, from the top of the load's folder.
	Path   string
	Size   int64
	SHA256 [sha256.Size]byte
	// ModTime is when it was last changed (UTC), in the steps of two seconds
	// that FAT can hold; zero where that isn't known.
	ModTime time.Time
	// Runs says that it is a program: its owner may start it.
	Runs bool
}

// facts are what a file of the source says of itself.
type facts struct {
	size    int64
	modTime time.Time
	runs    bool
}

func factsOf(fsys fs.FS, name string) (facts, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return facts{}, err
	}
	const step = 2 * time.Second
	f := facts{size: info.Size(), runs: info.Mode()&0o100 != 0}
	if t := info.ModTime(); !t.IsZero() {
		f.modTime = t.UTC().Truncate(step)
	}
	return f, nil
}

// Load is what goes onto sticks: a folder of files with their sums. It is made
// once and read by any number of writers at a time.
type Load struct {
	// Folder is the name of the folder on the stick.
	Folder string
	// Files are sorted by path. Bytes is the size of all of them.
	Files []File
	Bytes int64

	fsys   fs.FS
	sealed []sealedFile // written last, in this order
	cache  *cache
}

type sealedFile struct {
	path string
	data []byte
}

// NameError says that a file can't be carried by every stick.
type NameError struct{ Path, What, Mend string }

// Error names the file and the mend.
func (e *NameError) Error() string { return fmt.Sprintf("%s %s; %s", e.Path, e.What, e.Mend) }

// Prepare reads every file of fsys once and makes a load of it that is named
// folder; with a secret its list of sums is signed, with comment. fsys must
// not change while the load is used. Errors are a [*NameError], the context's,
// and those of the file system.
func Prepare(ctx context.Context, fsys fs.FS, folder string, secret *seal.Secret, comment string, p seal.Progress) (*Load, error) {
	names, err := seal.Files(fsys)
	if err != nil {
		return nil, err
	}
	l := &Load{Folder: folder, fsys: fsys}
	known := map[string]facts{}
	for _, name := range names {
		if known[name], err = factsOf(fsys, name); err != nil {
			return nil, err
		}
	}
	if err := portable(folder, names, known); err != nil {
		return nil, err
	}
	sealed, err := seal.Seal(ctx, fsys, secret, comment, p)
	if err != nil {
		return nil, err
	}
	l.fsys = overlay{fsys, sealed.Key}
	if sealed.Key != nil {
		known[seal.KeyFile] = facts{size: int64(len(sealed.Key))}
	}
	return l, l.take(sealed, known)
}

// UnsoundError says that a sealed folder isn't what its list says.
type UnsoundError struct{ Report *seal.Report }

// Error says what the folder is.
func (e *UnsoundError) Error() string { return "the folder is " + string(e.Report.State) }

// PrepareSealed makes a load of a folder that is sealed already, and keeps its
// list and its publisher's signature: a stick made from a stick. Files that
// the list doesn't name are left out. The accepted key is as for
// [seal.Verify], whose errors it has; a folder that isn't sound is an
// [*UnsoundError].
func PrepareSealed(ctx context.Context, fsys fs.FS, folder string, accepted seal.Key, p seal.Progress) (*Load, error) {
	report, err := seal.Verify(ctx, fsys, accepted, p)
	if err != nil {
		return nil, err
	}
	if !report.Sound() {
		return nil, &UnsoundError{report}
	}
	sealed, err := seal.ReadSealed(fsys)
	if err != nil {
		return nil, err
	}
	sums, err := seal.ReadSums(bytes.NewReader(sealed.Sums))
	if err != nil {
		return nil, err
	}
	l := &Load{Folder: folder, fsys: fsys}
	known := map[string]facts{}
	names := make([]string, 0, len(sums))
	for _, s := range sums {
		if known[s.Path], err = factsOf(fsys, s.Path); err != nil {
			return nil, err
		}
		names = append(names, s.Path)
	}
	if err := portable(folder, names, known); err != nil {
		return nil, err
	}
	return l, l.take(sealed, known)
}

// Named returns the same load under another name of its folder.
func (l *Load) Named(folder string) *Load {
	other := *l
	other.Folder = folder
	return &other
}

// take makes the load of its list.
func (l *Load) take(sealed *seal.Sealed, known map[string]facts) error {
	sums, err := seal.ReadSums(bytes.NewReader(sealed.Sums))
	if err != nil {
		return err
	}
	for _, s := range sums {
		f, there := known[s.Path]
		if !there {
			return fmt.Errorf("%s: the file came while the folder was read", s.Path)
		}
		l.Files = append(l.Files, File{s.Path, f.size, s.SHA256, f.modTime, f.runs})
		l.Bytes += f.size
	}
	l.cache = newCache(l.fsys)
	if sealed.Signature != nil {
		l.sealed = append(l.sealed, sealedFile{seal.SignatureFile, sealed.Signature})
	}
	l.sealed = append(l.sealed, sealedFile{seal.SumsFile, sealed.Sums})
	return nil
}

// Groups lists what a load is made of, by the names at its top, the largest
// first: what could be left out where there is too little room.
func (l *Load) Groups() []Group {
	sizes := map[string]int64{}
	for _, f := range l.Files {
		top, _, _ := strings.Cut(f.Path, "/")
		sizes[top] += f.Size
	}
	var out []Group
	for name, size := range sizes {
		out = append(out, Group{name, size})
	}
	slices.SortFunc(out, func(a, b Group) int {
		if a.Bytes != b.Bytes {
			return int(min(max(b.Bytes-a.Bytes, -1), 1))
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out
}

// Group is a file or a folder at the top of a load.
type Group struct {
	Name  string
	Bytes int64
}
