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

func (m *mask) moveTo(p page.Point) { m.z.MoveTo(float32(p.X-m.ox), float32(p.Y-m.oy)) }
func (m *mask) lineTo(p page.Point) { m.z.LineTo(float32(p.X-m.ox), float32(p.Y-m.oy)) }

// fill traces a placed outline, every contour closed.
func (m *mask) fill(o *page.Outline, t place) {
	contours(o, t, &m.pts, func(pts []page.Point) {
		m.polygon(pts)
	})
}

func (m *mask) polygon(pts []page.Point) {
	m.moveTo(pts[0])
	for _, p := range pts[1:] {
		m.lineTo(p)
	}
	m.z.ClosePath()
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
