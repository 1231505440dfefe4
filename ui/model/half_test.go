package model_test

import (
	"maps"
	"os"
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
		w.accepts(t, seal.Ring{"river": ana.Public()})
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

// Another kit that comes in place of the one that was looked at isn't opened
// unseen.
func TestKitThatIsSwapped(t *testing.T) {
	ana := sealtest.Secret(t, 1)
	w := riverside(t)
	w.accepts(t, seal.Ring{"river": ana.Public()})
	path := putArchive(t, "river.kit", sealtest.Sealed(t, riverTwo(), ana))
	w.Open(path)
	other := putArchive(t, "river.kit", sealtest.Sealed(t, riverTwo("notes/other.txt", "Other."), sealtest.Secret(t, 2)))
	if err := os.Rename(other, path); err != nil {
		t.Fatal(err)
	}
	w.answer(t, "Only open it where it lies")
	if n := w.Notice(); w.Kit().Version != "1" || !n.Bad || !strings.Contains(n.Text+n.Hint, "open it once more") {
		t.Errorf("%s, %+v", w.Kit().Version, n)
	}
	w.Open(path)
	if c := w.Card(); !strings.HasPrefix(c.Title, "Not genuine") {
		t.Errorf("%+v", c)
	}
}
