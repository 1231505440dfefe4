package qr

import (
	"fmt"
	"image"
	"math"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"

	"eventkit/kit/page"
	"eventkit/kit/page/raster"
)

// MinContrast is the least contrast ratio of a code's dark and light (WCAG 2.2,
// "contrast ratio").
const MinContrast = 7

// UnreadableError says that a code on a page can't be counted on.
type UnreadableError struct {
	Address string // what the code is to say
	Got     string // what a decoder read instead; empty if it read nothing
	Reason  string // what is wrong, and the mend
}

// Error names the code's address and the reason.
func (e *UnreadableError) Error() string {
	s := fmt.Sprintf("the code for %q can't be read: %s", brief(e.Address), e.Reason)
	if e.Got != "" {
		s += fmt.Sprintf(" (it reads %q)", brief(e.Got))
	}
	return s
}

// ReadBack paints every code of the page and reads it as a phone would; see
// [Reader.Page]. A page without codes is fine. The error is an
// [*UnreadableError].
func ReadBack(p *page.Page) error {
	return NewReader().Page(p)
}

// Reader reads codes back. It keeps its buffers from page to page: use one a
// goroutine.
type Reader struct {
	decoder *decoder.Decoder
	matrix  *gozxing.BitMatrix
	gray    []byte // a picture's brightness
	line    []byte // one line of pixels as it must be
}

// NewReader makes a reader.
func NewReader() *Reader {
	return &Reader{decoder: decoder.NewDecoder()}
}

// modulePixels is the side of a painted module in pixels. The picture starts at
// the code's corner, so no pixel lies across two modules and 2 are enough.
const modulePixels = 2

// searchPixels are the sizes at which the search is tried. The decoder looks
// at every third line and, in about 1 symbol of 60, takes a chance pattern of
// the data for a finder pattern. At 2 pixels a module and in another turn it
// meets other patterns: 1 symbol of 2,000 misses the first try, none of them all.
var searchPixels = []int{modulePixels, 3, 4}

// Page proves of every code on the page that it is dark on light with a
// contrast of [MinContrast] or more, has a quiet zone of [Quiet] modules, lies
// on the page, is printed no smaller than [MinSide], has no pixel of symbol or
// quiet zone covered by anything, says its address when the painted pixels are
// decoded, and that a decoder which knows nothing of the page finds it in the
// painted picture and reads the same.
func (r *Reader) Page(p *page.Page) error {
	return r.each(p, func(c page.Code) error {
		img, err := r.decode(p, c)
		if err != nil {
			return err
		}
		for _, k := range searchPixels {
			if k != modulePixels {
				if img, err = paint(p, c, k); err != nil {
					return err
				}
			}
			if err = r.search(img, c, k); err == nil {
				return nil
			}
		}
		return err
	})
}

// Batch proves what [Reader.Page] proves but for the search: it tells the
// decoder where the symbol lies. It takes half the time. For many pages
// of one layout, call Page for the first and Batch for the rest.
func (r *Reader) Batch(p *page.Page) error {
	return r.each(p, func(c page.Code) error {
		_, err := r.decode(p, c)
		return err
	})
}

// decode paints the code, checks every pixel and decodes the symbol in place.
func (r *Reader) decode(p *page.Page, c page.Code) (*image.RGBA, error) {
	img, err := paint(p, c, modulePixels)
	if err != nil {
		return nil, err
	}
	if err := r.untouched(img, c, modulePixels); err != nil {
		return nil, err
	}
	return img, r.sample(img, c, modulePixels)
}

func (r *Reader) each(p *page.Page, read func(page.Code) error) error {
	for it := range p.Items {
		if c, ok := it.(page.Code); ok {
			if err := sound(p, c); err != nil {
				return err
			}
		}
	}
	for it := range p.Items {
		if c, ok := it.(page.Code); ok {
			if err := read(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// sound checks what can be known without painting.
func sound(p *page.Page, c page.Code) error {
	fail := func(format string, args ...any) error {
		return &UnreadableError{Address: c.Address, Reason: fmt.Sprintf(format, args...)}
	}
	m := c.Modules
	switch {
	case m == nil || m.N < 21 || m.N > 177 || m.N%4 != 1 || len(m.Dark) != m.N*m.N:
		return fail("it has no symbol; make it with Encode")
	case c.Quiet < Quiet || c.Quiet > 10*Quiet:
		return fail("its light zone is %d modules wide; give it %d", c.Quiet, Quiet)
	case !(math.Abs(c.W-c.H) < 1e-6):
		return fail("it is %.2f × %.2f mm; make it square", c.W, c.H)
	case !page.Rect{W: p.Size.W, H: p.Size.H}.Contains(c.Rect):
		return fail("it runs off the page; move it in")
	case !(c.Module()*float64(m.N) >= MinSide(m.N)*(1-1e-6)):
		return fail("its modules are %.2f mm wide and printers need %.2f mm; make it larger or its address shorter",
			c.Module(), MinSide(1))
	case c.Dark.Luminance() >= c.Light.Luminance():
		return fail("it is light on dark, which phones don't read; swap the colours")
	case page.Contrast(c.Dark, c.Light) < MinContrast:
		return fail("its contrast is %.1f:1; it needs %d:1 or more", page.Contrast(c.Dark, c.Light), MinContrast)
	}
	return nil
}

// paint paints the code and its quiet zone with k pixels a module.
func paint(p *page.Page, c page.Code, k int) (*image.RGBA, error) {
	side := (c.Modules.N + 2*c.Quiet) * k
	img, err := raster.Region(p, c.Rect, float64(k)/c.Module())
	if err != nil {
		return nil, fmt.Errorf("paint the code for %q: %w", brief(c.Address), err)
	}
	if b := img.Bounds(); b.Dx() < side || b.Dy() < side {
		return nil, fmt.Errorf("the code for %q was painted with %d × %d pixels, not %d", brief(c.Address), b.Dx(), b.Dy(), side)
	}
	return img, nil
}
