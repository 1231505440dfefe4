package letter

import (
	"math"
	"unicode/utf8"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
)

// fits are the settings of a letter, from the roomiest: its size in pt on A4
// and how much of the usual room stands between its parts. The first with
// which it takes one page is taken, the last where none does.
var fits = []struct{ size, room float64 }{
	{11, 1}, {10.75, 1}, {10.5, 1}, {10.25, 1}, {10, 1}, {10, 0.85}, {10, 0.7}, {9.75, 0.7}, {9.5, 0.65}, {10.5, 1},
}

// layLetter lays the letter out on one page, or, if it must, on more.
func (m *Made) layLetter(set *paper.Setter, k *kit.Kit, c Choice) error {
	var l *letterLayout
	for _, fit := range fits {
		l = &letterLayout{layout: newLayout(m, set, k, c.Paper), room: fit.room}
		l.em = math.Max(fit.size*pt*l.u, 7.5*pt)
		if err := l.build(); err != nil {
			return err
		}
		if l.flow.Height() <= l.bottom(0)-l.top(0) {
			break
		}
	}
	var err error
	if m.Pages, err = l.pages("letter", l.top, l.bottom, l.dress); err != nil {
		return err
	}
	m.Report.Code(m.Address, l.code)
	return nil
}

type letterLayout struct {
	*layout
	room                float64
	host, contact, date *paper.Text
	// again is who writes, on later pages.
	again *paper.Text
	// logo is the logo's size in mm, beside is that who writes stands beside it
	// and not below.
	logo    page.Size
	beside  bool
	headEnd float64
}

