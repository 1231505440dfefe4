package main

import (
	"cmp"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"eventkit/assets"
	"eventkit/kit"
	"eventkit/kit/drive"
	"eventkit/kit/explain"
	"eventkit/kit/genuine"
	"eventkit/kit/nearby"
	"eventkit/kit/pack"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
	"eventkit/kit/wave"
)

type copyCommand struct {
	kitFlag
	Dest     []string      `arg:"" name:"dest" help:"Sticks by the folders they are mounted at, or any folders."`
	Event    string        `help:"The event, for its lines and its address: a file made by kit event new." placeholder:"event.toml"`
	Lang     []string      `help:"The languages of what is printed, with commas (BCP 47). Default: the event's, else the kit's first." placeholder:"TAG"`
	Programs string        `help:"The folder with the programs for other computers. Default: the one beside this program." placeholder:"DIR"`
	Without  []string      `enum:"print,kit,programs" help:"Parts to leave out, with commas: print (the event's pack), kit, programs." placeholder:"PART"`
	From     string        `help:"A folder to copy instead of START-HERE.html, the event's pack and the kit. One that is sealed keeps its publisher's signature." placeholder:"DIR"`
	Folder   string        `help:"What it is called on the stick. Default: as the folder that is copied, or the kit's id." placeholder:"NAME"`
	Key      string        `help:"Sign what is copied with this secret key." placeholder:"FILE"`
	Password string        `help:"The file that the key's password stands in." placeholder:"FILE"`
	Over     bool          `name:"replace-newer" help:"Replace a newer version of the kit, too, where one is on a stick."`
	Patience time.Duration `default:"30s" help:"How long a stick may give no sign before it is given up on."`
	Eject    bool          `help:"Eject the sticks that are done, and only those, so that they can be pulled."`
	JSON     bool          `name:"json" help:"One line on standard output for each stick, and nothing else."`
}

// Run copies a folder onto sticks, checks each, and says what became of it.
func (c *copyCommand) Run(e *env) error {
	secret, err := e.secret(c.Key, c.Password)
	if err != nil {
		return err
	}
	targets, err := targets(c.Dest)
	if err != nil {
		return err
	}
	if there := slices.ContainsFunc(targets, func(t stick.Target) bool { return isThere(t.Path) }); !there {
		return &usageError{strings.Join(c.Dest, ", ") + ": not there", "Plug the stick in, or check how its folder is spelt: kit drives lists what is plugged in."}
	}
	from, own, drop, err := c.source(e)
	if err != nil {
		return err
	}
	defer drop()
	root, err := os.OpenRoot(from)
	if err != nil {
		return err
	}
	defer root.Close()
	load, err := c.load(e, root.FS(), cmp.Or(c.Folder, filepath.Base(from)), secret)
	if err != nil {
		return err
	}
	how := stick.Options{Patience: c.Patience}
	if !c.Over {
		how.Keep = wave.Keep(own...)
	}
	return e.copyTo(load, targets, how, afterwards{json: c.JSON, eject: c.Eject})
}

// source is the folder that is copied, and the kits that it is or carries. After
// an error there is nothing to drop.
func (c *copyCommand) source(e *env) (dir string, own []kit.Manifest, drop func(), err error) {
	if c.From == "" {
		stage, err := os.MkdirTemp(scratch(), "eventkit-copy")
		if err != nil {
			return "", nil, nil, err
		}
		drop = func() { os.RemoveAll(stage) }
		dir, k, err := c.carry(e, stage)
		if err != nil {
			drop()
		}
		return dir, []kit.Manifest{k}, drop, err
	}
	if dir, err = filepath.Abs(c.From); err != nil {
		return "", nil, nil, err
	}
	found, err := wave.Find(dir)
	for _, f := range found {
		own = append(own, f.Manifest)
	}
	return dir, own, func() {}, err
}

// carry makes what goes onto a stick below stage, in a folder of the kit's id.
func (c *copyCommand) carry(e *env, stage string) (dir string, own kit.Manifest, err error) {
	k, closer, err := c.open(e)
	if err != nil {
		return "", own, err
	}
	defer closer.Close()
	ev, err := readEvent(c.Event)
	if err != nil {
		return "", own, err
	}
	programs, err := c.programs(e)
	if err != nil {
		return "", own, err
	}
	choice := pack.Choice{}
	for _, s := range c.Lang {
		tags, err := languages(k, []string{s}, false)
		if err != nil {
			return "", own, err
		}
		choice.Langs = append(choice.Langs, tags...)
	}
	if choice.Paper, err = paperOf("", ev); err != nil {
		return "", own, err
	}
	lib, err := library()
	if err != nil {
		return "", own, err
	}
	dir = filepath.Join(stage, k.ID)
	var bar *progress
	now := pack.Part("")
	notes, err := pack.Carry(e.ctx, dir, pack.Cargo{
		Kit: k, Event: ev, Choice: choice, Library: lib, Fonts: assets.Fonts(), Programs: programs, Without: c.without(), Step: func(part pack.Part, _, total int) {
			if part != now {
				bar.done()
				now, bar = part, newProgress(e.stderr, total)
			}
			bar.step()
		},
	})
	bar.done()
	if err != nil {
		return "", own, err
	}
	for _, n := range notes {
		e.say("  %s", n)
	}
	return dir, k.Manifest, nil
}

