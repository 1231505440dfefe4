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
	var whole []byte // the inside of a line that the box covers from top to bottom
	for y := box.Min.Y; y < box.Max.Y; y++ {
		row := c.row(y, box.Min.X, box.Max.X)
		cy := overlap(y, y0, y1)
		blend(row, col, overlap(box.Min.X, x0, x1)*cy)
		if len(row) == 4 {
			continue
		}
		blend(row[len(row)-4:], col, overlap(box.Max.X-1, x0, x1)*cy)
		inner := row[4 : len(row)-4]
		switch {
		case cy < 1:
			for ; len(inner) > 0; inner = inner[4:] {
				blend(inner, col, cy)
			}
		case whole == nil:
			fillSpan(inner, col)
			whole = inner
		default:
			copy(inner, whole)
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
	if a == 255 {
		binary.LittleEndian.PutUint32(px, pixel(col))
		return
	}
	b := 255 - a
	_ = px[3]
	px[0] = over(px[0], col.R, b, a)
	px[1] = over(px[1], col.G, b, a)
	px[2] = over(px[2], col.B, b, a)
	px[3] = 255
}

// over mixes two values by shares that add up to 255, rounded.
func over(under, v uint8, b, a uint32) uint8 {
	t := uint32(under)*b + uint32(v)*a + 128
	return uint8((t + t>>8) >> 8)
}

// pixel is a colour as four bytes in memory.
func pixel(col page.Color) uint32 {
	return uint32(col.R) | uint32(col.G)<<8 | uint32(col.B)<<16 | 255<<24
}

// fillSpan sets every pixel of a run.
func fillSpan(px []byte, col page.Color) {
	one := pixel(col)
	two := uint64(one)<<32 | uint64(one)
	head := px
	if len(px) > 256 {
		head = px[:256]
	}
	for i := 0; i+8 <= len(head); i += 8 {
		binary.LittleEndian.PutUint64(head[i:], two)
	}
	if len(head)%8 != 0 {
		binary.LittleEndian.PutUint32(head[len(head)-4:], one)
	}
	for done := len(head); done < len(px); done *= 2 {
		copy(px[done:], px[:done])
	}
}
