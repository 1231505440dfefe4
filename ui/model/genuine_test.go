package model_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
	"eventkit/ui/model"
)

func openedKit(t *testing.T, files fstest.MapFS) *kit.Kit {
	t.Helper()
	k, err := kit.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// put writes a kit as a folder and returns its path.
func put(t *testing.T, files fstest.MapFS) string {
	t.Helper()
	return sealtest.Put(t, filepath.Join(t.TempDir(), "kit"), files)
}

// putArchive writes a kit as a file.
func putArchive(t *testing.T, name string, files fstest.MapFS) string {
	t.Helper()
	return filepath.Join(sealtest.Put(t, t.TempDir(), fstest.MapFS{name: {Data: sealtest.Archive(t, files)}}), name)
}

// accepts remembers publishers.
func (w *world) accepts(t *testing.T, ring seal.Ring) {
	t.Helper()
	if err := ring.Save(filepath.Join(w.storage, seal.RingFile)); err != nil {
		t.Fatal(err)
	}
}

// answer answers a card by a choice's words.
func (w *world) answer(t *testing.T, name string) {
	t.Helper()
	for i, c := range w.Card().Choices {
		if c.Name == name {
			w.Answer(i)
			return
		}
	}
	t.Fatalf("no choice %q on %+v", name, w.Card())
}

// The first publisher of a kit is shown with words and code, and trusted once
// accepted; another key is an alarm that stays, and is accepted only twice over.
func TestOpeningASignedKit(t *testing.T) {
	ana, ben := sealtest.Secret(t, 1), sealtest.Secret(t, 2)
	w := newWorld(t)
	path := put(t, sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ana))
	w.Open(path)
	c := w.Card()
	if c.Bad || !strings.Contains(c.Text, "“River walk” is complete, and signed with a key that is new to you") || !slices.Equal(c.Words, ana.Public().Words()) || c.Code != ana.Public().String() || len(c.Was) > 0 {
		t.Fatalf("%+v", c)
	}
	if w.ForeignKit() || !w.parts.Has(model.PartCard) {
		t.Error("it was opened before it was accepted")
	}
	w.answer(t, "Not now")
	if !w.Card().Empty() || w.ForeignKit() {
		t.Errorf("%+v", w.Card())
	}
	w.Open(path)
	w.answer(t, "Accept this publisher")
	if !w.Card().Empty() || w.Kit().ID != "river" || !strings.Contains(w.Notice().Hint, "It is genuine") {
		t.Errorf("%+v, %+v", w.Card(), w.Notice())
	}
	ring, err := seal.OpenRing(filepath.Join(w.storage, seal.RingFile))
	if err != nil || ring["river"] != ana.Public() {
		t.Errorf("%v, %v", ring, err)
	}
	w.OwnKit()
	w.Open(path)
	if !w.Card().Empty() || w.Kit().ID != "river" || !strings.Contains(w.Notice().Hint, "It is genuine") {
		t.Errorf("the second time: %+v, %+v", w.Card(), w.Notice())
	}
	w.OwnKit()

	other := put(t, sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ben))
	w.Open(other)
	c = w.Card()
	if !c.Bad || w.ForeignKit() || !slices.Equal(c.Words, ben.Public().Words()) || !slices.Equal(c.Was, ana.Public().Words()) {
		t.Fatalf("%+v", c)
	}
	w.Go(model.RoomPlacards)
	w.bell.ring()
	if w.Card().Empty() {
		t.Error("the alarm doesn't stay")
	}
	w.answer(t, "The publisher has a new key…")
	if c := w.Card(); !c.Bad || !strings.Contains(c.Title, "Accept another key for “River walk”?") || c.Choices[0].Name != "Keep the one before" {
		t.Errorf("%+v", c)
	}
	w.Answer(0)
	if ring, _ := seal.OpenRing(filepath.Join(w.storage, seal.RingFile)); ring["river"] != ana.Public() || w.ForeignKit() {
		t.Error("the key was changed")
	}
	w.Open(other)
	w.answer(t, "The publisher has a new key…")
	w.answer(t, "The words are theirs: accept it")
	if ring, _ := seal.OpenRing(filepath.Join(w.storage, seal.RingFile)); ring["river"] != ben.Public() || w.Kit().ID != "river" {
		t.Error("the key wasn't changed")
	}
	w.Answer(7) // there is no card
}

