package model_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
	"eventkit/kit/stick"
	"eventkit/ui/model"
)

// checkedFolder is a studio with real sticks in which a folder was checked.
func checkedFolder(t *testing.T, dir string, ring seal.Ring, change ...func(*model.Params)) *table {
	t.Helper()
	w := newTable(t, change...)
	w.params.Sticks.Verify = model.VerifyMedium
	w.params.Sticks.Write = stick.Write
	w.accepts(t, ring)
	w.start()
	w.Go(model.RoomSticks)
	w.bell.ring()
	w.CheckStick(dir)
	return w
}

// torn is a folder of a sealed kit in which a file is changed and one missing.
func torn(t *testing.T, files fstest.MapFS) string {
	t.Helper()
	files = maps.Clone(files)
	files["words.toml"] = &fstest.MapFile{Data: []byte("changed")}
	delete(files, "notes/first.txt")
	return put(t, files)
}

// What is damaged is mended from a good copy, and from nothing else.
func TestRepairFrom(t *testing.T) {
	ana, ben := sealtest.Secret(t, 1), sealtest.Secret(t, 2)
	ring := seal.Ring{"river": ana.Public()}
	whole := sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ana)
	dir := torn(t, whole)
	w := checkedFolder(t, dir, ring)
	if from, own := w.CanRepair(); !from || own || w.Checked().Good {
		t.Fatalf("from %v, own %v, %+v", from, own, w.Checked())
	}
	for want, copy := range map[string]string{
		"isn’t good either":                 put(t, sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ben)),
		"Damaged":                           torn(t, whole),
		"not of river":                      put(t, sealtest.Sealed(t, sealtest.Kit("lake", "1", ""), ana)),
		"Choose a copy of the same version": put(t, sealtest.Sealed(t, sealtest.Kit("river", "0.9", ""), ana)),
		"to have the newer one there, copy": put(t, sealtest.Sealed(t, sealtest.Kit("river", "2", ""), ana)),
		"damaged copy":                      dir,
		"doesn’t exist":                     filepath.Join(dir, "none"),
	} {
		w.RepairFrom(copy)
		if m := w.Checked().Message; !strings.Contains(m.Title+m.Text+m.Hint, want) || w.Checked().Good {
			t.Errorf("%s: %+v", want, m)
		}
	}
	mine := filepath.Join(dir, "mine.txt")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.RepairFrom(put(t, whole))
	if c := w.Checked(); !c.Good || c.Message.Title != "Repaired" || !strings.Contains(c.Message.Text, "2 files written") {
		t.Errorf("%+v", c)
	}
	if text, err := os.ReadFile(mine); err != nil || string(text) != "mine" {
		t.Errorf("%q, %v", text, err)
	}
	if from, _ := w.CanRepair(); from {
		t.Error("it can be repaired again")
	}
	w.CheckStick(dir)
	if c := w.Checked(); c.Message.Title != "Complete and genuine" {
		t.Errorf("%+v", c.Message)
	}
	w.RepairFrom(dir) // there is nothing to repair
	w.RepairOwn()
}

// A repair takes no signature away, whoever signed, and though nobody was
// accepted.
func TestRepairKeepsTheSignature(t *testing.T) {
	ana, ben := sealtest.Secret(t, 1), sealtest.Secret(t, 2)
	kit := sealtest.Kit("river", "1", "")
	w := checkedFolder(t, torn(t, sealtest.Sealed(t, kit, ana)), seal.Ring{})
	for _, copy := range []fstest.MapFS{sealtest.Sealed(t, kit, nil), sealtest.Sealed(t, kit, ben)} {
		if w.RepairFrom(put(t, copy)); w.Checked().Good || !strings.Contains(w.Checked().Message.Title, "isn’t good either") {
			t.Errorf("%+v", w.Checked())
		}
	}
	if w.RepairFrom(put(t, sealtest.Sealed(t, kit, ana))); !w.Checked().Good {
		t.Errorf("%+v", w.Checked())
	}
}

