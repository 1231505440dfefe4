package model_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"eventkit/kit/nearby"
	"eventkit/kit/stick"
	"eventkit/ui/model"
)

// The programs at hand go along, with their size on the chip, and can be left
// out.
func TestProgramsOnSticks(t *testing.T) {
	programs := []nearby.Program{
		{System: "Windows", Name: "Event Kit for Windows.exe", Size: 30e6},
		{System: "Linux", Name: "Event Kit for Linux", Size: 28e6},
	}
	w := newTable(t, func(p *model.Params) { p.Sticks.Programs = programs })
	w.Go(model.RoomSticks)
	if got := w.made[0].Programs; !slices.Equal(got, programs) {
		t.Errorf("%+v go along", got)
	}
	if line := w.ProgramsLine(); line != "The program is for Windows and Linux." {
		t.Error(line)
	}
	parts := w.LoadParts()
	if len(parts) != 3 || parts[2] != (model.Option{ID: model.PartPrograms, Name: "The program · 58 MB", Picked: true}) {
		t.Errorf("%+v", parts)
	}
	w.becomes["C"] = stick.Verdict{State: stick.Full, Needs: 6000, Free: 10}
	w.plug("C")
	w.CopySticks()
	if hint := w.StickLines()[0].Hint; !strings.Contains(hint, "Could be left out: the program (58 MB), the event’s papers") {
		t.Error(hint)
	}
	w.ToggleLoadPart(model.PartPrograms)
	if line := w.ProgramsLine(); line != "" || w.LoadParts()[2].Picked || !slices.Equal(w.made[1].Without, []string{model.PartPrograms}) {
		t.Errorf("%q, %+v", line, w.made[1])
	}
}

func TestNoProgramAtHand(t *testing.T) {
	w := newTable(t)
	w.Go(model.RoomSticks)
	if line := w.ProgramsLine(); line != "No program for other computers is at hand, so none goes along." {
		t.Error(line)
	}
	if parts := w.LoadParts(); len(parts) != 2 {
		t.Errorf("%+v", parts)
	}
}

// What there is to say at the start is said, unless the memory has something
// worse to say.
func TestNoticeAtTheStart(t *testing.T) {
	said := model.Notice{Text: "It is damaged.", Bad: true}
	w := newWorld(t, func(p *model.Params) { p.Notice = said })
	if w.Notice() != said {
		t.Errorf("%+v", w.Notice())
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(w.storage, "desk.json"), []byte("torn"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.start()
	if n := w.Notice(); !strings.HasPrefix(n.Text, "Your last work") {
		t.Errorf("%+v", n)
	}
}

// A kit that lies beside the program goes before the one of last time; others
// that lie there are offered.
func TestKitFirst(t *testing.T) {
	w := newWorld(t)
	dir := t.TempDir()
	w.Open(writeKit(t, filepath.Join(dir, "mine"), "My own"))
	if err := w.Close(); err != nil || !w.ForeignKit() {
		t.Fatal(err)
	}
	w.params.KitFirst, w.params.Nearby = true, []string{filepath.Join(dir, "a.kit"), filepath.Join(dir, "b.kit")}
	w.start()
	if w.ForeignKit() || w.Words() != "First words" {
		t.Errorf("the kit of last time is shown: %s", w.Words())
	}
	want := []string{filepath.Join(dir, "a.kit"), filepath.Join(dir, "b.kit"), filepath.Join(dir, "mine")}
	if got := w.Recent(); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A memory on a stick finds what is on the stick at another place, too.
func TestMemoryThatTravels(t *testing.T) {
	one, two := t.TempDir(), filepath.Join(t.TempDir(), "elsewhere")
	far := filepath.Join(t.TempDir(), "far.kit")
	m := model.Memory{
		Room: model.RoomEvent, Folder: filepath.Join(one, "files"), Kit: filepath.Join(one, "a", "a.kit"),
		Recent: []string{filepath.Join(one, "b.kit"), far, one},
		Draft:  model.Draft{Poster: "file:" + filepath.Join(one, "p.svg"), Artwork: []string{filepath.Join(one, "p.svg")}},
	}
	store := func(top string) *model.Store {
		return model.NewStore(filepath.Join(top, "settings")).Travels(top)
	}
	if err := store(one).Save(m); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(one, "settings", "desk.json"))
	if err != nil || strings.Contains(string(text), one) {
		t.Errorf("%v: the place is written down: %s", err, text)
	}
	if m.Folder != filepath.Join(one, "files") || m.Recent[0] != filepath.Join(one, "b.kit") {
		t.Errorf("saving changed what is remembered: %+v", m)
	}
	if err := os.Rename(one, two); err != nil {
		t.Fatal(err)
	}
	got, found, _, err := store(two).Load()
	if err != nil || !found {
		t.Fatal(found, err)
	}
	if got.Folder != filepath.Join(two, "files") || got.Kit != filepath.Join(two, "a", "a.kit") ||
		!slices.Equal(got.Recent, []string{filepath.Join(two, "b.kit"), far, two}) ||
		got.Draft.Poster != "file:"+filepath.Join(two, "p.svg") || !slices.Equal(got.Draft.Artwork, []string{filepath.Join(two, "p.svg")}) {
		t.Errorf("%+v", got)
	}
	// A memory that stays keeps what it has as it is.
	plain := model.NewStore(filepath.Join(two, "plain"))
	if err := plain.Save(got); err != nil {
		t.Fatal(err)
	}
	if again, _, _, err := plain.Load(); err != nil || again.Folder != got.Folder || !slices.Equal(again.Recent, got.Recent) {
		t.Errorf("%+v, %v", again, err)
	}
}

// Paths of another system, or out of the stick, are let go.
func TestMemoryOfAnotherComputer(t *testing.T) {
	top := t.TempDir()
	data, err := json.Marshal(map[string]any{
		"folder": `Z:files`, "kit": "./../../etc/kit", "recent": []string{"./a.kit", "b.kit", "./../c.kit"},
		"draft": map[string]any{"poster": "file:D:poster.svg", "artwork": []string{"D:poster.svg"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(top, "desk.json"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	m, found, _, err := model.NewStore(top).Travels(top).Load()
	if err != nil || !found {
		t.Fatal(found, err)
	}
	if m.Folder != "" || m.Kit != "" || !slices.Equal(m.Recent, []string{filepath.Join(top, "a.kit")}) || m.Draft.Poster != "" || len(m.Draft.Artwork) != 0 {
		t.Errorf("%+v", m)
	}
}
