package model_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"eventkit/kit/artwork/artworktest"
	"eventkit/kit/poster"
	"eventkit/kit/typeset"
	"eventkit/ui/model"
)

// aPicture writes a picture of so many pixels and returns its path.
func aPicture(t *testing.T, name string, w, h int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, artworktest.PNG{W: w, H: h, Depth: 8, Kind: 2}.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// withArtwork is a room of posters whose maker is the real one.
func withArtwork(t *testing.T) *world {
	t.Helper()
	lib, err := typeset.New(os.DirFS("../../assets/fonts"))
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, func(p *model.Params) { p.Kit, p.Posters = posterKit(t), poster.New(lib) })
	w.Go(model.RoomPosters)
	w.Resize(300, 300)
	w.bell.ring()
	return w
}

// A file that is opened stands in the gallery, is picked, and says how sharp it
// prints; it can be taken out, brought back, and is there the next time.
func TestPosterFromAFile(t *testing.T) {
	w := withArtwork(t)
	path := aPicture(t, "My march.png", 420, 594)
	w.AddPoster(path)
	w.bell.ring()
	options := w.Posters()
	if len(options) != 3 || !options[2].Picked || options[2].Name != "My march" || !strings.Contains(options[2].Detail, "My march.png") || !w.OwnPoster() {
		t.Fatalf("%+v", options)
	}
	w.Carry(model.CarryCode)
	w.bell.ring()
	if s := w.PrintLine(); s != "Prints 210 × 297 mm (8.3 × 11.7 in) with 51 dots per inch: sharp from 1.8 m." {
		t.Errorf("%q", s)
	}
	if notes := strings.Join(w.Notes(), " "); !strings.Contains(notes, "looks coarse near by") {
		t.Errorf("%q", notes)
	}
	if s := w.SaveName(); s != "Poster-My-march-en" {
		t.Errorf("%q", s)
	}
	w.Save(model.PDF)
	if st := w.Saving(); st.Phase != model.SaveDone {
		t.Fatalf("%+v", st)
	}
	w.DropPoster()
	w.bell.ring()
	if w.OwnPoster() || len(w.Posters()) != 2 || w.Draft().Poster != "door" {
		t.Errorf("%+v", w.Posters())
	}
	if s := w.PrintLine(); s != "Prints 210 × 297 mm (8.3 × 11.7 in), always sharp." {
		t.Errorf("%q", s)
	}
	w.DropPoster()
	w.Undo()
	w.bell.ring()
	if !w.OwnPoster() {
		t.Error("undo doesn't bring it back")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w.start()
	if !w.OwnPoster() || w.Room() != model.RoomPosters {
		t.Error("it is forgotten")
	}
}

// What is shown takes few pixels, what is saved all of them.
func TestPixelsOfAPoster(t *testing.T) {
	w, maker := withPosters(t)
	w.Resize(700, 500)
	w.bell.ring()
	if c := maker.last(); c.Pixels != 700 {
		t.Errorf("the stage takes %d px", c.Pixels)
	}
	w.ResizeTile(model.RoomPosters, "lock", 90, 130)
	w.bell.ring()
	if c := maker.last(); c.Pixels != 130 || c.Poster != "lock" {
		t.Errorf("a tile takes %+v", c)
	}
	path := aPicture(t, "a.png", 9, 9)
	w.AddPoster(path)
	w.bell.ring()
	if !slices.ContainsFunc(maker.asked, func(c poster.Choice) bool { return c.File == path && c.Poster == "" && c.Pixels == 700 }) {
		t.Errorf("the file wasn't asked for: %+v", maker.asked)
	}
	w.Save(model.PDF)
	if c := maker.last(); c.Pixels != 0 || c.File != path {
		t.Errorf("what is saved takes %+v", c)
	}
}

// What can't be shown is said: by the quiet line when it is opened, on its tile
// and over the stage when it is gone later.
func TestPosterThatCantBeShown(t *testing.T) {
	w := withArtwork(t)
	page := filepath.Join(t.TempDir(), "poster.png")
	if err := os.WriteFile(page, []byte("<!doctype html>"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.AddPoster(page)
	if n := w.Notice(); !n.Bad || !strings.Contains(n.Hint, "this is a web page, not a picture") || w.OwnPoster() {
		t.Errorf("%+v", n)
	}
	path := aPicture(t, "a.png", 90, 90)
	w.AddPoster(path)
	id := w.Draft().Poster
	w.ResizeTile(model.RoomPosters, id, 90, 130)
	w.bell.ring()
	if s := w.TileTrouble(model.RoomPosters, id); s != "" || w.Tile(model.RoomPosters, id) == nil {
		t.Errorf("%q", s)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	w.Turn(true)
	w.bell.ring()
	if s := w.TileTrouble(model.RoomPosters, id); s != "The poster’s file isn’t there" {
		t.Errorf("%q", s)
	}
	if f := w.Frame(); !f.Broken() || !strings.Contains(f.Trouble.Hint, "plug in the stick") {
		t.Errorf("%+v", f.Trouble)
	}
	if s := w.PrintLine(); s != "Prints 297 × 210 mm (11.7 × 8.3 in)." {
		t.Errorf("%q", s)
	}
}

// A picture that is dropped on the window becomes a poster, also with a kit that
// has none.
func TestDroppedPoster(t *testing.T) {
	maker := &fakePosters{}
	w := newWorld(t, func(p *model.Params) { p.Posters = maker })
	if w.HasPosters() {
		t.Fatal("there are posters")
	}
	path := aPicture(t, "a.PNG", 9, 9)
	w.Drop([]string{path})
	w.bell.ring()
	if !w.HasPosters() || w.Room() != model.RoomPosters || maker.last().File != path {
		t.Fatalf("in %s: %+v", w.Room(), w.Posters())
	}
	w.DropPoster()
	if w.HasPosters() || w.Room() != model.RoomPlacards {
		t.Errorf("in %s without posters", w.Room())
	}
	none := newWorld(t)
	none.Drop([]string{path})
	none.AddPoster(path)
	if none.HasPosters() {
		t.Error("a window without the room takes posters")
	}
	if len(model.PosterKinds()) < 5 {
		t.Errorf("%q", model.PosterKinds())
	}
}

// The list doesn't grow for ever: the file that was opened first goes first.
func TestManyPostersFromFiles(t *testing.T) {
	w, _ := withPosters(t)
	var last string
	for i := range 30 {
		last = aPicture(t, string(rune('a'+i%26))+".png", 9, 9)
		w.AddPoster(last)
	}
	w.AddPoster(last)
	if a := w.Draft().Artwork; len(a) != 24 || a[23] != last {
		t.Errorf("%d files", len(a))
	}
}
