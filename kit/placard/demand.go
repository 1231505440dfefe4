package placard

import (
	"math"
	"strings"
	"unicode/utf8"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// drawDemand: a demand, a heavy rule, its reason with the one fact marked.
func drawDemand(s *sheet) error {
	c := s.colours
	s.ground(c.ground)
	rtl := typeset.RTL(s.first().lang)
	bar := 14 * s.u
	content := page.Rect{X: bar + s.margin, Y: 15 * s.u, W: s.w - bar - 2*s.margin, H: s.h - 15*s.u - s.margin}
	barX := 0.0
	if rtl {
		barX, content.X = s.w-bar, s.margin
	}
	s.box(page.Rect{X: barX, W: bar, H: s.h}, c.accent)
	if s.landscape() {
		return s.besideCard(content, rtl, s.argument)
	}
	card, err := s.card(0.30*s.paper.Short(), math.Min(0.6*content.W, 0.42*s.h), content.W)
	if err != nil {
		return err
	}
	top := content.Bottom() - card.height
	upper := page.Rect{X: content.X, Y: content.Y, W: content.W, H: top - content.Y - 14*s.u}
	if err := s.argument(upper); err != nil {
		return err
	}
	return card.placeRow(content, top, rtl)
}

// argument sets the demand, the rule and the reason into a rectangle, so that
// they fill it.
func (s *sheet) argument(r page.Rect) error {
	c, v := s.colours, s.first()
	share := 0.5
	if v.reason.text == "" {
		share = 1
	}
	ruleGap, rule := 9*s.u, 2.3*s.u
	block, err := s.headline(v.headline, page.Size{W: r.W, H: share*r.H - ruleGap - rule}, true)
	if err != nil {
		return err
	}
	s.base.Add(block.Place(page.Point{X: r.X, Y: r.Y}, r.W, typeset.Start, typeset.Paint{Fill: c.ink})...)
	s.reports(block, c.ink, c.ground)
	y := r.Y + block.H + ruleGap
	s.box(page.Rect{X: r.X, Y: y, W: r.W, H: rule}, c.ink)
	if v.reason.text == "" {
		return nil
	}
	y += rule + 10*s.u
	style := typeset.Style{Weight: typeset.Medium, Lang: v.reason.lang, Marks: true}
	reason, err := s.m.running(bound(v.reason.text), style, page.Size{W: r.W, H: r.Bottom() - y}, typeset.Limits{MinEm: s.smallEm, MaxEm: 22 * s.u})
	if err != nil {
		return err
	}
	s.base.Add(reason.Place(page.Point{X: r.X, Y: y}, r.W, typeset.Start, typeset.Paint{Fill: c.ink, Mark: s.markField()})...)
	return nil
}

// bound keeps a short *marked fact* on one line: its spaces don't break.
func bound(text string) string {
	const short = 16
	parts := strings.Split(text, "*")
	for i := 1; i < len(parts)-1; i += 2 {
		if utf8.RuneCountInString(parts[i]) <= short {
			parts[i] = strings.ReplaceAll(parts[i], " ", "\u00A0")
		}
	}
	return strings.Join(parts, "*")
}

// markField is the colour behind a marked fact: the accent where ink stays
// clear on it, else a tint of the ink, or nothing where ink has no contrast to
// spare.
func (s *sheet) markField() *page.Color {
	c := s.colours
	if page.Contrast(c.ink, c.accent) >= wordsContrast && c.accent != c.ground {
		return &c.accent
	}
	if tint := mix(c.ground, c.ink, 0.14); page.Contrast(c.ink, tint) >= wordsContrast {
		return &tint
	}
	return nil
}

func mix(a, b page.Color, t float64) page.Color {
	m := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*t)) }
	return page.Color{R: m(a.R, b.R), G: m(a.G, b.G), B: m(a.B, b.B)}
}

// card is the code with the words that stand beside or below it.
type card struct {
	s          *sheet
	side, size float64 // size includes the white card where the ground is coloured
	inset      float64
	beside     float64 // between the code and the words
	width      float64 // of the words
	height     float64 // of code and words side by side
	call       *typeset.Block
	address    *stack
	strip      *stack
}

