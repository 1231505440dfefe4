package main

import (
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/genuine"
	"eventkit/kit/nearby"
	"eventkit/kit/qr"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// keysFlag is shared by the commands that work with the accepted keys.
type keysFlag struct {
	Keys string `env:"EVENTKIT_KEYS" help:"The file of the publishers that you have accepted. Default: the window's own." placeholder:"FILE"`
}

// path is where the accepted keys are.
func (f keysFlag) path() (string, error) {
	if f.Keys != "" {
		return f.Keys, nil
	}
	if place := nearby.Here(); place.Portable() {
		return filepath.Join(place.Dir, nearby.SettingsFolder, seal.RingFile), nil
	}
	dir, err := genuine.Settings()
	return filepath.Join(dir, seal.RingFile), err
}

// ring reads the accepted keys.
func (f keysFlag) ring() (ring seal.Ring, path string, err error) {
	if path, err = f.path(); err != nil {
		return nil, "", err
	}
	ring, err = seal.OpenRing(path)
	return ring, path, err
}

// openSealed opens a folder or an archive to be judged; an archive has no
// medium.
func openSealed(path string) (fsys fs.FS, closer io.Closer, medium *stick.MediumFS, err error) {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		medium, err := stick.Medium(path)
		return medium, medium, medium, err
	}
	fsys, closer, err = kit.Files(path)
	return fsys, closer, nil, err
}

// openCopy opens what was copied: like openSealed, and in a stick the folder
// that is sealed.
func openCopy(path string) (fs.FS, io.Closer, *stick.MediumFS, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		if path, err = genuine.Folder(path, ""); err != nil {
			return nil, nil, nil, err
		}
	}
	return openSealed(path)
}

// judgement is what a folder or an archive was found to be.
type judgement struct {
	*seal.Report
	// fromMedium says that a folder was read from its medium for sure,
	// fromMemory that it may not have been.
	fromMedium, fromMemory bool
}

// judge says what a folder or an archive is: by the key that is given, or by
// the ring if that is zero.
func (e *env) judge(path string, key seal.Key, keys keysFlag) (j judgement, err error) {
	fsys, closer, medium, err := openCopy(path)
	if err != nil {
		return j, err
	}
	defer closer.Close()
	bar := newBytes(e.stderr)
	defer bar.done()
	if key.IsZero() {
		ring, _, err := keys.ring()
		if err != nil {
			return j, err
		}
		j.Report, err = genuine.Check(e.ctx, fsys, ring, bar.add)
		if err != nil {
			return j, err
		}
	} else if j.Report, err = seal.Verify(e.ctx, fsys, key, bar.add); err != nil {
		return j, err
	}
	if medium != nil {
		j.fromMedium, j.fromMemory = medium.Sure(), !medium.Sure()
	}
	return j, nil
}

type keyAcceptCommand struct {
	keysFlag
	Path string `arg:"" help:"A kit, or a stick's folder that carries one: its publisher is accepted." placeholder:"KIT-OR-FOLDER"`
}

// Run accepts the publisher of a kit, unless another one was accepted before.
func (c *keyAcceptCommand) Run(e *env) error {
	ring, path, err := c.ring()
	if err != nil {
		return err
	}
	if _, err := publicKey(c.Path); err == nil {
		return &usageError{c.Path + " is a key, not a kit", "Name a kit that is signed with it; kit verify --public-key KEY judges by a key alone."}
	}
	report, err := e.judge(c.Path, seal.Key{}, c.keysFlag)
	if err != nil {
		return err
	}
	who := genuine.Publisher(report.Report)
	switch {
	case report.State == seal.Alarm && !report.Expected.IsZero():
		e.tell(explain.Verified(report.Report))
		e.say("  The key that you accepted: %s", strings.Join(report.Expected.Words(), " "))
		if report.Signed {
			e.say("  The key that signs this:   %s", strings.Join(report.Key.Words(), " "))
		}
		e.say("  Only if the publisher says, by another way, that the key is a new one: kit key forget %s, and then accept it.", report.Kit)
		return silentError{}
	case !report.Sound():
		e.tell(explain.Verified(report.Report))
		return silentError{}
	case who == nil:
		return &usageError{c.Path + " has no publisher to accept", "It must be a kit that is signed, or a folder that carries one."}
	case ring[who.Kit] == who.Key:
		e.say("“%s” (%s): this publisher is accepted already.", who.Title, who.Kit)
		return nil
	}
	ring[who.Kit] = who.Key
	if err := ring.Save(path); err != nil {
		return err
	}
	e.say("“%s” (%s): this publisher is accepted from now on.", who.Title, who.Kit)
	e.say("  In six words: %s", strings.Join(who.Key.Words(), " "))
	e.say("  Compare them with what the publisher says, by another way than this copy. If they differ: kit key forget %s", who.Kit)
	symbol, err := qr.EncodeDense(who.Key.String())
	if err == nil && onTerminal(e.stderr) && showsColours(e.stderr) {
		e.say("%s", qr.Blocks(symbol, true))
	}
	return err
}

type keyListCommand struct {
	keysFlag
	JSON bool `name:"json" help:"A list on standard output: kit, key, words."`
}

// acceptedKey is what kit key list --json prints for each kit.
type acceptedKey struct {
	Kit   string   `json:"kit"`
	Key   string   `json:"key"`
	Words []string `json:"words"`
}

// Run lists the accepted keys.
func (c *keyListCommand) Run(e *env) error {
	ring, path, err := c.ring()
	if err != nil {
		return err
	}
	list := []acceptedKey{}
	for _, id := range slices.Sorted(maps.Keys(ring)) {
		list = append(list, acceptedKey{id, ring[id].String(), ring[id].Words()})
	}
	if c.JSON {
		return printJSON(e.stdout, list)
	}
	if len(list) == 0 {
		e.say("No publisher is accepted yet. (%s)", path)
	}
	for _, k := range list {
		fmt.Fprintf(e.stdout, "%s\t%s\t%s\n", k.Kit, k.Key, strings.Join(k.Words, " "))
	}
	return nil
}

type keyForgetCommand struct {
	keysFlag
	ID string `arg:"" help:"The kit's id, as kit key list shows it." placeholder:"ID"`
}

// Run forgets an accepted key.
func (c *keyForgetCommand) Run(e *env) error {
	ring, path, err := c.ring()
	if err != nil {
		return err
	}
	if _, there := ring[c.ID]; !there {
		return &usageError{fmt.Sprintf("no publisher of a kit %q is accepted", c.ID), "See kit key list."}
	}
	delete(ring, c.ID)
	if err := ring.Save(path); err != nil {
		return err
	}
	e.say("%s: its publisher is forgotten. The next one is shown to you before it is accepted.", c.ID)
	return nil
}
