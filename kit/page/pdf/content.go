package pdf

import (
	"math"

	"eventkit/kit/page"
)

const ptPerMM = 72 / 25.4

// Decimals of lengths in mm (a hundredth of a printer's dot) and of factors.
const (
	mmDecimals    = 3
	scaleDecimals = 7
)

// content builds the drawing instructions of a page or of a shared layer, in
// mm with y down.
type content struct {
	doc *document
	b   []byte
	// text gathers the invisible words; they go behind the drawing.
	text []byte
	fill page.Color
	// filled says that fill is the colour in force.
	filled bool
	// inText says that a text object is open; font and em are the font and the
	// type size in force.
	inText bool
	font   *font
	em     float64
	// blocks and spare are working space for codes.
	blocks, spare []block
}

func (c *content) reset() {
	*c = content{doc: c.doc, b: c.b[:0], text: c.text[:0], blocks: c.blocks, spare: c.spare}
}

// endText closes an open text object, before anything but letters and colours.
func (c *content) endText() {
	if c.inText {
		c.b, c.inText = append(c.b, "ET\n"...), false
	}
}

// page appends a whole page; shared tells which layers are drawn by name.
func (c *content) page(p *page.Page, shared func(*page.Layer) string) {
	c.b = nums(c.b, 6, ptPerMM, 0, 0, -ptPerMM, 0, p.Size.H*ptPerMM)
	c.b = append(c.b, "cm\n"...)
	for _, l := range p.Layers {
		if name := shared(l); name != "" {
			c.endText()
			c.do(name)
			c.b = append(c.b, '\n')
			continue
		}
		c.items(l)
	}
	c.finish()
}

func (c *content) items(l *page.Layer) {
	for _, it := range l.Items {
		c.item(it)
	}
}

// finish puts the invisible words behind the drawing.
func (c *content) finish() {
	c.endText()
	if len(c.text) == 0 {
		return
	}
	c.b = append(c.b, "BT 3 Tr/T 1 Tf\n"...)
	c.b = append(c.b, c.text...)
	c.b = append(c.b, "ET"...)
}

func (c *content) item(it page.Item) {
	if text, ok := it.(page.Text); ok && c.line(text) {
		return
	}
	c.endText()
	switch it := it.(type) {
	case page.Box:
		c.color(it.Fill)
		c.rect(it.Rect)
		c.b = append(c.b, "f\n"...)
	case page.Shape:
		c.outlines([]page.Glyph{{Outline: it.Outline}}, it.At, it.Scale, it.Scale, it.Stroke, it.Fill)
	case page.Text:
		c.outlines(it.Glyphs, it.At, it.Scale, it.Em, it.Stroke, it.Fill)
		c.words(it)
	case page.Picture:
		c.picture(it)
	case page.Code:
		c.color(it.Light)
		c.rect(it.Rect)
		c.b = append(c.b, "f\n"...)
		c.code(it)
	}
}

func (c *content) rect(r page.Rect) {
	c.b = append(nums(c.b, mmDecimals, r.X, r.Y, r.W, r.H), "re "...)
}

func (c *content) do(name string) {
	c.b = append(c.b, '/')
	c.b = append(c.b, name...)
	c.b = append(c.b, " Do"...)
}

func (c *content) color(col page.Color) {
	if c.filled && c.fill == col {
		return
	}
	c.fill, c.filled = col, true
	c.b = append(rgb(c.b, col), "rg\n"...)
}

func rgb(b []byte, col page.Color) []byte {
	return nums(b, 4, float64(col.R)/255, float64(col.G)/255, float64(col.B)/255)
}

// outlines draws placed outlines: filled by name, or stroked as paths.
func (c *content) outlines(glyphs []page.Glyph, at page.Point, scale, em, stroke float64, col page.Color) {
	if len(glyphs) == 0 || scale == 0 {
		return
	}
	if stroke > 0 {
		c.stroked(glyphs, at, scale, stroke, col)
		return
	}
	c.color(col)
	c.b = append(c.b, "q "...)
	c.place(at, scale)
	// Whole numbers, so that differences don't add up errors.
	var x, y int64
	d := decimalsFor(em / scale)
	for _, g := range glyphs {
		name := c.doc.glyph(g.Outline)
		if name == "" {
			continue
		}
		gx, gy := int64(math.Round(g.X/scale*pow10[d])), int64(math.Round(g.Y/scale*pow10[d]))
		if gx != x || gy != y {
			c.b = append(c.b, "1 0 0 1 "...)
			c.b = append(fixed(c.b, gx-x, d), ' ')
			c.b = append(fixed(c.b, gy-y, d), " cm"...)
			x, y = gx, gy
		}
		c.do(name)
		c.b = append(c.b, ' ')
	}
	c.b = append(c.b, "Q\n"...)
}

func (c *content) stroked(glyphs []page.Glyph, at page.Point, scale, stroke float64, col page.Color) {
	c.b = append(c.b, "q "...)
	c.b = append(rgb(c.b, col), "RG 1 j "...)
	c.b = append(num(c.b, stroke/scale, decimalsFor(stroke/scale)), " w "...)
	c.place(at, scale)
	for _, g := range glyphs {
		if g.Outline != nil {
			c.b = appendPath(c.b, g.Outline, g.X/scale, g.Y/scale, outlineDecimals(g.Outline))
		}
	}
	c.b = append(c.b, "S Q\n"...)
}

// place moves the origin to at and makes a unit as long as scale mm.
func (c *content) place(at page.Point, scale float64) {
	d := decimalsFor(scale)
	c.b = append(num(c.b, scale, d), " 0 0 "...)
	c.b = append(num(c.b, scale, d), ' ')
	c.b = append(nums(c.b, mmDecimals, at.X, at.Y), "cm "...)
}
