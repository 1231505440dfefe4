package widget_test

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"eventkit/ui/theme"
	"eventkit/ui/uitest"
	"eventkit/ui/widget"
)

func TestWaveformSeeks(t *testing.T) {
	a := uitest.App(t)
	var parts []float64
	var steps []int
	w := widget.NewWaveform(func(p float64) { parts = append(parts, p) })
	w.OnStep = func(n int) { steps = append(steps, n) }
	spaces := 0
	w.OnSpace = func() { spaces++ }
	uitest.Window(t, a, w, 400, 60)
	test.TapAt(w, fyne.NewPos(w.Size().Width/4, 5))
	w.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(9999, 5)}})
	w.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(-9, 5)}})
	w.DragEnd()
	for _, k := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyUp, fyne.KeySpace, fyne.KeyHome, fyne.KeyA} {
		w.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if len(parts) != 4 || parts[0] < 0.249 || parts[0] > 0.251 || parts[1] != 1 || parts[2] != 0 || parts[3] != 0 {
		t.Errorf("%v", parts)
	}
	if len(steps) != 2 || steps[0] != -1 || steps[1] != 1 || spaces != 1 {
		t.Errorf("%v, %d", steps, spaces)
	}
}

// What was played is in the accent, and loud parts are higher than quiet ones.
func TestWaveformIsAPicture(t *testing.T) {
	a := uitest.App(t)
	w := widget.NewWaveform(nil)
	win := uitest.Window(t, a, w, 400, 60)
	peaks := make([]float32, 100)
	for i := range peaks {
		peaks[i] = 0.1
		if i >= 50 {
			peaks[i] = 0.5
		}
	}
	w.SetPeaks(peaks)
	w.SetPart(0.25)
	img := raster(t, win).Generator(400, 60)
	accent := theme.Color(theme.Accent)
	if !near(img.At(0, 30), accent) || near(img.At(200, 30), accent) {
		t.Errorf("played %v, not played %v", img.At(0, 30), img.At(200, 30))
	}
	if quiet, loud := column(img, 8), column(img, 304); quiet == 0 || loud < 4*quiet {
		t.Errorf("quiet is %d high, loud %d", quiet, loud)
	}
	w.SetPart(7)
	if w.Part() != 1 {
		t.Errorf("%v", w.Part())
	}
	w.SetPeaks(nil)
	if img := raster(t, win).Generator(400, 60); column(img, 0) == 0 {
		t.Error("nothing is shown of a recording that isn't known yet")
	}
}

func raster(t *testing.T, w fyne.Window) *canvas.Raster {
	t.Helper()
	for _, o := range test.WidgetRenderer(w.Content().(fyne.Widget)).Objects() {
		if r, ok := o.(*canvas.Raster); ok {
			return r
		}
	}
	t.Fatal("no picture")
	return nil
}

func near(a, b color.Color) bool {
	r, g, bl, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	return r>>10 == r2>>10 && g>>10 == g2>>10 && bl>>10 == b2>>10
}

// column is how many pixels of a column are painted.
func column(img image.Image, x int) (n int) {
	for y := range img.Bounds().Dy() {
		if _, _, _, a := img.At(x, y).RGBA(); a > 0 {
			n++
		}
	}
	return n
}

func TestRoundButton(t *testing.T) {
	a := uitest.App(t)
	pressed := 0
	b := widget.NewRound(theme.IconPlay, 56, func() { pressed++ })
	b.Filled = true
	uitest.Window(t, a, b, 56, 56)
	test.Tap(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	b.SetIcon(theme.IconPause)
	b.Disable()
	test.Tap(b)
	if pressed != 2 || b.Icon() != "pause" || b.MinSize() != fyne.NewSize(56, 56) || b.Cursor() != desktop.DefaultCursor {
		t.Errorf("pressed %d times, %s", pressed, b.Icon())
	}
}

var verses = []widget.Verse{
	{Words: "One person sings this line", Beside: "Una persona canta", Call: true},
	{Words: "and all the others this", Beside: "y los demás esto"},
	{Words: "A second verse begins", First: true, Call: true},
	{Words: "and ends", Beside: "y termina"},
}

func TestLyricsFollow(t *testing.T) {
	a := uitest.App(t)
	l := widget.NewLyrics(30, nil)
	win := uitest.Window(t, a, l.Root(), 500, 120)
	l.Set(verses)
	win.Canvas().Refresh(l.Root())
	if l.Now() != -1 || l.Root().Offset.Y != 0 {
		t.Errorf("begins at line %d, %v", l.Now(), l.Root().Offset)
	}
	l.SetNow(2)
	if l.Now() != 2 || l.Root().Offset.Y <= 0 {
		t.Errorf("line %d, %v", l.Now(), l.Root().Offset)
	}
	before := l.Root().Offset
	l.SetNow(-1)
	l.SetNow(99)
	if l.Root().Offset != before {
		t.Error("between two lines the words jump")
	}
	l.Set(verses)
	if l.Root().Offset != before {
		t.Error("the same words jump")
	}
	l.Resize(20)
	l.Set(verses[:1])
	if l.Root().Offset.Y != 0 {
		t.Error("other words don't begin at their start")
	}
}

// A translation stands beside the words where there is room, below otherwise.
func TestLyricsUseTheirRoom(t *testing.T) {
	a := uitest.App(t)
	l := widget.NewLyrics(20, nil)
	win := uitest.Window(t, a, l.Root(), 300, 400)
	l.Set(verses)
	narrow := l.MinSize(nil).Height
	win.Resize(fyne.NewSize(900, 400))
	if wide := l.MinSize(nil).Height; wide >= narrow {
		t.Errorf("%v high, narrow %v", wide, narrow)
	}
}

func TestBoardAsksForItsPixels(t *testing.T) {
	a := uitest.App(t)
	var asked image.Point
	b := widget.NewBoard(func(w, h int) { asked = image.Pt(w, h) })
	win := uitest.Window(t, a, b, 320, 200)
	raster(t, win).Generator(640, 400)
	if asked != image.Pt(640, 400) || b.Pixels() != asked || b.Cursor() != desktop.HiddenCursor {
		t.Errorf("%v, %v", asked, b.Pixels())
	}
	img := image.NewRGBA(image.Rect(0, 0, 640, 400))
	img.Set(3, 3, color.White)
	b.SetImage(img)
	if got := raster(t, win).Generator(640, 400); got != image.Image(img) {
		t.Error("another picture")
	}
}

// Words that run from the right stand at the right, with their signs.
func TestParaFromTheRight(t *testing.T) {
	a := uitest.App(t)
	for text, right := range map[string]bool{"افتحوا الباب!": true, "Open the door!": false, "12 — باب": true} {
		l := &blocks{}
		p := widget.NewPara(text, l)
		p.Own, p.Em = true, 20
		win := uitest.Window(t, a, p, 600, 60)
		placed := float32(0)
		for _, o := range test.WidgetRenderer(p).Objects() {
			if o.Visible() {
				placed = max(placed, o.Position().X)
			}
		}
		if (placed > 100) != right {
			t.Errorf("%q begins at %v", text, placed)
		}
		uitest.Paint(win.Canvas())
		if painted := len(l.painted) == 1 && l.painted[0] == text; painted != right {
			t.Errorf("%q is painted as %q", text, l.painted)
		}
	}
}
