package widget

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/theme"
)

// Field is a label, something to fill in, and a line below it: what is wrong,
// or else a hint, or nothing.
type Field struct {
	fyneWidget.BaseWidget
	// Body is what is filled in.
	Body fyne.CanvasObject

	label *Words
	line  *Para
	hint  string
	fault string
	aside *Para
	echo  string
}

// NewField makes a field.
func NewField(label string, body fyne.CanvasObject, letters Letterer) *Field {
	f := &Field{Body: body, line: NewPara("", letters)}
	f.label = NewWords(label, letters).Styled(theme.Small, false, theme.Muted)
	f.aside = NewPara("", letters)
	f.aside.Lines = 1
	f.ExtendBaseWidget(f)
	return f
}

// SetHint sets the line that is shown while nothing is wrong. It, SetFault and
// SetEcho report whether something changed, and with it perhaps the height.
func (f *Field) SetHint(s string) bool { return f.set(s, f.fault) }

// SetFault sets what is wrong; empty is nothing.
func (f *Field) SetFault(s string) bool {
	if b, ok := f.Body.(interface{ SetFaulty(bool) }); ok {
		b.SetFaulty(s != "")
	}
	return f.set(f.hint, s)
}

func (f *Field) set(hint, fault string) bool {
	if hint == f.hint && fault == f.fault {
		return false
	}
	f.hint, f.fault = hint, fault
	text, color := hint, theme.Muted
	if fault != "" {
		text, color = fault, base.ColorNameError
	}
	f.line.Spans = nil
	if text != "" {
		f.line.Spans = []Span{{Text: text, Color: color}}
	}
	f.Refresh()
	return true
}

// SetEcho shows words below the field as they will be printed, for scripts
// that a line to type in shows wrong; empty is nothing.
func (f *Field) SetEcho(s string) bool {
	if plain(s) {
		s = ""
	}
	if s == f.echo {
		return false
	}
	f.echo = s
	f.aside.Spans = nil
	if s != "" {
		f.aside.Spans = []Span{{Text: "On the page: "}, {Text: s, Color: base.ColorNameForeground}}
	}
	f.Refresh()
	return true
}

// Echo returns the words that are shown as they will be printed.
func (f *Field) Echo() string { return f.echo }

// Fault returns what is wrong.
func (f *Field) Fault() string { return f.fault }

// Hint returns the line that is shown while nothing is wrong.
func (f *Field) Hint() string { return f.hint }

const (
	labelHigh = 20
	labelGap  = 3
)

// HeightFor returns the height at a width.
func (f *Field) HeightFor(width float32) float32 {
	h := labelHigh + labelGap + ceil(HeightFor(f.Body, width))
	if f.echo != "" {
		h += 4 + f.aside.HeightFor(width)
	}
	if len(f.line.Spans) > 0 {
		h += 4 + f.line.HeightFor(width)
	}
	return h
}

// MinSize implements [fyne.CanvasObject].
func (f *Field) MinSize() fyne.Size {
	return fyne.NewSize(60, f.HeightFor(max(60, f.Size().Width)))
}

// CreateRenderer implements [fyne.Widget].
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	r := &parts{objects: []fyne.CanvasObject{f.label, f.Body, f.aside, f.line}}
	r.min = f.MinSize
	r.layout = func(s fyne.Size) {
		f.label.Resize(fyne.NewSize(s.Width, labelHigh))
		y := float32(labelHigh + labelGap)
		h := ceil(HeightFor(f.Body, s.Width))
		f.Body.Move(fyne.NewPos(0, y))
		f.Body.Resize(fyne.NewSize(s.Width, h))
		y += h + 4
		if f.echo != "" {
			h := f.aside.HeightFor(s.Width)
			f.aside.Move(fyne.NewPos(0, y))
			f.aside.Resize(fyne.NewSize(s.Width, h))
			y += h + 4
		}
		f.line.Move(fyne.NewPos(0, y))
		f.line.Resize(fyne.NewSize(s.Width, f.line.HeightFor(s.Width)))
	}
	r.refresh = func() {
		f.aside.Hidden = f.echo == ""
		r.layout(f.Size())
		f.label.Refresh()
		f.aside.Refresh()
		f.line.Refresh()
	}
	r.refresh()
	return r
}
