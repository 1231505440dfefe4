package tablesign

import (
	"errors"
	"math"

	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

const pt = 25.4 / 72 // mm

// air is how much room there is around a panel on A4, in mm; a code's light zone
// may take it.
const air = 11.0

// panel is one of the two steps of a sign.
type panel struct {
	heading string
	rows    []row
	code    *qr.Symbol // nil if there is none
	link    bool       // the code opens something where the page is shown on a screen
}

// row is a value with its name above it; without a value, it is a line to write
// on.
type row struct {
	name, value string
	address     bool
}

func (s *sign) style(points float64, weight typeset.Weight) paper.Style {
	least := math.Max(9*pt*s.u, 6.1*pt)
	return paper.Style{
		Lang: s.lang, RTL: s.canvas.RTL, Em: math.Max(points*pt*s.u, least), Least: least, Weight: weight, Prose: weight == typeset.Medium,
	}
}

// draw draws the title, the two panels, and what to know below them: one above
// the other on a standing page, side by side on a lying one.
func (s *sign) draw(c Choice) error {
	panels, err := s.panels(c)
	if err != nil {
		return err
	}
	top, err := s.title()
	if err != nil {
		return err
	}
	bottom, err := s.foot()
	if err != nil {
		return err
	}
	area := page.Rect{X: s.margin, Y: top, W: s.size.W - 2*s.margin, H: bottom - top}
	gap := 2 * air * s.u
	if s.size.W > s.size.H {
		area.W = (area.W - gap) / 2
	} else {
		area.H = (area.H - gap) / 2
	}
	for i, p := range panels {
		if err := s.panel(p, i+1, area); err != nil {
			return err
		}
		if s.size.W > s.size.H {
			area.X += area.W + gap
			continue
		}
		if i == 0 {
			s.canvas.Rule(area.X, area.Bottom()+gap/2, area.W, 0.35*s.u, s.ink)
		}
		area.Y += area.H + gap
	}
	return nil
}

// title draws the title and returns where it ends.
func (s *sign) title() (float64, error) {
	st := s.style(41, typeset.Black)
	st.Caps, st.Lead = true, math.Max(1, 0.84*typeset.Leading(s.lang))
	t, err := s.set.Line(s.say("table-title"), st, s.size.W-2*s.margin)
	if err != nil {
		return 0, err
	}
	y := s.margin
	s.canvas.Box(s.margin, y, 16*s.u, 2.4*s.u, s.accent)
	y += 6.5 * s.u
	s.canvas.Text(t, s.margin, y, s.ink)
	y += t.Height()
	s.canvas.Rule(s.margin, y+4*s.u, s.size.W-2*s.margin, 0.9*s.u, s.ink)
	return y + 17*s.u, nil
}

// foot draws what to know at the bottom and returns where it begins.
func (s *sign) foot() (float64, error) {
	t, err := s.set.Set(s.say("point")+" "+s.say("table-offline"), s.style(15, typeset.Medium), s.size.W-2*s.margin)
	if err != nil {
		return 0, err
	}
	y := s.size.H - s.margin - t.Height()
	s.canvas.Text(t, s.margin, y, s.ink)
	s.canvas.Rule(s.margin, y-4*s.u, s.size.W-2*s.margin, 0.9*s.u, s.ink)
	return y - 17*s.u, nil
}

// panel draws one step: its words where the language begins and its code at
// the other side, or below them where the panel is narrow.
func (s *sign) panel(p *panel, step int, area page.Rect) error {
	if area.W > 1.3*area.H {
		return s.beside(p, step, area)
	}
	// Two codes side by side are of one height, unless the words are many.
	for _, share := range []float64{0.56, 0.45, 0.34} {
		side, text := 0.0, area
		if p.code != nil {
			side = math.Min(s.airy(p.code), share*area.H)
			text.H -= side + quiet(p.code, side) + 2*s.u
		}
		if ok, err := s.fit(p, step, text, true); err != nil {
			return err
		} else if ok {
			return s.code(p, area.X+(area.W-side)/2, area.Bottom()-side, side)
		}
	}
	return s.tooSmall()
}

func (s *sign) beside(p *panel, step int, area page.Rect) error {
	side, text := 0.0, area
	if p.code != nil {
		side = math.Min(s.airy(p.code), math.Min(area.H, 0.44*area.W))
		text.W -= side + quiet(p.code, side) + 2*s.u
	}
	ok, err := s.fit(p, step, text, false)
	if err == nil && !ok {
		err = s.tooSmall()
	}
	if err != nil {
		return err
	}
	return s.code(p, area.X+area.W-side, area.Y, side)
}

// fit draws a step's words, smaller where there are many, and reports whether
// there was room. Across, its values stand beside each other as long as they are
// short enough for that.
func (s *sign) fit(p *panel, step int, area page.Rect, across bool) (bool, error) {
	for _, scale := range []float64{1, 0.8, 0.65, 0.5} {
		before := len(s.canvas.Layer.Items)
		for _, across := range []bool{across, false} {
			y, err := s.words(p, step, area, across, scale)
			var long *typeset.TooLongError
			if err != nil && !errors.As(err, &long) {
				return false, err
			}
			if err == nil && y <= area.Bottom()+1e-6 {
				return true, nil
			}
			s.canvas.Layer.Items = s.canvas.Layer.Items[:before]
		}
	}
	return false, nil
}

func quiet(sym *qr.Symbol, side float64) float64 {
	return side / float64(sym.Modules.N) * qr.Quiet
}

// airy is the side of a code whose light zone fits in the room around a panel.
func (s *sign) airy(sym *qr.Symbol) float64 {
	return (air - 0.5) * s.u * float64(sym.Modules.N) / qr.Quiet
}

// code draws a step's code, if it has one. That of the Wi-Fi opens nothing on a
// screen.
func (s *sign) code(p *panel, x, y, side float64) error {
	switch {
	case p.code == nil:
		return nil
	case side < qr.MinSide(p.code.Modules.N):
		return s.tooSmall()
	case p.link:
		s.canvas.Code(p.code, x, y, side)
		s.report.Code(&paper.Address{Symbol: p.code, Printed: p.code.Address}, side)
		return nil
	case s.canvas.RTL:
		x = s.size.W - x - side
	}
	q := quiet(p.code, side)
	s.canvas.Layer.Add(p.code.Code(page.Point{X: x - q, Y: y - q}, side/float64(p.code.Modules.N)))
	return nil
}

// words draws a step's number, heading and rows, and returns where they end.
func (s *sign) words(p *panel, step int, area page.Rect, across bool, scale float64) (float64, error) {
	number, err := s.set.Line(paper.Number(step, s.lang), s.style(60, typeset.Black), 26*s.u)
	if err != nil {
		return 0, err
	}
	indent := number.Ink + 5*s.u
	st := s.style(33, typeset.Black)
	st.Lead = math.Max(1.06, 0.84*typeset.Leading(s.lang))
	heading, err := s.set.Line(p.heading, st, area.W-indent)
	if err != nil {
		return 0, err
	}
	// The number's capitals and those of the heading hang from one line.
	rise := func(t *paper.Text) float64 { return t.Rise() - 0.714*t.Em }
	s.canvas.Text(number, area.X, area.Y-rise(number), s.accent)
	s.canvas.Text(heading, area.X+indent, area.Y-rise(heading), s.ink)
	y := area.Y + math.Max(0.714*number.Em, heading.Height()-rise(heading)) + 6*s.u
	x, width, end := area.X, area.W, y
	if n := float64(len(p.rows)); across {
		width = (area.W - 6*s.u*(n-1)) / n
	}
	for _, r := range p.rows {
		below, err := s.row(r, x, y, width, scale)
		if err != nil {
			return 0, err
		}
		end = math.Max(end, below)
		if across {
			x += width + 6*s.u
		} else {
			y = below
		}
	}
	return end, nil
}

// row draws a value under its name, or a line to write it on.
func (s *sign) row(r row, x, y, width, scale float64) (float64, error) {
	if r.name != "" {
		name, err := s.set.Line(r.name, s.style(12.5*scale, typeset.Medium), width)
		if err != nil {
			return 0, err
		}
		s.canvas.Text(name, x, y, s.ink)
		y += name.Height()
	}
	if r.value == "" {
		y += math.Max(9*s.u, 8)
		s.canvas.Rule(x, y, width, 0.3, s.ink)
		return y + 4*s.u, nil
	}
	st, set := s.style(22*scale, typeset.Bold), s.set.Line
	if r.address {
		st, set = s.style(17*scale, typeset.Bold), s.set.Set
		st.Address = true
	}
	value, err := set(r.value, st, width)
	if err != nil {
		return 0, err
	}
	s.canvas.Text(value, x, y, s.ink)
	return y + value.Height() + 2.5*s.u, nil
}
