package raster

import (
	"encoding/binary"
	"image"
	"image/draw"
	"sync"

	"golang.org/x/image/vector"

	"eventkit/kit/page"
)

// bandPixels bounds the memory of one mask (9 bytes a pixel): a taller
// outline is painted in bands.
const bandPixels = 1 << 20

// mask gathers the area that a path covers of each pixel of a small window.
type mask struct {
	z     vector.Rasterizer
	cover image.Alpha
	// ox and oy are the window's corner in the picture, in px.
	ox, oy float64
	pts    []page.Point
	ring   []page.Point
}

var masks = sync.Pool{New: func() any { return new(mask) }}

// fillPath lays a colour over the inside of the path that draw traces; box
// bounds it, in px.
func (c *canvas) fillPath(box image.Rectangle, col page.Color, draw func(*mask)) {
	m := masks.Get().(*mask)
	defer masks.Put(m)
	band := max(1, bandPixels/box.Dx())
	for y := box.Min.Y; y < box.Max.Y; y += band {
		b := image.Rect(box.Min.X, y, box.Max.X, min(y+band, box.Max.Y))
		m.reset(b)
		draw(m)
		m.z.Draw(&m.cover, m.cover.Rect, image.Opaque, image.Point{})
		c.blendMask(b, m.cover.Pix, col)
	}
}

func (m *mask) reset(b image.Rectangle) {
	w, h := b.Dx(), b.Dy()
	m.z.Reset(w, h)
	m.z.DrawOp = draw.Src // the mask replaces what the last one left
	if cap(m.cover.Pix) < w*h {
		m.cover.Pix = make([]byte, w*h)
	}
	m.cover.Pix, m.cover.Stride, m.cover.Rect = m.cover.Pix[:w*h], w, image.Rect(0, 0, w, h)
	m.ox, m.oy = float64(b.Min.X), float64(b.Min.Y)
}

// fill traces a placed outline, every contour closed.
func (m *mask) fill(o *page.Outline, t place) {
	contours(o, t, &m.pts, func(pts []page.Point) {
		m.polygon(pts)
	})
}

// polygon adds a closed polygon. Every edge goes to the rasterizer by itself:
// it adds up what each edge covers, so edges outside the window can be left out.
func (m *mask) polygon(pts []page.Point) {
	from := pts[len(pts)-1]
	for _, to := range pts {
		m.edge(from.X-m.ox, from.Y-m.oy, to.X-m.ox, to.Y-m.oy)
		from = to
	}
}

// edge cuts an edge to the window's height.
func (m *mask) edge(x0, y0, x1, y1 float64) {
	h := float64(m.cover.Rect.Max.Y)
	if y0 == y1 || y0 <= 0 && y1 <= 0 || y0 >= h && y1 >= h {
		return
	}
	slope := (x1 - x0) / (y1 - y0)
	cut := func(x, y float64) (float64, float64) {
		to := min(max(y, 0), h)
		return x + (to-y)*slope, to
	}
	ax, ay := cut(x0, y0)
	bx, by := cut(x1, y1)
	m.across(ax, ay, bx, by)
}

// across cuts an edge at the window's sides: what lies beyond a side covers the
// same wherever it is, and is moved to that side. Beyond the right it covers
// nothing, but the rasterizer needs it to end the line before.
func (m *mask) across(x0, y0, x1, y1 float64) {
	w := float64(m.cover.Rect.Max.X)
	switch {
	case x0 >= w && x1 >= w:
		m.line(w, y0, w, y1)
	case x0 <= 0 && x1 <= 0:
		m.line(0, y0, 0, y1)
	case x0 < -1 || x1 < -1:
		m.split(x0, y0, x1, y1, 0)
	case x0 > w+1 || x1 > w+1:
		m.split(x0, y0, x1, y1, w)
	default:
		m.line(x0, y0, x1, y1)
	}
}

// split cuts an edge at an x that lies between its ends.
func (m *mask) split(x0, y0, x1, y1, x float64) {
	y := y0 + (y1-y0)*((x-x0)/(x1-x0))
	m.across(x0, y0, x, y)
	m.across(x, y, x1, y1)
}

func (m *mask) line(x0, y0, x1, y1 float64) {
	m.z.MoveTo(float32(x0), float32(y0))
	m.z.LineTo(float32(x1), float32(y1))
}

// blendMask lays a colour over the picture through the mask, eight pixels at
// a time where the mask is empty or full.
func (c *canvas) blendMask(b image.Rectangle, cover []byte, col page.Color) {
	w := b.Dx()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		row := c.row(y, b.Min.X, b.Max.X)
		line := cover[:w]
		cover = cover[w:]
		for len(line) >= 8 {
			switch binary.LittleEndian.Uint64(line) {
			case 0:
			case 1<<64 - 1:
				fillSpan(row[:32], col)
			default:
				blendRun(row[:32], line[:8], col)
			}
			line, row = line[8:], row[32:]
		}
		blendRun(row, line, col)
	}
}

func blendRun(row, line []byte, col page.Color) {
	for i, a := range line {
		if a != 0 {
			blend8(row[4*i:4*i+4], col, uint32(a))
		}
	}
}
