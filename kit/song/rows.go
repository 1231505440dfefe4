package song

import (
	"math"
	"slices"
	"strings"

	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
)

// rows sets the lines at the size that is tried, one row for all languages.
func (l *layout) rows(keep together) error {
	l.flow, l.wrapped = paper.Flow{}, false
	said := map[string]bool{}
	lines := l.made.Song.Lines
	for i := 0; i < len(lines); {
		n := i + 1
		for n < len(lines) && lines[n].Part == lines[i].Part {
			n++
		}
		key := l.saying(lines[i:n])
		if said[key] && l.say("refrain", l.lang()) != "" {
			if err := l.again(); err != nil {
				return err
			}
		} else {
			for j := i; j < n; j++ {
				join := keep == parts || keep == answers && lines[j].Who == All
				if err := l.row(lines[j], j > i, j > i && join); err != nil {
					return err
				}
			}
		}
		said[key] = n-i > 1
		i = n
	}
	return nil
}

// saying is what a part says, to find one that is sung again.
func (l *layout) saying(part []Line) string {
	var b strings.Builder
	for _, line := range part {
		b.WriteString(line.Who + "\n" + line.Words[l.lang()] + "\n")
	}
	return b.String()
}

// again stands for a part that was printed before.
func (l *layout) again() error {
	var texts []*paper.Text
	for _, c := range l.columns {
		t, err := l.set.Line(l.say("refrain", c.lang), l.style(c.lang, 0.8*l.em, typeset.Bold), c.width)
		if err != nil {
			return err
		}
		texts = append(texts, t)
	}
	l.flow.Add(paper.Row{Gap: 0.7 * l.em, Height: texts[0].Lead, Draw: func(c *paper.Canvas, y float64) {
		for i, t := range texts {
			l.canvas(c.Layer, l.columns[i].rtl).Text(t, l.columns[i].x+l.indent(), y, l.accent)
		}
	}})
	return nil
}

// indent is where words begin in their column: right of the bar.
func (l *layout) indent() float64 { return 0.5 * l.em }

// cell is one line of the song in one language: its words, broken where they
// must, and the chords of each of these.
type cell struct {
	text   *paper.Text
	chords [][]placed
}

func (l *layout) row(line Line, within, join bool) error {
	cells := make([]cell, len(l.columns))
	lead, n := 0.0, 0
	for i, c := range l.columns {
		var err error
		if cells[i], err = l.cell(line, c); err != nil {
			return err
		}
		lead, n = math.Max(lead, cells[i].text.Lead), max(n, cells[i].text.Len())
	}
	l.wrapped = l.wrapped || n > 1
	above := 0.0
	if l.chords {
		above = 0.8 * l.em
	}
	height := float64(n) * (lead + above)
	gap := 0.0
	switch {
	case !within && len(l.flow.Rows) > 0:
		gap = 0.7 * l.em
	case line.Who == Caller:
		gap = 0.16 * l.em
	}
	l.flow.Add(paper.Row{Gap: gap, Height: height, Join: join, Draw: func(c *paper.Canvas, y float64) {
		for i, cell := range cells {
			l.drawCell(l.canvas(c.Layer, l.columns[i].rtl), l.columns[i], cell, line.Who, y, height, above, lead)
		}
	}})
	return nil
}

func (l *layout) drawCell(c *paper.Canvas, col column, cell cell, who string, y, height, above, lead float64) {
	if who == All {
		c.Box(col.x, y+0.1*l.em, 1.3*l.u, height-0.2*l.em, l.accent)
	}
	for i := range cell.text.Len() {
		top := y + float64(i)*(lead+above)
		for _, chord := range cell.chords[i] {
			c.Text(chord.text, col.x+l.indent()+chord.x, top+chord.y, chord.ink)
		}
		c.Line(cell.text, i, col.x+l.indent(), top+above, l.ink)
	}
}

func (l *layout) cell(line Line, c column) (cell, error) {
	weight := typeset.Medium
	if line.Who == All {
		weight = typeset.Bold
	}
	st := l.style(c.lang, l.em, weight)
	st.Lead = math.Max(1.24, typeset.Leading(c.lang))
	words := line.Words[c.lang]
	t, err := l.set.Set(words, st, c.width-l.indent())
	if err != nil {
		return cell{}, err
	}
	out := cell{t, make([][]placed, t.Len())}
	if !l.chords || l.trial {
		return out, nil
	}
	from := 0
	for i, said := range t.Said() {
		start := from + max(0, strings.Index(words[from:], firstWord(said)))
		end := len(words)
		if i < t.Len()-1 {
			next := firstWord(t.Said()[i+1])
			if at := strings.Index(words[min(len(words), start+len(said)):], next); at >= 0 {
				end = min(len(words), start+len(said)) + at
			}
		}
		if out.chords[i], err = l.above(words[start:end], line.Chords[c.lang], start, i == t.Len()-1, st, c); err != nil {
			return cell{}, err
		}
		from = end
	}
	return out, nil
}

func firstWord(s string) string {
	if f := strings.Fields(s); len(f) > 0 {
		return f[0]
	}
	return s
}

// above places the chords of words that begin at a byte of their line. What
// follows a chord is as wide wherever it stands, so a chord's place is measured
// from the end of the words.
func (l *layout) above(words string, chords []Chord, from int, last bool, st paper.Style, c column) ([]placed, error) {
	whole, err := l.advance(words, st)
	if err != nil {
		return nil, err
	}
	var out []placed
	edge := 0.0
	for _, chord := range chords {
		at := chord.At - from
		if at < 0 || at > len(words) || at == len(words) && !last {
			continue
		}
		rest, err := l.advance(words[at:], st)
		if err != nil {
			return nil, err
		}
		em := 0.68 * l.em
		cs := paper.Style{Lang: "en", RTL: c.rtl, Em: em, Lead: 1.2, Least: em, Weight: typeset.Bold}
		t, err := l.set.Line(chord.Name, cs, 6*l.em)
		if err != nil {
			return nil, err
		}
		x := math.Max(edge, whole-rest)
		x = math.Min(x, c.width-l.indent()-t.Ink)
		if len(out) > 0 {
			x = math.Max(x, edge)
		}
		out = append(out, placed{t, x, 0.1 * l.em, l.accent})
		edge = x + t.Ink + 0.42*em
	}
	return slices.Clip(out), nil
}

// advance is how wide words run, in mm.
func (l *layout) advance(words string, st paper.Style) (float64, error) {
	if strings.TrimSpace(words) == "" {
		return 0, nil
	}
	b, err := l.lib.Line(words, typeset.Style{Weight: st.Weight, Lang: st.Lang}, st.Em, st.Em-1e-6, 1e5)
	if err != nil {
		return 0, err
	}
	w := 0.0
	for _, it := range b.Place(page.Point{}, b.W, typeset.Left, typeset.Paint{}) {
		if t, ok := it.(page.Text); ok {
			w += t.Advance
		}
	}
	return w, nil
}
