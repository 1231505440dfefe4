package model_test

import (
	"image"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/ui/model"
)

func TestPreviewIsPaintedInThePixelsAskedFor(t *testing.T) {
	w := newWorld(t)
	if w.Frame().Image != nil {
		t.Error("painted before anyone asked for a size")
	}
	w.Resize(210, 297)
	if got := w.Frame().Image.Bounds().Size(); got != image.Pt(210, 297) {
		t.Errorf("%v", got)
	}
	w.Turn(true)
	w.Resize(594, 420)
	if got := w.Frame().Image.Bounds().Size(); got != image.Pt(594, 420) {
		t.Errorf("%v", got)
	}
	n := len(w.maker.asked)
	w.Resize(594, 420)
	if len(w.maker.asked) != n {
		t.Error("the same size was painted again")
	}
}

func TestTypingNeverQueues(t *testing.T) {
	h := &held{}
	w := newWorld(t, func(p *model.Params) { p.Runner = h })
	for len(h.jobs) > 0 {
		h.release(t)
	}
	before := len(w.maker.asked)
	for i := range 50 {
		w.Type(model.City, string(rune('A'+i)))
		if len(h.jobs) > 1 {
			t.Fatalf("%d pieces of work at once", len(h.jobs))
		}
	}
	h.release(t) // the first letter
	h.release(t) // the last one
	if n := len(w.maker.asked) - before; n != 2 {
		t.Errorf("%d pages were laid out, want 2", n)
	}
	if w.maker.event.City != string(rune('A'+49)) {
		t.Errorf("the newest isn't shown: %q", w.maker.event.City)
	}
}

func TestTroubleKeepsTheLastPicture(t *testing.T) {
	w := newWorld(t)
	w.Resize(210, 297)
	before := w.Frame().Image
	w.maker.err = errBroken
	w.Type(model.City, "Oslo")
	f := w.Frame()
	if !f.Broken() || f.Image != before || f.Trouble.Title == "" {
		t.Errorf("%+v", f.Trouble)
	}
	w.maker.err = nil
	w.Type(model.City, "Rome")
	if w.Frame().Broken() {
		t.Error("trouble stays though it is over")
	}
}

func TestProof(t *testing.T) {
	var err error
	w := newWorld(t, func(p *model.Params) { p.ReadBack = func(*page.Page) error { return err } })
	if w.Proof() != model.Proven {
		t.Error("the first page wasn't proven")
	}
	w.Type(model.City, "Oslo")
	if w.Proof() != model.Unproven {
		t.Error("a page that was changed is still proven")
	}
	w.bell.ring()
	if w.Proof() != model.Proven {
		t.Error("the page wasn't proven when things were quiet")
	}
	err = errBroken
	w.Type(model.City, "Rome")
	w.bell.ring()
	if w.Proof() != model.Unreadable {
		t.Error("a code that can't be read isn't said")
	}
}

func TestGallery(t *testing.T) {
	w := newWorld(t)
	for i, o := range w.Templates() {
		w.ResizeTile(model.RoomPlacards, o.ID, 50+i, 80)
	}
	w.bell.ring()
	for _, o := range w.Templates() {
		if w.Tile(model.RoomPlacards, o.ID) == nil {
			t.Errorf("%s wasn't painted", o.ID)
		}
	}
	n := len(w.maker.asked)
	for _, city := range []string{"A", "Am", "Ame"} {
		w.Type(model.City, city)
	}
	if got := len(w.maker.asked) - n; got != 3 {
		t.Errorf("%d pages while typing, want only the large ones", got)
	}
	w.bell.ring()
	if got, want := len(w.maker.asked)-n, 3+len(placard.Templates()); got != want {
		t.Errorf("%d pages in all, want %d", got, want)
	}
}

func TestGalleryPaintsThePickedDesignFirst(t *testing.T) {
	w := newWorld(t)
	w.PickTemplate("code")
	w.bell.ring()
	for _, o := range w.Templates() {
		w.ResizeTile(model.RoomPlacards, o.ID, 50, 80)
	}
	n := len(w.maker.asked)
	w.bell.ring()
	if got := w.maker.asked[n].Template; got != "code" {
		t.Errorf("%s was painted first", got)
	}
}

func TestGalleryStopsWhenStale(t *testing.T) {
	h := &held{}
	w := newWorld(t, func(p *model.Params) { p.Runner = h })
	for len(h.jobs) > 0 {
		h.release(t)
	}
	for _, o := range w.Templates() {
		w.ResizeTile(model.RoomPlacards, o.ID, 50, 80)
	}
	w.bell.ring()
	w.Type(model.City, "Oslo") // while the first tile is painted
	n := len(w.maker.asked)
	for len(h.jobs) > 0 {
		h.release(t)
	}
	if got := len(w.maker.asked) - n; got > 2 {
		t.Errorf("%d pages were painted for nothing", got)
	}
	w.bell.ring()
	for len(h.jobs) > 0 {
		h.release(t)
	}
	for _, o := range w.Templates() {
		if w.Tile(model.RoomPlacards, o.ID) == nil {
			t.Errorf("%s wasn't painted in the end", o.ID)
		}
	}
}

func TestATileThatCantBeLaidOutStaysAsItWas(t *testing.T) {
	w := newWorld(t)
	w.ResizeTile(model.RoomPlacards, "shout", 50, 80)
	w.bell.ring()
	before := w.Tile(model.RoomPlacards, "shout")
	w.maker.err = errBroken
	w.Type(model.City, "Oslo")
	w.bell.ring()
	if w.Tile(model.RoomPlacards, "shout") != before {
		t.Error("the tile was lost")
	}
}
