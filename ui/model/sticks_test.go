package model_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"eventkit/kit/drive"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
	"eventkit/ui/model"
)

// table is a studio with sticks that are made up.
type table struct {
	*world
	plugged []drive.Drive
	listErr error
	made    []model.Making
	makeErr error
	// wrote are the labels of the sticks that were written, in turn; becomes
	// says what becomes of a stick by its label.
	wrote   []string
	becomes map[string]stick.Verdict
	events  []stick.Event
	now     time.Time
	report  seal.Report
	sure    bool
	checked string
}

func newTable(t *testing.T, change ...func(*model.Params)) *table {
	t.Helper()
	w := &table{becomes: map[string]stick.Verdict{}, now: time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC), sure: true, report: seal.Report{State: seal.Genuine, Files: 2}}
	w.world = newWorld(t, append([]func(*model.Params){func(p *model.Params) {
		p.Now = func() time.Time { w.now = w.now.Add(time.Second); return w.now }
		p.Sticks = &model.Sticks{
			Drives: func() ([]drive.Drive, error) { return slices.Clone(w.plugged), w.listErr },
			Make: func(ctx context.Context, m model.Making) (*stick.Load, error) {
				w.made = append(w.made, m)
				m.Step("Making", 1, 2)
				if w.makeErr != nil {
					return nil, w.makeErr
				}
				return stick.Prepare(ctx, fstest.MapFS{
					"START-HERE.html": {Data: make([]byte, 1000)},
					"print/one.pdf":   {Data: make([]byte, 3000)},
					"test.kit":        {Data: make([]byte, 2000)},
				}, m.Folder, nil, "", nil)
			},
			Write: func(ctx context.Context, l *stick.Load, targets []stick.Target, _ stick.Options, tell func(stick.Event)) []stick.Verdict {
				v, ok := w.becomes[targets[0].Label]
				if !ok {
					v.State = stick.Done
				}
				if ctx.Err() != nil {
					v.State = stick.Cancelled
				}
				for _, e := range w.events {
					tell(e)
				}
				v.Target = targets[0]
				w.wrote = append(w.wrote, v.Target.Label)
				return []stick.Verdict{v}
			},
			Verify: func(_ context.Context, dir string, _ seal.Ring, _ seal.Progress) (*seal.Report, bool, error) {
				w.checked = dir
				return &w.report, w.sure, nil
			},
		}
	}}, change...)...)
	return w
}

func usb(label string) drive.Drive {
	return drive.Drive{Path: "/nowhere/" + label, Device: "sd" + label, Label: label, Size: 8e9, Free: 7e9, FileSystem: "vfat", Bus: "usb", Port: "2-" + label, ID: "id-" + label}
}

// plug changes what is plugged in and lets a second pass.
func (w *table) plug(labels ...string) {
	w.plugged = nil
	for _, l := range labels {
		w.plugged = append(w.plugged, usb(l))
	}
	w.bell.ring()
}

// rows are the sticks in short: a state before each name.
func (w *table) rows() string {
	signs := map[model.StickState]string{model.StickWaits: "", model.StickOut: "-", model.StickGoes: "~", model.StickDone: "+", model.StickBad: "!"}
	var out []string
	for _, l := range w.StickLines() {
		name := signs[l.State] + l.Name
		if !l.Here {
			name = "(" + name + ")"
		}
		out = append(out, name)
	}
	return strings.Join(out, " ")
}

