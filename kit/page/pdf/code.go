package pdf

import (
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
	c.spare = append(c.spare[:0], c.blocks...)
	// Blocks of one shape behind one another: their numbers repeat, which
	// deflates to a sixth less than row after row.
	byByte(c.spare, c.blocks, block.w)
	byByte(c.blocks, c.spare, block.h)
	for _, b := range c.blocks {
		c.b = append(c.b, small[b.x()]...)
		c.b = append(c.b, small[b.y()]...)
		c.b = append(c.b, small[b.w()]...)
		c.b = append(c.b, small[b.h()]...)
		c.b = append(c.b, "re\n"...)
	}
	c.b = append(c.b, "f Q\n"...)
}

// small holds the numbers of a byte, with a space behind them.
var small = func() (all [256]string) {
	for i := range all {
		all[i] = strconv.Itoa(i) + " "
	}
	return all
}()

// byByte moves blocks to to in the order of one of their bytes, and leaves
// equals in their order.
func byByte(to, from []block, key func(block) uint8) {
	var place [257]int
	for _, b := range from {
		place[int(key(b))+1]++
	}
	for i := range 256 {
		place[i+1] += place[i]
	}
	for _, b := range from {
		k := key(b)
		to[place[k]] = b
		place[k]++
	}
}

// block is a rectangle of dark modules: height, width, row and column, a byte
// each from the highest.
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
