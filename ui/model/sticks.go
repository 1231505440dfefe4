package model

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"eventkit/kit"
	"eventkit/kit/drive"
	"eventkit/kit/explain"
	"eventkit/kit/nearby"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// Sticks is what the room of the sticks needs of the computer.
type Sticks struct {
	// Drives lists what is plugged in; [drive.List] does.
	Drives func() ([]drive.Drive, error)
	// Programs are the window for other computers, as far as they are at hand.
	Programs []nearby.Program
	// Make puts what goes onto sticks into an empty folder and reads its sums;
	// [Everything.Make] does.
	Make func(context.Context, Making) (*stick.Load, error)
	// Write writes sticks; [stick.Write] does.
	Write func(context.Context, *stick.Load, []stick.Target, stick.Options, func(stick.Event)) []stick.Verdict
	// Verify judges a folder by the accepted publishers; sure says that it was read from the medium.
	// [VerifyMedium] does.
	Verify func(ctx context.Context, dir string, ring seal.Ring, p seal.Progress) (r *seal.Report, sure bool, err error)
	// Eject lets go of a drive, so that it can be pulled; [drive.Eject] does.
	// Nil can't.
	Eject func(context.Context, drive.Drive) error
	// Chime lets it be heard that a stick is done, or isn't; nil is silent.
	Chime func(good bool)
}

// SticksMemory is what is remembered of the room of the sticks.
type SticksMemory struct {
	// Without are the parts that are left out, such as [PartPack].
	Without []string `json:"without,omitempty"`
	// Auto goes on with the next sticks by itself.
	Auto bool `json:"auto,omitempty"`
	// Eject ejects sticks that are done; Sound lets the end of each be heard.
	Eject bool `json:"eject,omitempty"`
	Sound bool `json:"sound,omitempty"`
	// Owed are sticks that are checked once more when they come again.
	Owed []OwedStick `json:"owed,omitempty"`
}

// stickTable is the state of the sticks.
type stickTable struct {
	looking latest
	again   func() // stops the wait for the next look
	looked  time.Time
	first   bool // there was a look
	drives  []seenDrive
	folders []seenDrive
	left    map[string]bool // those that the person unpicked, by key
	// unpulled are those that are to be checked once more and weren't pulled
	// since they were written, by key.
	unpulled map[string]bool
	runs     map[string]*stickRun
	order    []string // the keys of runs, oldest first
	armed    bool     // copying was started, so that it may go on
	tick     func()
	trouble  explain.Message // that nothing can be listed

	ready loadState
	today int
	check CheckState
	// checking verifies one folder.
	checking latest
}

// seenDrive is a stick or a folder and what there is to know about it.
type seenDrive struct {
	drive.Drive
	folder bool
	// has says that our folder is there already.
	has bool
}

func (d seenDrive) key() string {
	if d.folder {
		return "folder|" + d.Path
	}
	return strings.Join([]string{d.Path, d.Device, d.Label, d.Port, d.ID, sizeOf(d.Size)}, "|")
}

// nameless reports whether the system gives a stick no number of its own, so
// that another of its kind in its place can't be told from it.
func (d seenDrive) nameless() bool { return d.ID == "" && d.Plug == "" }

func (d seenDrive) target() stick.Target {
	return stick.Target{Path: d.Path, Label: d.Name(), Port: d.Port, Number: d.Number}
}

// recall fills in what a drive that is silent now told before.
func (d *seenDrive) recall(before []seenDrive) {
	i := slices.IndexFunc(before, func(b seenDrive) bool {
		return b.Path == d.Path && b.Device == d.Device && b.Plug == d.Plug
	})
	if !d.Silent || i < 0 {
		return
	}
	if d.has = before[i].has; d.Size == 0 {
		d.Size, d.Free, d.Number = before[i].Size, before[i].Free, before[i].Number
	}
}

// stickRun is one copy, while it goes on and after.
type stickRun struct {
	drive   seenDrive
	load    *stick.Load // what is written
	cancel  context.CancelFunc
	going   bool
	verdict stick.Verdict
	hint    string
	// once says that it is only checked, once more; message is what is said
	// then instead of the verdict.
	once    bool
	message explain.Message
	// giveUp, if there is one, ends a run that gives no sign; kit/stick gives up
	// on its own.
	giveUp func()
	// ejecting says that it is being ejected, ejected when it was.
	ejecting bool
	ejected  time.Time

	mu  sync.Mutex
	now stick.Event
	// still is for how long there was no sign of it.
	still time.Duration
	// rate is bytes a second, since the last tick at which it was counted.
	rate    float64
	counted stick.Event
	at      time.Time
}

func (r *stickRun) tell(e stick.Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now, r.still = e, 0
}

func newStickTable(run Runner) stickTable {
	t := stickTable{left: map[string]bool{}, unpulled: map[string]bool{}, runs: map[string]*stickRun{}, looking: latest{run: run}, checking: latest{run: run, leave: true}}
	t.ready.work = latest{run: run}
	return t
}

// HasSticks reports whether sticks can be made here.
func (s *Studio) HasSticks() bool { return s.p.Sticks != nil && s.p.Store.Path("sticks") != "" }

// enterSticks makes ready what goes onto sticks and looks what is plugged in.
func (s *Studio) enterSticks() {
	s.countToday()
	s.makeReady()
	s.lookForSticks()
	s.lookAtNetworks()
}

const (
	lookEvery = time.Second
	lookGap   = 10 * lookEvery // within which a stick isn't changed for another
	tickEvery = 250 * time.Millisecond
)