// programs finds the windows for other computers, and says which go along.
func (c *copyCommand) programs(e *env) ([]nearby.Program, error) {
	if slices.Contains(c.without(), pack.Programs) {
		return nil, nil
	}
	if c.Programs != "" {
		found, err := nearby.Programs(c.Programs)
		if err == nil && len(found) == 0 {
			err = &usageError{"there is no program in " + c.Programs, "They are called as make dist calls them, such as “Event Kit for Windows.exe”."}
		}
		return found, err
	}
	found, err := nearby.Here().Programs(false)
	if err != nil {
		e.tell(explain.Explain(err))
	}
	if len(found) == 0 {
		e.say("  No program for other computers is at hand, so none goes along; --programs names a folder that has some.")
		return nil, nil
	}
	e.say("  The program goes along for %s.", nearby.SystemsLine(found))
	return found, nil
}

func (c *copyCommand) without() (out []pack.Part) {
	for _, part := range c.Without {
		out = append(out, pack.Part(part))
	}
	return out
}

// load reads what is copied. A folder that somebody else made must be what the
// accepted publishers say of it, unless it is signed anew.
func (c *copyCommand) load(e *env, fsys fs.FS, folder string, secret *seal.Secret) (*stick.Load, error) {
	bar := newBytes(e.stderr)
	defer bar.done()
	if c.From == "" || secret != nil {
		return stick.Prepare(e.ctx, fsys, folder, secret, folder, bar.add)
	}
	ring, _, err := c.ring()
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(fsys, seal.SumsFile); err == nil {
		return genuine.Source(e.ctx, fsys, folder, genuine.Need{Ring: ring}, bar.add)
	}
	report, err := genuine.Check(e.ctx, fsys, ring, bar.add)
	if err == nil && report.State == seal.Alarm {
		err = &stick.UnsoundError{Report: report}
	}
	if err != nil {
		return nil, err
	}
	return stick.Prepare(e.ctx, fsys, folder, nil, folder, bar.add)
}

func isThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// targets names the destinations as the system does.
func targets(dests []string) ([]stick.Target, error) {
	drives, _ := drive.List() // only for their names
	seen := map[string]bool{}
	var out []stick.Target
	for _, d := range dests {
		path, err := filepath.Abs(d)
		if err != nil {
			return nil, err
		}
		if seen[path] {
			return nil, &usageError{d + " is named twice", "Name every stick once."}
		}
		seen[path] = true
		t := stick.Target{Path: path, Label: d}
		for _, known := range drives {
			if known.Path == path {
				t.Label, t.Port, t.Number = known.Name(), known.Port, known.Number
			}
		}
		out = append(out, t)
	}
	return out, nil
}

// copied is what kit copy --json prints for each stick.
type copied struct {
	Path    string      `json:"path"`
	Label   string      `json:"label,omitempty"`
	Port    string      `json:"port,omitempty"`
	State   stick.State `json:"state"`
	OK      bool        `json:"ok"`
	File    string      `json:"file,omitempty"`
	Error   string      `json:"error,omitempty"`
	Copied  int         `json:"copied"`
	Kept    int         `json:"kept"`
	Removed int         `json:"removed"`
	Bytes   int64       `json:"bytes"`
	Needs   int64       `json:"needs,omitempty"`
	Free    int64       `json:"free,omitempty"`
	// Ejected says that it can be pulled, EjectError why it wasn't ejected.
	Ejected    bool   `json:"ejected,omitempty"`
	EjectError string `json:"ejectError,omitempty"`
}

// afterwards is what is done once the sticks are written.
type afterwards struct{ json, eject bool }

// copyTo writes a load and tells what became of each target. The error, if one
// failed or wasn't ejected, has been told.
func (e *env) copyTo(l *stick.Load, targets []stick.Target, o stick.Options, after afterwards) error {
	board := newBoard(e.stderr, targets)
	verdicts := stick.Write(e.ctx, l, targets, o, board.tell)
	board.done()
	var ejections []ejection
	if after.eject {
		drives, err := drive.List()
		if err != nil {
			return err
		}
		ejections = ejectGood(e.ctx, verdicts, drives, drive.Eject)
	}
	bad, kept := 0, 0
	for i, v := range verdicts {
		var x ejection
		if after.eject {
			x = ejections[i]
		}
		if !v.State.Good() {
			bad++
		} else if x.err != nil {
			kept++
		}
		if !after.json {
			e.tellCopied(l, v, x)
			continue
		}
		if err := printCopied(e.stdout, v, x); err != nil {
			return err
		}
	}
	if !after.json && len(verdicts) > 1 {
		e.say("%d of %d done.", len(verdicts)-bad, len(verdicts))
	}
	if bad+kept > 0 {
		return silentError{}
	}
	return nil
}

func printCopied(w io.Writer, v stick.Verdict, x ejection) error {
	c := copied{
		Path: v.Target.Path, Label: v.Target.Label, Port: v.Target.Port, State: v.State, OK: v.State.Good(),
		File: v.File, Copied: v.Copied, Kept: v.Kept, Removed: v.Removed, Bytes: v.Bytes, Needs: v.Needs, Free: v.Free,
	}
	if v.Err != nil {
		c.Error = v.Err.Error()
	}
	if c.Ejected = x.done; x.err != nil {
		c.EjectError = x.err.Error()
	}
	return json.NewEncoder(w).Encode(c)
}
