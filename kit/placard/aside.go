package placard

import (
	"math"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

// Aside is what a sheet says about one event beside a picture that is drawn
// elsewhere: the call, the local strip, the address and the code.
type Aside struct {
	// Area is what it leaves of the sheet, in mm: a foot leaves what is above
	// it, a column beside a lying picture the rest, a card in a corner all.
	Area page.Rect
	// Card is the card in the corner, in mm; it is empty if there is none.
	Card page.Rect
	// Lang is the language that it speaks (BCP 47).
	Lang string
	// Layers are painted over the picture.
	Layers []*page.Layer
	// Report says what the code does; it has no headline.
	Report Report
}

// Parts says what an aside carries, and where.
type Parts struct {
	Code, Strip bool
	// Corner is "" for a foot or a column of its own, or one of [kit.Corners] for
	// a card over the picture.
	Corner string
	// Ink is the colour of words on white.
	Ink page.Color
}

// Aside lays out what stands beside a picture. Of the choice it reads
// languages, paper, link and distance. Errors are those of [Maker.Make].
func (m *Maker) Aside(k *kit.Kit, ev kit.Event, c Choice, p Parts) (*Aside, error) {
	in, err := asideInputs(k, ev, c, p)
	if err != nil {
		return nil, err
	}
	sym := &qr.Symbol{Modules: &page.Modules{}}
	if p.Code {
		if sym, err = qr.Encode(in.link.ASCII); err != nil {
			return nil, err
		}
	}
	a := &Aside{}
	made, err := m.draw(in, sym, Template{draw: func(s *sheet) (err error) {
		a.Area, a.Card, err = s.aside(p)
		return err
	}})
	if err != nil {
		return nil, err
	}
	if h, ok := qr.Shorter(made.Report.Address); ok && p.Code {
		made.Report.Notes = append(made.Report.Notes, Note{NoteShorter, h.String()})
	}
	a.Lang, a.Layers, a.Report = made.Page.Lang, made.Page.Layers, made.Report
	return a, nil
}

// Legible is the distance in metres at which words of a type size of em mm are
// still comfortable to read.
func Legible(em float64) float64 { return legible(em) }

func asideInputs(k *kit.Kit, ev kit.Event, c Choice, p Parts) (*inputs, error) {
	if p.Corner != "" && !slices.Contains(kit.Corners(), p.Corner) {
		return nil, &UnknownError{"corner", p.Corner, kit.Corners()}
	}
	in := &inputs{kit: k, event: ev, paper: c.Paper, wanted: c.Distance}
	if in.paper == (page.Size{}) {
		in.paper = page.Papers()[2].Size
	}
	if p.Code {
		if err := in.address(k, ev, c); err != nil {
			return nil, err
		}
	}
	in.colours = coloursOf(kit.Palette{Ground: page.White, Ink: p.Ink, Accent: p.Ink})
	lang := chooseLangs(k, ev, c)[0]
	v := voice{lang: lang}
	if p.Strip {
		var err error
		if v, err = in.voice(lang, Choice{Text: lang}); err != nil {
			return nil, err
		}
	}
	in.voices = []voice{v}
	return in, nil
}

// aside draws what there is to say and returns the room that it leaves, and
// the card that it laid over it.
func (s *sheet) aside(p Parts) (area, card page.Rect, err error) {
	area = page.Rect{W: s.w, H: s.h}
	v := s.first()
	silent := v.where+v.place+v.date+v.host == ""
	switch {
	case !p.Code && silent:
	case p.Corner != "":
		card, err = s.cornerCard(p)
	case s.landscape():
		area, err = s.sideColumn(p)
	case p.Code:
		area, err = s.codedFoot(p)
	default:
		area, err = s.plainFoot(p)
	}
	return area, card, err
}

// codedFoot is the foot of a shout.
func (s *sheet) codedFoot(p Parts) (page.Rect, error) {
	side, err := s.codeSide(0.27*s.paper.Short(), math.Min(0.5*s.w, 0.4*s.h))
	if err != nil {
		return page.Rect{}, err
	}
	f, err := s.foot(side, page.White, p.Ink)
	if err != nil {
		return page.Rect{}, err
	}
	return s.onWhite(f.pad()+f.height+s.margin, func(top float64) { f.place(top + f.pad()) })
}

// plainFoot is the local strip alone.
func (s *sheet) plainFoot(p Parts) (page.Rect, error) {
	st, err := s.fitting(s.w-2*s.margin, 0.4*s.h, func(st *stack) error {
		return st.strip(s.first(), s.textEm*1.15, p.Ink)
	})
	if err != nil {
		return page.Rect{}, err
	}
	pad := 9 * s.u
	return s.onWhite(pad+st.last+s.margin, func(top float64) { st.place(s.margin, top+pad, typeset.Start) })
}

// trim is how far white reaches over the sheet's edges, in mm, so that nothing
// of the picture shows along them.
const trim = 3

// onWhite gives the lower part of the sheet to a foot of a height.
func (s *sheet) onWhite(height float64, place func(top float64)) (page.Rect, error) {
	const most = 0.62
	if height > most*s.h {
		return page.Rect{}, s.tooLong(s.printed)
	}
	top := s.h - height
	s.box(page.Rect{X: -trim, Y: top, W: s.w + 2*trim, H: height + trim}, page.White)
	place(top)
	return page.Rect{W: s.w, H: top}, nil
}

// sideColumn stands at the side where the language ends: the words hang from
// the top, the code stands at the bottom.
func (s *sheet) sideColumn(p Parts) (page.Rect, error) {
	width, inset := 0.3*s.h, s.margin
	if p.Code {
		side, err := s.codeSide(width, math.Min(0.4*s.w, 0.55*s.h))
		if err != nil {
			return page.Rect{}, err
		}
		width, inset = side, math.Max(inset, s.quiet(side)+0.5*s.u)
	}
	words, err := s.fitting(width, 0.6*s.h, func(st *stack) error { return s.tell(st, p) })
	if err != nil {
		return page.Rect{}, err
	}
	x, area := s.w-inset-width, page.Rect{W: s.w - 2*inset - width, H: s.h}
	white := page.Rect{X: area.W, Y: -trim, W: s.w - area.W + trim, H: s.h + 2*trim}
	if typeset.RTL(s.first().lang) {
		x, area.X, white.X = inset, 2*inset+width, -trim
	}
	s.box(white, page.White)
	words.place(x, s.margin, typeset.Start)
	if !p.Code {
		return area, nil
	}
	under, err := s.under(width, p.Ink)
	if err != nil {
		return page.Rect{}, err
	}
	top := s.h - s.margin - under.last - s.quiet(width) - width
	if top < s.margin+words.bottom+math.Max(s.quiet(width), 4*s.u) {
		return page.Rect{}, s.tooLong(words.longest)
	}
	s.code(x, top, width)
	under.placeUp(x, s.h-s.margin, typeset.Start)
	return area, nil
}

// tell sets the call, where there is something to sign, and the strip.
func (s *sheet) tell(st *stack, p Parts) error {
	v := s.first()
	if p.Code {
		e := entry{text: s.word("sign", v.lang), em: s.callEm, bold: true, ink: p.Ink, shared: true}
		if err := st.add(e); err != nil {
			return err
		}
	}
	before := len(st.items)
	if err := st.strip(v, s.textEm, p.Ink); err != nil {
		return err
	}
	if before > 0 && len(st.items) > before {
		st.lower(before, 0.55*s.textEm)
	}
	return nil
}

// under is the small print below a code: from how far it is read, and the
// address.
func (s *sheet) under(side float64, ink page.Color) (*stack, error) {
	v := s.first()
	st := s.column(side, 1)
	w := s.word("scan", v.lang)
	w.text = strings.ReplaceAll(w.text, "{distance}", reachWords(s.reachOf(side), w.lang))
	if err := st.add(entry{text: w, em: s.smallEm, ink: ink, shared: true}); err != nil {
		return nil, err
	}
	return st, st.address(v.lang, s.smallEm, ink)
}

// cornerCard is a white card in a corner of the picture: the code, and the strip
// below it.
func (s *sheet) cornerCard(p Parts) (page.Rect, error) {
	side, pad := 0.3*s.paper.Short(), 5*s.u
	codeHeight := 0.0
	if p.Code {
		var err error
		if side, err = s.codeSide(0.2*s.paper.Short(), 0.5*s.paper.Short()); err != nil {
			return page.Rect{}, err
		}
		pad = math.Max(pad, s.quiet(side))
		codeHeight = side
	}
	words, err := s.fitting(side, 0.4*s.h, func(st *stack) error { return st.strip(s.first(), s.smallEm*1.1, p.Ink) })
	if err != nil {
		return page.Rect{}, err
	}
	if len(words.items) > 0 && p.Code {
		codeHeight += s.quiet(side) + s.u
	}
	r := page.Rect{W: side + 2*pad, H: 2*pad + codeHeight + words.bottom}
	edge := 0.6 * s.margin
	if r.W+2*edge > s.w || r.H+2*edge > s.h {
		return page.Rect{}, s.tooLong(words.longest)
	}
	r.X, r.Y = edge, edge
	if strings.HasSuffix(p.Corner, "right") {
		r.X = s.w - edge - r.W
	}
	if strings.HasPrefix(p.Corner, "bottom") {
		r.Y = s.h - edge - r.H
	}
	s.box(r, page.White)
	if p.Code {
		s.code(r.X+pad, r.Y+pad, side)
	}
	words.place(r.X+pad, r.Y+pad+codeHeight, typeset.Start)
	return r, nil
}
