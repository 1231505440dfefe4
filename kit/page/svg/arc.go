package svg

import (
	"math"

	"eventkit/kit/page"
)

// arc draws part of an ellipse as cubic curves (SVG 2, appendix B.2:
// "conversion from endpoint to center parameterization").
func (p *pen) arc(from page.Point, rx, ry, turn float64, large, sweep bool, to page.Point) {
	rx, ry = math.Abs(rx), math.Abs(ry)
	if rx == 0 || ry == 0 || from == to {
		p.line(to)
		return
	}
	sin, cos := math.Sincos(turn * math.Pi / 180)
	dx, dy := (from.X-to.X)/2, (from.Y-to.Y)/2
	x, y := cos*dx+sin*dy, -sin*dx+cos*dy
	if grow := x*x/(rx*rx) + y*y/(ry*ry); grow > 1 {
		rx, ry = rx*math.Sqrt(grow), ry*math.Sqrt(grow)
	}
	k := math.Sqrt(math.Max(0, (rx*rx*ry*ry-rx*rx*y*y-ry*ry*x*x)/(rx*rx*y*y+ry*ry*x*x)))
	if large == sweep {
		k = -k
	}
	cx, cy := k*rx*y/ry, -k*ry*x/rx
	start := math.Atan2((y-cy)/ry, (x-cx)/rx)
	angle := math.Atan2((-y-cy)/ry, (-x-cx)/rx) - start
	if sweep && angle < 0 {
		angle += 2 * math.Pi
	}
	if !sweep && angle > 0 {
		angle -= 2 * math.Pi
	}
	m := matrix{cos * rx, sin * rx, -sin * ry, cos * ry, (from.X+to.X)/2 + cos*cx - sin*cy, (from.Y+to.Y)/2 + sin*cx + cos*cy}
	p.turn(m, start, angle, to)
}

// turn draws an arc of the unit circle through m, ending exactly at to.
func (p *pen) turn(m matrix, start, angle float64, to page.Point) {
	n := max(1, int(math.Ceil(math.Abs(angle)/(math.Pi/2)-1e-9)))
	step := angle / float64(n)
	k := 4.0 / 3 * math.Tan(step/4)
	for i := range n {
		s0, c0 := math.Sincos(start + float64(i)*step)
		s1, c1 := math.Sincos(start + float64(i+1)*step)
		end := m.on(page.Point{X: c1, Y: s1})
		if i == n-1 {
			end = to
		}
		p.cubic(m.on(page.Point{X: c0 - k*s0, Y: s0 + k*c0}), m.on(page.Point{X: c1 + k*s1, Y: s1 - k*c1}), end)
	}
}

// ellipse draws a whole one.
func (p *pen) ellipse(cx, cy, rx, ry float64) {
	start := page.Point{X: cx + rx, Y: cy}
	p.move(start)
	p.turn(matrix{rx, 0, 0, ry, cx, cy}, 0, 2*math.Pi, start)
	p.close()
}
