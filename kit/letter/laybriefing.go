package letter

import (
	"math"

	"eventkit/kit"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
)

// layBriefing lays the briefing out in two columns: headings beside their text.
func (m *Made) layBriefing(set *paper.Setter, k *kit.Kit, c Choice) error {
	var l *briefingLayout
	for _, size := range []float64{11, 10.75, 10.5, 10.25, 10, 9.75, 9.5, 9.25, 9, 10.5} {
		l = &briefingLayout{layout: newLayout(m, set, k, c.Paper)}
		l.em = math.Max(size*pt*l.u, 7*pt)
		if err := l.build(); err != nil {
			return err
		}
		if l.flow.Height() <= l.bottom(0)-l.top(0) {
			break
		}
	}
	var err error
	if m.Pages, err = l.pages("briefing", l.top, l.bottom, l.dress); err != nil {
		return err
	}
	m.Report.Code(m.Address, l.code)
	return nil
}

type briefingLayout struct {
	*layout
	title  *paper.Text
	column float64 // width of the headings' column with the room beside it
}

func (l *briefingLayout) build() error {
	l.x = 20 * l.u
	l.column = 42 * l.u
	l.measure = l.size.W - 2*l.x - l.column
	st := l.style(23*pt*l.u, typeset.Black)
	st.Lead = math.Max(1.06, 0.82*typeset.Leading(l.Lang))
	var err error
	if l.title, err = l.set.Set(l.Title, st, l.size.W-2*l.x); err != nil {
		return err
	}
	for i := 0; i < len(l.Parts); {
		if i, err = l.section(i); err != nil {
			return err
		}
	}
	return nil
}

// section lays out the parts from i up to the next heading.
func (l *briefingLayout) section(i int) (int, error) {
	var head *paper.Text
	var err error
	if p := l.Parts[i]; p.Kind == Heading {
		st := l.style(l.em*1.04, typeset.Bold)
		st.Lead = 1.25
		if head, err = l.set.Set(p.Words(), st, l.column-6*l.u); err != nil {
			return i, err
		}
		i++
	}
	for first := true; i < len(l.Parts) && l.Parts[i].Kind != Heading; i++ {
		if err := l.paragraph(l.Parts[i], head, first); err != nil {
			return i, err
		}
		first = false
	}
	return i, nil
}

func (l *briefingLayout) paragraph(p Part, head *paper.Text, first bool) error {
	indent := 0.0
	if p.Kind == Item {
		indent = 1.3 * l.em
	}
	t, err := l.part(p, l.measure-indent)
	if err != nil {
		return err
	}
	x, gap := l.x+l.column+indent, 0.55*t.Lead
	at := len(l.flow.Rows)
	if first {
		gap = 9 * l.u
	}
	l.flow.Text(t, x, gap, l.ink, false)
	if at == len(l.flow.Rows) {
		return nil
	}
	if p.Kind == Item {
		l.bullet(p, at)
	}
	if first {
		l.flow.Rows[at].Draw = l.opening(l.flow.Rows[at].Draw, head)
	}
	return nil
}

// bullet puts an item's point or number before its first line.
func (l *briefingLayout) bullet(p Part, at int) {
	words := "•"
	if p.Number > 0 {
		words = paper.Number(p.Number, l.Lang) + "."
	}
	t, err := l.set.Line(words, l.body(), 3*l.em)
	if err != nil {
		return
	}
	draw := l.flow.Rows[at].Draw
	l.flow.Rows[at].Draw = func(c *paper.Canvas, y float64) {
		draw(c, y)
		c.Text(t, l.x+l.column, y, l.ink)
	}
}

// opening draws a section's first line with the rule above and the heading
// beside it.
func (l *briefingLayout) opening(line func(*paper.Canvas, float64), head *paper.Text) func(*paper.Canvas, float64) {
	return func(c *paper.Canvas, y float64) {
		c.Rule(l.x, y-3.4*l.u, l.size.W-2*l.x, paper.Hair, l.ink)
		if head != nil {
			c.Text(head, l.x, y+(l.body().Lead*l.em-head.Lead)/2, l.accent)
		}
		line(c, y)
	}
}

func (l *briefingLayout) top(i int) float64 {
	if i == 0 {
		return 26*l.u + l.title.Height() + 11*l.u
	}
	return 30 * l.u
}

func (l *briefingLayout) bottom(i int) float64 {
	if i == 0 && l.code > 0 {
		return l.size.H - 13*l.u - l.code - 5*l.u
	}
	return l.size.H - 22*l.u
}

func (l *briefingLayout) dress(c *paper.Canvas, i, n int) error {
	end, width := l.size.H-13*l.u, l.size.W-2*l.x
	if i > 0 {
		return l.pageNumber(c, i, n, l.x, end, width, paper.End)
	}
	c.Box(l.x, 18*l.u, 12*l.u, 1.6*l.u, l.accent)
	c.Text(l.title, l.x, 24*l.u, l.ink)
	if l.code == 0 {
		return l.pageNumber(c, i, n, l.x, end, width, paper.End)
	}
	c.Code(l.Address.Symbol, l.x, end-l.code, l.code)
	st := l.style(l.small(), typeset.Medium)
	st.Address = true
	t, err := l.set.Set(l.Address.Printed, st, l.measure)
	if err != nil {
		return err
	}
	y := end - t.Height() + t.Lead - t.Rise()
	c.Text(t, l.x+l.column, y, l.ink)
	c.Link(l.x+l.column, y, t.Width, t.Height(), l.Address.Symbol.Address)
	return l.pageNumber(c, i, n, l.x, end, width, paper.End)
}
