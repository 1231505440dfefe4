package model

import (
	"context"
	"errors"
	"image"
	"io"
	"slices"
	"time"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/page"
	"eventkit/kit/placard"
)

// Studio is the state of the whole window.
type Studio struct {
	p        Params
	kit      *kit.Kit
	kitFile  io.Closer
	onChange func(Part)

	mem     Memory
	draft   Draft
	history history
	faults  map[string]string
	notice  Notice

	frame     Frame
	frameSize image.Point
	preview   latest
	// leaf is the page that is shown of a paper that has several.
	leaf int
	// merging is what another table counted differently.
	merging     *kit.Tally
	logos       logos
	gallery     gallery
	proof       Proof
	proving     latest
	proveSoon   debounce
	gallerySoon debounce

	song     jukebox
	film     cinema
	box      mailbox
	sticks   stickTable
	sharing  sharing
	screen   showing
	painting latest
	board    boardPreview
	save     saveJob
	opening  latest
	waves    waves
	autosave debounce
	writing  latest
}

// Notice is the quiet line: something to know, or something that went wrong.
type Notice struct {
	Text, Hint string
	Bad        bool
}

// New makes a studio from what was remembered, or anew. Nothing is painted
// before [Studio.Start].
func New(p Params) *Studio {
	s := &Studio{p: p, kit: p.Kit, faults: map[string]string{}, onChange: func(Part) {}}
	s.preview = latest{run: p.Runner, finish: true}
	s.proving = latest{run: p.Runner}
	s.opening = latest{run: p.Runner, leave: true}
	s.waves.mending, s.waves.judging = latest{run: p.Runner}, latest{run: p.Runner, leave: true}
	s.writing = latest{run: p.Runner, finish: true}
	s.gallery = gallery{work: latest{run: p.Runner}, sizes: map[tile]image.Point{}, tiles: map[tile]image.Image{}, stale: map[tile]bool{}, troubles: map[tile]string{}}
	s.proveSoon = debounce{timer: p.Timer, wait: 250 * time.Millisecond}
	s.gallerySoon = debounce{timer: p.Timer, wait: 120 * time.Millisecond}
	s.autosave = debounce{timer: p.Timer, wait: 700 * time.Millisecond}
	s.save.work = latest{run: p.Runner}
	s.song.wave, s.song.adding = latest{run: p.Runner}, latest{run: p.Runner}
	s.film.work, s.film.showing = latest{run: p.Runner}, latest{run: p.Runner}
	s.painting, s.board.work = latest{run: p.Runner}, latest{run: p.Runner, finish: true}
	s.box.saving = latest{run: p.Runner}
	s.sticks = newStickTable(p.Runner)
	s.sharing.work, s.sharing.looking = latest{run: p.Runner, finish: true}, latest{run: p.Runner}
	s.remember()
	return s
}

// remember loads the memory or makes a first one.
func (s *Studio) remember() {
	m, found, aside, err := s.p.Store.Load()
	switch {
	case err != nil:
		s.fail(err)
	case aside != "":
		s.notice = Notice{Text: "Your last work couldn’t be read, so this is a fresh start.", Hint: "What was there is kept in " + aside + ".", Bad: true}
	}
	s.mem = m
	if s.notice.Text == "" {
		s.notice = s.p.Notice
	}
	for _, path := range slices.Backward(s.p.Nearby) {
		s.addRecent(path)
	}
	s.firstKit()
	s.draft = m.Draft.clone()
	if !found {
		s.draft.Fields[Timezone] = s.p.Zone
		s.draft.Langs = []string{s.p.Lang}
	}
	if !s.HasRoom(s.mem.Room) {
		s.mem.Room = RoomEvent
	}
	s.settle()
}

// settle replaces what the kit or the program doesn't have by what it has.
func (s *Studio) settle() {
	d := &s.draft
	if !slices.ContainsFunc(placard.Templates(), func(t placard.Template) bool { return t.ID == d.Template }) {
		d.Template = placard.Templates()[0].ID
	}
	if _, ok := s.kit.Slogan(d.Slogan); !ok {
		d.Slogan = ""
		if len(s.kit.Slogans) > 0 {
			d.Slogan = s.kit.Slogans[0].ID
		}
	}
	d.Langs = s.knownLangs(d.Langs)
	if _, err := page.ParseSize(d.Paper); err != nil {
		d.Paper = "A4"
	}
	if _, ok := s.kit.Palette(d.Palette); !ok {
		d.Palette = ""
	}
	d.Distance = max(0, d.Distance)
	s.settlePoster()
	s.settlePaper()
}

// OnChange sets who is told what to show anew.
func (s *Studio) OnChange(f func(Part)) { s.onChange = f }

