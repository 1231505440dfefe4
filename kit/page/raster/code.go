package raster

import (
	"image"
	"math"

	"eventkit/kit/page"
)

// code paints the dark modules. The cover of a pixel is the exact area of the
// dark modules in it: one run of numbers for each row of modules, mixed by
// height where a line of pixels lies across two rows or more.
func (c *canvas) code(it page.Code) {
	n := it.Modules.N
	if n <= 0 {
		return
	}
	g := moduleGrid{it: it.Modules, mx: it.Module() * c.sx, my: it.Module() * c.sy, row: -1}
	g.x0 = (it.X-c.area.X)*c.sx + float64(it.Quiet)*g.mx
	g.y0 = (it.Y-c.area.Y)*c.sy + float64(it.Quiet)*g.my
	box := c.clip(g.x0, g.y0, g.x0+float64(n)*g.mx, g.y0+float64(n)*g.my)
	if box.Empty() {
		return
	}
	g.left, g.line, g.sum = box.Min.X, make([]float32, box.Dx()), make([]float32, box.Dx())
	// Where the light ground is whole, lines of pixels in one row of modules
	// are equal, and one is painted for all.
	whole := c.inGround(it, box)
	painted, above := -1, []byte(nil)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		px := c.row(y, box.Min.X, box.Max.X)
		row, inside := g.rowAt(y)
		if inside && whole && row == painted {
			copy(px, above)
			continue
		}
		if inside {
			paintLine(px, g.cover(row), it.Dark)
			painted, above = row, px
		} else {
			paintLine(px, g.mixed(y, row), it.Dark)
		}
	}
}

// inGround reports whether the code's light ground covers every pixel of box
// in full.
func (c *canvas) inGround(it page.Code, box image.Rectangle) bool {
	return float64(box.Min.X) >= (it.X-c.area.X)*c.sx && float64(box.Max.X) <= (it.Right()-c.area.X)*c.sx &&
		float64(box.Min.Y) >= (it.Y-c.area.Y)*c.sy && float64(box.Max.Y) <= (it.Bottom()-c.area.Y)*c.sy
}

func paintLine(px []byte, line []float32, dark page.Color) {
	for i, v := range line {
		if v > 0 {
			blend8(px[4*i:4*i+4], dark, uint32(min(v, 1)*255+0.5))
		}
	}
}

// moduleGrid places modules on pixels: x0 and y0 are the corner of the first
// module, mx and my a module's sides, all in px.
type moduleGrid struct {
	it             *page.Modules
	x0, y0, mx, my float64
	left           int
	// line is the cover of row, sum that of a mixture.
	row       int
	line, sum []float32
}

// nearly absorbs what adding module widths loses.
const nearly = 1e-6

// rowAt returns the row of modules at the top of a line of pixels, and whether
// the line lies in it from top to bottom.
func (g *moduleGrid) rowAt(y int) (row int, inside bool) {
	row = int(math.Max(0, math.Floor((float64(y)-g.y0)/g.my+nearly)))
	top := g.y0 + float64(row)*g.my
	return row, row < g.it.N && top <= float64(y)+nearly && top+g.my >= float64(y+1)-nearly
}

// mixed returns the cover of a line of pixels that lies across several rows,
// of which first is the topmost.
func (g *moduleGrid) mixed(y, first int) []float32 {
	clear(g.sum)
	for r := first; r < g.it.N && g.y0+float64(r)*g.my < float64(y+1); r++ {
		h := float32(overlap(y, g.y0+float64(r)*g.my, g.y0+float64(r+1)*g.my))
		for i, v := range g.cover(r) {
			g.sum[i] += v * h
		}
	}
	return g.sum
}

// cover returns how much of each pixel of a line the dark modules of a row
// cover from left to right.
func (g *moduleGrid) cover(row int) []float32 {
	if g.row == row {
		return g.line
	}
	g.row = row
	clear(g.line)
	for x := 0; x < g.it.N; x++ {
		if !g.it.At(x, row) {
			continue
		}
		from := x
		for x < g.it.N && g.it.At(x, row) {
			x++
		}
		g.add(g.x0+float64(from)*g.mx, g.x0+float64(x)*g.mx)
	}
	return g.line
}

// add puts the stretch from a to b (px) into the line.
func (g *moduleGrid) add(a, b float64) {
	from := max(0, int(a+nearly)-g.left)
	to := min(len(g.line), int(math.Ceil(b-nearly))-g.left)
	for i := from; i < to; i++ {
		g.line[i] += float32(overlap(i+g.left, a, b))
	}
}
