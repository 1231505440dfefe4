package sheet

import (
	"strings"

	"eventkit/kit"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
)

// Statement makes the hand-over statement: how many sheets and signatures, and
// every sheet with its count.
func (m *Maker) Statement(k *kit.Kit, ev kit.Event, c Choice, t *kit.Tally) (*Made, error) {
	d, err := m.desk(k, ev, c)
	if err != nil {
		return nil, err
	}
	values, err := d.values()
	if err != nil {
		return nil, err
	}
	var h Handed
	h.Sheets, h.Signatures = t.Total()
	h.into(values, d.lang)
	f := d.form()
	title := f.say("tally-title")
	if err := f.title(title); err != nil {
		return nil, err
	}
	words, open := fill(f.say("handover-statement"), values)
	if err := f.text(words, open, 12.5, 6); err != nil {
		return nil, err
	}
	if err := f.counts(t.Counts()); err != nil {
		return nil, err
	}
	if err := f.heading(f.say("delegation"), 10); err != nil {
		return nil, err
	}
	if err := f.lines(12, f.say("place-date"), f.say("signature-line")); err != nil {
		return nil, err
	}
	pages, err := f.pages("statement", title)
	if err != nil {
		return nil, err
	}
	return &Made{pages, d.report}, nil
}

// counts lists the sheets of every table.
func (f *form) counts(all []kit.Count) error {
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j].Table == all[i].Table {
			j++
		}
		t, err := f.set.Line(all[i].Table, f.style(f.sized(10.5), typeset.Bold), f.width())
		if err != nil {
			return err
		}
		f.flow.Text(t, f.margin, 6*f.u, f.ink, false)
		if err := f.table(all[i:j]); err != nil {
			return err
		}
		i = j
	}
	return nil
}

// perRow is how many sheets stand side by side.
const perRow = 4

// table lists sheets and their counts, four a row.
func (f *form) table(counts []kit.Count) error {
	between := 6 * f.u
	width := (f.width() - between*(perRow-1)) / perRow
	height := 7 * f.u
	label := strings.ReplaceAll(f.say("sheet-number"), "{n}", "%")
	for i := 0; i < len(counts); i += perRow {
		var cells [][2]*paper.Text
		for _, c := range counts[i:min(i+perRow, len(counts))] {
			name, err := f.set.Line(strings.ReplaceAll(label, "%", paper.Number(c.Sheet, f.lang)), f.style(f.small(), typeset.Medium), 0.7*width)
			if err != nil {
				return err
			}
			st := f.style(f.sized(10.5), typeset.Bold)
			st.Align = paper.End
			count, err := f.set.Line(paper.Number(c.Signatures, f.lang), st, 0.3*width)
			if err != nil {
				return err
			}
			cells = append(cells, [2]*paper.Text{name, count})
		}
		f.flow.Add(paper.Row{Height: height, Join: i == 0, Draw: func(c *paper.Canvas, y float64) {
			base := y + height - 2.1*f.u
			for i, cell := range cells {
				x := f.margin + float64(i)*(width+between)
				c.Text(cell[0], x, base-cell[0].Rise(), f.ink)
				c.Text(cell[1], x+0.7*width, base-cell[1].Rise(), f.ink)
				c.Rule(x, y+height, width, paper.Hair, f.grey)
			}
		}})
	}
	return nil
}
