package artwork_test

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"io/fs"
	"math"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"

	"eventkit/kit/artwork"
	"eventkit/kit/artwork/artworktest"
	"eventkit/kit/page"
)

// stream is a file system with one file that is read in its own way and says
// nothing of its size.
type stream struct {
	fs.FS
	wrap func(io.Reader) io.Reader
	read *int64
}

func (s stream) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	if err != nil {
		return nil, err
	}
	var r io.Reader = f
	if s.wrap != nil {
		r = s.wrap(f)
	}
	return &streamed{f, r, s.read}, nil
}

type streamed struct {
	fs.File
	r    io.Reader
	read *int64
}

func (s *streamed) Stat() (fs.FileInfo, error) { return nil, errors.New("it doesn't say") }

func (s *streamed) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if s.read != nil {
		*s.read += int64(n)
	}
	return n, err
}

// pictures are small files of all kinds that are pictures.
func pictures() map[string][]byte {
	return map[string][]byte{
		"a.png": artworktest.PNG{W: 19, H: 13, Depth: 8, Kind: 6, Parts: 4}.Bytes(),
		"i.png": artworktest.PNG{W: 19, H: 13, Depth: 2, Kind: 3, Palette: somePalette[:12], Interlaced: true}.Bytes(),
		"a.jpg": artworktest.JPEG{W: 24, H: 16, IDs: ycc, JFIF: true, Orient: 6, Value: flags3}.Bytes(),
		"p.jpg": artworktest.JPEG{W: 16, H: 16, IDs: ycc, Progressive: true, Value: flags3}.Bytes(),
		"a.svg": []byte(drawing),
	}
}

// flags3 is flags for pictures of more columns.
func flags3(x, y, c int) uint8 { return flags(min(x, 1), min(y, 1), c) }

// A file is the same picture however slowly it comes, and though nobody says how
// large it is.
func TestSlowFiles(t *testing.T) {
	for name, data := range pictures() {
		want := mustOpen(t, name, data, artwork.Options{})
		for way, wrap := range map[string]func(io.Reader) io.Reader{
			"as it is": nil, "one by one": iotest.OneByteReader, "by halves": iotest.HalfReader, "its end with its last": iotest.DataErrReader,
		} {
			got, err := artwork.Open(t.Context(), stream{in(name, data), wrap, nil}, name, artwork.Options{})
			if err != nil || got.Info != want.Info {
				t.Errorf("%s %s: %v", name, way, err)
				continue
			}
			if want.Image != nil && (string(got.Image.JPEG) != string(want.Image.JPEG) || fmt.Sprint(got.Image.Pix) != fmt.Sprint(want.Image.Pix)) {
				t.Errorf("%s %s is another picture", name, way)
			}
		}
	}
}

// A stick that is pulled out is the system's error, and not the picture's.
func TestPulledOut(t *testing.T) {
	gone := errors.New("the stick is gone")
	for name, data := range pictures() {
		for _, after := range []int{0, 4, len(data) / 2, len(data) - 1} {
			wrap := func(r io.Reader) io.Reader {
				return io.MultiReader(io.LimitReader(r, int64(after)), iotest.ErrReader(gone))
			}
			_, err := artwork.Open(t.Context(), stream{in(name, data), wrap, nil}, name, artwork.Options{})
			var e *artwork.Error
			if err == nil && strings.HasSuffix(name, ".png") && after == len(data)-1 {
				continue // its pixels were all there
			}
			if !errors.Is(err, gone) || errors.Is(err, artwork.ErrBroken) || errors.As(err, &e) && e.What == "" {
				t.Errorf("%s after %d of %d bytes: %v", name, after, len(data), err)
			}
		}
	}
}

// To measure a picture only its beginning is read.
func TestMeasureReadsTheBeginning(t *testing.T) {
	noise := make([]byte, 900<<10)
	for i := range noise {
		noise[i] = byte(i * i >> 3)
	}
	for name, data := range map[string][]byte{"a.png": pictures()["a.png"], "a.jpg": pictures()["p.jpg"]} {
		var read int64
		info, err := artwork.Measure(t.Context(), stream{in(name, append(data, noise...)), nil, &read}, name, nil)
		if err != nil || info.Size.W == 0 || read > 128<<10 {
			t.Errorf("%s: %+v, %d bytes: %v", name, info, read, err)
		}
	}
}

