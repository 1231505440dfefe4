package ui_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eventkit/kit/drive"
	"eventkit/kit/seal/sealtest"
	"eventkit/ui"
	"eventkit/ui/model"
	"eventkit/ui/uitest"
)

// said is what the window says, in a card if one is shown: its words are set in
// lines.
func (w *window) said() string { return strings.Join(uitest.Texts(w.canvas()), " ") }

// A signed kit is dropped on the window: its publisher's words and code are
// shown, and taken with one tap; another publisher is an alarm that stays.
func TestPublisherInTheWindow(t *testing.T) {
	ana, ben := sealtest.Secret(t, 1), sealtest.Secret(t, 2)
	w := open(t)
	kitOf := func(s int) string {
		who := ana
		if s == 2 {
			who = ben
		}
		return sealtest.Put(t, t.TempDir(), sealtest.Sealed(t, sealtest.Kit("river", "1", ""), who))
	}
	w.canvas().Focus(w.Event().Entries[model.City])
	w.Studio().Drop([]string{kitOf(1)})
	w.settle()
	for _, want := range append(ana.Public().Words(), "Do you know this publisher?", "on paper or by telephone") {
		if !strings.Contains(w.said(), want) {
			t.Errorf("%q isn't shown: %s", want, w.said())
		}
	}
	if b := w.Card().Buttons; len(b) != 2 || w.canvas().Focused() != fyne.Focusable(b[0]) {
		t.Errorf("%d buttons", len(b))
	}
	uitest.Key(t, w.canvas(), fyne.KeyEscape)
	if !w.Studio().Card().Empty() || w.Studio().ForeignKit() || w.canvas().Focused() != fyne.Focusable(w.Event().Entries[model.City]) {
		t.Error("Escape doesn't leave it")
	}
	w.Studio().Drop([]string{kitOf(1)})
	uitest.Tap(t, w.canvas(), "Accept this publisher")
	if w.Studio().Kit().ID != "river" || w.canvas().Overlays().Top() != nil {
		t.Error("the kit isn't open")
	}
	w.Studio().OwnKit()

	w.Studio().Drop([]string{kitOf(2)})
	w.settle()
	for _, want := range []string{"Not genuine", strings.Join(ben.Public().Words()[:2], " "), strings.Join(ana.Public().Words()[:2], " ")} {
		if !strings.Contains(w.said(), want) {
			t.Errorf("%q isn't shown: %s", want, w.said())
		}
	}
	uitest.Tap(t, w.canvas(), "The publisher has a new key…")
	uitest.Tap(t, w.canvas(), "Keep the one before")
	if w.Studio().ForeignKit() || w.canvas().Overlays().Top() != nil {
		t.Error("it was taken")
	}
}

// A kit that isn't signed any more is an alarm, and taken in two steps that say
// what it means.
func TestAKitWithoutItsSignatureInTheWindow(t *testing.T) {
	bare := sealtest.Kit("river", "1", "")
	w := open(t)
	w.Studio().Open(sealtest.Put(t, t.TempDir(), sealtest.Sealed(t, bare, sealtest.Secret(t, 1))))
	uitest.Tap(t, w.canvas(), "Accept this publisher")
	w.Studio().OwnKit()
	w.Studio().Open(sealtest.Put(t, t.TempDir(), bare))
	w.settle()
	if !strings.Contains(w.said(), "It isn’t signed, and this kit was signed before.") {
		t.Errorf("the window says %s", w.said())
	}
	uitest.Tap(t, w.canvas(), "The publisher doesn’t sign any more…")
	w.settle()
	if b := w.Card().Buttons; len(b) != 2 || w.canvas().Focused() != fyne.Focusable(b[0]) || !strings.Contains(w.said(), "nobody can tell") {
		t.Errorf("the window says %s", w.said())
	}
	uitest.Tap(t, w.canvas(), "They told me: accept it unsigned")
	if w.Studio().Kit().ID != "river" || w.canvas().Overlays().Top() != nil {
		t.Error("the kit isn't open")
	}
}

