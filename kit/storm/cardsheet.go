package storm

import (
	"math"

	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
)

// cell is a card's place on a sheet.
func (d *desk) cell(i int) page.Rect {
	w, h := d.size.W/float64(d.cols), d.size.H/float64(d.rows)
	return page.Rect{X: float64(i%d.cols) * w, Y: float64(i/d.cols) * h, W: w, H: h}
}

// words is the size of the part of a card that words may stand in.
func (d *desk) words() page.Size {
	c := d.cell(0)
	return page.Size{W: c.W - 2*inset, H: c.H - 2*inset}
}

// sheet draws n cards from number at on.
func (d *desk) sheet(designs []*design, at, n int) *page.Page {
	c := &paper.Canvas{Size: d.size, RTL: typeset.RTL(d.lang), Layer: &page.Layer{}}
	for i := range n {
		d.draw(c, designs[(at+i)%len(designs)], i)
	}
	d.cuts(c)
	title, _, _ := d.kit.Title.In(d.lang)
	return &page.Page{Size: d.size, Title: title, Lang: d.lang, Layers: []*page.Layer{c.Layer}}
}

// draw draws a card in its place. Places are counted from the side where the
// language begins.
func (d *desk) draw(c *paper.Canvas, one *design, i int) {
	cell := d.cell(i)
	x, y := cell.X+inset, cell.Y+inset
	room := d.words()
	top := y
	for _, t := range one.body {
		top += marks(t)
		c.Text(t, x, top, d.ink)
		top += t.Height()
	}
	low := y + room.H - height(one.foot)
	for j, t := range one.foot {
		c.Text(t, x, low+height(one.foot[:j]), d.ink)
	}
	low -= height(one.tags) + gap
	for j, t := range one.tags {
		c.Text(t, x, low+height(one.tags[:j]), d.accent)
	}
	c.Code(one.symbol, x+room.W-one.side, cell.Y+(cell.H-one.side)/2, one.side)
}

// cuts draws the lines to cut along.
func (d *desk) cuts(c *paper.Canvas) {
	cell := d.cell(0)
	for row := 1; row < d.rows; row++ {
		c.Dashes(0, float64(row)*cell.H, d.size.W, d.grey)
	}
	const dash, thick = 2.0, 0.2
	n := math.Max(1, math.Floor(d.size.H/(2*dash)))
	step := d.size.H / n
	for i := range int(n) {
		c.Box(cell.W-thick/2, float64(i)*step, thick, step/2, d.grey)
	}
}
