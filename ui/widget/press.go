package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/theme"

	base "fyne.io/fyne/v2/theme"
)

// tappable is the part that everything to press shares: pointer and tap. The
// widget that embeds it calls ExtendBaseWidget.
type tappable struct {
	fyneWidget.DisableableWidget
	hovered bool
	onPress func()
}

var (
	_ fyne.Tappable      = (*tappable)(nil)
	_ desktop.Hoverable  = (*tappable)(nil)
	_ desktop.Cursorable = (*tappable)(nil)
	_ fyne.Focusable     = (*pressable)(nil)
)

func (p *tappable) press() {
	if !p.Disabled() && p.onPress != nil {
		p.onPress()
	}
}

// Tapped implements [fyne.Tappable].
func (p *tappable) Tapped(*fyne.PointEvent) { p.press() }

// MouseIn implements [desktop.Hoverable].
func (p *tappable) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (p *tappable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (p *tappable) MouseOut() { p.hovered = false; p.Refresh() }

// Cursor implements [desktop.Cursorable].
func (p *tappable) Cursor() desktop.Cursor {
	if p.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// pressable is a tappable that the keyboard reaches, too.
type pressable struct {
	tappable
	// OnReach is called when the keyboard comes; not under the pointer, which
	// must find what it presses where it is.
	OnReach func()
	// OnEscape is called for Escape.
	OnEscape func()

	focused bool
}

// TypedKey presses with the space bar, Return and Enter.
func (p *pressable) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.press()
	case fyne.KeyEscape:
		if p.OnEscape != nil {
			p.OnEscape()
		}
	}
}

// TypedRune implements [fyne.Focusable].
func (p *pressable) TypedRune(rune) {}

// FocusGained implements [fyne.Focusable].
func (p *pressable) FocusGained() {
	p.focused = true
	p.Refresh()
	if p.OnReach != nil && !p.hovered {
		p.OnReach()
	}
}

// FocusLost implements [fyne.Focusable].
func (p *pressable) FocusLost() { p.focused = false; p.Refresh() }

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