func TestSticksRoom(t *testing.T) {
	if w := newWorld(t); w.HasRoom(model.RoomSticks) {
		t.Error("there is a room for sticks without a computer")
	}
	w := newTable(t)
	w.plug("A", "B")
	if len(w.made) != 0 || w.rows() != "" {
		t.Errorf("outside of its room %d loads were made, and %q listed", len(w.made), w.rows())
	}
	w.Go(model.RoomSticks)
	if line, bad := w.ReadyLine(); bad || !strings.HasPrefix(line, "Ready: “A test”, 3 files, 6.0 kB") {
		t.Errorf("%q, bad %v", line, bad)
	}
	if got := strings.Join(w.LoadLines(), ", "); got != "print · 3.0 kB, test.kit · 2.0 kB, START-HERE.html · 1.0 kB" {
		t.Errorf("%q", got)
	}
	if line, on := w.CopyLine(); line != "Copy to 2 sticks" || !on || w.rows() != "A B" {
		t.Errorf("%q %v, %s", line, on, w.rows())
	}
	if l := w.StickLines()[0]; l.About != "port 2-A · 8.0 GB · 7.0 GB free · vfat" || l.Word != "Ready to copy" {
		t.Errorf("%+v", l)
	}
	w.PickStick(w.StickLines()[0].Key)
	w.CopySticks()
	if !slices.Equal(w.wrote, []string{"B"}) || w.rows() != "-A +B" {
		t.Errorf("%v written, %s", w.wrote, w.rows())
	}
	if line, on := w.CopyLine(); line != "Copy" || on {
		t.Errorf("%q %v", line, on)
	}
	w.plug("A")
	if w.rows() != "-A" {
		t.Errorf("a stick that is done and pulled is still shown: %s", w.rows())
	}
	w.plug("A", "B")
	if w.rows() != "-A B" || len(w.wrote) != 1 {
		t.Errorf("%s, %v", w.rows(), w.wrote)
	}
}

// What goes onto sticks is made once, and anew when the event has changed.
func TestReady(t *testing.T) {
	w := newTable(t)
	w.Go(model.RoomSticks)
	w.Go(model.RoomEvent)
	w.Go(model.RoomSticks)
	if len(w.made) != 1 {
		t.Fatalf("made %d times", len(w.made))
	}
	if _, err := os.Stat(w.made[0].Dir); err != nil || !strings.HasPrefix(w.made[0].Dir, w.storage) {
		t.Errorf("made in %s: %v", w.made[0].Dir, err)
	}
	w.Go(model.RoomEvent)
	typed(w.world, model.City, "Nairobi")
	w.Go(model.RoomSticks)
	if len(w.made) != 2 || w.made[1].Event.City != "Nairobi" {
		t.Errorf("made %d times, last for %q", len(w.made), w.made[len(w.made)-1].Event.City)
	}
	if _, err := os.Stat(w.made[0].Dir); err == nil && w.made[0].Dir != w.made[1].Dir {
		t.Error("what was made before is kept")
	}
	w.ToggleLoadPart(model.PartPack)
	if len(w.made) != 3 || !slices.Equal(w.made[2].Without, []string{model.PartPack}) || w.LoadParts()[0].Picked {
		t.Errorf("%+v", w.made[len(w.made)-1].Without)
	}
	w.makeErr = errBroken
	w.ToggleLoadPart(model.PartPack)
	if line, bad := w.ReadyLine(); !bad || w.Ready() {
		t.Errorf("%q", line)
	}
	w.makeErr = nil
	w.MakeAgain()
	if !w.Ready() {
		t.Error("it isn't made again")
	}
}

func TestStopMakingReady(t *testing.T) {
	h := &held{}
	w := newTable(t, func(p *model.Params) { p.Runner = h })
	h.jobs = nil
	w.Go(model.RoomSticks)
	if !w.MakingReady() {
		t.Fatal("nothing is made")
	}
	if line, _ := w.ReadyLine(); line != "Making ready…" {
		t.Error(line)
	}
	w.StopMaking()
	for len(h.jobs) > 0 {
		h.release(t)
	}
	if line, _ := w.ReadyLine(); w.MakingReady() || w.Ready() || len(w.made) != 0 || !strings.HasPrefix(line, "Stopped") {
		t.Errorf("%q, made %d", line, len(w.made))
	}
	w.MakeAgain()
	for len(h.jobs) > 0 {
		h.release(t)
	}
	if !w.Ready() {
		t.Error("it isn't made again")
	}
}

