package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/theme"
)

// IconButton is a small icon to press with the pointer. The keyboard passes it
// by: what it does has a key of its own.
type IconButton struct {
	tappable
	icon theme.Drawing
	side float32
}

// NewIconButton makes one that is side units wide and high.
func NewIconButton(icon theme.Drawing, side float32, onPress func()) *IconButton {
	b := &IconButton{icon: icon, side: side}
	b.onPress = onPress
	b.ExtendBaseWidget(b)
	return b
}

// MinSize implements [fyne.CanvasObject].
func (b *IconButton) MinSize() fyne.Size { return fyne.NewSize(b.side, b.side) }

// CreateRenderer implements [fyne.Widget].
func (b *IconButton) CreateRenderer() fyne.WidgetRenderer {
	box := canvas.NewRectangle(nil)
	box.CornerRadius = 6
	icon := NewDrawn(b.icon.In(theme.Muted))
	r := &parts{objects: []fyne.CanvasObject{box, icon}}
	r.min = b.MinSize
	r.layout = func(s fyne.Size) {
		box.Resize(s)
		side := round(min(b.side*0.64, 20))
		icon.Resize(fyne.NewSize(side, side))
		icon.Move(fyne.NewPos(round((s.Width-side)/2), round((s.Height-side)/2)))
	}
	r.refresh = func() {
		ink := theme.Muted
		box.FillColor = nil
		if b.hovered {
			ink = base.ColorNameForeground
			box.FillColor = theme.Color(base.ColorNameHover)
		}
		icon.Set(b.icon.In(ink))
		r.layout(b.Size())
		box.Refresh()
	}
	r.refresh()
	return r
}
