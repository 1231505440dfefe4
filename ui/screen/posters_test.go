package screen_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eventkit/kit/artwork/artworktest"
	"eventkit/ui/model"
)

// A file that is opened has a tile of its own, which goes with it; one that is
// gone says so on its tile.
func TestPosterFromAFile(t *testing.T) {
	r := enter(t, func(r *room) fyne.CanvasObject { return r.posters.Root() }, 370, 900)
	r.Go(model.RoomPosters)
	r.settle()
	if r.posters.Remove.Visible() {
		t.Error("a poster of the kit can be taken out")
	}
	r.picked = filepath.Join(t.TempDir(), "march.png")
	if err := os.WriteFile(r.picked, artworktest.PNG{W: 9, H: 9, Depth: 8}.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	test.Tap(r.posters.Open)
	r.settle()
	if n := len(r.posters.Tiles); n != 3 || !r.posters.Tiles[2].Selected() || !r.posters.Remove.Visible() {
		t.Fatalf("%d tiles", n)
	}
	if s := r.posters.Tiles[2].Trouble(); s != "" {
		t.Errorf("%q", s)
	}
	test.Tap(r.posters.Remove)
	r.settle()
	if n := len(r.posters.Tiles); n != 2 || r.posters.Remove.Visible() {
		t.Errorf("%d tiles", n)
	}
	r.Undo()
	r.settle()
	if n := len(r.posters.Tiles); n != 3 || !r.posters.Remove.Visible() {
		t.Errorf("%d tiles after undo", n)
	}
}
