// Package genuine says whether a kit, or a stick that carries one, comes from
// the publisher whom a person has accepted.
//
// The function you want is [Check]. A kit is known by its id: the first key
// that signs it is shown to the person and accepted or not; from then on a kit
// of that id that is signed by another key, or by none, is an alarm, however
// complete it is. A stick that the program fills carries its kit as an archive:
// the stick's own list says that it is complete, the archive's that the kit is
// genuine.
package genuine

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"

	"eventkit/kit"
	"eventkit/kit/seal"
)

// writing is the file that a stick has while it is written.
const writing = ".eventkit-writing"

// Check reads every listed file of a kit, or of a folder that carries one, and
// judges both by the keys of the ring. A folder in which there is no kit is
// judged as for nobody's. Errors are those of [seal.Verify].
func Check(ctx context.Context, fsys fs.FS, ring seal.Ring, p seal.Progress) (*seal.Report, error) {
	if kit.IsKit(fsys) {
		return checkKit(ctx, fsys, ring, p)
	}
	carried, closer := archiveIn(fsys)
	if carried == nil {
		return seal.Verify(ctx, fsys, seal.Key{}, p)
	}
	defer closer.Close()
	inner, err := checkKit(ctx, carried, ring, p)
	if err != nil {
		return nil, err
	}
	// Who fills a stick needn't be who publishes the kit: what nobody signed
	// is judged by the kit that it carries.
	accepted := ring[inner.Kit]
	if _, err := fs.Stat(fsys, seal.SignatureFile); errors.Is(err, fs.ErrNotExist) {
		accepted = seal.Key{}
	}
	r, err := seal.Verify(ctx, fsys, accepted, p)
	if err != nil {
		return nil, err
	}
	r.Kit, r.Title = inner.Kit, inner.Title
	if inner.State == seal.Unfinished {
		return r, nil // the kit has no list of its own
	}
	r.Carried = inner
	switch {
	case inner.State == seal.Alarm:
		r.State, r.Reason, r.Expected = seal.Alarm, "the kit on it: "+inner.Reason, inner.Expected
	case inner.State == seal.Damaged && r.Sound():
		r.State, r.Reason = seal.Damaged, "the kit on it isn't what its own list says"
	}
	return r, nil
}

// checkKit judges a kit by the key that was accepted for it.
func checkKit(ctx context.Context, fsys fs.FS, ring seal.Ring, p seal.Progress) (*seal.Report, error) {
	m, err := kit.Peek(fsys)
	if err != nil {
		// A kit whose manifest can't be read is nobody's; its list says the rest.
		return seal.Verify(ctx, fsys, seal.Key{}, p)
	}
	accepted := ring[m.ID]
	r, err := seal.Verify(ctx, fsys, accepted, p)
	if err != nil {
		return nil, err
	}
	r.Kit = m.ID
	title, _, _ := m.Title.In(append([]string{"en"}, m.Languages...)...)
	r.Title = cmp.Or(title, m.ID)
	_, half := fs.Stat(fsys, writing)
	if r.State == seal.Unfinished && !accepted.IsZero() && half != nil {
		r.State, r.Expected, r.Bare = seal.Alarm, accepted, true
		r.Reason = "it isn't signed, and this kit was signed before"
	}
	return r, nil
}

// archiveIn opens the one kit that a folder carries as an archive; nil if there
// is none, or more than one.
func archiveIn(fsys fs.FS) (fs.FS, io.Closer) {
	names, err := fs.Glob(fsys, "*.kit")
	if err != nil || len(names) != 1 {
		return nil, nil
	}
	f, err := fsys.Open(names[0])
	if err != nil {
		return nil, nil
	}
	at, ok := f.(io.ReaderAt)
	info, err := f.Stat()
	if ok && err == nil && info.Mode().IsRegular() {
		if files, err := kit.ArchiveFiles(at, info.Size(), path.Base(names[0])); err == nil && kit.IsKit(files) {
			return files, f
		}
	}
	f.Close()
	return nil, nil
}

// Publisher returns the report that says who signs a kit: that of the folder
// itself, or of the kit that it carries. Nil is nobody.
func Publisher(r *seal.Report) *seal.Report {
	switch {
	case r == nil || r.Kit == "":
		return nil
	case r.Carried != nil && r.Carried.Signed:
		return r.Carried
	case r.Signed:
		return r
	}
	return nil
}

// Settings is the folder in which the window keeps what it remembers, unless
// it was told another one: the user's own for settings, below it "fyne" and
// the program's id. The error is the system's, where it knows no home.
func Settings() (string, error) {
	const program = "eventkit.desktop"
	switch runtime.GOOS {
	case "darwin":
		home, err := os.UserHomeDir()
		return filepath.Join(home, "Library", "Preferences", "fyne", program), err
	default:
		dir, err := os.UserConfigDir()
		return filepath.Join(dir, "fyne", program), err
	}
}
