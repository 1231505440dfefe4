package wave

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"

	"eventkit/kit"
	"eventkit/kit/genuine"
	"eventkit/kit/seal"
)

// Update is a file that turns one version of a kit into a later one.
type Update struct {
	// ID is the kit's. Version and Date are what it makes, From the version
	// that it is made for.
	ID, Version, Date, From string
	// Removed are the files that go, Files those that come or change.
	Removed, Files []string

	fsys   fs.FS
	base   string
	signed bool
}

// IsUpdate reports whether files are those of an update.
func IsUpdate(fsys fs.FS) bool {
	info, err := fs.Stat(fsys, manifest)
	return err == nil && info.Mode().IsRegular() && !kit.IsKit(fsys)
}

const (
	maxHead    = 1 << 20
	maxRemoved = 2000
	maxWords   = 200
)

var sumForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Open reads what an update is for; [kit.Files] gives its files, judged by
// their shape. They must stay readable while it is used. The error is an
// [*Error], a [*seal.SumsError], or that of reading.
func Open(fsys fs.FS) (*Update, error) {
	a, err := readAbout(fsys)
	if err != nil {
		return nil, err
	}
	u := &Update{ID: a.Kit, Version: a.To.Version, Date: a.To.Date, From: a.From.Version, Removed: a.Removed, fsys: fsys, base: a.From.Sums}
	list, err := readSmall(fsys, sealed+seal.SumsFile, 16<<20)
	if err != nil {
		return nil, wrong("it has no list of the new version's sums")
	}
	sums, err := seal.ReadSums(bytes.NewReader(list))
	if err != nil {
		return nil, err
	}
	listed := map[string]bool{}
	for _, s := range sums {
		listed[s.Path] = true
	}
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		path, isFile := strings.CutPrefix(name, files)
		switch {
		case isFile && listed[path]:
			u.Files = append(u.Files, path)
		case name == sealed+seal.SignatureFile:
			u.signed = true
		case name != manifest && name != sealed+seal.SumsFile:
			return wrong(fmt.Sprintf("it holds %q, which the new version doesn't", name))
		}
		return nil
	})
	return u, err
}

func readAbout(fsys fs.FS) (about, error) {
	var a about
	head, err := readSmall(fsys, manifest, maxHead)
	if err != nil {
		return a, wrong("it has no " + manifest + " that can be read")
	}
	meta, err := toml.Decode(string(head), &a)
	var parse toml.ParseError
	switch {
	case errors.As(err, &parse):
		return a, wrong(fmt.Sprintf("%s:%d: this is not TOML: %s", manifest, parse.Position.Line, parse.Message))
	case err != nil:
		return a, wrong(manifest + ": " + err.Error())
	case len(meta.Undecoded()) > 0:
		return a, wrong(fmt.Sprintf("%s: %q is not known", manifest, meta.Undecoded()[0].String()))
	}
	for what, text := range map[string]string{"kit": a.Kit, "from.version": a.From.Version, "to.version": a.To.Version} {
		if strings.TrimSpace(text) == "" || len(text) > maxWords || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			return a, wrong(fmt.Sprintf("%s: %s is missing or no name", manifest, what))
		}
	}
	if !sumForm.MatchString(a.From.Sums) {
		return a, wrong(manifest + ": from.sums is no sum of 64 hexadecimal digits")
	}
	if len(a.Removed) > maxRemoved {
		return a, wrong(fmt.Sprintf("%s: more than %d files are to go", manifest, maxRemoved))
	}
	seen := map[string]bool{}
	for _, name := range a.Removed {
		if !fs.ValidPath(name) || name == "." || seen[name] {
			return a, wrong(fmt.Sprintf("%s: %q can't be a file that goes", manifest, name))
		}
		seen[name] = true
	}
	return a, nil
}

func wrong(what string) error {
	return &Error{what, "copy the update again, or ask who made it"}
}

func readSmall(fsys fs.FS, name string, most int64) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > most {
		return nil, fmt.Errorf("%s has more than %d bytes", name, most)
	}
	return fs.ReadFile(fsys, name)
}

// Apply adds an update to the version that it was made for, and returns the
// new version's files, verified as a whole: by its own list, by the key that
// the ring has for the kit, and as a kit. They are read from base and from the
// update, and live no longer than those. What was found of them is in the
// report.
//
// Errors are a [*BaseError], a [*ResultError], an [*Error], a [kit.Problems],
// the context's and those of reading.
func (u *Update) Apply(ctx context.Context, base fs.FS, ring seal.Ring, p seal.Progress) (fs.FS, *seal.Report, error) {
	have, err := kit.Peek(base)
	if err != nil {
		return nil, nil, err
	}
	misfit := &BaseError{ID: u.ID, Version: u.From, To: u.Version, Have: have}
	if have.ID != u.ID || have.Version != u.From {
		return nil, nil, misfit
	}
	sums, err := seal.Sums(ctx, base, p)
	if err != nil {
		return nil, nil, err
	}
	if fingerprint(sums) != u.base {
		return nil, nil, misfit
	}
	made, err := u.merge(base, sums)
	if err != nil {
		return nil, nil, err
	}
	report, err := genuine.Check(ctx, made, ring, p)
	if err != nil {
		return nil, nil, err
	}
	if !report.Sound() || len(report.Extra) > 0 {
		return nil, nil, &ResultError{report}
	}
	k, err := kit.Open(made)
	if err != nil {
		return nil, nil, err
	}
	if k.ID != u.ID || k.Version != u.Version || Stand(have, k.Manifest) != Newer {
		return nil, nil, wrong(fmt.Sprintf("it makes version %s of the kit %s", k.Version, k.ID))
	}
	return made, report, nil
}

// merge puts the new version together.
func (u *Update) merge(base fs.FS, sums []seal.Sum) (fs.FS, error) {
	from := map[string]fs.FS{}
	for _, s := range sums {
		from[s.Path] = base
	}
	for _, name := range u.Removed {
		if from[name] == nil {
			return nil, wrong(fmt.Sprintf("%q is to go, and isn't there", name))
		}
		delete(from, name)
	}
	for _, name := range u.Files {
		from[name] = moved{u.fsys, files, ""}
	}
	from[seal.SumsFile] = moved{u.fsys, sealed, ""}
	if u.signed {
		from[seal.SignatureFile] = moved{u.fsys, sealed, ""}
	}
	return kit.Merge(from)
}
