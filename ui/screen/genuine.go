package screen

import (
	"image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/model"
	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// CardView shows the question about a kit over every room, until it is
// answered.
type CardView struct {
	// Buttons are the answers.
	Buttons []*widget.Button

	d      Deps
	pop    *fyneWidget.PopUp
	before fyne.Focusable
}

// NewCardView makes it; nothing is shown yet.
func NewCardView(d Deps) *CardView { return &CardView{d: d} }

const (
	cardWide = 560
	cardPad  = 24
	codeSide = 168
)

// Update shows anew what has changed.
func (v *CardView) Update(p model.Part) {
	if !p.Has(model.PartCard) {
		return
	}
	c, canvas := v.d.Studio.Card(), v.d.Host.Canvas()
	if v.pop != nil {
		v.pop.Hide()
		v.pop, v.Buttons = nil, nil
	} else {
		v.before = canvas.Focused()
	}
	if c.Empty() {
		if v.before != nil {
			v.d.Focus(v.before)
		}
		v.before = nil
		return
	}
	column := &cardColumn{widget.Column{Gap: 16, Width: min(cardWide, canvas.Size().Width-80) - 2*cardPad}}
	body := container.New(column, v.parts(c)...)
	v.pop = fyneWidget.NewModalPopUp(widget.Framed(container.New(widget.Inset(cardPad, cardPad-4, cardPad, cardPad), body)), canvas)
	v.pop.Show()
	v.d.Focus(v.Buttons[0])
}

// cardColumn is a column that insists on its width: a modal pop-up is as small
// as what lies in it.
type cardColumn struct{ widget.Column }

// MinSize implements [fyne.Layout].
func (c *cardColumn) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(c.Width, c.HeightOf(objects, c.Width))
}

// parts are what a card holds, from top to bottom.
func (v *CardView) parts(c model.Card) []fyne.CanvasObject {
	title := widget.NewPara("", v.d.Letters)
	title.Em = 21
	title.Set(widget.Span{Text: c.Title, Bold: true, Color: base.ColorNameForeground})
	if c.Bad {
		title.Set(bad(c.Title))
	}
	out := []fyne.CanvasObject{title}
	text := widget.NewPara(c.Text, v.d.Letters)
	text.Em, text.Color = theme.Body, base.ColorNameForeground
	out = append(out, text)
	switch {
	case c.Code != "":
		out = append(out, v.fingerprint(c))
	case len(c.Words) > 0:
		out = append(out, v.words("This copy is signed by", c.Words))
	}
	if len(c.Was) > 0 {
		out = append(out, v.words("You accepted", c.Was))
	}
	return append(out, v.answers(c))
}

// words is a key on a line.
func (v *CardView) words(label string, words []string) fyne.CanvasObject {
	p := widget.NewPara("", v.d.Letters)
	p.Em = theme.Body
	p.Set(widget.Span{Text: label + ": "}, widget.Span{Text: strings.Join(words, " "), Bold: true, Color: base.ColorNameForeground})
	return p
}

// fingerprint is a key as six large words and as a code.
func (v *CardView) fingerprint(c model.Card) fyne.CanvasObject {
	list := container.New(widget.Columns{N: 2, Gap: 12, RowGap: 10})
	for _, word := range c.Words {
		list.Add(widget.NewWords(word, nil).Styled(24, true, base.ColorNameForeground))
	}
	say := widget.NewPara("The code is the key itself, for a phone to read and compare.", v.d.Letters)
	code := canvas.NewRaster(func(w, h int) image.Image { return OnWhite(v.d.Studio.ShareCode(c.Code, w, h), w, h) })
	code.ScaleMode = canvas.ImageScalePixels
	return container.New(&beside{list: list, say: say, code: code}, list, say, code)
}

// beside lays the words out at the left of the code.
type beside struct {
	list *fyne.Container
	say  *widget.Para
	code *canvas.Raster
}

// MinSize implements [fyne.Layout].
func (l *beside) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, codeSide) }

