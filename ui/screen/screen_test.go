package screen_test

import (
	"context"
	"errors"
	"image"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/poster"
	"eventkit/ui/model"
	"eventkit/ui/screen"
	"eventkit/ui/uitest"
)

const kitTOML = `id = "test"
version = "1"
languages = ["en", "ar"]
[title]
en = "A test"
[links]
sign = "https://example.org/page"
page = "https://example.org/page"
[[palette]]
id = "signal"
name = { en = "Signal" }
ground = "#FFFFFF"
ink = "#111111"
accent = "#D40000"
[[poster]]
id = "door"
title = { en = "Open door" }
file = "door.svg"
slogan = "first"
box = [10, 200, 190, 80]
credit = "A painter"
licence = "CC0-1.0"
[[poster]]
id = "lock"
title = { en = "Lock" }
file = "door.svg"
slogan = "second"
box = [10, 200, 190, 80]
credit = "Another"
licence = "CC-BY-4.0"
`

const door = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><rect width="210" height="297" fill="#D40000"/></svg>`

// blank lays out an empty page.
type blank struct{ err error }

func (b *blank) Make(_ *kit.Kit, _ kit.Event, c placard.Choice) (*placard.Sheet, error) {
	return &placard.Sheet{
		Page:   &page.Page{Size: c.Paper, Layers: []*page.Layer{{}}},
		Report: placard.Report{Address: "https://example.org/page", CodeMM: 60, Reach: 0.6, Wanted: c.Distance, Contrast: 5.5, Legible: 13},
	}, b.err
}

// bare lays out an empty poster.
type bare struct{}

func (bare) Make(_ *kit.Kit, _ kit.Event, c poster.Choice) (*poster.Sheet, error) {
	s := &poster.Sheet{Page: &page.Page{Size: c.Paper, Layers: []*page.Layer{{}}}}
	if c.Code {
		s.Report = placard.Report{Address: "https://example.org/page", CodeMM: 50, Reach: 0.5, Wanted: c.Distance}
	}
	return s, nil
}

// later runs work when it is told to.
type later struct{ jobs []func() }

func (l *later) Go(work func(context.Context) error, done func(error)) {
	l.jobs = append(l.jobs, func() { done(work(context.Background())) })
}

func (l *later) run() {
	for len(l.jobs) > 0 {
		job := l.jobs[0]
		l.jobs = l.jobs[1:]
		job()
	}
}

// room is a studio with a stage and both rooms, each in a window of its own.
type room struct {
	*model.Studio
	app      fyne.App
	maker    *blank
	runner   *later
	bell     *uitest.Bell
	proof    error
	win      fyne.Window
	event    *screen.Event
	placards *screen.Placards
	posters  *screen.Posters
	stage    *screen.Stage
	picked   string
}

func enter(t *testing.T, show func(*room) fyne.CanvasObject, w, h float32) *room {
	t.Helper()
	k, err := kit.Open(fstest.MapFS{
		"kit.toml":     {Data: []byte(kitTOML)},
		"slogans.toml": {Data: []byte("[first]\nen = \"First words\"\nar = \"كلمات أولى\"\n[second]\nen = \"Second words\"\n")},
		"words.toml":   {Data: []byte("[sign]\nen = \"Sign\"\n")},
		"door.svg":     {Data: []byte(door)},
	})
	if err != nil {
		t.Fatal(err)
	}
	r := &room{app: uitest.App(t), maker: &blank{}, runner: &later{}, bell: &uitest.Bell{}}
	r.Studio = model.New(model.Params{
		Kit: k, Maker: r.maker, Posters: bare{}, Runner: r.runner, Timer: r.bell, Store: model.NewStore(t.TempDir()), Folder: t.TempDir(),
		Now:      func() time.Time { return time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC) },
		ReadBack: func(*page.Page) error { return r.proof },
	})
	r.win = r.app.NewWindow("test")
	t.Cleanup(r.win.Close)
	r.win.SetPadded(false)
	d := screen.Deps{
		Studio: r.Studio, Host: uitest.Host{App: r.app, Win: r.win}, Focus: r.win.Canvas().Focus,
		Shortcut:   func(fyne.Shortcut) {},
		PickFolder: func(_ string, done func(string)) { done(r.picked) },
		PickFile:   func(_ string, _ []string, done func(string)) { done(r.picked) },
	}
	r.event, r.placards, r.posters, r.stage = screen.NewEvent(d), screen.NewPlacards(d), screen.NewPosters(d), screen.NewStage(d)
	r.win.SetContent(show(r))
	r.win.Resize(fyne.NewSize(w, h))
	r.OnChange(func(p model.Part) {
		r.event.Update(p)
		r.placards.Update(p)
		r.posters.Update(p)
		r.stage.Update(p)
	})
	r.Start()
	r.settle()
	return r
}

func (r *room) settle() {
	for range 3 {
		uitest.Paint(r.win.Canvas())
		r.runner.run()
		r.bell.Ring()
		r.runner.run()
	}
}

func onStage(r *room) fyne.CanvasObject    { return r.stage.Root() }
func inEvent(r *room) fyne.CanvasObject    { return r.event.Root() }
func inPlacards(r *room) fyne.CanvasObject { return r.placards.Root() }

func TestButtonsStandBelowWhereThereIsLittleRoom(t *testing.T) {
	for _, tt := range []struct {
		width float32
		below bool
	}{{1000, false}, {800, false}, {480, true}, {430, true}} {
		r := enter(t, onStage, tt.width, 600)
		foot := r.stage.Foot
		if below := foot.SavePDF.Position().Y > foot.Quality.Position().Y+10; below != tt.below {
			t.Errorf("%g wide: below is %v", tt.width, below)
		}
		for _, b := range []fyne.CanvasObject{foot.SavePDF, foot.SavePicture, foot.OpenFolder, foot.Change} {
			if x := b.Position().X; x < 0 || x+b.Size().Width > tt.width {
				t.Errorf("%g wide: a button lies from %g to %g", tt.width, x, x+b.Size().Width)
			}
			if b != foot.Change && foot.Change.Position().Y == b.Position().Y && foot.Change.Position().X+foot.Change.Size().Width > b.Position().X {
				t.Errorf("%g wide: Change… lies over a button", tt.width)
			}
		}
		if h := r.stage.Sheet.Size().Height; h < 350 {
			t.Errorf("%g wide: only %g is left for the page", tt.width, h)
		}
	}
}

func TestTheFootDoesNotJump(t *testing.T) {
	r := enter(t, onStage, 812, 700)
	before := r.stage.Sheet.Size()
	r.Type(model.City, "Rome")
	during := r.stage.Sheet.Size()
	r.settle()
	test.Tap(r.stage.Foot.SavePDF)
	r.settle()
	if after := r.stage.Sheet.Size(); after != before || during != before {
		t.Errorf("%v, then %v, then %v", before, during, after)
	}
	if s := r.stage.Foot.Status.Text(); !strings.HasPrefix(s, "Saved. Rome-shout-en.pdf is in ") {
		t.Errorf("%q", s)
	}
	if !r.stage.Foot.OpenFile.Visible() {
		t.Error("what was saved can't be opened")
	}
}

func TestSlowSavingCanBeStopped(t *testing.T) {
	r := enter(t, onStage, 812, 700)
	foot := r.stage.Foot
	test.Tap(foot.SavePDF)
	if foot.Status.Text() != "Saving…" || foot.Cancel.Visible() || !foot.SavePDF.Disabled() || foot.Change.Visible() {
		t.Errorf("%q", foot.Status.Text())
	}
	r.bell.Ring()
	if !foot.Cancel.Visible() || foot.OpenFolder.Visible() {
		t.Error("what takes long can't be stopped")
	}
	test.Tap(foot.Cancel)
	r.settle()
	if foot.Cancel.Visible() || foot.SavePDF.Disabled() || !strings.HasPrefix(foot.Status.Text(), "The code") {
		t.Errorf("%q", foot.Status.Text())
	}
}

func TestTheProofIsSaid(t *testing.T) {
	r := enter(t, onStage, 812, 700)
	if s := r.stage.Foot.Status.Text(); s != "The code was read back. It opens example.org/page" {
		t.Errorf("%q", s)
	}
	r.proof = errors.New("unreadable")
	r.Type(model.City, "Rome")
	r.settle()
	if s := r.stage.Foot.Status.Text(); !strings.HasPrefix(s, "The code can’t be read back.") {
		t.Errorf("%q", s)
	}
	test.Tap(r.stage.Foot.SavePDF)
	r.settle()
	if s := r.stage.Foot.Status.Text(); !strings.Contains(s, "Unreadable.") {
		t.Errorf("%q: what went wrong isn't said", s)
	}
}

func TestTroubleLiesOverTheDesk(t *testing.T) {
	r := enter(t, onStage, 812, 700)
	r.maker.err = errors.New("no room for these words")
	r.Type(model.City, "Rome")
	r.settle()
	note := r.stage.Note
	if !note.Visible() || !strings.Contains(note.Text(), "No room for these words") || note.OnClose != nil {
		t.Errorf("%q", note.Text())
	}
	r.maker.err = nil
	r.Type(model.City, "Rome!")
	r.settle()
	if note.Visible() {
		t.Error("it stays")
	}
	r.Say(model.Notice{Text: "Something to know.", Bad: true})
	if !note.Visible() || note.OnClose == nil {
		t.Fatal("it isn't said")
	}
	note.OnClose()
	if note.Visible() {
		t.Error("it can't be closed")
	}
}

func TestTheHeadSaysTheEvent(t *testing.T) {
	r := enter(t, onStage, 812, 700)
	r.Type(model.City, "Nairobi")
	r.Type(model.Mission, "British High Commission")
	s := strings.Join(uitest.Texts(r.win.Canvas()), "|")
	if !strings.Contains(s, "Nairobi|British High Commission") {
		t.Errorf("%q", s)
	}
	r.win.Resize(fyne.NewSize(440, 700))
	s = strings.Join(uitest.Texts(r.win.Canvas()), "|")
	if strings.Contains(s, "British High Commission") || !strings.Contains(s, "A4") || !strings.Contains(s, "Colours") {
		t.Errorf("%q: the pickers must stay", s)
	}
}

func TestChoosingAFolder(t *testing.T) {
	r := enter(t, onStage, 812, 700)
	r.picked = t.TempDir()
	test.Tap(r.stage.Foot.Change)
	uitest.Tap(t, r.win.Canvas(), "Choose a folder…")
	uitest.Tap(t, r.win.Canvas(), "Use this place")
	if r.SaveFolder() != r.picked {
		t.Errorf("%s, want %s", r.SaveFolder(), r.picked)
	}
	test.Tap(r.stage.Foot.Change)
	uitest.Key(t, r.win.Canvas(), fyne.KeyEscape)
	if r.win.Canvas().Overlays().Top() != nil {
		t.Error("Escape doesn't leave")
	}
}

func TestFieldsComeIntoView(t *testing.T) {
	r := enter(t, inEvent, 320, 400)
	seen := func(id string) bool {
		at := r.app.Driver().AbsolutePositionForObject(r.event.Entries[id])
		return at.Y >= 40 && at.Y+r.event.Entries[id].Size().Height <= 400
	}
	if seen(model.Link) {
		t.Fatal("the window is too high for this test")
	}
	for _, id := range []string{model.Link, model.City, model.Host} {
		r.event.FocusField(id)
		if !seen(id) {
			t.Errorf("%s has the keyboard, but can't be seen", id)
		}
	}
	r.event.FocusField(model.Timezone)
	if r.win.Canvas().Focused() != fyne.Focusable(r.event.Zone) {
		t.Error("the time zone can't be reached")
	}
}

func TestFaultsMakeRoom(t *testing.T) {
	r := enter(t, inEvent, 320, 700)
	before := r.event.Fields[model.Mission].Position().Y
	r.Type(model.Date, "31/2/2027")
	r.Leave(model.Date)
	if after := r.event.Fields[model.Mission].Position().Y; after < before+15 {
		t.Errorf("the next field moved from %g to %g", before, after)
	}
	r.Type(model.Date, "")
	if after := r.event.Fields[model.Mission].Position().Y; after != before {
		t.Errorf("the next field stays at %g", after)
	}
}

func TestTheFormFollowsUndo(t *testing.T) {
	r := enter(t, inEvent, 320, 700)
	r.event.FocusField(model.City)
	uitest.Write(t, r.win.Canvas(), "Rome")
	r.Undo()
	if got := r.event.Entries[model.City].Text; got != "" {
		t.Errorf("%q", got)
	}
	r.Type(model.Host, "العربية")
	if got := r.event.Fields[model.Host].Echo(); got != "العربية" {
		t.Errorf("%q", got)
	}
}

func TestPickingAPoster(t *testing.T) {
	r := enter(t, func(r *room) fyne.CanvasObject { return r.posters.Root() }, 370, 900)
	r.Go(model.RoomPosters)
	r.settle()
	if n := len(r.posters.Tiles); n != 2 {
		t.Fatalf("%d tiles", n)
	}
	for _, tile := range r.posters.Tiles {
		if tile.Image() == nil {
			t.Errorf("%s is empty", tile.ID)
		}
	}
	r.win.Canvas().Focus(r.posters.Tiles[1])
	uitest.Key(t, r.win.Canvas(), fyne.KeySpace)
	r.settle()
	if r.Draft().Poster != "lock" || !r.posters.Tiles[1].Selected() || r.posters.Tiles[0].Selected() {
		t.Error("the keyboard doesn't pick it")
	}
	if s := strings.Join(uitest.Texts(r.win.Canvas()), "|"); !strings.Contains(s, "Another · CC-BY-4.0") || !strings.Contains(s, "Prints 210 × 297 mm") {
		t.Errorf("%q", s)
	}
	test.Tap(r.posters.Corner)
	uitest.Tap(t, r.win.Canvas(), "Top left")
	if r.Draft().Corner != "top-left" || r.posters.Corner.Text() != "Top left" {
		t.Errorf("%q", r.posters.Corner.Text())
	}
}

func TestTheKeyboardFindsWhatIsBelow(t *testing.T) {
	r := enter(t, func(r *room) fyne.CanvasObject { return r.posters.Root() }, 320, 400)
	r.Go(model.RoomPosters)
	r.settle()
	seen := func(o fyne.CanvasObject) bool {
		y := r.app.Driver().AbsolutePositionForObject(o).Y
		return y >= 40 && y+o.Size().Height <= 400
	}
	p := r.posters
	if seen(p.Distance) {
		t.Fatal("the window is too high for this test")
	}
	for i, o := range []fyne.Focusable{p.Distance, p.Languages[0], p.Corner, p.Tiles[1], p.Carried[0]} {
		r.win.Canvas().Focus(o)
		if !seen(o.(fyne.CanvasObject)) {
			t.Errorf("%d has the keyboard, but can't be seen", i)
		}
	}
	r.win.Canvas().Unfocus()
	p.Distance.MouseIn(nil)
	at := r.app.Driver().AbsolutePositionForObject(p.Distance)
	r.win.Canvas().Focus(p.Distance)
	if r.app.Driver().AbsolutePositionForObject(p.Distance) != at {
		t.Error("it runs away under the pointer")
	}
}

func TestWhatAPosterCarries(t *testing.T) {
	r := enter(t, func(r *room) fyne.CanvasObject { return r.posters.Root() }, 370, 900)
	r.Go(model.RoomPosters)
	r.settle()
	shown := func() string { return strings.Join(uitest.Texts(r.win.Canvas()), "|") }
	for _, tt := range []struct {
		tap                 int
		code, strip         bool
		distance, somewhere bool
		status              string
	}{
		{0, false, true, false, true, "No code on this page."},
		{1, false, false, false, false, "No code on this page."},
		{0, true, false, true, true, "The code was read back. It opens example.org/page"},
		{1, true, true, true, true, "The code was read back. It opens example.org/page"},
	} {
		test.Tap(r.posters.Carried[tt.tap])
		r.settle()
		if r.posters.Carried[0].Selected() != tt.code || r.posters.Carried[1].Selected() != tt.strip {
			t.Errorf("%+v: the wrong chips are marked", tt)
		}
		s := shown()
		if strings.Contains(s, "Read the code from") != tt.distance || strings.Contains(s, "Where it stands") != tt.somewhere {
			t.Errorf("%+v: %q", tt, s)
		}
		if got := r.stage.Foot.Status.Text(); got != tt.status {
			t.Errorf("%q, want %q", got, tt.status)
		}
	}
}

func TestPostersHaveTheirOwnColours(t *testing.T) {
	r := enter(t, onStage, 812, 700)
	at := r.stage.Turn.Position()
	r.Go(model.RoomPosters)
	r.settle()
	if r.stage.Palette.Visible() || r.stage.Turn.Position().X <= at.X {
		t.Error("the palettes are offered, or leave a hole")
	}
	test.Tap(r.posters.Carried[0])
	test.Tap(r.stage.Foot.SavePDF)
	r.settle()
	if s := r.stage.Foot.Quality.Text(); strings.Contains(s, "read back") {
		t.Errorf("%q of a page without a code", s)
	}
	r.Go(model.RoomPlacards)
	if !r.stage.Palette.Visible() || r.stage.Turn.Position() != at {
		t.Error("the palettes don't come back")
	}
}

func TestOwnWordsAppearWhenTheyAreWanted(t *testing.T) {
	r := enter(t, inPlacards, 370, 900)
	if strings.Contains(strings.Join(uitest.Texts(r.win.Canvas()), "|"), "Your own words") {
		t.Error("they are there already")
	}
	test.Tap(r.placards.Words)
	uitest.Tap(t, r.win.Canvas(), "Your own words…")
	if r.win.Canvas().Focused() != fyne.Focusable(r.placards.Own) || r.placards.Own.Text != "First words" {
		t.Errorf("%q, or the keyboard is elsewhere", r.placards.Own.Text)
	}
	uitest.Key(t, r.win.Canvas(), fyne.KeyEnd)
	uitest.Write(t, r.win.Canvas(), "!")
	if r.Draft().Text != "First words!" {
		t.Errorf("%q", r.Draft().Text)
	}
}

func TestTilesAskForTheirPixels(t *testing.T) {
	r := enter(t, inPlacards, 370, 900)
	for _, tile := range r.placards.Tiles {
		if img := tile.Image(); img == nil || img.Bounds().Size() == (image.Point{}) {
			t.Errorf("%s is empty", tile.ID)
		}
	}
	test.Tap(r.placards.Tiles[4])
	if !r.placards.Tiles[4].Selected() || r.placards.Tiles[0].Selected() {
		t.Error("the wrong design is marked")
	}
	test.Tap(r.placards.Languages[1])
	if !r.placards.Languages[1].Selected() || r.placards.Languages[0].Selected() {
		t.Error("the wrong language is marked")
	}
	before := r.placards.Tiles[0].Size().Height
	r.Turn(true)
	r.settle()
	if after := r.placards.Tiles[0].Size().Height; after >= before {
		t.Errorf("a page that lies takes as much room as one that stands: %g", after)
	}
}
