package artwork_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"eventkit/kit/artwork"
	"eventkit/kit/artwork/artworktest"
	"eventkit/kit/page"
	"eventkit/kit/page/svg"
)

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><rect width="9" height="9"/></svg>`

// A file is what it holds, whatever it is called.
func TestKindByContent(t *testing.T) {
	aPNG := artworktest.PNG{W: 4, H: 4, Depth: 8}.Bytes()
	aJPEG := artworktest.JPEG{W: 8, H: 8, IDs: "\x01", Value: flags}.Bytes()
	tests := []struct {
		name string
		data string
		kind artwork.Kind
		note string
	}{
		{"a.png", string(aPNG), artwork.PNG, ""},
		{"a.PNG", string(aPNG), artwork.PNG, ""},
		{"a.jpeg", string(aPNG), artwork.PNG, "this is a PNG, though its name ends in .jpeg"},
		{"a.png", string(aJPEG), artwork.JPEG, "this is a JPEG, though its name ends in .png"},
		{"photo", string(aJPEG), artwork.JPEG, "this is a JPEG whose name doesn’t end in .jpg"},
		{"a.svg", drawing, artwork.SVG, ""},
		{"a.svg", "\xEF\xBB\xBF\n<?xml version=\"1.0\"?><!-- <html> -->\n" + drawing, artwork.SVG, ""},
		{"a.svg", "<!-- made by hand -->\n" + drawing, artwork.SVG, ""},
		{"a.pdf", "%PDF-1.7\n", artwork.PDF, ""},
		{"a.pdf", strings.Repeat("\n", 900) + "%PDF-1.7\n", artwork.PDF, ""},
	}
	for _, tt := range tests {
		info, err := artwork.Measure(t.Context(), in(tt.name, []byte(tt.data)), tt.name, nil)
		if err != nil || info.Kind != tt.kind || info.Note != tt.note {
			t.Errorf("%s: %+v, %v", tt.name, info, err)
		}
		if info.Vector() != (tt.kind == artwork.SVG || tt.kind == artwork.PDF) {
			t.Errorf("%s: vector %v", tt.kind, info.Vector())
		}
	}
}

// What people take for a picture is called by its name, with the mend.
func TestOtherKinds(t *testing.T) {
	for data, want := range map[string]string{
		"":                                     "the file is empty",
		"<!DOCTYPE html><html>":                "this is a web page, not a picture; open the address in a browser",
		"\n <HTML><body>":                      "a web page",
		"<!-- x --><!doctype HTML PUBLIC>":     "a web page",
		"<?xml version='1.0'?>\n<html xmlns=x": "a web page",
		"GIF89a":                               "a GIF picture; save it as PNG or JPEG",
		"RIFF....WEBPVP8 ":                     "a WebP picture",
		"II*\x00....":                          "a TIFF picture",
		"MM\x00*....":                          "a TIFF picture",
		"\x00\x00\x00\x18ftypheic":             "a HEIC",
		"BM....":                               "a BMP picture",
		"8BPS\x00\x01":                         "a Photoshop file",
		"%!PS-Adobe-3.0":                       "a PostScript file; export it as PDF",
		"PK\x03\x04":                           "a document or an archive",
		"\x1f\x8b\x08":                         "a packed file; unpack it",
		"hello":                                "no picture that can be read",
		"\x00\x01\x02":                         "no picture that can be read",
	} {
		_, err := artwork.Open(t.Context(), in("a.png", []byte(data)), "a.png", artwork.Options{})
		reason := artwork.ErrKind
		if data == "" {
			reason = artwork.ErrBroken
		}
		mustSay(t, err, reason, want)
	}
}

func TestSVG(t *testing.T) {
	a := mustOpen(t, "a.svg", []byte(drawing), artwork.Options{})
	if a.Drawing == nil || a.Image != nil || a.Size != (page.Size{W: 210, H: 297}) {
		t.Errorf("got %+v", a)
	}
	_, err := artwork.Open(t.Context(), in("a.svg", []byte("<svg viewBox='0 0 9 9'>\n<text/></svg>")), "a.svg", artwork.Options{})
	var e *artwork.Error
	var d *svg.Error
	if !errors.As(err, &e) || !errors.As(err, &d) || e.Line != 2 || !strings.HasPrefix(err.Error(), "a.svg: line 2: ") {
		t.Errorf("got %v", err)
	}
	if _, err := artwork.Measure(t.Context(), in("a.svg", []byte("<svg/>")), "a.svg", nil); err == nil {
		t.Error("a drawing without a size was measured")
	}
}

func TestPDF(t *testing.T) {
	closed := false
	doc := paper{size: page.Size{W: 200, H: 100}, closed: &closed}
	opener := func(_ context.Context, data []byte) (artwork.Document, error) {
		if !strings.HasPrefix(string(data), "%PDF-") {
			t.Errorf("got %q", data)
		}
		return doc, nil
	}
	data := []byte("%PDF-1.7\n")
	a := mustOpen(t, "a.pdf", data, artwork.Options{Pixels: 300, PDF: opener})
	if a.Size != doc.size || a.Image.Pix.Bounds().Dx() != 300 || a.Image.PDF != nil || !closed {
		t.Errorf("got %+v", a)
	}
	if a = mustOpen(t, "a.pdf", data, artwork.Options{PDF: opener, Vectors: true}); string(a.Image.PDF) != "%PDF-1.7 alone" {
		t.Errorf("its page for print: %q", a.Image.PDF)
	}
	doc.flat = errors.New("it has layers")
	if a = mustOpen(t, "a.pdf", data, artwork.Options{PDF: opener, Vectors: true}); a.Image.PDF != nil || a.Image.Pix == nil {
		t.Errorf("a page that can't be taken out: %q", a.Image.PDF)
	}
	if a = mustOpen(t, "a.pdf", data, artwork.Options{PDF: opener}); a.Image.Pix.Bounds().Dx() < 2000 {
		t.Errorf("without a wish: %v", a.Image.Pix.Bounds())
	}
	closed = false
	info, err := artwork.Measure(t.Context(), in("a.pdf", data), "a.pdf", opener)
	if err != nil || info.Size != doc.size || !closed {
		t.Errorf("got %+v, %v", info, err)
	}

	_, err = artwork.Open(t.Context(), in("a.pdf", data), "a.pdf", artwork.Options{})
	if err == nil || !strings.Contains(err.Error(), "export the artwork as SVG") {
		t.Errorf("without an opener: %v", err)
	}
	doc.err = errors.New("it never ends")
	if _, err = artwork.Open(t.Context(), in("a.pdf", data), "a.pdf", artwork.Options{PDF: opener}); !errors.Is(err, doc.err) {
		t.Errorf("got %v", err)
	}
	doc.size.H = 0
	_, err = artwork.Open(t.Context(), in("a.pdf", data), "a.pdf", artwork.Options{PDF: opener})
	mustSay(t, err, artwork.ErrBroken, "no size that paper has")
	locked := errors.New("locked")
	bad := func(context.Context, []byte) (artwork.Document, error) { return nil, locked }
	if _, err = artwork.Measure(t.Context(), in("a.pdf", data), "a.pdf", bad); !errors.Is(err, locked) {
		t.Errorf("got %v", err)
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.png")
	if err := os.WriteFile(name, artworktest.PNG{W: 4, H: 3, Depth: 8}.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := artwork.OpenFile(t.Context(), name, artwork.Options{})
	if err != nil || a.Image.Name != "a.png" {
		t.Fatal(a, err)
	}
	if info, err := artwork.MeasureFile(t.Context(), name, nil); err != nil || info != a.Info {
		t.Errorf("%+v, %v", info, err)
	}
	if _, err := artwork.OpenFile(t.Context(), dir, artwork.Options{}); err == nil || !strings.Contains(err.Error(), "this is a folder; pick a picture in it") {
		t.Errorf("a folder: %v", err)
	}
	for _, open := range []func(string) error{
		func(n string) error { _, err := artwork.OpenFile(t.Context(), n, artwork.Options{}); return err },
		func(n string) error { _, err := artwork.MeasureFile(t.Context(), n, nil); return err },
		func(n string) error {
			_, err := artwork.Open(t.Context(), os.DirFS(dir), filepath.Base(n), artwork.Options{})
			return err
		},
		func(n string) error {
			_, err := artwork.Measure(t.Context(), os.DirFS(dir), filepath.Base(n), nil)
			return err
		},
	} {
		if err := open(filepath.Join(dir, "none.png")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("got %v", err)
		}
	}
}

// Whoever asked for a picture can stop waiting for it.
func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, data := range map[string][]byte{
		"a.png": artworktest.PNG{W: 4, H: 4, Depth: 8}.Bytes(),
		"i.png": artworktest.PNG{W: 4, H: 4, Depth: 8, Interlaced: true}.Bytes(),
		"a.jpg": artworktest.JPEG{W: 8, H: 8, IDs: "\x01", Value: flags}.Bytes(),
	} {
		if _, err := artwork.Open(ctx, in(name, data), name, artwork.Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A file larger than is kept is refused before it is read.
func TestLargeFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.jpg")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write([]byte("\xFF\xD8\xFF\xE0")); err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(65 << 20); err != nil {
		t.Fatal(err)
	}
	_, err = artwork.OpenFile(t.Context(), name, artwork.Options{})
	mustSay(t, err, artwork.ErrTooLarge, "larger than 64 MB")
}

func TestEndings(t *testing.T) {
	for _, e := range artwork.Endings() {
		if e != strings.ToLower(e) || e[0] != '.' {
			t.Errorf("%q", e)
		}
	}
}
