package ui

import (
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"

	"eventkit/ui/model"
	"eventkit/ui/widget"
)

func command(key fyne.KeyName, more fyne.KeyModifier) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | more}
}

// commands is every shortcut of the window and what it does.
func (u *UI) commands() map[fyne.Shortcut]func() {
	return map[fyne.Shortcut]func(){
		command(fyne.KeyS, 0):                     func() { u.leaveField(); u.studio.Save(model.PDF) },
		command(fyne.KeyO, 0):                     u.openFile,
		&fyne.ShortcutUndo{}:                      func() { u.step(u.studio.Undo) },
		&fyne.ShortcutRedo{}:                      func() { u.step(u.studio.Redo) },
		command(fyne.KeyZ, fyne.KeyModifierShift): func() { u.step(u.studio.Redo) },
		command(fyne.Key1, 0):                     func() { u.studio.Go(model.RoomEvent) },
		command(fyne.Key2, 0):                     func() { u.studio.Go(model.RoomPlacards) },
		command(fyne.Key3, 0):                     func() { u.studio.Go(model.RoomPosters) },
		command(fyne.Key4, 0):                     func() { u.studio.Go(model.RoomLetter) },
		command(fyne.Key5, 0):                     func() { u.studio.Go(model.RoomSong) },
		command(fyne.Key6, 0):                     func() { u.studio.Go(model.RoomDisplay) },
		command(fyne.Key7, 0):                     func() { u.studio.Go(model.RoomMessages) },
		command(fyne.Key8, 0):                     func() { u.studio.Go(model.RoomSticks) },
		command(fyne.KeyQ, 0):                     u.close,
	}
}

func (u *UI) addShortcuts() {
	for s := range u.commands() {
		u.window.Canvas().AddShortcut(s, u.shortcut)
	}
}

// shortcut does what a shortcut says, wherever the keyboard is.
func (u *UI) shortcut(s fyne.Shortcut) {
	for known, do := range u.commands() {
		if known.ShortcutName() == s.ShortcutName() {
			do()
			return
		}
	}
}

// typed takes the keys that no field has.
func (u *UI) typed(k *fyne.KeyEvent) {
	if u.studio.Room() == model.RoomSong {
		u.songKey(k.Name)
	}
}

// leaveField has the field with the keyboard checked before it is used.
func (u *UI) leaveField() {
	if f := u.window.Canvas().Focused(); f != nil {
		for id, entry := range u.shell.event.Entries {
			if f == fyne.Focusable(entry) {
				u.studio.Leave(id)
			}
		}
	}
}

// step goes back or forth in history and follows it with the keyboard.
func (u *UI) step(move func() (string, bool)) {
	if field, ok := move(); ok && field != "" && u.studio.Room() == model.RoomEvent {
		u.shell.event.FocusField(field)
	}
}

// The lines of the menu that aren't recent files.
const (
	itemOpen = "open"
	itemKeep = "keep"
	itemOwn  = "own kit"
)

// openMenu offers what can be opened.
func (u *UI) openMenu(anchor fyne.CanvasObject) {
	items := []widget.Item{
		{ID: itemOpen, Text: "Open an event or a kit…", Detail: shortcutName("O")},
		{ID: itemKeep, Text: "Keep this event as a file"},
	}
	for i, path := range u.studio.Recent() {
		items = append(items, widget.Item{ID: path, Text: filepath.Base(path), Detail: model.ShortPath(filepath.Dir(path)), Break: i == 0})
	}
	if u.studio.ForeignKit() {
		items = append(items, widget.Item{ID: itemOwn, Text: "The kit that comes with the program", Break: true})
	}
	widget.ShowMenu(host{u}, anchor, widget.MenuOptions{Items: items, OnPick: u.openItem})
}

func (u *UI) openItem(id string) {
	switch id {
	case itemOpen:
		u.openFile()
	case itemKeep:
		u.studio.SaveEvent()
	case itemOwn:
		u.studio.OwnKit()
	default:
		u.studio.Open(id)
	}
}

func shortcutName(key string) string {
	if runtime.GOOS == "darwin" {
		return "⌘" + key
	}
	return "Ctrl+" + key
}

// openFile asks for an event or a kit.
func (u *UI) openFile() {
	u.pickFile("Open an event or a kit", []string{".kit", ".toml"}, u.studio.Open)
}

func (u *UI) pickFile(title string, kinds []string, done func(path string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			return
		}
		path := r.URI().Path()
		// Only its path is wanted; nothing was read.
		_ = r.Close()
		done(path)
	}, u.window)
	d.SetTitleText(title)
	d.SetFilter(storage.NewExtensionFileFilter(kinds))
	u.ask(d, u.studio.SaveFolder())
}

func (u *UI) pickFolder(start string, done func(string)) {
	d := dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		if err == nil && dir != nil {
			done(dir.Path())
		}
	}, u.window)
	u.ask(d, start)
}

// ask shows a dialog, in a folder if it is there.
func (u *UI) ask(d *dialog.FileDialog, folder string) {
	if dir, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
		d.SetLocation(dir)
	}
	d.Show()
	s := u.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(s.Width-80, 860), min(s.Height-80, 600)))
}

// addMainMenu fills the bar at the top of the screen where the system has one;
// elsewhere a bar would take room from the page.
func (u *UI) addMainMenu() {
	if runtime.GOOS != "darwin" {
		return
	}
	item := func(label string, s fyne.Shortcut, f func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(label, f)
		i.Shortcut = s
		return i
	}
	u.window.SetMainMenu(fyne.NewMainMenu(
		fyne.NewMenu("File",
			item("Open…", command(fyne.KeyO, 0), u.openFile),
			item("Save PDF", command(fyne.KeyS, 0), func() { u.leaveField(); u.studio.Save(model.PDF) })),
		fyne.NewMenu("Edit",
			item("Undo", &fyne.ShortcutUndo{}, func() { u.step(u.studio.Undo) }),
			item("Redo", &fyne.ShortcutRedo{}, func() { u.step(u.studio.Redo) }))))
}
