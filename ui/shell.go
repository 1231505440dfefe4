package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"eventkit/ui/model"
	"eventkit/ui/screen"
	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// shell is the frame: the rail, the room's panel, the stage.
type shell struct {
	root *fyne.Container

	toEvent, toPlacards, open *widget.RailItem
	event                     *screen.Event
	placards                  *screen.Placards
	stage                     *screen.Stage

	studio     *model.Studio
	rail, edge *canvas.Rectangle
	mark       *canvas.Image
}

const railWidth = 96

func newShell(d screen.Deps, openMenu func(fyne.CanvasObject)) *shell {
	s := &shell{studio: d.Studio, rail: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil)}
	s.mark = canvas.NewImageFromResource(theme.IconMark.Bold(theme.Accent))
	s.mark.FillMode = canvas.ImageFillContain
	s.toEvent = widget.NewRailItem(theme.IconEvent, "Event", func() { d.Studio.Go(model.RoomEvent) })
	s.toPlacards = widget.NewRailItem(theme.IconPlacard, "Placards", func() { d.Studio.Go(model.RoomPlacards) })
	s.open = widget.NewRailItem(theme.IconOpen, "Open", func() { openMenu(s.open) })
	s.event, s.placards, s.stage = screen.NewEvent(d), screen.NewPlacards(d), screen.NewStage(d)
	s.root = container.New(s, s.rail, s.mark, s.toEvent, s.toPlacards, s.open, s.edge,
		s.event.Root(), s.placards.Root(), s.stage.Root())
	return s
}

// MinSize implements [fyne.Layout].
func (s *shell) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(leastWidth, leastHeight)
}

// panelWidth gives the room's panel its share of a window.
func panelWidth(width float32) float32 { return min(max(width*0.29, 320), 420) }

// Layout implements [fyne.Layout].
func (s *shell) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	const mark, gap = 38, 4
	s.rail.Resize(fyne.NewSize(railWidth, size.Height))
	s.mark.Move(fyne.NewPos((railWidth-mark)/2, 12))
	s.mark.Resize(fyne.NewSize(mark, mark))
	item := s.toEvent.MinSize()
	x, y := (railWidth-item.Width)/2, float32(62)
	for _, i := range []*widget.RailItem{s.toEvent, s.toPlacards} {
		i.Move(fyne.NewPos(x, y))
		i.Resize(item)
		y += item.Height + gap
	}
	s.open.Move(fyne.NewPos(x, size.Height-item.Height-10))
	s.open.Resize(item)

	panel := float32(int(panelWidth(size.Width)))
	for _, p := range []fyne.CanvasObject{s.event.Root(), s.placards.Root()} {
		p.Move(fyne.NewPos(railWidth, 0))
		p.Resize(fyne.NewSize(panel, size.Height))
	}
	s.edge.Move(fyne.NewPos(railWidth+panel, 0))
	s.edge.Resize(fyne.NewSize(1, size.Height))
	left := railWidth + panel + 1
	s.stage.Root().Move(fyne.NewPos(left, 0))
	s.stage.Root().Resize(fyne.NewSize(size.Width-left, size.Height))
}

// update shows anew what has changed.
func (s *shell) update(p model.Part) {
	s.rail.FillColor, s.edge.FillColor = theme.Color(theme.Rail), theme.Color(theme.Line)
	if p == model.PartAll {
		s.mark.Resource = theme.IconMark.Bold(theme.Accent)
		s.mark.Refresh()
		s.rail.Refresh()
		s.edge.Refresh()
	}
	if p.Has(model.PartRoom) {
		inEvent := s.studio.Room() == model.RoomEvent
		s.toEvent.SetSelected(inEvent)
		s.toPlacards.SetSelected(!inEvent)
		s.event.Root().(*fyne.Container).Hidden = !inEvent
		s.placards.Root().(*fyne.Container).Hidden = inEvent
		s.root.Refresh()
	}
	s.event.Update(p)
	s.placards.Update(p)
	s.stage.Update(p)
}
