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

// Display is the room in which the table display is set up and begun.
type Display struct {
	// Languages, What and Screens are the chips of what is shown, and where.
	Languages, What, Screens []*widget.Chip
	// Seconds is how long each picture stays.
	Seconds *widget.Slider
	// Song has the song play along.
	Song *widget.Chip
	// Start opens it over a whole screen.
	Start *widget.Button

	d                     Deps
	panel                 *panel
	langs, what, screens  *fyne.Container
	times                 *widget.Field
	clock                 *widget.Para
	right                 *fyne.Container
	title, keys           *widget.Words
	rule                  *canvas.Rectangle
	sheet                 *widget.Sheet
	note                  *widget.Toast
	noted                 model.Notice
	shownLangs, shownWhat string
	shownScreens          string
	second                func() bool
}

// The screens that a display can be on.
const (
	screenHere   = "here"
	screenSecond = "second"
)

// NewDisplay builds the room. start opens the display, second reports whether
// the computer has a second screen.
func NewDisplay(d Deps, start func(), second func() bool) *Display {
	s := d.Studio
	r := &Display{d: d, second: second, rule: canvas.NewRectangle(nil)}
	flow := func() *fyne.Container { return container.New(widget.Flow{Gap: 6}) }
	r.langs, r.what, r.screens = flow(), flow(), flow()
	r.Seconds = widget.NewSlider(model.DisplayStops(), s.PickDisplayStop)
	r.Seconds.OnReach = r.reach(r.Seconds)
	r.times = widget.NewField("Each picture stays", r.Seconds, d.Letters)
	r.Song = widget.NewChip("song", "Play the song", d.Letters, s.ToggleDisplaySong)
	r.Song.OnReach = r.reach(r.Song)
	r.Start = widget.NewPrimary("Start the display", start)
	r.Start.OnReach = r.reach(r.Start)
	r.clock = widget.NewPara("", d.Letters)
	r.panel = newPanel("Display", d.Letters,
		widget.NewPara("Full screen, for a table or a wall: the code stays where it is, pictures change beside it.", d.Letters), r.Start,
		widget.NewField("Languages, in turn", r.langs, d.Letters), widget.NewField("Show", r.what, d.Letters), r.times,
		widget.NewField("Screen", r.screens, d.Letters), widget.NewField("Sound", container.New(widget.Flow{Gap: 6}, r.Song), d.Letters),
		r.clock)

	r.title = widget.NewWords("As it will look", d.Letters).Styled(theme.Body, true, base.ColorNameForeground)
	r.keys = widget.NewWords("Arrow keys turn, the space bar pauses, Escape comes back.", d.Letters).Styled(theme.Body, false, theme.Muted)
	r.keys.Cut = true
	r.sheet = widget.NewSheet(s.ResizeBoard)
	r.sheet.SetAspect(model.BoardAspect())
	r.note = widget.NewToast(d.Letters, func() { s.Say(model.Notice{}) })
	r.note.Hide()
	r.right = container.New(r, r.title, r.keys, r.rule, r.sheet, r.note)
	return r
}

func (r *Display) reach(o fyne.CanvasObject) func() {
	return func() { r.panel.reveal(r.d.Host, o) }
}

// Root is what the window shows on the left, Right what it shows beside it.
func (r *Display) Root() fyne.CanvasObject { return r.panel.root }

// Right is what the window shows on the right.
func (r *Display) Right() fyne.CanvasObject { return r.right }

// MinSize implements [fyne.Layout].
func (r *Display) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(360, 320) }

// Layout implements [fyne.Layout].
func (r *Display) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	high := r.title.MinSize().Height
	y := (headHigh-high)/2 - 0.5
	wide := r.title.Natural()
	place(r.title, theme.Margin, y, wide, high)
	place(r.keys, theme.Margin+wide+14, y, max(1, size.Width-2*theme.Margin-wide-14), high)
	place(r.rule, 0, headHigh-1, size.Width, 1)
	place(r.sheet, 0, headHigh, size.Width, size.Height-headHigh)
	note := min(size.Width-48, 560)
	place(r.note, (size.Width-note)/2, headHigh+14, note, r.note.HeightFor(note))
}

// Update shows anew what has changed.
func (r *Display) Update(p model.Part) {
	s := r.d.Studio
	r.rule.FillColor = theme.Color(theme.Line)
	if !s.HasDisplay() {
		return
	}
	if p.Has(model.PartDisplay | model.PartKit | model.PartRoom) {
		fillChips(&r.Languages, r.langs, s.DisplayLanguages(), &r.shownLangs, s.ToggleDisplayLanguage, r.d.Letters, r.reach)
		fillChips(&r.What, r.what, s.Shown(), &r.shownWhat, s.ToggleShown, r.d.Letters, r.reach)
		fillChips(&r.Screens, r.screens, r.places(), &r.shownScreens, func(id string) { s.PickDisplayScreen(id == screenHere) }, r.d.Letters, r.reach)
		r.Seconds.Put(s.DisplayStop())
		r.times.SetHint(s.DisplayLine())
		on, can := s.DisplaySong()
		r.Song.SetSelected(on)
		enableChip(r.Song, can)
		if storm, ok := s.Storm("en"); ok {
			r.clock.Set(widget.Span{Text: "Counts down to: " + storm.Title + ", " + storm.Here})
		} else {
			r.clock.Set(widget.Span{Text: "Nothing in this kit is still to come, so there is no clock."})
		}
		r.sheet.SetImage(s.Board())
		r.panel.relayout()
	}
	if n := s.Notice(); p.Has(model.PartNotice|model.PartRoom) && n != r.noted {
		r.noted = n
		r.note.Hidden = n.Text == ""
		r.note.Set(n.Text, n.Hint, n.Bad)
		r.right.Refresh()
	}
}

// places lists the screens.
func (r *Display) places() []model.Option {
	if !r.second() {
		return []model.Option{{ID: screenHere, Name: "This one", Picked: true}}
	}
	here := r.d.Studio.DisplayHere()
	return []model.Option{{ID: screenSecond, Name: "The second one", Picked: !here}, {ID: screenHere, Name: "This one", Picked: here}}
}

func enableChip(c *widget.Chip, on bool) {
	if on == c.Disabled() {
		if on {
			c.Enable()
		} else {
			c.Disable()
		}
	}
}

// fillChips makes chips anew where the options are others, and marks the
// picked.
func fillChips(chips *[]*widget.Chip, box *fyne.Container, options []model.Option, shown *string,
	pick func(string), letters widget.Letterer, reach func(fyne.CanvasObject) func(),
) {
	names := ""
	for _, o := range options {
		names += o.ID + "\x00" + o.Name + "\x00"
	}
	if names != *shown {
		*shown, *chips = names, nil
		box.RemoveAll()
		for _, o := range options {
			c := widget.NewChip(o.ID, o.Name, letters, func() { pick(o.ID) })
			c.OnReach = reach(c)
			*chips = append(*chips, c)
			box.Add(c)
		}
	}
	mark(*chips, options)
}
