package placard

import (
	"math"
	"slices"
	"strings"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
	"eventkit/kit/when"
)

// drawEvent: the date is the picture; place and time stand beside it.
func drawEvent(s *sheet) error {
	c, v := s.colours, s.first()
	s.ground(c.ground)
	if !v.hasDate {
		s.note(NoteDate, "This design is about the day: fill in the date.")
	}
	area := page.Rect{X: s.margin, Y: 15 * s.u, W: s.w - 2*s.margin, H: s.h - 15*s.u - s.margin}
	if s.landscape() {
		return s.eventLying(area)
	}
	lower, err := s.eventFoot(area.W, math.Min(0.5*s.w, 0.42*s.h))
	if err != nil {
		return err
	}
	top := area.Bottom() - lower.height
	ruleY := top - 9*s.u
	upper := page.Rect{X: area.X, Y: area.Y, W: area.W, H: ruleY - 10*s.u - area.Y}
	if err := s.eventHead(upper, 0.24); err != nil {
		return err
	}
	s.box(page.Rect{X: area.X, Y: ruleY, W: area.W, H: 0.8 * s.u}, c.accentOn(c.ground))
	lower.place(area.X, top)
	return nil
}

// eventHead sets the headline and the date below it; without a date, or where
// the date needs less, the headline takes the room.
func (s *sheet) eventHead(r page.Rect, share float64) error {
	c, v := s.colours, s.first()
	if !v.hasDate && !v.hasTime {
		share = 1
	}
	if v.hasDate {
		number, err := s.number(page.Size{W: s.numberShare() * r.W, H: (1-share)*r.H - 15*s.u})
		if err != nil {
			return err
		}
		share = math.Min(0.55, 1-(math.Max(number.H, 0.42*r.H)+15*s.u)/r.H)
	}
	block, err := s.headline(v.headline, page.Size{W: r.W, H: share * r.H}, share == 1)
	if err != nil {
		return err
	}
	s.base.Add(block.Place(page.Point{X: r.X, Y: r.Y}, r.W, typeset.Start, typeset.Paint{Fill: c.ink})...)
	s.reports(block, c.ink, c.ground)
	if share == 1 {
		return nil
	}
	used := block.H + 15*s.u
	return s.date(page.Rect{X: r.X, Y: r.Y + used, W: r.W, H: r.H - used})
}

// date draws the day's number as large as it goes, with month, weekday and
// hour beside it.
func (s *sheet) date(r page.Rect) error {
	v := s.first()
	accent := s.colours.accentOn(s.colours.ground)
	col := r
	if v.hasDate {
		number, err := s.number(page.Size{W: s.numberShare() * r.W, H: r.H})
		if err != nil {
			return err
		}
		s.placeNumber(number, r)
		gap := 13 * s.u
		if !typeset.RTL(v.lang) {
			col.X += number.W + gap
		}
		col.W -= number.W + gap
	}
	rows, err := s.dateRows(col, accent, 0.27)
	if err != nil {
		return err
	}
	s.spread(col, rows, 15*s.u)
	return nil
}

// dateLying draws the number above, the hour beside it where there is room,
// and the rest below.
func (s *sheet) dateLying(r page.Rect) error {
	v := s.first()
	accent := s.colours.accentOn(s.colours.ground)
	below := r
	if v.hasDate {
		number, err := s.number(page.Size{W: 0.9 * r.W, H: 0.44 * r.H})
		if err != nil {
			return err
		}
		s.placeNumber(number, r)
		below.Y += number.H + 12*s.u
		below.H -= number.H + 12*s.u
	}
	rows, err := s.dateRows(below, accent, 0.26)
	if err != nil {
		return err
	}
	s.spread(below, rows, 14*s.u)
	return nil
}

func (s *sheet) number(box page.Size) (*typeset.Block, error) {
	v := s.first()
	st := posterStyle(v.lang)
	st.Flush = true
	return s.m.fit(when.Number(v.start, v.lang), st, box, typeset.Limits{MinEm: s.textEm})
}

// numberShare is how much of the width the day's number may take.
func (s *sheet) numberShare() float64 {
	if s.first().hasTime {
		return 0.46
	}
	return 0.56
}

