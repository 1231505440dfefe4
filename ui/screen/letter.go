package screen

import (
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eventkit/ui/model"
	"eventkit/ui/widget"
)

// Letter is the room of what a delegation carries: the letter, the signature
// sheets, the receipt, the checklist and the briefing.
type Letter struct {
	*Choices
	// Documents are the chips of the papers.
	Documents []*widget.Chip
	// To picks who the letter goes to, Leaf the page that is shown.
	To, Leaf *widget.Select
	// Sheets and First say how many signature sheets there are, and the
	// number of the first.
	Sheets, First *widget.Entry
	// Columns are the chips of what people write on a sheet.
	Columns []*widget.Chip
	// Editor holds the letter's text; Back gives it the kit's again, Use one
	// from a file.
	Editor    *widget.Entry
	Back, Use *widget.Button
	// AddLogo puts a picture into the letter's head, DropLogo takes it away.
	AddLogo, DropLogo *widget.Button
	// HTML and Text save the letter or the briefing as such a file.
	HTML, Text *widget.Button

	// Tally counts signatures by sheet.
	Tally *Tally

	to, leaf, sheets, first *widget.Field
	text, columns           *widget.Field
	chips                   *fyne.Container
	numbers, files          *fyne.Container
}

// editorLines is how much of the letter's text is seen at once.
const editorLines = 11

// NewLetter builds the room.
func NewLetter(d Deps) *Letter {
	s := d.Studio
	l := &Letter{Choices: newChoices(d, model.RoomLetter, "", s.Documents, s.PickDocument)}
	chips := container.New(widget.Flow{Gap: 6})
	for _, o := range s.Documents() {
		c := widget.NewChip(o.ID, o.Name, d.Letters, func() { s.PickDocument(o.ID) })
		c.OnReach = l.show(c)
		l.Documents = append(l.Documents, c)
		chips.Add(c)
	}
	l.To, l.to = l.picker("To whom", s.Roles, s.PickRole)
	l.Leaf, l.leaf = l.picker("Page", l.leaves, func(id string) {
		if n, err := strconv.Atoi(id); err == nil {
			s.TurnTo(n)
		}
	})
	l.Sheets, l.sheets = l.number("How many sheets", s.TypeSheets)
	l.First, l.first = l.number("First number", s.TypeFirst)
	l.numbers = container.New(widget.Columns{N: 2, Gap: 12}, l.sheets, l.first)
	l.chips = container.New(widget.Flow{Gap: 6})
	l.columns = widget.NewField("What people write", l.chips, d.Letters)
	l.Editor = l.entry(widget.NewEditor(editorLines))
	l.Editor.OnChanged = s.TypeLetter
	l.text = widget.NewField("Text", l.Editor, d.Letters)
	l.Back = widget.NewQuiet("Back to the kit’s text", s.BackToKit)
	l.Use = widget.NewQuiet("Use the campaign’s text…", func() {
		d.PickFile("The letter’s text", model.TextKinds(), s.UseText)
	})
	l.AddLogo = widget.NewQuiet("Add a logo…", func() { d.PickFile("The logo", model.LogoKinds(), s.UseLogo) })
	l.DropLogo = widget.NewQuiet("Take the logo away", s.DropLogo)
	l.HTML = widget.NewQuiet("Save as HTML", func() { s.Save(model.HTML) })
	l.Text = widget.NewQuiet("Save as text", func() { s.Save(model.Text) })
	l.files = container.New(widget.Flow{Gap: 14}, l.Back, l.Use, l.AddLogo, l.DropLogo, l.HTML, l.Text)
	l.Tally = newTally(l)
	l.panel = newPanel("Letter", d.Letters, widget.NewField("Paper", chips, d.Letters), l.languages,
		l.to, l.text, l.numbers, l.columns, l.Tally.root, l.leaf, l.files, l.notes)
	return l
}

