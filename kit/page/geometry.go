package page

import "math"

// Point is a place on a page, in mm.
type Point struct{ X, Y float64 }

// Size is a width and a height, in mm.
type Size struct{ W, H float64 }

// Short returns the shorter side in mm.
func (s Size) Short() float64 { return math.Min(s.W, s.H) }

// Landscape returns the size lying down, Portrait standing up.
func (s Size) Landscape() Size { return Size{math.Max(s.W, s.H), math.Min(s.W, s.H)} }

// Portrait returns the size standing up.
func (s Size) Portrait() Size { return Size{math.Min(s.W, s.H), math.Max(s.W, s.H)} }

// Rect is an area on a page, in mm.
type Rect struct{ X, Y, W, H float64 }

// Right and Bottom are the far edges.
func (r Rect) Right() float64 { return r.X + r.W }

// Bottom returns the lower edge.
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Moved returns the rectangle shifted by dx and dy.
func (r Rect) Moved(dx, dy float64) Rect { return Rect{r.X + dx, r.Y + dy, r.W, r.H} }

// Grown returns the rectangle with every edge moved outwards by d (inwards if negative).
func (r Rect) Grown(d float64) Rect { return Rect{r.X - d, r.Y - d, r.W + 2*d, r.H + 2*d} }

func (r Rect) scaled(k float64) Rect { return Rect{r.X * k, r.Y * k, r.W * k, r.H * k} }

// Empty reports whether the rectangle has no area.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Union returns the smallest rectangle that holds both; an empty one counts for nothing.
func (r Rect) Union(o Rect) Rect {
	if r.Empty() {
		return o
	}
	if o.Empty() {
		return r
	}
	x, y := math.Min(r.X, o.X), math.Min(r.Y, o.Y)
	return Rect{x, y, math.Max(r.Right(), o.Right()) - x, math.Max(r.Bottom(), o.Bottom()) - y}
}

// Overlaps reports whether the two share any area.
func (r Rect) Overlaps(o Rect) bool {
	return r.X < o.Right() && o.X < r.Right() && r.Y < o.Bottom() && o.Y < r.Bottom()
}

// Contains reports whether o lies inside r, with a tolerance of a thousandth of a mm.
func (r Rect) Contains(o Rect) bool {
	const slack = 1e-3
	return o.X >= r.X-slack && o.Y >= r.Y-slack && o.Right() <= r.Right()+slack && o.Bottom() <= r.Bottom()+slack
}
