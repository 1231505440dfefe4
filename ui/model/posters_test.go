package model_test

import (
	"image"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/poster"
	"eventkit/ui/model"
)

const postersTOML = `
[[poster]]
id = "door"
title = { en = "Open door", ar = "باب" }
file = "door.svg"
slogan = "first"
box = [10, 200, 190, 80]
ink = "#FFFFFF"
ground = "#D40000"
credit = "A painter"
licence = "CC0-1.0"
[[poster]]
id = "lock"
title = { en = "Lock" }
file = "door.svg"
slogan = "second"
box = [10, 200, 190, 80]
corner = "top-right"
credit = "Another"
licence = "CC-BY-4.0"
`

func posterKit(t *testing.T) *kit.Kit {
	t.Helper()
	k, err := kit.Open(fstest.MapFS{
		"kit.toml":     {Data: []byte(kitTOML + postersTOML)},
		"slogans.toml": {Data: []byte(slogansTOML)},
		"words.toml":   {Data: []byte("[sign]\nen = \"Sign\"\n")},
		"door.svg":     {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><rect width="210" height="297" fill="#D40000"/></svg>`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// fakePosters lays out an empty page and reports what it was asked for.
type fakePosters struct{ asked []poster.Choice }

func (m *fakePosters) Make(_ *kit.Kit, _ kit.Event, c poster.Choice) (*poster.Sheet, error) {
	m.asked = append(m.asked, c)
	s := &poster.Sheet{Page: &page.Page{Size: c.Paper, Title: c.Poster, Lang: c.Langs[0], Layers: []*page.Layer{{}}}}
	if c.Code {
		s.Report = placard.Report{Address: "https://example.org/page", CodeMM: 50, Reach: 0.5}
	}
	return s, nil
}

func (m *fakePosters) last() poster.Choice { return m.asked[len(m.asked)-1] }

func withPosters(t *testing.T) (*world, *fakePosters) {
	t.Helper()
	maker := &fakePosters{}
	w := newWorld(t, func(p *model.Params) { p.Kit, p.Posters = posterKit(t), maker })
	w.Go(model.RoomPosters)
	w.bell.ring()
	return w, maker
}

func TestWhatAPosterIsMadeOf(t *testing.T) {
	plain := poster.Choice{Poster: "door", Langs: []string{"en"}, Paper: page.Size{W: 210, H: 297}, Code: true, Strip: true}
	for _, tt := range []struct {
		name string
		do   func(*world)
		want func(*poster.Choice)
	}{
		{"at first", func(*world) {}, func(*poster.Choice) {}},
		{"another", func(w *world) { w.PickPoster("lock") }, func(c *poster.Choice) { c.Poster = "lock" }},
		{"one that isn't there", func(w *world) { w.PickPoster("none") }, func(*poster.Choice) {}},
		{"language", func(w *world) { w.PickLanguage("ar") }, func(c *poster.Choice) { c.Langs = []string{"ar"} }},
		{"no code", func(w *world) { w.Carry(model.CarryCode) }, func(c *poster.Choice) { c.Code = false }},
		{"no lines", func(w *world) { w.Carry(model.CarryStrip) }, func(c *poster.Choice) { c.Strip = false }},
		{"and back", func(w *world) { w.Carry(model.CarryStrip); w.Carry(model.CarryStrip) }, func(*poster.Choice) {}},
		{"corner", func(w *world) { w.PickCorner("top-left") }, func(c *poster.Choice) { c.Corner = "top-left" }},
		{"foot", func(w *world) { w.PickCorner(poster.Foot) }, func(c *poster.Choice) { c.Corner = poster.Foot }},
		{"no corner", func(w *world) { w.PickCorner("middle") }, func(*poster.Choice) {}},
		{"distance", func(w *world) { w.PickStop(3) }, func(c *poster.Choice) { c.Distance = 0.5 }},
		{"lying", func(w *world) { w.Turn(true) }, func(c *poster.Choice) { c.Paper = c.Paper.Landscape() }},
		{"undone", func(w *world) { w.PickPoster("lock"); w.Undo() }, func(*poster.Choice) {}},
	} {
		w, maker := withPosters(t)
		tt.do(w)
		w.bell.ring()
		want := plain
		tt.want(&want)
		got := maker.last()
		if !slices.Equal(got.Langs, want.Langs) {
			t.Errorf("%s: in %q", tt.name, got.Langs)
		}
		if got.Langs = want.Langs; got.Poster != want.Poster || got.Paper != want.Paper || got.Code != want.Code ||
			got.Strip != want.Strip || got.Corner != want.Corner || got.Distance != want.Distance {
			t.Errorf("%s: %+v, want %+v", tt.name, got, want)
		}
	}
}

func TestWhatIsSaidOfAPoster(t *testing.T) {
	w, _ := withPosters(t)
	options := w.Posters()
	if len(options) != 2 || options[0].Name != "Open door" || !options[0].Picked || options[1].Detail != "Another · CC-BY-4.0" {
		t.Errorf("%+v", options)
	}
	if s := w.PrintLine(); s != "Prints 210 × 297 mm (8.3 × 11.7 in), always sharp." {
		t.Errorf("%q", s)
	}
	if s := w.CornerName(); s != "Below the picture" {
		t.Errorf("%q", s)
	}
	w.Turn(true)
	if s := w.CornerName(); s != "Beside the picture" {
		t.Errorf("%q", s)
	}
	w.PickPoster("lock")
	if s := w.CornerName(); s != "Top right" {
		t.Errorf("the poster's own corner is %q", s)
	}
	if w.CarriedHint() == "" {
		t.Error("nobody says why the lines are missing")
	}
	w.Type(model.City, "Oslo")
	if s := w.CarriedHint(); s != "" {
		t.Errorf("%q", s)
	}
	if w.HasPalettes() || w.ContrastLine() != "" {
		t.Error("a poster has its own colours, and this one no headline")
	}
}

func TestAPosterWithoutACode(t *testing.T) {
	w, _ := withPosters(t)
	if !w.HasCode() || !w.WantsCode() || w.Plain() {
		t.Error("it has a code at first")
	}
	w.Carry(model.CarryCode)
	w.Carry(model.CarryStrip)
	if w.HasCode() || w.WantsCode() || !w.Plain() {
		t.Error("the code stays")
	}
	w.Go(model.RoomPlacards)
	if !w.HasCode() || !w.WantsCode() {
		t.Error("the placard has lost its code")
	}
}

// Each product keeps its own design and name; what they share, they share.
func TestRoomsTakeTheStageInTurn(t *testing.T) {
	w, maker := withPosters(t)
	w.PickTemplate("bilingual")
	if s := w.SaveName(); s != "Poster-door-en" || w.LanguagesHint() != "" {
		t.Errorf("%q, %q", s, w.LanguagesHint())
	}
	w.SetSavePlace("", "My poster")
	if w.SaveName() != "My-poster" {
		t.Errorf("%q", w.SaveName())
	}
	n := len(maker.asked)
	w.Go(model.RoomPlacards)
	w.bell.ring()
	if got := w.Frame().Sheet.Page.Title; got != "first" || len(maker.asked) != n {
		t.Errorf("%q is on the stage", got)
	}
	if s := w.SaveName(); s != "Placard-bilingual-en-ar" {
		t.Errorf("%q", s)
	}
	asked := len(w.maker.asked)
	w.Go(model.RoomEvent)
	w.bell.ring()
	if len(w.maker.asked) != asked {
		t.Error("the same page was made again")
	}
	w.Go(model.RoomPosters)
	if got := w.Frame().Sheet.Page.Title; got != "door" || w.SaveName() != "Poster-door-en" {
		t.Errorf("%q is on the stage", got)
	}
}

func TestPostersAreRemembered(t *testing.T) {
	w, _ := withPosters(t)
	w.PickPoster("lock")
	w.Carry(model.CarryStrip)
	w.PickCorner("bottom-left")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w.start()
	if d := w.Draft(); w.Room() != model.RoomPosters || d.Poster != "lock" || !d.NoStrip || d.NoCode || d.Corner != "bottom-left" {
		t.Errorf("%s: %+v", w.Room(), d)
	}
	w.params.Kit = testKit(t)
	if w.start(); w.Room() != model.RoomEvent || w.HasPosters() || len(w.Posters()) != 0 {
		t.Errorf("in %s of a kit without posters", w.Room())
	}
	if w.Go(model.RoomPosters); w.Room() != model.RoomEvent {
		t.Error("there is no such room")
	}
}

func TestAKitWithoutPostersClosesTheRoom(t *testing.T) {
	w, _ := withPosters(t)
	dir := t.TempDir()
	for name, text := range map[string]string{"kit.toml": kitTOML, "slogans.toml": slogansTOML, "words.toml": "[sign]\nen = \"Sign\"\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w.parts = 0
	w.Open(dir)
	if w.Room() != model.RoomPlacards || !w.parts.Has(model.PartRoom) || w.Frame().Sheet.Page.Title != "first" {
		t.Errorf("in %s", w.Room())
	}
	if w.OwnKit(); !w.HasRoom(model.RoomPosters) || w.Draft().Poster != "door" {
		t.Error("the posters don't come back")
	}
}

func TestTilesOfPostersArePaintedInTheirRoom(t *testing.T) {
	w, maker := withPosters(t)
	w.Go(model.RoomPlacards)
	n := len(maker.asked)
	w.ResizeTile(model.RoomPosters, "door", 50, 80)
	w.ResizeTile(model.RoomPosters, "lock", 50, 80)
	w.bell.ring()
	if len(maker.asked) != n {
		t.Error("posters are painted that nobody sees")
	}
	w.Go(model.RoomPosters)
	w.bell.ring()
	for _, id := range []string{"door", "lock"} {
		if img := w.Tile(model.RoomPosters, id); img == nil || img.Bounds().Size() == (image.Point{}) {
			t.Errorf("%s is empty", id)
		}
	}
	n = len(maker.asked)
	w.Go(model.RoomPlacards)
	w.Go(model.RoomPosters)
	w.bell.ring()
	if more := len(maker.asked) - n; more != 1 {
		t.Errorf("%d pages for coming back, want the large one alone", more)
	}
}

func TestAPosterIsSavedLikeAPlacard(t *testing.T) {
	w, _ := withPosters(t)
	w.Type(model.City, "Oslo/1")
	for range 2 {
		w.Save(model.PDF)
	}
	if st := w.Saving(); st.Phase != model.SaveAsking || filepath.Base(st.Path) != "Oslo-1-door-en.pdf" {
		t.Fatalf("%+v", st)
	}
	if w.Go(model.RoomPlacards); w.Saving().Phase != model.SaveIdle {
		t.Error("the question about a poster follows to the placards")
	}
	w.params.ReadBack = func(*page.Page) error { return errBroken }
	w.start()
	w.Go(model.RoomPosters)
	w.PickPoster("lock")
	w.Save(model.PNG)
	if st := w.Saving(); st.Phase != model.SaveFailed {
		t.Errorf("%+v: a code that can't be read is saved", st)
	}
	if files, err := os.ReadDir(w.out); err != nil || len(files) != 1 {
		t.Errorf("%v, %v", files, err)
	}
}
