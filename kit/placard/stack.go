package placard

import (
	"math"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// stack is a column of text under construction: blocks that follow each
// other baseline to baseline.
type stack struct {
	s     *sheet
	width float64
	// shrink scales type sizes where the column is too small for them.
	shrink float64

	items []stacked
	// last is the last baseline and bottom the lower edge of the ink, from
	// the top of the first block's ink.
	last, bottom float64
	longest      string
}

type stacked struct {
	*typeset.Block
	y      float64
	ink    page.Color
	shared bool
	link   bool
}

func (s *sheet) column(width, shrink float64) *stack {
	return &stack{s: s, width: width, shrink: shrink}
}

// line is one entry of a column.
type entry struct {
	text said
	em   float64
	bold bool
	ink  page.Color
	// skip is the room above it beyond the leading, in ems.
	skip float64
	// shared entries are the same on every page of a batch; address breaks
	// like one and is a link.
	shared, address bool
}

func (e entry) style() typeset.Style {
	style := typeset.Style{Weight: typeset.Medium, Lang: e.text.lang, Address: e.address}
	if e.bold {
		style.Weight = typeset.Bold
	}
	if e.address {
		style.Lang = "en"
	}
	return style
}

// size is the type size of an entry of em mm here: never below the small print.
func (st *stack) size(em float64) float64 {
	return math.Max(em*st.shrink, st.s.smallEm)
}

// add sets an entry below what is there; an empty one takes no room.
func (st *stack) add(e entry) error {
	if e.text.text == "" {
		return nil
	}
	style := e.style()
	em := st.size(e.em)
	if len(e.text.text) > len(st.longest) {
		st.longest = e.text.text
	}
	b, err := st.s.m.set(e.text.text, style, em, st.width)
	if err != nil {
		return err
	}
	lead := typeset.Leading(e.text.lang)
	if e.address {
		// Addresses align like the column but always run left to right.
		aligned := *b
		aligned.RTL = typeset.RTL(e.text.lang)
		b = &aligned
	}
	y := 0.0
	if len(st.items) > 0 {
		// Words of another script than the language's may stand taller.
		y = math.Max(st.last+(lead+e.skip)*em-b.Baseline, st.bottom+0.1*em)
	}
	st.items = append(st.items, stacked{b, y, e.ink, e.shared, e.address})
	st.last = y + b.Last
	st.bottom = y + b.H
	return nil
}

// first is the first baseline.
func (st *stack) first() float64 {
	if len(st.items) == 0 {
		return 0
	}
	return st.items[0].Baseline
}

// place draws the column with the top of its ink at y.
func (st *stack) place(x, y float64, align typeset.Align) {
	for _, it := range st.items {
		items := it.Place(page.Point{X: x, Y: y + it.y}, st.width, align, typeset.Paint{Fill: it.ink})
		layer := st.s.local
		if it.shared {
			layer = st.s.base
		}
		layer.Add(items...)
		if it.link {
			for _, t := range items {
				st.s.local.Add(page.Link{Rect: t.Bounds(), Address: st.s.link.ASCII})
			}
		}
	}
}

// placeUp draws the column with its last baseline at y.
func (st *stack) placeUp(x, y float64, align typeset.Align) {
	st.place(x, y-st.last, align)
}

// fitting builds a column, smaller and smaller until it is no higher than height.
func (s *sheet) fitting(width, height float64, build func(*stack) error) (*stack, error) {
	var st *stack
	var err error
	for _, shrink := range []float64{1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.5, 0.42} {
		st = s.column(width, shrink)
		if err = build(st); err == nil && st.bottom <= height+1e-6 {
			return st, nil
		}
	}
	if err == nil {
		err = s.tooLong(st.longest)
	}
	return nil, err
}

func (s *sheet) tooLong(text string) error {
	rs := []rune(text)
	e := &typeset.TooLongError{Text: text, Letters: len(rs), MinEm: s.smallEm}
	if len(rs) > 40 {
		e.Text = string(rs[:40]) + "…"
	}
	return e
}

// strip adds the local lines of a voice, the first one bold.
func (st *stack) strip(v voice, em float64, ink page.Color) error {
	e := entry{text: said{lang: v.lang}, em: em, bold: true, ink: ink}
	for _, text := range st.whereLines(v, e) {
		e.text.text = text
		if err := st.add(e); err != nil {
			return err
		}
	}
	e.bold = v.where == ""
	for _, parts := range [][]string{{v.place}, {v.day, v.clock}, {v.host}} {
		before := len(st.items)
		if err := st.joined(e, parts...); err != nil {
			return err
		}
		e.bold = e.bold && len(st.items) == before
	}
	return nil
}

// whereLines is mission and city on one line if they fit it, else on two if
// the mission takes no more.
func (st *stack) whereLines(v voice, e entry) []string {
	fits := func(text string) bool {
		e.text.text = text
		return st.oneLine(e)
	}
	if v.mission != "" && v.city != "" && !fits(v.where) && fits(v.mission) {
		return []string{v.mission, v.city}
	}
	return []string{v.where}
}

// joined adds parts with points between them, as many on a line as it holds.
func (st *stack) joined(e entry, parts ...string) error {
	held := ""
	for _, part := range parts {
		if part == "" {
			continue
		}
		e.text.text = joined(held, part)
		if held == "" || st.oneLine(e) {
			held = e.text.text
			continue
		}
		e.text.text = held
		if err := st.add(e); err != nil {
			return err
		}
		e.skip, held = 0, part
	}
	e.text.text = held
	return st.add(e)
}

// oneLine reports whether an entry takes no more than one line.
func (st *stack) oneLine(e entry) bool {
	b, err := st.s.m.set(e.text.text, e.style(), st.size(e.em), st.width)
	return err == nil && len(b.Lines()) <= 1
}

// address adds the address for typing.
func (st *stack) address(lang string, em float64, ink page.Color) error {
	return st.add(entry{text: said{st.s.printed, lang}, em: em, ink: ink, address: true})
}
