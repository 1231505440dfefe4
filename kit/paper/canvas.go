package paper

import (
	"math"

	"eventkit/kit/page"
	"eventkit/kit/page/svg"
	"eventkit/kit/qr"
)

// Hair is the least width of a rule in mm: 0.35 pt, above the 0.25 pt that
// printers keep.
const Hair = 0.125

// Canvas is one sheet to draw on. Every x is the distance from the side where
// the language begins.
type Canvas struct {
	Size page.Size
	RTL  bool
	// Layer takes what is drawn; it can be changed between two drawings.
	Layer *page.Layer
}

// left is the left edge of something w mm wide that begins at x.
func (c *Canvas) left(x, w float64) float64 {
	if c.RTL {
		return c.Size.W - x - w
	}
	return x
}

// Text draws all lines of a text, the top of the first at y.
func (c *Canvas) Text(t *Text, x, y float64, ink page.Color) {
	for i := range t.lines {
		c.Line(t, i, x, y+float64(i)*t.Lead, ink)
	}
}

// Line draws one line of a text, its top at y. Its capitals stand in the
// middle of its height.
func (c *Canvas) Line(t *Text, i int, x, y float64, ink page.Color) {
	l := t.lines[i]
	l.At = page.Point{X: l.At.X + c.left(x, t.Width), Y: y + t.Rise()}
	l.Fill = ink
	c.Layer.Add(l)
}

// Rise is the distance from the top of a line to its baseline in mm.
func (t *Text) Rise() float64 {
	const capital = 0.714
	return (t.Lead + capital*t.Em) / 2
}

// Box fills an area.
func (c *Canvas) Box(x, y, w, h float64, ink page.Color) {
	c.Layer.Add(page.Box{Rect: page.Rect{X: c.left(x, w), Y: y, W: w, H: h}, Fill: ink})
}

// Rule draws a horizontal line of w mm whose middle is at y.
func (c *Canvas) Rule(x, y, w, thick float64, ink page.Color) {
	c.Box(x, y-thick/2, w, thick, ink)
}

// Frame draws the outline of an area, inside it.
func (c *Canvas) Frame(x, y, w, h, thick float64, ink page.Color) {
	c.Box(x, y, w, thick, ink)
	c.Box(x, y+h-thick, w, thick, ink)
	c.Box(x, y+thick, thick, h-2*thick, ink)
	c.Box(x+w-thick, y+thick, thick, h-2*thick, ink)
}

// Dashes draws a line to cut along.
func (c *Canvas) Dashes(x, y, w float64, ink page.Color) {
	const dash, thick = 2.0, 0.2
	n := int(math.Max(1, math.Floor(w/(2*dash))))
	step := w / float64(n)
	for i := range n {
		c.Rule(x+float64(i)*step, y, step/2, thick, ink)
	}
}

// Code draws a code whose first module is at x, y, side mm without its quiet
// zone, and makes it a link.
func (c *Canvas) Code(sym *qr.Symbol, x, y, side float64) {
	module := side / float64(sym.Modules.N)
	q := module * qr.Quiet
	code := sym.Code(page.Point{X: c.left(x, side) - q, Y: y - q}, module)
	c.Layer.Add(code, page.Link{Rect: code.Rect, Address: sym.Address})
}

// Picture draws a picture, stretched over an area.
func (c *Canvas) Picture(img *page.Image, x, y, w, h float64) {
	c.Layer.Add(page.Picture{Rect: page.Rect{X: c.left(x, w), Y: y, W: w, H: h}, Image: img})
}

// Drawing draws the part of a drawing that is area, in the drawing's units, w
// mm wide.
func (c *Canvas) Drawing(d *svg.Drawing, area page.Rect, x, y, w float64) {
	scale := w / area.W
	at := page.Point{X: c.left(x, w) - scale*area.X, Y: y - scale*area.Y}
	for _, s := range d.Shapes {
		c.Layer.Add(page.Shape{Outline: s.Outline, At: at, Scale: scale, Fill: s.Fill})
	}
}

// Link makes an area open an address on a screen.
func (c *Canvas) Link(x, y, w, h float64, address string) {
	c.Layer.Add(page.Link{Rect: page.Rect{X: c.left(x, w), Y: y, W: w, H: h}, Address: address})
}
