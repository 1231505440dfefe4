package pdf

import (
	"math"

	"eventkit/kit/page"
)

// appendPath appends the contours of an outline, each closed, moved by dx and
// dy (outline units). PDF has no quadratic curves: they become cubic ones.
func appendPath(b []byte, o *page.Outline, dx, dy float64, decimals int) []byte {
	var at page.Point
	open := false
	put := func(op byte, pts ...page.Point) {
		for _, p := range pts {
			b = nums(b, decimals, p.X+dx, p.Y+dy)
		}
		b = append(b, op, '\n')
	}
	for _, s := range o.Segments {
		if s.Verb == page.MoveTo {
			if open {
				b = append(b, "h\n"...)
			}
			at, open = s.P[0], false
			continue
		}
		if !open {
			put('m', at)
			open = true
		}
		switch s.Verb {
		case page.LineTo:
			put('l', s.P[0])
		case page.QuadTo:
			put('c', third(at, s.P[0]), third(s.P[1], s.P[0]), s.P[1])
		case page.CubicTo:
			put('c', s.P[0], s.P[1], s.P[2])
		}
		at = s.P[s.Verb.Points()-1]
	}
	if open {
		b = append(b, "h\n"...)
	}
	return b
}

// third returns the point two thirds of the way from an end of a quadratic
// curve to its control point: the control point of the same curve as a cubic.
func third(end, control page.Point) page.Point {
	return page.Point{X: end.X + (control.X-end.X)*2/3, Y: end.Y + (control.Y-end.Y)*2/3}
}

func outlineDecimals(o *page.Outline) int {
	b := o.Bounds()
	return decimalsFor(math.Max(b.W, b.H))
}
