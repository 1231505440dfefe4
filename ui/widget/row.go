package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/theme"
)

// Row is one thing in a long list: words on at most two lines, a quiet line
// below them, and a tick for what is done.
type Row struct {
	fyneWidget.BaseWidget

	words *Para
	about *Words
	tick  *Drawn
}

// RowHeight is the height of every row.
const RowHeight = 66

const tickSide = 18

// NewRow makes an empty row.
func NewRow(letters Letterer) *Row {
	r := &Row{words: NewPara("", letters), about: NewWords("", letters)}
	r.words.Lines, r.words.Own, r.words.Color = 2, true, base.ColorNameForeground
	r.about.Styled(theme.Caption, false, theme.Muted)
	r.about.Cut, r.about.Latin = true, true
	r.tick = NewDrawn(theme.IconCheck.Bold(theme.Good))
	r.tick.Hide()
	r.ExtendBaseWidget(r)
	return r
}

// Set changes what the row says.
func (r *Row) Set(words, about string, done bool) {
	r.words.Set(Span{Text: words})
	r.about.SetText(about)
	r.tick.Set(theme.IconCheck.Bold(theme.Good))
	r.tick.Hidden = !done
	r.tick.Refresh()
}

// Text returns the words.
func (r *Row) Text() string { return r.words.Text() }

// Done reports whether the row has its tick.
func (r *Row) Done() bool { return !r.tick.Hidden }

// MinSize implements [fyne.CanvasObject].
func (r *Row) MinSize() fyne.Size { return fyne.NewSize(160, RowHeight) }

// CreateRenderer implements [fyne.Widget].
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	return fyneWidget.NewSimpleRenderer(container.New(rowLayout{}, r.words, r.about, r.tick))
}

type rowLayout struct{}

func (rowLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(160, RowHeight) }

func (rowLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	width := max(1, s.Width-2*theme.Margin-tickSide-8)
	words, about := HeightFor(objects[0], width), float32(theme.Caption*LineHeight)
	y := round((s.Height - words - about - 2) / 2)
	objects[0].Move(fyne.NewPos(theme.Margin, y))
	objects[0].Resize(fyne.NewSize(width, words))
	objects[1].Move(fyne.NewPos(theme.Margin, y+words+2))
	objects[1].Resize(fyne.NewSize(width, about))
	objects[2].Move(fyne.NewPos(s.Width-theme.Margin-tickSide, (s.Height-tickSide)/2))
	objects[2].Resize(fyne.NewSize(tickSide, tickSide))
}
