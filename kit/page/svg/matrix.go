package svg

import (
	"math"
	"strings"

	"eventkit/kit/page"
)

// matrix maps x, y to a·x + c·y + e, b·x + d·y + f (SVG 2, "transform").
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// times is the matrix that applies n first, then m.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

func (m matrix) on(p page.Point) page.Point {
	return page.Point{X: m.a*p.X + m.c*p.Y + m.e, Y: m.b*p.X + m.d*p.Y + m.f}
}

// scale is how much longer the matrix makes lines, at most.
func (m matrix) scale() float64 {
	return math.Max(math.Hypot(m.a, m.b), math.Hypot(m.c, m.d))
}

// transform reads a list of transforms.
func transform(s string) (matrix, error) {
	m := identity
	for {
		s = strings.TrimLeft(s, " \t\r\n,")
		if s == "" {
			return m, nil
		}
		name, rest, ok := strings.Cut(s, "(")
		args, after, closed := strings.Cut(rest, ")")
		if !ok || !closed {
			return m, errNumber
		}
		n, err := numbers(args)
		if err != nil {
			return m, err
		}
		step, ok := one(strings.TrimSpace(name), n)
		if !ok {
			return m, errNumber
		}
		if m = m.times(step); !m.finite() {
			return m, errNumber
		}
		s = after
	}
}

func (m matrix) finite() bool {
	return math.Abs(m.a)+math.Abs(m.b)+math.Abs(m.c)+math.Abs(m.d) <= farthest && math.Abs(m.e)+math.Abs(m.f) <= 1e3*farthest
}

// one is a single transform.
func one(name string, n []float64) (matrix, bool) {
	const degree = math.Pi / 180
	switch name {
	case "matrix":
		if len(n) == 6 {
			return matrix{n[0], n[1], n[2], n[3], n[4], n[5]}, true
		}
	case "translate":
		if len(n) == 1 || len(n) == 2 {
			return matrix{1, 0, 0, 1, n[0], append(n, 0)[1]}, true
		}
	case "scale":
		if len(n) == 1 || len(n) == 2 {
			return matrix{n[0], 0, 0, append(n, n[0])[1], 0, 0}, true
		}
	case "rotate":
		if len(n) == 1 || len(n) == 3 {
			n = append(n, 0, 0)
			sin, cos := math.Sincos(n[0] * degree)
			turn := matrix{cos, sin, -sin, cos, 0, 0}
			return matrix{1, 0, 0, 1, n[1], n[2]}.times(turn).times(matrix{1, 0, 0, 1, -n[1], -n[2]}), true
		}
	case "skewX":
		if len(n) == 1 {
			return matrix{1, 0, math.Tan(n[0] * degree), 1, 0, 0}, true
		}
	case "skewY":
		if len(n) == 1 {
			return matrix{1, math.Tan(n[0] * degree), 0, 1, 0, 0}, true
		}
	}
	return matrix{}, false
}
