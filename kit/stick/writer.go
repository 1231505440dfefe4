package stick

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"sync/atomic"

	"eventkit/kit/seal"
)

// writer writes one target. It belongs to one goroutine.
type writer struct {
	ctx   context.Context
	load  *Load
	index int
	how   Options
	v     Verdict
	tell  func(Event)
	signs *atomic.Int64

	outer, root *os.Root        // the target, and our folder in it
	made        bool            // our folder wasn't there before
	dir         *os.File        // our folder
	flow        *flow           // of what is being written
	summing     *seal.Summing   // of what is read back
	coming      *reading        // the file that is read back next
	debris      map[string]bool // what a run left that was stopped
	wrote       map[string]bool // what this run wrote, once that is read back
	changed     map[string]bool // folders in ours with names that aren't synced
	recall      *recall
	device      uint64
	now         Event // where we are
}

// run does it all and settles the verdict.
func (w *writer) run() {
	err := w.all()
	w.leave(err == nil)
	if err != nil {
		w.v.settle(err)
	}
}

func (w *writer) all() error {
	w.phase(Looking, w.load.Bytes)
	if err := w.enter(); err != nil {
		return err
	}
	if err := w.keep(); err != nil {
		return err
	}
	p, err := w.look()
	if err != nil {
		return err
	}
	w.v.Kept = p.kept
	if !p.complete {
		if err := w.renew(p); err != nil {
			return err
		}
	}
	w.v.State = Done
	if !w.recall.sure() {
		w.v.State = DoneFromMemory
	}
	return nil
}

// keep asks about what is in our folder, unless that is nothing.
func (w *writer) keep() error {
	if w.how.Keep == nil || w.made {
		return nil
	}
	dir, err := w.root.Open(".")
	if err != nil {
		return blame("", err)
	}
	defer dir.Close()
	if _, err := dir.Readdirnames(1); errors.Is(err, io.EOF) {
		return nil
	}
	if err := w.how.Keep(regular{w.root.FS()}); err != nil {
		return &fault{Newer, "", err}
	}
	return nil
}

// renew makes the folder what the load says.
func (w *writer) renew(p *plan) error {
	if err := w.room(p); err != nil {
		return err
	}
	if err := w.begin(p); err != nil {
		return err
	}
	if err := w.remove(p.remove); err != nil {
		return err
	}
	w.phase(Copying, p.bytes)
	if err := w.copy(p); err != nil {
		return err
	}
	if err := w.sync(); err != nil {
		return err
	}
	if err := w.check(p); err != nil {
		return err
	}
	return w.finish()
}

// enter opens the target, pins it, and makes our folder.
func (w *writer) enter() error {
	outer, err := os.OpenRoot(w.v.Target.Path)
	if err != nil {
		return blame("", err)
	}
	w.outer = outer
	info, err := outer.Stat(".")
	if err != nil {
		return blame("", err)
	}
	w.device = deviceOf(info)
	if n := w.v.Target.Number; n != 0 && n != w.device {
		return &fault{Gone, "", errMoved}
	}
	folder := w.load.Folder
	if w.made, err = makeFolder(outer, folder); err != nil {
		return blame(folder, err)
	}
	if w.root, err = outer.OpenRoot(folder); err != nil {
		return blame(folder, err)
	}
	if w.dir, err = w.root.Open("."); err != nil {
		return blame(folder, err)
	}
	w.recall = newRecall(w.dir)
	return w.pinned()
}

// makeFolder makes a folder unless it is there. What is there and isn't a
// folder, a link included, is somebody else's.
func makeFolder(root *os.Root, name string) (made bool, err error) {
	info, err := root.Lstat(name)
	switch {
	case err == nil && !info.IsDir():
		return false, &fault{Taken, name, errForeign}
	case err == nil:
		return false, nil
	case !errors.Is(err, fs.ErrNotExist):
		return false, err
	}
	err = root.Mkdir(name, 0o777)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	return err == nil, err
}

// pinned makes sure that the target is still the file system that we opened:
// after a stick is pulled its folder is one of the local disk.
func (w *writer) pinned() error {
	if err := w.ctx.Err(); err != nil {
		return blame("", err)
	}
	info, err := os.Stat(w.v.Target.Path)
	if err != nil {
		return blame("", err)
	}
	if deviceOf(info) != w.device {
		return &fault{Gone, "", errMoved}
	}
	return nil
}

// leave closes what enter opened. Where nothing came of it, a folder that it
// made and nothing was put into goes again.
func (w *writer) leave(good bool) {
	w.summing.Close()
	w.coming.close()
	if w.dir != nil {
		w.dir.Close()
		w.recall.close()
	}
	if w.root != nil {
		w.root.Close()
	}
	if w.outer == nil {
		return
	}
	if w.made && !good {
		_ = w.outer.Remove(w.load.Folder) // it stays where something is in it
	}
	w.outer.Close()
}

// sync brings everything to the medium.
func (w *writer) sync() error {
	w.phase(Syncing, 0)
	return blame("", w.flush())
}

// flush is sync within a phase.
func (w *writer) flush() error {
	err := w.syncFolders()
	if err == nil {
		err = syncFileSystem(w.dir)
		w.sign(0)
	}
	if err == nil {
		err = syncNames(w.dir)
		w.sign(0)
	}
	w.recall.forget()
	return err
}

// phase starts a phase of total bytes.
func (w *writer) phase(p Phase, total int64) {
	w.now = Event{Target: w.index, Phase: p, Total: total}
	w.sign(0)
}

// sign gives a sign of life, n bytes on.
func (w *writer) sign(n int64) {
	w.signs.Add(1)
	w.now.Done += n
	w.tell(w.now)
}
