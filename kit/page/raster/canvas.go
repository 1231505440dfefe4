package raster

import (
	"image"
	"math"

	"eventkit/kit/page"
)

// canvas is a picture of one area of a page.
type canvas struct {
	img *image.RGBA
	// area is what the picture shows, in mm; sx and sy are pixels per mm.
	area   page.Rect
	sx, sy float64
}

func newCanvas(w, h int, area page.Rect, sx, sy float64) *canvas {
	return &canvas{img: image.NewRGBA(image.Rect(0, 0, w, h)), area: area, sx: sx, sy: sy}
}

func (c *canvas) paint(p *page.Page) {
	bare := true
	for it := range p.Items {
		if !it.Bounds().Overlaps(c.area) {
			continue
		}
		if b, ok := it.(page.Box); bare && !(ok && c.hides(b.Rect)) {
			fillSpan(c.img.Pix, page.White)
		}
		bare = false
		c.item(it)
	}
	if bare {
		fillSpan(c.img.Pix, page.White)
	}
}

// hides reports whether a rectangle leaves nothing of the paper to be seen.
func (c *canvas) hides(r page.Rect) bool {
	return r.X <= c.area.X && r.Y <= c.area.Y &&
		(r.Right()-c.area.X)*c.sx >= float64(c.img.Rect.Max.X) &&
		(r.Bottom()-c.area.Y)*c.sy >= float64(c.img.Rect.Max.Y)
}

func (c *canvas) item(it page.Item) {
	switch it := it.(type) {
	case page.Box:
		c.rect(it.Rect, it.Fill)
	case page.Shape:
		c.outline(it.Outline, c.placed(it.At, it.Scale), it.Stroke, it.Fill)
	case page.Text:
		for _, g := range it.Glyphs {
			at := page.Point{X: it.At.X + g.X, Y: it.At.Y + g.Y}
			c.outline(g.Outline, c.placed(at, it.Scale), it.Stroke, it.Fill)
		}
	case page.Picture:
		c.picture(it)
	case page.Code:
		c.rect(it.Rect, it.Light)
		c.code(it)
	}
}

// place takes a point from an outline's units to pixels.
type place struct{ x, y, kx, ky float64 }

func (t place) of(p page.Point) page.Point {
	return page.Point{X: t.x + p.X*t.kx, Y: t.y + p.Y*t.ky}
}

func (c *canvas) placed(at page.Point, scale float64) place {
	return place{(at.X - c.area.X) * c.sx, (at.Y - c.area.Y) * c.sy, scale * c.sx, scale * c.sy}
}

func (c *canvas) outline(o *page.Outline, t place, strokeMM float64, col page.Color) {
	if o == nil || len(o.Segments) == 0 {
		return
	}
	half := strokeMM / 2 * math.Sqrt(c.sx*c.sy)
	b := o.Bounds()
	box := c.clip(t.x+b.X*t.kx-half, t.y+b.Y*t.ky-half, t.x+b.Right()*t.kx+half, t.y+b.Bottom()*t.ky+half)
	if box.Empty() {
		return
	}
	c.fillPath(box, col, func(m *mask) {
		if half > 0 {
			m.stroke(o, t, half)
		} else {
			m.fill(o, t)
		}
	})
}

// clip returns the whole pixels that the area touches, inside the picture.
// The comparison fails for what is not a number, which then paints nothing.
func (c *canvas) clip(x0, y0, x1, y1 float64) image.Rectangle {
	w, h := float64(c.img.Rect.Max.X), float64(c.img.Rect.Max.Y)
	x0, y0 = math.Max(0, math.Floor(x0)), math.Max(0, math.Floor(y0))
	x1, y1 = math.Min(w, math.Ceil(x1)), math.Min(h, math.Ceil(y1))
	if !(x0 < x1 && y0 < y1) {
		return image.Rectangle{}
	}
	return image.Rect(int(x0), int(y0), int(x1), int(y1))
}
