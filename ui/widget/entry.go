package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/theme"
)

// Entry is a line to type in. Undo, redo and the window's own shortcuts go to
// the form instead of the line.
type Entry struct {
	fyneWidget.Entry
	// OnShortcut takes every shortcut that isn't about the text itself.
	OnShortcut func(fyne.Shortcut)
	// OnKey sees keys first; it returns true for those that it took.
	OnKey func(fyne.KeyName) bool
	// OnBlur is called when the keyboard leaves.
	OnBlur func()
	// OnFocus is called when the keyboard comes.
	OnFocus func()

	focused, faulty bool
}

// NewEntry makes a line to type in.
func NewEntry(placeholder string) *Entry {
	e := &Entry{}
	e.Wrapping = fyne.TextWrapOff
	e.Scroll = fyne.ScrollHorizontalOnly
	e.PlaceHolder = placeholder
	e.ExtendBaseWidget(e)
	return e
}

// NewEditor makes a place for a longer text that shows so many lines of it.
func NewEditor(lines int) *Entry {
	e := NewEntry("")
	e.MultiLine = true
	e.Wrapping, e.Scroll = fyne.TextWrapWord, fyne.ScrollVerticalOnly
	e.SetMinRowsVisible(lines)
	return e
}

// AcceptsTab implements [fyne.Tabbable]: Tab leads on, also from a longer text.
func (e *Entry) AcceptsTab() bool { return false }

// Put shows a text without telling OnChanged.
func (e *Entry) Put(s string) {
	if e.Text == s {
		return
	}
	changed := e.OnChanged
	e.OnChanged = nil
	e.SetText(s)
	e.OnChanged = changed
	if !e.MultiLine {
		e.CursorColumn = len([]rune(s))
	}
	e.Refresh()
}

// TypedShortcut implements [fyne.Shortcutable].
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if e.OnShortcut == nil {
		e.Entry.TypedShortcut(s)
		return
	}
	switch c := s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		e.OnShortcut(s)
	case *desktop.CustomShortcut:
		if moves(c) {
			e.Entry.TypedShortcut(s)
		} else {
			e.OnShortcut(s)
		}
	default:
		e.Entry.TypedShortcut(s)
	}
}

// moves reports whether a shortcut moves the cursor or deletes words.
func moves(c *desktop.CustomShortcut) bool {
	switch c.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

// TypedKey implements [fyne.Focusable].
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(k.Name) {
		return
	}
	e.Entry.TypedKey(k)
}

// SetFaulty frames the line as wrong.
func (e *Entry) SetFaulty(on bool) {
	if on != e.faulty {
		e.faulty = on
		e.Refresh()
	}
}

// FocusLost implements [fyne.Focusable].
func (e *Entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	if e.OnBlur != nil {
		e.OnBlur()
	}
}

// FocusGained implements [fyne.Focusable].
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus()
	}
}

// MinSize implements [fyne.CanvasObject].
func (e *Entry) MinSize() fyne.Size {
	return fyne.NewSize(60, max(theme.RowHigh, round(e.Entry.MinSize().Height)))
}

// CreateRenderer implements [fyne.Widget].
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{WidgetRenderer: e.Entry.CreateRenderer(), entry: e, frame: canvas.NewRectangle(nil)}
	r.frame.CornerRadius = theme.Radius
	r.paint()
	return r
}

// entryRenderer draws the frame of the other fields in place of Fyne's, which
// the theme takes away.
type entryRenderer struct {
	fyne.WidgetRenderer
	entry *Entry
	frame *canvas.Rectangle
}

func (r *entryRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.frame}, r.WidgetRenderer.Objects()...)
}

func (r *entryRenderer) Layout(s fyne.Size) {
	r.frame.Resize(s)
	r.WidgetRenderer.Layout(s)
}

func (r *entryRenderer) Refresh() {
	r.paint()
	r.WidgetRenderer.Refresh()
}

func (r *entryRenderer) paint() {
	r.frame.FillColor = theme.Color(base.ColorNameButton)
	r.frame.StrokeColor, r.frame.StrokeWidth = theme.Color(base.ColorNameInputBorder), 1
	if r.entry.faulty {
		r.frame.StrokeColor = theme.Color(base.ColorNameError)
	}
	if r.entry.focused {
		r.frame.StrokeWidth = 2
		if !r.entry.faulty {
			r.frame.StrokeColor = theme.Color(theme.Accent)
		}
	}
	r.frame.Refresh()
}
