package placard

import (
	"slices"

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

// add sets an entry below what is there; an empty one takes no room.
func (st *stack) add(e entry) error {
	if e.text.text == "" {
		return nil
	}
	style := typeset.Style{Weight: typeset.Medium, Lang: e.text.lang, Address: e.address}
	if e.bold {
		style.Weight = typeset.Bold
	}
	if e.address {
		style.Lang = "en"
	}
	em := e.em * st.shrink
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
		y = st.last + (lead+e.skip)*em - b.Baseline
	}
	st.items = append(st.items, stacked{b, y, e.ink, e.shared, e.address})
	st.last = y + b.Last
	st.bottom = y + b.H
	return nil
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
	var err error
	for _, shrink := range []float64{1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.5, 0.42} {
		st := s.column(width, shrink)
		if err = build(st); err == nil && st.bottom <= height+1e-6 {
			return st, nil
		}
	}
	if err == nil {
		err = &typeset.TooLongError{Text: s.first().where, Letters: len(s.first().where), MinEm: s.textEm * 0.42}
	}
	return nil, err
}

// strip adds the local lines of a voice.
func (st *stack) strip(v voice, em float64, ink page.Color) error {
	dates := []string{v.date}
	if v.day != "" && v.clock != "" && !st.oneLine(v.date, v.lang, em) {
		dates = []string{v.day, v.clock}
	}
	bold := true
	for _, text := range slices.Concat([]string{v.where, v.place}, dates, []string{v.host}) {
		if err := st.add(entry{text: said{text, v.lang}, em: em, bold: bold, ink: ink}); err != nil {
			return err
		}
		bold = bold && text == ""
	}
	return nil
}

// oneLine reports whether a text takes one line.
func (st *stack) oneLine(text, lang string, em float64) bool {
	b, err := st.s.m.set(text, typeset.Style{Weight: typeset.Medium, Lang: lang}, em*st.shrink, st.width)
	return err == nil && len(b.Lines()) == 1
}

// address adds the address for typing.
func (st *stack) address(lang string, em float64, ink page.Color) error {
	return st.add(entry{text: said{st.s.printed, lang}, em: em, ink: ink, address: true})
}
