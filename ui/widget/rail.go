package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"eventkit/ui/theme"
)

// RailItem leads to a room: an icon over its name.
type RailItem struct {
	pressable
	icon     theme.Drawing
	name     *Words
	selected bool
}

// NewRailItem makes a way to a room.
func NewRailItem(icon theme.Drawing, name string, onPress func()) *RailItem {
	i := &RailItem{icon: icon, name: NewWords(name, nil)}
	i.onPress = onPress
	i.name.Align = fyne.TextAlignCenter
	i.ExtendBaseWidget(i)
	return i
}

// SetSelected marks the room one is in.
func (i *RailItem) SetSelected(on bool) {
	if on != i.selected {
		i.selected = on
		i.Refresh()
	}
}

// Selected reports whether it is the room one is in.
func (i *RailItem) Selected() bool { return i.selected }

// MinSize implements [fyne.CanvasObject].
func (i *RailItem) MinSize() fyne.Size { return fyne.NewSize(80, 62) }

// CreateRenderer implements [fyne.Widget].
func (i *RailItem) CreateRenderer() fyne.WidgetRenderer {
	box := canvas.NewRectangle(nil)
	box.CornerRadius = 10
	icon := NewDrawn(i.icon.In(theme.RailText))
	focus := newRing(12)
	r := &parts{objects: []fyne.CanvasObject{box, icon, i.name, focus.rect}}
	r.min = i.MinSize
	r.layout = func(s fyne.Size) {
		box.Resize(s)
		const side = 22
		up := min(0, round((s.Height-62)/2))
		icon.Resize(fyne.NewSize(side, side))
		icon.Move(fyne.NewPos(round((s.Width-side)/2), 10+up))
		i.name.Resize(fyne.NewSize(s.Width, theme.Caption*LineHeight))
		i.name.Move(fyne.NewPos(0, 36+up))
		focus.around(fyne.Position{}, s, 2)
	}
	r.refresh = func() {
		ink := theme.RailMuted
		box.FillColor = nil
		if i.hovered {
			box.FillColor = theme.Color(theme.RailHover)
		}
		if i.selected {
			ink = theme.RailText
			box.FillColor = theme.Color(theme.RailSelected)
		}
		icon.Set(i.icon.In(ink))
		i.name.Styled(theme.Caption, i.selected, ink)
		focus.show(i.focused)
		r.layout(i.Size())
		box.Refresh()
		i.name.Refresh()
	}
	r.refresh()
	return r
}