func (s *sheet) placeNumber(b *typeset.Block, r page.Rect) {
	x := r.X
	if typeset.RTL(s.first().lang) {
		x = r.Right() - b.W
	}
	paint := typeset.Paint{Fill: s.colours.accentOn(s.colours.ground)}
	s.local.Add(b.Place(page.Point{X: x, Y: r.Y}, b.W, typeset.Left, paint)...)
}

// row is a line of the date in its colour.
type row struct {
	block *typeset.Block
	ink   page.Color
}

// dateRows fits month, weekday and hour to a column; each takes at most share
// of its height.
func (s *sheet) dateRows(r page.Rect, accent page.Color, share float64) ([]row, error) {
	c, v := s.colours, s.first()
	var rows []row
	zone, err := s.zone(v, r.W)
	if err != nil {
		return nil, err
	}
	if zone != nil {
		share = math.Min(share, (1-(zone.H+16*s.u)/r.H)/3)
	}
	add := func(text string, ink page.Color) error {
		box := page.Size{W: r.W, H: share * r.H}
		b, err := s.m.fit(text, posterStyle(v.lang), box, typeset.Limits{MinEm: s.smallEm, MaxLines: 1, MaxEm: 44 * s.u})
		rows = append(rows, row{b, ink})
		return err
	}
	if v.hasDate {
		if err := add(when.Month(v.start, v.lang), accent); err != nil {
			return nil, err
		}
		if err := add(when.Weekday(v.start, v.lang), c.ink); err != nil {
			return nil, err
		}
	}
	if !v.hasTime {
		return rows, nil
	}
	if err := add(when.Clock(v.start, v.lang), c.ink); err != nil {
		return nil, err
	}
	if zone != nil {
		rows = append(rows, row{zone, c.ink})
	}
	return rows, nil
}

// zone sets whose time it is, or nothing if there is no time.
func (s *sheet) zone(v voice, width float64) (*typeset.Block, error) {
	words := s.zoneWords(v)
	if !v.hasTime || words == "" {
		return nil, nil
	}
	return s.m.set(words, typeset.Style{Weight: typeset.Medium, Lang: v.lang}, math.Max(6.2*s.u, 2.5), width)
}

// spread hangs rows from the top of a column and opens the room between them
// until the last one stands on its foot, or the room is most mm.
func (s *sheet) spread(r page.Rect, rows []row, most float64) {
	used := 0.0
	for _, row := range rows {
		used += row.block.H
	}
	gap := 0.0
	if n := len(rows); n > 1 {
		gap = math.Max(4*s.u, math.Min((r.H-used)/float64(n-1), most))
	}
	y := r.Y
	for _, row := range rows {
		s.local.Add(row.block.Place(page.Point{X: r.X, Y: y}, r.W, typeset.Start, typeset.Paint{Fill: row.ink})...)
		y += row.block.H + gap
	}
}

// zoneWords says whose time it is: "Nairobi time", with the zone's name.
func (s *sheet) zoneWords(v voice) string {
	zone := v.zone
	city := oneLine(s.event.City)
	words := s.word("localtime", v.lang)
	switch {
	case city == "" || words.text == "" || words.lang != v.lang:
		return zone
	case zone == "":
		return strings.ReplaceAll(words.text, "{city}", city)
	}
	return strings.ReplaceAll(words.text, "{city}", city) + " (" + zone + ")"
}

// eventLower is the foot of the event design: place and host at one side, the
// code with its address at the other.
type eventLower struct {
	s       *sheet
	side    float64
	size    float64
	inset   float64
	beside  float64 // between the code and the words
	column  float64 // the width of the code's column
	width   float64
	height  float64
	place1  *stack
	host    *stack
	address *stack
}

func (s *sheet) eventFoot(width, most float64) (*eventLower, error) {
	c, v := s.colours, s.first()
	natural := 0.265 * s.paper.Short()
	side, err := s.codeSide(natural, most)
	if err != nil {
		return nil, err
	}
	e := &eventLower{s: s, side: side, inset: s.inset(c.ground, side), beside: s.beside(c.ground, side)}
	e.size = side + 2*e.inset
	e.column = math.Max(e.size, natural)
	e.width = width - e.column - e.beside
	e.address = s.column(e.column, 1)
	if err := e.address.address(v.lang, s.smallEm, c.ink); err != nil {
		return nil, err
	}
	// A small code, or much to say, needs more height than the code.
	for _, grow := range []float64{1, 1.25, 1.5, 1.8} {
		e.height = math.Max(e.size, grow*natural) + e.address.bottom + math.Max(4*s.u, s.quiet(side)-e.inset+s.u)
		if err = e.words(); err == nil {
			break
		}
	}
	return e, err
}

