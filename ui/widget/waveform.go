package widget

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/theme"
)

// Waveform is a picture of a recording with the place where it plays. A press
// goes to a place; the arrow keys go back and forth.
type Waveform struct {
	fyneWidget.BaseWidget
	// OnSeek is called with a place, from 0 to 1; OnStep with -1 or 1.
	OnSeek func(part float64)
	OnStep func(direction int)
	// OnSpace is called when the space bar is pressed.
	OnSpace func()

	peaks   []float32
	most    float32 // the loudest of them
	part    float64
	focused bool
	raster  *canvas.Raster
	at      int // the pixel column that was painted last
}

var (
	_ fyne.Tappable      = (*Waveform)(nil)
	_ fyne.Draggable     = (*Waveform)(nil)
	_ fyne.Focusable     = (*Waveform)(nil)
	_ desktop.Cursorable = (*Waveform)(nil)
)

// NewWaveform makes one of a recording that isn't known yet.
func NewWaveform(onSeek func(float64)) *Waveform {
	w := &Waveform{OnSeek: onSeek}
	w.raster = canvas.NewRaster(w.paint)
	w.raster.ScaleMode = canvas.ImageScalePixels
	w.ExtendBaseWidget(w)
	return w
}

// SetPeaks shows how loud the recording is, each from 0 to 1; nil shows a line.
func (w *Waveform) SetPeaks(peaks []float32) {
	if len(peaks) != len(w.peaks) || len(peaks) > 0 && &peaks[0] != &w.peaks[0] {
		w.peaks = peaks
		w.most = 0.05
		for _, p := range peaks {
			w.most = max(w.most, p)
		}
		w.raster.Refresh()
	}
}

// SetPart shows where it plays, from 0 to 1.
func (w *Waveform) SetPart(part float64) {
	w.part = min(max(part, 0), 1)
	if size := w.raster.Size(); w.column(int(size.Width*2)) != w.at {
		w.at = w.column(int(size.Width * 2))
		w.raster.Refresh()
	}
}

// Part is where it plays.
func (w *Waveform) Part() float64 { return w.part }

func (w *Waveform) column(width int) int { return int(w.part*float64(width) + 0.5) }

// paint draws bars that stand apart where there is room for that.
func (w *Waveform) paint(width, height int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, max(width, 1), max(height, 1)))
	played, rest := theme.Color(theme.Accent), theme.Color(theme.Muted)
	rest.A = 0x80
	now := w.column(width)
	n := max(1, len(w.peaks))
	bars := min(n, max(1, width/4))
	for b := range bars {
		from, to := b*width/bars, (b+1)*width/bars
		wide := max(1, (to-from)*2/3)
		peak := float32(0)
		for _, p := range w.peaks[b*len(w.peaks)/bars : min(len(w.peaks), (b+1)*n/bars)] {
			peak = max(peak, p)
		}
		high := max(2, int(peak/w.most*float32(height)*0.94))
		for x := from; x < from+wide; x++ {
			ink := rest
			if x < now {
				ink = played
			}
			stroke(img, x, (height-high)/2, (height+high)/2, ink)
		}
	}
	for x := max(0, now-1); x < min(width, now+1); x++ {
		stroke(img, x, 0, height, played)
	}
	return img
}

func stroke(img *image.NRGBA, x, from, to int, ink color.NRGBA) {
	for y := from; y < to; y++ {
		img.SetNRGBA(x, y, ink)
	}
}

func (w *Waveform) seek(x float32) {
	if width := w.Size().Width; width > 0 && w.OnSeek != nil {
		w.OnSeek(float64(min(max(x/width, 0), 1)))
	}
}

// Tapped implements [fyne.Tappable].
func (w *Waveform) Tapped(e *fyne.PointEvent) { w.seek(e.Position.X) }

// Dragged implements [fyne.Draggable].
func (w *Waveform) Dragged(e *fyne.DragEvent) { w.seek(e.Position.X) }

// DragEnd implements [fyne.Draggable].
func (w *Waveform) DragEnd() {}

// TypedKey implements [fyne.Focusable].
func (w *Waveform) TypedKey(k *fyne.KeyEvent) {
	switch {
	case (k.Name == fyne.KeyLeft || k.Name == fyne.KeyDown) && w.OnStep != nil:
		w.OnStep(-1)
	case (k.Name == fyne.KeyRight || k.Name == fyne.KeyUp) && w.OnStep != nil:
		w.OnStep(1)
	case k.Name == fyne.KeyHome:
		w.OnSeek(0)
	case k.Name == fyne.KeySpace && w.OnSpace != nil:
		w.OnSpace()
	}
}

// TypedRune implements [fyne.Focusable].
func (w *Waveform) TypedRune(rune) {}

// FocusGained implements [fyne.Focusable].
func (w *Waveform) FocusGained() { w.focused = true; w.Refresh() }

// FocusLost implements [fyne.Focusable].
func (w *Waveform) FocusLost() { w.focused = false; w.Refresh() }

// Cursor implements [desktop.Cursorable].
func (w *Waveform) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize implements [fyne.CanvasObject].
func (w *Waveform) MinSize() fyne.Size { return fyne.NewSize(120, 56) }

// CreateRenderer implements [fyne.Widget].
func (w *Waveform) CreateRenderer() fyne.WidgetRenderer {
	focus := newRing(8)
	r := &parts{objects: []fyne.CanvasObject{w.raster, focus.rect}}
	r.min = w.MinSize
	r.layout = func(s fyne.Size) {
		w.raster.Resize(s)
		focus.around(fyne.Position{}, s, 4)
	}
	r.refresh = func() {
		focus.show(w.focused)
		w.raster.Refresh()
	}
	r.refresh()
	return r
}
