package sheet

import (
	"fmt"
	"maps"
	"time"

	"eventkit/kit"
	"eventkit/kit/paper"
	"eventkit/kit/when"
)

// meetBefore is how long before the event the delegation meets.
const meetBefore = 30 * time.Minute

// clock says an hour in the event's own zone, and the zone if it is named.
func clock(ev kit.Event, t time.Time, lang string) string {
	words := when.Clock(t, lang)
	if ev.Timezone != "" && ev.Date != "" {
		words += " (" + when.Zone(t) + ")"
	}
	return words
}

// Checklist makes the delegation's checklist, with the event's local times.
func (m *Maker) Checklist(k *kit.Kit, ev kit.Event, c Choice) (*Made, error) {
	d, err := m.desk(k, ev, c)
	if err != nil {
		return nil, err
	}
	values, err := d.values()
	if err != nil {
		return nil, err
	}
	title := d.say("checklist-title")
	f, err := d.checklist(title, values)
	if err != nil {
		return nil, err
	}
	pages, err := f.pages("checklist", title)
	if err != nil {
		return nil, err
	}
	return &Made{pages, d.report}, nil
}

// checklist is the checklist with as much room in it as one page allows, or
// with the usual where it takes more.
func (d *desk) checklist(title string, values map[string]string) (*form, error) {
	var roomy *form
	for _, room := range []float64{1, 0.85, 0.7, 0.55} {
		f := d.form()
		f.room = room
		if err := f.title(title); err != nil {
			return nil, err
		}
		f.gap(5)
		for i := range checks {
			if err := f.check(i+1, values); err != nil {
				return nil, err
			}
		}
		if f.flow.Height() <= f.column() {
			return f, nil
		}
		if roomy == nil {
			roomy = f
		}
	}
	return roomy, nil
}

// meeting is the item whose time is when the delegation meets.
const meeting = 9

// check adds one item with a box to tick.
func (f *form) check(n int, values map[string]string) error {
	if n == meeting {
		values = maps.Clone(values)
		values["time"] = values["before"]
	}
	words, open := fill(f.say(fmt.Sprintf("check-%d", n)), values)
	side, indent := 5*f.u, 11*f.u
	t, err := f.running(words, open, 11.5, f.width()-indent)
	if err != nil {
		return err
	}
	at := len(f.flow.Rows)
	f.flow.Text(t, f.margin+indent, 6.6*f.u*f.room, f.ink, false)
	if at == len(f.flow.Rows) {
		return nil
	}
	draw := f.flow.Rows[at].Draw
	f.flow.Rows[at].Draw = func(c *paper.Canvas, y float64) {
		draw(c, y)
		top := y + (t.Lead-side)/2
		c.Frame(f.margin, top, side, side, 0.22, f.ink)
	}
	return nil
}