// On a stick is a newer version: it is said with what changed, and a tap or two
// later it is the kit.
func TestANewerVersionInTheWindow(t *testing.T) {
	stick := sealtest.Put(t, t.TempDir(), fstest.MapFS{"river.kit": {Data: sealtest.Archive(t, sealtest.Kit("river", "1.1", "2027-02-26", "notes/new.txt", "New."))}})
	_, sticks := sticksOf(t)
	sticks.Drives = func() ([]drive.Drive, error) {
		return []drive.Drive{{Path: stick, Device: "sda", Label: "WAVE", Size: 8e9, Free: 7e9, Port: "2-3"}}, nil
	}
	w := open(t, func(p *ui.Params) { p.Sticks = sticks })
	w.Studio().Go(model.RoomSticks)
	w.settle()
	if w.Sticks().News.Take != nil {
		t.Error("another kit is offered")
	}
	w.Studio().Open(sealtest.Put(t, t.TempDir(), sealtest.Kit("river", "1", "2027-02-20")))
	w.Studio().Go(model.RoomSticks)
	w.settle()
	if !strings.Contains(w.said(), "On WAVE is a newer version of this kit: version 1.1, from 26 February, 2 files changed.") {
		t.Fatalf("the window says %s", w.said())
	}
	test.Tap(w.Sticks().News.Take[0])
	w.settle()
	if !strings.Contains(w.said(), "A newer version of “River walk”") {
		t.Errorf("the window says %s", w.said())
	}
	uitest.Tap(t, w.canvas(), "Take it over")
	if w.Studio().Kit().Version != "1.1" || w.Sticks().News.Take != nil {
		t.Errorf("version %s", w.Studio().Kit().Version)
	}
}

// damaged is a kit in which a file was changed, and a good copy of it.
func damaged(t *testing.T) (dir, good string, whole fstest.MapFS) {
	t.Helper()
	whole = sealtest.Sealed(t, sealtest.Kit("river", "1", ""), nil)
	torn := maps.Clone(whole)
	torn["words.toml"] = &fstest.MapFile{Data: []byte("changed")}
	return sealtest.Put(t, t.TempDir(), torn), sealtest.Put(t, t.TempDir(), whole), whole
}

// What is damaged says so, and is repaired from another copy with a tap.
func TestRepairInTheWindow(t *testing.T) {
	dir, good, whole := damaged(t)
	w, _ := inSticks(t)
	m := w.Sticks().Mend
	w.Studio().CheckStick(dir)
	if got := w.texts(); !strings.Contains(got, "Damaged") || !m.From.Visible() || m.Own.Visible() || m.Stop.Visible() {
		t.Errorf("the window says %q", got)
	}
	w.Studio().RepairFrom(good)
	w.settle()
	if got := w.texts(); !strings.Contains(got, "Repaired") || m.From.Visible() {
		t.Errorf("the window says %q", got)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "words.toml")); err != nil || string(text) != string(whole["words.toml"].Data) {
		t.Errorf("%q, %v", text, err)
	}
}

// held runs work at once, or keeps it until it is let go.
type held struct {
	keep bool
	kept []func()
}

func (h *held) Go(work func(context.Context) error, done func(error)) {
	run := func() { done(work(context.Background())) }
	if h.keep {
		h.kept = append(h.kept, run)
		return
	}
	run()
}

// In a small window it is scrolled to what a check found and what mends it, and
// to a repair that has begun: how far it is, and how to stop it.
func TestRepairIsSeenInASmallWindow(t *testing.T) {
	dir, good, _ := damaged(t)
	_, sticks := sticksOf(t)
	runner := &held{}
	w := open(t, func(p *ui.Params) { p.Sticks, p.Runner = sticks, runner })
	const high = 420
	w.Window().Resize(fyne.NewSize(900, high))
	w.Studio().Go(model.RoomSticks)
	w.settle()
	w.Studio().CheckStick(dir)
	w.settle()
	from := w.Sticks().Mend.From
	if at := w.app.Driver().AbsolutePositionForObject(from).Y; !from.Visible() || at < 0 || at+from.Size().Height > high {
		t.Errorf("the button that begins it lies at %.0f of %d", at, high)
	}
	runner.keep = true
	w.Studio().RepairFrom(good)
	stop := w.Sticks().Mend.Stop
	at := w.app.Driver().AbsolutePositionForObject(stop).Y
	if !stop.Visible() || at < 0 || at+stop.Size().Height > high {
		t.Errorf("the button that stops it lies at %.0f of %d", at, high)
	}
	for _, run := range runner.kept {
		run()
	}
	if got := w.texts(); !strings.Contains(got, "Repaired") {
		t.Errorf("the window says %q", got)
	}
}
