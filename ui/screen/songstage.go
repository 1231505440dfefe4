package screen

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/model"
	"eventkit/ui/player"
	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// skipBy is how far the arrow keys go in a song.
const skipBy = 5 * time.Second

// SongStage is the right side of the room of the songs: the words, and below
// them what plays them.
type SongStage struct {
	// Play plays and pauses, Back and Forth go a few seconds.
	Play, Back, Forth *widget.Round
	Wave              *widget.Waveform
	Lyrics            *widget.Lyrics
	// Elsewhere opens the song in the system's own player.
	Elsewhere *widget.Button
	// Note is what went wrong, or the quiet line.
	Note *widget.Toast

	d            Deps
	root         *fyne.Container
	title, whose *widget.Words
	from, to     *widget.Words
	rule, foot   *canvas.Rectangle
	none         *widget.Para
	noted        model.Notice
}

func newSongStage(d Deps) *SongStage {
	st := d.Studio
	s := &SongStage{d: d, rule: canvas.NewRectangle(nil), foot: canvas.NewRectangle(nil)}
	s.title = widget.NewWords("", d.Letters).Styled(theme.Body, true, base.ColorNameForeground)
	s.whose = widget.NewWords("", d.Letters).Styled(theme.Body, false, theme.Muted)
	s.title.Cut, s.whose.Cut, s.whose.Latin = true, true, true
	s.from = widget.NewWords("0:00", nil).Styled(theme.Small, false, theme.Muted)
	s.to = widget.NewWords("", nil).Styled(theme.Small, false, theme.Muted)
	s.to.Align = fyne.TextAlignTrailing
	s.Play = widget.NewRound(theme.IconPlay, 56, st.TogglePlay)
	s.Play.Filled = true
	s.Back = widget.NewRound(theme.IconBack, 40, func() { st.Skip(-skipBy) })
	s.Forth = widget.NewRound(theme.IconForth, 40, func() { st.Skip(skipBy) })
	s.Wave = widget.NewWaveform(st.PlayFrom)
	s.Wave.OnStep = func(n int) { st.Skip(time.Duration(n) * skipBy) }
	s.Wave.OnSpace = st.TogglePlay
	s.Lyrics = widget.NewLyrics(stageEm, d.Letters)
	s.none = widget.NewPara("", d.Letters)
	s.Elsewhere = widget.NewButton("Open in the system’s player", st.OpenElsewhere)
	s.Note = widget.NewToast(d.Letters, func() { st.Say(model.Notice{}) })
	s.Note.Hide()
	s.root = container.New(s, s.title, s.whose, s.rule, s.Lyrics.Root(), s.none, s.foot,
		s.Back, s.Play, s.Forth, s.from, s.Wave, s.to, s.Elsewhere, s.Note)
	return s
}

// Root is what the window shows on the right.
func (s *SongStage) Root() *fyne.Container { return s.root }

// MinSize implements [fyne.Layout].
func (s *SongStage) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(360, 320) }

const songFoot = 108

// Layout implements [fyne.Layout].
func (s *SongStage) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	high := s.title.MinSize().Height
	room := size.Width - 2*theme.Margin
	wide := min(s.title.Natural(), room)
	y := (headHigh-high)/2 - 0.5
	place(s.title, theme.Margin, y, max(1, wide), high)
	place(s.whose, theme.Margin+wide+14, y, max(1, room-wide-14), high)
	s.whose.Hidden = room-wide-14 < 50
	place(s.rule, 0, headHigh-1, size.Width, 1)

	top := size.Height - songFoot
	place(s.foot, 0, top, size.Width, 1)
	note := min(size.Width-48, 560)
	noteHigh := s.Note.HeightFor(note)
	place(s.Note, (size.Width-note)/2, headHigh+14, note, noteHigh)
	m := s.Elsewhere.MinSize()
	place(s.Elsewhere, (size.Width-m.Width)/2, headHigh+14+noteHigh+10, m.Width, m.Height)
	words := float32(headHigh + 8)
	if s.Elsewhere.Visible() {
		words += noteHigh + 10 + m.Height + 18
	}
	place(s.Lyrics.Root(), theme.Margin, words, room, top-words)
	place(s.none, theme.Margin, words+16, room, s.none.HeightFor(room))
	s.layoutFoot(top, size)
}

// layoutFoot sets the buttons at the left and the picture of the recording.
func (s *SongStage) layoutFoot(top float32, size fyne.Size) {
	mid := top + songFoot/2
	x := theme.Margin
	for _, b := range []*widget.Round{s.Back, s.Play, s.Forth} {
		place(b, x, mid-b.Side/2, b.Side, b.Side)
		x += b.Side + 8
	}
	x += 14
	wave := size.Width - theme.Margin - x
	place(s.Wave, x, top+16, max(40, wave), 56)
	place(s.from, x, top+78, max(20, wave/2), 18)
	place(s.to, x+wave/2, top+78, max(20, wave/2), 18)
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// Update shows anew what has changed.
func (s *SongStage) Update(p model.Part) {
	st := s.d.Studio
	s.rule.FillColor, s.foot.FillColor = theme.Color(theme.Line), theme.Color(theme.Line)
	if !st.HasSongs() {
		return
	}
	if p.Has(model.PartSong | model.PartKit | model.PartRoom) {
		s.updateSong()
	}
	if p.Has(model.PartSong | model.PartPlaying | model.PartRoom) {
		s.updatePlace()
	}
	if p.Has(model.PartSong|model.PartNotice|model.PartRoom) && s.updateNote() || p.Has(model.PartSong|model.PartKit|model.PartRoom) {
		s.root.Refresh()
	}
}

func (s *SongStage) updateSong() {
	st := s.d.Studio
	song := st.Song()
	s.title.SetText(song.Title)
	s.whose.SetText(song.Credit)
	s.Lyrics.Set(Verses(st))
	s.none.Set()
	if len(st.Lyrics()) == 0 {
		s.none.Set(widget.Span{Text: "The words of this song are not in the kit."})
	}
	icon := theme.IconPlay
	if st.Playing().State == player.Playing {
		icon = theme.IconPause
	}
	s.Play.SetIcon(icon)
	for _, b := range []*widget.Round{s.Play, s.Back, s.Forth} {
		if b.Disabled() == song.Playable {
			if song.Playable {
				b.Enable()
			} else {
				b.Disable()
			}
		}
	}
	s.Wave.SetPeaks(st.Waveform())
}

func (s *SongStage) updatePlace() {
	now := s.d.Studio.Playing()
	part := 0.0
	s.to.SetText("")
	if now.Duration > 0 {
		part = float64(now.Position) / float64(now.Duration)
		s.to.SetText(clock(now.Duration))
	}
	s.Wave.SetPart(part)
	s.from.SetText(clock(now.Position))
	s.Lyrics.SetNow(s.d.Studio.LyricNow())
}

// updateNote shows why it doesn't play, or else the quiet line.
func (s *SongStage) updateNote() bool {
	n := s.d.Studio.Notice()
	s.Note.OnClose = func() { s.d.Studio.Say(model.Notice{}) }
	m, elsewhere := s.d.Studio.SongTrouble()
	if m.Title != "" {
		n = model.Notice{Text: m.Title + ".", Hint: joined(m.Text, m.Hint), Bad: true}
		s.Note.OnClose = nil
	}
	s.Elsewhere.Hidden = !elsewhere
	if n == s.noted {
		return false
	}
	s.noted = n
	s.Note.Hidden = n.Text == ""
	s.Note.Set(n.Text, n.Hint, n.Bad)
	return true
}
