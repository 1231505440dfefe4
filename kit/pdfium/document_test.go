package pdfium_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/pdfium"
)

func TestOpen(t *testing.T) {
	tests := []struct {
		file  string
		pages int
		w, h  float64 // pt, as pdfinfo says, turned
	}{
		{"cairo.pdf", 1, 595.276, 841.89},
		{"skia.pdf", 1, 420, 594.96},
		{"office.pdf", 2, 595.304, 841.89},
		{"objectstreams.pdf", 2, 595.304, 841.89},
		{"tex.pdf", 2, 340.157, 453.543},
		{"ghostscript.pdf", 1, 420, 595},
		{"linearized.pdf", 1, 420, 595},
		{"protected.pdf", 1, 420, 595},
		{"protected-rc4.pdf", 1, 420, 595},
		{"turned.pdf", 1, 440, 360},
		{"turned-back.pdf", 1, 440, 390},
		{"huge.pdf", 1, 14400, 14400},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			d := open(t, foreign(t, tt.file))
			if d.Pages() != tt.pages {
				t.Errorf("%d pages, want %d", d.Pages(), tt.pages)
			}
			const mm = 25.4 / 72
			if got := d.Size(); math.Abs(got.W-tt.w*mm) > 0.01 || math.Abs(got.H-tt.h*mm) > 0.01 {
				t.Errorf("size %v mm, want %g × %g", got, tt.w*mm, tt.h*mm)
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	whole := foreign(t, "cairo.pdf")
	sized := func(box string) []byte {
		return []byte(strings.Replace(string(foreign(t, "huge.pdf")), "[ 0 0 14400 14400 ]", box, 1))
	}
	tests := []struct {
		name string
		data []byte
		want error
	}{
		{"nothing", nil, pdfium.ErrBroken},
		{"a page of HTML", []byte("<!doctype html><title>Not found</title>"), pdfium.ErrBroken},
		{"a picture", []byte("\x89PNG\r\n\x1a\n"), pdfium.ErrBroken},
		{"a header alone", []byte("%PDF-1.7\n"), pdfium.ErrBroken},
		{"cut short", whole[:600], pdfium.ErrBroken},
		{"a password", foreign(t, "locked.pdf"), pdfium.ErrLocked},
		{"no pages", pages("/Kids [] /Count 0"), pdfium.ErrNoPages},
		{"too long a file", append([]byte("%PDF-1.7\n"), make([]byte, pdfium.MaxBytes)...), pdfium.ErrMemory},
		{"wide as a street", sized("[ 0 0 20000 14400 ]"), &pdfium.SizeError{}},
		{"a dot", sized("[ 0 0 1 1          ]"), &pdfium.SizeError{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := pdfium.Open(context.Background(), tt.data)
			if d != nil || err == nil {
				t.Fatalf("opened: %v", d)
			}
			var size *pdfium.SizeError
			if errors.As(tt.want, &size) {
				if !errors.As(err, &size) || size.Size == (page.Size{}) || !strings.Contains(err.Error(), "mm; each side must lie between 1.1 and 5080 mm") {
					t.Errorf("%v", err)
				}
			} else if !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			} else if !strings.HasPrefix(err.Error(), tt.want.Error()) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%q isn't for people", err)
			}
		})
	}
}

// A file that is damaged but whole enough opens, as in any viewer.
func TestOpenMends(t *testing.T) {
	whole := string(foreign(t, "ghostscript.pdf"))
	cut := whole[:strings.LastIndex(whole, "xref\n")]
	tests := []struct{ name, data string }{
		{"no table of objects", cut},
		{"a table that points elsewhere", strings.Replace(whole, "startxref\n", "startxref\n7", 1)},
		{"rubbish ahead", strings.Repeat("mail header\n", 20) + whole},
		{"rubbish behind", whole + strings.Repeat("\x00", 3000)},
		{"a page tree in a circle", string(pages("/Kids [4 0 R 2 0 R] /Count 2"))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := open(t, []byte(tt.data))
			if _, err := d.Render(context.Background(), 50); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestClose(t *testing.T) {
	d := open(t, foreign(t, "tex.pdf"))
	d.Close()
	d.Close()
	if _, err := d.Render(context.Background(), 100); !errors.Is(err, pdfium.ErrClosed) {
		t.Errorf("%v, want ErrClosed", err)
	}
	if d.Pages() != 2 || d.Size().W == 0 {
		t.Error("what was known is forgotten")
	}
}