// A file that doesn't say how large it is ends at the same bound.
func TestLargeStream(t *testing.T) {
	wrap := func(r io.Reader) io.Reader { return io.MultiReader(r, zeros{}) }
	_, err := artwork.Open(t.Context(), stream{in("a.jpg", []byte("\xFF\xD8\xFF\xE0")), wrap, nil}, "a.jpg", artwork.Options{})
	mustSay(t, err, artwork.ErrTooLarge, "larger than 64 MB; save it with fewer pixels")
}

// zeros never ends.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// What a name promises: only its ending counts, of whatever system it is.
func TestNotes(t *testing.T) {
	data := pictures()["a.png"]
	for name, want := range map[string]string{
		"a.png": "", "A.PNG": "", "a.b.png": "", ".png": "", "صورة.png": "", "a b.png": "",
		"a.jpg":      "this is a PNG, though its name ends in .jpg",
		"a.SVG":      "this is a PNG, though its name ends in .svg",
		"a.pdf":      "this is a PNG, though its name ends in .pdf",
		"a":          "this is a PNG whose name doesn’t end in .png",
		"a.png.txt":  "this is a PNG whose name doesn’t end in .png",
		"a.":         "this is a PNG whose name doesn’t end in .png",
		"a.jpg/a":    "this is a PNG whose name doesn’t end in .png",
		"x/y/a.jpeg": "this is a PNG, though its name ends in .jpeg",
	} {
		info, err := artwork.Measure(t.Context(), in(name, data), name, nil)
		if err != nil || info.Note != want {
			t.Errorf("%s: %q, %v; want %q", name, info.Note, err, want)
		}
		a := mustOpen(t, name, data, artwork.Options{})
		if a.Info != info || strings.Contains(a.Image.Name, "/") {
			t.Errorf("%s: %+v, %s", name, a.Info, a.Image.Name)
		}
	}
}

// An error is one line: file, line, what, mend; what isn't there isn't said.
func TestErrors(t *testing.T) {
	reason := errors.New("reason")
	for want, e := range map[string]*artwork.Error{
		"a.svg: line 3: it is odd; mend it": {File: "a.svg", Line: 3, What: "it is odd", Mend: "mend it", Err: reason},
		"a.svg: it is odd; mend it":         {File: "a.svg", What: "it is odd", Mend: "mend it", Err: reason},
		"line 3: it is odd":                 {Line: 3, What: "it is odd", Err: reason},
		"it is odd":                         {What: "it is odd", Err: reason},
	} {
		if e.Error() != want || !errors.Is(e, reason) || errors.Is(e, artwork.ErrBroken) {
			t.Errorf("%q, want %q", e.Error(), want)
		}
	}
}

