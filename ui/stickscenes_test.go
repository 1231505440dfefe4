package ui_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"

	"fyne.io/fyne/v2"

	"eventkit/kit/drive"
	"eventkit/kit/nearby"
	"eventkit/kit/stick"
	"eventkit/ui"
	"eventkit/ui/model"
)

// parked is a runner under which a copy can stand still half way: what calls
// park ends when the test does, and the rest is done at once.
type parked struct {
	still chan struct{} // one for each that stands still
	over  chan struct{}
	tasks sync.WaitGroup
}

func newParked(t *testing.T) *parked {
	p := &parked{still: make(chan struct{}), over: make(chan struct{})}
	t.Cleanup(func() {
		close(p.over)
		p.tasks.Wait()
	})
	return p
}

// Go implements [model.Runner].
func (p *parked) Go(work func(context.Context) error, done func(error)) {
	ended := make(chan error, 1)
	p.tasks.Go(func() { ended <- work(context.Background()) })
	select {
	case err := <-ended:
		done(err)
	case <-p.still:
	}
}

// park stands still until the test is over.
func (p *parked) park() {
	p.still <- struct{}{}
	<-p.over
}

// writes gives sticks the ends and the stages of a copy that their labels
// have; the others are written for real.
func (p *parked) writes(s *model.Sticks, ends map[string]stick.Verdict, stages map[string]stick.Event) {
	write := s.Write
	s.Write = func(ctx context.Context, l *stick.Load, to []stick.Target, o stick.Options, tell func(stick.Event)) []stick.Verdict {
		if e, ok := stages[to[0].Label]; ok {
			tell(e)
			p.park()
		}
		if v, ok := ends[to[0].Label]; ok {
			v.Target = to[0]
			return []stick.Verdict{v}
		}
		return write(ctx, l, to, o, tell)
	}
}

// Three sticks: one is done, one is half way, one is bad.
func TestScreenshotsOfSticks(t *testing.T) {
	_, sticks := sticksOf(t)
	top := t.TempDir()
	var drives []drive.Drive
	for i, label := range []string{"TABLE 1", "ANA", "NO NAME"} {
		dir := filepath.Join(top, label)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		drives = append(drives, drive.Drive{
			Path: dir, Device: label, Label: label, Size: int64(i+1) * 8e9, Free: int64(i+1) * 7e9, FileSystem: "vfat", Port: fmt.Sprint("2-", i+1),
		})
	}
	sticks.Drives = func() ([]drive.Drive, error) { return drives, nil }
	sticks.Programs = []nearby.Program{{System: "Windows", Size: 31e6}, {System: "Linux", Size: 27e6}}
	const each = 1 << 20
	sticks.Make = func(ctx context.Context, m model.Making) (*stick.Load, error) {
		files := fstest.MapFS{}
		for i := range 24 {
			files[fmt.Sprintf("print/%02d.pdf", i)] = &fstest.MapFile{Data: bytes.Repeat([]byte{byte(i)}, each)}
		}
		return stick.Prepare(ctx, files, m.Folder, nil, "", nil)
	}
	run, clock := newParked(t), &stopwatch{}
	run.writes(sticks, map[string]stick.Verdict{"NO NAME": {State: stick.Lies, File: "print/07.pdf"}},
		map[string]stick.Event{"ANA": {Phase: stick.Copying, Done: 17 * each, Total: 24 * each}})
	w := open(t, everyRoom(t), func(p *ui.Params) { p.Sticks, p.Runner, p.Timer = sticks, run, clock })
	w.Window().Resize(fyne.NewSize(1280, 800))
	w.Studio().Go(model.RoomSticks)
	w.Studio().CopySticks()
	clock.press()
	rows := w.Sticks().Stage.Rows
	if len(rows) != 3 || rows[0].Line().State != model.StickDone || rows[1].Line().Percent != 48 || rows[2].Line().State != model.StickBad {
		t.Fatalf("%d rows: %+v", len(rows), w.Studio().StickLines())
	}
	if !w.Sticks().Stop.Visible() || w.Sticks().Copy.Visible() {
		t.Error("while nothing more can be copied the one button is Stop")
	}
	if *update {
		keepPicture(t, "window-sticks.png", w.canvas().Capture())
	}
}

// In the smallest window the button to copy is seen without scrolling, above
// all that is set once or rare.
func TestCopyIsSeenFirst(t *testing.T) {
	w, _ := inSticks(t)
	w.Window().Resize(fyne.NewSize(900, 600))
	w.settle()
	s := w.Sticks()
	top := func(o fyne.CanvasObject) float32 {
		return w.app.Driver().AbsolutePositionForObject(o).Y
	}
	if bottom := top(s.Copy) + s.Copy.Size().Height; s.Copy.Size().Height == 0 || bottom > 300 {
		t.Errorf("Copy ends at %v", bottom)
	}
	order := []fyne.CanvasObject{s.Copy, s.Picks[0], s.Parts[0], s.Eject, s.Check}
	for i, o := range order[1:] {
		if top(o) <= top(order[i]) {
			t.Errorf("part %d is at %v, the one before at %v", i+1, top(o), top(order[i]))
		}
	}
}
