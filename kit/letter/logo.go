package letter

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"image"
	"image/jpeg"
	"image/png"
	"io/fs"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"eventkit/kit/artwork"
	"eventkit/kit/page"
	"eventkit/kit/page/svg"
	"eventkit/kit/paper"
)

// Logo is the picture in a letterhead. It must not change once a letter has
// it.
type Logo struct {
	drawing *svg.Drawing
	image   *page.Image
	// area is what there is to see, in units of its own; pixels is how many
	// the file has across, 0 for a drawing.
	area   page.Rect
	pixels float64
}

// LogoKinds are the endings of files that hold a logo, with their point.
func LogoKinds() []string { return []string{".png", ".jpg", ".jpeg", ".svg"} }

// The most that a logo takes on A4, in mm, and the fewest px per inch that are
// printed: a small picture stays small.
const (
	logoHigh = 18.0
	logoWide = 60.0
	logoDPI  = 150.0
)

// logoPixels is the longest side that is kept, about 400 px per inch.
const logoPixels = 1000

// ReadLogo reads a logo from a PNG, JPEG or SVG file. The error is a
// [*LogoError], or that of ctx.
func ReadLogo(ctx context.Context, fsys fs.FS, name string) (*Logo, error) {
	art, err := artwork.Open(ctx, fsys, name, artwork.Options{Pixels: logoPixels})
	return logoOf(art, name, err)
}

// OpenLogo is [ReadLogo] for a file of this computer.
func OpenLogo(ctx context.Context, path string) (*Logo, error) {
	art, err := artwork.OpenFile(ctx, path, artwork.Options{Pixels: logoPixels})
	return logoOf(art, path, err)
}

func logoOf(art *artwork.Artwork, name string, err error) (*Logo, error) {
	name = filepath.Base(name)
	var bad *artwork.Error
	switch {
	case errors.Is(err, context.Canceled):
		return nil, err
	case errors.As(err, &bad):
		// A kit's posters can have words set over them, a logo can't.
		mend, _, _ := strings.Cut(bad.Mend, ", or have the kit")
		return nil, &LogoError{File: name, What: bad.What, Mend: mend, Err: bad.Err}
	case errors.Is(err, fs.ErrNotExist):
		return nil, &LogoError{File: name, What: "it can’t be found any more", Mend: "add it again", Err: fs.ErrNotExist}
	case err != nil:
		return nil, &LogoError{File: name, What: "it can’t be read", Mend: "copy it to this computer and add it again", Err: err}
	}
	l := &Logo{drawing: art.Drawing, image: art.Image}
	switch {
	case l.drawing != nil:
		for _, s := range l.drawing.Shapes {
			l.area = l.area.Union(s.Outline.Bounds())
		}
	case l.image != nil && l.image.Pix != nil:
		// A letter with a photograph's whole file in it would be too large to send.
		const most = 256 << 10
		if len(l.image.JPEG) > most {
			l.image = &page.Image{Name: l.image.Name, Pix: l.image.Pix}
		}
		l.area, l.pixels = page.Rect{W: art.Size.W, H: art.Size.H}, art.Size.W
	}
	if !(l.area.W > 0 && l.area.H > 0) {
		return nil, &LogoError{File: name, What: "there is nothing to see in it", Mend: "take another file"}
	}
	return l, nil
}

// LogoError says why a file can't be a letter's logo.
type LogoError struct {
	// File is its name, What is wrong, and the Mend.
	File, What, Mend string
	// Err is the reason, one of package artwork's or of the file system, or
	// nil.
	Err error
}

// Error names the file, what is wrong, and the mend.
func (e *LogoError) Error() string { return e.File + ": " + e.What + "; " + e.Mend }

// Unwrap returns the reason.
func (e *LogoError) Unwrap() error { return e.Err }

// size is the logo's on paper in mm, u being one mm of A4.
func (l *Logo) size(u float64) page.Size {
	scale := math.Min(logoWide*u/l.area.W, logoHigh*u/l.area.H)
	if l.pixels > 0 {
		scale = math.Min(scale, 25.4/logoDPI)
	}
	return page.Size{W: scale * l.area.W, H: scale * l.area.H}
}

// small reports whether the logo is smaller than there is room for, because it
// has too few pixels.
func (l *Logo) small(u float64) bool {
	s := l.size(u)
	return l.pixels > 0 && s.W < logoWide*u*0.99 && s.H < logoHigh*u*0.99
}

// draw draws the logo with its upper corner at x, y.
func (l *Logo) draw(c *paper.Canvas, x, y, u float64) {
	s := l.size(u)
	if l.image != nil {
		c.Picture(l.image, x, y, s.W, s.H)
		return
	}
	c.Drawing(l.drawing, l.area, x, y, s.W)
}

// html is the logo as an address that holds all of it.
func (l *Logo) html() (template.URL, error) {
	kind, data := "image/svg+xml", []byte(nil)
	if l.image == nil {
		data = l.svg()
	} else {
		var err error
		if kind, data, err = l.encoded(); err != nil {
			return "", err
		}
	}
	// Our own bytes, which nothing in the file can leave.
	return template.URL("data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data)), nil
}

// encoded is the picture as a file: as PNG, or as JPEG where that is much
// smaller and nothing shows through.
func (l *Logo) encoded() (kind string, data []byte, err error) {
	var b bytes.Buffer
	if err := png.Encode(&b, l.image.Pix); err != nil {
		return "", nil, err
	}
	const large = 150 << 10
	if o, ok := l.image.Pix.(interface{ Opaque() bool }); b.Len() > large && ok && o.Opaque() {
		b.Reset()
		err := jpeg.Encode(&b, image.Image(l.image.Pix), &jpeg.Options{Quality: 85})
		return "image/jpeg", b.Bytes(), err
	}
	return "image/png", b.Bytes(), nil
}

// svg writes the drawing as it was understood, and nothing else of its file.
func (l *Logo) svg() []byte {
	var b strings.Builder
	num := func(v float64) string { return strconv.FormatFloat(v, 'f', 3, 64) }
	a := l.area
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="%s %s %s %s">`, num(a.X), num(a.Y), num(a.W), num(a.H))
	letters := [...]string{page.MoveTo: "M", page.LineTo: "L", page.QuadTo: "Q", page.CubicTo: "C"}
	for _, s := range l.drawing.Shapes {
		fmt.Fprintf(&b, `<path fill="%s" d="`, s.Fill)
		for _, seg := range s.Outline.Segments {
			b.WriteString(letters[seg.Verb])
			for i := range seg.Verb.Points() {
				b.WriteString(num(seg.P[i].X) + " " + num(seg.P[i].Y) + " ")
			}
		}
		b.WriteString(`"/>`)
	}
	b.WriteString("</svg>")
	return []byte(b.String())
}
