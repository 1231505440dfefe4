package pdf

import (
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
	for y := range it.Modules.N {
		for x := 0; x < it.Modules.N; x++ {
			if !it.Modules.At(x, y) {
				continue
			}
			from := x
			for x < it.Modules.N && it.Modules.At(x, y) {
				x++
			}
			c.b = append(nums(c.b, 0, float64(from), float64(y), float64(x-from), 1), "re\n"...)
		}
	}
	c.b = append(c.b, "f Q\n"...)
}
