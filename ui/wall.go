package ui

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/model"
	"eventkit/ui/screen"
	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// wallClock is a window with nothing but the storm's clock, its hashtag and a code,
// for a wall or a second screen.
type wallClock struct {
	window fyne.Window
	ground *canvas.Rectangle
	// big is the countdown, or the hour once there is nothing to count.
	title, big, day, tag *widget.Words
	code                 *canvas.Raster
	address              string
}

// openWall opens the clock over a whole screen: the second one where there is
// one. Escape closes it.
func (u *UI) openWall() {
	if u.wall != nil {
		u.wall.window.RequestFocus()
		return
	}
	letters := model.NewLetters(u.p.Library)
	line := func(bold bool, color fyne.ThemeColorName) *widget.Words {
		w := widget.NewWords("", letters).Styled(theme.Body, bold, color)
		w.Align, w.Cut = fyne.TextAlignCenter, true
		return w
	}
	w := &wallClock{window: u.app.NewWindow("Event Kit: the clock"), ground: canvas.NewRectangle(nil)}
	w.title, w.big = line(true, base.ColorNameForeground), line(true, base.ColorNameForeground)
	w.day, w.tag = line(false, base.ColorNameForeground), line(true, theme.Accent)
	w.code = canvas.NewRaster(func(pw, ph int) image.Image { return screen.OnWhite(u.studio.CodePicture(w.address, pw, ph), pw, ph) })
	w.code.ScaleMode = canvas.ImageScalePixels
	w.window.SetPadded(false)
	w.window.SetContent(container.New(w, w.ground, w.title, w.big, w.day, w.tag, w.code))
	w.window.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			w.window.Close()
		}
	})
	w.window.SetOnClosed(func() {
		u.wall = nil
		u.studio.SetWall(false)
		u.app.Driver().SetDisableScreenBlanking(false)
	})
	u.wall = w
	u.updateWall(model.PartAll)
	u.studio.SetWall(true)
	u.app.Driver().SetDisableScreenBlanking(true)
	u.wholeScreen(w.window, false)
}

// MinSize implements [fyne.Layout].
func (w *wallClock) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 200) }

// Layout implements [fyne.Layout]: words at the left, the code at the right, or
// below them on a screen that stands.
func (w *wallClock) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	w.ground.Resize(size)
	margin := min(size.Width, size.Height) * 0.06
	words, code := size, size
	side := min(size.Height-2*margin, size.Width*0.4)
	if size.Width < size.Height {
		side = min(size.Width-2*margin, size.Height*0.4)
		words.Height -= side + margin
		w.code.Move(fyne.NewPos((code.Width-side)/2, size.Height-side-margin))
	} else {
		words.Width -= side + margin
		w.code.Move(fyne.NewPos(size.Width-side-margin, (size.Height-side)/2))
	}
	w.code.Resize(fyne.NewSize(side, side))
	room := words.Width - 2*margin
	lines := []struct {
		w     *widget.Words
		share float32 // of the height
	}{{w.title, 0.07}, {w.big, 0.24}, {w.day, 0.055}, {w.tag, 0.1}}
	total := float32(0)
	for _, l := range lines {
		l.w.Em = 100
		l.w.Em = min(words.Height*l.share, 97*room/max(1, l.w.Natural()))
		total += l.w.MinSize().Height * 1.12
	}
	y := (words.Height - total) / 2
	for _, l := range lines {
		h := l.w.MinSize().Height
		l.w.Move(fyne.NewPos(margin, y))
		l.w.Resize(fyne.NewSize(room, h))
		l.w.Refresh()
		y += h * 1.12
	}
}

// updateWall follows the clock.
func (u *UI) updateWall(p model.Part) {
	w := u.wall
	if w == nil || !p.Has(model.PartStorm|model.PartMessages|model.PartFields|model.PartKit|model.PartChoices) {
		return
	}
	show := u.studio.Wall()
	w.ground.FillColor = theme.Color(base.ColorNameBackground)
	big := show.Count
	if big == "" {
		big = show.Hour
	}
	day := show.Day
	if show.Count != "" {
		day = show.Hour + " · " + day
	}
	w.title.SetText(show.Title)
	w.big.SetText(big)
	w.day.SetText(day)
	w.tag.SetText(show.Tag)
	if w.address != show.Address {
		w.address = show.Address
		w.code.Refresh()
	}
	w.window.Content().Refresh()
}

// reminder has the system tell of the storm.
type reminder struct{ app fyne.App }

// Remind implements [model.Reminder].
func (r reminder) Remind(title, text string, at time.Time) (string, error) {
	n, err := r.app.ScheduleNotification(fyne.NewNotification(title, text), at)
	if err != nil {
		return "", err
	}
	return n.ID(), nil
}

// Forget implements [model.Reminder].
func (r reminder) Forget(id string) error { return r.app.CancelScheduledNotification(id) }
