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
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"eventkit/kit"
	"eventkit/kit/seal"
)

// writing is the file that a stick has while it is written.
const writing = ".eventkit-writing"

// Check reads every listed file of a kit, or of a folder that carries kits, and
// judges both by the keys of the ring; of several kits that are carried the
// worst is reported. A folder in which there is no kit is judged as for
// nobody's. Errors are those of [seal.Verify], and of a kit that is carried and
// can't be read where it lies.
func Check(ctx context.Context, fsys fs.FS, ring seal.Ring, p seal.Progress) (*seal.Report, error) {
	if kit.IsKit(fsys) {
		return checkKit(ctx, fsys, ring, p, false)
	}
	inner, err := checkCarried(ctx, fsys, ring, p)
	if err != nil {
		return nil, err
	}
	if inner == nil {
		return seal.Verify(ctx, fsys, seal.Key{}, p)
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

// Usable reports whether a kit that was judged may be opened: it is sound, or
// has no list and nobody was accepted who would have signed one. What can't is
// damaged, an alarm, or the half of a publisher's kit that was being copied.
func Usable(r *seal.Report) bool {
	return r.Sound() || r.State == seal.Unfinished && r.Expected.IsZero()
}

// checkKit judges a kit by the key that was accepted for it. One that isn't
// whole may be a copy that is being made, and then it isn't signed yet.
func checkKit(ctx context.Context, fsys fs.FS, ring seal.Ring, p seal.Progress, whole bool) (*seal.Report, error) {
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
	if r.State != seal.Unfinished || accepted.IsZero() {
		return r, nil
	}
	r.Expected = accepted
	if _, err := fs.Stat(fsys, writing); err != nil || whole {
		r.State, r.Bare = seal.Alarm, true
		r.Reason = "it isn't signed, and this kit was signed before"
	}
	return r, nil
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
