package placard

import (
	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// drawOutline: the shout in hollow letters on white, to be coloured in.
func drawOutline(s *sheet) error {
	s.colours = colours{ground: page.White, ink: page.Black, accent: page.Black, foot: page.White, footInk: page.Black}
	hollow := typeset.Paint{Fill: page.Black, Stroke: 0.5 * s.u, Inside: page.White}
	rule := 0.55 * s.u
	if s.landscape() {
		b, err := s.band(page.White, page.Black)
		if err != nil {
			return err
		}
		pad := 17 * s.u
		top := s.h - b.height
		block, err := s.headline(s.first().headline, page.Size{W: s.w - 2*s.margin, H: top - 2*pad}, true)
		if err != nil {
			return err
		}
		s.base.Add(block.Place(page.Point{X: s.margin, Y: pad + (top-2*pad-block.H)/2}, s.w-2*s.margin, typeset.Start, hollow)...)
		s.box(page.Rect{X: s.margin, Y: top, W: s.w - 2*s.margin, H: rule}, page.Black)
		s.reports(block, page.Black, page.White)
		b.place(top)
		return nil
	}
	f, head, err := s.headAndFoot(true)
	if err != nil {
		return err
	}
	s.base.Add(head.block.Place(page.Point{X: s.margin, Y: head.top}, s.w-2*s.margin, typeset.Start, hollow)...)
	s.box(page.Rect{X: s.margin, Y: head.field, W: s.w - 2*s.margin, H: rule}, page.Black)
	s.reports(head.block, page.Black, page.White)
	f.place(head.field + f.pad())
	return nil
}
