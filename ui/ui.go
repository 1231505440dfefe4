package ui

import (
	"context"
	"io"
	"io/fs"
	"net/url"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"eventkit/kit"
	"eventkit/kit/letter"
	"eventkit/kit/page"
	"eventkit/kit/sheet"
	"eventkit/kit/storm"
	"eventkit/kit/typeset"
	"eventkit/ui/model"
	"eventkit/ui/screen"
	"eventkit/ui/theme"
)

// Params is everything that the window needs; nothing is looked up anywhere
// else.
type Params struct {
	App fyne.App
	// Fonts holds the bundled fonts; Icon is the program's icon (SVG or PNG).
	Fonts fs.FS
	Icon  fyne.Resource
	// Kit comes with the program; Beside, Inside, KitFirst and Nearby are as in
	// [model.Params].
	Kit      *kit.Kit
	Beside   string
	Inside   func() (*kit.Kit, error)
	KitFirst bool
	Nearby   []string
	Maker    model.Maker
	Posters  model.PosterMaker
	// Letters and Forms make the papers of a delegation.
	Letters *letter.Maker
	Forms   *sheet.Maker
	// Sound plays recordings; nil is a window without the room of the songs.
	Sound model.Sound
	// Songs makes lyric sheets; nil is a window that can't.
	Songs   model.SongSheets
	Library *typeset.Library
	// Storms makes cards of messages; nil is a window without their room.
	Storms *storm.Maker
	// Sticks is what sticks need of the computer; nil is a window without their
	// room.
	Sticks *model.Sticks
	// Sharing is what sharing with phones needs; nil is a window that can't.
	Sharing *model.Sharing
	// Storage is the folder of the program's own memory, Folder where files
	// are saved unless another one is picked.
	Storage, Folder string
	// Travels is the folder that travels with Storage, as on a stick; "" for a
	// memory that stays on its computer.
	Travels string
	// Notice is what there is to say at the start.
	Notice model.Notice
	// Show opens a file or a folder in the system's own program; nil has Fyne
	// do it.
	Show func(path string) error
	// Zone is the computer's time zone (IANA), Lang its language (BCP 47).
	Zone, Lang string
	Now        func() time.Time
	OpenKit    func(path string) (*kit.Kit, io.Closer, error)
	ReadBack   func(*page.Page) error
	// Open are kits and events to open at the start.
	Open []string

	// Runner and Timer are for tests; nil is goroutines and the wall's clock.
	Runner model.Runner
	Timer  model.Timer
	// Monitor says where the window opens, once it is shown; nil doesn't know.
	Monitor func() Monitor
	// Variant fixes light or dark, for pictures and tests; nil follows the
	// system.
	Variant *fyne.ThemeVariant
}

// The least and the first size of what is inside the window; its frame and
// title come on top, so that everything fits into 900 × 600.
const (
	leastWidth, leastHeight = 860, 540
	firstWidth, firstHeight = 1280, 800
)

// UI is the window with everything in it.
type UI struct {
	p      Params
	app    fyne.App
	window fyne.Window
	studio *model.Studio
	shell  *shell
	card   *screen.CardView
	stop   context.CancelFunc

	// asking says that the keyboard was taken to a question, from before.
	asking bool
	before fyne.Focusable
	// singing is the words of the song over a whole screen; nil if they aren't.
	singing *singing
	// wall is the storm's clock over a whole screen; nil if it isn't shown.
	wall *wallClock
	// display is the table display; nil if it isn't open.
	display *display
}

// New builds the window from what was remembered. It isn't shown before
// [UI.Run].
func New(p Params) (*UI, error) {
	look, err := theme.New(p.Fonts)
	if err != nil {
		return nil, err
	}
	if p.Variant != nil {
		look = look.Fixed(*p.Variant)
	}
	p.App.Settings().SetTheme(look)
	ctx, cancel := context.WithCancel(context.Background())
	u := &UI{p: p, app: p.App, stop: cancel}
	if u.p.Runner == nil {
		u.p.Runner = background{ctx}
	}
	if u.p.Timer == nil {
		u.p.Timer = wall{}
	}
	u.window = u.app.NewWindow("Event Kit")
	if p.Icon != nil {
		u.window.SetIcon(p.Icon)
	}
	if u.p.Show == nil {
		u.p.Show = u.show
	}
	u.studio = model.New(model.Params{
		Kit: p.Kit, Beside: p.Beside, Inside: p.Inside, KitFirst: p.KitFirst, Nearby: p.Nearby, Notice: p.Notice, Maker: p.Maker, Posters: p.Posters, Letters: p.Letters, Forms: p.Forms, Sound: p.Sound, SongSheets: p.Songs, Runner: u.p.Runner, Timer: u.p.Timer,
		Storms: p.Storms, Sticks: p.Sticks, Sharing: p.Sharing, Reminder: reminder{p.App},
		Store: model.NewStore(p.Storage).Travels(p.Travels), Folder: p.Folder, Zone: p.Zone, Lang: p.Lang, Now: p.Now,
		Show: u.p.Show, OpenKit: p.OpenKit, ReadBack: p.ReadBack,
	})
	u.build()
	return u, nil
}

