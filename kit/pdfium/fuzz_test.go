package pdfium_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/pdfium"
)

// Whatever a file holds, it becomes a picture or one of the errors that say what
// to do; and what is handed on as vectors is judged by the document writer.
func FuzzPDF(f *testing.F) {
	names, err := filepath.Glob(filepath.Join(foreignDir, "*.pdf"))
	if err != nil || len(names) < 10 {
		f.Fatalf("%d files, %v", len(names), err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		// Large seeds make a slow start.
		if len(data) < 4000 {
			f.Add(data)
		}
	}
	f.Add(pages("/Kids [4 0 R 2 0 R] /Count 2"))
	f.Add(onePage(stream("", "/H gs 1 0 0 rg 0 0 50 100 re f"), "/ExtGState <</H <</ca 0.5>> >>"))
	f.Add(layered("OFF"))
	f.Add(endless(2, 3))
	defer pdfium.SetPatience(time.Second / 2)()
	f.Fuzz(func(t *testing.T, data []byte) {
		ctx := context.Background()
		d, err := pdfium.Open(ctx, data)
		if err != nil {
			named(t, err)
			return
		}
		defer d.Close()
		if s := d.Size(); !(s.W > 0 && s.H > 0 && s.W <= page.MaxSide && s.H <= page.MaxSide) || d.Pages() < 1 {
			t.Errorf("%d pages of %v", d.Pages(), s)
		}
		if _, err := d.Render(ctx, 60); err != nil {
			named(t, err)
			return
		}
		vectors, err := d.Vectors(ctx)
		if err != nil {
			named(t, err)
			return
		}
		_ = pdf.Takes(vectors)
	})
}

// named fails the test on an error that nobody could act on.
func named(t *testing.T, err error) {
	t.Helper()
	var size *pdfium.SizeError
	if errors.As(err, &size) {
		return
	}
	for _, known := range []error{
		pdfium.ErrLocked, pdfium.ErrBroken, pdfium.ErrNoPages, pdfium.ErrSlow, pdfium.ErrMemory, pdfium.ErrNoVectors,
	} {
		if errors.Is(err, known) {
			return
		}
	}
	t.Errorf("an error without a name: %v", err)
}
