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

	event    *screen.Event
	placards *screen.Placards
	posters  *screen.Posters
	letter   *screen.Letter
	song     *screen.Song
	display  *screen.Display
	messages *screen.Messages
	sticks   *screen.Sticks
	playing  *nowPlaying
	stage    *screen.Stage
	rooms    []room
	open     *widget.RailItem

	studio     *model.Studio
	rail, edge *canvas.Rectangle
	mark       *widget.Drawn
}

// room is a way in the rail, the panel that it leads to, and its right side:
// the one that the rooms share, or its own.
type room struct {
	name  string
	way   *widget.RailItem
	panel *fyne.Container
	right fyne.CanvasObject
}

const railWidth = 96

func newShell(d screen.Deps, openMenu func(fyne.CanvasObject), u *UI) *shell {
	s := &shell{studio: d.Studio, rail: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil)}
	s.mark = widget.NewDrawn(theme.IconMark.Bold(theme.Accent))
	s.open = widget.NewRailItem(theme.IconOpen, "Open", func() { openMenu(s.open) })
	s.event, s.placards, s.posters = screen.NewEvent(d), screen.NewPlacards(d), screen.NewPosters(d)
	s.letter, s.stage = screen.NewLetter(d), screen.NewStage(d)
	s.song, s.playing = screen.NewSong(d, u.sing), newNowPlaying(d)
	s.display = screen.NewDisplay(d, u.startDisplay, u.secondScreen)
	s.messages = screen.NewMessages(d, u.openWall)
	s.sticks = screen.NewSticks(d)
	s.root = container.New(s, s.rail, s.mark)
	s.addRoom(model.RoomEvent, "Event", theme.IconEvent, s.event.Root())
	s.addRoom(model.RoomPlacards, "Placards", theme.IconPlacard, s.placards.Root())
	s.addRoom(model.RoomPosters, "Posters", theme.IconPoster, s.posters.Root())
	s.addRoom(model.RoomLetter, "Letter", theme.IconLetter, s.letter.Root())
	s.addRoom(model.RoomSong, "Song", theme.IconSong, s.song.Root(), s.song.Stage.Root())
	s.addRoom(model.RoomDisplay, "Display", theme.IconDisplay, s.display.Root(), s.display.Right())
	s.addRoom(model.RoomMessages, "Messages", theme.IconMessage, s.messages.Root(), s.messages.Stage.Root())
	s.addRoom(model.RoomSticks, "Sticks", theme.IconStick, s.sticks.Root(), s.sticks.Stage.Root())
	for _, r := range s.rooms {
		s.root.Add(r.way)
	}
	s.root.Add(s.playing.root)
	s.root.Add(s.open)
	s.root.Add(s.edge)
	for _, r := range s.rooms {
		s.root.Add(r.panel)
	}
	s.root.Add(s.stage.Root())
	for _, r := range s.rooms {
		if r.right != s.stage.Root() {
			s.root.Add(r.right)
		}
	}
	return s
}

// addRoom makes the way to a room; without a right side of its own it has the
// one that the rooms share.
func (s *shell) addRoom(name, title string, icon theme.Drawing, panel fyne.CanvasObject, own ...fyne.CanvasObject) {
	way := widget.NewRailItem(icon, title, func() { s.studio.Go(name) })
	right := append(own, s.stage.Root())[0]
	s.rooms = append(s.rooms, room{name, way, panel.(*fyne.Container), right})
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
	s.playing.root.Resize(fyne.NewSize(railWidth, 60))
	var ways []*widget.RailItem
	for _, r := range s.rooms {
		if r.way.Visible() { // a kit without songs has no room for them
			ways = append(ways, r.way)
		}
	}
	item := s.open.MinSize()
	// In a low window the ways stand closer.
	item.Height = min(item.Height, float32(int((size.Height-62-10)/float32(len(ways)+1)))-gap)
	x, y := (railWidth-item.Width)/2, float32(62)
	for _, w := range ways {
		w.Move(fyne.NewPos(x, y))
		w.Resize(item)
		y += item.Height + gap
	}
	s.open.Move(fyne.NewPos(x, size.Height-item.Height-10))
	s.open.Resize(item)

	panel := float32(int(panelWidth(size.Width)))
	for _, r := range s.rooms {
		r.panel.Move(fyne.NewPos(railWidth, 0))
		r.panel.Resize(fyne.NewSize(panel, size.Height))
	}
	s.edge.Move(fyne.NewPos(railWidth+panel, 0))
	s.edge.Resize(fyne.NewSize(1, size.Height))
	left := railWidth + panel + 1
	for _, r := range s.rooms {
		r.right.Move(fyne.NewPos(left, 0))
		r.right.Resize(fyne.NewSize(size.Width-left, size.Height))
	}
}

// update shows anew what has changed.
func (s *shell) update(p model.Part) {
	s.rail.FillColor, s.edge.FillColor = theme.Color(theme.Rail), theme.Color(theme.Line)
	if p == model.PartAll {
		s.mark.Set(theme.IconMark.Bold(theme.Accent))
		s.rail.Refresh()
		s.edge.Refresh()
	}
	if p.Has(model.PartRoom) {
		var right fyne.CanvasObject = s.stage.Root()
		for _, r := range s.rooms {
			here := r.name == s.studio.Room()
			r.way.SetSelected(here)
			r.way.Hidden = !s.studio.HasRoom(r.name)
			r.panel.Hidden = !here
			if r.right.(*fyne.Container).Hidden = !here; here {
				right = r.right
			}
		}
		right.Show()
		s.root.Refresh()
	}
	s.event.Update(p)
	s.placards.Update(p)
	s.posters.Update(p)
	s.letter.Update(p)
	s.song.Update(p)
	s.display.Update(p)
	s.messages.Update(p)
	s.sticks.Update(p)
	if s.playing.update(p, s.studio) {
		s.mark.Hidden = s.playing.root.Visible()
		s.mark.Refresh()
	}
	s.stage.Update(p)
}