func (s *sheet) card(natural, most, width float64) (*card, error) {
	side, err := s.codeSide(natural, most)
	if err != nil {
		return nil, err
	}
	k := &card{s: s, side: side, inset: s.inset(s.colours.ground, side), beside: s.beside(s.colours.ground, side)}
	k.size = side + 2*k.inset
	k.width = width - k.size - k.beside
	// A small code, or much to say, needs more height than the code.
	for _, grow := range []float64{1, 1.25, 1.5, 1.8} {
		k.height = math.Max(k.size, grow*natural)
		if err = k.words(k.width, k.height); err == nil {
			break
		}
	}
	return k, err
}

// words sets call, address and strip into a box.
func (k *card) words(width, height float64) error {
	s, v, ink := k.s, k.s.first(), k.s.colours.ink
	k.width = width
	var err error
	k.address = s.column(width, 1)
	if err = k.address.address(v.lang, s.smallEm, ink); err != nil {
		return err
	}
	rule := 0.0
	k.strip = s.column(width, 1)
	if v.where+v.place+v.date+v.host != "" {
		rule = 9 * s.u
		k.strip, err = s.fitting(width, 0.55*height, func(st *stack) error { return st.strip(v, s.textEm, ink) })
		if err != nil {
			return err
		}
	}
	call := s.word("sign", v.lang)
	if call.text == "" {
		return nil
	}
	room := height - k.address.bottom - 7*s.u - rule - k.strip.bottom
	if room <= 0 {
		return s.tooLong(k.strip.longest)
	}
	k.call, err = s.m.fit(call.text, posterStyle(call.lang), page.Size{W: width, H: room},
		typeset.Limits{MinEm: s.smallEm, MaxEm: 21 * s.u, MaxLines: 2})
	return err
}

// placeRow draws the code at the side where the language begins and its words
// beside it: the call hangs from the code's top, the strip stands on its foot.
func (k *card) placeRow(content page.Rect, top float64, rtl bool) error {
	x, wordsX := content.X, content.X+k.size+k.beside
	if rtl {
		x, wordsX = content.Right()-k.size, content.X
	}
	k.s.code(x+k.inset, top+k.inset, k.side)
	k.placeWords(wordsX, top, k.height)
	return nil
}

func (k *card) placeWords(x, top, height float64) {
	s, c := k.s, k.s.colours
	y := top
	if k.call != nil {
		s.base.Add(k.call.Place(page.Point{X: x, Y: y}, k.width, typeset.Start, typeset.Paint{Fill: c.ink})...)
		y += k.call.H + 6*s.u
	}
	bottom := top + height
	if len(k.strip.items) == 0 {
		k.address.placeUp(x, bottom, typeset.Start)
		return
	}
	k.strip.placeUp(x, bottom, typeset.Start)
	rule := bottom - k.strip.last - 4.5*s.u
	s.local.Add(page.Box{Rect: page.Rect{X: x, Y: rule, W: k.width, H: 0.4 * s.u}, Fill: c.ink})
	k.address.placeUp(x, rule-3.6*s.u, typeset.Start)
}

// besideCard lets fill draw into two thirds of a lying sheet; code and words
// take the last one.
func (s *sheet) besideCard(content page.Rect, rtl bool, fill func(page.Rect) error) error {
	gap := 16 * s.u
	most := math.Min(0.42*content.W, 0.62*content.H)
	k, err := s.card(0.30*s.paper.Short(), most, content.W)
	if err != nil {
		return err
	}
	side := math.Max(k.size, 0.3*content.W)
	below := math.Max(8*s.u, k.beside)
	if err := k.words(side, content.H-k.size-below); err != nil {
		return err
	}
	left := page.Rect{X: content.X, Y: content.Y, W: content.W - side - gap, H: content.H}
	x := content.Right() - side
	if rtl {
		left.X, x = content.X+side+gap, content.X
	}
	if err := fill(left); err != nil {
		return err
	}
	codeX := x
	if rtl {
		codeX = x + side - k.size
	}
	s.code(codeX+k.inset, content.Y+k.inset, k.side)
	k.placeWords(x, content.Y+k.size+below, content.H-k.size-below)
	return nil
}
