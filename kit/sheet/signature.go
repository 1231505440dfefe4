package sheet

import (
	"fmt"
	"iter"
	"math"
	"strings"
	"time"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
	"eventkit/kit/when"
)

// MinRow is the least height in mm of a row that people write in.
const MinRow = 9.0

// SheetsChoice is what an organizer picks for signature sheets.
type SheetsChoice struct {
	Choice
	// Link is the address that the code opens; none means the event's, then
	// the kit's.
	Link string
	// Columns are ids of [Columns] or words of one's own; none means the usual
	// ones of the kit.
	Columns []string
	// First is the number of the first sheet (0 means 1), Count how many
	// there are (0 means 1).
	First, Count int
	// Table names the table that hands them out, where there are several; it
	// stands beside the number.
	Table string
	// Destroy is the day, "2006-01-02", by which leftover sheets are
	// destroyed; "" says only that they are.
	Destroy string
}

// Sheets are numbered signature sheets that differ in their numbers alone.
type Sheets struct {
	// Rows is how many people can sign on a sheet, RowMM the height of a row.
	Rows   int
	RowMM  float64
	Report paper.Report

	s     *signature
	base  *page.Layer
	first int
	count int
}

// MaxSheets is the most sheets made at once.
const MaxSheets = 10_000

// Sheets lays out signature sheets.
func (m *Maker) Sheets(k *kit.Kit, ev kit.Event, c SheetsChoice) (*Sheets, error) {
	c.First, c.Count = max(c.First, 1), max(c.Count, 1)
	if c.Count > MaxSheets || c.First+c.Count-1 > kit.MaxSheet {
		return nil, &kit.FieldError{
			Field: "count", What: fmt.Sprintf("%d sheets from number %d on", c.Count, c.First),
			Mend: fmt.Sprintf("make at most %d at once, numbered up to %d", MaxSheets, kit.MaxSheet),
		}
	}
	d, err := m.desk(k, ev, c.Choice)
	if err != nil {
		return nil, err
	}
	s := &signature{desk: d, choice: c, canvas: d.canvas(), most: c.First + c.Count - 1}
	if s.address, err = paper.AddressOf(k, ev, c.Link); err != nil {
		return nil, err
	}
	if err := s.draw(); err != nil {
		return nil, err
	}
	d.report.Code(s.address, s.side)
	return &Sheets{Rows: s.rows, RowMM: s.row, Report: d.report, s: s, base: s.canvas.Layer, first: c.First, count: c.Count}, nil
}

// Len is the number of sheets.
func (s *Sheets) Len() int { return s.count }

// Page returns sheet i, from 0.
func (s *Sheets) Page(i int) (*page.Page, error) {
	c := s.s.desk.canvas()
	if err := s.s.numbered(c, s.first+i); err != nil {
		return nil, err
	}
	return s.s.page(s.s.say("sheet-title"), s.base, c.Layer), nil
}

// Pages returns all sheets, each made as it is asked for.
func (s *Sheets) Pages() iter.Seq2[*page.Page, error] {
	return func(yield func(*page.Page, error) bool) {
		for i := range s.count {
			if p, err := s.Page(i); !yield(p, err) || err != nil {
				return
			}
		}
	}
}

// signature is a signature sheet while it is drawn.
type signature struct {
	*desk
	choice  SheetsChoice
	canvas  *paper.Canvas
	address *paper.Address
	side    float64 // of the code
	most    int     // the highest number
	rows    int
	row     float64
}

// draw draws all that the sheets share.
func (s *signature) draw() error {
	y, err := s.head()
	if err != nil {
		return err
	}
	if y, err = s.demand(y); err != nil {
		return err
	}
	bottom, err := s.foot()
	if err != nil {
		return err
	}
	return s.table(y, bottom)
}

// badge is how wide the number's place is.
func (s *signature) badge() float64 {
	digits := float64(len(fmt.Sprint(s.most)))
	return math.Max(24*s.u, (8+7.6*digits)*s.u)
}

