package pdfium

import (
	"context"
	"errors"
	"image"
	"math"

	gopdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"eventkit/kit/page"
)

// Render draws the first page, upright, on a transparent ground, at maxPx pixels
// along its longer side, or fewer if that would be more than [MaxPixels] in
// all. The picture, an [*image.NRGBA], is the caller's.
//
// The error is one of those of [Open], or [ErrClosed].
func (d *Doc) Render(ctx context.Context, maxPx int) (image.Image, error) {
	data, err := d.bytes()
	if err != nil {
		return nil, err
	}
	w, h := pixels(d.size, maxPx)
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	if err := d.engine.draw(ctx, data, img); err != nil {
		return nil, err
	}
	return img, nil
}

// draw fills the picture with a file's first page, in one go if there is memory
// for it: each band decodes the page's pictures again.
func (e *engine) draw(ctx context.Context, data []byte, img *image.NRGBA) (err error) {
	for _, atOnce := range e.bands {
		err = e.run(ctx, func(p gopdfium.Pdfium) error { return draw(p, data, img, atOnce) })
		if !errors.Is(err, ErrMemory) {
			break
		}
	}
	return err
}

// pixels returns the size in pixels of a page drawn maxPx pixels long.
func pixels(size page.Size, maxPx int) (w, h int) {
	scale := float64(max(maxPx, 1)) / math.Max(size.W, size.H)
	scale = math.Min(scale, math.Sqrt(MaxPixels/(size.W*size.H)))
	// A strip a pixel wide is still bounded in its length.
	round := func(mm float64) int { return min(max(int(math.Round(mm*scale)), 1), max(maxPx, 1), MaxPixels) }
	w, h = round(size.W), round(size.H)
	for w*h > MaxPixels {
		w, h = max(w-1, 1), max(h-1, 1)
	}
	return w, h
}

// draw fills the picture, so many pixels at once.
func draw(p gopdfium.Pdfium, data []byte, img *image.NRGBA, atOnce int) error {
	doc, err := load(p, data)
	if err != nil {
		return err
	}
	first, err := p.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc})
	if err != nil {
		return err
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	rows := min(h, max(atOnce/w, 1))
	made, err := p.FPDFBitmap_Create(&requests.FPDFBitmap_Create{Width: w, Height: rows, Alpha: 1})
	if err != nil {
		return err
	}
	b := band{p, first.Page, made.Bitmap, w, rows}
	for top := 0; top < h; top += rows {
		view, err := b.draw(top, h)
		if err != nil {
			return err
		}
		copy(img.Pix[top*img.Stride:], view)
	}
	return nil
}

// band is a part of a page as wide as the page.
type band struct {
	p      gopdfium.Pdfium
	page   references.FPDF_PAGE
	bitmap references.FPDF_BITMAP
	w, h   int
}

// draw draws what lies below top of a page of the given height. What it returns
// is a view into the sandbox.
func (b *band) draw(top, height int) ([]byte, error) {
	_, err := b.p.FPDFBitmap_FillRect(&requests.FPDFBitmap_FillRect{Bitmap: b.bitmap, Width: b.w, Height: b.h})
	if err != nil {
		return nil, err
	}
	_, err = b.p.FPDF_RenderPageBitmap(&requests.FPDF_RenderPageBitmap{
		Bitmap: b.bitmap,
		Page:   requests.Page{ByReference: &b.page},
		StartY: -top,
		SizeX:  b.w,
		SizeY:  height,
		Flags:  enums.FPDF_RENDER_FLAG_REVERSE_BYTE_ORDER | enums.FPDF_RENDER_FLAG_RENDER_LIMITEDIMAGECACHE,
	})
	if err != nil {
		return nil, err
	}
	view, err := b.p.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: b.bitmap})
	if err != nil {
		return nil, err
	}
	if len(view.Buffer) != 4*b.w*b.h {
		return nil, ErrMemory
	}
	return view.Buffer, nil
}
