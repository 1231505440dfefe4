package pdfium

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"

	gopdfium "github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"eventkit/kit/page"
)

// Doc is a document that was found readable. Its methods may be called from
// many goroutines at once.
type Doc struct {
	engine *engine
	size   page.Size
	pages  int

	mu   sync.Mutex
	data []byte
}

// Open reads a PDF. It keeps data, which must not change, until [Doc.Close].
//
// The error is [ErrLocked], [ErrBroken], [ErrNoPages], a [*SizeError],
// [ErrSlow], [ErrMemory], a [*StartError], or that of ctx.
func Open(ctx context.Context, data []byte) (*Doc, error) { return shared.open(ctx, data) }

// header is what a PDF begins with, within its first headerWithin bytes (Adobe
// Supplement to ISO 32000, implementation note 13).
const (
	header       = "%PDF-"
	headerWithin = 1024
)

func (e *engine) open(ctx context.Context, data []byte) (*Doc, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("%w (it has %d MiB, at most %d)", ErrMemory, len(data)>>20, MaxBytes>>20)
	}
	if !bytes.Contains(data[:min(len(data), headerWithin)], []byte(header)) {
		return nil, ErrBroken
	}
	d := &Doc{engine: e, data: data}
	err := e.run(ctx, func(p gopdfium.Pdfium) (err error) {
		d.pages, d.size, err = measure(p, data)
		return err
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// load hands a file to PDFium.
func load(p gopdfium.Pdfium, data []byte) (references.FPDF_DOCUMENT, error) {
	doc, err := p.OpenDocument(&requests.OpenDocument{File: &data})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return "", ErrLocked
	case err != nil:
		return "", err
	}
	return doc.Document, nil
}

func measure(p gopdfium.Pdfium, data []byte) (int, page.Size, error) {
	doc, err := load(p, data)
	if err != nil {
		return 0, page.Size{}, err
	}
	count, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
	if err != nil {
		return 0, page.Size{}, err
	}
	if count.PageCount < 1 {
		return 0, page.Size{}, ErrNoPages
	}
	pt, err := p.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: doc})
	if err != nil {
		return 0, page.Size{}, err
	}
	size := page.Size{W: pt.Width * mmPerPt, H: pt.Height * mmPerPt}
	const most = page.MaxSide + sideSlack
	if !(size.W >= minSide && size.H >= minSide && size.W <= most && size.H <= most) {
		return 0, size, &SizeError{size}
	}
	size.W, size.H = min(size.W, page.MaxSide), min(size.H, page.MaxSide)
	return count.PageCount, size, nil
}

// Size returns the size of the first page in mm, as it is seen: cropped and
// turned as the page asks.
func (d *Doc) Size() page.Size { return d.size }

// Pages returns how many pages the document has; only the first is shown.
func (d *Doc) Pages() int { return d.pages }

// Close lets go of the file; what was rendered stays. A second call does nothing.
func (d *Doc) Close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.data = nil
}

func (d *Doc) bytes() ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.data == nil {
		return nil, ErrClosed
	}
	return d.data, nil
}
