package model_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"eventkit/kit/drive"
	"eventkit/kit/stick"
	"eventkit/ui/model"
)

// row is a table at which sticks are ejected and heard.
type row struct {
	*doubtful
	ejected []string
	heard   string
	err     error
}

func newRow(t *testing.T) *row {
	t.Helper()
	r := &row{}
	r.doubtful = newDoubtful(t, func(p *model.Params) {
		p.Sticks.Write = func(_ context.Context, _ *stick.Load, to []stick.Target, _ stick.Options, _ func(stick.Event)) []stick.Verdict {
			v, ok := r.becomes[to[0].Label]
			if !ok {
				v.State = stick.Done
			}
			v.Target = to[0]
			r.wrote = append(r.wrote, to[0].Label)
			return []stick.Verdict{v}
		}
		p.Sticks.Eject = func(_ context.Context, d drive.Drive) error {
			if r.err != nil {
				return r.err
			}
			r.ejected = append(r.ejected, d.Label)
			r.plugged = slices.DeleteFunc(slices.Clone(r.plugged), func(o drive.Drive) bool { return o == d })
			return nil
		}
		p.Sticks.Chime = func(good bool) {
			if good {
				r.heard += "+"
			} else {
				r.heard += "-"
			}
		}
	})
	return r
}

// Sticks that are done are ejected, and no others; the row stays and says that
// it can be pulled, until the next one is in its place or a minute has passed.
func TestEject(t *testing.T) {
	w := newRow(t)
	w.put(usb("A"))
	w.CopySticks()
	if len(w.ejected) != 0 || w.rows() != "+A" {
		t.Fatalf("unasked, %v were ejected", w.ejected)
	}
	w.put()
	w.ToggleSticksEject()
	w.becomes["B"] = stick.Verdict{State: stick.Lies}
	w.becomes["D"] = stick.Verdict{State: stick.DoneFromMemory}
	w.put(usb("A"), usb("B"), usb("C"), usb("D"))
	w.CopySticks()
	w.bell.ring()
	if got := strings.Join(w.ejected, " "); got != "A C D" {
		t.Errorf("%s were ejected", got)
	}
	words := map[string]string{}
	for _, l := range w.StickLines() {
		words[l.Name] = l.Word
	}
	want := map[string]string{"A": "Done. You can pull it.", "B": "Don’t use it", "C": "Done. You can pull it.", "D": "Plug it in again"}
	if fmt.Sprint(words) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", words, want)
	}
	next := usb("E")
	next.Port = usb("A").Port
	w.put(usb("B"), next)
	if got := w.rows(); got != "!B E (+C) (D)" {
		t.Errorf("after the next one was plugged in: %s", got)
	}
	w.now = w.now.Add(2 * time.Minute)
	w.bell.ring()
	if got := w.rows(); got != "!B E (D)" {
		t.Errorf("after a while: %s", got)
	}
}

// With "go on" and "eject" a row of sticks needs no hand on the computer.
func TestNextSticksWithEject(t *testing.T) {
	w := newRow(t)
	w.ToggleSticksEject()
	w.ToggleSticksAuto()
	w.ToggleSticksSound()
	w.heard = ""
	for i, label := range []string{"A", "B", "C", "D"} {
		d := usb(label)
		d.Port, d.Path = "2-1", "/media/stick"
		w.put(d)
		if i == 0 {
			w.CopySticks()
			w.bell.ring()
		}
		if got := w.rows(); got != "(+"+label+")" {
			t.Errorf("%s: the list is %q", label, got)
		}
	}
	if got := strings.Join(w.ejected, " "); got != "A B C D" || w.heard != "++++" || w.TodayLine() != "4 sticks today" {
		t.Errorf("ejected %s, heard %s, %s", got, w.heard, w.TodayLine())
	}
}

// A stick that can't be ejected is done all the same, and the row says why and
// what to do.
func TestEjectFails(t *testing.T) {
	w := newRow(t)
	w.ToggleSticksEject()
	w.err = &drive.EjectError{Name: "A", Reason: drive.ErrBusy}
	w.put(usb("A"))
	w.AddFolder(t.TempDir())
	w.CopySticks()
	lines := w.StickLines()
	if l := lines[0]; l.State != model.StickDone || l.Word != "Done" || !strings.Contains(l.Hint, "It wasn’t ejected. A program has something on it open.") {
		t.Errorf("%+v", l)
	}
	if l := lines[1]; l.State != model.StickDone || l.Hint != "" {
		t.Errorf("a folder: %+v", l)
	}
}

// While it is ejected it mustn't be pulled.
func TestEjecting(t *testing.T) {
	h := &held{}
	w := newTable(t, func(p *model.Params) {
		p.Runner = h
		p.Sticks.Eject = func(context.Context, drive.Drive) error { return nil }
	})
	w.plugged = []drive.Drive{usb("A")}
	w.Go(model.RoomSticks)
	for len(h.jobs) > 0 {
		h.release(t)
	}
	w.ToggleSticksEject()
	w.CopySticks()
	ejecting := func() bool {
		l := w.StickLines()[0]
		return l.State == model.StickGoes && l.Word == "Ejecting: don’t pull it"
	}
	for range 20 {
		if ejecting() {
			break
		}
		h.release(t)
	}
	if !ejecting() {
		t.Errorf("%+v", w.StickLines()[0])
	}
	for len(h.jobs) > 0 && ejecting() {
		h.release(t)
	}
	if l := w.StickLines()[0]; l.Word != "Done. You can pull it." {
		t.Errorf("%+v", l)
	}
}

// The end of each stick is heard, if that is wanted, and both choices are
// remembered.
func TestSound(t *testing.T) {
	w := newRow(t)
	w.put(usb("A"))
	w.CopySticks()
	if w.heard != "" {
		t.Errorf("unasked, %q was heard", w.heard)
	}
	w.ToggleSticksSound()
	w.becomes["B"] = stick.Verdict{State: stick.Full}
	w.becomes["C"] = stick.Verdict{State: stick.Cancelled}
	w.becomes["D"] = stick.Verdict{State: stick.DoneFromMemory}
	w.put(usb("B"), usb("C"), usb("D"), usb("E"))
	w.CopySticks()
	if w.heard != "+-++" {
		t.Errorf("%q was heard", w.heard)
	}
	w.ToggleSticksEject()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w.start()
	if !w.SticksSound() || !w.SticksEject() {
		t.Error("the choices are forgotten")
	}
	w.ToggleSticksSound()
	w.ToggleSticksEject()
	if w.SticksSound() || w.SticksEject() || w.heard != "+-++" {
		t.Errorf("%v, %v, %q", w.SticksSound(), w.SticksEject(), w.heard)
	}
}

// What is plugged in is looked at at least every two seconds.
func TestSticksAreNoticedInTime(t *testing.T) {
	w := newTable(t)
	w.Go(model.RoomSticks)
	for _, r := range w.bell.waiting {
		if r.f != nil && r.d <= 2*time.Second {
			w.plugged = []drive.Drive{usb("A")}
			r.f()
		}
	}
	if w.rows() != "A" {
		t.Errorf("within two seconds the list is %q", w.rows())
	}
}
