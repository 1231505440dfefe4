package widget

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/theme"
)

// Sheet shows a page on a desk, as large as it goes, with a soft shadow.
type Sheet struct {
	fyneWidget.BaseWidget
	// OnPixels is called when the page is about to be shown in w × h device
	// pixels and there is no painting of that size yet.
	OnPixels func(w, h int)

	aspect float32
	margin float32
	pic    *picture
}

// NewSheet makes an empty desk.
func NewSheet(onPixels func(w, h int)) *Sheet {
	s := &Sheet{OnPixels: onPixels, aspect: 210.0 / 297, pic: newPicture(), margin: 34}
	s.pic.want = func(w, h int) {
		if s.OnPixels != nil {
			s.OnPixels(w, h)
		}
	}
	s.ExtendBaseWidget(s)
	return s
}

// SetAspect sets the page's width divided by its height.
func (s *Sheet) SetAspect(a float64) {
	if a > 0 && float32(a) != s.aspect {
		s.aspect = float32(a)
		s.Refresh()
	}
}

// SetImage shows a painting of the page.
func (s *Sheet) SetImage(img image.Image) { s.pic.set(img) }

// Image returns the painting that is shown.
func (s *Sheet) Image() image.Image { return s.pic.img }

// Page returns where the page lies, on whole units so that its pixels are the
// screen's.
func (s *Sheet) Page() (fyne.Position, fyne.Size) {
	area := s.Size()
	m := min(s.margin, area.Width/16, area.Height/16)
	w, h := area.Width-2*m, area.Height-2*m
	if w < 1 || h < 1 {
		return fyne.Position{}, fyne.Size{}
	}
	if w/h > s.aspect {
		w = h * s.aspect
	} else {
		h = w / s.aspect
	}
	w, h = round(w), round(h)
	return fyne.NewPos(round((area.Width-w)/2), round((area.Height-h)/2)), fyne.NewSize(w, h)
}

// round and ceil keep edges on whole units, where lines of one unit are crisp.
func round(v float32) float32 { return float32(math.Round(float64(v))) }

func ceil(v float32) float32 { return float32(math.Ceil(float64(v) - 1e-3)) }

// MinSize implements [fyne.CanvasObject].
func (s *Sheet) MinSize() fyne.Size { return fyne.NewSize(120, 120) }

// CreateRenderer implements [fyne.Widget].
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	desk := canvas.NewRectangle(theme.Color(theme.Desk))
	wide := canvas.NewRectangle(nil)
	wide.Shadow = canvas.Shadow{BlurRadius: 26, Offset: fyne.NewPos(0, 7)}
	page := canvas.NewRectangle(nil)
	page.Shadow = canvas.Shadow{BlurRadius: 4, Offset: fyne.NewPos(0, 1)}
	r := &parts{objects: []fyne.CanvasObject{desk, wide, page, s.pic.raster}}
	r.min = s.MinSize
	r.layout = func(size fyne.Size) {
		desk.Resize(size)
		pos, ps := s.Page()
		for _, o := range r.objects[1:] {
			o.Move(pos)
			o.Resize(ps)
		}
	}
	r.refresh = func() {
		desk.FillColor = theme.Color(theme.Desk)
		shade := theme.Color(theme.Shade)
		wide.FillColor, page.FillColor = shade, theme.Color(theme.Desk)
		wide.Shadow.Color, page.Shadow.Color = shade, shade
		r.layout(s.Size())
		desk.Refresh()
		wide.Refresh()
		page.Refresh()
	}
	r.refresh()
	return r
}