// Start paints the first preview and tells everything once.
func (s *Studio) Start() {
	s.checkAll()
	s.onChange(PartAll)
	s.repaint()
	if s.mem.Room == RoomSticks {
		s.enterSticks()
	}
	s.judgeOpen()
}

// Kit returns the kit that is open.
func (s *Studio) Kit() *kit.Kit { return s.kit }

// Draft returns a copy of what was typed and picked.
func (s *Studio) Draft() Draft { return s.draft.clone() }

// Room returns the room that is shown.
func (s *Studio) Room() string { return s.mem.Room }

// HasRoom reports whether there is such a room.
func (s *Studio) HasRoom(room string) bool {
	switch room {
	case RoomPosters:
		return s.HasPosters()
	case RoomLetter:
		return s.HasPapers()
	case RoomSong:
		return s.HasSongs()
	case RoomDisplay:
		return s.HasDisplay()
	case RoomMessages:
		return s.HasMessages()
	case RoomSticks:
		return s.HasSticks()
	}
	return room == RoomEvent || room == RoomPlacards
}

// Go goes to a room, if there is one of that name. Another product takes the
// stage with its own name for a file.
func (s *Studio) Go(room string) {
	if room == s.mem.Room || !s.HasRoom(room) {
		return
	}
	before := s.product()
	s.mem.Room = room
	s.history.cut()
	s.keep()
	switch room {
	case RoomSong:
		s.enterSong()
	case RoomDisplay:
		s.previewDisplay()
	case RoomMessages:
		s.watchStorm()
	case RoomSticks:
		s.enterSticks()
	}
	if s.product() == before {
		s.onChange(PartRoom)
		return
	}
	s.save.name, s.leaf = "", 0
	s.forgetSaved()
	s.restage()
	s.onChange(PartRoom | PartChoices)
}

// Notice returns the quiet line; an empty Text is none.
func (s *Studio) Notice() Notice { return s.notice }

// noticeFor is how long a quiet line stays that tells of nothing bad.
const noticeFor = 6 * time.Second

// Say shows a quiet line. One that is bad stays until it is closed.
func (s *Studio) Say(n Notice) {
	s.notice = n
	s.onChange(PartNotice)
	if n.Text != "" && !n.Bad {
		s.p.Timer.After(noticeFor, func() {
			if s.notice == n {
				s.Say(Notice{})
			}
		})
	}
}

// fail shows an error as a quiet line in plain words. Something that was
// cancelled is no error.
func (s *Studio) fail(err error) {
	if err == nil {
		return
	}
	m := explain.Explain(err)
	s.Say(Notice{Text: sentences(m.Title), Hint: sentences(m.Text, m.Hint), Bad: true})
}

// keep writes the memory once things have been quiet for a moment.
func (s *Studio) keep() {
	s.autosave.do(func() {
		m := s.memory()
		s.writing.do(func(context.Context) error { return s.p.Store.Save(m) }, s.failQuietly)
	})
}

func (s *Studio) memory() Memory {
	s.mem.turn++
	m := s.mem
	if p := s.waves.passed; m.Kit == p.shown && p.last != "" {
		m.Kit = p.last
	}
	m.Draft = s.draft.clone()
	m.Recent = slices.Clone(s.mem.Recent)
	return m
}

// failQuietly tells about a memory that can't be written, once.
func (s *Studio) failQuietly(err error) {
	if err != nil && !s.notice.Bad {
		s.fail(err)
	}
}

// SetWindow remembers the window's size.
func (s *Studio) SetWindow(w, h float32) {
	if w > 0 && h > 0 {
		s.mem.Width, s.mem.Height = w, h
	}
}

// Window returns the window's size from last time; zero if there was none.
func (s *Studio) Window() (w, h float32) { return s.mem.Width, s.mem.Height }

// Close writes the memory now and gives back what is open.
func (s *Studio) Close() error {
	s.autosave.stopNow()
	s.preview.stop()
	s.proving.stop()
	s.gallery.work.stop()
	s.box.saving.stop()
	s.CloseDisplay()
	s.closeSticks()
	s.opening.stop()
	s.waves.judging.stop()
	s.waves.mending.stop()
	s.closeSharing()
	if s.p.Sound != nil {
		s.song.wave.stop()
		s.p.Sound.Close()
	}
	err := s.p.Store.Save(s.memory())
	if s.kitFile != nil {
		err = errors.Join(err, s.kitFile.Close())
	}
	return err
}

// sentences joins what isn't empty, each with its full stop.
func sentences(parts ...string) string {
	out := ""
	for _, p := range parts {
		if p == "" {
			continue
		}
		if out != "" {
			out += " "
		}
		out += p
		if last := p[len(p)-1]; last != '.' && last != '!' && last != '?' {
			out += "."
		}
	}
	return out
}
