package model_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"eventkit/ui/model"
)

func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func writeKit(t *testing.T, dir, title string) string {
	t.Helper()
	write(t, filepath.Join(dir, "kit.toml"), strings.Replace(kitTOML, "A test", title, 1))
	write(t, filepath.Join(dir, "slogans.toml"), "[other]\nen = \"Other words\"\n")
	write(t, filepath.Join(dir, "words.toml"), "[sign]\nen = \"Sign\"\n")
	return dir
}

const eventTOML = `city = "Berlin"
date = "2027-10-07"
time = "11:00"
timezone = "Europe/Berlin"
languages = ["es"]
paper = "A3"
`

func TestOpenEvent(t *testing.T) {
	w := newWorld(t)
	typed(w, model.City, "Nairobi")
	path := write(t, filepath.Join(t.TempDir(), "berlin.toml"), eventTOML)
	w.Open(path)
	if w.Field(model.City) != "Berlin" || w.Field(model.Date) != "7 October 2027" || w.PaperName() != "A3" || w.Draft().Langs[0] != "es" {
		t.Errorf("%+v", w.Draft())
	}
	if w.Notice().Bad || !strings.Contains(w.Notice().Text, "berlin.toml") {
		t.Errorf("%+v", w.Notice())
	}
	w.bell.ring()
	if w.Notice().Text != "" {
		t.Error("the line stays for ever")
	}
	if got := w.Recent(); !slices.Equal(got, []string{path}) {
		t.Errorf("%q", got)
	}
	w.Undo()
	if w.Field(model.City) != "Nairobi" {
		t.Error("what was there before is lost")
	}
}

func TestOpenWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	tests := map[string]string{
		"an unknown key": write(t, filepath.Join(dir, "a.toml"), "town = \"Berlin\"\n"),
		"no TOML":        write(t, filepath.Join(dir, "b.toml"), "{{{"),
		"no such file":   filepath.Join(dir, "c.toml"),
		"no kit":         write(t, filepath.Join(dir, "d.kit"), "not a zip"),
		"an empty kit":   filepath.Dir(write(t, filepath.Join(dir, "empty", "x"), "")),
	}
	for name, path := range tests {
		w := newWorld(t)
		typed(w, model.City, "Nairobi")
		w.Open(path)
		n := w.Notice()
		if !n.Bad || n.Text == "" {
			t.Errorf("%s: %+v", name, n)
		}
		if w.Field(model.City) != "Nairobi" || w.ForeignKit() || len(w.Recent()) != 0 {
			t.Errorf("%s: something changed", name)
		}
	}
}

func TestOpenKit(t *testing.T) {
	w := newWorld(t)
	dir := writeKit(t, filepath.Join(t.TempDir(), "other"), "Another campaign")
	w.PickPalette("night")
	w.parts = 0
	w.Open(filepath.Join(dir, "kit.toml")) // its manifest stands for the folder
	if !w.parts.Has(model.PartKit) || w.Words() != "Other words" || w.Draft().Palette != "night" {
		t.Errorf("%q %q", w.Words(), w.Draft().Palette)
	}
	if !strings.Contains(w.Notice().Text, "Another campaign") || !w.ForeignKit() {
		t.Errorf("%+v", w.Notice())
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w.start()
	if w.Words() != "Other words" {
		t.Error("the kit was forgotten")
	}
	w.OwnKit()
	if w.Words() != "First words" || w.ForeignKit() {
		t.Error("there is no way back")
	}
}

func TestKitThatHasGone(t *testing.T) {
	w := newWorld(t)
	dir := writeKit(t, filepath.Join(t.TempDir(), "other"), "Another campaign")
	w.Open(dir)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	w.start()
	if w.ForeignKit() || w.Words() != "First words" || !w.Notice().Bad {
		t.Errorf("%q %+v", w.Words(), w.Notice())
	}
}

func TestRecent(t *testing.T) {
	w := newWorld(t)
	dir := t.TempDir()
	for i := range 12 {
		w.Open(write(t, filepath.Join(dir, fmt.Sprintf("%d.toml", i)), eventTOML))
	}
	w.Open(filepath.Join(dir, "7.toml"))
	got := w.Recent()
	if len(got) != 8 || filepath.Base(got[0]) != "7.toml" || filepath.Base(got[1]) != "11.toml" {
		t.Errorf("%q", got)
	}
}

func TestDrop(t *testing.T) {
	w := newWorld(t)
	dir := t.TempDir()
	picture := write(t, filepath.Join(dir, "photo.jpg"), "")
	w.Drop([]string{picture})
	if !w.Notice().Bad {
		t.Error("a photo was taken without a word")
	}
	w.Drop([]string{picture, write(t, filepath.Join(dir, "event.toml"), eventTOML)})
	if w.Field(model.City) != "Berlin" {
		t.Error("the event wasn't taken")
	}
	w.Drop([]string{writeKit(t, filepath.Join(dir, "kit"), "Dropped")})
	if !w.ForeignKit() {
		t.Error("the kit wasn't taken")
	}
	w.Drop(nil)
}

func TestKeepingAnEvent(t *testing.T) {
	w := newWorld(t)
	w.SaveEvent() // an empty one is no mistake
	typed(w, model.City, "São Paulo")
	typed(w, model.Date, "7/10/2027")
	typed(w, model.Time, "11")
	w.SaveEvent()
	w.SaveEvent()
	if got := files(t, w.out); !slices.Equal(got, []string{"São-Paulo-event 2.toml", "São-Paulo-event.toml", "event.toml"}) {
		t.Fatalf("%q", got)
	}
	want := w.Event()
	typed(w, model.City, "Rome")
	w.Open(filepath.Join(w.out, "São-Paulo-event.toml"))
	if got := w.Event(); got.City != want.City || got.Date != want.Date || got.Time != want.Time || got.Timezone != want.Timezone {
		t.Errorf("%+v, want %+v", got, want)
	}
	w.SetSavePlace(filepath.Join(write(t, filepath.Join(t.TempDir(), "file"), ""), "below"), "")
	w.SaveEvent()
	if !w.Notice().Bad {
		t.Error("nobody is told that it wasn't kept")
	}
}
