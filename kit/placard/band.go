package placard

import (
	"math"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// band is the foot of a lying sheet: the code on its card, the call with the
// address, and the local strip, side by side.
type band struct {
	s               *sheet
	side, card, pad float64
	beside          float64 // between the code and the call
	height          float64
	call            *typeset.Block
	callWidth       float64
	address, strip  *stack
	ground, ink     page.Color
	stripWidth      float64
}

func (s *sheet) band(ground, ink page.Color) (*band, error) {
	b := &band{s: s, ground: ground, ink: ink, pad: 8 * s.u}
	most := math.Min(0.52*s.h, 0.42*s.w)
	side, err := s.codeSide(0.235*s.h, most)
	if err != nil {
		return nil, err
	}
	b.side = side
	b.card = side + 2*s.inset(ground, side)
	if ground == page.White {
		b.pad = math.Max(11*s.u, s.quiet(side)-s.inset(ground, side)+1.5*s.u)
	}
	b.height = b.card + 2*b.pad
	if ground == page.White {
		b.height += math.Max(0, s.margin-b.pad)
	}
	b.beside = s.beside(ground, side)
	rest := s.w - 2*s.margin - b.card - b.beside - s.gutter()
	v := s.first()
	b.stripWidth = 0.47 * rest
	b.callWidth = rest - b.stripWidth
	if v.where+v.place+v.date+v.host == "" {
		b.callWidth, b.stripWidth = rest+s.gutter(), 0
	}
	return b, b.build(v)
}

func (b *band) build(v voice) error {
	s := b.s
	var err error
	b.address = s.column(b.callWidth, 1)
	if err = b.address.address(v.lang, s.smallEm, b.ink); err != nil {
		return err
	}
	if call := s.word("sign", v.lang); call.text != "" {
		room := page.Size{W: b.callWidth, H: b.side - b.address.bottom - 6*s.u}
		b.call, err = s.m.fit(call.text, posterStyle(call.lang), room, typeset.Limits{MinEm: s.smallEm, MaxEm: 22 * s.u, MaxLines: 2})
		if err != nil {
			return err
		}
	}
	if b.stripWidth == 0 {
		b.strip = s.column(1, 1)
		return nil
	}
	b.strip, err = s.fitting(b.stripWidth, b.card, func(st *stack) error { return st.strip(v, s.textEm*1.08, b.ink) })
	return err
}

// place draws the band with its upper edge at top.
func (b *band) place(top float64) {
	s := b.s
	rtl := typeset.RTL(s.first().lang)
	y := top + b.pad
	inset := (b.card - b.side) / 2
	codeX := s.margin + inset
	callX := s.margin + b.card + b.beside
	stripX := callX + b.callWidth + s.gutter()
	if rtl {
		codeX = s.w - s.margin - b.card + inset
		callX = s.w - callX - b.callWidth
		stripX = s.margin
	}
	s.code(codeX, y+inset, b.side)
	base := y + b.card - inset
	if b.call != nil {
		s.base.Add(b.call.Place(page.Point{X: callX, Y: y + inset}, b.callWidth, typeset.Start, typeset.Paint{Fill: b.ink})...)
	}
	b.address.placeUp(callX, base, typeset.Start)
	b.strip.placeUp(stripX, base, typeset.Start)
}
