package model_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit/seal/sealtest"
	"eventkit/kit/stick"
	"eventkit/ui/model"
)

// An older version never replaces a newer one unasked; asked, it does.
func TestNewerVersionIsLeft(t *testing.T) {
	w := newTable(t)
	w.params.Sticks.Write = stick.Write
	w.start()
	w.Go(model.RoomSticks)
	copied := func(version string) (top string) {
		top = t.TempDir()
		sealtest.Put(t, filepath.Join(top, "A test"), sealtest.Sealed(t, fstest.MapFS{
			"test.kit": {Data: sealtest.Archive(t, sealtest.Kit("test", version, ""))},
		}, nil))
		return top
	}
	newer, older := copied("99"), copied("0.1")
	before, err := os.ReadFile(filepath.Join(newer, "A test", "test.kit"))
	if err != nil {
		t.Fatal(err)
	}
	w.AddFolder(newer)
	w.AddFolder(older)
	w.CopySticks()
	rows := w.StickLines()
	if rows[0].State != model.StickOut || rows[0].Word != "A newer version is on it" || !strings.Contains(rows[0].Text, "version 99") {
		t.Errorf("%+v", rows[0])
	}
	if rows[1].State == model.StickOut {
		t.Errorf("%+v", rows[1])
	}
	if now, err := os.ReadFile(filepath.Join(newer, "A test", "test.kit")); err != nil || string(now) != string(before) {
		t.Errorf("the newer version was changed: %v", err)
	}
	if line, on := w.CopyLine(); on {
		t.Errorf("it is copied to again: %q", line)
	}
	if line := w.OverLine(); line != "Replace the newer version on 1 stick" {
		t.Errorf("%q", line)
	}
	w.PickStick(rows[0].Key)
	if line := w.OverLine(); line != "" {
		t.Errorf("left out: %q", line)
	}
	w.PickStick(rows[0].Key)
	w.CopyOver()
	rows = w.StickLines()
	if now, err := os.ReadFile(filepath.Join(newer, "A test", "test.kit")); err != nil || string(now) == string(before) || rows[0].State == model.StickOut || w.OverLine() != "" {
		t.Errorf("%v, %q, %+v", err, w.OverLine(), rows[0])
	}
	w.ToggleLoadPart(model.PartPack)
	w.CopyOver() // there is none
}