// On a stick that has no folder of a kit there is nothing to repair; what was
// pulled half-way goes on, and what its owner has there stays.
func TestRepairTouchesNothingOfTheOwners(t *testing.T) {
	good := put(t, sealtest.Sealed(t, fstest.MapFS{"README.md": {Data: []byte("the kit's")}, "b.txt": {Data: []byte("b")}}, nil))
	theirs := fstest.MapFS{"README.md": {Data: []byte("mine")}, "photo.jpg": {Data: []byte("photo")}}
	stick := sealtest.Put(t, t.TempDir(), theirs)
	w := checkedFolder(t, stick, seal.Ring{})
	if from, own := w.CanRepair(); from || own || w.Checked().Message.Title != "Not finished" {
		t.Errorf("from %v, own %v, %+v", from, own, w.Checked())
	}
	w.RepairFrom(good)

	list, err := os.ReadFile(filepath.Join(good, seal.SumsFile))
	if err != nil {
		t.Fatal(err)
	}
	sealtest.Put(t, stick, fstest.MapFS{"Walk/.eventkit-writing": {Data: list}, "Walk/b.txt": {Data: []byte("half")}})
	w = checkedFolder(t, stick, seal.Ring{})
	w.RepairFrom(good)
	if c := w.Checked(); !c.Good || c.Message.Title != "Repaired" {
		t.Errorf("%+v", c)
	}
	for name, f := range theirs {
		if text, err := os.ReadFile(filepath.Join(stick, name)); err != nil || string(text) != string(f.Data) {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	if entries, _ := os.ReadDir(stick); len(entries) != 3 {
		t.Errorf("%v", entries)
	}
}

// The program mends from what it has: the open kit, where that is the same
// version with its signature, and what is ready for sticks.
func TestRepairFromItsOwn(t *testing.T) {
	ana := sealtest.Secret(t, 1)
	ring := seal.Ring{"river": ana.Public()}
	whole := sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ana)
	with := func(files fstest.MapFS) func(*model.Params) {
		return func(p *model.Params) { p.Kit = openedKit(t, files) }
	}
	dir := torn(t, whole)
	w := checkedFolder(t, dir, ring, with(whole))
	if _, own := w.CanRepair(); !own {
		t.Fatalf("the open kit isn't of use: %+v", w.Checked())
	}
	w.RepairOwn()
	if c := w.Checked(); c.Message.Title != "Repaired" {
		t.Errorf("%+v", c)
	}
	for name, own := range map[string]fstest.MapFS{
		"not sealed": sealtest.Kit("river", "1", ""), "older": sealtest.Sealed(t, sealtest.Kit("river", "0.9", ""), ana), "another": sealtest.Sealed(t, sealtest.Kit("lake", "1", ""), ana),
	} {
		w := checkedFolder(t, torn(t, whole), ring, with(own))
		if from, own := w.CanRepair(); !from || own {
			t.Errorf("%s: from %v, own %v", name, from, own)
		}
	}

	// A stick that the program filled, and one that carries something newer.
	load := func(inside fstest.MapFS) string {
		files := sealtest.Sealed(t, fstest.MapFS{"START-HERE.html": {Data: []byte("x")}, "river.kit": {Data: sealtest.Archive(t, inside)}}, nil)
		files["START-HERE.html"] = &fstest.MapFile{Data: []byte("changed")}
		return put(t, files)
	}
	dir = load(whole)
	w = checkedFolder(t, dir, ring, with(whole))
	if _, own := w.CanRepair(); !own {
		t.Fatalf("%+v", w.Checked())
	}
	w.RepairOwn()
	if c := w.Checked(); !c.Good || c.Message.Title != "Repaired" {
		t.Errorf("%+v", c)
	}
	w = checkedFolder(t, load(sealtest.Sealed(t, sealtest.Kit("river", "2", ""), ana)), ring, with(whole))
	if from, own := w.CanRepair(); !from || own {
		t.Errorf("newer: from %v, own %v", from, own)
	}
}

// A repair says how far it is, and can be stopped.
func TestStopRepair(t *testing.T) {
	h := &held{}
	whole := sealtest.Sealed(t, sealtest.Kit("river", "1", ""), nil)
	dir := torn(t, whole)
	w := checkedFolder(t, dir, seal.Ring{}, func(p *model.Params) { p.Runner = h })
	all := func() {
		for len(h.jobs) > 0 {
			h.release(t)
		}
	}
	all()
	w.CheckStick(dir)
	all()
	w.RepairFrom(put(t, whole))
	line, percent, ok := w.RepairLine()
	if !ok || percent != 0 || !strings.Contains(line, "reading the good copy") {
		t.Errorf("%q %d %v", line, percent, ok)
	}
	if from, _ := w.CanRepair(); from {
		t.Error("two repairs at a time")
	}
	w.parts = 0
	w.bell.ring()
	if !w.parts.Has(model.PartCopying) {
		t.Error("nobody is told how far it is")
	}
	w.StopRepair()
	w.StopRepair()
	all()
	if c := w.Checked(); c.Good || c.Message.Title != "Stopped" {
		t.Errorf("%+v", c)
	}
	if _, _, ok := w.RepairLine(); ok {
		t.Error("it goes on")
	}
	w.RepairFrom(put(t, whole))
	all()
	if c := w.Checked(); !c.Good {
		t.Errorf("%+v", c)
	}
}
