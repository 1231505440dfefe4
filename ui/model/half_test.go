package model_test

import (
	"maps"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
)

// A note that says a copy is being made takes no signature away: the half of a
// publisher's kit isn't opened, wherever it lies.
func TestHalfOfAKitIsNotOpened(t *testing.T) {
	ana := sealtest.Secret(t, 1)
	half := maps.Clone(riverOne())
	half[".eventkit-writing"] = &fstest.MapFile{}
	for _, path := range []string{put(t, half), putArchive(t, "river.kit", half)} {
		w := newWorld(t)
		if err := (seal.Ring{"river": ana.Public()}).Save(filepath.Join(w.storage, seal.RingFile)); err != nil {
			t.Fatal(err)
		}
		w.Open(path)
		if c := w.Card(); c.Title != "This copy isn’t finished" || !strings.Contains(c.Text, "a part of “River walk”") || !c.Bad || w.Kit().ID == "river" {
			t.Errorf("%+v, %s is open", c, w.Kit().ID)
		}
	}
	w := newWorld(t)
	w.Open(put(t, half))
	if w.Kit().ID != "river" {
		t.Errorf("what nobody signs isn’t opened: %+v", w.Card())
	}
}
