package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/theme"
)

// Chip is one of several things to pick, as a pill.
type Chip struct {
	pressable
	// ID says which thing it is.
	ID string

	name     *Words
	selected bool
}

// NewChip makes a chip.
func NewChip(id, name string, letters Letterer, onPick func()) *Chip {
	c := &Chip{ID: id, name: NewWords(name, letters)}
	c.name.Em = theme.Small
	c.onPress = onPick
	c.ExtendBaseWidget(c)
	return c
}

// SetSelected picks or unpicks it.
func (c *Chip) SetSelected(on bool) {
	if on != c.selected {
		c.selected = on
		c.Refresh()
	}
}

// Selected reports whether it is picked.
func (c *Chip) Selected() bool { return c.selected }

// Text returns what it says.
func (c *Chip) Text() string { return c.name.Text }

// SetText changes what it says.
func (c *Chip) SetText(s string) {
	c.name.SetText(s)
	c.Refresh()
}

// MinSize implements [fyne.CanvasObject].
func (c *Chip) MinSize() fyne.Size {
	return fyne.NewSize(round(c.name.Natural())+2*12, 27)
}

// CreateRenderer implements [fyne.Widget].
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	box := canvas.NewRectangle(nil)
	box.CornerRadius = 13
	over := canvas.NewRectangle(nil)
	over.CornerRadius = 13
	focus := newRing(15)
	r := &parts{objects: []fyne.CanvasObject{box, over, c.name, focus.rect}}
	r.min = c.MinSize
	r.layout = func(s fyne.Size) {
		box.Resize(s)
		over.Resize(s)
		m := c.name.MinSize()
		c.name.Resize(m)
		c.name.Move(fyne.NewPos((s.Width-m.Width)/2, (s.Height-m.Height)/2))
		focus.around(fyne.Position{}, s, 2)
	}
	r.refresh = func() {
		box.FillColor = theme.Color(base.ColorNameButton)
		box.StrokeColor, box.StrokeWidth = theme.Color(base.ColorNameInputBorder), 1
		c.name.Color = base.ColorNameForeground
		if c.selected {
			box.FillColor = theme.Color(theme.Picked)
			box.StrokeColor, box.StrokeWidth = nil, 0
			c.name.Color = theme.OnPicked
		}
		over.FillColor = nil
		if c.hovered {
			over.FillColor = theme.Color(base.ColorNameHover)
		}
		focus.show(c.focused)
		r.layout(c.Size())
		box.Refresh()
		over.Refresh()
		c.name.Refresh()
	}
	r.refresh()
	return r
}
