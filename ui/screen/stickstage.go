package screen

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/model"
	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// StickStage is the right side of the room of the sticks: a row for each, with
// a state that can be seen from the other side of the table.
type StickStage struct {
	// Rows are the sticks as they are shown.
	Rows []*StickRow
	// Phones is shown above them while it is shared.
	Phones *ShareCodes
	// Note is what went wrong, or the quiet line.
	Note *widget.Toast

	d      Deps
	root   *fyne.Container
	title  *widget.Words
	rule   *canvas.Rectangle
	empty  *widget.Para
	column *widget.Column
	body   *fyne.Container
	scroll *container.Scroll
	noted  model.Notice
}

func newStickStage(d Deps) *StickStage {
	s := &StickStage{d: d, rule: canvas.NewRectangle(nil), column: &widget.Column{Gap: 12}}
	s.title = widget.NewWords("Sticks", d.Letters).Styled(theme.Body, true, base.ColorNameForeground)
	s.title.Cut = true
	s.empty = widget.NewPara("", d.Letters)
	s.empty.Em = theme.Body
	s.empty.Set(widget.Span{Text: "Plug in sticks, or choose a folder, and copy. Every stick is read back before it gets its tick; what its owner has on it stays as it is."})
	s.Phones = newShareCodes(d)
	s.body = container.New(s.column, s.Phones.root)
	s.scroll = container.NewVScroll(s.body)
	s.Note = widget.NewToast(d.Letters, func() { d.Studio.Say(model.Notice{}) })
	s.Note.Hide()
	s.root = container.New(s, s.title, s.rule, s.empty, s.scroll, s.Note)
	return s
}

// Root is what the window shows on the right.
func (s *StickStage) Root() *fyne.Container { return s.root }

// MinSize implements [fyne.Layout].
func (s *StickStage) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(360, 320) }

// Layout implements [fyne.Layout].
func (s *StickStage) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	room := size.Width - 2*theme.Margin
	high := s.title.MinSize().Height
	place(s.title, theme.Margin, (headHigh-high)/2-0.5, room, high)
	place(s.rule, 0, headHigh-1, size.Width, 1)
	place(s.empty, theme.Margin, headHigh+theme.Margin, min(room, 480), s.empty.HeightFor(min(room, 480)))
	s.column.Width = room
	place(s.scroll, theme.Margin, headHigh+12, room, size.Height-headHigh-24)
	s.scroll.Refresh()
	note := min(size.Width-48, 560)
	place(s.Note, (size.Width-note)/2, headHigh+14, note, s.Note.HeightFor(note))
}

// Update shows anew what has changed.
func (s *StickStage) Update(p model.Part) {
	again := p == model.PartAll
	if p.Has(model.PartSticks | model.PartRoom | model.PartKit | model.PartCopying | model.PartSharing) {
		again = s.updateRows() || again
	}
	if p.Has(model.PartSticks | model.PartSharing | model.PartRoom | model.PartKit) {
		s.Phones.update()
		s.body.Refresh()
		again = true
	}
	if n := s.d.Studio.Notice(); p.Has(model.PartNotice|model.PartRoom) && n != s.noted {
		s.noted = n
		s.Note.Hidden = n.Text == ""
		s.Note.Set(n.Text, n.Hint, n.Bad)
		again = true
	}
	if again {
		s.rule.FillColor = theme.Color(theme.Line)
		s.root.Refresh()
	}
}

// updateRows reports whether the stage has to be laid out anew.
func (s *StickStage) updateRows() bool {
	st := s.d.Studio
	lines := st.StickLines()
	s.title.SetText(st.SticksLine())
	again := len(lines) != len(s.Rows)
	for len(s.Rows) < len(lines) {
		s.Rows = append(s.Rows, newStickRow(s.d.Letters))
	}
	s.Rows = s.Rows[:len(lines)]
	if again {
		s.body.RemoveAll()
		s.body.Add(s.Phones.root)
		for _, r := range s.Rows {
			s.body.Add(r.root)
		}
	}
	for i, l := range lines {
		again = s.Rows[i].set(l) || again
	}
	s.empty.Hidden = len(lines) > 0 || st.Sharing()
	if again {
		s.body.Refresh()
	}
	return again
}

// StickRow is a stick on the stage.
type StickRow struct {
	root          *fyne.Container
	box, line     *canvas.Rectangle
	icon          *widget.Drawn
	percent       *widget.Words
	name, about   *widget.Words
	word          *widget.Words
	text          *widget.Para
	bar, barFloor *canvas.Rectangle
	now           model.StickLine
	dark          string
}

func newStickRow(letters widget.Letterer) *StickRow {
	r := &StickRow{box: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), barFloor: canvas.NewRectangle(nil)}
	r.box.CornerRadius = theme.Radius
	r.bar.CornerRadius, r.barFloor.CornerRadius = 3, 3
	r.icon = widget.NewDrawn(theme.IconStick.In(theme.Muted))
	r.percent = widget.NewWords("", nil).Styled(26, true, base.ColorNameForeground)
	r.percent.Align = fyne.TextAlignCenter
	r.name = widget.NewWords("", letters).Styled(theme.Body, true, base.ColorNameForeground)
	r.about = widget.NewWords("", letters).Styled(theme.Small, false, theme.Muted)
	r.word = widget.NewWords("", letters).Styled(theme.Title, true, base.ColorNameForeground)
	r.name.Cut, r.about.Cut, r.word.Cut, r.about.Latin = true, true, true, true
	r.text = widget.NewPara("", letters)
	r.root = container.New(r, r.line, r.box, r.icon, r.percent, r.name, r.about, r.word, r.barFloor, r.bar, r.text)
	return r
}

