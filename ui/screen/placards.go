package screen

import (
	"eventkit/ui/model"
	"eventkit/ui/widget"
)

// Placards is the room in which a placard is designed.
type Placards struct {
	*Choices
	// Words picks the kit's words; Own is where one's own are typed.
	Words *widget.Select
	Own   *widget.Entry

	words, own *widget.Field
}

// NewPlacards builds the room.
func NewPlacards(d Deps) *Placards {
	s := d.Studio
	p := &Placards{Choices: newChoices(d, model.RoomPlacards, "Design", s.Templates, s.PickTemplate)}
	p.Words = widget.NewSelect(d.Host, d.Letters)
	p.Words.Items = func() []widget.Item { return items(s.Slogans()) }
	p.Words.OnPick = p.pickWords
	p.Words.OnReach = p.show(p.Words)
	p.words = widget.NewField("Words", p.Words, d.Letters)

	p.Own = widget.NewEntry("")
	p.Own.OnChanged = s.TypeWords
	p.Own.OnShortcut = d.Shortcut
	p.own = widget.NewField("Your own words", p.Own, d.Letters)
	p.panel = newPanel("Placards", d.Letters, p.words, p.own, p.languages,
		p.design, p.distance, p.notes)
	return p
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
	if part.Has(model.PartChoices | model.PartKit) {
		s := p.d.Studio
		d := s.Draft()
		p.Words.SetText(s.Words())
		p.words.SetHint(s.WordsHint())
		p.Own.Put(d.Text)
		p.own.Hidden = !d.Own
		p.own.SetEcho(d.Text)
	}
	p.update(part)
}