func (u *UI) build() {
	deps := screen.Deps{
		Studio: u.studio, Host: host{u}, Letters: model.NewLetters(u.p.Library),
		Shortcut: u.shortcut, Copy: u.app.Clipboard().SetContent, Focus: u.window.Canvas().Focus, PickFolder: u.pickFolder, PickFile: u.pickFile,
	}
	u.shell, u.card = newShell(deps, u.openMenu, u), screen.NewCardView(deps)
	u.window.SetPadded(false)
	u.window.SetContent(u.shell.root)
	u.studio.OnChange(u.changed)
	u.addShortcuts()
	u.window.Canvas().SetOnTypedKey(u.typed)
	u.addMainMenu()
	u.window.SetOnDropped(u.dropped)
	u.window.SetMaster()
	u.window.SetCloseIntercept(u.close)
	u.app.Settings().AddListener(func(fyne.Settings) { u.shell.update(model.PartAll) })
	w, h := u.studio.Window()
	u.window.Resize(fyne.NewSize(max(w, leastWidth), max(h, leastHeight)))
	if w == 0 {
		u.window.Resize(fyne.NewSize(firstWidth, firstHeight))
		u.window.CenterOnScreen()
	}
	u.studio.Start()
	for _, path := range u.p.Open {
		u.studio.Open(path)
	}
}

// Run shows the window and returns when it was closed.
func (u *UI) Run() {
	u.app.Lifecycle().SetOnStarted(u.focusFirst)
	u.window.Show()
	u.fit()
	u.app.Run()
}

// focusFirst puts the keyboard where the first decision is made.
func (u *UI) focusFirst() {
	if u.studio.Room() == model.RoomEvent && u.studio.Field(model.City) == "" {
		u.shell.event.FocusField(model.City)
	}
}

// Studio is the state of the window.
func (u *UI) Studio() *model.Studio { return u.studio }

// Window is the window itself.
func (u *UI) Window() fyne.Window { return u.window }

// Event is the room in which the event is filled in.
func (u *UI) Event() *screen.Event { return u.shell.event }

// Placards is the room in which a placard is designed.
func (u *UI) Placards() *screen.Placards { return u.shell.placards }

// Posters is the room in which a poster is picked.
func (u *UI) Posters() *screen.Posters { return u.shell.posters }

// Letter is the room of what a delegation carries.
func (u *UI) Letter() *screen.Letter { return u.shell.letter }

// Song is the room of the songs.
func (u *UI) Song() *screen.Song { return u.shell.song }

// Display is the room of the table display.
func (u *UI) Display() *screen.Display { return u.shell.display }

// Messages is the room of the messages for the networks.
func (u *UI) Messages() *screen.Messages { return u.shell.messages }

// Sticks is the room in which sticks are filled and checked.
func (u *UI) Sticks() *screen.Sticks { return u.shell.sticks }

// Card is the question about a kit that lies over every room.
func (u *UI) Card() *screen.CardView { return u.card }

// Stage is what the rooms share.
func (u *UI) Stage() *screen.Stage { return u.shell.stage }

func (u *UI) changed(p model.Part) {
	u.shell.update(p)
	u.updateSinging(p)
	u.updateDisplay(p)
	u.updateWall(p)
	u.card.Update(p)
	if p.Has(model.PartRoom) && u.studio.Room() == model.RoomSong {
		// The space bar and the arrows are the player's there.
		u.window.Canvas().Unfocus()
	}
	if p.Has(model.PartSave) {
		u.followSaving()
	}
}

// followSaving takes the keyboard to a question that saving asks, or to the
// field that is in its way, and back when the question is answered.
func (u *UI) followSaving() {
	c, st := u.window.Canvas(), u.studio.Saving()
	switch asking := st.Phase == model.SaveAsking; {
	case st.Field != "":
		u.goTo(st.Field)
	case asking && !u.asking:
		u.asking, u.before = true, c.Focused()
		c.Focus(u.shell.stage.Foot.KeepBoth)
	case !asking && u.asking:
		u.asking = false
		if c.Focused() == fyne.Focusable(u.shell.stage.Foot.KeepBoth) {
			c.Focus(u.before)
		}
	}
}

// goTo goes to a field of the form.
func (u *UI) goTo(field string) {
	u.studio.Go(model.RoomEvent)
	u.shell.event.FocusField(field)
}

func (u *UI) dropped(_ fyne.Position, uris []fyne.URI) {
	paths := make([]string, len(uris))
	for i, uri := range uris {
		paths[i] = uri.Path()
	}
	u.studio.Drop(paths)
}

// close remembers everything and closes the window.
func (u *UI) close() {
	s := u.window.Canvas().Size()
	u.studio.SetWindow(s.Width, s.Height)
	if err := u.studio.Close(); err != nil {
		fyne.LogError("the window's memory could not be written", err)
	}
	u.stop()
	u.window.Close()
}

// show opens a file or a folder in the system's own program.
func (u *UI) show(path string) error {
	to, err := url.Parse(storage.NewFileURI(path).String())
	if err != nil {
		return err
	}
	return u.app.OpenURL(to)
}

// host is the window as widgets see it.
type host struct{ u *UI }

// Canvas implements [widget.Host].
func (h host) Canvas() fyne.Canvas { return h.u.window.Canvas() }

// At implements [widget.Host].
func (h host) At(o fyne.CanvasObject) fyne.Position {
	return h.u.app.Driver().AbsolutePositionForObject(o)
}