// words sets host and place into what the height leaves them.
func (e *eventLower) words() error {
	s, c, v := e.s, e.s.colours, e.s.first()
	var err error
	e.host, err = s.fitting(e.width, 0.4*e.height, func(st *stack) error {
		if err := st.add(entry{text: s.word("handover", v.lang), em: s.textEm, ink: c.ink, shared: true}); err != nil {
			return err
		}
		return st.add(entry{text: said{v.host, v.lang}, em: s.textEm, bold: true, ink: c.accentOn(c.ground)})
	})
	if err != nil {
		return err
	}
	em := s.wholeEm(8.4*s.u, 5.6*s.u, e.width, v.lang, v.place, v.city)
	e.place1, err = s.fitting(e.width, e.height-e.host.bottom-6*s.u, func(st *stack) error {
		// Mission, place and city have a line each.
		for _, text := range []string{v.mission, v.place, v.city} {
			if err := st.add(entry{text: said{text, v.lang}, em: em, bold: len(st.items) == 0, ink: c.ink}); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// wholeEm is the largest type size from em down to least, in mm, at which each
// text takes one line; em if some can't even at the least.
func (s *sheet) wholeEm(em, least, width float64, lang string, texts ...string) float64 {
	st := s.column(width, 1)
	for size := em; size >= least; size *= 0.94 {
		if !slices.ContainsFunc(texts, func(text string) bool {
			return !st.oneLine(entry{text: said{text, lang}, em: size})
		}) {
			return size
		}
	}
	return em
}

func (e *eventLower) place(x, top float64) {
	s := e.s
	codeX, addressX, wordsX := x+e.width+e.beside, x+e.width+e.beside, x
	if typeset.RTL(s.first().lang) {
		codeX, addressX, wordsX = x+e.column-e.size, x, x+e.column+e.beside
	}
	s.code(codeX+e.inset, top+e.inset, e.side)
	e.address.placeUp(addressX, top+e.height, typeset.Start)
	e.place1.place(wordsX, top, typeset.Start)
	e.host.placeUp(wordsX, top+e.height, typeset.Start)
}

// eventLying: the date at one side, place and code at the other; without a
// date the headline takes its place.
func (s *sheet) eventLying(area page.Rect) error {
	c := s.colours
	v := s.first()
	rtl := typeset.RTL(v.lang)
	if !v.hasDate && !v.hasTime {
		return s.besideCard(area, rtl, s.soloHeadline)
	}
	gap := 22 * s.u
	right := 0.46 * area.W
	lower, err := s.eventFoot(right, math.Min(0.75*right, 0.62*area.H))
	if err != nil {
		return err
	}
	left := page.Rect{X: area.X, Y: area.Y, W: area.W - right - gap, H: area.H}
	x := area.Right() - right
	if rtl {
		left.X, x = area.X+right+gap, area.X
	}
	ruleX := x - gap/2
	if rtl {
		ruleX = x + right + gap/2
	}
	s.box(page.Rect{X: ruleX - 0.4*s.u, Y: area.Y, W: 0.8 * s.u, H: area.H}, c.accentOn(c.ground))
	if err := s.dateLying(left); err != nil {
		return err
	}
	top := page.Rect{X: x, Y: area.Y, W: right, H: area.H - lower.height - 14*s.u}
	if err := s.soloHeadline(top); err != nil {
		return err
	}
	lower.place(x, area.Bottom()-lower.height)
	return nil
}

func (s *sheet) soloHeadline(r page.Rect) error {
	c := s.colours
	b, err := s.headline(s.first().headline, page.Size{W: r.W, H: r.H}, true)
	if err != nil {
		return err
	}
	s.base.Add(b.Place(page.Point{X: r.X, Y: r.Y}, r.W, typeset.Start, typeset.Paint{Fill: c.ink})...)
	s.reports(b, c.ink, c.ground)
	return nil
}