const headHeight = 16.5 // of title and number, on A4

// head draws the title; the number stands beside it on each sheet.
func (s *signature) head() (float64, error) {
	st := s.style(25*pt*s.u, typeset.Black)
	st.Caps, st.Lead = true, 1
	t, err := s.set.Line(s.say("sheet-title"), st, s.width()-s.badge()-6*s.u)
	if err != nil {
		return 0, err
	}
	base := s.margin + headHeight*s.u
	height := t.Height() - t.Lead + t.Rise()
	s.canvas.Text(t, s.margin, base-height, s.ink)
	rule := base + math.Max(3.4*s.u, t.Descent()+1.6*s.u)
	s.canvas.Rule(s.margin, rule, s.width(), 0.7*s.u, s.ink)
	return rule, nil
}

// numbered draws a sheet's number, large, with what it counts above it.
func (s *signature) numbered(c *paper.Canvas, n int) error {
	label := strings.TrimSpace(strings.ReplaceAll(s.say("sheet-number"), "{n}", ""))
	if s.choice.Table != "" {
		label = paper.OneLine(s.choice.Table) + "\u00A0· " + label
	}
	w := s.badge()
	x, base := s.margin+s.width()-w, s.margin+headHeight*s.u
	st := s.style(42*pt*s.u, typeset.Black)
	st.Align = paper.End
	number, err := s.set.Line(paper.Number(n, s.lang), st, w)
	if err != nil {
		return err
	}
	small := s.style(s.small(), typeset.Medium)
	small.Align = paper.End
	t, err := s.set.Line(label, small, s.width())
	if err != nil {
		return err
	}
	c.Text(number, x, base-number.Rise(), s.ink)
	c.Text(t, s.margin, base-0.74*number.Em-2*s.u-t.Rise(), s.ink)
	return nil
}

// demand draws what people sign, and the code for those who sign online.
func (s *signature) demand(top float64) (float64, error) {
	width, y := s.width(), top+6*s.u
	if s.address != nil {
		s.side = math.Max(27*s.u, qr.MinSide(s.address.Symbol.Modules.N))
		width -= s.side + 9*s.u
	}
	st := s.style(s.sized(11), typeset.Medium)
	st.Lead = math.Max(1.38, typeset.Leading(s.lang))
	t, err := s.set.Set(s.say("sheet-demand"), st, math.Min(width, 46*st.Em))
	if err != nil {
		return 0, err
	}
	shift := t.Rise() - 0.714*t.Em // the capitals hang from the code's upper edge
	s.canvas.Text(t, s.margin, y-shift, s.ink)
	end := y - shift + t.Height()
	if s.address == nil {
		return end + 4*s.u, nil
	}
	s.canvas.Code(s.address.Symbol, s.margin+s.width()-s.side, y, s.side)
	if end, err = s.online(end+2*s.u, width, y+s.side); err != nil {
		return 0, err
	}
	quiet := s.side / float64(s.address.Symbol.Modules.N) * qr.Quiet
	return math.Max(end, y+s.side+quiet) + 3*s.u, nil
}

// online draws the call to sign online and the address, standing on the code's
// lower edge where there is room.
func (s *signature) online(y, width, edge float64) (float64, error) {
	call, err := s.set.Set(s.say("online"), s.style(s.small(), typeset.Bold), width)
	if err != nil {
		return 0, err
	}
	st := s.style(s.small(), typeset.Medium)
	st.Address = true
	t, err := s.set.Set(s.address.Printed, st, width)
	if err != nil {
		return 0, err
	}
	y = math.Max(y, edge-call.Height()-t.Height()+t.Lead-t.Rise())
	s.canvas.Text(call, s.margin, y, s.ink)
	s.canvas.Text(t, s.margin, y+call.Height(), s.ink)
	s.canvas.Link(s.margin, y+call.Height(), width, t.Height(), s.address.Symbol.Address)
	return y + call.Height() + t.Height(), nil
}

