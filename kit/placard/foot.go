package placard

import (
	"math"
	"strings"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// foot is the lower part of a standing sheet: words at the side where the
// language begins, the code at the other.
type foot struct {
	s           *sheet
	side        float64
	ground, ink page.Color
	width       float64 // of the words
	words       *stack
	address     *stack
	scan        *stack
	height      float64 // from the top of the code to the last baseline
}

// gutter is the room between columns of words.
func (s *sheet) gutter() float64 { return 9 * s.u }

// foot builds a foot with a code of a side.
func (s *sheet) foot(side float64, ground, ink page.Color) (*foot, error) {
	f := &foot{s: s, side: side, ground: ground, ink: ink}
	v := s.first()
	var err error
	if f.scan, err = s.scan(side, ink); err != nil {
		return nil, err
	}
	f.width = s.w - 2*s.margin - math.Max(side, f.scan.width) - s.beside(ground, side) - f.inset()
	if f.width < 24*s.u {
		return nil, &typeset.TooLongError{Text: s.printed, Letters: len(s.printed), MinEm: s.smallEm}
	}
	f.address = s.column(f.width, 1)
	if err := f.address.address(v.lang, s.smallEm, ink); err != nil {
		return nil, err
	}
	most := math.Max(side, 0.6*s.h)
	f.words, err = s.fitting(f.width, most, func(st *stack) error {
		call := s.word("sign", v.lang)
		if err := st.add(entry{text: call, em: s.callEm * v.spare(), bold: true, ink: ink, shared: true}); err != nil {
			return err
		}
		before := len(st.items)
		if err := st.strip(v, s.textEm*v.spare(), ink); err != nil {
			return err
		}
		if before > 0 && len(st.items) > before {
			st.lower(before, 0.55*s.textEm)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	left := f.words.bottom + 1.2*s.textEm + f.address.bottom
	f.height = math.Max(side+f.scanRoom(), left)
	return f, nil
}

// spare is how much larger the words may be where there are few.
func (v voice) spare() float64 {
	lines := 0
	for _, text := range []string{v.where, v.place, v.date, v.host} {
		if text != "" {
			lines++
		}
	}
	return [...]float64{2.1, 1.5, 1.2, 1, 1}[lines]
}

// lower moves the entries from i on down by d.
func (st *stack) lower(i int, d float64) {
	for ; i < len(st.items); i++ {
		st.items[i].y += d
	}
	st.last += d
	st.bottom += d
}

func (f *foot) inset() float64 { return f.s.inset(f.ground, f.side) }

// pad is the room above the foot.
func (f *foot) pad() float64 { return math.Max(10.5*f.s.u, f.s.quiet(f.side)+1.5*f.s.u) }

func (f *foot) scanRoom() float64 {
	if len(f.scan.items) == 0 {
		return f.inset()
	}
	return f.s.quiet(f.side) + f.scan.last + 0.6*f.s.smallEm
}

// scan is the line that says from how far the code is read.
func (s *sheet) scan(side float64, ink page.Color) (*stack, error) {
	v := s.first()
	st := s.column(math.Max(side, 30*s.u), 1)
	w := s.word("scan", v.lang)
	if w.text != "" {
		w.text = strings.ReplaceAll(w.text, "{distance}", reachWords(s.reachOf(side), w.lang))
	}
	return st, st.add(entry{text: w, em: s.smallEm, ink: ink, shared: true})
}

// place draws the foot with the top of the code at y; its words hang from the
// same line.
func (f *foot) place(y float64) {
	s := f.s
	rtl := typeset.RTL(s.first().lang)
	codeX, wordsX := s.w-s.margin-f.side-f.inset(), s.margin
	if rtl {
		codeX, wordsX = s.margin+f.inset(), s.w-s.margin-f.width
	}
	s.code(codeX, y, f.side)
	f.words.place(wordsX, y, typeset.Start)
	f.address.placeUp(wordsX, y+f.height, typeset.Start)
	x := math.Min(codeX, s.w-s.margin-f.scan.width)
	if rtl {
		x = math.Max(s.margin, codeX+f.side-f.scan.width)
	}
	f.scan.placeUp(x, y+f.height, typeset.Start)
}