// What was signed before and isn't any more, what is damaged, and a file of
// keys that isn't right: none of it is opened.
func TestOpeningWhatIsNotGenuine(t *testing.T) {
	ana := sealtest.Secret(t, 1)
	w := newWorld(t)
	w.accepts(t, seal.Ring{"river": ana.Public()})
	torn := maps.Clone(sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ana))
	torn["words.toml"] = &fstest.MapFile{Data: []byte("[sign]\nen = \"Pay\"\n")}
	for want, files := range map[string]fstest.MapFS{
		"Nothing shows that this copy of “River walk” is from the publisher": sealtest.Kit("river", "1", ""),
		"signature is missing, and this kit was signed before":               sealtest.Sealed(t, sealtest.Kit("river", "1", ""), nil),
		"Changed: words.toml": torn,
	} {
		w.Open(put(t, files))
		c := w.Card()
		if !c.Bad || !strings.Contains(c.Text, want) || c.Choices[0].Name == "The publisher has a new key…" || w.ForeignKit() {
			t.Errorf("%s: %+v", want, c)
		}
		w.Answer(0)
	}
	if err := os.WriteFile(filepath.Join(w.storage, seal.RingFile), []byte("[[key]]\nkit = \"river\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Open(put(t, sealtest.Sealed(t, sealtest.Kit("river", "1", ""), sealtest.Secret(t, 2))))
	if n := w.Notice(); !n.Bad || !strings.Contains(n.Hint, seal.RingFile+":1") || w.ForeignKit() || !w.Card().Empty() {
		t.Errorf("%+v", n)
	}
}

// A kit that isn't signed any more is accepted only by saying so twice, and its
// publisher is forgotten then; one whose signature was taken away never is.
func TestAcceptingAKitWithoutASignature(t *testing.T) {
	ana := sealtest.Secret(t, 1)
	bare := sealtest.Kit("river", "1", "")
	taken := maps.Clone(sealtest.Sealed(t, bare, ana))
	delete(taken, seal.SignatureFile)
	torn := maps.Clone(sealtest.Sealed(t, bare, nil))
	delete(torn, "words.toml")
	tests := map[string]struct {
		files fstest.MapFS
		can   bool
	}{
		"no list":         {bare, true},
		"a list":          {sealtest.Sealed(t, bare, nil), true},
		"damaged too":     {torn, false},
		"taken away":      {taken, false},
		"somebody else's": {sealtest.Sealed(t, bare, sealtest.Secret(t, 2)), false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			file := filepath.Join(w.storage, seal.RingFile)
			if err := (seal.Ring{"river": ana.Public(), "lake": ana.Public()}).Save(file); err != nil {
				t.Fatal(err)
			}
			path := put(t, tt.files)
			w.Open(path)
			const unsigned = "The publisher doesn’t sign any more…"
			if can := slices.ContainsFunc(w.Card().Choices, func(c model.CardChoice) bool { return c.Name == unsigned }); can != tt.can {
				t.Fatalf("can be accepted: %v, %+v", can, w.Card())
			}
			if !tt.can {
				return
			}
			w.answer(t, unsigned)
			if c := w.Card(); !c.Bad || !strings.Contains(c.Title, "Accept “River walk” without a signature?") || !slices.Equal(c.Was, ana.Public().Words()) {
				t.Errorf("%+v", c)
			}
			w.LeaveCard()
			if ring, _ := seal.OpenRing(file); ring["river"] != ana.Public() || w.ForeignKit() {
				t.Error("it was accepted all the same")
			}
			w.Open(path)
			w.answer(t, unsigned)
			w.answer(t, "They told me: accept it unsigned")
			ring, err := seal.OpenRing(file)
			if _, there := ring["river"]; there || err != nil || ring["lake"] != ana.Public() || w.Kit().ID != "river" || !w.Card().Empty() {
				t.Errorf("%v, %v, %+v", ring, err, w.Card())
			}
			w.OwnKit()
			w.Open(put(t, sealtest.Sealed(t, bare, ana)))
			if c := w.Card(); c.Title != "Do you know this publisher?" {
				t.Errorf("%+v", c)
			}
		})
	}
}

