package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eventkit/ui/model"
	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// Sticks is the room in which sticks are filled and checked. It has a stage of
// its own, [StickStage].
type Sticks struct {
	// Parts are the chips of what goes along; Picks those of the sticks.
	Parts, Picks []*widget.Chip
	// Cancel stops making ready, Make begins it again.
	Cancel, Make *widget.Button
	// Copy writes the sticks, Stop stops that, Over replaces what is newer on
	// them; Auto goes on with the next ones, Eject ejects those that are done,
	// Sound lets that be heard.
	Copy, Stop, Over   *widget.Button
	Auto, Eject, Sound *widget.Chip
	// Folder adds a folder, Clear forgets folders and what is done.
	Folder, Clear *widget.Button
	// Check verifies a stick or a folder.
	Check *widget.Button
	// Log saves the log.
	Log *widget.Button
	// Mend is what to do about a folder that isn't whole, News what is newer on
	// the sticks.
	Mend *Mend
	News *News
	// Share shares with phones.
	Share *Share
	// Stage is the right side.
	Stage *StickStage

	d                      Deps
	panel                  *panel
	parts, picks           *fyne.Container
	making, over, log      *fyne.Container
	shownParts, shownPicks string
	what, trouble          *widget.Para
	about, programs        *widget.Para
	checked                *widget.Para
	judged                 bool // checked says how it is
	today                  *widget.Para
}

// NewSticks builds the room.
func NewSticks(d Deps) *Sticks {
	s := d.Studio
	r := &Sticks{d: d, Stage: newStickStage(d)}
	r.Share, r.Mend, r.News = newShare(d, r.reach), newMend(d, r.quiet), newNews(d, r.quiet)
	r.parts, r.picks = container.New(widget.Flow{Gap: 6}), container.New(widget.Flow{Gap: 6})
	r.what, r.trouble = widget.NewPara("", d.Letters), widget.NewPara("", d.Letters)
	r.about, r.programs = widget.NewPara("", d.Letters), widget.NewPara("", d.Letters)
	r.checked, r.today = widget.NewPara("", d.Letters), widget.NewPara("", d.Letters)
	r.Cancel, r.Make = r.quiet("Stop", s.StopMaking), r.quiet("Make ready", s.MakeAgain)
	r.making = container.New(widget.Flow{Gap: 14}, r.Cancel, r.Make)
	r.Folder = r.quiet("Choose a folder…", func() { d.PickFolder("", s.AddFolder) })
	r.Clear = r.quiet("Clear the list", s.ClearSticks)
	r.Copy = widget.NewPrimary("Copy", s.CopySticks)
	r.Copy.OnReach = r.reach(r.Copy)
	r.Stop = widget.NewButton("Stop", s.StopSticks)
	r.Stop.OnReach = r.reach(r.Stop)
	r.Over = r.quiet("", s.CopyOver)
	r.over = container.New(widget.Flow{}, r.Over)
	r.Auto = widget.NewChip("auto", "Go on with the next", d.Letters, s.ToggleSticksAuto)
	r.Eject = widget.NewChip("eject", "Eject it", d.Letters, s.ToggleSticksEject)
	r.Sound = widget.NewChip("sound", "Sound", d.Letters, s.ToggleSticksSound)
	for _, c := range []*widget.Chip{r.Auto, r.Eject, r.Sound} {
		c.OnReach = r.reach(c)
	}
	r.Log = r.quiet("Save the log…", s.SaveStickLog)
	r.log = container.New(&widget.Column{Gap: 4}, r.today, container.New(widget.Flow{Gap: 14}, r.Log))
	r.Check = widget.NewButton("Check a stick or folder…", func() { d.PickFolder("", s.CheckStick) })
	r.Check.OnReach = r.reach(r.Check)
	r.panel = newPanel("Sticks", d.Letters, r.sections()...)
	return r
}

// sections are the panel from top to bottom: what is done all day, what is set
// once, what is rare.
func (r *Sticks) sections() []fyne.CanvasObject {
	column := func(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
		return container.New(&widget.Column{Gap: gap}, objects...)
	}
	row := func(objects ...fyne.CanvasObject) *fyne.Container {
		return container.New(widget.Flow{Gap: 14}, objects...)
	}
	field := func(title string, objects ...fyne.CanvasObject) fyne.CanvasObject {
		return widget.NewField(title, column(8, objects...), r.d.Letters)
	}
	return []fyne.CanvasObject{
		r.trouble, r.News.root,
		column(8, r.Copy, r.Stop, r.over, column(4, r.what, r.making)),
		field("Sticks", r.picks, r.about, row(r.Folder, r.Clear)),
		field("On every stick", r.parts, r.programs),
		field("When a stick is done", container.New(widget.Flow{Gap: 6}, r.Eject, r.Sound, r.Auto)),
		r.log,
		column(8, r.Check, r.checked, r.Mend.root),
		r.Share.field,
	}
}

