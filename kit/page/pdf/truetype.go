package pdf

import (
	"bytes"
	"encoding/binary"
	"math"

	"eventkit/kit/page"
)

// unitsPerEm is the resolution of every font that is made here: outlines come
// in thousandths of an em. maxUnits bounds their coordinates.
const (
	unitsPerEm = 1000
	maxUnits   = 16000
	ascent     = 800
	descent    = -200
)

// fitsFont reports whether an outline can be a glyph of a TrueType font without
// loss: no cubic curves, and points on whole units or half way between.
func fitsFont(o *page.Outline) bool {
	if len(o.Segments) == 0 || len(o.Segments) > 4000 {
		return false
	}
	for i, s := range o.Segments {
		if s.Verb == page.CubicTo || i == 0 && s.Verb != page.MoveTo {
			return false
		}
		for _, p := range s.P[:s.Verb.Points()] {
			if !onHalf(p.X) || !onHalf(p.Y) {
				return false
			}
		}
	}
	return true
}

func onHalf(v float64) bool {
	return math.Abs(v) < maxUnits && math.Abs(v*2-math.Round(v*2)) < 1e-4
}

// knot is a point of a TrueType contour: on the curve, or a control point.
type knot struct {
	page.Point
	on bool
}

// knots returns the contours of an outline. Points on the curve that lie half
// way between two control points are implied and left out.
func knots(o *page.Outline) [][]knot {
	var all [][]knot
	var c []knot
	end := func() {
		if n := len(c); n > 1 && c[n-1] == c[0] {
			c = c[:n-1]
		}
		if len(c) > 2 {
			all = append(all, c)
		}
		c = nil
	}
	for _, s := range o.Segments {
		switch s.Verb {
		case page.MoveTo:
			end()
			c = append(c, knot{s.P[0], true})
		case page.LineTo:
			c = append(c, knot{s.P[0], true})
		case page.QuadTo:
			if n := len(c); n > 1 && !c[n-2].on && halfWay(c[n-2].Point, c[n-1].Point, s.P[0]) {
				c = c[:n-1]
			}
			c = append(c, knot{s.P[0], false}, knot{s.P[1], true})
		}
	}
	end()
	return all
}

func halfWay(a, m, b page.Point) bool {
	return math.Abs(a.X+b.X-2*m.X) < 1e-4 && math.Abs(a.Y+b.Y-2*m.Y) < 1e-4
}

// The flags of a point (OpenType 1.9, "glyf", simple glyph flags).
const (
	onCurve  = 1
	shortX   = 2
	shortY   = 4
	plusX    = 16 // with shortX: positive; without: same as before
	plusY    = 32
	bboxHead = 10
)

// glyphData returns the glyf entry of an outline, y up, and its left edge.
func glyphData(o *page.Outline) (data []byte, left int) {
	contours := knots(o)
	if len(contours) == 0 {
		return nil, 0
	}
	be := binary.BigEndian
	data = make([]byte, bboxHead)
	var flags, xs, ys []byte
	x0, y0, x1, y1 := math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16
	px, py, n := 0, 0, 0
	for _, c := range contours {
		for _, k := range c {
			x, y := int(math.Round(k.X)), int(math.Round(-k.Y))
			x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
			var flag byte
			if k.on {
				flag = onCurve
			}
			var fx, fy byte
			xs, fx = delta(xs, x-px, shortX, plusX)
			ys, fy = delta(ys, y-py, shortY, plusY)
			flags = append(flags, flag|fx|fy)
			px, py = x, y
		}
		n += len(c)
		data = be.AppendUint16(data, uint16(n-1))
	}
	for i, v := range []int{len(contours), x0, y0, x1, y1} {
		be.PutUint16(data[2*i:], uint16(v))
	}
	data = append(data, 0, 0) // no instructions
	data = append(append(append(data, flags...), xs...), ys...)
	return append(data, make([]byte, -len(data)&3)...), x0
}

// delta appends a coordinate's difference in its shortest form.
func delta(b []byte, d int, short, plus byte) ([]byte, byte) {
	switch {
	case d == 0:
		return b, plus
	case d > 0 && d < 256:
		return append(b, byte(d)), short | plus
	case d < 0 && d > -256:
		return append(b, byte(-d)), short
	}
	return binary.BigEndian.AppendUint16(b, uint16(d)), 0
}

// trueType builds a font file whose glyph i+1 has the i-th outline and width
// (OpenType 1.9; only the tables that a PDF needs, ISO 32000-1, 9.9). Glyph 0
// is empty. codes, if not nil, holds the code of each glyph.
func trueType(glyphs []*page.Outline, widths []int, codes []byte, box fontBox) []byte {
	be := binary.BigEndian
	glyf := bytes.Clone(empty)
	loca := be.AppendUint32(make([]byte, 4), uint32(len(glyf)))
	hmtx := []byte{spaceEmpty >> 8, spaceEmpty & 255, 0, 0}
	points, contours := 2, 1
	for i, o := range glyphs {
		data, left := glyphData(o)
		if len(data) > 0 {
			contours = max(contours, int(be.Uint16(data)))
			points = max(points, int(be.Uint16(data[bboxHead+2*int(be.Uint16(data))-2:]))+1)
		}
		glyf = append(glyf, data...)
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		hmtx = be.AppendUint16(be.AppendUint16(hmtx, uint16(widths[i])), uint16(left))
	}
	tables := []table{
		{"glyf", glyf},
		{"head", head(box)},
		{"hhea", hhea(len(glyphs) + 1)},
		{"hmtx", hmtx},
		{"loca", loca},
		{"maxp", maxp(len(glyphs)+1, points, contours)},
	}
	if codes != nil {
		tables = append([]table{{"cmap", cmap(codes)}}, tables...)
	}
	return assemble(tables)
}