// picker makes a menu with its label.
func (l *Letter) picker(label string, options func() []model.Option, pick func(string)) (*widget.Select, *widget.Field) {
	p := widget.NewSelect(l.d.Host, l.d.Letters)
	p.Items = func() []widget.Item { return items(options()) }
	p.OnPick = pick
	p.OnReach = l.show(p)
	return p, widget.NewField(label, p, l.d.Letters)
}

// number makes a line for a number; typed says what is wrong with it.
func (l *Letter) number(label string, typed func(string) string) (*widget.Entry, *widget.Field) {
	e := l.entry(widget.NewEntry(""))
	f := widget.NewField(label, e, l.d.Letters)
	e.OnChanged = func(text string) {
		if f.SetFault(typed(text)) {
			l.panel.relayout()
		}
	}
	return e, f
}

// entry ties a place to type in to the window.
func (l *Letter) entry(e *widget.Entry) *widget.Entry {
	e.OnShortcut = l.d.Shortcut
	e.OnFocus = l.show(e)
	return e
}

// leaves lists the pages of the paper that is shown.
func (l *Letter) leaves() []model.Option {
	n, shown := l.d.Studio.Leaves()
	out := make([]model.Option, n)
	for i := range out {
		out[i] = model.Option{ID: strconv.Itoa(i), Name: leafName(i, n), Picked: i == shown}
	}
	return out
}

func leafName(i, n int) string { return fmt.Sprintf("%d of %d", i+1, n) }

// Update shows anew what has changed.
func (l *Letter) Update(part model.Part) {
	if part.Has(model.PartChoices | model.PartKit) {
		l.updatePaper()
	}
	if part.Has(model.PartChoices | model.PartFrame) {
		n, shown := l.d.Studio.Leaves()
		l.Leaf.SetText(leafName(shown, n))
		if hidden := n < 2; hidden != l.leaf.Hidden {
			l.leaf.Hidden = hidden
			l.panel.relayout()
		}
	}
	l.update(part)
}

// updatePaper shows what belongs to the paper that is picked.
func (l *Letter) updatePaper() {
	s := l.d.Studio
	mark(l.Documents, s.Documents())
	paper := s.Document()
	l.to.Hidden = paper != model.PaperLetter
	l.numbers.Hidden, l.columns.Hidden = paper != model.PaperSheets, paper != model.PaperSheets
	if !l.columns.Hidden {
		l.updateColumns()
	}
	l.files.Hidden = paper != model.PaperLetter && paper != model.PaperBriefing
	l.To.SetText(s.RoleName())
	l.Tally.root.Hidden = paper != model.PaperTally
	l.Tally.update()
	l.text.Hidden, l.Use.Hidden, l.Back.Hidden = l.to.Hidden, l.to.Hidden, l.to.Hidden || !s.LetterChanged()
	l.AddLogo.Hidden, l.DropLogo.Hidden = l.to.Hidden || s.LogoName() != "", l.to.Hidden || s.LogoName() == ""
	l.text.SetHint(s.WordingLine())
	l.Editor.Put(s.LetterText())
	count, first := s.Sheets()
	for e, n := range map[*widget.Entry]int{l.Sheets: count, l.First: first} {
		if typed, err := strconv.Atoi(e.Text); err != nil && e.Text == "" || err == nil && typed != n {
			e.Put(strconv.Itoa(n))
		}
	}
}

// updateColumns shows the columns of the kit in the language that leads.
func (l *Letter) updateColumns() {
	s := l.d.Studio
	options := s.Columns()
	same := slices.EqualFunc(l.Columns, options, func(c *widget.Chip, o model.Option) bool { return c.ID == o.ID && c.Text() == o.Name })
	if !same {
		l.Columns = nil
		l.chips.RemoveAll()
		for _, o := range options {
			c := widget.NewChip(o.ID, o.Name, l.d.Letters, func() { s.PickColumn(o.ID) })
			c.OnReach = l.show(c)
			l.Columns = append(l.Columns, c)
			l.chips.Add(c)
		}
		l.panel.relayout()
	}
	mark(l.Columns, options)
}