// Line returns what the row shows.
func (r *StickRow) Line() model.StickLine { return r.now }

const (
	rowSign = 92
	rowPad  = 12
	// rowText is where a row's words begin, rowRest how much of its width is
	// not theirs.
	rowText = rowSign + rowPad + 4
	rowRest = rowText + 8
)

// MinSize implements [fyne.Layout].
func (r *StickRow) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(300, rowSign+2*rowPad)
}

// HeightOf returns the height at a width.
func (r *StickRow) HeightOf(_ []fyne.CanvasObject, width float32) float32 {
	r.fit(width - rowRest)
	h := r.name.MinSize().Height + r.word.MinSize().Height + 8
	if len(r.text.Spans) > 0 {
		h += r.text.HeightFor(width-rowRest) + 4
	}
	if r.now.State == model.StickGoes {
		h += 12
	}
	return max(rowSign, h) + 2*rowPad
}

// fit makes the large word as small as it has to be to be read whole.
func (r *StickRow) fit(room float32) {
	r.word.Em = theme.Title
	if wide := r.word.Natural(); wide > room {
		r.word.Em = max(theme.Body, theme.Title*room/wide-0.5)
	}
}

// Layout implements [fyne.Layout].
func (r *StickRow) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	place(r.line, 0, s.Height-1, s.Width, 1)
	place(r.box, 0, rowPad, rowSign, rowSign)
	place(r.icon, 14, rowPad+14, rowSign-28, rowSign-28)
	ph := r.percent.MinSize().Height
	place(r.percent, 0, rowPad+(rowSign-ph)/2, rowSign, ph)
	x, room := float32(rowText), s.Width-rowRest
	y := float32(rowPad)
	wide := min(room*0.6, r.name.Natural())
	h := r.name.MinSize().Height
	place(r.name, x, y, wide+2, h)
	ah := r.about.MinSize().Height
	place(r.about, x+wide+12, y+(h-ah)/2+1, max(1, room-wide-12), ah)
	y += h + 2
	r.fit(room)
	h = r.word.MinSize().Height
	place(r.word, x, y, room, h)
	y += h + 4
	if r.now.State == model.StickGoes {
		place(r.barFloor, x, y, room, 6)
		place(r.bar, x, y, room*float32(r.now.Percent)/100, 6)
		y += 12
	}
	place(r.text, x, y, room, r.text.HeightFor(room))
}

// set shows a stick and reports whether the height may be another.
func (r *StickRow) set(l model.StickLine) bool {
	ground := fmt.Sprint(theme.Color(base.ColorNameBackground))
	if l == r.now && ground == r.dark {
		return false
	}
	moved := l.State != r.now.State || len(l.Text)+len(l.Hint) != len(r.now.Text)+len(r.now.Hint) || l.Name != r.now.Name
	r.now, r.dark = l, ground
	r.name.SetText(l.Name)
	r.about.SetText(l.About)
	r.word.Color = base.ColorNameForeground
	box, icon := theme.Desk, theme.IconStick.In(theme.Muted)
	switch l.State {
	case model.StickDone:
		box, icon, r.word.Color = theme.Good, theme.IconCheck.Bold(base.ColorNameBackground), theme.Good
	case model.StickAgain:
		box, icon, r.word.Color = base.ColorNameWarning, theme.IconAgain.Bold(base.ColorNameBackground), base.ColorNameWarning
	case model.StickBad:
		box, icon, r.word.Color = base.ColorNameError, theme.IconClose.Bold(base.ColorNameBackground), base.ColorNameError
	case model.StickOut:
		r.word.Color = theme.Muted
	}
	r.word.Text = l.Word
	r.word.Refresh()
	r.icon.Set(icon)
	r.icon.Hidden = l.State == model.StickGoes
	r.percent.Hidden = l.State != model.StickGoes
	r.percent.SetText(fmt.Sprintf("%d %%", l.Percent))
	r.box.FillColor, r.line.FillColor = theme.Color(box), theme.Color(theme.Line)
	r.bar.Hidden, r.barFloor.Hidden = l.State != model.StickGoes, l.State != model.StickGoes
	r.bar.FillColor, r.barFloor.FillColor = theme.Color(theme.Accent), theme.Color(theme.Line)
	r.text.Spans = nil
	if l.Text != "" {
		r.text.Spans = append(r.text.Spans, widget.Span{Text: l.Text + " "})
	}
	if l.Hint != "" {
		r.text.Spans = append(r.text.Spans, widget.Span{Text: l.Hint, Color: base.ColorNameForeground, Bold: l.State == model.StickBad})
	}
	r.root.Refresh()
	return moved
}
