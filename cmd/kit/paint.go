package main

import (
	"io"
	"iter"

	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/page/raster"
)

const mmPerInch = 25.4

// paint writes one page as a file of the kind. dpi is for pictures; 0 is the
// default.
func paint(w io.Writer, kind string, dpi float64, p *page.Page) error {
	return paintAll(w, kind, dpi, func(yield func(*page.Page, error) bool) { yield(p, nil) })
}

// paintAll writes pages as a file of the kind; a picture holds the first.
func paintAll(w io.Writer, kind string, dpi float64, pages iter.Seq2[*page.Page, error]) error {
	if kind == "pdf" {
		return pdf.Write(w, pdf.Meta{}, pages)
	}
	if dpi == 0 {
		dpi = defaultDPI
	}
	for p, err := range pages {
		if err != nil {
			return err
		}
		img, err := raster.Paint(p, dpi)
		if err != nil {
			return err
		}
		return raster.EncodePNG(w, img, dpi)
	}
	return nil
}
