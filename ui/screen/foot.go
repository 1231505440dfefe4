package screen

import (
	"iter"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/model"
	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// Foot says what was proven about the sheet and offers what can be done next.
type Foot struct {
	// SavePDF, SavePicture and OpenFolder are there while nothing is asked.
	SavePDF, SavePicture, OpenFolder *widget.Button
	// Replace, KeepBoth and Cancel answer what to do about a file that is
	// there; Cancel also stops what takes long.
	Replace, KeepBoth, Cancel *widget.Button
	// Change picks another place to save, OpenFile opens what was saved.
	Change, OpenFile *widget.Button
	// Status is what was proven, saved, or went wrong; Quality how well the
	// words can be read; Place where a file would go.
	Status, Quality, Place *widget.Para

	d    Deps
	root *fyne.Container
	rule *canvas.Rectangle
}

// NewFoot builds the foot.
func NewFoot(d Deps) *Foot {
	f := &Foot{d: d, rule: canvas.NewRectangle(nil)}
	s := d.Studio
	f.SavePDF = widget.NewPrimary("Save PDF", func() { s.Save(model.PDF) })
	f.SavePicture = widget.NewButton("Save picture", func() { s.Save(model.PNG) })
	f.OpenFolder = widget.NewButton("Open folder", s.OpenFolder)
	f.Replace = widget.NewPrimary("Replace", s.Replace)
	f.KeepBoth = widget.NewButton("Keep both", s.KeepBoth)
	f.Cancel = widget.NewButton("Cancel", s.CancelSave)
	f.Change = widget.NewQuiet("Change…", func() { askPlace(d, f.Change) })
	f.OpenFile = widget.NewQuiet("Open it", s.OpenSaved)
	f.Status = widget.NewPara("", d.Letters)
	f.Quality = widget.NewPara("", d.Letters)
	f.Place = widget.NewPara("", d.Letters)
	f.Status.Lines, f.Quality.Lines, f.Place.Lines = 3, 1, 1
	f.root = container.New(f, f.rule, f.Status, f.Quality, f.Place, f.Change, f.OpenFile,
		f.OpenFolder, f.SavePicture, f.Cancel, f.KeepBoth, f.SavePDF, f.Replace)
	f.updateButtons()
	return f
}

// Root is what the window shows.
func (f *Foot) Root() fyne.CanvasObject { return f.root }

func (f *Foot) buttons() []*widget.Button {
	var out []*widget.Button
	for _, b := range []*widget.Button{f.OpenFolder, f.SavePicture, f.Cancel, f.KeepBoth, f.SavePDF, f.Replace} {
		if b.Visible() {
			out = append(out, b)
		}
	}
	return out
}

const (
	footGap   = 10
	footTop   = 13
	textLeast = 250
	// footLines is how many lines the foot has room for at least, so that the
	// page above it doesn't jump when they change.
	footLines  = 4
	lineHigh   = theme.Small*widget.LineHeight + 1
	buttonHigh = 44
)

// plan returns the width of the words and whether the buttons stand below them.
func (f *Foot) plan(width float32) (words float32, below bool) {
	room := width - 2*theme.Margin
	row := float32(0)
	for _, b := range f.buttons() {
		row += b.MinSize().Width + footGap
	}
	if words = room - row - 14; words >= textLeast {
		return words, false
	}
	return room, true
}

// wordsHigh is the height of the words. Where the buttons stand below them,
// the line about the file's place stands beside the buttons.
func (f *Foot) wordsHigh(width float32, below bool) float32 {
	h, line := f.Status.HeightFor(width), lineHigh
	if below {
		return max(h, 2*line) + line
	}
	return max(h+2*line, footLines*line)
}

// HeightFor returns the height at a width.
func (f *Foot) HeightFor(width float32) float32 {
	words, below := f.plan(width)
	h := f.wordsHigh(words, below)
	if below {
		return roundUp(footTop + h + 6 + buttonHigh + footTop)
	}
	return roundUp(max(h, buttonHigh) + 2*footTop)
}

// MinSize implements [fyne.Layout].
func (f *Foot) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 84) }

// Layout implements [fyne.Layout].
func (f *Foot) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	f.rule.Resize(fyne.NewSize(s.Width, 1))
	words, below := f.plan(s.Width)
	y, by := float32(footTop), s.Height-footTop-buttonHigh
	if !below {
		by = (s.Height - buttonHigh) / 2
	}
	for _, p := range []*widget.Para{f.Status, f.Quality} {
		h := p.HeightFor(words)
		p.Move(fyne.NewPos(theme.Margin, y))
		p.Resize(fyne.NewSize(words, h))
		y += h
	}
	x := s.Width - theme.Margin
	list := f.buttons()
	for i := len(list) - 1; i >= 0; i-- {
		w := list[i].MinSize().Width
		x -= w
		list[i].Move(fyne.NewPos(x, by))
		list[i].Resize(fyne.NewSize(w, buttonHigh))
		x -= footGap
	}
	if below {
		y, words = by+(buttonHigh-lineHigh)/2, x-theme.Margin
	}
	f.layoutPlace(y, words)
}

