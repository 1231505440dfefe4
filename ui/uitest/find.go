package uitest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// Texts returns every text that can be seen on a canvas; while a pop-up is
// open, those of the pop-up.
func Texts(c fyne.Canvas) []string {
	var out []string
	for _, s := range seen(c) {
		if text, ok := s.o.(*canvas.Text); ok && text.Text != "" {
			out = append(out, text.Text)
		}
	}
	return out
}

// spot is an object and where it lies on the canvas.
type spot struct {
	o  fyne.CanvasObject
	at fyne.Position
}

func seen(c fyne.Canvas) []spot {
	if top := c.Overlays().Top(); top != nil {
		return walk(nil, top, fyne.Position{})
	}
	return walk(nil, c.Content(), fyne.Position{})
}

// walk lists what can be seen of an object, from back to front.
func walk(out []spot, o fyne.CanvasObject, at fyne.Position) []spot {
	if !o.Visible() {
		return out
	}
	at = at.Add(o.Position())
	out = append(out, spot{o, at})
	var children []fyne.CanvasObject
	switch c := o.(type) {
	case *fyne.Container:
		children = c.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(c).Objects()
	}
	for _, child := range children {
		out = walk(out, child, at)
	}
	return out
}

// Tap taps the middle of a text that can be seen. A text that isn't there
// fails the test.
func Tap(t *testing.T, c fyne.Canvas, text string) {
	t.Helper()
	for _, s := range seen(c) {
		if x, ok := s.o.(*canvas.Text); ok && x.Text == text {
			size := x.MinSize()
			test.TapCanvas(c, s.at.AddXY(size.Width/2, size.Height/2))
			return
		}
	}
	t.Fatalf("no text %q; there are %q", text, Texts(c))
}

// Paint asks every raster that can be seen for its pixels, as a painter does,
// and draws nothing: Fyne's software painter takes seconds over a shadow.
func Paint(c fyne.Canvas) {
	k := c.Scale()
	for _, s := range walk(nil, c.Content(), fyne.Position{}) {
		if r, ok := s.o.(*canvas.Raster); ok {
			r.Generator(int(r.Size().Width*k), int(r.Size().Height*k))
		}
	}
}

// Write types into what has the keyboard.
func Write(t *testing.T, c fyne.Canvas, text string) {
	t.Helper()
	for _, r := range text {
		f := c.Focused()
		if f == nil {
			t.Fatalf("nothing has the keyboard to write %q", text)
		}
		f.TypedRune(r)
	}
}

// Key presses a key on what has the keyboard.
func Key(t *testing.T, c fyne.Canvas, name fyne.KeyName) {
	t.Helper()
	f := c.Focused()
	if f == nil {
		t.Fatalf("nothing has the keyboard for %s", name)
	}
	f.TypedKey(&fyne.KeyEvent{Name: name})
}
