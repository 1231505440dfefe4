package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/theme"

	base "fyne.io/fyne/v2/theme"
)

// pressable is the part that buttons, chips and tiles share: pointer, focus
// and keys. The widget that embeds it calls ExtendBaseWidget.
type pressable struct {
	fyneWidget.DisableableWidget
	hovered, focused bool
	onPress          func()
}

var (
	_ fyne.Tappable      = (*pressable)(nil)
	_ fyne.Focusable     = (*pressable)(nil)
	_ desktop.Hoverable  = (*pressable)(nil)
	_ desktop.Cursorable = (*pressable)(nil)
)

func (p *pressable) press() {
	if !p.Disabled() && p.onPress != nil {
		p.onPress()
	}
}

// Tapped implements [fyne.Tappable].
func (p *pressable) Tapped(*fyne.PointEvent) { p.press() }

// TypedKey presses with the space bar, Return and Enter.
func (p *pressable) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.press()
	}
}

// TypedRune implements [fyne.Focusable].
func (p *pressable) TypedRune(rune) {}

// FocusGained implements [fyne.Focusable].
func (p *pressable) FocusGained() { p.focused = true; p.Refresh() }

// FocusLost implements [fyne.Focusable].
func (p *pressable) FocusLost() { p.focused = false; p.Refresh() }

// MouseIn implements [desktop.Hoverable].
func (p *pressable) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (p *pressable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (p *pressable) MouseOut() { p.hovered = false; p.Refresh() }

// Cursor implements [desktop.Cursorable].
func (p *pressable) Cursor() desktop.Cursor {
	if p.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// ring is the outline that says where the keyboard is.
type ring struct{ rect *canvas.Rectangle }

func newRing(radius float32) ring {
	r := canvas.NewRectangle(nil)
	r.StrokeWidth = 2
	r.CornerRadius = radius
	r.Hide()
	return ring{r}
}

func (r ring) around(pos fyne.Position, size fyne.Size, off float32) {
	r.rect.Move(pos.SubtractXY(off, off))
	r.rect.Resize(size.AddWidthHeight(2*off, 2*off))
}

func (r ring) show(on bool) {
	if on {
		r.rect.StrokeColor = theme.Color(base.ColorNameFocus)
		r.rect.Show()
	} else {
		r.rect.Hide()
	}
	r.rect.Refresh()
}

// parts is a renderer made of functions, for widgets whose objects never change.
type parts struct {
	objects []fyne.CanvasObject
	layout  func(fyne.Size)
	min     func() fyne.Size
	refresh func()
}

func (r *parts) Destroy()                     {}
func (r *parts) Layout(s fyne.Size)           { r.layout(s) }
func (r *parts) MinSize() fyne.Size           { return r.min() }
func (r *parts) Objects() []fyne.CanvasObject { return r.objects }
func (r *parts) Refresh()                     { r.refresh() }
