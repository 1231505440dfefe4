package letter

import (
	"math"
	"strings"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

const (
	pt      = 25.4 / 72 // mm
	a4Short = 210.0     // the short side of A4 in mm
)

// layout is a document while it is laid out. Lengths are mm; u is one mm of an
// A4 page, scaled to the paper's short side.
type layout struct {
	*Content
	set         *paper.Setter
	size        page.Size
	u           float64
	ink, accent page.Color
	// x is where the words begin, measure how wide they run, em their size.
	x, measure, em float64
	code           float64 // side of the code, 0: none
	flow           paper.Flow
}

// small is the smallest type, in mm: 9 pt on A4, never under 6.
func (l *layout) small() float64 { return math.Max(9*pt*l.u, 6.1*pt) }

func newLayout(m *Made, set *paper.Setter, k *kit.Kit, size page.Size) *layout {
	if size == (page.Size{}) {
		size = page.Size{W: 210, H: 297}
	}
	l := &layout{Content: m.Content, set: set, size: size, u: size.Short() / a4Short}
	l.ink, l.accent = paper.Colours(k)
	if m.Address != nil {
		l.code = math.Max(16*l.u, qr.MinSide(m.Address.Symbol.Modules.N))
	}
	return l
}

func (l *layout) style(em float64, weight typeset.Weight) paper.Style {
	return paper.Style{Lang: l.Lang, RTL: l.RTL, Em: em, Least: l.small(), Weight: weight}
}

// body is the style of running text: a little more open than small print.
func (l *layout) body() paper.Style {
	st := l.style(l.em, typeset.Medium)
	st.Lead = math.Max(1.42, typeset.Leading(l.Lang))
	st.Prose = true
	return st
}

// part sets a part of the document.
func (l *layout) part(p Part, width float64) (*paper.Text, error) {
	st := l.body()
	words, ok := p.marked()
	switch {
	case p.strong() || p.Kind == Heading:
		words, st.Weight = p.Words(), typeset.Bold
	case ok:
		st.Strong = true
	}
	if isAddress(words) {
		st.Address = true
	}
	return l.set.Set(words, st, width)
}

// isAddress reports whether words are a web address and nothing else.
func isAddress(words string) bool {
	return !strings.ContainsAny(words, " \n") && (strings.HasPrefix(words, "https://") || strings.HasPrefix(words, "http://"))
}

// pages draws the flow: head draws what stands at the top of page i of n and
// foot what stands below, around a column that begins at top(i) and ends at
// bottom(i).
func (l *layout) pages(what string, top, bottom func(i int) float64, dress func(c *paper.Canvas, i, n int) error) ([]*page.Page, error) {
	parts, ok := l.flow.Break(func(i int) float64 { return bottom(i) - top(i) })
	const most = 40
	if !ok || len(parts) > most {
		return nil, &paper.SizeError{Paper: l.size, What: what}
	}
	var out []*page.Page
	for i, rows := range parts {
		c := &paper.Canvas{Size: l.size, RTL: l.RTL, Layer: &page.Layer{}}
		if err := dress(c, i, len(parts)); err != nil {
			return nil, err
		}
		paper.Draw(c, rows, top(i))
		out = append(out, &page.Page{Size: l.size, Title: l.Title, Lang: l.Lang, Layers: []*page.Layer{c.Layer}})
	}
	return out, nil
}

// pageNumber draws "2 / 3" at the end of the foot.
func (l *layout) pageNumber(c *paper.Canvas, i, n int, x, y, w float64, align paper.Align) error {
	if n < 2 {
		return nil
	}
	st := l.style(l.small(), typeset.Medium)
	st.Align = align
	t, err := l.set.Line(paper.Number(i+1, l.Lang)+" / "+paper.Number(n, l.Lang), st, w)
	if err != nil {
		return err
	}
	c.Text(t, x, y-t.Rise(), l.ink)
	return nil
}
