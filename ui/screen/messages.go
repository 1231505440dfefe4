package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eventkit/ui/model"
	"eventkit/ui/widget"
)

// Messages is the room of the messages for the networks and of the hour at
// which everyone posts. It has a stage of its own, [MessageStage].
type Messages struct {
	// Languages, Audiences and Tones are the chips of what is listed, Networks
	// those of whose composer a code opens, PerSheet those of the cards.
	Languages, Audiences, Tones, Networks, PerSheet []*widget.Chip
	// Link takes the address along; Remind has the computer tell of the hour.
	Link, Remind *widget.Chip
	// Search filters by words.
	Search *widget.Entry
	// Cards saves cards of the messages that are listed, ICS the hour for a
	// calendar, Wall shows the clock over a whole screen, Show the file that was
	// saved, Again forgets what was copied.
	Cards, ICS, Wall, Show, Again *widget.Button
	// Stage is the right side.
	Stage *MessageStage

	d                                 Deps
	panel                             *panel
	langs, whom, tones, nets, per     *fyne.Container
	shownLangs, shownWhom, shownTones string
	shownNets, shownPer               string
	storm                             *widget.Field
	hour                              *widget.Para
	used                              *widget.Para
	trouble                           *widget.Para
}

// NewMessages builds the room. wall opens the clock over a whole screen.
func NewMessages(d Deps, wall func()) *Messages {
	s := d.Studio
	r := &Messages{d: d, Stage: newMessageStage(d)}
	flow := func() *fyne.Container { return container.New(widget.Flow{Gap: 6}) }
	r.langs, r.whom, r.tones, r.nets, r.per = flow(), flow(), flow(), flow(), flow()
	r.Search = widget.NewEntry("Words in the message")
	r.Search.OnShortcut = d.Shortcut
	r.Search.OnChanged = s.SearchMessages
	r.Search.OnFocus = r.reach(r.Search)
	r.Link = widget.NewChip("link", "With the address", d.Letters, s.ToggleLink)
	r.Link.OnReach = r.reach(r.Link)
	r.Again = r.quiet("Start over", s.ResetCopied)
	r.used, r.trouble = widget.NewPara("", d.Letters), widget.NewPara("", d.Letters)
	r.Cards = r.button("Save storm cards", s.SaveCards)
	r.hour = widget.NewPara("", d.Letters)
	r.Wall = r.quiet("Clock for the wall", wall)
	r.ICS = r.quiet("Save for the calendar", s.SaveICS)
	r.Show = r.quiet("Open the file", s.OpenSavedHere)
	r.Remind = widget.NewChip("remind", "Tell me when it begins", d.Letters, s.ToggleReminder)
	r.Remind.OnReach = r.reach(r.Remind)
	r.storm = widget.NewField("Everyone posts at", container.New(&widget.Column{Gap: 8}, r.hour,
		container.New(widget.Flow{Gap: 14}, r.Wall, r.ICS), container.New(widget.Flow{Gap: 6}, r.Remind)), d.Letters)
	r.panel = newPanel("Messages", d.Letters, r.trouble, r.storm,
		widget.NewField("Language", r.langs, d.Letters), widget.NewField("For whom", r.whom, d.Letters),
		widget.NewField("Tone", r.tones, d.Letters), widget.NewField("Search", r.Search, d.Letters),
		container.New(&widget.Column{Gap: 4}, r.used, container.New(widget.Flow{Gap: 14}, r.Again)),
		widget.NewField("Post on", container.New(&widget.Column{Gap: 6}, r.nets, container.New(widget.Flow{Gap: 6}, r.Link)), d.Letters),
		widget.NewField("Cards to hand out, of the messages listed", container.New(&widget.Column{Gap: 8}, r.per,
			container.New(widget.Flow{Gap: 8}, r.Cards), container.New(widget.Flow{Gap: 14}, r.Show)), d.Letters))
	return r
}

func (r *Messages) button(text string, press func()) *widget.Button {
	b := widget.NewButton(text, press)
	b.OnReach = r.reach(b)
	return b
}

func (r *Messages) quiet(text string, press func()) *widget.Button {
	b := widget.NewQuiet(text, press)
	b.OnReach = r.reach(b)
	return b
}

func (r *Messages) reach(o fyne.CanvasObject) func() {
	return func() { r.panel.reveal(r.d.Host, o) }
}

// Root is what the window shows on the left.
func (r *Messages) Root() fyne.CanvasObject { return r.panel.root }

// Update shows anew what has changed.
func (r *Messages) Update(p model.Part) {
	s := r.d.Studio
	if !s.HasMessages() {
		return
	}
	if p.Has(model.PartMessages | model.PartKit | model.PartRoom | model.PartChoices) {
		r.fill()
	}
	if p.Has(model.PartMessages | model.PartKit | model.PartRoom | model.PartFields | model.PartStorm) {
		r.updateHour()
	}
	r.Stage.Update(p)
}

func (r *Messages) fill() {
	s := r.d.Studio
	fillChips(&r.Languages, r.langs, s.MessageLanguages(), &r.shownLangs, s.PickMessageLanguage, r.d.Letters, r.reach)
	fillChips(&r.Audiences, r.whom, s.Audiences(), &r.shownWhom, s.PickAudience, r.d.Letters, r.reach)
	fillChips(&r.Tones, r.tones, s.Tones(), &r.shownTones, s.PickTone, r.d.Letters, r.reach)
	fillChips(&r.Networks, r.nets, s.Networks(), &r.shownNets, s.PickNetwork, r.d.Letters, r.reach)
	fillChips(&r.PerSheet, r.per, s.CardsPerSheet(), &r.shownPer, s.PickCardsPerSheet, r.d.Letters, r.reach)
	r.Link.SetSelected(s.WithLink())
	r.Search.Put(s.MessageWords())
	r.used.Set(widget.Span{Text: s.UsedLine()})
	r.Again.Hidden, r.Show.Hidden = !s.AnyCopied(), s.SavedHere() == ""
	t := s.MessagesTrouble()
	r.trouble.Hidden = t.Title == ""
	r.trouble.Set(bad(t.Title + ": " + t.Text))
	r.panel.relayout()
}

func (r *Messages) updateHour() {
	s := r.d.Studio
	line, left := s.StormLine()
	hidden := r.Remind.Hidden != (!s.CanRemind() && !s.Reminding()) || r.storm.Hidden != !s.HasStorm()
	r.storm.Hidden = !s.HasStorm()
	r.hour.Set(widget.Span{Text: line, Bold: true}, widget.Span{Text: " · " + left})
	r.Remind.Hidden = !s.CanRemind() && !s.Reminding()
	r.Remind.SetSelected(s.Reminding())
	if hidden {
		r.panel.relayout()
	}
}
