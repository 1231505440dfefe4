package placard

import (
	"math"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// drawShout: the headline is the page; the rest is a quiet foot.
func drawShout(s *sheet) error {
	if s.landscape() {
		return shoutLying(s)
	}
	f, head, err := s.headAndFoot(true)
	if err != nil {
		return err
	}
	c := s.colours
	s.ground(c.foot)
	s.box(page.Rect{W: s.w, H: head.field}, c.field)
	s.base.Add(head.block.Place(page.Point{X: s.margin, Y: head.top}, s.w-2*s.margin, typeset.Start, typeset.Paint{Fill: c.onField})...)
	s.reports(head.block, c.onField, c.field)
	f.place(head.field + f.pad())
	return nil
}

// head is a headline above a foot.
type head struct {
	block      *typeset.Block
	top, field float64
}

// headAndFoot divides a standing sheet. Where the headline leaves room, the
// foot takes it and the code grows.
func (s *sheet) headAndFoot(stack bool) (*foot, head, error) {
	most := math.Min(s.w*0.5, s.h*0.45)
	natural := 0.295 * s.paper.Short()
	f, err := s.footOf(natural, most)
	if err != nil {
		return nil, head{}, err
	}
	pad := 15 * s.u
	below := func() float64 { return f.pad() + f.height + s.margin }
	room := s.h - below() - 2*pad
	if room < 20*s.u {
		return nil, head{}, &typeset.TooLongError{Text: s.printed, Letters: len(s.printed), MinEm: s.smallEm}
	}
	width := s.w - 2*s.margin
	b, err := s.headline(s.first().headline, page.Size{W: width, H: room}, stack)
	if err != nil {
		return nil, head{}, err
	}
	if spare := room - b.H; spare > 0.1*s.h {
		f = s.growFoot(f, spare, most)
	}
	return f, head{block: b, top: pad, field: s.h - below()}, nil
}

// growFoot gives a foot the room that a headline leaves: to the code, unless
// its distance was asked for, then to the words.
func (s *sheet) growFoot(f *foot, spare, most float64) *foot {
	best, limit := f, f.height+0.9*spare
	if s.wanted == 0 {
		side := math.Min(f.side+0.8*spare, math.Max(f.side, 0.43*s.paper.Short()))
		if larger, err := s.footOf(side, most); err == nil && larger.height <= limit {
			best = larger
		}
	}
	call, text := s.callEm, s.textEm
	for _, grow := range []float64{1.5, 1.35, 1.2} {
		s.callEm, s.textEm = call*grow, text*grow
		if larger, err := s.footOf(best.side, most); err == nil && larger.height <= math.Max(limit, best.height) {
			return larger
		}
	}
	s.callEm, s.textEm = call, text
	return best
}

func (s *sheet) footOf(natural, most float64) (*foot, error) {
	side, err := s.codeSide(natural, most)
	if err != nil {
		return nil, err
	}
	return s.foot(side, s.colours.foot, s.colours.footInk)
}

// shoutLying: the headline above, a band of colour below.
func shoutLying(s *sheet) error {
	c := s.colours
	ground, ink, band := c.ground, c.ink, c.accent
	bandInk := c.wordsOn(band)
	b, err := s.band(band, bandInk)
	if err != nil {
		return err
	}
	pad := 17 * s.u
	top := s.h - b.height
	block, err := s.headline(s.first().headline, page.Size{W: s.w - 2*s.margin, H: top - 2*pad}, true)
	if err != nil {
		return err
	}
	s.ground(ground)
	s.box(page.Rect{Y: top, W: s.w, H: b.height}, band)
	y := pad + (top-2*pad-block.H)/2
	s.base.Add(block.Place(page.Point{X: s.margin, Y: y}, s.w-2*s.margin, typeset.Start, typeset.Paint{Fill: ink})...)
	s.reports(block, ink, ground)
	b.place(top)
	return nil
}
