package widget_test

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"eventkit/ui/theme"
	"eventkit/ui/uitest"
	"eventkit/ui/widget"
)

// counted is an icon that knows how often it was read.
type counted struct {
	fyne.Resource
	reads *int
}

func (c counted) Content() []byte {
	*c.reads++
	return c.Resource.Content()
}

// An icon is read once, however often what is around it is refreshed, and again
// when it is another one.
func TestDrawn(t *testing.T) {
	a := uitest.App(t)
	reads := 0
	icon := func(in fyne.ThemeColorName) fyne.Resource { return counted{theme.IconCheck.In(in), &reads} }
	d := widget.NewDrawn(icon(theme.Good))
	box := container.NewStack(d)
	w := uitest.Window(t, a, box, 60, 60)
	shown := test.WidgetRenderer(d).Objects()[0]
	if got := shown.Size(); got.Width < 20 || got != d.Size() {
		t.Errorf("the icon is %v, its widget %v", got, d.Size())
	}
	w.Canvas().Capture()
	first := reads
	for range 5 {
		box.Refresh()
		d.Set(icon(theme.Good))
	}
	if reads != first || first == 0 {
		t.Errorf("read %d times before, and %d after refreshes", first, reads)
	}
	before := w.Canvas().Capture()
	d.Set(icon(theme.Accent))
	if d.Icon() != icon(theme.Accent).Name() || reads == first {
		t.Errorf("%s, read %d times", d.Icon(), reads)
	}
	if after := w.Canvas().Capture(); reflect.DeepEqual(before, after) {
		t.Error("the other icon looks like the first")
	}
	d.Set(nil)
	if d.Icon() != "" {
		t.Errorf("no icon is called %q", d.Icon())
	}
}
