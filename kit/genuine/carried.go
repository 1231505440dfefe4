package genuine

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/seal"
)

// worst orders what can be found of a kit, the worst first.
var worst = []seal.State{seal.Alarm, seal.Damaged, seal.Stranger, seal.Unsigned, seal.Unfinished, seal.Genuine}

// checkCarried judges the kits that a folder carries as archives at its top, and
// returns what was found of the worst; nil if it carries none.
func checkCarried(ctx context.Context, fsys fs.FS, ring seal.Ring, p seal.Progress) (*seal.Report, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	var found *seal.Report
	for _, e := range entries {
		if !e.Type().IsRegular() || !strings.EqualFold(path.Ext(e.Name()), ".kit") {
			continue
		}
		r, err := checkArchive(ctx, fsys, e.Name(), ring, p)
		if err != nil {
			return nil, err
		}
		if r != nil && (found == nil || slices.Index(worst, r.State) < slices.Index(worst, found.State)) {
			found = r
		}
	}
	return found, nil
}

// checkArchive judges one; nil if it is no kit, or none that can be opened.
func checkArchive(ctx context.Context, fsys fs.FS, name string, ring seal.Ring, p seal.Progress) (*seal.Report, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	at, ok := f.(io.ReaderAt)
	if !ok {
		return nil, fmt.Errorf("%s: it can't be judged where it lies", name)
	}
	files, err := kit.ArchiveFiles(at, info.Size(), name)
	if err != nil || !kit.IsKit(files) {
		return nil, nil
	}
	return checkKit(ctx, files, ring, p, true)
}
