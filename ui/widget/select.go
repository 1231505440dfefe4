package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/theme"
)

// Select shows what is picked and opens a [Menu] to pick another.
type Select struct {
	pressable
	// Items returns what can be picked, asked for when the menu opens.
	Items func() []Item
	// OnPick is called with the item that was picked.
	OnPick func(id string)
	// Search gives the menu a line to type in.
	Search string
	// Pill makes it small and round, for a row of several.
	Pill bool

	host  Host
	menu  *Menu
	words *Words
	let   Letterer
}

// NewSelect makes a box as wide as the room it is given.
func NewSelect(host Host, letters Letterer) *Select {
	s := &Select{host: host, words: NewWords("", letters), let: letters}
	s.words.Cut = true
	s.onPress = s.Open
	s.ExtendBaseWidget(s)
	return s
}

// NewPill makes a small round one.
func NewPill(host Host, letters Letterer) *Select {
	s := NewSelect(host, letters)
	s.Pill, s.words.Cut, s.words.Em = true, false, theme.Small
	return s
}

// SetText shows what is picked.
func (s *Select) SetText(text string) {
	if text != s.words.Text {
		s.words.Text = text
		s.Refresh()
	}
}

// Text returns what is shown.
func (s *Select) Text() string { return s.words.Text }

// Open shows the menu.
func (s *Select) Open() {
	if s.Items == nil || s.Disabled() {
		return
	}
	s.menu = ShowMenu(s.host, s, MenuOptions{Items: s.Items(), Search: s.Search, Letters: s.let, OnPick: func(id string) {
		if s.OnPick != nil {
			s.OnPick(id)
		}
	}})
}

// Menu returns the menu that was opened last.
func (s *Select) Menu() *Menu { return s.menu }

// TypedKey also opens the menu with the arrow down.
func (s *Select) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyDown {
		s.Open()
		return
	}
	s.pressable.TypedKey(k)
}

// MinSize implements [fyne.CanvasObject].
func (s *Select) MinSize() fyne.Size {
	if s.Pill {
		return fyne.NewSize(round(s.words.Natural())+43, 27)
	}
	return fyne.NewSize(80, theme.RowHigh)
}

// CreateRenderer implements [fyne.Widget].
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	radius, left, right := theme.Radius, float32(11), float32(12)
	if s.Pill {
		radius, left, right = 13, 13, 9
	}
	box := canvas.NewRectangle(nil)
	box.CornerRadius = radius
	icon := NewDrawn(theme.IconDown.Bold(base.ColorNameForeground))
	focus := newRing(radius + 2)
	r := &parts{objects: []fyne.CanvasObject{box, s.words, icon, focus.rect}}
	r.min = s.MinSize
	r.layout = func(size fyne.Size) {
		box.Resize(size)
		const side = 14
		icon.Resize(fyne.NewSize(side, side))
		icon.Move(fyne.NewPos(size.Width-right-side, round((size.Height-side)/2)))
		h := s.words.MinSize().Height
		s.words.Move(fyne.NewPos(left, (size.Height-h)/2))
		s.words.Resize(fyne.NewSize(max(1, size.Width-left-right-side-4), h))
		focus.around(fyne.Position{}, size, 2)
	}
	r.refresh = func() {
		box.FillColor = theme.Color(base.ColorNameButton)
		box.StrokeColor, box.StrokeWidth = theme.Color(base.ColorNameInputBorder), 1
		s.words.Color = base.ColorNameForeground
		if s.Disabled() {
			s.words.Color = base.ColorNameDisabled
		}
		if s.hovered {
			box.StrokeColor = theme.Color(theme.Muted)
		}
		icon.Set(theme.IconDown.Bold(s.words.Color))
		focus.show(s.focused)
		r.layout(s.Size())
		box.Refresh()
		s.words.Refresh()
	}
	r.refresh()
	return r
}
