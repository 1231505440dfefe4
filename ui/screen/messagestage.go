package screen

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/model"
	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// MessageStage is the right side of the room of the messages: the list, and
// below it the message that is shown.
type MessageStage struct {
	List *fyneWidget.List
	// Next copies the next message that nobody has copied, Copy the one that is
	// shown.
	Next, Copy *widget.Button
	// Code shows its code for a phone, Edit opens a place to change it, Add
	// begins one of one's own, Keep keeps it, Drop forgets it.
	Code, Edit, Add, Keep, Drop *widget.Button
	// Editor holds the words while they are changed.
	Editor *widget.Entry
	// Note is what went wrong, or the quiet line.
	Note *widget.Toast

	d       Deps
	root    *fyne.Container
	rule    *canvas.Rectangle
	edge    *canvas.Rectangle
	title   *widget.Words
	lines   []model.Line
	words   *widget.Para
	tags    *widget.Words
	lengths *widget.Para
	first   *fyne.Container
	second  *fyne.Container
	editing bool
	noted   model.Notice
	pop     *fyneWidget.PopUp
}

func newMessageStage(d Deps) *MessageStage {
	st := d.Studio
	s := &MessageStage{d: d, rule: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil)}
	s.title = widget.NewWords("Messages", d.Letters).Styled(theme.Body, true, base.ColorNameForeground)
	s.title.Cut = true
	s.List = fyneWidget.NewList(func() int { return len(s.lines) }, func() fyne.CanvasObject { return widget.NewRow(d.Letters) }, s.updateRow)
	s.List.HideSeparators = false
	s.List.OnSelected = func(i fyneWidget.ListItemID) {
		if i < len(s.lines) && !s.lines[i].Picked {
			s.editing = false
			st.PickMessage(s.lines[i].ID)
		}
	}
	s.words = widget.NewPara("", d.Letters)
	s.words.Em, s.words.Own, s.words.Color, s.words.Lines = theme.Body, true, base.ColorNameForeground, 5
	s.tags = widget.NewWords("", d.Letters).Styled(theme.Body, true, theme.Accent)
	s.tags.Cut, s.tags.Latin = true, true
	s.lengths = widget.NewPara("", d.Letters)
	s.Next = widget.NewPrimary("Copy next unused", func() { s.copy(st.CopyNext) })
	s.Copy = widget.NewButton("Copy", func() { s.copy(st.CopyMessage) })
	s.Code = widget.NewButton("Code for a phone", s.showCode)
	s.Edit = widget.NewQuiet("Change it…", func() { s.edit(true) })
	s.Add = widget.NewQuiet("Write your own…", func() { st.NewMessage(); s.edit(true) })
	s.Keep = widget.NewQuiet("Keep it", func() { st.KeepMessage(); s.edit(false) })
	s.Drop = widget.NewQuiet("Delete it", func() { st.DropMessage(); s.edit(false) })
	s.Editor = widget.NewEditor(4)
	s.Editor.OnShortcut = d.Shortcut
	s.Editor.OnChanged = st.TypeMessage
	s.Editor.OnKey = func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape {
			s.edit(false)
		}
		return k == fyne.KeyEscape
	}
	s.first = container.New(widget.Flow{Gap: 8}, s.Next, s.Copy, s.Code)
	s.second = container.New(widget.Flow{Gap: 14}, s.Edit, s.Add, s.Keep, s.Drop)
	s.Note = widget.NewToast(d.Letters, func() { st.Say(model.Notice{}) })
	s.Note.Hide()
	s.root = container.New(s, s.title, s.rule, s.List, s.edge, s.words, s.tags, s.Editor, s.lengths, s.first, s.second, s.Note)
	return s
}

// Root is what the window shows on the right.
func (s *MessageStage) Root() *fyne.Container { return s.root }

// MinSize implements [fyne.Layout].
func (s *MessageStage) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(360, 320) }

// Layout implements [fyne.Layout].
func (s *MessageStage) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	room := size.Width - 2*theme.Margin
	high := s.title.MinSize().Height
	place(s.title, theme.Margin, (headHigh-high)/2-0.5, room, high)
	place(s.rule, 0, headHigh-1, size.Width, 1)

	y := size.Height - 14
	up := func(o fyne.CanvasObject, gap float32) {
		if !o.Visible() {
			return
		}
		h := widget.HeightFor(o, room)
		y -= h
		place(o, theme.Margin, y, room, h)
		y -= gap
	}
	up(s.second, 8)
	up(s.first, 10)
	up(s.lengths, 8)
	if s.Editor.Visible() {
		h := s.Editor.MinSize().Height
		y -= h
		place(s.Editor, theme.Margin, y, room, h)
		y -= 10
	}
	up(s.tags, 6)
	up(s.words, 12)
	place(s.edge, 0, y, size.Width, 1)
	place(s.List, 0, headHigh, size.Width, max(1, y-headHigh))
	note := min(size.Width-48, 560)
	place(s.Note, (size.Width-note)/2, headHigh+14, note, s.Note.HeightFor(note))
}

