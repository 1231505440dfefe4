package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// panel is a room's left side: a title that stays and a column that scrolls.
type panel struct {
	root   *fyne.Container
	title  *widget.Words
	column *widget.Column
	body   *fyne.Container
	scroll *container.Scroll
}

func newPanel(title string, letters widget.Letterer, objects ...fyne.CanvasObject) *panel {
	p := &panel{column: &widget.Column{Gap: 14}}
	p.title = widget.NewWords(title, letters).Styled(theme.Title, true, base.ColorNameForeground)
	p.body = container.New(p.column, objects...)
	// The inset is inside the scroll so that rings and shadows at the column's
	// edge aren't cut off.
	inner := container.New(&sides{panel: p}, p.body)
	p.scroll = container.NewVScroll(inner)
	p.root = container.New(p, p.title, p.scroll)
	return p
}

const (
	titleTop  = 15
	titleHigh = 60
)

// MinSize implements [fyne.Layout].
func (p *panel) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(240, 200) }

// Layout implements [fyne.Layout].
func (p *panel) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	p.title.Move(fyne.NewPos(theme.Margin, titleTop))
	p.title.Resize(fyne.NewSize(s.Width-2*theme.Margin, p.title.MinSize().Height))
	p.column.Width = s.Width - 2*theme.Margin
	p.scroll.Move(fyne.NewPos(0, titleHigh))
	p.scroll.Resize(fyne.NewSize(s.Width, s.Height-titleHigh))
	p.scroll.Refresh()
}

// relayout makes room for lines that came or went.
func (p *panel) relayout() {
	p.body.Refresh()
	p.scroll.Refresh()
}

// reveal scrolls so that an object can be seen that lies in the column,
// however deep.
func (p *panel) reveal(h widget.Host, o fyne.CanvasObject) {
	top := h.At(o).Y - h.At(p.body).Y
	bottom := top + o.Size().Height + 12
	view := p.scroll.Size().Height
	switch y := p.scroll.Offset.Y; {
	case top < y:
		p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, top-8)))
	case bottom > y+view:
		p.scroll.ScrollToOffset(fyne.NewPos(0, bottom-view))
	}
}

// sides leaves the page's margin left and right of the column.
type sides struct{ panel *panel }

func (l *sides) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, objects[0].MinSize().Height+theme.Margin)
}

func (l *sides) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Move(fyne.NewPos(theme.Margin, 2))
	objects[0].Resize(fyne.NewSize(s.Width-2*theme.Margin, s.Height-theme.Margin))
}
