package artwork

import (
	"context"
	"errors"
	"image"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"eventkit/kit/page"
	"eventkit/kit/page/svg"
)

// Kind is a kind of file.
type Kind string

// The kinds; the value is a name for people.
const (
	SVG  Kind = "SVG"
	PNG  Kind = "PNG"
	JPEG Kind = "JPEG"
	PDF  Kind = "PDF"
)

// Info is what a file says at its beginning.
type Info struct {
	Kind Kind
	// Size is the artwork's size as it is seen, upright: in px, in mm for a
	// PDF, in units of its own for an SVG. It is zero for a PDF if nothing is
	// there to open one.
	Size page.Size
	// Note says what is odd about the file and does no harm, or "".
	Note string
}

// Vector reports whether the artwork is sharp at any size.
func (i Info) Vector() bool { return i.Kind == SVG || i.Kind == PDF }

// Artwork is a file that was read: a drawing or an image.
type Artwork struct {
	Info
	// Drawing is what an SVG holds, nil for the other kinds.
	Drawing *svg.Drawing
	// Image is a picture or the first page of a PDF, nil for an SVG.
	Image *page.Image
}

// Document is a PDF that something else opened and draws.
type Document interface {
	// Size is the first page's size in mm, as it is seen.
	Size() page.Size
	// Render paints the first page with a longer side of so many px.
	Render(ctx context.Context, maxPx int) (image.Image, error)
	// Close lets go of the file; what was painted stays.
	Close()
}

// vectored is a [Document] that can give its first page as a document of its
// own, which another one can take up as it is. An error means that it can't.
type vectored interface {
	Vectors(ctx context.Context) ([]byte, error)
}

// Opener opens a PDF; it keeps data. A [Document] that also has a method
// Vectors(context.Context) ([]byte, error) gives its first page for print.
type Opener func(ctx context.Context, data []byte) (Document, error)

// Options say how artwork is read.
type Options struct {
	// Pixels is the longest side that the image needs, in px; one that has
	// more is made smaller. 0 is as many as memory has room for.
	Pixels int
	// PDF opens a PDF; nil refuses them. Vectors asks for its first page as it is
	// besides the pixels, for print.
	PDF     Opener
	Vectors bool
}

// The most that is read and kept, at 4 bytes a pixel of what is kept.
const (
	maxSide   = 100_000
	maxPixels = 500_000_000
	// maxKept prints A2 with 300 dots per inch. Of what needs memory twice, or
	// is in a document as a JPEG anyway, maxTwice is kept: A3 with 300.
	maxKept  = 35_000_000
	maxTwice = 18_000_000
	// maxBytes is the most that a JPEG or a PDF may have, whose bytes stay.
	maxBytes = 64 << 20
	// pdfPixels is the longer side of a PDF that is painted without a wish.
	pdfPixels = 3600
	// decoding is the most that may be in memory while a picture is decoded.
	decoding = 210_000_000
)

// Measure reads the beginning of a file. The error is an [*Error] or that of
// fsys. opener may be nil; a PDF then has no size.
func Measure(ctx context.Context, fsys fs.FS, name string, opener Opener) (Info, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return Info{}, err
	}
	defer f.Close()
	info, err := measure(ctx, newSource(f, name), opener)
	return info, inFile(err, name)
}

// Open reads a file. The error is an [*Error], that of ctx, or that of fsys.
func Open(ctx context.Context, fsys fs.FS, name string, o Options) (*Artwork, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	a, err := read(ctx, newSource(f, name), o)
	return a, inFile(err, name)
}

// OpenFile is [Open] for a file of this computer; its errors name the path.
func OpenFile(ctx context.Context, path string, o Options) (*Artwork, error) {
	f, err := openPath(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	a, err := read(ctx, newSource(f, path), o)
	return a, inFile(err, path)
}

// MeasureFile is [Measure] for a file of this computer.
func MeasureFile(ctx context.Context, path string, opener Opener) (Info, error) {
	f, err := openPath(path)
	if err != nil {
		return Info{}, err
	}
	defer f.Close()
	info, err := measure(ctx, newSource(f, path), opener)
	return info, inFile(err, path)
}

// openPath opens a file. A pipe, which might never end or begin, is refused
// before it is opened.
func openPath(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		what := "this is not a file"
		if info.IsDir() {
			what = "this is a folder"
		}
		return nil, inFile(&Error{What: what, Mend: "pick a picture in it: SVG, PDF, PNG or JPEG"}, filepath.Clean(path))
	}
	return os.Open(path)
}

