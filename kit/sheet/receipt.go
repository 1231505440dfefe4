package sheet

import (
	"math"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
)

// Handed is what is handed over; 0 is not known yet and becomes a line to
// write on.
type Handed struct{ Sheets, Signatures int }

func (h Handed) into(v map[string]string, lang string) {
	if h.Sheets > 0 {
		v["sheets"] = paper.Number(h.Sheets, lang)
	}
	if h.Signatures > 0 {
		v["count"] = paper.Number(h.Signatures, lang)
	}
}

// Receipt makes the hand-over receipt in two copies, one for the mission and
// one for the delegation: on one sheet with a line to cut along where there is
// room, else on two.
func (m *Maker) Receipt(k *kit.Kit, ev kit.Event, c Choice, h Handed) (*Made, error) {
	d, err := m.desk(k, ev, c)
	if err != nil {
		return nil, err
	}
	values, err := d.values()
	if err != nil {
		return nil, err
	}
	h.into(values, d.lang)
	pages, err := d.receipts(values)
	if err != nil {
		return nil, err
	}
	return &Made{pages, d.report}, nil
}

// receipts draws the receipt twice, with less room in it if then both copies go
// on one sheet.
func (d *desk) receipts(values map[string]string) ([]*page.Page, error) {
	var roomy *form
	for _, room := range []float64{1.1, 1, 0.85, 0.7, 0.55} {
		f := d.form()
		f.room = room
		if err := f.receipt(values); err != nil {
			return nil, err
		}
		if f.flow.Height() <= d.size.H/2-d.margin-11*d.u {
			return f.copies()
		}
		if roomy == nil {
			roomy = f
		}
	}
	pages, err := roomy.pages("receipt", d.say("receipt-title"))
	if err != nil || len(pages) > 1 {
		return nil, &paper.SizeError{Paper: d.size, What: "receipt"}
	}
	return []*page.Page{pages[0], pages[0]}, nil
}

func (f *form) receipt(values map[string]string) error {
	if err := f.title(f.say("receipt-title")); err != nil {
		return err
	}
	words, open := fill(f.say("receipt-text"), values)
	if err := f.text(words, open, 11.5, 6); err != nil {
		return err
	}
	if err := f.signedFor(); err != nil {
		return err
	}
	if err := f.heading(f.say("delegation"), 7); err != nil {
		return err
	}
	return f.lines(13, f.say("signature-line"), f.say("signature-line"))
}

// signedFor is where the mission signs: who and when at one side, a frame for
// its stamp at the other.
func (f *form) signedFor() error {
	if err := f.heading(f.say("receipt-for"), 6); err != nil {
		return err
	}
	between := 8 * f.u
	width := (f.width() - between) / 2
	var set [3]*paper.Text
	for i, id := range []string{"receipt-name-office", "place-date", "receipt-stamp"} {
		var err error
		if set[i], err = f.set.Line(f.say(id), f.style(f.small(), typeset.Medium), width); err != nil {
			return err
		}
	}
	room := math.Max(9, 13.5*f.u*f.room)
	step := room + set[0].Height() + 0.4*f.u
	f.flow.Add(paper.Row{Height: 2 * step, Join: true, Draw: func(c *paper.Canvas, y float64) {
		f.line(c, set[0], f.margin, y+room, width)
		f.line(c, set[1], f.margin, y+step+room, width)
		x, top := f.margin+width+between, y+1.5*f.u
		c.Frame(x, top, width, y+step+room-top, 0.16, f.ink)
		c.Text(set[2], x, y+step+room+0.4*f.u, f.ink)
	}})
	return nil
}

// copies draws the form in both halves of a sheet.
func (f *form) copies() ([]*page.Page, error) {
	half := f.size.H / 2
	c := f.canvas()
	for i := range 2 {
		top := f.margin + float64(i)*half
		paper.Draw(c, f.flow.Rows, top)
		if err := f.number(c, i, 2, top); err != nil {
			return nil, err
		}
	}
	c.Dashes(0, half, f.size.W, f.grey)
	return []*page.Page{f.page(f.say("receipt-title"), c.Layer)}, nil
}

// Refusal makes the form for the case that the mission declines.
func (m *Maker) Refusal(k *kit.Kit, ev kit.Event, c Choice) (*Made, error) {
	d, err := m.desk(k, ev, c)
	if err != nil {
		return nil, err
	}
	values, err := d.values()
	if err != nil {
		return nil, err
	}
	f := d.form()
	title := f.say("receipt-refused-title")
	if err := f.title(title); err != nil {
		return nil, err
	}
	words, open := fill(f.say("receipt-refused-text"), values)
	if err := f.text(words, open, 11.5, 7); err != nil {
		return nil, err
	}
	if err := f.refusal(); err != nil {
		return nil, err
	}
	pages, err := f.pages("form", title)
	if err != nil {
		return nil, err
	}
	return &Made{pages, d.report}, nil
}

func (f *form) refusal() error {
	f.gap(4)
	if err := f.lines(14, f.say("receipt-refused-time"), f.say("receipt-refused-office")); err != nil {
		return err
	}
	for range 2 {
		if err := f.lines(11, ""); err != nil {
			return err
		}
	}
	if err := f.lines(11, f.say("receipt-refused-reason")); err != nil {
		return err
	}
	if err := f.lines(14, f.say("place-date")); err != nil {
		return err
	}
	for _, id := range []string{"witness", "witness", "delegation"} {
		if err := f.heading(f.say(id), 9); err != nil {
			return err
		}
		if err := f.lines(14, f.say("signature-line")); err != nil {
			return err
		}
	}
	return nil
}
