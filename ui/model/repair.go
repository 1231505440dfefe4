package model

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/genuine"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
	"eventkit/kit/wave"
)

// mendable is a folder that was checked and isn't whole.
type mendable struct {
	dir string
	// id is the kit's, where it is known.
	id string
	// own says from what this program can mend it.
	own ownCopy
}

// ownCopy is what this program has that can mend a folder.
type ownCopy int

const (
	ownNone ownCopy = iota
	ownLoad         // what is ready for sticks
	ownKit          // the kit that is open
)

// repairRun is a repair that goes on.
type repairRun struct {
	stickRun
	from string
}

// mendable returns a function that says, away from the window, whether a folder
// can be mended and from what.
func (s *Studio) mendable() func(dir string, r *seal.Report) mendable {
	k, name := s.kit, s.loadFolder()
	return func(dir string, r *seal.Report) mendable {
		if r.State != seal.Damaged && r.State != seal.Unfinished {
			return mendable{}
		}
		if _, err := genuine.Mending(dir); err != nil {
			return mendable{} // whatever lies there is somebody's own
		}
		return mendable{dir: dir, id: r.Kit, own: ownFor(dir, name, k, r)}
	}
}

// ownFor says from what of its own the program can mend a folder: the same
// version of the same kit, or a stick's folder that the program fills. What
// somebody signed is mended from a copy with that signature alone, and a newer
// version is never replaced.
func ownFor(dir, name string, k *kit.Kit, r *seal.Report) ownCopy {
	has := func(file string) bool {
		_, err := os.Stat(filepath.Join(dir, file))
		return err == nil
	}
	if has("kit.toml") {
		sealed, err := fs.Stat(k.FS(), seal.SumsFile)
		files, closer, openErr := kit.Files(dir)
		if err != nil || sealed.IsDir() || openErr != nil {
			return ownNone
		}
		defer closer.Close()
		if m, err := kit.Peek(files); err == nil && wave.Stand(k.Manifest, m) == wave.Same {
			return ownKit
		}
		return ownNone
	}
	if has(seal.SignatureFile) || r.Kit != "" && r.Kit != k.ID || r.Kit == "" && filepath.Base(dir) != name {
		return ownNone
	}
	found, err := wave.Find(dir)
	if err != nil {
		return ownNone
	}
	for _, f := range found {
		if wave.Stand(k.Manifest, f.Manifest) == wave.Newer {
			return ownNone
		}
	}
	return ownLoad
}

// CanRepair reports whether what was checked can be mended: from a copy that is
// chosen, and from what this program has itself.
func (s *Studio) CanRepair() (from, own bool) {
	f := s.waves.found
	if f.dir == "" || s.waves.repair != nil || s.sticks.check.Running {
		return false, false
	}
	return true, f.own == ownKit || f.own == ownLoad && s.Ready()
}

// RepairOwn mends what was checked from what this program has itself.
func (s *Studio) RepairOwn() {
	if _, own := s.CanRepair(); !own {
		return
	}
	f := s.waves.found
	if f.own == ownLoad {
		load := s.sticks.ready.load.Named(filepath.Base(f.dir))
		s.mend("what is ready here", func(context.Context, seal.Ring) (*stick.Load, error) { return load, nil })
		return
	}
	files := s.kit.FS()
	s.mend("the kit that is open", func(ctx context.Context, ring seal.Ring) (*stick.Load, error) {
		return f.source(ctx, files, ring)
	})
}

// source makes a load of a good copy that it can be mended from.
func (m mendable) source(ctx context.Context, good fs.FS, ring seal.Ring) (*stick.Load, error) {
	there, err := os.OpenRoot(m.dir)
	if err != nil {
		return nil, err
	}
	defer there.Close()
	if err := wave.CanMend(there.FS(), good); err != nil {
		return nil, err
	}
	return genuine.Source(ctx, good, filepath.Base(m.dir), genuine.Need{Kit: m.id, Ring: ring, Signer: seal.Signer(there.FS())}, nil)
}

