package ui

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"eventkit/ui/model"
	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// display is the table display over a whole screen.
type display struct {
	u      *UI
	window fyne.Window
	board  *widget.Board
	// call stands above the code; left, what and here are the clock below it.
	call, left, what, here *widget.Words
	root                   *fyne.Container
	size                   fyne.Size
}

// secondScreen reports whether the computer has a second screen.
func (u *UI) secondScreen() bool {
	d, ok := u.app.Driver().(desktop.Driver)
	return ok && d.HasSecondaryDisplay()
}

// startDisplay opens the table display.
func (u *UI) startDisplay() {
	if u.display != nil {
		u.display.window.RequestFocus()
		return
	}
	letters := model.NewLetters(u.p.Library)
	line := func(bold bool) *widget.Words {
		w := widget.NewWords("", letters).Styled(theme.Body, bold, theme.Ink)
		w.Align, w.Cut = fyne.TextAlignCenter, true
		return w
	}
	d := &display{u: u, window: u.app.NewWindow("Event Kit: table display")}
	d.board = widget.NewBoard(u.studio.ResizeDisplay)
	d.call, d.left, d.what, d.here = line(true), line(true), line(false), line(false)
	d.root = container.New(d, d.board, d.call, d.left, d.what, d.here)
	d.window.SetPadded(false)
	d.window.SetContent(d.root)
	d.window.Canvas().SetOnTypedKey(d.typed)
	d.window.SetOnClosed(func() {
		u.display = nil
		u.studio.CloseDisplay()
		u.app.Driver().SetDisableScreenBlanking(false)
	})
	u.display = d
	u.studio.OpenDisplay()
	u.app.Driver().SetDisableScreenBlanking(true)
	u.wholeScreen(d.window, u.studio.DisplayHere())
}

func (d *display) typed(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		d.window.Close()
	case fyne.KeyRight, fyne.KeyDown, fyne.KeyPageDown:
		d.u.studio.NextSlide()
	case fyne.KeyLeft, fyne.KeyUp, fyne.KeyPageUp:
		d.u.studio.PreviousSlide()
	case fyne.KeySpace:
		d.u.studio.PauseDisplay()
	}
}

// MinSize implements [fyne.Layout].
func (d *display) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 200) }

// Layout implements [fyne.Layout].
func (d *display) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	d.board.Resize(size)
	d.size = size
	d.words()
}

// words sets the call and the clock into the rooms that the picture leaves.
func (d *display) words() {
	now := d.u.studio.Display()
	px := d.board.Pixels()
	if now.Image == nil || px.X == 0 {
		return
	}
	scale := d.size.Width / float32(px.X)
	units := func(r image.Rectangle) (x, y, w, h float32) {
		return float32(r.Min.X) * scale, float32(r.Min.Y) * scale, float32(r.Dx()) * scale, float32(r.Dy()) * scale
	}
	fit := func(w *widget.Words, most, width float32) float32 {
		w.Em = most
		if n := w.Natural(); n > width {
			w.Em = most * width / n
		}
		return w.Em * widget.LineHeight
	}
	x, y, w, h := units(now.Call)
	high := fit(d.call, h*0.42, w)
	d.put(d.call, x, y+h-high, w, high)

	x, y, w, h = units(now.Clock)
	for _, part := range []struct {
		line *widget.Words
		most float32
	}{{d.left, 0.36}, {d.what, 0.18}, {d.here, 0.15}} {
		high := fit(part.line, h*part.most, w)
		d.put(part.line, x, y, w, high)
		y += high
	}
}

func (d *display) put(o *widget.Words, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
	o.Refresh()
}

// updateDisplay shows anew what has changed.
func (u *UI) updateDisplay(p model.Part) {
	d := u.display
	if d == nil || !p.Has(model.PartDisplay|model.PartClock) {
		return
	}
	now := u.studio.Display()
	if p.Has(model.PartDisplay) && now.Image != nil {
		d.board.SetImage(now.Image)
		d.call.SetText(now.CallWords)
	}
	if now.Image == nil {
		return
	}
	storm, _ := u.studio.Storm(now.Lang)
	if p.Has(model.PartDisplay) || storm.Left != d.left.Text {
		d.left.SetText(storm.Left)
		d.what.SetText(storm.Title)
		d.here.SetText(storm.Here)
		d.words()
	}
}