// layoutPlace sets the line that says where a file goes, and the quiet buttons
// behind its words. Where there is little room the buttons come first, and the
// first of them.
func (f *Foot) layoutPlace(y, words float32) {
	const gap = 12
	taken := float32(0)
	for b, on := range f.quiet() {
		b.Hidden = !on || taken+b.MinSize().Width > words
		if !b.Hidden {
			taken += b.MinSize().Width + gap
		}
	}
	room := max(0, words-taken)
	f.Place.Hidden = room <= 60
	f.Place.Move(fyne.NewPos(theme.Margin, y))
	f.Place.Resize(fyne.NewSize(room, lineHigh))
	x := theme.Margin
	if !f.Place.Hidden && f.Place.Text() != "" {
		x += min(f.Place.Natural(), room) + gap
	}
	for b := range f.quiet() {
		if !b.Hidden {
			b.Move(fyne.NewPos(x, y))
			b.Resize(b.MinSize())
			x += b.MinSize().Width + gap
		}
	}
}

// quiet lists the quiet buttons and whether they are of use now.
func (f *Foot) quiet() iter.Seq2[*widget.Button, bool] {
	phase := f.d.Studio.Saving().Phase
	return func(yield func(*widget.Button, bool) bool) {
		idle := phase != model.SaveAsking && phase != model.SaveRunning && phase != model.SaveSlow
		_ = yield(f.OpenFile, phase == model.SaveDone) && yield(f.Change, idle)
	}
}

// Update shows anew what has changed.
func (f *Foot) Update(p model.Part) {
	f.rule.FillColor = theme.Color(theme.Line)
	f.rule.Refresh()
	if p.Has(model.PartSave | model.PartFrame | model.PartProof | model.PartFields | model.PartFaults | model.PartChoices) {
		f.updateWords()
		f.updateButtons()
		f.root.Refresh()
	}
}

func (f *Foot) updateButtons() {
	phase := f.d.Studio.Saving().Phase
	asking := phase == model.SaveAsking
	busy := phase == model.SaveRunning || phase == model.SaveSlow
	f.Replace.Hidden, f.KeepBoth.Hidden = !asking, !asking
	f.Cancel.Hidden = !asking && phase != model.SaveSlow
	f.SavePDF.Hidden, f.SavePicture.Hidden, f.OpenFolder.Hidden = asking, asking, asking || phase == model.SaveSlow
	enable(f.SavePDF, !busy && !f.d.Studio.Frame().Broken())
	enable(f.SavePicture, !busy && !f.d.Studio.Frame().Broken())
}

func enable(b *widget.Button, on bool) {
	if on == b.Disabled() {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

func (f *Foot) updateWords() {
	s := f.d.Studio
	state := s.Saving()
	f.Quality.Set(widget.Span{Text: s.ContrastLine()})
	f.Place.Set(widget.Span{Text: s.SaveLine()})
	switch state.Phase {
	case model.SaveAsking:
		f.Status.Set(widget.Span{Text: baseName(state.Path) + " is there already.", Bold: true, Color: base.ColorNameForeground})
		f.Quality.Set(widget.Span{Text: "Replace it, or keep both files?"})
		f.Place.Set()
	case model.SaveRunning, model.SaveSlow:
		f.Status.Set(widget.Span{Text: "Saving…", Bold: true, Color: base.ColorNameForeground})
	case model.SaveDone:
		f.Status.Set(good("Saved."), widget.Span{Text: " " + s.SavedLine()})
		if s.HasCode() {
			f.Quality.Set(widget.Span{Text: "The code was read back before it was written."})
		}
		f.Place.Set()
	case model.SaveFailed:
		f.Status.Set(bad(state.Trouble.Title+"."), widget.Span{Text: " " + joined(state.Trouble.Text, state.Trouble.Hint)})
	default:
		f.Status.Set(f.proof()...)
	}
}

func (f *Foot) proof() []widget.Span {
	s := f.d.Studio
	frame := s.Frame()
	if frame.Sheet == nil || frame.Broken() {
		return []widget.Span{{Text: " "}}
	}
	if !s.HasCode() {
		return []widget.Span{{Text: "No code on this page.", Bold: true}}
	}
	opens := widget.Span{Text: " It opens " + s.Opens()}
	switch s.Proof() {
	case model.Proven:
		return []widget.Span{good("The code was read back."), opens}
	case model.Unreadable:
		return []widget.Span{bad("The code can’t be read back."), {Text: " Choose larger paper or another design before you print."}}
	}
	return []widget.Span{{Text: "Reading the code back…", Bold: true}, opens}
}

func good(s string) widget.Span { return widget.Span{Text: s, Bold: true, Color: theme.Good} }

func bad(s string) widget.Span {
	return widget.Span{Text: s, Bold: true, Color: base.ColorNameError}
}

// roundUp keeps what lies above the foot on whole units.
func roundUp(v float32) float32 { return float32(math.Ceil(float64(v))) }