// Before the first element there may be much; what never ends is no picture,
// and is said to be none.
func TestProlog(t *testing.T) {
	for name, tt := range map[string]struct {
		data string
		kind artwork.Kind
	}{
		"all of it":        {"\xEF\xBB\xBF <?xml version='1.0'?>\r\n<!DOCTYPE svg PUBLIC 'x' 'y'>\n<!-- a --><!-- <html> -->\t" + drawing, artwork.SVG},
		"many comments":    {strings.Repeat("<!---->", 300) + drawing, artwork.SVG},
		"open comment":     {"<!-- " + drawing, artwork.SVG},
		"web page":         {"<!-- svg --><!doctype HTML><svg/>", ""},
		"a body":           {"<body>" + drawing, ""},
		"a head":           {"<?xml version='1.0'?><HEAD>", ""},
		"only a mark":      {"\xEF\xBB\xBF", ""},
		"words, then it":   {"see " + drawing, ""},
		"a late PDF":       {strings.Repeat(" ", 1030) + "%PDF-1.7", ""},
		"a PDF in an SVG":  {"<svg>%PDF-", artwork.PDF},
		"half a PNG's":     {"\x89PNG\r\n", ""},
		"half a JPEG's":    {"\xFF\xD8", ""},
		"nothing but tags": {"<<<<", artwork.SVG},
	} {
		info, err := artwork.Measure(t.Context(), in("a", []byte(tt.data)), "a", nil)
		if info.Kind != tt.kind {
			t.Errorf("%s: %+v, %v", name, info, err)
		}
		var e *artwork.Error
		if tt.kind == "" && (!errors.As(err, &e) || e.Mend == "" || e.File != "a") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A PDF's page must have a size that paper has; whatever happens the document is
// closed.
func TestPDFSizes(t *testing.T) {
	for name, size := range map[string]page.Size{
		"no width": {W: 0, H: 9}, "less than none": {W: -1, H: 9}, "no number": {W: math.NaN(), H: 9},
		"without end": {W: 9, H: math.Inf(1)}, "too long": {W: 9, H: page.MaxSide + 1},
	} {
		closed := false
		opener := func(context.Context, []byte) (artwork.Document, error) {
			return paper{size: size, closed: &closed}, nil
		}
		_, err := artwork.Open(t.Context(), in("a.pdf", []byte("%PDF-1.7")), "a.pdf", artwork.Options{PDF: opener, Pixels: 10})
		mustSay(t, err, artwork.ErrBroken, "no size that paper has")
		if !closed {
			t.Errorf("%s: not closed", name)
		}
	}
	closed := false
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	opener := func(context.Context, []byte) (artwork.Document, error) {
		return paper{size: page.Size{W: 9, H: 9}, closed: &closed}, nil
	}
	_, err := artwork.Open(ctx, in("a.pdf", []byte("%PDF-1.7")), "a.pdf", artwork.Options{PDF: opener, Pixels: 10})
	if !errors.Is(err, context.Canceled) || !closed {
		t.Errorf("stopped: %v, closed %v", err, closed)
	}
}

// What is no file at all isn't opened, which might never end.
func TestNoFiles(t *testing.T) {
	for path, want := range map[string]string{os.DevNull: "this is not a file; pick a picture", t.TempDir(): "this is a folder; pick a picture"} {
		_, err := artwork.OpenFile(t.Context(), path, artwork.Options{})
		_, same := artwork.MeasureFile(t.Context(), path, nil)
		if err == nil || same == nil || err.Error() != same.Error() || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), path) {
			t.Errorf("%v; %v", err, same)
		}
	}
	fsys := fstest.MapFS{"d/a.png": {Data: pictures()["a.png"]}}
	for _, name := range []string{"d", "../a.png", "", "/d/a.png", "d/none.png"} {
		if a, err := artwork.Open(t.Context(), fsys, name, artwork.Options{}); err == nil {
			t.Errorf("%q: %+v", name, a)
		}
	}
}

// Pixels is a wish for less, never for more.
func TestPixels(t *testing.T) {
	for name, data := range pictures() {
		if name == "a.svg" {
			continue
		}
		full := mustOpen(t, name, data, artwork.Options{})
		for _, px := range []int{1, 2, 7, 1000} {
			a := mustOpen(t, name, data, artwork.Options{Pixels: px})
			b := a.Image.Pix.Bounds()
			if a.Info != full.Info || max(b.Dx(), b.Dy()) != min(px, int(max(a.Size.W, a.Size.H))) || b.Min != (image.Point{}) {
				t.Errorf("%s with %d: %v of %v", name, px, b, a.Size)
			}
		}
	}
}

// An SVG's size is in units of its own, and it is sharp at any size.
func TestVectorInfo(t *testing.T) {
	for kind, vector := range map[artwork.Kind]bool{artwork.SVG: true, artwork.PDF: true, artwork.PNG: false, artwork.JPEG: false, "": false} {
		if got := (artwork.Info{Kind: kind}).Vector(); got != vector {
			t.Errorf("%q: %v", kind, got)
		}
	}
}
