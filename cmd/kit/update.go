package main

import (
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/dustin/go-humanize"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/output"
	"eventkit/kit/wave"
)

type packUpdateCommand struct {
	Old    string `arg:"" help:"The version that people have: a folder or a .kit file."`
	New    string `arg:"" help:"The later one. Seal it first, so that its signature goes along."`
	Output string `short:"o" required:"" help:"The update, such as update.kit." placeholder:"FILE"`
}

// Run writes what turns one version of a kit into a later one.
func (c *packUpdateCommand) Run(e *env) error {
	if _, err := format(c.Output, "kit"); err != nil {
		return err
	}
	var kits [2]fs.FS
	for i, path := range []string{c.Old, c.New} {
		files, closer, err := kit.Files(path)
		if err != nil {
			return err
		}
		defer closer.Close()
		kits[i] = files
	}
	bar := newBytes(e.stderr)
	defer bar.done()
	what := ""
	err := e.write(c.Output, func(w io.Writer) error {
		changes, err := wave.Pack(e.ctx, w, kits[0], kits[1], bar.add)
		what = files(int64(len(changes.Added)+len(changes.Changed))) + " new or changed, " + humanize.Comma(int64(len(changes.Removed))) + " removed"
		return err
	})
	bar.done()
	if err != nil {
		return err
	}
	size := ""
	if info, err := os.Stat(c.Output); err == nil {
		size = ", " + humanize.Bytes(uint64(info.Size()))
	}
	e.say("%s: %s%s", c.Output, what, size)
	return nil
}

type updateCommand struct {
	keysFlag
	Kit    string `arg:"" help:"The kit that the update was made for: a folder or a .kit file. It stays as it is."`
	Update string `arg:"" help:"The update, made by kit pack-update."`
	Output string `short:"o" required:"" help:"The new version: NAME.kit is an archive, any other name a new folder." placeholder:"NEW-KIT"`
}

// Run adds an update to a kit, verifies what comes of it, and writes that.
func (c *updateCommand) Run(e *env) error {
	ring, _, err := c.ring()
	if err != nil {
		return err
	}
	base, closer, err := kit.Files(c.Kit)
	if err != nil {
		return err
	}
	defer closer.Close()
	parts, closer2, err := kit.Files(c.Update)
	if err != nil {
		return err
	}
	defer closer2.Close()
	if !wave.IsUpdate(parts) {
		return &usageError{c.Update + " is no update", "An update is a file that kit pack-update made; a whole kit is used as it is."}
	}
	update, err := wave.Open(parts)
	if err != nil {
		return err
	}
	bar := newBytes(e.stderr)
	made, report, err := update.Apply(e.ctx, base, ring, bar.add)
	bar.done()
	if err != nil {
		return err
	}
	if c.Output == toStdout || strings.HasSuffix(strings.ToLower(c.Output), ".kit") {
		err = e.write(c.Output, func(w io.Writer) error { return kit.WriteArchive(w, made) })
	} else {
		err = output.WriteFolder(e.ctx, c.Output, made)
	}
	if err != nil {
		return err
	}
	e.say("%s: version %s of %s", c.Output, update.Version, update.ID)
	e.tell(explain.Verified(report))
	return nil
}
