package model_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"eventkit/ui/model"
)

func TestEverythingIsRemembered(t *testing.T) {
	w := newWorld(t)
	typed(w, model.City, "Nairobi")
	typed(w, model.Date, "31/2/2027") // what is wrong is remembered, too
	w.PickTemplate("event")
	w.PickLanguage("es")
	w.PickPaper("Letter")
	w.Turn(true)
	w.PickPalette("night")
	w.PickStop(4)
	w.PickSlogan(model.OwnWords)
	w.TypeWords("Nuestras palabras")
	w.Go(model.RoomPlacards)
	w.SetWindow(1000, 700)
	want := w.Draft()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w.start()
	got := w.Draft()
	if got.Fields[model.City] != "Nairobi" || got.Fields[model.Date] != "31/2/2027" || got.Template != "event" ||
		got.Langs[0] != "es" || got.Paper != "Letter" || !got.Landscape || got.Palette != "night" ||
		got.Distance != want.Distance || !got.Own || got.Text != "Nuestras palabras" {
		t.Errorf("%+v", got)
	}
	if w.Room() != model.RoomPlacards {
		t.Error(w.Room())
	}
	if width, height := w.Window(); width != 1000 || height != 700 {
		t.Error(width, height)
	}
	if w.Fault(model.Date) == "" {
		t.Error("what is wrong isn't said again")
	}
}

func TestAutosaveSurvivesACrash(t *testing.T) {
	w := newWorld(t)
	typed(w, model.City, "Nairobi")
	if _, err := os.Stat(filepath.Join(w.storage, "desk.json")); err == nil {
		t.Error("written at every letter")
	}
	w.bell.ring() // and then the power fails: Close is never called
	w.start()
	if w.Field(model.City) != "Nairobi" {
		t.Error("what was typed is lost")
	}
	for _, name := range files(t, w.storage) {
		if strings.HasSuffix(name, ".part") {
			t.Errorf("%s is left", name)
		}
	}
}

func TestCorruptMemoryIsSetAside(t *testing.T) {
	for name, text := range map[string]string{
		"half a file": `{"draft": {"fields": {"city": "Nai`,
		"no JSON":     "\x00\x00\x00",
		"other types": `{"draft": 7}`,
		"empty":       "",
		"too large":   strings.Repeat(" ", 5<<20),
	} {
		w := newWorld(t)
		write(t, filepath.Join(w.storage, "desk.json"), text)
		w.start()
		if !w.Notice().Bad || !strings.Contains(w.Notice().Hint, "desk-set-aside-1.json") {
			t.Errorf("%s: %+v", name, w.Notice())
		}
		kept, err := os.ReadFile(filepath.Join(w.storage, "desk-set-aside-1.json"))
		if err != nil || string(kept) != text {
			t.Errorf("%s: what was there is lost: %v", name, err)
		}
		if w.Field(model.City) != "" || w.Frame().Sheet == nil {
			t.Errorf("%s: not a fresh start", name)
		}
		write(t, filepath.Join(w.storage, "desk.json"), "again")
		w.start()
		if !strings.Contains(w.Notice().Hint, "desk-set-aside-2.json") {
			t.Errorf("%s: the first one was overwritten: %+v", name, w.Notice())
		}
	}
}

func TestMemoryOfAnotherKit(t *testing.T) {
	w := newWorld(t)
	write(t, filepath.Join(w.storage, "desk.json"),
		`{"draft": {"template": "gone", "slogan": "gone", "langs": ["zz", "ar"], "paper": "gone", "palette": "gone", "distance": -3}, "room": "gone"}`)
	w.start()
	d := w.Draft()
	if d.Template != "shout" || d.Slogan != "first" || d.Langs[0] != "ar" || d.Paper != "A4" || d.Palette != "" || d.Distance != 0 || w.Room() != model.RoomEvent {
		t.Errorf("%+v %s", d, w.Room())
	}
	w.Type(model.City, "Oslo") // there were no fields at all
	if w.Frame().Broken() {
		t.Error("the page can't be laid out")
	}
}

func TestMemoryThatCantBeWritten(t *testing.T) {
	file := write(t, filepath.Join(t.TempDir(), "file"), "")
	w := newWorld(t, func(p *model.Params) { p.Store = model.NewStore(filepath.Join(file, "below")) })
	w.Type(model.City, "Oslo")
	w.bell.ring()
	if !w.Notice().Bad {
		t.Error("nobody is told that nothing is remembered")
	}
	if err := w.Close(); err == nil {
		t.Error("closing says that all is well")
	}
}

func TestAnOlderMemoryDoesNotOverwriteANewerOne(t *testing.T) {
	h := &held{}
	w := newWorld(t, func(p *model.Params) { p.Runner = h })
	w.Type(model.City, "Old")
	w.bell.ring() // its writing begins elsewhere, and takes its time
	w.Type(model.City, "New")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for len(h.jobs) > 0 {
		h.release(t)
	}
	w.params.Runner = inline{}
	w.start()
	if got := w.Field(model.City); got != "New" {
		t.Errorf("%q", got)
	}
}

func TestNoStorage(t *testing.T) {
	w := newWorld(t, func(p *model.Params) { p.Store = model.NewStore("") })
	w.Type(model.City, "Oslo")
	w.bell.ring()
	if err := w.Close(); err != nil || w.Notice().Bad {
		t.Error(err, w.Notice())
	}
}

func TestRooms(t *testing.T) {
	w := newWorld(t)
	if w.Room() != model.RoomEvent {
		t.Error("the first room is the event")
	}
	w.parts = 0
	w.Go(model.RoomPlacards)
	if w.Room() != model.RoomPlacards || !w.parts.Has(model.PartRoom) {
		t.Error(w.Room())
	}
	w.parts = 0
	w.Go(model.RoomPlacards)
	if w.parts != 0 {
		t.Error("nothing changed, but the window was told")
	}
}
