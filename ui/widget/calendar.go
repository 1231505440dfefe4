package widget

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/theme"
)

// Calendar is a month to pick a day of. The arrow keys move by days and weeks,
// Page Up and Page Down by months, Return picks.
type Calendar struct {
	fyneWidget.BaseWidget
	// Picked is the day that is marked, Today the one that is framed; both at
	// midnight UTC.
	Picked, Today time.Time
	// OnPick is called with the day that was picked, OnLeave with Escape.
	OnPick  func(time.Time)
	OnLeave func()

	at         time.Time
	title      *Words
	back, next *IconButton
	heads      []*Words
	days       []*dayCell
}

var _ fyne.Focusable = (*Calendar)(nil)

const (
	dayWide, dayHigh = 40, 34
	calendarHead     = 40
	calendarWeek     = 24
)

// NewCalendar makes a month around the day that is picked.
func NewCalendar(picked, today time.Time, onPick func(time.Time)) *Calendar {
	c := &Calendar{Picked: midnight(picked), Today: midnight(today), OnPick: onPick}
	c.at = c.Picked
	c.title = NewWords("", nil).Styled(theme.Body, true, base.ColorNameForeground)
	c.back = NewIconButton(theme.IconLeft, 32, func() { c.month(-1) })
	c.next = NewIconButton(theme.IconRight, 32, func() { c.month(1) })
	for _, d := range []string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"} {
		w := NewWords(d, nil).Styled(theme.Caption, false, theme.Muted)
		w.Align = fyne.TextAlignCenter
		c.heads = append(c.heads, w)
	}
	for range 42 {
		c.days = append(c.days, newDayCell(c))
	}
	c.ExtendBaseWidget(c)
	return c
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// month moves by months and stays inside the month that it comes to.
func (c *Calendar) month(n int) {
	day := c.at.Day()
	first := time.Date(c.at.Year(), c.at.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	c.at = first.AddDate(0, 0, min(day, last)-1)
	c.Refresh()
}

// TypedKey implements [fyne.Focusable].
func (c *Calendar) TypedKey(k *fyne.KeyEvent) {
	steps := map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1, fyne.KeyUp: -7, fyne.KeyDown: 7}
	switch k.Name {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown:
		c.at = c.at.AddDate(0, 0, steps[k.Name])
		c.Refresh()
	case fyne.KeyPageUp:
		c.month(-1)
	case fyne.KeyPageDown:
		c.month(1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.OnPick(c.at)
	case fyne.KeyEscape:
		if c.OnLeave != nil {
			c.OnLeave()
		}
	}
}

// TypedRune implements [fyne.Focusable].
func (c *Calendar) TypedRune(rune) {}

// FocusGained implements [fyne.Focusable].
func (c *Calendar) FocusGained() {}

// FocusLost implements [fyne.Focusable].
func (c *Calendar) FocusLost() {}

// MinSize implements [fyne.CanvasObject].
func (c *Calendar) MinSize() fyne.Size {
	return fyne.NewSize(7*dayWide, calendarHead+calendarWeek+6*dayHigh)
}

// CreateRenderer implements [fyne.Widget].
func (c *Calendar) CreateRenderer() fyne.WidgetRenderer {
	r := &parts{objects: []fyne.CanvasObject{c.title, c.back, c.next}}
	for _, h := range c.heads {
		r.objects = append(r.objects, h)
	}
	for _, d := range c.days {
		r.objects = append(r.objects, d)
	}
	r.min = c.MinSize
	r.layout = func(s fyne.Size) {
		h := c.title.MinSize().Height
		c.title.Move(fyne.NewPos(11, (calendarHead-h)/2-2))
		c.title.Resize(fyne.NewSize(s.Width-90, h))
		c.next.Move(fyne.NewPos(s.Width-34, 0))
		c.back.Move(fyne.NewPos(s.Width-70, 0))
		c.next.Resize(c.next.MinSize())
		c.back.Resize(c.back.MinSize())
		for i, w := range c.heads {
			w.Move(fyne.NewPos(float32(i)*dayWide, calendarHead))
			w.Resize(fyne.NewSize(dayWide, calendarWeek-4))
		}
		for i, d := range c.days {
			d.Move(fyne.NewPos(float32(i%7)*dayWide, calendarHead+calendarWeek+float32(i/7)*dayHigh))
			d.Resize(fyne.NewSize(dayWide, dayHigh))
		}
	}
	r.refresh = func() {
		c.title.SetText(c.at.Format("January 2006"))
		first := c.at.AddDate(0, 0, 1-c.at.Day())
		lead := (int(first.Weekday()) + 6) % 7
		for i, d := range c.days {
			d.day = first.AddDate(0, 0, i-lead)
			d.Hidden = d.day.Month() != c.at.Month()
			d.Refresh()
		}
		c.title.Refresh()
	}
	r.refresh()
	return r
}

// dayCell is one day of a calendar.
type dayCell struct {
	tappable
	c    *Calendar
	day  time.Time
	text *Words
}

func newDayCell(c *Calendar) *dayCell {
	d := &dayCell{c: c, text: NewWords("", nil)}
	d.text.Align = fyne.TextAlignCenter
	d.onPress = func() { c.OnPick(d.day) }
	d.ExtendBaseWidget(d)
	return d
}

// MinSize implements [fyne.CanvasObject].
func (d *dayCell) MinSize() fyne.Size { return fyne.NewSize(dayWide, dayHigh) }

// CreateRenderer implements [fyne.Widget].
func (d *dayCell) CreateRenderer() fyne.WidgetRenderer {
	box := canvas.NewRectangle(nil)
	box.CornerRadius = 8
	r := &parts{objects: []fyne.CanvasObject{box, d.text}}
	r.min = d.MinSize
	r.layout = func(s fyne.Size) {
		box.Move(fyne.NewPos(2, 1))
		box.Resize(fyne.NewSize(s.Width-4, s.Height-2))
		h := d.text.MinSize().Height
		d.text.Move(fyne.NewPos(0, (s.Height-h)/2))
		d.text.Resize(fyne.NewSize(s.Width, h))
	}
	r.refresh = func() {
		d.text.Text = strconv.Itoa(d.day.Day())
		d.text.Styled(theme.Body, false, base.ColorNameForeground)
		box.FillColor, box.StrokeColor, box.StrokeWidth = nil, nil, 0
		if d.hovered || d.day.Equal(d.c.at) {
			box.FillColor = theme.Color(base.ColorNameHover)
		}
		if d.day.Equal(d.c.Today) {
			box.StrokeColor, box.StrokeWidth = theme.Color(base.ColorNameInputBorder), 1
		}
		if d.day.Equal(d.c.Picked) {
			box.FillColor = theme.Color(theme.Picked)
			d.text.Styled(theme.Body, true, theme.OnPicked)
		}
		if d.day.Equal(d.c.at) && !d.c.at.Equal(d.c.Picked) {
			box.StrokeColor, box.StrokeWidth = theme.Color(base.ColorNameFocus), 2
		}
		r.layout(d.Size())
		box.Refresh()
		d.text.Refresh()
	}
	r.refresh()
	return r
}

// ShowCalendar opens a month below anchor and calls onPick with the day that
// was picked.
func ShowCalendar(host Host, anchor fyne.CanvasObject, picked, today time.Time, onPick func(time.Time)) *Calendar {
	var pop *fyneWidget.PopUp
	back := host.Canvas().Focused()
	leave := func() {
		pop.Hide()
		if back != nil {
			host.Canvas().Focus(back)
		}
	}
	c := NewCalendar(picked, today, func(t time.Time) {
		leave()
		onPick(t)
	})
	c.OnLeave = leave
	pop = fyneWidget.NewPopUp(Framed(container.New(Inset(10, 10, 10, 10), c)), host.Canvas())
	at, size, area := host.At(anchor), pop.MinSize(), host.Canvas().Size()
	x := max(8, min(at.X, area.Width-size.Width-8))
	y := at.Y + anchor.Size().Height + 4
	if y+size.Height > area.Height-8 {
		y = max(8, at.Y-4-size.Height)
	}
	pop.ShowAtPosition(fyne.NewPos(x, y))
	host.Canvas().Focus(c)
	return c
}