// foot draws the notice and the place for the count, and returns where the
// rows must end.
func (s *signature) foot() (float64, error) {
	words, err := s.notice()
	if err != nil {
		return 0, err
	}
	box := math.Max(18*s.u, 12)
	label, err := s.set.Set(s.say("total"), s.style(s.small(), typeset.Bold), 30*s.u)
	if err != nil {
		return 0, err
	}
	t, err := s.set.Set(words, s.style(s.small(), typeset.Medium), s.width()-box-math.Max(label.Ink, 10*s.u)-12*s.u)
	if err != nil {
		return 0, err
	}
	tall := math.Max(9.5*s.u, 8)
	height := math.Max(t.Height(), tall)
	top := s.size.H - s.margin - height + 1.5*s.u
	s.canvas.Text(t, s.margin, top, s.ink)
	x := s.margin + s.width() - box
	s.canvas.Frame(x, top, box, tall, 0.4*s.u, s.ink)
	s.canvas.Text(label, x-label.Ink-3*s.u, top+(tall-label.Height())/2, s.ink)
	return top - 3.5*s.u, nil
}

// notice says what happens with what people write.
func (s *signature) notice() (string, error) {
	if s.choice.Destroy == "" {
		return s.say("notice-nodate"), nil
	}
	day, err := time.Parse(time.DateOnly, s.choice.Destroy)
	if err != nil {
		return "", &kit.FieldError{Field: "day", What: fmt.Sprintf("%q is not a day of the calendar", s.choice.Destroy), Mend: "write year-month-day, such as 2022-11-07"}
	}
	return strings.ReplaceAll(s.say("notice"), "{date}", whole(when.Date(day, s.lang))), nil
}

// table draws as many rows as there is room for between two heights.
func (s *signature) table(top, bottom float64) error {
	columns, err := s.chosen(s.choice.Columns)
	if err != nil {
		return err
	}
	top, err = s.headings(columns, top, bottom)
	if err != nil {
		return err
	}
	s.rows = int((bottom - top + 1e-6) / math.Max(MinRow, math.Min(MinRow*s.u, 11)))
	if s.rows < 3 {
		return &paper.SizeError{Paper: s.size, What: "signature sheet"}
	}
	s.row = (bottom - top) / float64(s.rows)
	st := s.style(s.small(), typeset.Medium)
	for i := range s.rows {
		y := top + float64(i+1)*s.row
		t, err := s.set.Line(paper.Number(i+1, s.lang), st, s.numbers())
		if err != nil {
			return err
		}
		s.canvas.Text(t, s.margin, y-0.3*s.row-t.Rise()+0.1*t.Em, s.ink)
		s.canvas.Rule(s.margin, y, s.width(), 0.14, s.ink)
	}
	return nil
}

// numbers is how wide the column of row numbers is.
func (s *signature) numbers() float64 { return math.Max(8*s.u, 6) }

// headings draws the columns' names and the lines between them, and returns
// where the rows begin.
func (s *signature) headings(columns []Column, top, bottom float64) (float64, error) {
	total := 0.0
	for _, c := range columns {
		total += c.Width
	}
	st := s.style(s.small(), typeset.Bold)
	x, high := s.margin+s.numbers(), 0.0
	room := s.width() - s.numbers()
	var set []*paper.Text
	for _, c := range columns {
		t, err := s.set.Set(c.Name, st, room*c.Width/total-3*s.u)
		if err != nil {
			return 0, err
		}
		set, high = append(set, t), math.Max(high, t.Height())
	}
	for i, c := range columns {
		s.canvas.Text(set[i], x+1.5*s.u, top+high-set[i].Height(), s.ink)
		s.canvas.Box(x-paper.Hair/2, top+high+1*s.u, paper.Hair, bottom-top-high-1*s.u, s.grey)
		x += room * c.Width / total
	}
	s.canvas.Rule(s.margin, top+high+1*s.u, s.width(), 0.4*s.u, s.ink)
	return top + high + 1*s.u, nil
}
