package raster

import (
	"errors"
	"fmt"
	"image"
	"math"

	"eventkit/kit/page"
)

// MaxPixels is the largest picture that is painted: 200 megapixels, 800 MB.
const MaxPixels = 200_000_000

const mmPerInch = 25.4

// ErrSize says that a picture would have no pixels at all.
var ErrSize = errors.New("the picture needs a width, a height and a resolution above zero")

// TooLargeError says that a picture would pass [MaxPixels].
type TooLargeError struct {
	// W and H are the width and height asked for, in px.
	W, H float64
	// DPI is a resolution in dots per inch that works.
	DPI float64
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("a picture of %.0f × %.0f pixels is more than %d megapixels; %g dpi works",
		e.W, e.H, MaxPixels/1_000_000, e.DPI)
}

// Paint paints the page at dpi dots per inch. The picture is the trim size
// rounded to whole pixels and belongs to the caller. The error is [ErrSize]
// or a [*TooLargeError].
func Paint(p *page.Page, dpi float64) (*image.RGBA, error) {
	w, h := p.Size.W/mmPerInch*dpi, p.Size.H/mmPerInch*dpi
	return paintWhole(p, math.Round(w), math.Round(h))
}

// PaintFit paints the page as large as it fits into wPx × hPx pixels. The
// picture keeps the page's proportions, so one side may be smaller than
// asked. Errors as for [Paint].
func PaintFit(p *page.Page, wPx, hPx int) (*image.RGBA, error) {
	if wPx <= 0 || hPx <= 0 {
		return nil, ErrSize
	}
	k := math.Min(float64(wPx)/p.Size.W, float64(hPx)/p.Size.H)
	w := math.Max(1, math.Round(p.Size.W*k))
	h := math.Max(1, math.Round(p.Size.H*k))
	return paintWhole(p, w, h)
}

// Region paints the part of the page inside area (mm) at pxPerMM pixels per
// mm; items that don't touch it cost nothing. What lies off the page is white.
// Errors as for [Paint].
func Region(p *page.Page, area page.Rect, pxPerMM float64) (*image.RGBA, error) {
	w, h := math.Ceil(area.W*pxPerMM-1e-6), math.Ceil(area.H*pxPerMM-1e-6)
	if err := checkSize(w, h, page.Size{W: area.W, H: area.H}); err != nil {
		return nil, err
	}
	c := newCanvas(int(w), int(h), area, pxPerMM, pxPerMM)
	c.paint(p)
	return c.img, nil
}

// paintWhole stretches the page by less than half a pixel each way, so that
// what bleeds off the trimmed edge fills the last row and column.
func paintWhole(p *page.Page, w, h float64) (*image.RGBA, error) {
	if err := checkSize(w, h, p.Size); err != nil {
		return nil, err
	}
	c := newCanvas(int(w), int(h), page.Rect{W: p.Size.W, H: p.Size.H}, w/p.Size.W, h/p.Size.H)
	c.paint(p)
	return c.img, nil
}

func checkSize(w, h float64, size page.Size) error {
	if !(w >= 1 && h >= 1 && size.W > 0 && size.H > 0) {
		return ErrSize
	}
	if w*h <= MaxPixels {
		return nil
	}
	dpi := math.Sqrt(MaxPixels/size.W/size.H) * mmPerInch
	if whole := math.Floor(dpi * 0.999); whole >= 1 {
		dpi = whole
	}
	return &TooLargeError{W: w, H: h, DPI: dpi}
}
