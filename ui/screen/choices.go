package screen

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eventkit/ui/model"
	"eventkit/ui/widget"
)

// chipsMost is how many languages are shown as chips; the rest is in a menu.
const chipsMost = 11

// Choices is what the rooms have in common in which a page is made: its
// languages, its design, and how far its code is to be read from.
type Choices struct {
	// Languages are the chips, in the kit's order; More holds the rest.
	Languages []*widget.Chip
	More      *widget.Select
	// Tiles are the designs, Distance the slider.
	Tiles    []*widget.Tile
	Distance *widget.Slider

	d         Deps
	room      string
	designs   func() []model.Option
	pick      func(string)
	panel     *panel
	languages *widget.Field
	chips     *fyne.Container
	design    *widget.Field
	grid      *fyne.Container
	distance  *widget.Field
	notes     *widget.Para
}

// newChoices builds the parts; the room lays them out.
func newChoices(d Deps, room, label string, designs func() []model.Option, pick func(string)) *Choices {
	c := &Choices{d: d, room: room, designs: designs, pick: pick}
	c.More = widget.NewPill(d.Host, d.Letters)
	c.More.Search = "A language"
	c.More.OnPick = d.Studio.PickLanguage
	c.chips = container.New(widget.Flow{Gap: 6})
	c.languages = widget.NewField("Languages", c.chips, d.Letters)
	c.Distance = widget.NewSlider(model.Stops(), d.Studio.PickStop)
	c.Distance.OnReach = c.show(c.Distance)
	c.distance = widget.NewField("Read the code from", c.Distance, d.Letters)
	c.notes = widget.NewPara("", d.Letters)
	c.grid = container.New(widget.Columns{N: 3, Gap: 4, RowGap: 8})
	c.design = widget.NewField(label, c.grid, d.Letters)
	c.makeTiles()
	return c
}

// Root is what the window shows.
func (c *Choices) Root() fyne.CanvasObject { return c.panel.root }

// show returns what scrolls to an object when the keyboard comes to it.
func (c *Choices) show(o fyne.CanvasObject) func() {
	return func() { c.panel.reveal(c.d.Host, o) }
}

// makeTiles makes a tile for each design.
func (c *Choices) makeTiles() {
	c.Tiles = nil
	c.grid.RemoveAll()
	for _, o := range c.designs() {
		t := widget.NewTile(o.ID, o.Name, c.d.Letters, func() { c.pick(o.ID) })
		t.OnReach = c.show(t)
		t.OnPixels = func(w, h int) { c.d.Studio.ResizeTile(c.room, o.ID, w, h) }
		c.Tiles = append(c.Tiles, t)
		c.grid.Add(t)
	}
}

// otherDesigns reports whether there are other designs than tiles.
func (c *Choices) otherDesigns() bool {
	return !slices.EqualFunc(c.Tiles, c.designs(), func(t *widget.Tile, o model.Option) bool { return t.ID == o.ID })
}

// update shows anew what has changed.
func (c *Choices) update(part model.Part) {
	s := c.d.Studio
	if part.Has(model.PartKit) || len(c.Languages) == 0 {
		c.makeChips()
		c.makeTiles()
	} else if part.Has(model.PartChoices) && c.otherDesigns() {
		c.makeTiles()
		part |= model.PartTiles
	}
	if part.Has(model.PartChoices | model.PartKit) {
		c.updatePicked()
	}
	if part.Has(model.PartTiles | model.PartKit) {
		for _, t := range c.Tiles {
			t.SetImage(s.Tile(c.room, t.ID))
			t.SetTrouble(s.TileTrouble(c.room, t.ID))
		}
	}
	if part.Has(model.PartFrame | model.PartChoices) {
		moved := c.distance.SetHint(s.DistanceLine()) || part.Has(model.PartChoices)
		if notes := strings.Join(s.Notes(), " "); notes != c.notes.Text() {
			c.notes.Set(widget.Span{Text: notes})
			moved = true
		}
		if moved {
			c.panel.relayout()
		}
	}
}

func (c *Choices) updatePicked() {
	s := c.d.Studio
	c.languages.SetHint(s.LanguagesHint())
	mark(c.Languages, s.Languages())
	picked := ""
	for _, o := range c.designs() {
		if o.Picked {
			picked = o.ID
			c.design.SetHint(o.Detail)
		}
	}
	size := s.PageSize()
	for _, t := range c.Tiles {
		t.SetSelected(t.ID == picked)
		t.SetAspect(size.W / size.H)
	}
	c.Distance.Put(s.Stop())
}

// mark shows on chips what is picked.
func mark(chips []*widget.Chip, options []model.Option) {
	for _, o := range options {
		for _, c := range chips {
			if c.ID == o.ID {
				c.SetSelected(o.Picked)
			}
		}
	}
}

// makeChips makes a chip for each of the first languages.
func (c *Choices) makeChips() {
	c.Languages = nil
	c.chips.RemoveAll()
	options := c.d.Studio.Languages()
	shown := options
	if len(options) > chipsMost {
		shown = options[:chipsMost-1]
	}
	for _, o := range shown {
		chip := widget.NewChip(o.ID, o.Name, c.d.Letters, func() { c.d.Studio.PickLanguage(o.ID) })
		chip.OnReach = c.show(chip)
		c.Languages = append(c.Languages, chip)
		c.chips.Add(chip)
	}
	if rest := len(options) - len(shown); rest > 0 {
		c.More.SetText(fmt.Sprintf("+ %d", rest))
		c.More.Items = func() []widget.Item { return items(c.d.Studio.Languages()[len(shown):]) }
		c.chips.Add(c.More)
	}
}
