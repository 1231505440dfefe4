package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"eventkit/kit/explain"
	"eventkit/kit/genuine"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
	"eventkit/kit/wave"
)

type verifyCommand struct {
	keysFlag
	Path      string `arg:"" help:"What to verify: a stick, a folder, or a .kit file."`
	PublicKey string `short:"p" help:"The publisher's key: its file, or the key itself (RW…). Without it, a kit's signature is judged by the keys that you have accepted." placeholder:"KEY"`
	JSON      bool   `name:"json" help:"One object on standard output."`
}

// verified is what kit verify --json prints.
type verified struct {
	*seal.Report
	Sound bool     `json:"sound"`
	Key   string   `json:"key,omitempty"`
	Words []string `json:"words,omitempty"`
	// FromMedium says that what was read came from the medium for sure.
	FromMedium bool `json:"fromMedium"`
}

// Run verifies every file of a folder, and its signature.
func (c *verifyCommand) Run(e *env) error {
	key, err := publicKey(c.PublicKey)
	if err != nil {
		return err
	}
	report, err := e.judge(c.Path, key, c.keysFlag)
	if err != nil {
		return err
	}
	if c.JSON {
		v := verified{Report: report.Report, Sound: report.Sound(), FromMedium: report.fromMedium}
		if report.Signed {
			v.Key, v.Words = report.Key.String(), report.Key.Words()
		}
		err = printJSON(e.stdout, v)
	} else {
		m := explain.Verified(report.Report)
		if report.Sound() && report.fromMemory {
			m.Hint = strings.TrimSpace(m.Hint + "\nThe computer may have answered from memory. To be sure, pull the stick, plug it in again, and verify it first thing.")
		}
		e.tell(m)
	}
	if err == nil && !report.Sound() {
		err = silentError{}
	}
	return err
}

// publicKey reads a key that is given as a file or as itself; "" is none.
func publicKey(s string) (seal.Key, error) {
	if s == "" {
		return seal.Key{}, nil
	}
	if key, err := seal.ParseKey(s); err == nil {
		return key, nil
	}
	text, err := os.ReadFile(s)
	if err != nil {
		return seal.Key{}, err
	}
	key, err := seal.ParseKey(string(text))
	if first, _, _ := strings.Cut(string(text), "\n"); err != nil && strings.Contains(first, "secret key") {
		return key, &usageError{s + " is a secret key", "Name the public one, which kit key new made beside it, with .pub at its end."}
	}
	return key, err
}

type diffCommand struct {
	From string `arg:"" help:"A folder or a .kit file, such as an older kit."`
	To   string `arg:"" help:"Another, such as a newer one."`
	JSON bool   `name:"json" help:"One object on standard output: added, removed, changed."`
}

// Run lists the files in which two folders or archives differ. It exits with 1
// if there are any, as diff does.
func (c *diffCommand) Run(e *env) error {
	bar := newBytes(e.stderr)
	defer bar.done()
	var sums [2][]seal.Sum
	for i, path := range []string{c.From, c.To} {
		fsys, closer, _, err := openSealed(path)
		if err != nil {
			return err
		}
		sums[i], err = seal.Sums(e.ctx, fsys, bar.add)
		closer.Close()
		if err != nil {
			return err
		}
	}
	bar.done()
	changes := seal.Compare(sums[0], sums[1])
	switch {
	case c.JSON:
		if err := json.NewEncoder(e.stdout).Encode(changes); err != nil {
			return err
		}
	case changes.Count() == 0:
		e.say("%s and %s hold the same files.", c.From, c.To)
	default:
		e.list("added", changes.Added)
		e.list("removed", changes.Removed)
		e.list("changed", changes.Changed)
	}
	if changes.Count() > 0 {
		return silentError{}
	}
	return nil
}

func (e *env) list(what string, names []string) {
	for _, name := range names {
		e.say("%s: %s", what, name)
	}
}

type repairCommand struct {
	keysFlag
	Path      string `arg:"" help:"The damaged folder, or the stick that has it."`
	From      string `required:"" help:"A good copy of it: a stick, a folder or a .kit file." placeholder:"PATH"`
	PublicKey string `short:"p" help:"The publisher's key, which the good copy must be signed with. Without it, a kit must fit the key that you have accepted." placeholder:"KEY"`
}

// Run mends what differs from a good copy, and leaves the rest alone.
func (c *repairCommand) Run(e *env) error {
	accepted, err := publicKey(c.PublicKey)
	if err != nil {
		return err
	}
	path, err := filepath.Abs(c.Path)
	if err != nil {
		return err
	}
	if path, err = genuine.Folder(path, ""); err != nil {
		return err
	}
	how, err := genuine.Mending(path)
	if err != nil {
		return err
	}
	ring, _, err := c.ring()
	if err != nil {
		return err
	}
	good, closer, _, err := openCopy(c.From)
	if err != nil {
		return err
	}
	defer closer.Close()
	root, err := os.OpenRoot(path)
	if err != nil {
		return err
	}
	defer root.Close()
	there := root.FS()
	if err := wave.CanMend(there, good); err != nil {
		return err
	}
	bar := newBytes(e.stderr)
	load, err := genuine.Source(e.ctx, good, filepath.Base(path), genuine.Need{Key: accepted, Ring: ring, Signer: seal.Signer(there)}, bar.add)
	bar.done()
	if err != nil {
		return err
	}
	target := stick.Target{Path: filepath.Dir(path), Label: c.Path}
	return e.copyTo(load, []stick.Target{target}, how, afterwards{})
}
