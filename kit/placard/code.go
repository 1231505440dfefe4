package placard

import (
	"math"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// drawCode: a table sign; the code is the page.
func drawCode(s *sheet) error {
	c := s.colours
	s.ground(c.ground)
	area := page.Rect{X: s.margin, Y: 15 * s.u, W: s.w - 2*s.margin, H: s.h - 15*s.u - s.margin}
	call := s.word("sign", s.first().lang)
	if s.own || call.text == "" {
		call = s.first().headline
	}
	s.title = call.text
	if s.landscape() {
		return s.codeLying(area, call)
	}
	foot, err := s.codeFoot(area.W)
	if err != nil {
		return err
	}
	head, err := s.callLine(call, page.Size{W: area.W, H: 0.17 * area.H})
	if err != nil {
		return err
	}
	how, err := s.how(area.W, 0.13*area.H)
	if err != nil {
		return err
	}
	s.base.Add(head.Place(page.Point{X: area.X, Y: area.Y}, area.W, typeset.Start, typeset.Paint{Fill: c.ink})...)
	s.reports(head, c.ink, c.ground)
	y := area.Y + head.H + 11*s.u
	how.place(area.X, y, typeset.Start)
	if how.bottom > 0 {
		y += how.bottom + 11*s.u
	}
	footTop := area.Bottom() - foot.last
	frame := page.Rect{X: area.X, Y: y, W: area.W, H: footTop - 10*s.u - y}
	foot.placeUp(area.X, area.Bottom(), typeset.Start)
	return s.framed(frame)
}

// callLine sets a call on one line if that leaves it large, else on several.
func (s *sheet) callLine(call said, box page.Size) (*typeset.Block, error) {
	one, err := s.m.fit(call.text, posterStyle(call.lang), box, typeset.Limits{MinEm: 17 * s.u, MaxLines: 1})
	if err == nil {
		return one, nil
	}
	return s.headline(call, box, false)
}

// framed fills a rectangle with the accent and sets the code on a white card
// in its middle, as large as it goes.
func (s *sheet) framed(r page.Rect) error {
	n := float64(s.sym.Modules.N)
	border := 9 * s.u
	most := (math.Min(r.W, r.H) - 2*border) * n / (n + 8)
	side, err := s.codeSide(most, most)
	if err != nil {
		return err
	}
	s.box(r, s.colours.accent)
	s.code(r.X+(r.W-side)/2, r.Y+(r.H-side)/2, side)
	return nil
}

// how tells what to do, in a readable size.
func (s *sheet) how(width, height float64) (*stack, error) {
	v := s.first()
	return s.fitting(width, height, func(st *stack) error {
		for _, id := range []string{"point", "minute"} {
			if err := st.add(entry{text: s.word(id, v.lang), em: 7.6 * s.u, ink: s.colours.ink, shared: true}); err != nil {
				return err
			}
		}
		return nil
	})
}

// codeFoot is the address in a size that can be typed from, and the strip on
// as few lines as hold its parts whole.
func (s *sheet) codeFoot(width float64) (*stack, error) {
	v, ink := s.first(), s.colours.ink
	return s.fitting(width, 0.3*s.h, func(st *stack) error {
		if err := st.add(entry{text: said{s.printed, v.lang}, em: 5.4 * s.u, bold: true, ink: ink, address: true}); err != nil {
			return err
		}
		strip := entry{text: said{lang: v.lang}, em: math.Max(4*s.u, s.smallEm), ink: ink, skip: 0.35}
		return st.joined(strip, v.host, v.where, v.place, v.day, v.clock)
	})
}

// codeLying: the code at one side in its frame, the words at the other.
func (s *sheet) codeLying(area page.Rect, call said) error {
	c := s.colours
	rtl := typeset.RTL(s.first().lang)
	size := math.Min(area.H, 0.56*area.W)
	width := area.W - size - 14*s.u
	frameX, x := area.Right()-size, area.X
	if rtl {
		frameX, x = area.X, area.X+size+14*s.u
	}
	foot, err := s.codeFoot(width)
	if err != nil {
		return err
	}
	how, err := s.how(width, 0.3*area.H)
	if err != nil {
		return err
	}
	room := area.H - foot.bottom - how.bottom - 26*s.u
	head, err := s.headline(call, page.Size{W: width, H: room}, true)
	if err != nil {
		return err
	}
	s.base.Add(head.Place(page.Point{X: x, Y: area.Y}, width, typeset.Start, typeset.Paint{Fill: c.ink})...)
	s.reports(head, c.ink, c.ground)
	how.place(x, area.Y+head.H+11*s.u, typeset.Start)
	foot.placeUp(x, area.Bottom(), typeset.Start)
	return s.framed(page.Rect{X: frameX, Y: area.Y, W: size, H: area.H})
}
