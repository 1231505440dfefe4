package model_test

import (
	"testing"

	"eventkit/kit/drive"
	"eventkit/ui/model"
)

// silent makes a stick not answer, or answer again.
func (w *table) silent(label string, is bool) {
	for i, d := range w.plugged {
		if d.Label == label {
			if w.plugged[i] = usb(label); is {
				w.plugged[i].Size, w.plugged[i].Free, w.plugged[i].Silent = 0, 0, true
			}
		}
	}
	w.bell.ring()
}

// A stick that doesn't answer yet is shown and left alone; when it answers it is
// one that was plugged in, and goes on with the others.
func TestSilentStick(t *testing.T) {
	w := newTable(t)
	w.Go(model.RoomSticks)
	w.plugged = []drive.Drive{usb("A"), usb("B")}
	w.silent("B", true)
	if w.rows() != "A -B" {
		t.Fatalf("%q", w.rows())
	}
	if l := w.StickLines()[1]; l.Word != "Doesn’t answer yet" || l.Hint == "" || l.About != "port 2-B · vfat" {
		t.Errorf("%+v", l)
	}
	w.ToggleSticksAuto()
	w.CopySticks()
	if len(w.wrote) != 1 {
		t.Errorf("written were %q", w.wrote)
	}
	w.silent("B", false)
	if w.rows() != "+A +B" || len(w.wrote) != 2 {
		t.Errorf("%q, written were %q", w.rows(), w.wrote)
	}
}

// One that falls silent is still the same stick: it keeps its row and its size,
// and isn't taken for one that comes anew.
func TestStickFallsSilent(t *testing.T) {
	w := newTable(t)
	w.Go(model.RoomSticks)
	w.plug("A", "B")
	w.CopySticks()
	w.plug("A", "B", "C")
	about := w.StickLines()[2].About
	w.silent("A", true)
	w.silent("C", true)
	if w.rows() != "+A +B -C" {
		t.Errorf("%q", w.rows())
	}
	if l := w.StickLines()[2]; l.About != about {
		t.Errorf("it was %q and is %q", about, l.About)
	}
	w.silent("A", false)
	w.silent("C", false)
	if w.rows() != "+A +B C" || len(w.wrote) != 2 {
		t.Errorf("%q, written were %q", w.rows(), w.wrote)
	}
}
