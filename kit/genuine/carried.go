package genuine

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/seal"
)

// Carried opens, one after the other, the kits that a folder carries as archives
// at its top. Each can be read until the next is asked for. What is no kit is
// passed over; an error is that of the folder, or of one that can't be read.
func Carried(fsys fs.FS) iter.Seq2[fs.FS, error] {
	return func(yield func(fs.FS, error) bool) {
		entries, err := fs.ReadDir(fsys, ".")
		if err != nil {
			yield(nil, err)
			return
		}
		for _, e := range entries {
			if e.Type().IsRegular() && strings.EqualFold(path.Ext(e.Name()), ".kit") && !open(fsys, e.Name(), yield) {
				return
			}
		}
	}
}

// open shows what is in an archive, and reports whether to go on.
func open(fsys fs.FS, name string, yield func(fs.FS, error) bool) bool {
	f, err := fsys.Open(name)
	if err != nil {
		return yield(nil, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return yield(nil, err)
	}
	at, ok := f.(io.ReaderAt)
	if !ok {
		return yield(nil, fmt.Errorf("%s: it can't be looked into where it lies", name))
	}
	files, err := kit.ArchiveFiles(at, info.Size(), name)
	if err != nil || !kit.IsKit(files) {
		return true
	}
	return yield(files, nil)
}

// worst orders what can be found of a kit, the worst first.
var worst = []seal.State{seal.Alarm, seal.Damaged, seal.Stranger, seal.Unsigned, seal.Unfinished, seal.Genuine}

// checkCarried judges the kits that a folder carries, and returns what was found
// of the worst; nil if it carries none.
func checkCarried(ctx context.Context, fsys fs.FS, ring seal.Ring, p seal.Progress) (found *seal.Report, err error) {
	for files, err := range Carried(fsys) {
		if err != nil {
			return nil, err
		}
		r, err := checkKit(ctx, files, ring, p, true)
		if err != nil {
			return nil, err
		}
		if found == nil || slices.Index(worst, r.State) < slices.Index(worst, found.State) {
			found = r
		}
	}
	return found, nil
}
