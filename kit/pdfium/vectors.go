package pdfium

import (
	"bytes"
	"context"
	"errors"
	"image"

	gopdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// ErrNoVectors says that the page can't be taken out of its document without
// looking otherwise: for example layers that the document switches off. Its
// pixels are all there is.
var ErrNoVectors = errors.New("the PDF's page can't be taken out of its document; its picture is used instead")

// Vectors returns the first page alone, as a plain PDF: unlocked, with what the
// page draws and nothing else of the document, so that page/pdf can set it as
// it is. It was drawn and looks as the document does. Same file, same bytes.
//
// The error is one of those of [Open], [ErrClosed], or [ErrNoVectors].
func (d *Doc) Vectors(ctx context.Context) ([]byte, error) {
	data, err := d.bytes()
	if err != nil {
		return nil, err
	}
	out := &bounded{most: MaxBytes}
	err = d.engine.run(ctx, func(p gopdfium.Pdfium) error { return extract(p, data, out) })
	if err != nil {
		if out.full || errors.Is(err, ErrBroken) {
			return nil, caused{ErrNoVectors, err}
		}
		return nil, err
	}
	same, err := d.alike(ctx, data, out.Bytes())
	if err != nil {
		return nil, err
	}
	if !same {
		return nil, ErrNoVectors
	}
	return out.Bytes(), nil
}

// bounded is a buffer that refuses to grow beyond most bytes.
type bounded struct {
	bytes.Buffer
	most int
	full bool
}

// Write implements io.Writer.
func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.most {
		b.full = true
		return 0, ErrMemory
	}
	return b.Buffer.Write(p)
}

// extract writes the first page as a document of its own.
func extract(p gopdfium.Pdfium, data []byte, out *bounded) error {
	doc, err := load(p, data)
	if err != nil {
		return err
	}
	alone, err := p.FPDF_CreateNewDocument(&requests.FPDF_CreateNewDocument{})
	if err != nil {
		return err
	}
	_, err = p.FPDF_ImportPagesByIndex(&requests.FPDF_ImportPagesByIndex{Source: doc, Destination: alone.Document, PageIndices: []int{0}})
	if err != nil {
		return err
	}
	return save(p, alone.Document, out)
}

func save(p gopdfium.Pdfium, doc references.FPDF_DOCUMENT, out *bounded) error {
	_, err := p.FPDF_SaveAsCopy(&requests.FPDF_SaveAsCopy{Document: doc, Flags: requests.SaveFlagNoIncremental, FileWriter: out})
	return err
}

// alike reports whether two files look the same.
func (d *Doc) alike(ctx context.Context, a, b []byte) (bool, error) {
	const long = 400
	w, h := pixels(d.size, long)
	var drawn [2]*image.NRGBA
	for i, data := range [][]byte{a, b} {
		drawn[i] = image.NewNRGBA(image.Rect(0, 0, w, h))
		if err := d.engine.draw(ctx, data, drawn[i]); err != nil {
			return false, err
		}
	}
	return bytes.Equal(drawn[0].Pix, drawn[1].Pix), nil
}