// spaceEmpty is the width of glyph 0, and empty its outline: a line there and
// back, which paints nothing but has a size. A reader may pass over words that
// have none.
const spaceEmpty = 500

var empty = []byte{
	0, 1, 0, 0, 0xFF, 0x38, spaceEmpty >> 8, spaceEmpty & 255, 3, 0x20, // one contour from 0, -200 to 500, 800
	0, 1, 0, 0, // up to point 1, no instructions
	onCurve | plusX, onCurve, // the first point has x 0
	spaceEmpty >> 8, spaceEmpty & 255, // x +500
	0xFF, 0x38, 3, 0xE8, // y -200, +1000
	0, 0, // to whole words
}

// fontBox holds every glyph of a font, y up.
type fontBox struct{ x0, y0, x1, y1 int }

// boxOf returns the box of glyphs and of the empty glyph.
func boxOf(glyphs []*page.Outline) fontBox {
	box := fontBox{0, descent, spaceEmpty, ascent}
	for _, o := range glyphs {
		b := o.Bounds()
		box.x0, box.x1 = min(box.x0, int(math.Floor(b.X))), max(box.x1, int(math.Ceil(b.Right())))
		box.y0, box.y1 = min(box.y0, int(math.Floor(-b.Bottom()))), max(box.y1, int(math.Ceil(-b.Y)))
	}
	return box
}

func head(box fontBox) []byte {
	be := binary.BigEndian
	b := make([]byte, 54)
	be.PutUint32(b, 0x00010000)
	be.PutUint32(b[12:], 0x5F0F3CF5)
	be.PutUint16(b[16:], 1) // the baseline is at 0
	be.PutUint16(b[18:], unitsPerEm)
	for i, v := range []int{box.x0, box.y0, box.x1, box.y1} {
		be.PutUint16(b[36+2*i:], uint16(v))
	}
	be.PutUint16(b[46:], 8) // the smallest readable size in px
	be.PutUint16(b[48:], 2) // the direction hint that is always 2
	be.PutUint16(b[50:], 1) // loca in 4 bytes
	return b
}

func hhea(glyphs int) []byte {
	be := binary.BigEndian
	b := make([]byte, 36)
	be.PutUint32(b, 0x00010000)
	be.PutUint16(b[4:], ascent)
	be.PutUint16(b[6:], 1<<16+descent)
	be.PutUint16(b[10:], unitsPerEm)
	be.PutUint16(b[34:], uint16(glyphs))
	return b
}

func maxp(glyphs, points, contours int) []byte {
	be := binary.BigEndian
	b := make([]byte, 32)
	be.PutUint32(b, 0x00010000)
	be.PutUint16(b[4:], uint16(glyphs))
	be.PutUint16(b[6:], uint16(points))
	be.PutUint16(b[8:], uint16(contours))
	be.PutUint16(b[14:], 2) // zones
	return b
}

// cmap maps one-byte codes to glyphs 1, 2, … twice: for readers that look for a
// Macintosh table and for those that look for a symbol table (ISO 32000-1, 9.6.6.4).
func cmap(codes []byte) []byte {
	be := binary.BigEndian
	var ids [256]byte
	for i, c := range codes {
		ids[c] = byte(i + 1)
	}
	const first, macLen = 4 + 2*8, 6 + 256
	b := []byte{0, 0, 0, 2, 0, 1, 0, 0}
	b = be.AppendUint32(b, first)
	b = append(b, 0, 3, 0, 0)
	b = be.AppendUint32(b, first+macLen)
	b = append(b, 0, 0, macLen>>8, macLen&255, 0, 0)
	b = append(b, ids[:]...)
	// Format 4 with one segment F000 to F0FF and the closing one.
	words := []uint16{4, 16 + 16 + 512, 0, 4, 4, 1, 0, 0xF0FF, 0xFFFF, 0, 0xF000, 0xFFFF, 0, 1, 4, 0}
	for _, w := range words {
		b = be.AppendUint16(b, w)
	}
	for _, id := range ids {
		b = be.AppendUint16(b, uint16(id))
	}
	return b
}

type table struct {
	tag  string
	data []byte
}

// assemble joins tables, in order of their tags, into a font file. The sum
// over the whole file in head stays 0: nothing that reads a font in a PDF asks
// for it.
func assemble(tables []table) []byte {
	be := binary.BigEndian
	out := be.AppendUint32(nil, 0x00010000)
	out = be.AppendUint16(out, uint16(len(tables)))
	out = append(out, 0, 64, 0, 2, 0, byte(len(tables)*16-64)) // for 4 to 7 tables
	at := 12 + 16*len(tables)
	var body []byte
	for _, t := range tables {
		padded := append(t.data, make([]byte, -len(t.data)&3)...)
		var sum uint32
		for i := 0; i < len(padded); i += 4 {
			sum += be.Uint32(padded[i:])
		}
		out = append(out, t.tag...)
		out = be.AppendUint32(out, sum)
		out = be.AppendUint32(out, uint32(at+len(body)))
		out = be.AppendUint32(out, uint32(len(t.data)))
		body = append(body, padded...)
	}
	return append(out, body...)
}
