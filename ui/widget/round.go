package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/theme"
)

// Round is a button with an icon alone, such as the one that plays.
type Round struct {
	pressable
	// Side is its height and width.
	Side float32
	// Filled grounds it in the accent; otherwise only the icon is seen.
	Filled bool
	// Ink is the icon's colour where it isn't filled; empty is the foreground.
	Ink fyne.ThemeColorName

	icon theme.Drawing
}

// NewRound makes a button with an icon.
func NewRound(icon theme.Drawing, side float32, onPress func()) *Round {
	b := &Round{icon: icon, Side: side}
	b.onPress = onPress
	b.ExtendBaseWidget(b)
	return b
}

// SetIcon changes the icon.
func (b *Round) SetIcon(icon theme.Drawing) {
	if icon.Name() != b.icon.Name() {
		b.icon = icon
		b.Refresh()
	}
}

// Icon is the name of the icon.
func (b *Round) Icon() string { return b.icon.Name() }

// MinSize implements [fyne.CanvasObject].
func (b *Round) MinSize() fyne.Size { return fyne.NewSize(b.Side, b.Side) }

// CreateRenderer implements [fyne.Widget].
func (b *Round) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewCircle(nil)
	icon := NewDrawn(b.icon.In(base.ColorNameForeground))
	focus := newRing(b.Side)
	r := &parts{objects: []fyne.CanvasObject{ground, icon, focus.rect}}
	r.min = b.MinSize
	r.layout = func(s fyne.Size) {
		ground.Resize(s)
		side := round(b.Side * 0.5)
		icon.Resize(fyne.NewSize(side, side))
		icon.Move(fyne.NewPos(round((s.Width-side)/2), round((s.Height-side)/2)))
		focus.around(fyne.Position{}, s, 3)
	}
	r.refresh = func() {
		ground.FillColor = nil
		ink := b.Ink
		if ink == "" {
			ink = base.ColorNameForeground
		}
		if b.Filled {
			ground.FillColor, ink = theme.Color(base.ColorNamePrimary), base.ColorNameForegroundOnPrimary
		}
		if b.Disabled() {
			ink = base.ColorNameDisabled
			if b.Filled {
				ground.FillColor = theme.Color(base.ColorNameDisabledButton)
			}
		}
		if b.hovered && !b.Filled {
			ground.FillColor = theme.Color(base.ColorNameHover)
		}
		icon.Set(b.icon.Bold(ink))
		focus.show(b.focused)
		r.layout(b.Size())
		ground.Refresh()
	}
	r.refresh()
	return r
}
