package qr

import (
	"errors"
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

// Reader reads codes back. Its two methods find the same faults on the page
// and differ in how the symbol is then read. It keeps its buffers from page to
// page: use one a goroutine.
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

// The pixels that a module is painted with, a side. They start at the code's
// corner, so that none lies across two modules and 2 are enough to sample one.
// Page gives the search for the finder patterns something to measure, and
// tries other sizes because that search has its own blind spots.
const batchPixels = 2

var pagePixels = []int{4, 3, 6, 8}

// Page proves of every code on the page that it is dark on light with a
// contrast of [MinContrast] or more, has a quiet zone of [Quiet] modules, lies
// on the page, is printed no smaller than [MinSide], has no pixel of symbol or
// quiet zone covered by anything, and that a decoder which knows nothing of
// the page finds it in the painted picture and reads its address.
func (r *Reader) Page(p *page.Page) error {
	return r.each(p, func(c page.Code) error {
		var failed error
		for i, k := range pagePixels {
			img, err := paint(p, c, k)
			if err != nil {
				return err
			}
			if i == 0 {
				if err := r.untouched(img, c, k); err != nil {
					return err
				}
			}
			if failed = r.search(img, c, k); failed == nil {
				return nil
			}
			var unreadable *UnreadableError
			if errors.As(failed, &unreadable) && unreadable.Got != "" {
				return failed
			}
		}
		return failed
	})
}

// Batch proves what [Reader.Page] proves, but tells the decoder where the
// symbol lies instead of letting it search: it samples the painted pixels and
// decodes those. It takes a tenth of the time. For many pages of one layout,
// call Page for the first and Batch for the rest.
func (r *Reader) Batch(p *page.Page) error {
	return r.each(p, func(c page.Code) error {
		img, err := paint(p, c, batchPixels)
		if err != nil {
			return err
		}
		if err := r.untouched(img, c, batchPixels); err != nil {
			return err
		}
		return r.sample(img, c, batchPixels)
	})
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
