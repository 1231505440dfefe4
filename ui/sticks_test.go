package ui_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"fyne.io/fyne/v2/test"

	"eventkit/kit/drive"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
	"eventkit/ui"
	"eventkit/ui/model"
	"eventkit/ui/uitest"
)

// sticksOf makes two folders that are plugged in as sticks, to be written and
// read for real.
func sticksOf(t *testing.T) (dirs []string, sticks *model.Sticks) {
	t.Helper()
	top := t.TempDir()
	var drives []drive.Drive
	for _, label := range []string{"BLUE", "ذاكرة"} {
		dir := filepath.Join(top, label)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		dirs = append(dirs, dir)
		drives = append(drives, drive.Drive{Path: dir, Device: label, Label: label, Size: 8e9, Free: 7e9, FileSystem: "vfat", Port: "2-" + label})
	}
	return dirs, &model.Sticks{
		Drives: func() ([]drive.Drive, error) { return drives, nil },
		Make: func(ctx context.Context, m model.Making) (*stick.Load, error) {
			return stick.Prepare(ctx, fstest.MapFS{"START-HERE.html": {Data: []byte("<!doctype html>")}, "kit/kit.toml": {Data: []byte("id")}}, m.Folder, nil, "", nil)
		},
		Write: stick.Write, Verify: model.VerifyMedium,
	}
}

// inSticks opens the window in the room of the sticks with two of them.
func inSticks(t *testing.T, change ...func(*model.Sticks)) (w *window, dirs []string) {
	t.Helper()
	dirs, sticks := sticksOf(t)
	for _, f := range change {
		f(sticks)
	}
	w = open(t, func(p *ui.Params) { p.Sticks = sticks })
	w.Studio().Go(model.RoomSticks)
	w.settle()
	return w, dirs
}

// Two sticks get the folder and its sums with one tap, and a tick each; what
// was on them stays.
func TestCopyToTwoSticks(t *testing.T) {
	w, dirs := inSticks(t)
	mine := filepath.Join(dirs[0], "holiday.jpg")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	uitest.Tap(t, w.canvas(), "Copy to 2 sticks")
	w.settle()
	seen := uitest.Texts(w.canvas())
	for _, want := range []string{"Done", "2 done", "2 sticks today", "BLUE"} {
		if !slices.Contains(seen, want) {
			t.Errorf("%q isn't shown: %q", want, seen)
		}
	}
	for i, dir := range dirs {
		found, err := filepath.Glob(filepath.Join(dir, "*", seal.SumsFile))
		if err != nil || len(found) != 1 {
			t.Errorf("%s: %v, %v", dir, found, err)
		}
		if got := w.Sticks().Stage.Rows[i].Line(); got.State != model.StickDone {
			t.Errorf("%+v", got)
		}
	}
	if text, err := os.ReadFile(mine); err != nil || string(text) != "mine" {
		t.Errorf("%q, %v", text, err)
	}
	if !w.Sticks().Copy.Disabled() || w.Sticks().Stop.Visible() {
		t.Error("there is still something to do")
	}
	w.Studio().CheckStick(dirs[0])
	if got := w.texts(); !strings.Contains(got, "Complete, not signed") {
		t.Errorf("the window says %q", got)
	}
	uitest.Tap(t, w.canvas(), "Save the log…")
	if saved, err := filepath.Glob(filepath.Join(w.out, "sticks-*.tsv")); err != nil || len(saved) != 1 {
		t.Errorf("%v, %v", saved, err)
	}
	if text := w.Sticks().Stage.Note.Text(); !strings.Contains(text, "Saved") {
		t.Errorf("the window says %q", text)
	}
}

// One that lies has a cross, the reason and what to do.
func TestABadStickInTheWindow(t *testing.T) {
	w, _ := inSticks(t, func(s *model.Sticks) {
		write := s.Write
		s.Write = func(ctx context.Context, l *stick.Load, to []stick.Target, o stick.Options, tell func(stick.Event)) []stick.Verdict {
			if to[0].Label == "BLUE" {
				return []stick.Verdict{{Target: to[0], State: stick.Lies, File: "kit/kit.toml"}}
			}
			return write(ctx, l, to, o, tell)
		}
	})
	test.Tap(w.Sticks().Picks[1]) // its words are a picture
	uitest.Tap(t, w.canvas(), "Copy to 1 stick")
	if got := w.texts(); !strings.Contains(got, "Don’t use it") || !strings.Contains(got, "Left out") {
		t.Errorf("the window says %q", got)
	}
	if l := w.Sticks().Stage.Rows[0].Line(); l.State != model.StickBad || !strings.Contains(l.Hint, "Take another one") {
		t.Errorf("%+v", l)
	}
	uitest.Tap(t, w.canvas(), "Clear the list")
	if l := w.Sticks().Stage.Rows[0].Line(); l.State != model.StickWaits {
		t.Errorf("%+v", l)
	}
	uitest.Tap(t, w.canvas(), "The kit itself")
	uitest.Tap(t, w.canvas(), "Go on with the next")
	if w.Sticks().Parts[1].Selected() || !w.Sticks().Auto.Selected() {
		t.Error("the chips don't follow")
	}
}

// One that was checked from memory has a sign of its own, is checked by itself
// when it comes again, and is ejected and heard when it is done.
func TestAgainInTheWindow(t *testing.T) {
	var ejected []string
	var heard []bool
	gone := false
	_, s := sticksOf(t)
	list, write := s.Drives, s.Write
	s.Drives = func() ([]drive.Drive, error) {
		drives, err := list()
		if gone {
			drives = nil
		}
		return drives[:min(1, len(drives))], err
	}
	s.Write = func(ctx context.Context, l *stick.Load, to []stick.Target, o stick.Options, tell func(stick.Event)) []stick.Verdict {
		out := write(ctx, l, to, o, tell)
		out[0].State = stick.DoneFromMemory
		return out
	}
	s.Eject = func(_ context.Context, d drive.Drive) error {
		ejected = append(ejected, d.Label)
		return nil
	}
	s.Chime = func(good bool) { heard = append(heard, good) }
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	w := open(t, func(p *ui.Params) {
		p.Sticks = s
		p.Now = func() time.Time { return now }
	})
	w.Studio().Go(model.RoomSticks)
	w.settle()
	uitest.Tap(t, w.canvas(), "Copy to 1 stick")
	w.settle()
	if got := w.texts(); !strings.Contains(got, "Plug it in again") || !strings.Contains(got, "1 to plug in again") {
		t.Errorf("the window says %q", got)
	}
	uitest.Tap(t, w.canvas(), "Eject it")
	uitest.Tap(t, w.canvas(), "Sound")
	if !w.Sticks().Eject.Selected() || !w.Sticks().Sound.Selected() || !slices.Equal(heard, []bool{true}) {
		t.Errorf("the chips don’t follow; heard %v", heard)
	}
	for _, gone = range []bool{true, false} {
		now = now.Add(time.Second) // it looks only as time passes
		w.Studio().Go(model.RoomEvent)
		w.Studio().Go(model.RoomSticks)
		w.settle()
	}
	if got := w.texts(); !strings.Contains(got, "Done. You can pull it.") || !strings.Contains(got, "Checked once more") {
		t.Errorf("the window says %q", got)
	}
	if !slices.Equal(ejected, []string{"BLUE"}) || !slices.Equal(heard, []bool{true, true}) {
		t.Errorf("ejected %v, heard %v", ejected, heard)
	}
}