// RepairFrom mends what was checked from a good copy: a folder, or a stick that
// has one.
func (s *Studio) RepairFrom(path string) {
	if from, _ := s.CanRepair(); !from {
		return
	}
	f := s.waves.found
	s.mend(ShortPath(path), func(ctx context.Context, ring seal.Ring) (*stick.Load, error) {
		dir, err := genuine.Folder(path, filepath.Base(f.dir))
		if err != nil {
			return nil, err
		}
		if same(dir, f.dir) {
			return nil, errSameCopy
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			return nil, err
		}
		// It is read until the repair is done, and given back then.
		context.AfterFunc(ctx, func() { root.Close() })
		return f.source(ctx, root.FS(), ring)
	})
}

var errSameCopy = errors.New("that is the damaged copy itself: choose another one")

func same(a, b string) bool {
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(x, y)
}

// mend writes what differs; the load is made in the background.
func (s *Studio) mend(from string, make func(context.Context, seal.Ring) (*stick.Load, error)) {
	f, write := s.waves.found, s.p.Sticks.Write
	run := &repairRun{from: from}
	run.going, run.at = true, s.p.Now()
	s.waves.repair = run
	var verdict stick.Verdict
	s.waves.mending.do(func(ctx context.Context) error {
		ring, err := s.ring()
		if err != nil {
			return err
		}
		load, err := make(ctx, ring)
		if err != nil {
			return err
		}
		how, err := genuine.Mending(f.dir)
		if err != nil {
			return err
		}
		how.GiveWay = true
		target := stick.Target{Path: filepath.Dir(f.dir), Label: filepath.Base(f.dir)}
		verdict = write(ctx, load, []stick.Target{target}, how, run.tell)[0]
		return nil
	}, func(err error) { s.mended(f, verdict, err) })
	s.followRepair()
	s.onChange(PartSticks)
}

// mended says what became of a repair.
func (s *Studio) mended(f mendable, v stick.Verdict, err error) {
	s.waves.repair = nil
	c := &s.sticks.check
	var unsound *stick.UnsoundError
	switch {
	case errors.As(err, &unsound):
		c.Message = explain.Message{Title: "Not repaired: that copy isn’t good either", Text: explain.Explain(err).Title + ".", Hint: "Nothing was changed. Choose another copy."}
	case err != nil:
		c.Message = explain.Explain(err)
	case v.State.Good():
		s.waves.found = mendable{}
		m := explain.Stick(v)
		c.Good, c.Message = true, explain.Message{Title: "Repaired", Text: m.Text, Hint: m.Hint}
	default:
		c.Message = explain.Stick(v)
	}
	s.makeReady()
	s.onChange(PartSticks)
}

// StopRepair stops a repair; the next goes on where it was.
func (s *Studio) StopRepair() {
	r := s.waves.repair
	if r == nil {
		return
	}
	s.waves.mending.stop()
	s.waves.repair = nil
	s.sticks.check.Good = false
	s.sticks.check.Message = explain.Message{Title: "Stopped", Text: "It isn’t whole yet.", Hint: "Repair it again: it goes on where it was."}
	s.makeReady()
	s.onChange(PartSticks)
}

// RepairLine says how far a repair is; ok is false where there is none.
func (s *Studio) RepairLine() (line string, percent int, ok bool) {
	r := s.waves.repair
	if r == nil {
		return "", 0, false
	}
	var l StickLine
	r.show(&l)
	if l.Percent == 0 {
		return "Repairing from " + r.from + ": reading the good copy…", 0, true
	}
	return sentences("Repairing from "+r.from, strings.TrimSuffix(l.Word+" · "+l.Text, " · ")), l.Percent, true
}

// followRepair tells how far a repair is, while there is one.
func (s *Studio) followRepair() {
	r := s.waves.repair
	if r == nil {
		return
	}
	s.p.Timer.After(tickEvery, func() {
		if s.waves.repair == r {
			r.count(s.p.Now())
			s.onChange(PartCopying)
			s.followRepair()
		}
	})
}
