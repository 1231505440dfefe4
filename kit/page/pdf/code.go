package pdf

import (
	"slices"
	"strconv"

	"eventkit/kit/page"
)

// code draws the dark modules as one path in whole modules, so that no hairline
// can show between them.
func (c *content) code(it page.Code) {
	c.color(it.Dark)
	m := it.Module()
	quiet := float64(it.Quiet) * m
	c.b = append(c.b, "q "...)
	c.place(page.Point{X: it.X + quiet, Y: it.Y + quiet}, m)
	c.b = append(c.b, '\n')
	c.blocks = blocks(c.blocks[:0], it.Modules)
	// Blocks of one shape behind one another: their numbers repeat, which
	// deflates to a sixth less than row after row.
	slices.Sort(c.blocks)
	for _, b := range c.blocks {
		for _, v := range [...]uint8{b.x(), b.y(), b.w(), b.h()} {
			c.b = append(strconv.AppendUint(c.b, uint64(v), 10), ' ')
		}
		c.b = append(c.b, "re\n"...)
	}
	c.b = append(c.b, "f Q\n"...)
}

// block is a rectangle of dark modules: height, width, row and column, a byte
// each from the highest, so that blocks sort by shape and then by place.
type block uint32

func (b block) h() uint8 { return uint8(b >> 24) }
func (b block) w() uint8 { return uint8(b >> 16) }
func (b block) y() uint8 { return uint8(b >> 8) }
func (b block) x() uint8 { return uint8(b) }

// maxModules is the most modules a side that a block can place; the largest
// QR symbol has 177 (ISO/IEC 18004).
const maxModules = 255

// blocks appends the dark modules as rectangles: runs of a row, joined with
// the equal run above.
func blocks(out []block, m *page.Modules) []block {
	n := min(m.N, maxModules)
	// above holds, for each column, the place in out of the block that ends in
	// the row before and starts there, plus one.
	var above [maxModules]int
	for y := range n {
		row := m.Dark[y*m.N:][:n]
		for x := 0; x < n; x++ {
			if !row[x] {
				above[x] = 0
				continue
			}
			from := x
			for x+1 < n && row[x+1] {
				x++
				above[x] = 0
			}
			w := x + 1 - from
			if k := above[from]; k > 0 && int(out[k-1].w()) == w {
				out[k-1] += 1 << 24
				continue
			}
			out = append(out, block(1<<24|w<<16|y<<8|from))
			above[from] = len(out)
		}
	}
	return out
}
