package sheet

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
	"eventkit/kit/when"
)

// Choice is what every form can be given.
type Choice struct {
	// Lang is the language (BCP 47); none means the event's, then the kit's.
	Lang string
	// Paper is the sheet in mm as it lies; none means A4.
	Paper page.Size
}

// Maker makes forms. It remembers what it has set and is safe for concurrent
// use.
type Maker struct{ set *paper.Setter }

// New returns a maker that sets its words with lib.
func New(lib *typeset.Library) *Maker { return &Maker{paper.New(lib)} }

// Made is a form and what there is to know about it.
type Made struct {
	Pages  []*page.Page
	Report paper.Report
}

const pt = 25.4 / 72 // mm

// desk is where a form is drawn. Lengths are mm; u is one mm of an A4 page,
// scaled to the paper's short side.
type desk struct {
	*words
	set         *paper.Setter
	event       kit.Event
	size        page.Size
	rtl         bool
	u, margin   float64
	ink, accent page.Color
	grey        page.Color
	report      paper.Report
}

func (m *Maker) desk(k *kit.Kit, ev kit.Event, c Choice) (*desk, error) {
	langs := langsOf(k, ev, c.Lang)
	w, err := wordsOf(k, langs)
	if err != nil {
		return nil, err
	}
	if c.Paper == (page.Size{}) {
		c.Paper = page.Size{W: 210, H: 297}
	}
	d := &desk{words: w, set: m.set, event: ev, size: c.Paper, rtl: typeset.RTL(w.lang), u: c.Paper.Short() / 210}
	d.margin = math.Max(14*d.u, 8)
	d.ink, d.accent = paper.Colours(k)
	d.grey = page.Color{R: 0x8C, G: 0x8C, B: 0x8C}
	d.report.Lang = w.lang
	if langs[0] != w.lang {
		d.report.Note(paper.NoteLanguage, fmt.Sprintf("The kit has no such form in %s; it is in %s.", langs[0], w.lang))
	}
	return d, nil
}

func langsOf(k *kit.Kit, ev kit.Event, lang string) []string {
	var out []string
	for _, l := range slices.Concat([]string{lang}, ev.Languages, k.Languages, []string{"en"}) {
		if l != "" && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// width is that of the page between its margins.
func (d *desk) width() float64 { return d.size.W - 2*d.margin }

// small is the smallest type: 9 pt on A4.
func (d *desk) small() float64 { return math.Max(9*pt*d.u, 6.1*pt) }

// sized is a type size of so many pt on A4, but no smaller than small print.
func (d *desk) sized(points float64) float64 { return math.Max(points*pt*d.u, d.small()) }

func (d *desk) style(em float64, weight typeset.Weight) paper.Style {
	return paper.Style{Lang: d.lang, RTL: d.rtl, Em: em, Least: d.small(), Weight: weight, Prose: weight == typeset.Medium}
}

func (d *desk) canvas() *paper.Canvas {
	return &paper.Canvas{Size: d.size, RTL: d.rtl, Layer: &page.Layer{}}
}

// values are what the event fills in; what it doesn't say is empty.
func (d *desk) values() (map[string]string, error) {
	ev := d.event
	v := map[string]string{"host": ev.Host, "place": ev.Place}
	start, hasDate, hasTime, err := ev.Start()
	if err != nil {
		return nil, err
	}
	if hasDate {
		v["date"] = whole(when.Date(start, d.lang))
	}
	if hasTime {
		v["time"] = whole(clock(ev, start, d.lang))
		v["before"] = whole(clock(ev, start.Add(-meetBefore), d.lang))
	}
	return v, nil
}

// whole keeps words on one line.
func whole(s string) string { return strings.ReplaceAll(s, " ", "\u00A0") }

// blanks are how long the lines are that stand for a value, in letters.
var blanks = map[string]int{"host": 26, "date": 18, "sheets": 6, "count": 8, "time": 10, "place": 26}

// fill fills words in; open says that there is a line to write on in them.
func fill(words string, values map[string]string) (filled string, open bool) {
	filled = paper.Fill(words, values, blanks)
	return filled, strings.Contains(filled, "___")
}