func measure(ctx context.Context, s *source, opener Opener) (Info, error) {
	kind, err := s.kind()
	if err != nil {
		return Info{}, err
	}
	info := Info{Kind: kind, Note: oddName(s.name, kind)}
	switch kind {
	case SVG:
		d, err := svg.Measure(s)
		if err != nil {
			return info, drawn(err)
		}
		info.Size = page.Size{W: d.View.W, H: d.View.H}
	case PNG:
		h, err := readPNGHead(s)
		if err != nil {
			return info, err
		}
		info.Size = upright(h.w, h.h, h.orient)
	case JPEG:
		h, err := readJPEGHead(s)
		if err != nil {
			return info, err
		}
		info.Size = upright(h.w, h.h, h.orient)
	case PDF:
		if opener == nil {
			return info, nil
		}
		doc, err := openPDF(ctx, s, opener)
		if err != nil {
			return info, err
		}
		defer doc.Close()
		info.Size = doc.Size()
	}
	return info, nil
}

func read(ctx context.Context, s *source, o Options) (*Artwork, error) {
	kind, err := s.kind()
	if err != nil {
		return nil, err
	}
	a := &Artwork{Info: Info{Kind: kind, Note: oddName(s.name, kind)}}
	switch kind {
	case SVG:
		if a.Drawing, err = svg.Read(s); err != nil {
			return nil, drawn(err)
		}
		a.Size = page.Size{W: a.Drawing.View.W, H: a.Drawing.View.H}
		return a, nil
	case PNG:
		a.Image, a.Size, err = readPNG(ctx, s, o.Pixels)
	case JPEG:
		a.Image, a.Size, err = readJPEG(ctx, s, o.Pixels)
	case PDF:
		a.Image, a.Size, err = readPDF(ctx, s, o)
	}
	if err != nil {
		return nil, err
	}
	a.Image.Name = filepath.Base(filepath.ToSlash(s.name))
	return a, nil
}

// upright is the size of a stored picture as it is seen.
func upright(w, h, orient int) page.Size {
	if orient >= 5 {
		w, h = h, w
	}
	return page.Size{W: float64(w), H: float64(h)}
}

// readPDF paints the first page of a PDF.
func readPDF(ctx context.Context, s *source, o Options) (*page.Image, page.Size, error) {
	if o.PDF == nil {
		return nil, page.Size{}, &Error{What: "PDF files are not read here", Mend: "export the artwork as SVG, PNG or JPEG"}
	}
	doc, err := openPDF(ctx, s, o.PDF)
	if err != nil {
		return nil, page.Size{}, err
	}
	defer doc.Close()
	px := o.Pixels
	if px == 0 {
		px = pdfPixels
	}
	size := doc.Size()
	if !(size.W > 0 && size.H > 0 && size.W <= page.MaxSide && size.H <= page.MaxSide) {
		return nil, size, &Error{What: "its first page has no size that paper has", Mend: "export it again", Err: ErrBroken}
	}
	pix, err := doc.Render(ctx, px)
	if err != nil {
		return nil, size, err
	}
	img := &page.Image{Pix: pix}
	if v, ok := doc.(vectored); ok && o.Vectors {
		// Without them the page is printed as pixels.
		img.PDF, _ = v.Vectors(ctx)
	}
	return img, size, ctx.Err()
}

func openPDF(ctx context.Context, s *source, open Opener) (Document, error) {
	data, err := s.all()
	if err != nil {
		return nil, err
	}
	return open(ctx, data)
}

// drawn turns what a drawing says of itself into an [Error].
func drawn(err error) error {
	var e *svg.Error
	if errors.As(err, &e) {
		return &Error{Line: e.Line, What: e.What, Mend: e.Mend, Err: err}
	}
	return err
}

// ended says of a reader's error that the file was cut off; other errors are
// the disk's.
func ended(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &Error{What: "the file ends in the middle", Mend: "copy it once more from where it comes from", Err: ErrBroken}
	}
	return err
}
