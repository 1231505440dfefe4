package page

import "math"

// Verb says what a [Segment] does.
type Verb uint8

// The verbs, with the number of points that each uses.
const (
	MoveTo  Verb = iota // 1
	LineTo              // 1
	QuadTo              // 2: control, end
	CubicTo             // 3: control, control, end
)

// Points returns how many points the verb uses.
func (v Verb) Points() int { return [...]int{1, 1, 2, 3}[v] }

// Segment is one step of an outline. Unused points are zero.
type Segment struct {
	Verb Verb
	P    [3]Point
}

// Outline is a set of closed contours, filled by the non-zero rule. Units are
// its own (for a glyph: font units, y down); who places it gives the scale.
// An outline is shared by pointer and must not change once it is on a page.
type Outline struct {
	// Name tells outlines apart in a golden layout, for example "NotoSans-Bold/36".
	Name     string
	Segments []Segment

	bounds Rect
}

// NewOutline makes an outline and measures it.
func NewOutline(name string, segs []Segment) *Outline {
	o := &Outline{Name: name, Segments: segs}
	o.bounds = measure(segs)
	return o
}

// Bounds returns the exact painted area, in outline units.
func (o *Outline) Bounds() Rect { return o.bounds }

func measure(segs []Segment) Rect {
	box := newBox()
	var at Point
	for _, s := range segs {
		switch s.Verb {
		case QuadTo:
			box.quad(at, s.P[0], s.P[1])
		case CubicTo:
			box.cubic(at, s.P[0], s.P[1], s.P[2])
		}
		at = s.P[s.Verb.Points()-1]
		box.add(at)
	}
	return box.rect()
}

type box struct{ x0, y0, x1, y1 float64 }

func newBox() *box {
	return &box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
}

func (b *box) add(p Point) {
	b.x0, b.x1 = math.Min(b.x0, p.X), math.Max(b.x1, p.X)
	b.y0, b.y1 = math.Min(b.y0, p.Y), math.Max(b.y1, p.Y)
}

func (b *box) rect() Rect {
	if b.x0 > b.x1 {
		return Rect{}
	}
	return Rect{b.x0, b.y0, b.x1 - b.x0, b.y1 - b.y0}
}

// quad adds the extremes of a quadratic curve: where its derivative, a line, is zero.
func (b *box) quad(p0, p1, p2 Point) {
	at := func(t float64) Point {
		u := 1 - t
		return Point{
			u*u*p0.X + 2*u*t*p1.X + t*t*p2.X,
			u*u*p0.Y + 2*u*t*p1.Y + t*t*p2.Y,
		}
	}
	for _, t := range []float64{zeroOf(p0.X, p1.X, p2.X), zeroOf(p0.Y, p1.Y, p2.Y)} {
		if t > 0 && t < 1 {
			b.add(at(t))
		}
	}
}

func zeroOf(a, c, e float64) float64 {
	d := a - 2*c + e
	if d == 0 {
		return -1
	}
	return (a - c) / d
}

// cubic adds the extremes of a cubic curve: the roots of its derivative.
func (b *box) cubic(p0, p1, p2, p3 Point) {
	at := func(t float64) Point {
		u := 1 - t
		c0, c1, c2, c3 := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		return Point{
			c0*p0.X + c1*p1.X + c2*p2.X + c3*p3.X,
			c0*p0.Y + c1*p1.Y + c2*p2.Y + c3*p3.Y,
		}
	}
	for _, t := range append(rootsOf(p0.X, p1.X, p2.X, p3.X), rootsOf(p0.Y, p1.Y, p2.Y, p3.Y)...) {
		if t > 0 && t < 1 {
			b.add(at(t))
		}
	}
}

func rootsOf(p0, p1, p2, p3 float64) []float64 {
	a := -p0 + 3*p1 - 3*p2 + p3
	b := 2 * (p0 - 2*p1 + p2)
	c := p1 - p0
	if math.Abs(a) < 1e-12 {
		if b == 0 {
			return nil
		}
		return []float64{-c / b}
	}
	d := b*b - 4*a*c
	if d < 0 {
		return nil
	}
	r := math.Sqrt(d)
	return []float64{(-b + r) / (2 * a), (-b - r) / (2 * a)}
}
