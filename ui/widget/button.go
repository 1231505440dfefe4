package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/theme"
)

// Button does one thing. The one that most people want is primary.
type Button struct {
	pressable
	// Text is what it says.
	Text string
	// Primary fills it with the accent.
	Primary bool
	// Quiet leaves frame and padding away, so that it stands in a line of text.
	Quiet bool

	words *Words
}

// NewButton makes a button.
func NewButton(text string, onPress func()) *Button {
	b := &Button{Text: text, words: NewWords(text, nil)}
	b.onPress = onPress
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimary makes the button that most people want.
func NewPrimary(text string, onPress func()) *Button {
	b := NewButton(text, onPress)
	b.Primary = true
	return b
}

// NewQuiet makes a button that stands in a line of text.
func NewQuiet(text string, onPress func()) *Button {
	b := NewButton(text, onPress)
	b.Quiet = true
	return b
}

// SetText changes what it says.
func (b *Button) SetText(s string) {
	if s != b.Text {
		b.Text = s
		b.Refresh()
	}
}

func (b *Button) style() {
	b.words.Text, b.words.Bold, b.words.Em = b.Text, true, theme.Body
	b.words.Color = base.ColorNameForeground
	switch {
	case b.Disabled():
		b.words.Color = base.ColorNameDisabled
	case b.Primary:
		b.words.Color = base.ColorNameForegroundOnPrimary
	}
	if b.Quiet {
		b.words.Em = theme.Small
		if !b.Disabled() {
			b.words.Color = base.ColorNameHyperlink
		}
	}
}

// MinSize implements [fyne.CanvasObject].
func (b *Button) MinSize() fyne.Size {
	b.style()
	s := b.words.MinSize()
	if b.Quiet {
		return s
	}
	return fyne.NewSize(s.Width+2*20, 44)
}

// CreateRenderer implements [fyne.Widget].
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	box := canvas.NewRectangle(nil)
	box.CornerRadius = theme.Radius
	over := canvas.NewRectangle(nil)
	over.CornerRadius = theme.Radius
	focus := newRing(theme.Radius + 3)
	r := &parts{objects: []fyne.CanvasObject{box, over, b.words, focus.rect}}
	r.min = b.MinSize
	r.layout = func(s fyne.Size) {
		box.Resize(s)
		over.Resize(s)
		m := b.words.MinSize()
		b.words.Move(fyne.NewPos((s.Width-m.Width)/2, (s.Height-m.Height)/2))
		b.words.Resize(m)
		focus.around(fyne.Position{}, s, 3)
	}
	r.refresh = func() {
		b.style()
		box.FillColor, box.StrokeColor, box.StrokeWidth = b.fill(), nil, 0
		if !b.Primary && !b.Quiet {
			box.StrokeColor, box.StrokeWidth = theme.Color(base.ColorNameInputBorder), 1
		}
		over.FillColor = nil
		if b.hovered && !b.Disabled() && !b.Quiet {
			over.FillColor = theme.Color(base.ColorNameHover)
			if b.Primary {
				over.FillColor = color.NRGBA{A: 0x22}
			}
		}
		focus.show(b.focused)
		r.layout(b.Size())
		box.Refresh()
		over.Refresh()
		b.words.Refresh()
	}
	r.refresh()
	return r
}

func (b *Button) fill() color.Color {
	switch {
	case b.Quiet:
		return color.Transparent
	case b.Primary && b.Disabled():
		return theme.Color(base.ColorNameDisabledButton)
	case b.Primary:
		return theme.Color(base.ColorNamePrimary)
	default:
		return theme.Color(base.ColorNameButton)
	}
}
