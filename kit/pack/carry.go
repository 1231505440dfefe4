package pack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"eventkit/kit"
	"eventkit/kit/output"
	"eventkit/kit/site"
	"eventkit/kit/typeset"
)

// PrintFolder is where a stick has the event's pack.
const PrintFolder = "print"

// Carry puts everything that goes onto a stick into dir, an empty folder or
// one that isn't there yet: START-HERE.html and what it shows, the event's pack
// in [PrintFolder], and the kit itself as ID.kit, which the program opens on
// another computer. fonts are those that lib was made from.
//
// It tells step, which may be nil, how many of how many parts are done. What
// the makers have to say is in notes. After an error dir is not to be used.
func Carry(ctx context.Context, dir string, k *kit.Kit, ev kit.Event, lib *typeset.Library, fonts fs.FS, c Choice, step func(done, total int)) (notes []string, err error) {
	pieces, err := Plan(k, ev, lib, c)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, &output.Error{Path: dir, Reason: output.Reason(err), Err: err}
	}
	// The page's own count comes first; a pack's pieces and the kit follow.
	base, last := 0, 0
	tell := func(done, total int) {
		last = max(last, total)
		if step != nil {
			step(base+done, last+len(pieces)+1)
		}
	}
	page, err := site.Build(ctx, k, ev, lib, site.Options{Langs: c.Langs, Fonts: fonts, Step: tell})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", site.Start, err)
	}
	if err := page.WriteTo(ctx, dir, nil); err != nil {
		return nil, err
	}
	notes = page.Notes
	base = last
	n := 0
	said, err := Write(ctx, filepath.Join(dir, PrintFolder), pieces, func(string) { n++; tell(n, 0) })
	if err != nil {
		return nil, err
	}
	err = output.WriteFile(filepath.Join(dir, k.ID+".kit"), func(w io.Writer) error { return kit.WriteArchive(w, k.FS()) })
	if err != nil {
		return nil, err
	}
	tell(n+1, 0)
	return append(notes, said...), errors.Join(ctx.Err())
}
