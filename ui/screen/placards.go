package screen

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eventkit/ui/model"
	"eventkit/ui/widget"
)

// chipsMost is how many languages are shown as chips; the rest is in a menu.
const chipsMost = 11

// Placards is the room in which a placard is designed.
type Placards struct {
	// Words picks the kit's words; Own is where one's own are typed.
	Words *widget.Select
	Own   *widget.Entry
	// Languages are the chips, in the kit's order; More holds the rest.
	Languages []*widget.Chip
	More      *widget.Select
	// Tiles are the designs, Distance the slider.
	Tiles    []*widget.Tile
	Distance *widget.Slider

	d         Deps
	panel     *panel
	words     *widget.Field
	own       *widget.Field
	languages *widget.Field
	chips     *fyne.Container
	design    *widget.Field
	distance  *widget.Field
	notes     *widget.Para
}

// NewPlacards builds the room.
func NewPlacards(d Deps) *Placards {
	p := &Placards{d: d}
	p.Words = widget.NewSelect(d.Host, d.Letters)
	p.Words.Items = func() []widget.Item { return items(d.Studio.Slogans()) }
	p.Words.OnPick = p.pickWords
	p.words = widget.NewField("Words", p.Words, d.Letters)

	p.Own = widget.NewEntry("")
	p.Own.OnChanged = d.Studio.TypeWords
	p.Own.OnShortcut = d.Shortcut
	p.own = widget.NewField("Your own words", p.Own, d.Letters)

	p.More = widget.NewPill(d.Host, d.Letters)
	p.More.Search = "A language"
	p.More.OnPick = d.Studio.PickLanguage
	p.chips = container.New(widget.Flow{Gap: 6})
	p.languages = widget.NewField("Languages", p.chips, d.Letters)

	p.Distance = widget.NewSlider(model.Stops(), d.Studio.PickStop)
	p.distance = widget.NewField("Read the code from", p.Distance, d.Letters)
	p.notes = widget.NewPara("", d.Letters)
	p.design = widget.NewField("Design", p.gallery(), d.Letters)
	p.panel = newPanel("Placards", d.Letters, p.words, p.own, p.languages,
		p.design, p.distance, p.notes)
	return p
}

// Root is what the window shows.
func (p *Placards) Root() fyne.CanvasObject { return p.panel.root }

func (p *Placards) gallery() *fyne.Container {
	grid := container.New(widget.Columns{N: 3, Gap: 4, RowGap: 8})
	for _, o := range p.d.Studio.Templates() {
		t := widget.NewTile(o.ID, o.Name, p.d.Letters, func() { p.d.Studio.PickTemplate(o.ID) })
		t.OnPixels = func(w, h int) { p.d.Studio.ResizeTile(o.ID, w, h) }
		p.Tiles = append(p.Tiles, t)
		grid.Add(t)
	}
	return grid
}

func (p *Placards) pickWords(id string) {
	p.d.Studio.PickSlogan(id)
	if id == model.OwnWords {
		p.d.Focus(p.Own)
	}
}

// items turns what can be picked into lines of a menu; the last one leads
// elsewhere when it ends in an ellipsis.
func items(options []model.Option) []widget.Item {
	out := make([]widget.Item, len(options))
	for i, o := range options {
		out[i] = widget.Item{ID: o.ID, Text: o.Name, Detail: o.Detail, Picked: o.Picked}
	}
	if n := len(out); n > 1 && len(out[n-1].Text) > 3 && out[n-1].Text[len(out[n-1].Text)-3:] == "…" {
		out[n-1].Break = true
	}
	return out
}

// Update shows anew what has changed.
func (p *Placards) Update(part model.Part) {
	s := p.d.Studio
	if part.Has(model.PartKit) || len(p.Languages) == 0 {
		p.makeChips()
	}
	if part.Has(model.PartChoices | model.PartKit) {
		p.updateChoices()
	}
	if part.Has(model.PartTiles) {
		for _, t := range p.Tiles {
			t.SetImage(s.Tile(t.ID))
		}
	}
	if part.Has(model.PartFrame | model.PartChoices) {
		moved := p.distance.SetHint(s.DistanceLine()) || part.Has(model.PartChoices)
		if notes := strings.Join(s.Notes(), " "); notes != p.notes.Text() {
			p.notes.Set(widget.Span{Text: notes})
			moved = true
		}
		if moved {
			p.panel.relayout()
		}
	}
}

func (p *Placards) updateChoices() {
	s := p.d.Studio
	d := s.Draft()
	p.Words.SetText(s.Words())
	p.words.SetHint(s.WordsHint())
	p.Own.Put(d.Text)
	p.own.Hidden = !d.Own
	p.own.SetEcho(d.Text)
	p.languages.SetHint(s.LanguagesHint())
	options := s.Languages()
	for _, o := range options {
		for _, c := range p.Languages {
			if c.ID == o.ID {
				c.SetSelected(o.Picked)
			}
		}
	}
	for _, o := range s.Templates() {
		if o.Picked {
			p.design.SetHint(o.Detail)
		}
	}
	size := s.PageSize()
	for _, t := range p.Tiles {
		t.SetSelected(t.ID == d.Template)
		t.SetAspect(size.W / size.H)
	}
	p.Distance.Put(s.Stop())
}

// makeChips makes a chip for each of the first languages.
func (p *Placards) makeChips() {
	p.Languages = nil
	p.chips.RemoveAll()
	options := p.d.Studio.Languages()
	shown := options
	if len(options) > chipsMost {
		shown = options[:chipsMost-1]
	}
	for _, o := range shown {
		c := widget.NewChip(o.ID, o.Name, p.d.Letters, func() { p.d.Studio.PickLanguage(o.ID) })
		p.Languages = append(p.Languages, c)
		p.chips.Add(c)
	}
	if rest := len(options) - len(shown); rest > 0 {
		p.More.SetText(fmt.Sprintf("+ %d", rest))
		p.More.Items = func() []widget.Item { return items(p.d.Studio.Languages()[len(shown):]) }
		p.chips.Add(p.More)
	}
}