// With the switch on, the next sticks are written by themselves, but none
// before the first were asked for.
func TestNextSticks(t *testing.T) {
	w := newTable(t)
	w.Go(model.RoomSticks)
	w.ToggleSticksAuto()
	w.plug("A", "B")
	if len(w.wrote) != 0 {
		t.Fatalf("%v were written unasked", w.wrote)
	}
	w.CopySticks()
	w.plug()
	w.plug("C", "D")
	w.Go(model.RoomEvent)
	w.plug()
	w.plug("E")
	if !slices.Equal(w.wrote, []string{"A", "B", "C", "D", "E"}) || w.rows() != "+E" {
		t.Errorf("%v, %s", w.wrote, w.rows())
	}
	if got := w.TodayLine(); got != "5 sticks today" {
		t.Error(got)
	}
	w.StopSticks()
	w.Go(model.RoomSticks)
	w.plug("F")
	if len(w.wrote) != 5 {
		t.Errorf("after Stop, %v", w.wrote)
	}
}

// Each stick that ends badly says so and what to do, and stays in the list when
// it was pulled, until another one is plugged into its port.
func TestBadSticks(t *testing.T) {
	w := newTable(t)
	w.becomes["B"] = stick.Verdict{State: stick.Gone, File: "x"}
	w.becomes["C"] = stick.Verdict{State: stick.Full, Needs: 6000, Free: 10}
	w.becomes["D"] = stick.Verdict{State: stick.Hung}
	w.becomes["E"] = stick.Verdict{State: stick.Lies}
	w.Go(model.RoomSticks)
	w.plug("A", "B", "C", "D", "E")
	w.CopySticks()
	if w.rows() != "+A !B !C !D !E" || w.SticksLine() != "1 done, 4 not done" {
		t.Errorf("%s, %s", w.rows(), w.SticksLine())
	}
	for i, want := range []string{"Done", "Gone", "Too little room", "It doesn’t answer", "Don’t use it"} {
		l := w.StickLines()[i]
		if l.Word != want || i > 0 && l.Hint == "" || i == 0 && l.Percent != 100 {
			t.Errorf("%+v, want %s", l, want)
		}
	}
	if hint := w.StickLines()[2].Hint; !strings.Contains(hint, "Could be left out: the event’s papers (3.0 kB), the kit itself (2.0 kB).") {
		t.Error(hint)
	}
	w.plug("A")
	if w.rows() != "+A (!B) (!C) (!D) (!E)" {
		t.Error(w.rows())
	}
	w.plug("A", "C")
	if w.rows() != "+A C (!B) (!D) (!E)" {
		t.Error(w.rows())
	}
	delete(w.becomes, "C")
	w.CopySticks()
	if w.rows() != "+A +C (!B) (!D) (!E)" {
		t.Error(w.rows())
	}
	w.ClearSticks()
	if w.rows() != "A C" || w.CanClear() {
		t.Error(w.rows())
	}
}

// Too little room and a lock are said before the first byte.
func TestSticksThatCantBeWritten(t *testing.T) {
	w := newTable(t)
	small, locked := usb("S"), usb("L")
	small.Free, locked.ReadOnly = 5000, true
	w.plugged = []drive.Drive{small, locked}
	w.Go(model.RoomSticks)
	w.bell.ring()
	lines := w.StickLines()
	if w.rows() != "-S -L" || lines[0].Word != "Too little room" || !strings.Contains(lines[0].Hint, "Could be left out") || lines[1].Word != "Write-protected" {
		t.Errorf("%+v", lines)
	}
	if _, on := w.CopyLine(); on {
		t.Error("they can be copied to")
	}
	w.listErr = errors.New("no list")
	w.bell.ring()
	if w.SticksTrouble().Title == "" {
		t.Error("it isn't said that nothing can be listed")
	}
}

