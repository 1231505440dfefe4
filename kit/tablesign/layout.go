package tablesign

import (
	"math"

	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

const pt = 25.4 / 72 // mm

// panel is one of the two steps of a sign.
type panel struct {
	heading string
	rows    []row
	code    *qr.Symbol // nil if there is none
	link    bool       // the code opens something where the page is shown on a screen
}

// row is a value with its name above it.
type row struct {
	name, value string
	address     bool
}

func (s *sign) style(points float64, weight typeset.Weight) paper.Style {
	em := math.Max(points*pt*s.u, 7*pt)
	return paper.Style{
		Lang: s.lang, RTL: s.canvas.RTL, Em: em, Least: math.Max(9*pt*s.u, 6.1*pt), Weight: weight, Prose: weight == typeset.Medium,
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
	gap := 17 * s.u
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
	t, err := s.set.Set(s.say("table-offline"), s.style(13, typeset.Medium), s.size.W-2*s.margin)
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
	beside := area.W > 1.3*area.H
	side, width := 0.0, area.W
	if p.code != nil && beside {
		// Its light zone may reach into the room around the panel.
		n := float64(p.code.Modules.N)
		side = math.Min((area.H/2+8*s.u)/(0.5+qr.Quiet/n), math.Min(area.H, 0.44*area.W))
		width -= side + quiet(p.code, side) + 2*s.u
	}
	y, err := s.words(p, step, page.Rect{X: area.X, Y: area.Y, W: width, H: area.H})
	if err != nil {
		return err
	}
	if y > area.Bottom()+1e-6 {
		return s.tooSmall()
	}
	if p.code == nil {
		return nil
	}
	x, top := area.X+area.W-side, area.Y+(area.H-side)/2
	if !beside {
		n := float64(p.code.Modules.N)
		side = math.Min((area.Bottom()-y-2*s.u)*n/(n+qr.Quiet), 0.9*area.W)
		x, top = area.X+(area.W-side)/2, area.Bottom()-side
	}
	if side < qr.MinSide(p.code.Modules.N) {
		return s.tooSmall()
	}
	s.code(p, x, top, side)
	return nil
}

func quiet(sym *qr.Symbol, side float64) float64 {
	return side / float64(sym.Modules.N) * qr.Quiet
}

// code draws a step's code. That of the Wi-Fi opens nothing on a screen.
func (s *sign) code(p *panel, x, y, side float64) {
	if p.link {
		s.canvas.Code(p.code, x, y, side)
		s.report.Code(&paper.Address{Symbol: p.code, Printed: p.code.Address}, side)
		return
	}
	if s.canvas.RTL {
		x = s.size.W - x - side
	}
	q := quiet(p.code, side)
	s.canvas.Layer.Add(p.code.Code(page.Point{X: x - q, Y: y - q}, side/float64(p.code.Modules.N)))
}

// words draws a step's number, heading and rows, and returns where they end.
func (s *sign) words(p *panel, step int, area page.Rect) (float64, error) {
	number, err := s.set.Line(paper.Number(step, s.lang), s.style(54, typeset.Black), 26*s.u)
	if err != nil {
		return 0, err
	}
	indent := number.Ink + 5*s.u
	st := s.style(25, typeset.Black)
	st.Lead = math.Max(1.06, 0.84*typeset.Leading(s.lang))
	heading, err := s.set.Line(p.heading, st, area.W-indent)
	if err != nil {
		return 0, err
	}
	// The number's capitals and those of the heading hang from one line.
	rise := func(t *paper.Text) float64 { return t.Rise() - 0.714*t.Em }
	s.canvas.Text(number, area.X, area.Y-rise(number), s.accent)
	s.canvas.Text(heading, area.X+indent, area.Y-rise(heading), s.ink)
	y := area.Y + math.Max(0.714*number.Em, heading.Height()-rise(heading)) + 7*s.u
	for _, r := range p.rows {
		if y, err = s.row(r, area.X, y, area.W); err != nil {
			return 0, err
		}
	}
	return y, nil
}

func (s *sign) row(r row, x, y, width float64) (float64, error) {
	if r.name != "" {
		name, err := s.set.Line(r.name, s.style(11, typeset.Medium), width)
		if err != nil {
			return 0, err
		}
		s.canvas.Text(name, x, y, s.ink)
		y += name.Height()
	}
	st := s.style(17, typeset.Bold)
	if r.address {
		st = s.style(15, typeset.Bold)
		st.Address = true
	}
	set := s.set.Line
	if r.address {
		set = s.set.Set
	}
	value, err := set(r.value, st, width)
	if err != nil {
		return 0, err
	}
	s.canvas.Text(value, x, y, s.ink)
	return y + value.Height() + 2.5*s.u, nil
}
