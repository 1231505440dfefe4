package song

import (
	"math"
	"slices"

	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
)

// head sets the song's title above every column.
func (l *layout) head() error {
	for _, c := range l.columns {
		words, lang, _ := l.made.Song.Title.In(c.lang)
		em := 30 * pt * l.u
		if len(l.columns) > 1 {
			em = 24 * pt * l.u
		}
		st := l.style(lang, em, typeset.Black)
		st.RTL = c.rtl
		t, err := l.set.Line(words, st, c.width)
		if err != nil {
			return err
		}
		l.title = append(l.title, placed{t, c.x, l.margin(), l.ink})
	}
	return nil
}

func (l *layout) titleHeight() float64 {
	h := 0.0
	for _, p := range l.title {
		h = math.Max(h, p.text.Height())
	}
	return h
}

// legend says how one voice and all are told apart, above the first column.
func (l *layout) legend(layer *page.Layer) error {
	for _, col := range l.columns {
		one, all := l.say(Caller, col.lang), l.say(All, col.lang)
		if one == "" || all == "" {
			continue
		}
		c := l.canvas(layer, col.rtl)
		y := l.margin() + l.titleHeight()
		st := l.style(col.lang, l.legendEm(), typeset.Medium)
		first, err := l.set.Line(one, st, col.width/2-l.bar())
		if err != nil {
			return err
		}
		st.Weight = typeset.Bold
		second, err := l.set.Line(all, st, col.width/2-l.bar())
		if err != nil {
			return err
		}
		c.Text(first, col.x, y, l.ink)
		x := col.x + first.Ink + 6*l.u
		c.Box(x, y+0.12*second.Lead, 1.3*l.u, 0.76*second.Lead, l.accent)
		c.Text(second, x+0.6*l.bar(), y, l.ink)
	}
	return nil
}

func (l *layout) legendEm() float64 { return math.Max(11*pt*l.u, l.small()) }

// bar is the room of the bar beside what all sing.
func (l *layout) bar() float64 { return 4.5 * l.u }

// top is where the words of page i begin.
func (l *layout) top(i int) float64 {
	if i > 0 {
		return l.margin()
	}
	return l.margin() + l.titleHeight() + 1.7*l.legendEm() + 4*l.u
}

// footHeight is that of the credits, or of the code beside them.
func (l *layout) footHeight() float64 {
	h := 0.0
	for _, p := range l.foot {
		h = math.Max(h, p.y+p.text.Height())
	}
	return math.Max(h, l.code)
}

func (l *layout) room(i int) float64 {
	foot := l.footHeight()
	if i > 0 {
		foot = 1.4 * l.small()
	}
	return l.size.H - l.margin() - foot - 5*l.u - l.top(i)
}

// credits sets whose song it is, and the address of the form.
func (l *layout) credits() error {
	s := l.made.Song
	width := l.size.W - 2*l.margin()
	if l.code > 0 {
		width -= l.code + 8*l.u
	}
	rtl := typeset.RTL(l.lang())
	y := 0.0
	add := func(words, lang string, em float64, weight typeset.Weight, address bool) error {
		if words == "" {
			return nil
		}
		st := l.style(lang, em, weight)
		st.RTL, st.Address = rtl, address
		t, err := l.set.Set(words, st, width)
		if err == nil {
			l.foot = append(l.foot, placed{t, l.margin(), y, l.ink})
			y += t.Height()
		}
		return err
	}
	if l.address != nil {
		sign, lang := l.kit.Word("sign", l.lang())
		if err := add(sign, lang, 13*pt*l.u, typeset.Bold, false); err != nil {
			return err
		}
		if err := add(l.address.Printed, "en", l.small(), typeset.Medium, true); err != nil {
			return err
		}
	}
	if err := add(s.Credit+", "+s.Licence, "en", l.small(), typeset.Medium, false); err != nil {
		return err
	}
	note, lang, _ := s.Note.In(l.lang())
	return add(note, lang, l.small(), typeset.Medium, false)
}

// drawFoot draws the credits and the code on the first page and the number on
// every page of several.
func (l *layout) drawFoot(c *paper.Canvas, i, n int) error {
	end := l.size.H - l.margin()
	top := end - l.footHeight()
	if i == 0 {
		for _, p := range l.foot {
			c.Text(p.text, p.x, top+p.y, p.ink)
		}
		if l.code > 0 {
			c.Code(l.address.Symbol, l.size.W-l.margin()-l.code, end-l.code, l.code)
		}
	}
	if n < 2 || i == 0 && l.code > 0 {
		return nil
	}
	st := l.style(l.lang(), l.small(), typeset.Medium)
	st.Align = paper.End
	t, err := l.set.Line(paper.Number(i+1, l.lang())+" / "+paper.Number(n, l.lang()), st, 30*l.u)
	if err != nil {
		return err
	}
	y := end - t.Height()
	if i == 0 && slices.ContainsFunc(l.foot, func(p placed) bool { return p.text.Ink > l.size.W-2*l.margin()-32*l.u }) {
		return nil
	}
	c.Text(t, l.size.W-l.margin()-30*l.u, y, l.ink)
	return nil
}
