package raster

import "eventkit/kit/page"

// code paints the dark modules. The cover of a pixel is the exact area of the
// dark modules in it: one run of numbers for each row of modules, mixed by
// height where a line of pixels lies across two rows or more.
func (c *canvas) code(it page.Code) {
	n := it.Modules.N
	if n <= 0 {
		return
	}
	mx, my := it.Module()*c.sx, it.Module()*c.sy
	x0 := (it.X-c.area.X)*c.sx + float64(it.Quiet)*mx
	y0 := (it.Y-c.area.Y)*c.sy + float64(it.Quiet)*my
	box := c.clip(x0, y0, x0+float64(n)*mx, y0+float64(n)*my)
	if box.Empty() {
		return
	}
	rows := moduleRows{it: it.Modules, x0: x0, size: mx, left: box.Min.X, width: box.Dx()}
	line := make([]float64, box.Dx())
	for y := box.Min.Y; y < box.Max.Y; y++ {
		first := max(0, int((float64(y)-y0)/my))
		clear(line)
		for r := first; r < n && y0+float64(r)*my < float64(y+1); r++ {
			h := overlap(y, y0+float64(r)*my, y0+float64(r+1)*my)
			for i, v := range rows.cover(r) {
				line[i] += v * h
			}
		}
		px := c.row(y, box.Min.X, box.Max.X)
		for i, v := range line {
			if v > 0 {
				blend(px[4*i:4*i+4], it.Dark, min(v, 1))
			}
		}
	}
}

// moduleRows works out how much of each pixel the dark modules of a row cover
// from left to right, and keeps the last two rows.
type moduleRows struct {
	it          *page.Modules
	x0, size    float64
	left, width int
	kept        [2]struct {
		row  int
		line []float64
	}
}

func (m *moduleRows) cover(row int) []float64 {
	k := &m.kept[row&1]
	if k.line != nil && k.row == row {
		return k.line
	}
	if k.line == nil {
		k.line = make([]float64, m.width)
	}
	k.row = row
	clear(k.line)
	for x := 0; x < m.it.N; x++ {
		if !m.it.At(x, row) {
			continue
		}
		run := x + 1
		for run < m.it.N && m.it.At(run, row) {
			run++
		}
		m.add(k.line, m.x0+float64(x)*m.size, m.x0+float64(run)*m.size)
		x = run
	}
	return k.line
}

// add puts the stretch from a to b (px) into a line of covers.
func (m *moduleRows) add(line []float64, a, b float64) {
	from := max(0, int(a)-m.left)
	to := min(m.width, int(b)+1-m.left)
	for i := from; i < to; i++ {
		line[i] += overlap(i+m.left, a, b)
	}
}
