package raster

import (
	"encoding/binary"

	"eventkit/kit/page"
)

// rect fills an axis-aligned rectangle; a pixel that it covers in part gets
// that part of the colour.
func (c *canvas) rect(r page.Rect, col page.Color) {
	x0, x1 := (r.X-c.area.X)*c.sx, (r.Right()-c.area.X)*c.sx
	y0, y1 := (r.Y-c.area.Y)*c.sy, (r.Bottom()-c.area.Y)*c.sy
	box := c.clip(x0, y0, x1, y1)
	if box.Empty() {
		return
	}
	for y := box.Min.Y; y < box.Max.Y; y++ {
		row := c.row(y, box.Min.X, box.Max.X)
		cy := overlap(y, y0, y1)
		left, right := overlap(box.Min.X, x0, x1), overlap(box.Max.X-1, x0, x1)
		blend(row, col, left*cy)
		if len(row) > 4 {
			blend(row[len(row)-4:], col, right*cy)
			inner := row[4 : len(row)-4]
			if cy == 1 {
				fillSpan(inner, col)
				continue
			}
			for ; len(inner) > 0; inner = inner[4:] {
				blend(inner, col, cy)
			}
		}
	}
}

// row returns the pixels from x0 up to x1 of one line of the picture.
func (c *canvas) row(y, x0, x1 int) []byte {
	o := y * c.img.Stride
	return c.img.Pix[o+4*x0 : o+4*x1]
}

// overlap returns how much of pixel i lies between a and b.
func overlap(i int, a, b float64) float64 {
	return max(0, min(float64(i+1), b)-max(float64(i), a))
}

// blend lays a colour over one pixel, with a cover from 0 to 1.
func blend(px []byte, col page.Color, cover float64) {
	blend8(px, col, uint32(cover*255+0.5))
}

// blend8 is blend with a cover from 0 to 255.
func blend8(px []byte, col page.Color, a uint32) {
	_ = px[3]
	b := 255 - a
	px[0] = uint8((uint32(px[0])*b + uint32(col.R)*a + 127) / 255)
	px[1] = uint8((uint32(px[1])*b + uint32(col.G)*a + 127) / 255)
	px[2] = uint8((uint32(px[2])*b + uint32(col.B)*a + 127) / 255)
	px[3] = 255
}

// fillSpan sets every pixel of a run.
func fillSpan(px []byte, col page.Color) {
	one := uint32(col.R) | uint32(col.G)<<8 | uint32(col.B)<<16 | 255<<24
	two := uint64(one)<<32 | uint64(one)
	for len(px) >= 8 {
		binary.LittleEndian.PutUint64(px, two)
		px = px[8:]
	}
	if len(px) >= 4 {
		binary.LittleEndian.PutUint32(px, one)
	}
}
