package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/model"
	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// Stage is the right side of every room: what the event is, the sheet on its
// desk, and the foot.
type Stage struct {
	Sheet *widget.Sheet
	// Paper, Turn and Palette pick what the page is.
	Paper, Turn, Palette *widget.Select
	Foot                 *Foot
	// Note is the quiet line over the desk.
	Note *widget.Toast

	d          Deps
	root       *fyne.Container
	city, rest *widget.Words
	rule       *canvas.Rectangle
	footHigh   float32
	noted      model.Notice
}

// NewStage builds the stage.
func NewStage(d Deps) *Stage {
	s := &Stage{d: d, Sheet: widget.NewSheet(d.Studio.Resize), rule: canvas.NewRectangle(nil)}
	s.city = widget.NewWords("", d.Letters).Styled(theme.Body, true, base.ColorNameForeground)
	s.rest = widget.NewWords("", d.Letters).Styled(theme.Body, false, theme.Muted)
	s.city.Cut, s.rest.Cut, s.rest.Latin = true, true, true
	s.Paper = s.pill(d.Studio.Papers, s.pickPaper)
	s.Turn = s.pill(s.turns, func(id string) { d.Studio.Turn(id == lying) })
	s.Palette = s.pill(d.Studio.Palettes, d.Studio.PickPalette)
	s.Foot = NewFoot(d)
	s.Note = widget.NewToast(d.Letters, func() { d.Studio.Say(model.Notice{}) })
	s.Note.Hide()
	s.root = container.New(s, s.city, s.rest, s.Paper, s.Turn, s.Palette, s.rule, s.Sheet, s.Foot.Root(), s.Note)
	return s
}

const (
	standing = "portrait"
	lying    = "landscape"
)

func (s *Stage) turns() []model.Option {
	l := s.d.Studio.Landscape()
	return []model.Option{{ID: standing, Name: "Portrait", Picked: !l}, {ID: lying, Name: "Landscape", Picked: l}}
}

func (s *Stage) pill(options func() []model.Option, pick func(string)) *widget.Select {
	p := widget.NewPill(s.d.Host, s.d.Letters)
	p.Items = func() []widget.Item { return items(options()) }
	p.OnPick = pick
	return p
}

func (s *Stage) pickPaper(id string) {
	if id == model.CustomPaper {
		askSize(s.d, s.Paper)
		return
	}
	s.d.Studio.PickPaper(id)
}

// Root is what the window shows.
func (s *Stage) Root() fyne.CanvasObject { return s.root }

const headHigh = 56

// MinSize implements [fyne.Layout].
func (s *Stage) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(360, 320) }

// Layout implements [fyne.Layout].
func (s *Stage) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	x := size.Width - theme.Margin
	for _, p := range []*widget.Select{s.Palette, s.Turn, s.Paper} {
		if !p.Visible() {
			continue
		}
		m := p.MinSize()
		x -= m.Width
		p.Move(fyne.NewPos(x, (headHigh-m.Height)/2))
		p.Resize(m)
		x -= 10
	}
	room := x - theme.Margin - 6
	high := s.city.MinSize().Height
	cityWide := min(s.city.Natural(), room)
	y := (headHigh-high)/2 - 0.5
	s.city.Move(fyne.NewPos(theme.Margin, y))
	s.city.Resize(fyne.NewSize(max(1, cityWide), high))
	gap := float32(0)
	if cityWide > 0 {
		gap = 14
	}
	s.rest.Move(fyne.NewPos(theme.Margin+cityWide+gap, y))
	s.rest.Resize(fyne.NewSize(max(1, room-cityWide-gap), high))
	s.rest.Hidden = room-cityWide-gap < 50
	s.rule.Move(fyne.NewPos(0, headHigh-1))
	s.rule.Resize(fyne.NewSize(size.Width, 1))

	foot := s.Foot.HeightFor(size.Width)
	s.Sheet.Move(fyne.NewPos(0, headHigh))
	s.Sheet.Resize(fyne.NewSize(size.Width, size.Height-headHigh-foot))
	s.Foot.Root().Move(fyne.NewPos(0, size.Height-foot))
	s.Foot.Root().Resize(fyne.NewSize(size.Width, foot))

	wide := min(size.Width-48, 560)
	s.Note.Move(fyne.NewPos((size.Width-wide)/2, headHigh+14))
	s.Note.Resize(fyne.NewSize(wide, s.Note.HeightFor(wide)))
}

// Update shows anew what has changed.
func (s *Stage) Update(p model.Part) {
	st := s.d.Studio
	s.rule.FillColor = theme.Color(theme.Line)
	if p.Has(model.PartChoices | model.PartKit) {
		s.Paper.SetText(st.PaperName())
		s.Palette.SetText(st.PaletteName())
		s.Palette.Hidden, s.Turn.Hidden = !st.HasPalettes(), !st.CanTurn()
		for _, o := range s.turns() {
			if o.Picked {
				s.Turn.SetText(o.Name)
			}
		}
		size := st.PageSize()
		s.Sheet.SetAspect(size.W / size.H)
	}
	if p.Has(model.PartFields | model.PartFaults | model.PartChoices) {
		city, rest := st.Summary()
		s.city.SetText(city)
		s.rest.SetText(rest)
	}
	if p.Has(model.PartFrame) {
		s.Sheet.SetImage(st.Frame().Image)
	}
	noted := p.Has(model.PartFrame|model.PartNotice) && s.updateNote()
	s.Foot.Update(p)
	high := s.Foot.HeightFor(s.root.Size().Width)
	if p.Has(model.PartAll&^(model.PartTiles|model.PartFrame|model.PartProof)) || noted || high != s.footHigh {
		s.footHigh = high
		s.root.Refresh()
	}
}

// updateNote shows why the page can't be laid out, or else the quiet line. It
// reports whether that is another one than before.
func (s *Stage) updateNote() bool {
	n := s.d.Studio.Notice()
	f := s.d.Studio.Frame()
	s.Note.OnClose = func() { s.d.Studio.Say(model.Notice{}) }
	if f.Broken() {
		n = model.Notice{Text: f.Trouble.Title + ".", Hint: joined(f.Trouble.Text, f.Trouble.Hint), Bad: true}
		s.Note.OnClose = nil
	}
	if n == s.noted {
		return false
	}
	s.noted = n
	s.Note.Hidden = n.Text == ""
	s.Note.Set(n.Text, n.Hint, n.Bad)
	return true
}

func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
