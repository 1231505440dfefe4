package model_test

import (
	"testing"
	"time"

	"eventkit/kit/drive"
	"eventkit/ui/model"
)

// Where the system gives sticks no number, one that was put into another's place
// while nobody looked isn't taken for the one that is done.
func TestChangedWhileNobodyLooked(t *testing.T) {
	for name, tc := range map[string]struct {
		id, plug string
		away     time.Duration
		want     string
	}{
		"no number":            {"", "", time.Minute, "A"},
		"no number, soon":      {"", "", 0, "+A"},
		"a number of its own":  {"1A2B", "", time.Minute, "+A"},
		"a number of the plug": {"", "7", time.Minute, "+A"},
	} {
		w := newTable(t)
		a := usb("A")
		a.ID, a.Plug = tc.id, tc.plug
		w.plugged = []drive.Drive{a}
		w.Go(model.RoomSticks)
		w.bell.ring()
		w.CopySticks()
		w.Go(model.RoomEvent)
		w.bell.ring()
		w.now = w.now.Add(tc.away)
		w.Go(model.RoomSticks)
		if w.rows() != tc.want {
			t.Errorf("%s: %q, not %q", name, w.rows(), tc.want)
		}
	}
}

// Sticks of one label and size in one place are told apart by their numbers.
func TestAnotherNumberIsAnotherStick(t *testing.T) {
	w := newTable(t)
	a := usb("A")
	w.plugged = []drive.Drive{a}
	w.Go(model.RoomSticks)
	w.bell.ring()
	w.CopySticks()
	w.plugged[0].ID = "9999"
	w.bell.ring()
	if w.rows() != "A" {
		t.Errorf("%q", w.rows())
	}
}

// Of many sticks that look alike each is owed its own check, and gets it, also
// where the system calls it differently when it comes again.
func TestManyThatLookAlikeAreCheckedAgain(t *testing.T) {
	for name, ids := range map[string][]string{"no numbers": {"", "", ""}, "numbers": {"1A", "2B", "3C"}} {
		w := newDoubtful(t)
		var sticks []drive.Drive
		for _, id := range ids {
			sticks = append(sticks, newStick(t, "KIT", id))
		}
		w.put(sticks...)
		w.CopySticks()
		w.put()
		for i, d := range sticks {
			if d.ID != "" {
				d.Label = "KIT 1"
			}
			w.put(d)
			if l := w.StickLines()[0]; !l.Here || l.State != model.StickDone {
				t.Errorf("%s, stick %d: %+v", name, i, l)
			}
			w.put()
		}
		if got := w.log(t); got != "done, checked from memory; done, checked from memory; done, checked from memory; checked once more: right; checked once more: right; checked once more: right; 3 sticks today" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// A stick that hangs while it is checked once more is given up on after half a
// minute; what goes onto the others can be made anew then.
func TestCheckingAgainHangs(t *testing.T) {
	h := &held{}
	w := newDoubtful(t)
	d := newStick(t, "A", "1A2B")
	w.put(d)
	w.CopySticks()
	w.put()
	w.params.Runner = h
	w.start()
	w.Go(model.RoomSticks)
	for len(h.jobs) > 0 {
		h.release(t)
	}
	w.plugged = []drive.Drive{d}
	w.bell.ring()
	for len(h.jobs) > 0 && !w.Copying() {
		h.release(t)
	}
	if !w.Copying() {
		t.Fatalf("it isn't checked: %+v", w.StickLines())
	}
	for range 120 {
		w.bell.ring()
	}
	if l := w.only(t); w.Copying() || l.State != model.StickBad || l.Word != "Not checked" || l.Hint == "" {
		t.Errorf("%v %+v", w.Copying(), l)
	}
}
