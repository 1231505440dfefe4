package model_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit/drive"
	"eventkit/kit/seal/sealtest"
	"eventkit/kit/wave"
	"eventkit/ui/model"
)

func riverOne() fstest.MapFS {
	return sealtest.Kit("river", "1", "2027-02-20", "letter/letter.en.md", "# To the mission\n\nWe ask.\n")
}

func riverTwo(more ...string) fstest.MapFS {
	return sealtest.Kit("river", "1.1", "2027-02-26", append([]string{"letter/letter.en.md", "# To the mission\n\nWe ask again.\n", "notes/new.txt", "New.", "notes/first.txt", ""}, more...)...)
}

// riverside is a studio whose program came with the first version.
func riverside(t *testing.T, change ...func(*model.Params)) *world {
	return newWorld(t, append([]func(*model.Params){func(p *model.Params) { p.Kit = openedKit(t, riverOne()) }}, change...)...)
}

// A newer version is offered with what changed, really counted, and taken over
// whole: it is there at the next start when the stick is gone, and what the
// organizer wrote is as it was.
func TestTakingOverANewerVersion(t *testing.T) {
	w := riverside(t)
	typed(w, model.City, "Nairobi")
	w.TypeWords("Our own words")
	w.TypeLetter("Our own letter")
	w.NewMessage()
	w.TypeMessage("Our own message")
	w.KeepMessage()
	path := putArchive(t, "river.kit", riverTwo())
	w.Open(path)
	c := w.Card()
	if c.Title != "A newer version of “River walk”" || !strings.HasPrefix(c.Text, "It is newer: version 1.1, from 26 February, 4 files changed.") || !strings.Contains(c.Text, "Nobody signed it") {
		t.Fatalf("%+v", c)
	}
	w.answer(t, "Not now")
	if w.Kit().Version != "1" {
		t.Error("it was taken all the same")
	}
	w.Open(path)
	w.answer(t, "Take it over")
	if w.Kit().Version != "1.1" || !strings.Contains(w.Notice().Text, "is now version 1.1") || w.Field(model.City) != "Nairobi" || w.Draft().Text != "Our own words" {
		t.Errorf("%s, %+v, %q", w.Kit().Version, w.Notice(), w.Draft().Text)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	w.start()
	if w.Kit().Version != "1.1" || w.Draft().Text != "Our own words" || w.LetterText() != "Our own letter" || !w.ForeignKit() {
		t.Errorf("at the next start: %s, %q, %q", w.Kit().Version, w.Draft().Text, w.LetterText())
	}
	if text, err := os.ReadFile(filepath.Join(w.storage, "desk.json")); err != nil || !strings.Contains(string(text), "Our own message") {
		t.Errorf("%v: the message is lost", err)
	}

	// One more wave takes its place, and nothing of the one before is left.
	w.Open(put(t, riverTwo("kit.toml", string(sealtest.Kit("river", "1.2", "2026-12-31")["kit.toml"].Data))))
	if c := w.Card(); !strings.Contains(c.Text, "version 1.2, from 31 December 2026, 1 file changed") {
		t.Errorf("%+v", c)
	}
	w.answer(t, "Take it over")
	kept, err := filepath.Glob(filepath.Join(w.storage, "kits", "river", "*"))
	if err != nil || len(kept) != 1 || filepath.Base(kept[0]) != "River-walk-1.2.kit" || w.Kit().Version != "1.2" {
		t.Errorf("%q, %v", kept, err)
	}

	// An older one never takes its place unasked, and the program's own is a tap away.
	w.Open(put(t, riverOne()))
	if c := w.Card(); !strings.Contains(c.Title, "older version") || !strings.Contains(c.Text, "It is version 1, from 20 February; yours is 1.2, from 31 December 2026. 4 files differ") || w.Kit().Version != "1.2" {
		t.Errorf("%+v", c)
	}
	w.answer(t, "Keep mine")
	w.OwnKit()
	if w.Kit().Version != "1" || w.ForeignKit() {
		t.Error("there is no way back")
	}
}

func TestOlderAllTheSame(t *testing.T) {
	w := newWorld(t, func(p *model.Params) { p.Kit = openedKit(t, riverTwo()) })
	w.Open(put(t, riverOne()))
	w.answer(t, "Open the older one all the same")
	if w.Kit().Version != "1" || !w.Card().Empty() {
		t.Errorf("%s, %+v", w.Kit().Version, w.Card())
	}
	w.Open(put(t, riverTwo()))
	w.answer(t, "Only open it where it lies")
	if w.Kit().Version != "1.1" {
		t.Error(w.Kit().Version)
	}
	if kept, _ := os.ReadDir(filepath.Join(w.storage, "kits")); len(kept) > 0 {
		t.Errorf("%v was kept", kept)
	}
	// The same version, and another kit, need no question.
	w.Open(put(t, riverTwo("notes/new.txt", "Other.")))
	w.Open(put(t, sealtest.Kit("lake", "1", "")))
	if !w.Card().Empty() || w.Kit().ID != "lake" {
		t.Errorf("%+v", w.Card())
	}
}

// A program that comes with a newer kit than the one that was taken over before
// uses its own.
func TestTheProgramWasRenewed(t *testing.T) {
	w := riverside(t)
	w.Open(put(t, riverTwo()))
	w.answer(t, "Take it over")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w.params.Kit = openedKit(t, sealtest.Kit("river", "2", ""))
	w.start()
	if w.Kit().Version != "2" || w.ForeignKit() || !strings.Contains(w.Notice().Text, "newer version of the kit: 2") {
		t.Errorf("%s, %+v", w.Kit().Version, w.Notice())
	}
}

// What can't be taken over leaves the kit and the folder as they were.
func TestTakingOverFails(t *testing.T) {
	w := riverside(t)
	path := putArchive(t, "river.kit", riverTwo())
	w.Open(path)
	if err := os.WriteFile(path, []byte("gone"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.answer(t, "Take it over")
	if w.Kit().Version != "1" || !w.Notice().Bad {
		t.Errorf("%s, %+v", w.Kit().Version, w.Notice())
	}
	if kept, _ := filepath.Glob(filepath.Join(w.storage, "kits", "*", "*")); len(kept) > 0 {
		t.Errorf("%q is left", kept)
	}
	if err := os.WriteFile(path, sealtest.Archive(t, riverTwo()), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Open(path)
	if err := os.WriteFile(path, sealtest.Archive(t, riverTwo("kit.toml", string(sealtest.Kit("river", "3", "")["kit.toml"].Data))), 0o600); err != nil {
		t.Fatal(err)
	}
	w.answer(t, "Take it over")
	if kept, _ := filepath.Glob(filepath.Join(w.storage, "kits", "*", "*")); len(kept) > 0 || w.Kit().Version != "1" || !w.Notice().Bad {
		t.Errorf("%q is left, version %s, %+v", kept, w.Kit().Version, w.Notice())
	}
}

// An update is opened like a kit: it fits the kit that is open, or says what
// it was made for.
func TestOpeningAnUpdate(t *testing.T) {
	ana := sealtest.Secret(t, 1)
	one, two := sealtest.Sealed(t, riverOne(), ana), sealtest.Sealed(t, riverTwo(), ana)
	update := func(from, to fstest.MapFS) string {
		var b bytes.Buffer
		if _, err := wave.Pack(t.Context(), &b, from, to, nil); err != nil {
			t.Fatal(err)
		}
		return filepath.Join(sealtest.Put(t, t.TempDir(), fstest.MapFS{"update.kit": {Data: b.Bytes()}}), "update.kit")
	}
	w := riverside(t, func(p *model.Params) { p.Kit = openedKit(t, one) })
	path := update(one, two)
	w.Drop([]string{path})
	w.answer(t, "Accept this publisher")
	if c := w.Card(); !strings.Contains(c.Text, "version 1.1, from 26 February, 4 files changed") || strings.Contains(c.Text, "Nobody signed it") || len(c.Choices) != 2 {
		t.Fatalf("%+v", c)
	}
	w.answer(t, "Take it over")
	if w.Kit().Version != "1.1" || w.Notice().Bad {
		t.Errorf("%s, %+v", w.Kit().Version, w.Notice())
	}
	w.Open(path)
	if n := w.Notice(); !n.Bad || !strings.Contains(n.Text, "there already") {
		t.Errorf("%+v", n)
	}
	w.OwnKit()
	w.Open(update(one, sealtest.Sealed(t, riverTwo(), sealtest.Secret(t, 2))))
	if c := w.Card(); !c.Bad || w.Kit().Version != "1" {
		t.Errorf("%+v", c)
	}
	w.Answer(0)
	w.Open(update(riverOne(), riverTwo()))
	if n := w.Notice(); !n.Bad || !strings.Contains(n.Text, "something else") || !strings.Contains(n.Hint, "made for version 1 of the kit river") {
		t.Errorf("%+v", n)
	}
}

// A newer version on a stick that is plugged in is offered, with what changed;
// gone with the stick, and when it was taken over.
func TestANewerVersionOnAStick(t *testing.T) {
	w := newTable(t, func(p *model.Params) { p.Kit = openedKit(t, riverOne()) })
	stick := sealtest.Put(t, t.TempDir(), fstest.MapFS{"Walk/river.kit": {Data: sealtest.Archive(t, riverTwo())}, "old.kit": {Data: sealtest.Archive(t, sealtest.Kit("river", "0.9", ""))}})
	w.Go(model.RoomSticks)
	plug := func(on bool) {
		w.plugged = nil
		if on {
			w.plugged = []drive.Drive{{Path: stick, Device: "sda", Label: "BLUE", Size: 8e9, Free: 7e9, Port: "2-1"}}
		}
		w.bell.ring()
	}
	plug(true)
	offers := w.Offers()
	if len(offers) != 1 || offers[0].Line != "On BLUE is a newer version of this kit: version 1.1, from 26 February, 4 files changed." {
		t.Fatalf("%+v", offers)
	}
	plug(false)
	if len(w.Offers()) > 0 {
		t.Error("it is offered though the stick is gone")
	}
	plug(true)
	w.Open(w.Offers()[0].Path)
	w.answer(t, "Take it over")
	if w.Kit().Version != "1.1" || len(w.Offers()) > 0 {
		t.Errorf("%s, %+v", w.Kit().Version, w.Offers())
	}
}