// Layout implements [fyne.Layout].
func (l *beside) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	left := s.Width - codeSide - 20
	high := widget.HeightFor(l.list, left)
	say := l.say.HeightFor(left)
	place(l.list, 0, 2, left, high)
	place(l.say, 0, codeSide-say, left, say)
	place(l.code, left+20, 0, codeSide, codeSide)
}

// answers are the buttons; the first is the usual one.
func (v *CardView) answers(c model.Card) fyne.CanvasObject {
	row := container.New(widget.Flow{Gap: 12})
	for i, choice := range c.Choices {
		b := widget.NewButton(choice.Name, func() { v.d.Studio.Answer(i) })
		b.Primary = i == 0
		b.OnEscape = v.d.Studio.LeaveCard
		v.Buttons = append(v.Buttons, b)
		row.Add(b)
	}
	return row
}

// Mend is what to do about a folder that was checked and isn't whole.
type Mend struct {
	// Own mends from what the program has, From from a copy that is chosen;
	// Stop stops that.
	Own, From, Stop *widget.Button

	d       Deps
	root    *fyne.Container
	line    *widget.Para
	bar     *canvas.Rectangle
	floor   *canvas.Rectangle
	gauge   *fyne.Container
	percent int
	goes    bool
}

func newMend(d Deps, quiet func(string, func()) *widget.Button) *Mend {
	s := d.Studio
	m := &Mend{d: d, line: widget.NewPara("", d.Letters), bar: canvas.NewRectangle(nil), floor: canvas.NewRectangle(nil)}
	m.bar.CornerRadius, m.floor.CornerRadius = 3, 3
	m.Own = quiet("Repair", s.RepairOwn)
	m.From = quiet("Repair from…", func() { d.PickFolder("", s.RepairFrom) })
	m.Stop = quiet("Stop", s.StopRepair)
	m.gauge = container.New(m, m.floor, m.bar)
	m.root = container.New(&widget.Column{Gap: 8}, m.line, m.gauge, container.New(widget.Flow{Gap: 14}, m.Own, m.From, m.Stop))
	return m
}

// MinSize implements [fyne.Layout], for the bar.
func (m *Mend) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, 6) }

// Layout implements [fyne.Layout], for the bar.
func (m *Mend) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	place(m.floor, 0, 0, s.Width, s.Height)
	place(m.bar, 0, 0, s.Width*float32(m.percent)/100, s.Height)
}

func (m *Mend) update() {
	from, own := m.d.Studio.CanRepair()
	line, percent, going := m.d.Studio.RepairLine()
	m.root.Hidden = !from && !going
	m.Own.Hidden, m.From.Hidden, m.Stop.Hidden = !own, !from, !going
	m.line.Hidden, m.gauge.Hidden = !going, !going
	m.line.Set(widget.Span{Text: line})
	m.percent, m.goes = percent, going
	m.floor.FillColor, m.bar.FillColor = theme.Color(theme.Line), theme.Color(theme.Accent)
	m.gauge.Refresh()
	m.root.Refresh()
}

// News is what is newer on the sticks that are plugged in.
type News struct {
	// Take are the buttons that take one over.
	Take []*widget.Button

	d     Deps
	quiet func(string, func()) *widget.Button
	root  *fyne.Container
	shown string
}

func newNews(d Deps, quiet func(string, func()) *widget.Button) *News {
	return &News{d: d, quiet: quiet, root: container.New(&widget.Column{Gap: 10})}
}

func (n *News) update() {
	offers, all := n.d.Studio.Offers(), ""
	for _, o := range offers {
		all += o.Path + "\x00" + o.Line + "\x00"
	}
	n.root.Hidden = len(offers) == 0
	if all == n.shown {
		return
	}
	n.shown, n.Take = all, nil
	n.root.RemoveAll()
	for _, o := range offers {
		line := widget.NewPara("", n.d.Letters)
		line.Set(widget.Span{Text: o.Line, Bold: true, Color: base.ColorNameForeground})
		take := n.quiet("Take it over…", func() { n.d.Studio.Open(o.Path) })
		n.Take = append(n.Take, take)
		n.root.Add(container.New(&widget.Column{Gap: 4}, line, container.New(widget.Flow{Gap: 14}, take)))
	}
}