func (r *Sticks) quiet(text string, press func()) *widget.Button {
	b := widget.NewQuiet(text, press)
	b.OnReach = r.reach(b)
	return b
}

func (r *Sticks) reach(o fyne.CanvasObject) func() {
	return func() { r.panel.reveal(r.d.Host, o) }
}

// Root is what the window shows on the left.
func (r *Sticks) Root() fyne.CanvasObject { return r.panel.root }

// Update shows anew what has changed.
func (r *Sticks) Update(p model.Part) {
	if !r.d.Studio.HasSticks() {
		return
	}
	repairing, judged := r.Mend.goes, r.judged
	switch {
	case p.Has(model.PartSticks | model.PartRoom | model.PartKit):
		r.fill()
	case p.Has(model.PartCopying):
		r.updateReady()
		r.Mend.update()
	}
	if p.Has(model.PartSticks | model.PartSharing | model.PartRoom | model.PartKit) {
		r.Share.update()
		r.panel.relayout()
	}
	switch {
	case r.Mend.goes && !repairing:
		r.panel.relayout()
		r.panel.reveal(r.d.Host, r.Mend.root) // its button goes, and what follows is longer
	case r.judged && !judged:
		r.panel.relayout()
		r.panel.reveal(r.d.Host, r.checked)
		if r.Mend.root.Visible() {
			r.panel.reveal(r.d.Host, r.Mend.root)
		}
	}
	r.Stage.Update(p)
}

func (r *Sticks) fill() {
	s := r.d.Studio
	fillChips(&r.Parts, r.parts, s.LoadParts(), &r.shownParts, s.ToggleLoadPart, r.d.Letters, r.reach)
	var picks []model.Option
	lines := s.StickLines()
	for _, l := range lines {
		if l.Here {
			picks = append(picks, model.Option{ID: l.Key, Name: shortName(l.Name), Picked: l.Picked})
		}
	}
	fillChips(&r.Picks, r.picks, picks, &r.shownPicks, s.PickStick, r.d.Letters, r.reach)
	r.picks.Hidden, r.about.Hidden = len(picks) == 0, len(picks) == 1
	r.about.Set(widget.Span{Text: "Tap one to leave it out."})
	if len(picks) == 0 {
		r.about.Set(widget.Span{Text: "They show up here by themselves."})
	}
	programs := s.ProgramsLine()
	r.programs.Hidden = programs == ""
	r.programs.Set(widget.Span{Text: programs})
	t := s.SticksTrouble()
	r.trouble.Hidden = t.Title == ""
	r.trouble.Set(bad(t.Title + ": " + t.Text))
	line, on := s.CopyLine()
	r.Copy.SetText(line)
	enable(r.Copy, on)
	r.Stop.Hidden = !s.Copying()
	r.Copy.Hidden = !r.Stop.Hidden && !on
	line = s.OverLine()
	r.Over.SetText(line)
	r.over.Hidden = line == ""
	r.Clear.Hidden = !s.CanClear()
	r.Auto.SetSelected(s.SticksAuto())
	r.Eject.SetSelected(s.SticksEject())
	r.Sound.SetSelected(s.SticksSound())
	r.today.Set(widget.Span{Text: s.TodayLine(), Bold: true})
	r.log.Hidden = !s.HasStickLog()
	r.updateChecked()
	r.News.update()
	r.Mend.update()
	r.updateReady()
}

// shortName cuts a name to what a narrow window has room for.
func shortName(name string) string {
	const most = 24
	if r := []rune(name); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return name
}

func (r *Sticks) updateReady() {
	s := r.d.Studio
	line, wrong := s.ReadyLine()
	r.Cancel.Hidden = !s.MakingReady()
	r.Make.Hidden = s.MakingReady() || s.Ready()
	r.what.Hidden = s.Copying() && s.Ready()
	r.making.Hidden = r.Cancel.Hidden && r.Make.Hidden
	if wrong {
		r.what.Set(bad(line))
	} else {
		r.what.Set(widget.Span{Text: line, Color: theme.Muted})
	}
	r.panel.relayout()
}

func (r *Sticks) updateChecked() {
	c := r.d.Studio.Checked()
	r.checked.Hidden, r.judged = c.Path == "", c.Path != "" && !c.Running
	if c.Running {
		r.checked.Set(widget.Span{Text: "Reading every file of " + model.ShortPath(c.Path) + "…"})
		return
	}
	title := widget.Span{Text: c.Message.Title + ". ", Bold: true, Color: theme.Good}
	if !c.Good {
		title = bad(title.Text)
		title.Bold = true
	}
	r.checked.Set(title, widget.Span{Text: c.Message.Text + " "}, widget.Span{Text: c.Message.Hint})
}
