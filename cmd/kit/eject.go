package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"eventkit/kit/drive"
	"eventkit/kit/explain"
	"eventkit/kit/stick"
)

// tellCopied says what became of a stick. One that was checked from memory has
// to be checked by hand: here nobody waits for it to come again.
func (e *env) tellCopied(l *stick.Load, v stick.Verdict, x ejection) {
	m := explain.Stick(v)
	switch v.State {
	case stick.Newer:
		m.Hint = "Hand it out as it is; or copy all the same: kit copy --replace-newer"
	case stick.DoneFromMemory:
		m.Hint = "Pull it, plug it in again, and check once more: kit verify " + quoted(filepath.Join(v.Target.Path, l.Folder))
	}
	e.tell(m)
	switch {
	case x.done:
		e.say("  Ejected: you can pull it.")
	case x.err != nil:
		e.tell(explain.Explain(x.err))
	case x.folder:
		e.say("  It is a folder, not a stick: there is nothing to eject.")
	}
}

// quoted is a path as a shell takes it.
func quoted(path string) string {
	if strings.ContainsAny(path, " \t'\"$&;()<>|*?[]#~`!\\") && filepath.Separator == '/' {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	if strings.Contains(path, " ") {
		return `"` + path + `"`
	}
	return path
}

// ejection is what came of ejecting a target.
type ejection struct {
	done   bool
	folder bool // it is no stick
	err    error
}

// ejectGood ejects the sticks that are done, side by side, and returns what
// came of each target.
func ejectGood(ctx context.Context, verdicts []stick.Verdict, drives []drive.Drive, eject func(context.Context, drive.Drive) error) []ejection {
	out := make([]ejection, len(verdicts))
	var wg sync.WaitGroup
	for i, v := range verdicts {
		if !v.State.Good() {
			continue
		}
		at := slices.IndexFunc(drives, func(d drive.Drive) bool { return d.Path == v.Target.Path })
		if at < 0 {
			out[i].folder = true
			continue
		}
		wg.Go(func() {
			out[i].err = eject(ctx, drives[at])
			out[i].done = out[i].err == nil
		})
	}
	wg.Wait()
	return out
}
