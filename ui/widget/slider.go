package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/theme"
)

// Slider picks one of a row of stops. The arrow keys move it.
type Slider struct {
	fyneWidget.BaseWidget
	// Stops is how many there are; at least two.
	Stops int
	// OnChanged is called with the new stop.
	OnChanged func(int)
	// OnReach is called when the keyboard comes, other than with the pointer.
	OnReach func()

	at               int
	hovered, focused bool
}

var (
	_ fyne.Draggable    = (*Slider)(nil)
	_ fyne.Focusable    = (*Slider)(nil)
	_ fyne.Tappable     = (*Slider)(nil)
	_ desktop.Hoverable = (*Slider)(nil)
)

// NewSlider makes a slider.
func NewSlider(stops int, onChanged func(int)) *Slider {
	s := &Slider{Stops: stops, OnChanged: onChanged}
	s.ExtendBaseWidget(s)
	return s
}

// At returns the stop.
func (s *Slider) At() int { return s.at }

// Put moves it without telling OnChanged.
func (s *Slider) Put(i int) {
	i = max(0, min(s.Stops-1, i))
	if i != s.at {
		s.at = i
		s.Refresh()
	}
}

func (s *Slider) move(i int) {
	before := s.at
	s.Put(i)
	if s.at != before && s.OnChanged != nil {
		s.OnChanged(s.at)
	}
}

const knob = 18

func (s *Slider) stopAt(x float32) int {
	room := s.Size().Width - knob
	if room <= 0 {
		return s.at
	}
	return int(round((x - knob/2) / room * float32(s.Stops-1)))
}

// Tapped implements [fyne.Tappable].
func (s *Slider) Tapped(e *fyne.PointEvent) { s.move(s.stopAt(e.Position.X)) }

// Dragged implements [fyne.Draggable].
func (s *Slider) Dragged(e *fyne.DragEvent) { s.move(s.stopAt(e.Position.X)) }

// DragEnd implements [fyne.Draggable].
func (s *Slider) DragEnd() {}

// TypedKey implements [fyne.Focusable].
func (s *Slider) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		s.move(s.at - 1)
	case fyne.KeyRight, fyne.KeyUp:
		s.move(s.at + 1)
	case fyne.KeyHome:
		s.move(0)
	case fyne.KeyEnd:
		s.move(s.Stops - 1)
	}
}

// TypedRune implements [fyne.Focusable].
func (s *Slider) TypedRune(rune) {}

// FocusGained implements [fyne.Focusable].
func (s *Slider) FocusGained() {
	s.focused = true
	s.Refresh()
	if s.OnReach != nil && !s.hovered {
		s.OnReach()
	}
}

// FocusLost implements [fyne.Focusable].
func (s *Slider) FocusLost() { s.focused = false; s.Refresh() }

// MouseIn implements [desktop.Hoverable].
func (s *Slider) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (s *Slider) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (s *Slider) MouseOut() { s.hovered = false; s.Refresh() }

// MinSize implements [fyne.CanvasObject].
func (s *Slider) MinSize() fyne.Size { return fyne.NewSize(80, knob+4) }

// CreateRenderer implements [fyne.Widget].
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	track := canvas.NewRectangle(nil)
	full := canvas.NewRectangle(nil)
	track.CornerRadius, full.CornerRadius = 2, 2
	dot := canvas.NewCircle(nil)
	dot.StrokeWidth = 2
	focus := newRing(knob)
	r := &parts{objects: []fyne.CanvasObject{track, full, focus.rect, dot}}
	r.min = s.MinSize
	r.layout = func(size fyne.Size) {
		mid := round(size.Height / 2)
		x := (size.Width - knob) * float32(s.at) / float32(max(1, s.Stops-1))
		track.Move(fyne.NewPos(0, mid-2))
		track.Resize(fyne.NewSize(size.Width, 4))
		full.Move(fyne.NewPos(0, mid-2))
		full.Resize(fyne.NewSize(x+knob/2, 4))
		dot.Move(fyne.NewPos(x, mid-knob/2))
		dot.Resize(fyne.NewSize(knob, knob))
		focus.around(dot.Position1, fyne.NewSize(knob, knob), 3)
	}
	r.refresh = func() {
		track.FillColor = theme.Color(theme.Line)
		full.FillColor = theme.Color(theme.Accent)
		dot.FillColor = theme.Color(base.ColorNameBackground)
		dot.StrokeColor = theme.Color(theme.Accent)
		if s.hovered {
			dot.FillColor = theme.Color(theme.Accent)
		}
		focus.show(s.focused)
		r.layout(s.Size())
		for _, o := range r.objects {
			o.Refresh()
		}
	}
	r.refresh()
	return r
}
