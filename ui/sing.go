package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/model"
	"eventkit/ui/screen"
	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// nowPlaying is the strip in the rail that says what plays while another room
// is used, and pauses it. It stands where the mark is otherwise.
type nowPlaying struct {
	root   *fyne.Container
	button *widget.Round
	title  *widget.Words
}

func newNowPlaying(d screen.Deps) *nowPlaying {
	n := &nowPlaying{title: widget.NewWords("", d.Letters)}
	n.button = widget.NewRound(theme.IconPause, 34, d.Studio.TogglePlay)
	n.button.Ink = theme.RailText
	n.title.Styled(theme.Caption, false, theme.RailText)
	n.title.Cut, n.title.Align = true, fyne.TextAlignCenter
	n.root = container.New(n, n.button, n.title)
	n.root.Hide()
	return n
}

// MinSize implements [fyne.Layout].
func (n *nowPlaying) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(railWidth, 60) }

// Layout implements [fyne.Layout].
func (n *nowPlaying) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	side := n.button.Side
	n.button.Move(fyne.NewPos((s.Width-side)/2, 6))
	n.button.Resize(fyne.NewSize(side, side))
	n.title.Move(fyne.NewPos(6, 6+side))
	n.title.Resize(fyne.NewSize(s.Width-12, theme.Caption*widget.LineHeight))
}

// update shows anew what plays; it reports whether anything changed.
func (n *nowPlaying) update(p model.Part, s *model.Studio) bool {
	if !p.Has(model.PartSong | model.PartPlaying | model.PartRoom) {
		return false
	}
	title, plays, shown := s.NowPlaying()
	shown = shown && s.Room() != model.RoomSong
	icon := theme.IconPlay
	if plays {
		icon = theme.IconPause
	}
	n.button.SetIcon(icon)
	n.title.SetText(title)
	if shown == n.root.Visible() {
		return false
	}
	n.root.Hidden = !shown
	n.root.Refresh()
	return true
}

// songKey takes a key in the room of the songs, and over the whole screen.
func (u *UI) songKey(key fyne.KeyName) {
	const step = 5 * time.Second
	switch key {
	case fyne.KeySpace:
		u.studio.TogglePlay()
	case fyne.KeyLeft:
		u.studio.Skip(-step)
	case fyne.KeyRight:
		u.studio.Skip(step)
	}
}

// singing is a window with nothing but the words, for a wall or a second
// screen.
type singing struct {
	window fyne.Window
	ground *canvas.Rectangle
	title  *widget.Words
	lyrics *widget.Lyrics
}

// sing opens the words over a whole screen: the second one where there is one.
func (u *UI) sing() {
	if u.singing != nil {
		u.singing.window.RequestFocus()
		return
	}
	w := u.app.NewWindow("Event Kit: sing along")
	letters := model.NewLetters(u.p.Library)
	s := &singing{window: w, ground: canvas.NewRectangle(nil), lyrics: widget.NewLyrics(44, letters)}
	s.title = widget.NewWords("", letters).Styled(28, true, base.ColorNameForeground)
	s.title.Cut = true
	w.SetPadded(false)
	w.SetContent(container.New(s, s.ground, s.title, s.lyrics.Root()))
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			w.Close()
			return
		}
		u.songKey(k.Name)
	})
	w.SetOnClosed(func() { u.singing = nil })
	u.singing = s
	u.updateSinging(model.PartAll)
	u.wholeScreen(w, false)
}

// wholeScreen shows a window over a whole screen: the second one where there
// is one, unless it is to be here.
func (u *UI) wholeScreen(w fyne.Window, here bool) {
	if second, can := w.(desktop.Window); can && !here && u.secondScreen() {
		second.RequestFullScreenSecondary()
	} else {
		w.SetFullScreen(true)
	}
	w.Show()
}

// MinSize implements [fyne.Layout].
func (s *singing) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 200) }

// Layout implements [fyne.Layout].
func (s *singing) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	em := max(20, min(size.Width/28, size.Height/13))
	if em != s.lyrics.Em {
		s.lyrics.Resize(em)
	}
	side := size.Width * 0.05
	s.ground.Resize(size)
	s.title.Move(fyne.NewPos(side, side*0.5))
	s.title.Resize(fyne.NewSize(size.Width-2*side, s.title.MinSize().Height))
	top := side*0.6 + s.title.MinSize().Height
	s.lyrics.Root().Move(fyne.NewPos(side, top))
	s.lyrics.Root().Resize(fyne.NewSize(size.Width-2*side, size.Height-top))
}

// updateSinging follows the song over the whole screen.
func (u *UI) updateSinging(p model.Part) {
	s := u.singing
	if s == nil || !p.Has(model.PartSong|model.PartPlaying) {
		return
	}
	if p.Has(model.PartSong) {
		s.ground.FillColor = theme.Color(base.ColorNameBackground)
		s.title.SetText(u.studio.Song().Title)
		s.lyrics.Set(screen.Verses(u.studio))
		s.ground.Refresh()
	}
	s.lyrics.SetNow(u.studio.LyricNow())
}
