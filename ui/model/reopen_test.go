package model_test

import (
	"maps"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
)

// besideIt puts a kit beside the program.
func (w *world) besideIt(t *testing.T, files fstest.MapFS) {
	t.Helper()
	path := putArchive(t, "carried.kit", files)
	k, file, err := kit.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	w.params.Kit, w.params.Beside, w.params.KitFirst = k, path, true
	w.params.Inside = func() (*kit.Kit, error) { return testKit(t), nil }
}

// The kit beside the program is judged like any other: nobody asked for it.
func TestTheKitBesideTheProgramIsJudged(t *testing.T) {
	ana, ben := sealtest.Secret(t, 1), sealtest.Secret(t, 2)
	bare := sealtest.Kit("river", "1", "")
	torn := maps.Clone(sealtest.Sealed(t, bare, ana))
	torn["slogans.toml"] = &fstest.MapFile{Data: []byte("[walk]\nen = \"Run\"\n")}
	accepted := seal.Ring{"river": ana.Public()}
	tests := map[string]struct {
		files fstest.MapFS
		ring  seal.Ring
		card  string // "" is none
		kit   string // the id of what is shown
	}{
		"genuine":             {sealtest.Sealed(t, bare, ana), accepted, "", "river"},
		"of somebody else":    {sealtest.Sealed(t, bare, ben), accepted, "Not genuine: don’t use it", "test"},
		"not signed any more": {bare, accepted, "Not genuine: don’t use it", "test"},
		"damaged":             {torn, accepted, "This kit is damaged", "test"},
		"never signed":        {bare, nil, "", "river"},
		"first seen":          {sealtest.Sealed(t, bare, ana), nil, "Do you know this publisher?", "river"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.accepts(t, tt.ring)
			w.besideIt(t, tt.files)
			w.start()
			c := w.Card()
			if c.Title != tt.card || w.Kit().ID != tt.kit || w.ForeignKit() {
				t.Fatalf("the kit %s, %+v", w.Kit().ID, c)
			}
			if tt.kit == "test" && !strings.Contains(c.Text, "It lies beside the program: carried.kit. The kit inside the program is shown instead.") {
				t.Errorf("%q", c.Text)
			}
			if tt.card == "Do you know this publisher?" {
				w.answer(t, "Accept this publisher")
				w.start()
				if !w.Card().Empty() || w.Kit().ID != "river" {
					t.Errorf("the next time: %+v", w.Card())
				}
			}
		})
	}
}

// The way back from another kit leads to one that was judged, too, and opening
// something else doesn't keep the program from judging.
func TestTheWayBackIsJudged(t *testing.T) {
	ana, ben := sealtest.Secret(t, 1), sealtest.Secret(t, 2)
	h := &held{}
	w := newWorld(t)
	w.accepts(t, seal.Ring{"river": ana.Public()})
	w.Open(put(t, sealtest.Kit("lake", "1", "")))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w.besideIt(t, sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ben))
	w.params.KitFirst, w.params.Runner = false, h
	w.start()
	all := func() {
		for len(h.jobs) > 0 {
			h.release(t)
		}
	}
	all()
	if w.Kit().ID != "lake" || !w.Card().Empty() {
		t.Fatalf("%s, %+v", w.Kit().ID, w.Card())
	}
	w.OwnKit()
	w.Open(filepath.Join(t.TempDir(), "nothing.toml"))
	all()
	if w.Kit().ID != "test" || !w.Card().Bad {
		t.Errorf("%s, %+v", w.Kit().ID, w.Card())
	}
}

// What can't be judged isn't used.
func TestWithoutTheAcceptedPublishers(t *testing.T) {
	w := newWorld(t)
	sealtest.Put(t, w.storage, fstest.MapFS{seal.RingFile: {Data: []byte("[[key]]\nkit = \"river\"\n")}})
	w.besideIt(t, sealtest.Sealed(t, sealtest.Kit("river", "1", ""), sealtest.Secret(t, 1)))
	w.start()
	if n := w.Notice(); !n.Bad || !strings.Contains(n.Hint, seal.RingFile+":1") || w.Kit().ID != "test" {
		t.Errorf("%s, %+v", w.Kit().ID, n)
	}
}

// An older kit beside the program doesn't take the place of a newer one that
// was taken over; a newer one, and one of another id, go first, and what was
// open before is open again when they are gone.
func TestAnOlderKitBesideTheProgram(t *testing.T) {
	w := riverside(t)
	own := w.params
	w.Open(put(t, riverTwo()))
	w.answer(t, "Take it over")
	closed := func() {
		t.Helper()
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	closed()
	w.besideIt(t, riverOne())
	for range 2 {
		w.start()
		if n := w.Notice(); w.Kit().Version != "1.1" || n.Text != "“River walk” 1.1 is open, which you took over; beside the program lies an older one, 1." {
			t.Errorf("version %s, %+v", w.Kit().Version, n)
		}
		closed()
	}
	w.start()
	w.OwnKit()
	if w.Kit().Version != "1" {
		t.Error("there is no way to the older one")
	}
	w.Open(put(t, sealtest.Kit("lake", "1", "")))
	closed()
	w.start()
	if w.Kit().Version != "1.1" || w.Kit().ID != "river" {
		t.Errorf("after another kit: %s %s", w.Kit().ID, w.Kit().Version)
	}
	closed()
	for _, carried := range []fstest.MapFS{sealtest.Kit("sea", "0.1", ""), sealtest.Kit("river", "2", "")} {
		w.besideIt(t, carried)
		w.start()
		if w.ForeignKit() || w.Kit() != w.params.Kit {
			t.Errorf("%s %s is shown", w.Kit().ID, w.Kit().Version)
		}
		closed()
	}
	w.params = own
	w.start()
	if w.Kit().ID != "lake" {
		t.Errorf("without the stick %s is shown, and not what was open last", w.Kit().ID)
	}
	w.OwnKit()
	closed()
	w.start()
	if w.ForeignKit() {
		t.Error("the way back is forgotten")
	}
}