func (s *MessageStage) updateRow(i fyneWidget.ListItemID, o fyne.CanvasObject) {
	if l := s.lines[i]; i < len(s.lines) {
		about := l.About
		if l.Own {
			about = "Your own"
		}
		body, tags := model.Parted(l.Text)
		if tags != "" {
			about = tags + " · " + about
		}
		o.(*widget.Row).Set(body, about, l.Copied)
	}
}

// copy puts what the model says into the clipboard.
func (s *MessageStage) copy(what func() (string, bool)) {
	if text, ok := what(); ok {
		s.d.Copy(text)
	}
}

// edit opens the place to change the words, or closes it.
func (s *MessageStage) edit(on bool) {
	_, ok := s.d.Studio.MessageText()
	s.editing = on && ok
	s.updateShown()
	s.root.Refresh()
	if s.editing {
		s.d.Focus(s.Editor)
	}
}

// Editing reports whether the words can be changed.
func (s *MessageStage) Editing() bool { return s.editing }

// Update shows anew what has changed.
func (s *MessageStage) Update(p model.Part) {
	s.rule.FillColor, s.edge.FillColor = theme.Color(theme.Line), theme.Color(theme.Line)
	again := false
	if p.Has(model.PartMessages | model.PartKit | model.PartRoom | model.PartChoices | model.PartFields) {
		s.updateList()
		s.updateShown()
		again = true
	} else if p.Has(model.PartPost) {
		s.updateShown()
		again = true
	}
	if n := s.d.Studio.Notice(); p.Has(model.PartNotice|model.PartRoom) && n != s.noted {
		s.noted = n
		s.Note.Hidden = n.Text == ""
		s.Note.Set(n.Text, n.Hint, n.Bad)
		again = true
	}
	if again {
		s.root.Refresh()
	}
}

func (s *MessageStage) updateList() {
	st := s.d.Studio
	s.lines = st.MessageList()
	s.title.SetText(st.UsedLine())
	s.List.Refresh()
	for i, l := range s.lines {
		if l.Picked {
			s.List.Select(i)
			return
		}
	}
	s.List.UnselectAll()
}

func (s *MessageStage) updateShown() {
	st := s.d.Studio
	text, ok := st.MessageText()
	s.editing = s.editing && ok
	s.Editor.Hidden = !s.editing
	if s.editing {
		s.Editor.Put(text)
	}
	body, tags := model.Parted(text)
	s.words.Set(widget.Span{Text: body})
	s.tags.SetText(tags)
	s.tags.Hidden = tags == ""
	if !ok {
		s.words.Set(widget.Span{Text: "Pick a message, or copy the next one that nobody here has used.", Color: theme.Muted})
	}
	var spans []widget.Span
	for _, l := range st.Lengths() {
		if len(spans) > 0 {
			spans = append(spans, widget.Span{Text: "  ·  "})
		}
		if l.Over {
			spans = append(spans, bad(l.Text))
			continue
		}
		spans = append(spans, widget.Span{Text: l.Text})
	}
	if hint := st.MessageHint(); hint != "" {
		spans = append(spans, bad("  "+hint))
	}
	s.lengths.Set(spans...)
	s.lengths.Hidden = !ok
	enable(s.Copy, ok)
	enable(s.Code, st.Composer() != "")
	s.Edit.Hidden = !ok || s.editing
	s.Keep.Hidden = !st.MessageChanged()
	s.Drop.Hidden = !(st.MessageOwn() || st.MessageChanged())
	drop := "Delete it"
	if st.MessageChanged() {
		drop = "Forget the change"
	}
	s.Drop.SetText(drop)
}

// showCode shows the code that opens the composer, as large as the window lets
// it.
func (s *MessageStage) showCode() {
	st := s.d.Studio
	address := st.Composer()
	if address == "" {
		return
	}
	area := s.d.Host.Canvas().Size()
	side := min(area.Width, area.Height) - 120
	code := canvas.NewRaster(func(w, h int) image.Image { return OnWhite(st.CodePicture(address, w, h), w, h) })
	code.ScaleMode = canvas.ImageScalePixels
	code.SetMinSize(fyne.NewSize(side, side))
	say := widget.NewWords("Point a phone’s camera at it: the message is there, ready to post.", s.d.Letters)
	say.Align = fyne.TextAlignCenter
	body := container.New(widget.Inset(14, 14, 14, 14), container.NewBorder(nil, say, nil, nil, code))
	s.pop = fyneWidget.NewPopUp(widget.Framed(body), s.d.Host.Canvas())
	size := body.MinSize()
	s.pop.ShowAtPosition(fyne.NewPos((area.Width-size.Width)/2, (area.Height-size.Height)/2))
	s.pop.Resize(size)
}

// OnWhite puts a picture in the middle of white; nil is white alone.
func OnWhite(img image.Image, w, h int) image.Image {
	out := image.NewRGBA(image.Rect(0, 0, max(1, w), max(1, h)))
	for i := range out.Pix {
		out.Pix[i] = 0xFF
	}
	if img == nil {
		return out
	}
	b := img.Bounds()
	x, y := (w-b.Dx())/2, (h-b.Dy())/2
	for j := range b.Dy() {
		for i := range b.Dx() {
			out.Set(x+i, y+j, color.RGBAModel.Convert(img.At(b.Min.X+i, b.Min.Y+j)))
		}
	}
	return out
}
