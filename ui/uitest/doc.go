// Package uitest is what the tests of the window share: an app that stands
// still, a runner that runs at once, a clock that rings when it is told to,
// and finders by visible text.
//
// The two functions you want first are [App] and [Tap].
package uitest

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/theme"
)

// Root returns the repository's folder.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = up
	}
}

// Fonts returns the bundled fonts.
func Fonts(t testing.TB) fs.FS {
	t.Helper()
	return os.DirFS(filepath.Join(Root(t), "assets", "fonts"))
}

// Campaign returns the files of the kit that comes with the program.
func Campaign(t testing.TB) fs.FS {
	t.Helper()
	return os.DirFS(filepath.Join(Root(t), "assets", "campaign"))
}

// App returns an app in the program's own light theme, for one test.
func App(t *testing.T) fyne.App {
	t.Helper()
	a := test.NewTempApp(t)
	look, err := theme.New(Fonts(t))
	if err != nil {
		t.Fatal(err)
	}
	a.Settings().SetTheme(look.Fixed(base.VariantLight))
	return a
}

// Window shows an object in a window of its own, w × h units large.
func Window(t *testing.T, a fyne.App, o fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	win := a.NewWindow("test")
	t.Cleanup(win.Close)
	win.SetPadded(false)
	win.SetContent(o)
	win.Resize(fyne.NewSize(w, h))
	return win
}

// Host is a window as widgets see it.
type Host struct {
	App fyne.App
	Win fyne.Window
}

// Canvas returns the window's canvas.
func (h Host) Canvas() fyne.Canvas { return h.Win.Canvas() }

// At returns the place of an object on the canvas.
func (h Host) At(o fyne.CanvasObject) fyne.Position {
	return h.App.Driver().AbsolutePositionForObject(o)
}

// Inline is a runner that runs work at once.
type Inline struct{}

// Go runs work and then done.
func (Inline) Go(work func(context.Context) error, done func(error)) {
	done(work(context.Background()))
}

// Bell is a clock on which time passes only when it is rung.
type Bell struct{ waiting []*alarm }

type alarm struct{ f func() }

// After keeps f until the bell is rung.
func (b *Bell) After(_ time.Duration, f func()) (stop func()) {
	a := &alarm{f}
	b.waiting = append(b.waiting, a)
	return func() { a.f = nil }
}

// Ring lets everything go off that waits, and what follows from it.
func (b *Bell) Ring() {
	for len(b.waiting) > 0 {
		now := b.waiting
		b.waiting = nil
		for _, a := range now {
			if a.f != nil {
				a.f()
			}
		}
	}
}