// A window that remembers nothing knows until it is closed what was accepted.
func TestAcceptedForThisTime(t *testing.T) {
	ana, ben := sealtest.Secret(t, 1), sealtest.Secret(t, 2)
	w := newWorld(t, func(p *model.Params) { p.Store = model.NewStore("") })
	path := put(t, sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ana))
	w.Open(path)
	w.answer(t, "Accept this publisher")
	if !w.ForeignKit() || w.Notice().Bad {
		t.Errorf("%+v", w.Notice())
	}
	w.OwnKit()
	w.Open(put(t, sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ben)))
	if !w.Card().Bad || w.ForeignKit() {
		t.Errorf("%+v", w.Card())
	}
}

// What lies in the place of last time's kit is judged again: it may be another.
func TestTheKitOfLastTimeWasReplaced(t *testing.T) {
	ana, ben := sealtest.Secret(t, 1), sealtest.Secret(t, 2)
	for want, files := range map[string]fstest.MapFS{
		"Not genuine: don’t use it": sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ben),
		"This kit is damaged":       sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ana),
		"":                          sealtest.Sealed(t, sealtest.Kit("river", "1", "", "notes/more.txt", "More."), ana),
	} {
		w := newWorld(t)
		path := put(t, sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ana))
		w.Open(path)
		w.answer(t, "Accept this publisher")
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if want == "This kit is damaged" {
			files["words.toml"] = &fstest.MapFile{Data: []byte("[sign]\nen = \"Pay\"\n")}
		}
		sealtest.Put(t, path, files)
		w.start()
		if w.Card().Title != want || w.ForeignKit() != (want == "") {
			t.Errorf("%q, want %q; foreign %v", w.Card().Title, want, w.ForeignKit())
		}
	}
}

// A kit that takes long to read shows that, and can be stopped.
func TestStopReading(t *testing.T) {
	h := &held{}
	w := newWorld(t)
	w.params.Runner = h
	w.start()
	path := put(t, sealtest.Kit("river", "1", ""))
	h.jobs = nil
	w.Open(path)
	w.bell.ring()
	if c := w.Card(); !strings.HasPrefix(c.Title, "Reading kit") {
		t.Fatalf("%+v", c)
	}
	w.answer(t, "Stop")
	for len(h.jobs) > 0 {
		h.release(t)
	}
	if w.ForeignKit() || !w.Card().Empty() || !strings.HasPrefix(w.Notice().Text, "Stopped") {
		t.Errorf("%+v, %+v", w.Card(), w.Notice())
	}
	w.Open(path)
	w.bell.ring()
	for len(h.jobs) > 0 {
		h.release(t)
	}
	if !w.ForeignKit() || !w.Card().Empty() {
		t.Errorf("%+v", w.Card())
	}
}

// A stick that is checked asks whose its kit is, and is checked again.
func TestCheckingASignedStick(t *testing.T) {
	ana := sealtest.Secret(t, 1)
	w := newTable(t)
	w.params.Sticks.Verify = model.VerifyMedium
	w.start()
	w.Go(model.RoomSticks)
	stick := put(t, sealtest.Sealed(t, fstest.MapFS{"START-HERE.html": {}, "river.kit": {Data: sealtest.Archive(t, sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ana))}}, nil))
	w.CheckStick(stick)
	if c := w.Card(); c.Bad || !slices.Equal(c.Words, ana.Public().Words()) {
		t.Fatalf("%+v", c)
	}
	if m := w.Checked().Message; !strings.Contains(m.Title, "new to you") {
		t.Errorf("%+v", m)
	}
	w.answer(t, "Accept this publisher")
	if c := w.Checked(); !c.Good || c.Message.Title != "Complete, and the kit on it is genuine" || !w.Card().Empty() {
		t.Errorf("%+v", c)
	}
	forged := put(t, sealtest.Sealed(t, sealtest.Kit("river", "1", ""), sealtest.Secret(t, 2)))
	w.CheckStick(forged)
	if c := w.Card(); !c.Bad || w.Checked().Good || w.Checked().Message.Title != "Not genuine" {
		t.Errorf("%+v, %+v", c, w.Checked())
	}
	w.answer(t, "The publisher has a new key…")
	w.answer(t, "The words are theirs: accept it")
	if c := w.Checked(); !c.Good || c.Message.Title != "Complete and genuine" {
		t.Errorf("%+v", c)
	}
	if from, own := w.CanRepair(); from || own {
		t.Error("what is whole can be repaired")
	}
}
