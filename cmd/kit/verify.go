package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"eventkit/kit/explain"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

type verifyCommand struct {
	Path      string `arg:"" help:"The folder to verify: on a stick, or anywhere."`
	PublicKey string `short:"p" help:"The publisher's key: its file, or the key itself (RW…). Without it, a signature is checked against the key that came along." placeholder:"KEY"`
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
	accepted, err := publicKey(c.PublicKey)
	if err != nil {
		return err
	}
	medium, err := stick.Medium(c.Path)
	if err != nil {
		return err
	}
	defer medium.Close()
	bar := newBytes(e.stderr)
	report, err := seal.Verify(e.ctx, medium, accepted, bar.add)
	bar.done()
	if err != nil {
		return err
	}
	if c.JSON {
		v := verified{Report: report, Sound: report.Sound(), FromMedium: medium.Sure()}
		if report.Signed {
			v.Key, v.Words = report.Key.String(), report.Key.Words()
		}
		err = printJSON(e.stdout, v)
	} else {
		m := explain.Verified(report)
		if report.Sound() && !medium.Sure() {
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
	return seal.ParseKey(string(text))
}

type diffCommand struct {
	From string `arg:"" help:"A folder, such as an older kit."`
	To   string `arg:"" help:"Another, such as a newer one."`
	JSON bool   `name:"json" help:"One object on standard output: added, removed, changed."`
}

// Run lists the files in which two folders differ. It exits with 1 if there
// are any, as diff does.
func (c *diffCommand) Run(e *env) error {
	bar := newBytes(e.stderr)
	var sums [2][]seal.Sum
	for i, dir := range []string{c.From, c.To} {
		root, err := os.OpenRoot(dir)
		if err != nil {
			return err
		}
		sums[i], err = seal.Sums(e.ctx, root.FS(), bar.add)
		root.Close()
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
	Path      string `arg:"" help:"The damaged folder."`
	From      string `required:"" help:"A good copy of it." placeholder:"DIR"`
	PublicKey string `short:"p" help:"The publisher's key, which the good copy must be signed with." placeholder:"KEY"`
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
	if _, err := os.Stat(path); err != nil {
		return err
	}
	good, err := os.OpenRoot(c.From)
	if err != nil {
		return err
	}
	defer good.Close()
	load, err := stick.PrepareSealed(e.ctx, good.FS(), filepath.Base(path), accepted, nil)
	if err != nil {
		return err
	}
	target := stick.Target{Path: filepath.Dir(path), Label: c.Path}
	return e.copyTo(load, []stick.Target{target}, stick.Options{Replace: true}, afterwards{})
}
