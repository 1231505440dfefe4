package placard

import (
	"math"
	"strings"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// drawBilingual: two languages, each in its own direction, in fields of equal
// size; one code between their words.
func drawBilingual(s *sheet) error {
	c := s.colours
	f, err := s.twoFoot()
	if err != nil {
		return err
	}
	pad := 14 * s.u
	footTop := s.h - s.margin - f.height
	ruleY := footTop - math.Max(7*s.u, s.quiet(f.side)-f.inset+2*s.u)
	if isDark(c.ground) {
		c.field = c.accent
		c.onField = c.wordsOn(c.accent)
	}
	areas := [2]page.Rect{
		{W: s.w, H: (ruleY - 3*s.u) / 2},
		{Y: (ruleY - 3*s.u) / 2, W: s.w, H: (ruleY - 3*s.u) / 2},
	}
	if s.landscape() {
		areas = [2]page.Rect{{W: s.w / 2, H: ruleY}, {X: s.w / 2, W: s.w / 2, H: ruleY}}
		if typeset.RTL(s.first().lang) {
			areas[0], areas[1] = areas[1], areas[0]
		}
	}
	s.ground(c.ground)
	s.box(areas[0], c.field)
	inks := [2]page.Color{c.onField, c.ink}
	grounds := [2]page.Color{c.field, c.ground}
	for i, v := range s.voices {
		r := areas[i].Grown(-pad)
		r.X, r.W = areas[i].X+s.margin, areas[i].W-2*s.margin
		b, err := s.headline(v.headline, page.Size{W: r.W, H: r.H}, fewWords(v.headline.text))
		if err != nil {
			return err
		}
		y := r.Y + (r.H-b.H)/2
		s.base.Add(b.Place(page.Point{X: r.X, Y: y}, r.W, typeset.Start, typeset.Paint{Fill: inks[i]})...)
		s.reports(b, inks[i], grounds[i])
	}
	if !s.landscape() {
		s.box(page.Rect{X: s.margin, Y: ruleY, W: s.w - 2*s.margin, H: 0.8 * s.u}, c.ink)
	}
	f.place(footTop)
	return nil
}

// twoFoot is a foot with the code and a column for each language.
type twoFoot struct {
	s            *sheet
	side, inset  float64
	beside       float64 // between the code and the words
	size, height float64
	// baseline is that of the columns' first lines, from their top.
	baseline float64
	columns  [2]*stack
	address  *stack
}

func (s *sheet) twoFoot() (*twoFoot, error) {
	c := s.colours
	side, err := s.codeSide(0.25*s.paper.Short(), math.Min(0.4*s.w, 0.42*s.h))
	if err != nil {
		return nil, err
	}
	f := &twoFoot{s: s, side: side, inset: s.inset(c.ground, side), beside: s.beside(c.ground, side)}
	f.size = side + 2*f.inset
	rest := s.w - 2*s.margin - f.size - f.beside - s.gutter()
	f.address = s.column(rest+s.gutter(), 1)
	if err := f.address.address("en", s.smallEm, c.ink); err != nil {
		return nil, err
	}
	// The first column has more to say; see twoStrip.
	widths := [2]float64{0.57 * rest, 0.43 * rest}
	for i, v := range s.voices {
		f.columns[i], err = s.fitting(widths[i], 0.4*s.h, func(st *stack) error {
			call := s.word("sign", v.lang)
			if err := st.add(entry{text: call, em: s.callEm * 0.92 * s.first().spare(), bold: true, ink: c.ink, shared: true}); err != nil {
				return err
			}
			before := len(st.items)
			if err := s.twoStrip(st, i); err != nil {
				return err
			}
			if before > 0 && len(st.items) > before {
				st.lower(before, 0.3*s.textEm)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		f.baseline = math.Max(f.baseline, f.columns[i].first())
	}
	room := 0.0
	for _, col := range f.columns {
		room = math.Max(room, col.bottom+f.baseline-col.first())
	}
	f.height = math.Max(f.size, room+f.address.bottom+5*s.u)
	return f, nil
}

// twoStrip adds the local lines: all of them in the first column, and in the
// second only the date, which alone can be said in another language.
func (s *sheet) twoStrip(st *stack, column int) error {
	v, em := s.voices[column], s.textEm*0.95*s.first().spare()
	if column == 0 {
		return st.strip(v, em, s.colours.ink)
	}
	return st.joined(entry{text: said{lang: v.lang}, em: em, ink: s.colours.ink}, v.day, v.clock)
}

// place draws the foot: the code at the side where the first language begins,
// then a column for each, and the address below both.
func (f *twoFoot) place(y float64) {
	s := f.s
	widths := [2]float64{f.columns[0].width, f.columns[1].width}
	codeX, x := s.margin+f.inset, s.margin+f.size+f.beside
	xs := [2]float64{x, x + widths[0] + s.gutter()}
	if typeset.RTL(s.first().lang) {
		codeX, x = s.w-s.margin-f.inset-f.side, s.margin
		xs = [2]float64{x + widths[1] + s.gutter(), x}
	}
	s.code(codeX, y+f.inset, f.side)
	for i, col := range f.columns {
		col.place(xs[i], y+f.inset+f.baseline-col.first(), typeset.Start)
	}
	f.address.placeUp(x, y+f.height-f.inset, typeset.Start)
}

// fewWords reports whether a headline may be stacked beside another language
// without weighing more than it.
func fewWords(text string) bool { return len(strings.Fields(text)) <= 2 }
