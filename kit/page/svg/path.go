package svg

import (
	"fmt"

	"eventkit/kit/page"
)

// subpath is one contour in the shape's own units. Closed ones have a line
// from their end to their start.
type subpath struct {
	start    page.Point
	segments []page.Segment // without the MoveTo
	closed   bool
}

func (s *subpath) end() page.Point {
	if n := len(s.segments); n > 0 {
		last := s.segments[n-1]
		return last.P[last.Verb.Points()-1]
	}
	return s.start
}

// pen builds subpaths. room is how many segments it may still make.
type pen struct {
	subs []subpath
	room int
}

func (p *pen) move(to page.Point) { p.subs = append(p.subs, subpath{start: to}) }

func (p *pen) add(v page.Verb, pts ...page.Point) {
	if len(p.subs) == 0 {
		p.move(page.Point{})
	}
	if last := &p.subs[len(p.subs)-1]; last.closed {
		p.move(last.start)
	}
	p.room--
	if p.room < 0 {
		return
	}
	s := page.Segment{Verb: v}
	copy(s.P[:], pts)
	last := &p.subs[len(p.subs)-1]
	last.segments = append(last.segments, s)
}

func (p *pen) line(to page.Point)       { p.add(page.LineTo, to) }
func (p *pen) quad(c, to page.Point)    { p.add(page.QuadTo, c, to) }
func (p *pen) cubic(a, b, c page.Point) { p.add(page.CubicTo, a, b, c) }

func (p *pen) close() {
	if n := len(p.subs); n > 0 {
		p.subs[n-1].closed = true
	}
}

// at is where the pen stands.
func (p *pen) at() page.Point {
	if len(p.subs) == 0 {
		return page.Point{}
	}
	last := &p.subs[len(p.subs)-1]
	if last.closed {
		return last.start
	}
	return last.end()
}

// arguments are how many numbers a command takes.
var arguments = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

// pathData reads the commands of a path (SVG 2, 9.3).
type pathData struct {
	cursor
	*pen
	// last is the previous command and control its last control point.
	last    byte
	control page.Point
}

func (p *pathData) read() error {
	var command byte
	for p.skip(); p.cursor.at < len(p.s) && p.room >= 0; p.skip() {
		c := p.s[p.cursor.at]
		letter := c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
		switch {
		case letter:
			command = c
			p.cursor.at++
		case command == 0 || command == 'Z' || command == 'z':
			return p.wrong()
		case command == 'M':
			command = 'L' // more pairs after a move are lines
		case command == 'm':
			command = 'l'
		}
		if p.last == 0 && command != 'M' && command != 'm' {
			return p.wrong()
		}
		if err := p.step(command); err != nil {
			return err
		}
	}
	return nil
}

func (p *pathData) wrong() error {
	from := max(0, p.cursor.at-8)
	return fmt.Errorf("not understood near %q", p.s[from:min(len(p.s), p.cursor.at+8)])
}

// step does one command.
func (p *pathData) step(command byte) error {
	upper := command &^ 0x20
	count, ok := arguments[upper]
	if !ok {
		return p.wrong()
	}
	var n [7]float64
	for i := range count {
		var err error
		if upper == 'A' && (i == 3 || i == 4) {
			var on bool
			if on, err = p.flag(); on {
				n[i] = 1
			}
		} else {
			p.skip()
			n[i], err = p.number()
		}
		if err != nil {
			return p.wrong()
		}
	}
	here := p.pen.at()
	from := page.Point{}
	if command != upper {
		from = here
	}
	to := func(i int) page.Point { return page.Point{X: from.X + n[i], Y: from.Y + n[i+1]} }
	p.do(upper, here, from, n, to)
	p.last = upper
	return nil
}

func (p *pathData) do(upper byte, here, from page.Point, n [7]float64, to func(int) page.Point) {
	mirrored := page.Point{X: 2*here.X - p.control.X, Y: 2*here.Y - p.control.Y}
	switch upper {
	case 'M':
		p.move(to(0))
	case 'L':
		p.line(to(0))
	case 'H':
		p.line(page.Point{X: from.X + n[0], Y: here.Y})
	case 'V':
		p.line(page.Point{X: here.X, Y: from.Y + n[0]})
	case 'C':
		p.cubic(to(0), to(2), to(4))
		p.control = to(2)
	case 'S':
		if p.last != 'C' && p.last != 'S' {
			mirrored = here
		}
		p.cubic(mirrored, to(0), to(2))
		p.control = to(0)
	case 'Q':
		p.quad(to(0), to(2))
		p.control = to(0)
	case 'T':
		if p.last != 'Q' && p.last != 'T' {
			mirrored = here
		}
		p.quad(mirrored, to(0))
		p.control = mirrored
	case 'A':
		p.arc(here, n[0], n[1], n[2], n[3] == 1, n[4] == 1, to(5))
	case 'Z':
		p.close()
	}
}
