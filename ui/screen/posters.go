package screen

import (
	"fyne.io/fyne/v2/container"

	"eventkit/ui/model"
	"eventkit/ui/widget"
)

// Posters is the room in which a poster of the kit is picked, and what it
// carries.
type Posters struct {
	*Choices
	// Carried are the chips for the code and the event's lines; Corner picks
	// where the two stand.
	Carried []*widget.Chip
	Corner  *widget.Select
	// Open adds a file to the gallery, and Remove takes it out again.
	Open   *widget.Button
	Remove *widget.Button

	carried, corner *widget.Field
	about           *widget.Para
}

// NewPosters builds the room.
func NewPosters(d Deps) *Posters {
	s := d.Studio
	p := &Posters{Choices: newChoices(d, model.RoomPosters, "Poster", s.Posters, s.PickPoster)}
	p.about = widget.NewPara("", d.Letters)

	chips := container.New(widget.Flow{Gap: 6})
	for _, o := range s.Carried() {
		c := widget.NewChip(o.ID, o.Name, d.Letters, func() { s.Carry(o.ID) })
		c.OnReach = p.show(c)
		p.Carried = append(p.Carried, c)
		chips.Add(c)
	}
	p.carried = widget.NewField("What it carries", chips, d.Letters)
	p.Corner = widget.NewSelect(d.Host, d.Letters)
	p.Corner.Items = func() []widget.Item { return items(s.Corners()) }
	p.Corner.OnPick = s.PickCorner
	p.Corner.OnReach = p.show(p.Corner)
	p.corner = widget.NewField("Where it stands", p.Corner, d.Letters)
	p.Open = widget.NewQuiet("Open a poster from a file…", func() {
		d.PickFile("A poster: SVG, PDF, PNG or JPEG", model.PosterKinds(), s.AddPoster)
	})
	p.Open.OnReach = p.show(p.Open)
	p.Remove = widget.NewQuiet("Take it out of the list", s.DropPoster)
	p.Remove.OnReach = p.show(p.Remove)
	files := container.New(widget.Flow{Gap: 6}, p.Open, p.Remove)
	p.panel = newPanel("Posters", d.Letters, p.languages, p.carried,
		p.design, files, p.about, p.corner, p.distance, p.notes)
	return p
}

// Update shows anew what has changed.
func (p *Posters) Update(part model.Part) {
	s := p.d.Studio
	if part.Has(model.PartChoices | model.PartKit | model.PartFields | model.PartFaults) {
		mark(p.Carried, s.Carried())
		moved := p.carried.SetHint(s.CarriedHint())
		p.Corner.SetText(s.CornerName())
		p.corner.Hidden = s.Plain()
		p.distance.Hidden = !s.WantsCode()
		if p.Remove.Hidden == s.OwnPoster() {
			p.Remove.Hidden = !s.OwnPoster()
			moved = true
		}
		if moved {
			p.panel.relayout()
		}
	}
	if line := s.PrintLine(); line != p.about.Text() {
		p.about.Set(widget.Span{Text: line})
		p.panel.relayout()
	}
	p.update(part)
}
