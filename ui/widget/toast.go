package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/theme"
)

// Toast is a quiet note that lies over something else until it is closed.
type Toast struct {
	fyneWidget.BaseWidget
	// OnClose is called when it is closed by hand; without it, it can't be.
	OnClose func()

	text  *Para
	close *IconButton
	bad   bool
}

// NewToast makes a note.
func NewToast(letters Letterer, onClose func()) *Toast {
	t := &Toast{OnClose: onClose, text: NewPara("", letters)}
	t.close = NewIconButton(theme.IconClose, 26, func() {
		if t.OnClose != nil {
			t.OnClose()
		}
	})
	t.ExtendBaseWidget(t)
	return t
}

// Set shows a line and, quieter, what to do about it.
func (t *Toast) Set(text, hint string, bad bool) {
	t.bad = bad
	t.text.Spans = []Span{{Text: text, Bold: true, Color: base.ColorNameForeground}}
	if hint != "" {
		t.text.Spans = append(t.text.Spans, Span{Text: " " + hint})
	}
	t.Refresh()
}

// Text returns what it says.
func (t *Toast) Text() string { return t.text.Text() }

const toastPad = 12

// HeightFor returns the height at a width.
func (t *Toast) HeightFor(width float32) float32 {
	return t.text.HeightFor(width-2*toastPad-36) + 2*toastPad - 2
}

// MinSize implements [fyne.CanvasObject].
func (t *Toast) MinSize() fyne.Size { return fyne.NewSize(160, t.HeightFor(max(160, t.Size().Width))) }

// CreateRenderer implements [fyne.Widget].
func (t *Toast) CreateRenderer() fyne.WidgetRenderer {
	box := canvas.NewRectangle(nil)
	box.CornerRadius = theme.Radius
	box.Shadow = canvas.Shadow{BlurRadius: 14, Offset: fyne.NewPos(0, 3)}
	edge := canvas.NewRectangle(nil)
	edge.CornerRadius = 2
	r := &parts{objects: []fyne.CanvasObject{box, edge, t.text, t.close}}
	r.min = t.MinSize
	r.layout = func(s fyne.Size) {
		box.Resize(s)
		edge.Move(fyne.NewPos(6, 8))
		edge.Resize(fyne.NewSize(4, s.Height-16))
		w := s.Width - 2*toastPad - 36
		h := t.text.HeightFor(w)
		t.text.Move(fyne.NewPos(toastPad+8, (s.Height-h)/2))
		t.text.Resize(fyne.NewSize(w, h))
		t.close.Move(fyne.NewPos(s.Width-toastPad-22, (s.Height-26)/2))
		t.close.Resize(fyne.NewSize(26, 26))
	}
	r.refresh = func() {
		box.FillColor = theme.Color(base.ColorNameOverlayBackground)
		box.Shadow.Color = theme.Color(theme.Shade)
		edge.FillColor = theme.Color(theme.Good)
		if t.bad {
			edge.FillColor = theme.Color(base.ColorNameError)
		}
		t.close.Hidden = t.OnClose == nil
		r.layout(t.Size())
		box.Refresh()
		edge.Refresh()
		t.text.Refresh()
	}
	r.refresh()
	return r
}
