package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"

	"eventkit/kit"
	"eventkit/kit/genuine"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/poster"
	"eventkit/kit/typeset"
	"eventkit/ui/model"
	"eventkit/ui/uitest"
)

// many is a kit in more languages than there is room for.
const many = `id = "many"
version = "1"
languages = ["en", "es", "fr", "pt", "ar", "hi", "ru", "sw", "de", "it", "nl", "pl", "tr", "vi"]
[title]
en = "Many"
[links]
sign = "https://example.org/form"
page = "https://example.org/page"
[[palette]]
id = "signal"
name = { en = "Signal" }
ground = "#FFFFFF"
ink = "#111111"
accent = "#D40000"
`

func small(t *testing.T, change ...func(*Params)) *UI {
	t.Helper()
	k, err := kit.Open(fstest.MapFS{
		"kit.toml":     {Data: []byte(many)},
		"slogans.toml": {Data: []byte("[a]\nen = \"Words\"\n")},
		"words.toml":   {Data: []byte("[sign]\nen = \"Sign\"\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	lib, err := typeset.New(uitest.Fonts(t))
	if err != nil {
		t.Fatal(err)
	}
	p := Params{
		App: test.NewTempApp(t), Fonts: uitest.Fonts(t), Kit: k, Maker: placard.New(lib), Library: lib,
		Storage: t.TempDir(), Folder: t.TempDir(), Now: func() time.Time { return time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC) },
		OpenKit: genuine.OpenKit, ReadBack: func(*page.Page) error { return nil },
		Runner: uitest.Inline{}, Timer: &uitest.Bell{},
	}
	for _, f := range change {
		f(&p)
	}
	u, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	closed := false
	u.window.SetOnClosed(func() { closed = true })
	t.Cleanup(func() {
		if !closed {
			u.window.Close()
		}
	})
	return u
}

func TestMoreLanguagesThanRoom(t *testing.T) {
	u := small(t)
	p := u.shell.placards
	if len(p.Languages) != 10 || p.More.Text() != "+ 4" {
		t.Fatalf("%d chips and %q", len(p.Languages), p.More.Text())
	}
	u.studio.Go(model.RoomPlacards)
	test.Tap(p.More)
	p.More.Menu().Filter("tiếng")
	p.More.Menu().Pick("vi")
	if u.studio.Draft().Langs[0] != "vi" {
		t.Error(u.studio.Draft().Langs)
	}
	if h := u.shell.event.Fields[model.Link].Hint(); h != "The code opens the kit’s form: https://example.org/form" {
		t.Errorf("%q", h)
	}
}

func TestTheRoomOfPostersNeedsPosters(t *testing.T) {
	u := small(t)
	way := u.shell.rooms[2].way
	u.shortcut(command(fyne.Key3, 0))
	if way.Visible() || u.studio.Room() != model.RoomEvent {
		t.Errorf("a kit without posters leads to %s", u.studio.Room())
	}
	k, err := kit.Open(uitest.Campaign(t))
	if err != nil {
		t.Fatal(err)
	}
	u = small(t, func(p *Params) { p.Kit, p.Posters = k, poster.New(p.Library) })
	way = u.shell.rooms[2].way
	u.shortcut(command(fyne.Key3, 0))
	if !way.Visible() || !way.Selected() || !u.shell.posters.Root().Visible() || u.shell.event.Root().Visible() {
		t.Errorf("in %s", u.studio.Room())
	}
}

func TestDroppedFiles(t *testing.T) {
	u := small(t)
	path := filepath.Join(t.TempDir(), "oslo.toml")
	if err := os.WriteFile(path, []byte("city = \"Oslo\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	u.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
	if u.studio.Field(model.City) != "Oslo" {
		t.Error("not taken")
	}
}

func TestClosingRemembersTheWindow(t *testing.T) {
	dir := t.TempDir()
	same := func(p *Params) { p.Storage = dir }
	u := small(t, same)
	u.studio.Type(model.City, "Oslo")
	u.window.Resize(fyne.NewSize(1000, 700))
	u.close()
	u = small(t, same)
	if s := u.window.Canvas().Size(); s != fyne.NewSize(1000, 700) {
		t.Errorf("%v", s)
	}
	if u.studio.Field(model.City) != "Oslo" {
		t.Error("closing forgets")
	}
}

func TestTheKeyboardStartsInTheCity(t *testing.T) {
	u := small(t)
	u.focusFirst()
	if u.window.Canvas().Focused() != fyne.Focusable(u.shell.event.Entries[model.City]) {
		t.Error("it doesn't")
	}
}

func TestLightAndDark(t *testing.T) {
	light, dark := base.VariantLight, base.VariantDark
	seen := map[any]bool{}
	for _, v := range []*fyne.ThemeVariant{&light, &dark} {
		u := small(t, func(p *Params) { p.Variant = v })
		seen[u.shell.edge.FillColor] = true
		look := u.app.Settings().Theme()
		u.app.Settings().SetTheme(look) // the system changed its mind
	}
	if len(seen) != 2 {
		t.Error("light and dark look alike")
	}
}

func TestOwnKitInTheMenu(t *testing.T) {
	u := small(t)
	dir := t.TempDir()
	for name, text := range map[string]string{"kit.toml": many, "slogans.toml": "[b]\nen = \"Others\"\n", "words.toml": "[sign]\nen = \"Sign\"\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	u.openItem(dir)
	if u.studio.Words() != "Others" {
		t.Fatal(u.studio.Words())
	}
	test.Tap(u.shell.open)
	uitest.Tap(t, u.window.Canvas(), "The kit that comes with the program")
	if u.studio.Words() != "Words" {
		t.Error(u.studio.Words())
	}
}

func TestRunnerBringsResultsBack(t *testing.T) {
	test.NewTempApp(t)
	ctx, cancel := context.WithCancel(context.Background())
	results := make(chan error)
	background{ctx}.Go(func(ctx context.Context) error { return ctx.Err() }, func(err error) { results <- err })
	if err := <-results; err != nil {
		t.Error(err)
	}
	cancel()
	background{ctx}.Go(func(ctx context.Context) error { return ctx.Err() }, func(err error) { results <- err })
	if err := <-results; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	rang := make(chan bool, 2)
	wall{}.After(time.Millisecond, func() { rang <- true })
	<-rang
	stop := wall{}.After(time.Hour, func() { rang <- false })
	stop()
}

func TestWithoutFontsThereIsNoWindow(t *testing.T) {
	if _, err := New(Params{App: test.NewTempApp(t), Fonts: fstest.MapFS{}}); err == nil {
		t.Error("it opens")
	}
}

func TestEveryShortcutIsDifferent(t *testing.T) {
	u := small(t)
	seen := map[string]bool{}
	for s := range u.commands() {
		if seen[s.ShortcutName()] {
			t.Errorf("%s does two things", s.ShortcutName())
		}
		seen[s.ShortcutName()] = true
	}
	u.addMainMenu()
	if n := shortcutName("O"); n != "Ctrl+O" && n != "⌘O" {
		t.Errorf("%q", n)
	}
}
