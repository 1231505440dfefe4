package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/term"
	"golang.org/x/text/language"

	"eventkit/assets"
	"eventkit/kit"
	"eventkit/kit/genuine"
	"eventkit/kit/nearby"
	"eventkit/kit/output"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// kitFlag is shared by the commands that work with a kit.
type kitFlag struct {
	keysFlag
	Kit string `help:"The kit: a folder or a .kit file, or built-in. Without it, the kit that lies beside the program, else the built-in one." placeholder:"PATH"`
}

// builtIn is what the kit inside the program is called.
const builtIn = "built-in"

// open returns the kit that was asked for; the closer is never nil.
func (f kitFlag) open(e *env) (*kit.Kit, io.Closer, error) {
	switch f.Kit {
	case "":
		if k, file, err := f.beside(e); k != nil || err != nil {
			return k, file, err
		}
	case builtIn:
	default:
		k, file, err := genuine.OpenKit(f.Kit)
		if err == nil {
			err = f.warn(e, k)
		}
		if err == nil {
			err = f.leftOut(e, k)
		}
		if err != nil && file != nil {
			file.Close()
		}
		return k, file, err
	}
	k, err := kit.Open(assets.Campaign())
	return k, io.NopCloser(nil), err
}

// beside opens the kit that lies beside the program, if there is one, and
// judges it by the accepted publishers: nobody asked for it by its name.
func (f kitFlag) beside(e *env) (*kit.Kit, io.Closer, error) {
	found, err := nearby.Here().Only(genuine.OpenKit)
	if found.Kit == nil || err != nil {
		return nil, nil, err
	}
	report, err := f.judged(e, found)
	if err != nil {
		found.File.Close()
		return nil, nil, err
	}
	if report.State == seal.Stranger {
		e.say("kit: the kit beside the program, %s, is signed by a key that is new to you: %s", filepath.Base(found.Path), strings.Join(report.Key.Words(), " "))
		e.say("  Compare these words with what the publisher says, by another way; then: kit key accept %q", found.Path)
	}
	return found.Kit, found.File, nil
}

// judged says whose the kit beside the program is. One that is damaged or not
// genuine is an error; where there is no list there is nothing to judge by.
func (f kitFlag) judged(e *env, found nearby.Found) (*seal.Report, error) {
	ring := seal.Ring{}
	if path, err := f.path(); err == nil { // without a home nothing was accepted
		if ring, err = seal.OpenRing(path); err != nil {
			return nil, err
		}
	}
	bar := newBytes(e.stderr)
	report, err := genuine.Check(e.ctx, found.Kit.FS(), ring, bar.add)
	bar.done()
	switch {
	case e.ctx.Err() != nil:
		return nil, e.ctx.Err()
	case err != nil:
		return nil, &nearby.KitError{Path: found.Path, Err: err}
	case !genuine.Usable(report):
		return nil, &nearby.KitError{Path: found.Path, Err: &stick.UnsoundError{Report: report}}
	}
	return report, nil
}

// warn says so where a kit that was asked for by its path isn't from the
// publisher that was accepted for it. It is used all the same, since it was
// asked for.
func (f kitFlag) warn(e *env, k *kit.Kit) error {
	path, err := f.path()
	if err != nil {
		return nil // without a home nothing was accepted
	}
	ring, err := seal.OpenRing(path)
	if err != nil {
		return err
	}
	if _, known := ring[k.ID]; !known {
		return nil
	}
	bar := newBytes(e.stderr)
	report, err := genuine.Check(e.ctx, k.FS(), ring, bar.add)
	bar.done()
	if err != nil {
		return err
	}
	if !genuine.Usable(report) && report.State != seal.Damaged {
		e.say("kit: %s isn’t from the publisher that you accepted for “%s”: %s", f.Kit, report.Title, cmp.Or(report.Reason, "the copy isn’t finished"))
		e.say("  It is used because you asked for it; kit verify %q says more.", f.Kit)
	}
	return nil
}

// leftOut names the files that lie in a signed kit and aren't used, because
// they aren't on its list: whoever made the kit may have forgotten to seal it.
func (f kitFlag) leftOut(e *env, k *kit.Kit) error {
	if _, err := fs.Stat(k.FS(), seal.SignatureFile); err != nil {
		return nil
	}
	files, closer, err := kit.Files(f.Kit)
	if err != nil {
		return err
	}
	defer closer.Close()
	names, err := seal.Unlisted(files)
	if len(names) > 0 {
		e.say("kit: not used, because the signed list of %s doesn’t name them: %s", f.Kit, few(names, 3))
		e.say("  Whoever signs the kit lists them: kit seal --key FILE %q", f.Kit)
	}
	return err
}

// readEvent reads and checks an event file; "" is the empty event.
func readEvent(path string) (kit.Event, error) {
	if path == "" {
		return kit.Event{}, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return kit.Event{}, err
	}
	defer f.Close()
	ev, err := kit.ReadEvent(f)
	if err == nil {
		err = ev.Validate()
	}
	return ev, renamed(err, path)
}

// renamed has problems name the file that was given, not the kind of file.
func renamed(err error, path string) error {
	var ps kit.Problems
	if !errors.As(err, &ps) {
		return err
	}
	ps = slices.Clone(ps)
	for i := range ps {
		ps[i].File = path
	}
	return ps
}

// languages returns the tags in their usual form. It refuses one that is no
// language, and, unless the words are the person's own, one that the kit has
// no words in.
func languages(k *kit.Kit, tags []string, own bool) ([]string, error) {
	if len(tags) > 2 {
		return nil, &usageError{fmt.Sprintf("--lang names %d languages", len(tags)), "A placard carries one or two."}
	}
	var out []string
	for _, s := range tags {
		tag, err := language.Parse(strings.TrimSpace(s))
		if err != nil || tag == language.Und || !own && !served(k, tag) {
			return nil, unknown("language", s, k.Languages)
		}
		out = append(out, tag.String())
	}
	return out, nil
}

// served reports whether readers of tag can read one of the kit's languages
// (CLDR language matching with high confidence, as in [kit.Text.In]).
func served(k *kit.Kit, tag language.Tag) bool {
	if len(k.Languages) == 0 {
		return false
	}
	have := make([]language.Tag, len(k.Languages))
	for i, l := range k.Languages {
		have[i] = language.Make(l)
	}
	_, _, confidence := language.NewMatcher(have).Match(tag)
	return confidence >= language.High
}

// toStdout is the name that stands for standard output.
const toStdout = "-"

// format returns the kind of file that a name asks for: its ending, which must
// be one of valid. Standard output is of the first.
func format(name string, valid ...string) (string, error) {
	if name == toStdout {
		return valid[0], nil
	}
	low := strings.ToLower(name)
	for _, v := range valid {
		if strings.HasSuffix(low, "."+v) {
			return v, nil
		}
	}
	return "", &usageError{
		fmt.Sprintf("the file %q has no ending that says what to write", name),
		"End it in ." + strings.Join(valid, " or .") + ".",
	}
}

// write puts what do makes at path, whole or not at all.
func (e *env) write(path string, do func(io.Writer) error) error {
	if path != toStdout {
		return output.WriteFile(path, do)
	}
	if f, ok := e.stdout.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return &usageError{"a terminal can’t show this file", "Name a file with -o FILE, or send it on: kit … -o - | lp"}
	}
	// A reader at the other end shouldn't get half a file either.
	var whole bytes.Buffer
	if err := do(&whole); err != nil {
		return err
	}
	if _, err := whole.WriteTo(e.stdout); err != nil {
		return &output.Error{Path: "standard output", Reason: nil, Err: err}
	}
	return nil
}