// While a stick is written it is told how far it is; a stick that doesn't
// answer holds up neither the others nor the window's end.
func TestCopyingIsFollowed(t *testing.T) {
	h := &held{}
	w := newTable(t, func(p *model.Params) { p.Runner = h })
	w.plugged = []drive.Drive{usb("A"), usb("B")}
	w.Go(model.RoomSticks)
	for len(h.jobs) > 0 {
		h.release(t)
	}
	w.CopySticks()
	if w.rows() != "~A ~B" || !w.Copying() || w.StickLines()[0].Word != "Starting" {
		t.Fatalf("%s, %+v", w.rows(), w.StickLines())
	}
	w.parts = 0
	w.bell.ring()
	if !w.parts.Has(model.PartCopying) {
		t.Error("nobody is told how far they are")
	}
	for range len(h.jobs) {
		h.release(t)
		if w.rows() == "+A ~B" {
			break
		}
	}
	if w.rows() != "+A ~B" || w.TodayLine() != "1 stick today" {
		t.Errorf("%s, %s", w.rows(), w.TodayLine())
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
	for range len(h.jobs) {
		h.release(t)
	}
	if l := w.StickLines()[1]; l.Word != "Stopped" {
		t.Errorf("%+v", l)
	}
}

func TestPercent(t *testing.T) {
	var w *table
	var seen []string
	w = newTable(t)
	w.Go(model.RoomSticks)
	write := w.params.Sticks.Write
	w.params.Sticks.Write = func(ctx context.Context, l *stick.Load, to []stick.Target, o stick.Options, tell func(stick.Event)) []stick.Verdict {
		for _, e := range []stick.Event{{Phase: stick.Looking}, {Phase: stick.Copying, Done: 500, Total: 1000}, {Phase: stick.Checking, Done: 1000, Total: 1000}, {Phase: stick.Finished}} {
			tell(e)
			if len(w.StickLines()) == 1 {
				l := w.StickLines()[0]
				seen = append(seen, strings.TrimSpace(l.Word+" "+l.Text))
			}
		}
		return write(ctx, l, to, o, tell)
	}
	w.plug("A")
	w.CopySticks()
	want := []string{"Looking what is there", "Copying 500 B of 1.0 kB", "Checking 1.0 kB of 1.0 kB", "Nearly done"}
	if !slices.Equal(seen, want) {
		t.Errorf("%q, want %q", seen, want)
	}
}

// A line for every copy, nothing about people, countable; yesterday's don't
// count for today.
func TestStickLog(t *testing.T) {
	w := newTable(t)
	log := filepath.Join(w.storage, "sticks.log")
	old := "2027-02-27T10:00:00Z\tOLD\t5\tdone\nrubbish\n2027-03-01T08:00:00Z\tX\t5\tdone\n2027-03-01T08:01:00Z\tX\t5\tgone\n"
	if err := os.WriteFile(log, []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Go(model.RoomSticks)
	if got := w.TodayLine(); got != "1 stick today" {
		t.Error(got)
	}
	w.plug("A\tB")
	w.CopySticks()
	text, err := os.ReadFile(log)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if err != nil || len(lines) != 5 || !strings.HasSuffix(lines[4], "\tA B\t0\tdone") || w.TodayLine() != "2 sticks today" {
		t.Errorf("%v: %q, %s", err, text, w.TodayLine())
	}
	if !w.HasStickLog() {
		t.Error("there is no log to save")
	}
	w.SaveStickLog()
	saved, err := filepath.Glob(filepath.Join(w.out, "sticks-*.tsv"))
	if err != nil || len(saved) != 1 {
		t.Fatalf("%v %v", saved, err)
	}
	if copied, _ := os.ReadFile(saved[0]); !strings.HasSuffix(string(copied), string(text)) {
		t.Errorf("%q", copied)
	}
}

// A folder is written like a stick.
func TestCopyToAFolder(t *testing.T) {
	dir := t.TempDir()
	w := newTable(t)
	w.params.Sticks.Write = stick.Write
	w.Go(model.RoomSticks)
	w.AddFolder(dir)
	w.Drop([]string{dir})
	if line, _ := w.CopyLine(); line != "Copy to 1 stick" {
		t.Error(line)
	}
	w.CopySticks()
	if l := w.StickLines()[0]; l.State != model.StickDone {
		t.Fatalf("%+v", l)
	}
	if _, err := os.Stat(filepath.Join(dir, "A test", seal.SumsFile)); err != nil {
		t.Error(err)
	}
	w.params.Sticks.Verify = model.VerifyMedium
	w.CheckStick(dir)
	if c := w.Checked(); !c.Good || c.Message.Title != "Complete, not signed" {
		t.Errorf("%+v", c)
	}
	if err := os.WriteFile(filepath.Join(dir, "A test", "test.kit"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.CheckStick(dir)
	if c := w.Checked(); c.Good || c.Message.Title != "Damaged" || !strings.Contains(c.Message.Text, "test.kit") {
		t.Errorf("%+v", c)
	}
	w.CheckStick(filepath.Join(dir, "nothing"))
	if c := w.Checked(); c.Good || c.Message.Title == "" {
		t.Errorf("%+v", c)
	}
}

// The folder to check may be the stick's, the kit's, or have another name.
func TestFindingTheSums(t *testing.T) {
	w := newTable(t)
	w.sure = false
	top := t.TempDir()
	other := filepath.Join(top, "Another kit")
	if err := os.Mkdir(other, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(other, seal.SumsFile), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{top, other} {
		w.CheckStick(dir)
		if w.checked != other || !strings.Contains(w.Checked().Message.Hint, "from memory") {
			t.Errorf("%s: %s was checked, %+v", dir, w.checked, w.Checked())
		}
	}
}

// What was picked is remembered; the window opens in the room where it was
// closed, and makes ready by itself.
func TestSticksAreRemembered(t *testing.T) {
	w := newTable(t)
	w.Go(model.RoomSticks)
	w.ToggleSticksAuto()
	w.ToggleLoadPart(model.PartFiles)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	made := len(w.made)
	w.start()
	if w.Room() != model.RoomSticks || !w.SticksAuto() || w.LoadParts()[1].Picked || len(w.made) != made+1 || !w.Ready() {
		t.Errorf("room %s, auto %v, parts %+v, made %d times more", w.Room(), w.SticksAuto(), w.LoadParts(), len(w.made)-made)
	}
	if got := w.made[made].Without; !slices.Equal(got, []string{model.PartFiles}) {
		t.Errorf("left out: %v", got)
	}
	w.plugged = []drive.Drive{usb("A")}
	w.bell.ring()
	if len(w.wrote) != 0 {
		t.Errorf("%v were written before anyone asked", w.wrote)
	}
}

// While sticks are written, what goes onto them stays; what changed is made
// when they are done.
func TestNothingIsMadeWhileSticksAreWritten(t *testing.T) {
	h := &held{}
	w := newTable(t, func(p *model.Params) { p.Runner = h })
	w.plugged = []drive.Drive{usb("A")}
	w.Go(model.RoomSticks)
	for len(h.jobs) > 0 {
		h.release(t)
	}
	w.CopySticks()
	w.ToggleLoadPart(model.PartPack)
	if line, _ := w.ReadyLine(); len(w.made) != 1 || w.MakingReady() || !strings.HasPrefix(line, "Something changed") {
		t.Errorf("made %d times, %q", len(w.made), line)
	}
	for len(h.jobs) > 0 {
		h.release(t)
	}
	if len(w.made) != 2 || !w.Ready() {
		t.Errorf("made %d times", len(w.made))
	}
}