// lookForSticks looks what is plugged in, now and every second while somebody
// is in the room or sticks go on by themselves. It stands still with the time.
func (s *Studio) lookForSticks() {
	t := &s.sticks
	if t.again != nil {
		t.again()
		t.again = nil
	}
	if !s.HasSticks() || s.mem.Room != RoomSticks && !s.goesOn() {
		return
	}
	now := s.p.Now()
	still := t.first && now.Equal(t.looked)
	gap := t.first && now.Sub(t.looked) > lookGap
	t.looked = now
	var found []seenDrive
	list, name := s.p.Sticks.Drives, s.loadFolder()
	// One that is written, or that hung, is asked nothing more.
	had := map[string]bool{}
	for key, r := range t.runs {
		had[key] = r.drive.has || r.verdict.State.Good()
	}
	t.looking.do(func(context.Context) error {
		drives, err := list()
		for _, d := range drives {
			seen := seenDrive{Drive: d}
			if has, asked := had[seen.key()]; asked {
				seen.has = has
			} else if !d.Silent {
				has, told := drive.IsFolder(filepath.Join(d.Path, name))
				seen.has, seen.Silent = has, !told
			}
			found = append(found, seen)
		}
		return err
	}, func(err error) {
		if err != nil {
			t.trouble = explain.Explain(err)
			s.onChange(PartSticks)
		} else {
			t.trouble = explain.Message{}
			s.plugged(found, gap)
			s.dropEjected()
		}
		if !still {
			t.again = s.p.Timer.After(lookEvery, s.lookForSticks)
		}
	})
}

// goesOn reports whether the next sticks are written by themselves.
func (s *Studio) goesOn() bool { return s.mem.Sticks.Auto && s.sticks.armed }

// plugged takes in what is plugged in now. After a gap nobody knows whether a
// stick without a number is the one that was there.
func (s *Studio) plugged(found []seenDrive, gap bool) {
	t := &s.sticks
	for i := range found {
		found[i].recall(t.drives)
	}
	unsure := func(d seenDrive) bool { r := t.runs[d.key()]; return gap && d.nameless() && (r == nil || !r.going) }
	if t.first && slices.Equal(found, t.drives) && !slices.ContainsFunc(found, unsure) {
		return
	}
	before := map[string]bool{}
	for _, d := range t.drives {
		before[d.key()+d.Plug] = !unsure(d)
	}
	var fresh []seenDrive
	now := map[string]bool{}
	for _, d := range found {
		if now[d.key()] = true; !before[d.key()+d.Plug] {
			fresh = append(fresh, d)
		}
	}
	for _, d := range t.drives {
		// One that was pulled after it was done needs no word any more.
		if r := t.runs[d.key()]; r != nil && !now[d.key()] && r.pulled() {
			t.forget(d.key())
		}
	}
	for _, d := range fresh {
		for _, key := range slices.Clone(t.order) {
			if r := t.runs[key]; !r.going && (key == d.key() || r.drive.Path == d.Path || d.Port != "" && r.drive.Port == d.Port) {
				t.forget(key)
			}
		}
		delete(t.left, d.key())
	}
	fresh = slices.DeleteFunc(fresh, func(d seenDrive) bool { return d.Silent }) // it comes when it answers
	again := t.first
	t.drives, t.first = found, true
	s.checkAgain(fresh, !again)
	s.lookForWaves(fresh)
	if again && s.goesOn() && s.Ready() {
		for _, d := range fresh {
			if s.canCopy(d) {
				s.start(d, false)
			}
		}
	}
	s.onChange(PartSticks)
}

func (t *stickTable) forget(key string) {
	delete(t.runs, key)
	t.order = slices.DeleteFunc(t.order, func(k string) bool { return k == key })
}

// AddFolder has a folder written too, as if it were a stick.
func (s *Studio) AddFolder(path string) {
	d := seenDrive{Drive: drive.Drive{Path: path, Label: filepath.Base(path)}, folder: true}
	t := &s.sticks
	for _, known := range slices.Concat(t.folders, t.drives) {
		if known.Path == path {
			return
		}
	}
	t.folders = append(t.folders, d)
	s.onChange(PartSticks)
}

// PickStick picks one of the sticks, or leaves it out.
func (s *Studio) PickStick(key string) {
	s.sticks.left[key] = !s.sticks.left[key]
	s.onChange(PartSticks)
}

// SticksAuto reports whether it goes on with the next sticks by itself.
func (s *Studio) SticksAuto() bool { return s.mem.Sticks.Auto }

// ToggleSticksAuto has it go on with the next sticks by itself, or not.
func (s *Studio) ToggleSticksAuto() {
	s.mem.Sticks.Auto = !s.mem.Sticks.Auto
	s.keep()
	s.onChange(PartSticks)
}

// closeSticks gives up everything that goes on; it waits for nothing.
func (s *Studio) closeSticks() {
	t := &s.sticks
	for _, r := range t.runs {
		r.cancel()
	}
	if t.again != nil {
		t.again()
	}
	t.looking.stop()
	t.ready.work.stop()
	t.checking.stop()
}

// loadFolder is the name of the folder on the stick: the kit's title.
func (s *Studio) loadFolder() string {
	title, _, _ := s.kit.Title.In(s.draft.Langs...)
	title = strings.TrimSpace(title)
	if what, _ := kit.NameProblem(title); what == "" {
		return title
	}
	return FileName(title)
}
