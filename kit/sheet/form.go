package sheet

import (
	"math"

	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
)

// form is a column of text and lines to write on, on its way to pages.
type form struct {
	*desk
	flow paper.Flow
	// room scales the empty space.
	room float64
}

func (d *desk) form() *form { return &form{desk: d, room: 1} }

// title heads a form, with the mission below it.
func (f *form) title(words string) error {
	st := f.style(22*pt*f.u, typeset.Black)
	st.Lead = math.Max(1.1, 0.84*typeset.Leading(f.lang))
	t, err := f.set.Line(words, st, f.width()-14*f.u)
	if err != nil {
		return err
	}
	x, bar := f.margin, 5*f.u
	f.flow.Add(paper.Row{Height: bar, Draw: func(c *paper.Canvas, y float64) {
		c.Box(x, y, 12*f.u, 1.6*f.u, f.accent)
	}})
	f.flow.Text(t, x, 0, f.ink, true)
	return f.where()
}

// where says which mission the form is about, if that is known.
func (f *form) where() error {
	mission, city := paper.OneLine(f.event.Mission), paper.OneLine(f.event.City)
	for i, words := range []string{mission, city} {
		if words == "" {
			continue
		}
		t, err := f.set.Set(words, f.style(f.sized(10), typeset.Medium), f.width())
		if err != nil {
			return err
		}
		gap := 0.0
		if i == 0 || mission == "" {
			gap = 1.2 * f.u
		}
		f.flow.Text(t, f.margin, gap, f.ink, true)
	}
	return nil
}

// text adds filled-in words of so many pt; lines to write on get more room.
func (f *form) text(words string, open bool, points, gap float64) error {
	t, err := f.running(words, open, points, f.width())
	if err != nil {
		return err
	}
	f.flow.Text(t, f.margin, gap*f.u*f.room, f.ink, true)
	return nil
}

func (f *form) running(words string, open bool, points, width float64) (*paper.Text, error) {
	st := f.style(f.sized(points), typeset.Medium)
	st.Lead = math.Max(1.42, typeset.Leading(f.lang))
	if open {
		st.Lead = math.Max(2.1, 8.5/st.Em)
	}
	return f.set.Set(words, st, math.Min(width, longestLine*st.Em))
}

// longestLine is the most that a line of running text may take, in ems: more
// than about 75 letters tire the eye.
const longestLine = 39

// heading adds a line in bold.
func (f *form) heading(words string, gap float64) error {
	t, err := f.set.Line(words, f.style(f.sized(10.5), typeset.Bold), f.width())
	if err != nil {
		return err
	}
	f.flow.Text(t, f.margin, gap*f.u*f.room, f.ink, false)
	return nil
}

// lines adds lines to write on side by side, each with a caption below it.
// They stay with what is above.
func (f *form) lines(room float64, captions ...string) error {
	between := 8 * f.u
	n := float64(len(captions))
	width := (f.width() - between*(n-1)) / n
	var set []*paper.Text
	below := 0.0
	for _, words := range captions {
		t, err := f.set.Line(words, f.style(f.small(), typeset.Medium), width)
		if err != nil {
			return err
		}
		set = append(set, t)
		below = max(below, t.Height())
	}
	room = math.Max(9, room*f.u*f.room)
	f.flow.Add(paper.Row{Height: room + below + 0.4*f.u, Join: true, Draw: func(c *paper.Canvas, y float64) {
		for i, t := range set {
			f.line(c, t, f.margin+float64(i)*(width+between), y+room, width)
		}
	}})
	return nil
}

// line draws one line to write on with its caption.
func (f *form) line(c *paper.Canvas, caption *paper.Text, x, y, width float64) {
	c.Rule(x, y, width, 0.16, f.ink)
	c.Text(caption, x, y+0.4*f.u, f.ink)
}

// gap leaves room for the eye.
func (f *form) gap(room float64) {
	f.flow.Add(paper.Row{Height: room * f.u * f.room, Join: true, Draw: func(*paper.Canvas, float64) {}})
}

// column is how much of a page the rows may take in mm.
func (f *form) column() float64 { return f.size.H - 2*f.margin - 8*f.u }

// pages draws the form on as many pages as it takes.
func (f *form) pages(what, title string) ([]*page.Page, error) {
	parts, ok := f.flow.Break(func(int) float64 { return f.column() })
	const most = 200
	if !ok || len(parts) > most {
		return nil, &paper.SizeError{Paper: f.size, What: what}
	}
	var out []*page.Page
	for i, rows := range parts {
		c := f.canvas()
		paper.Draw(c, rows, f.margin)
		if err := f.number(c, i, len(parts), f.size.H-f.margin-5*f.u); err != nil {
			return nil, err
		}
		out = append(out, f.page(title, c.Layer))
	}
	return out, nil
}

func (d *desk) page(title string, layers ...*page.Layer) *page.Page {
	return &page.Page{Size: d.size, Title: title, Lang: d.lang, Layers: layers}
}

// number draws "1 / 2" at the end of the line that begins at y.
func (d *desk) number(c *paper.Canvas, i, n int, y float64) error {
	if n < 2 {
		return nil
	}
	st := d.style(d.small(), typeset.Medium)
	st.Align = paper.End
	t, err := d.set.Line(paper.Number(i+1, d.lang)+" / "+paper.Number(n, d.lang), st, 14*d.u)
	if err != nil {
		return err
	}
	c.Text(t, d.margin+d.width()-14*d.u, y, d.ink)
	return nil
}