func (l *letterLayout) build() error {
	letter, err := l.letter()
	if err != nil {
		return err
	}
	// The side where reading begins is the narrower.
	l.measure = math.Min(l.size.W-44*l.u, math.Max(36.8*l.em, math.Min(41*l.em, lettersALine*letter)))
	l.x = math.Max(20*l.u, 0.44*(l.size.W-l.measure))
	for _, step := range []func() error{l.head, l.address, l.text, l.closing} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// lettersALine is how many letters a full line should have, about.
const lettersALine = 69

// letter is how wide a letter of the text is on average, which differs from
// script to script.
func (l *letterLayout) letter() (float64, error) {
	longest := ""
	for _, p := range l.Parts {
		if words := p.Words(); len(words) > len(longest) {
			longest = words
		}
	}
	const endless = 1e4
	t, err := l.set.Set(longest, l.style(l.em, typeset.Medium), endless)
	if err != nil || longest == "" {
		return 0, err
	}
	return t.Ink / float64(utf8.RuneCountInString(longest)), nil
}

// head is the letterhead: who writes, and under a rule or a logo where to reach
// them.
func (l *letterLayout) head() error {
	room := l.measure
	if l.Logo != nil {
		l.logo = l.Logo.size(l.u)
		if rest := l.measure - l.logo.W - logoGap*l.u; rest >= 60*l.u {
			l.beside, room = true, rest
		}
	}
	var err error
	if l.host, err = l.set.Line(l.Host, l.style(15*pt*l.u, typeset.Bold), room); err != nil {
		return err
	}
	st := l.style(l.small(), typeset.Medium)
	if l.contact, err = l.set.Line(l.Contact, st, room); err != nil {
		return err
	}
	if l.again, err = l.set.Line(l.Host, l.style(l.small(), typeset.Bold), 0.75*l.measure); err != nil {
		return err
	}
	l.headEnd = l.drawHead(&paper.Canvas{Size: l.size, Layer: &page.Layer{}})
	return nil
}

const (
	logoTop = 13.0 // of the paper, on A4
	logoGap = 6.0
)

// drawHead draws the letterhead and returns where it ends.
func (l *letterLayout) drawHead(c *paper.Canvas) float64 {
	x, y, words := l.x, 21*l.u, l.host.Height()+l.contact.Height()
	switch {
	case l.Logo != nil && l.beside:
		high := math.Max(l.logo.H, words)
		top := logoTop * l.u
		l.Logo.draw(c, x, top+(high-l.logo.H)/2, l.u)
		x, y = x+l.logo.W+logoGap*l.u, top+(high-words)/2
		words = math.Max(words, top+high-y)
	case l.Logo != nil:
		l.Logo.draw(c, x, logoTop*l.u, l.u)
		y = logoTop*l.u + l.logo.H + 3*l.u
	case l.host.Len() > 0:
		c.Box(x, 16*l.u, 12*l.u, 1.6*l.u, l.accent)
	}
	if l.host.Len() > 0 {
		c.Text(l.host, x, y, l.ink)
		c.Text(l.contact, x, y+l.host.Height(), l.ink)
	}
	return y + words + l.u
}

// address is who the letter goes to, the date, and the subject.
func (l *letterLayout) address() error {
	st := l.body()
	st.Lead, st.Prose = typeset.Leading(l.Lang), false
	dated := st
	dated.Align = paper.End
	var err error
	if l.date, err = l.set.Line(l.Date, dated, l.measure); err != nil {
		return err
	}
	last := 0.0
	for i, line := range l.To {
		t, err := l.set.Set(line, st, l.measure)
		if err != nil {
			return err
		}
		l.flow.Text(t, l.x, 0, l.ink, i > 0)
		last = t.Ink
	}
	l.withDate(last)
	t, err := l.set.Set(l.Title, l.style(1.22*l.em, typeset.Bold), l.measure)
	if err != nil {
		return err
	}
	l.flow.Text(t, l.x, 9*l.u*l.room, l.ink, len(l.flow.Rows) > 0)
	return nil
}

// withDate has the last line of the address, ink mm wide, share its line with
// the date if there is room.
func (l *letterLayout) withDate(ink float64) {
	if l.date.Len() == 0 {
		return
	}
	draw := func(c *paper.Canvas, y float64) { c.Text(l.date, l.x, y, l.ink) }
	n := len(l.flow.Rows)
	if n == 0 || ink+l.date.Ink+8*l.u > l.measure {
		l.flow.Add(paper.Row{Height: l.date.Lead, Join: n > 0, Draw: draw})
		return
	}
	line := l.flow.Rows[n-1].Draw
	l.flow.Rows[n-1].Draw = func(c *paper.Canvas, y float64) { line(c, y); draw(c, y) }
}

func (l *letterLayout) text() error {
	for i, p := range l.Parts {
		t, err := l.part(p, l.measure)
		if err != nil {
			return err
		}
		gap := 0.62 * t.Lead * l.room
		if i == 0 {
			gap = 4.5 * l.u * l.room
		}
		l.flow.Text(t, l.x, gap, l.ink, i < 2)
	}
	return nil
}

// closing is the last sentence and the lines to sign on, which stay together.
func (l *letterLayout) closing() error {
	t, err := l.set.Set(l.Closing, l.body(), l.measure)
	if err != nil {
		return err
	}
	l.flow.Text(t, l.x, 0.62*t.Lead*l.room, l.ink, true)
	if l.Delegation != "" {
		t, err = l.set.Set(l.Delegation, l.style(l.em, typeset.Bold), l.measure)
		if err != nil {
			return err
		}
		l.flow.Text(t, l.x, 6*l.u*l.room, l.ink, true)
	}
	caption, err := l.set.Line(l.Sign, l.style(l.small(), typeset.Medium), l.measure/2)
	if err != nil {
		return err
	}
	const columns = 2
	between := 9 * l.u
	width := (l.measure - between) / columns
	room := math.Max(9, 12*l.u*l.room)
	for i := 0; i < l.Signers; i += columns {
		n := min(columns, l.Signers-i)
		l.flow.Add(paper.Row{
			Height: room + caption.Lead, Join: i < 2*columns,
			Draw: func(c *paper.Canvas, y float64) {
				for j := range n {
					x := l.x + float64(j)*(width+between)
					c.Rule(x, y+room, width, 0.16, l.ink)
					c.Text(caption, x, y+room+0.4*l.u, l.ink)
				}
			},
		})
	}
	return nil
}

// top and bottom are where the text of page i begins and ends.
func (l *letterLayout) top(i int) float64 {
	if i == 0 {
		return math.Max(46*l.u*l.room, l.headEnd+13*l.u*l.room)
	}
	return math.Max(32*l.u, 16*l.u+l.again.Height()+8*l.u)
}

func (l *letterLayout) bottom(i int) float64 {
	if i == 0 && l.code > 0 {
		return l.footTop() - 7*l.u*l.room
	}
	return l.size.H - 26*l.u
}

func (l *letterLayout) footTop() float64 { return l.size.H - 13*l.u - l.code }

func (l *letterLayout) dress(c *paper.Canvas, i, n int) error {
	if i > 0 {
		return l.laterPage(c, i, n)
	}
	l.drawHead(c)
	return l.foot(c, i, n)
}

// laterPage heads a page with who writes, and numbers it.
func (l *letterLayout) laterPage(c *paper.Canvas, i, n int) error {
	c.Text(l.again, l.x, 16*l.u, l.ink)
	base := 16*l.u + (typeset.Leading(l.Lang)+0.714)/2*l.small()
	return l.pageNumber(c, i, n, l.x, base, l.measure, paper.End)
}

// foot is the code with its address beside it.
func (l *letterLayout) foot(c *paper.Canvas, i, n int) error {
	end := l.size.H - 13*l.u
	if l.code == 0 {
		return l.pageNumber(c, i, n, l.x, end, l.measure, paper.End)
	}
	c.Code(l.Address.Symbol, l.x+l.measure-l.code, end-l.code, l.code)
	st := l.style(l.small(), typeset.Medium)
	st.Address = true
	t, err := l.set.Set(l.Address.Printed, st, l.measure-l.code-8*l.u)
	if err != nil {
		return err
	}
	y := end - t.Height() + t.Lead - t.Rise()
	c.Text(t, l.x, y, l.ink)
	c.Link(l.x, y, t.Width, t.Height(), l.Address.Symbol.Address)
	return l.pageNumber(c, i, n, l.x, y-t.Lead*0.6, l.measure, paper.Start)
}
