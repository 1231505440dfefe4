package model

import (
	"context"
	"fmt"
	"image"
	"slices"
	"time"

	"eventkit/kit"
	"eventkit/kit/placard"
	"eventkit/kit/poster"
	"eventkit/ui/player"
)

// DisplayMemory is what is remembered of the table display.
type DisplayMemory struct {
	// Seconds is how long each picture stays; 0 is the usual time.
	Seconds int `json:"seconds,omitempty"`
	// Langs are the languages shown in turn; none means those of the placards.
	Langs []string `json:"langs,omitempty"`
	// Here keeps it on this screen though there is a second one.
	Here bool `json:"here,omitempty"`
	// Song plays along; NoPosters and NoSlogans leave them out.
	Song      bool `json:"song,omitempty"`
	NoPosters bool `json:"no_posters,omitempty"`
	NoSlogans bool `json:"no_slogans,omitempty"`
}

// ScreenMaker lays out placards for a screen; [placard.Maker] does.
type ScreenMaker interface {
	Screen(k *kit.Kit, ev kit.Event, c placard.Choice) (*placard.Screen, error)
}

// The times that a picture may stay, in seconds.
var displayTimes = []int{5, 8, 12, 20, 30, 60}

const usualTime = 12

// What a display can show.
const (
	ShowSlogans = "slogans"
	ShowPosters = "posters"
)

// Slide is one picture of the display.
type Slide struct {
	// Poster says that ID is a poster's, otherwise it is a slogan's.
	Poster bool
	ID     string
	// Lang is the language of its words, Design the slogan's design.
	Lang, Design string
}

// showing is a display that is open.
type showing struct {
	slides []Slide
	at     int
	size   image.Point
	// since is when the picture was first seen, by the clock on the wall: a
	// computer that slept goes on where the clock is.
	since   time.Time
	paused  bool
	plan    *boardPlan
	painted map[int]*image.RGBA
	broken  map[int]bool
	stop    func()
	// plays says that the display started the song.
	plays bool
}

// HasDisplay reports whether there is anything to show on a table.
func (s *Studio) HasDisplay() bool {
	_, ok := s.p.Maker.(ScreenMaker)
	return ok && len(s.kit.Slogans) > 0
}

// renewDisplay shows on an open display, and in its room, what has become of
// the kit, the event and the settings.
func (s *Studio) renewDisplay() {
	s.previewDisplay()
	d := &s.screen
	if len(d.slides) == 0 {
		return
	}
	now := s.Slides()
	if len(now) == 0 {
		return
	}
	size := d.size
	d.slides, d.at = now, d.at%len(now)
	d.plan, d.size = nil, image.Point{}
	s.ResizeDisplay(size.X, size.Y)
}

// Slides lists what the display shows, in turn: each slogan or poster in every
// language before the next.
func (s *Studio) Slides() []Slide {
	var words, posters []Slide
	designs := placard.Screens()
	for i, x := range s.kit.Slogans {
		words = append(words, Slide{ID: x.ID, Design: designs[i%len(designs)].ID})
	}
	if s.HasPosters() {
		for _, x := range s.kit.Posters {
			posters = append(posters, Slide{Poster: true, ID: x.ID})
		}
	}
	if s.mem.Display.NoSlogans && len(posters) > 0 {
		words = nil
	}
	if s.mem.Display.NoPosters {
		posters = nil
	}
	var out []Slide
	for i := range max(len(words), len(posters)) {
		for _, of := range [][]Slide{words, posters} {
			if i >= len(of) {
				continue
			}
			for _, l := range s.displayLangs() {
				one := of[i]
				one.Lang = l
				out = append(out, one)
			}
		}
	}
	return out
}

// DisplayLine says how long the display takes for everything.
func (s *Studio) DisplayLine() string {
	n := len(s.Slides())
	all := time.Duration(n*s.DisplaySeconds()) * time.Second
	return fmt.Sprintf("%d seconds each · %s in %s", s.DisplaySeconds(), several(n, "picture"), minutes(all))
}

func minutes(d time.Duration) string {
	if d < 90*time.Second {
		return several(int(d.Seconds()), "second")
	}
	return several(int((d+30*time.Second)/time.Minute), "minute")
}

// slidePage returns what lays out the page of a slide; it may run elsewhere.
func (s *Studio) slidePage(x Slide) func(board *boardPlan) (*image.RGBA, error) {
	k, ev := s.kit, s.Event()
	maker := s.p.Maker.(ScreenMaker)
	posters := s.p.Posters
	return func(b *boardPlan) (*image.RGBA, error) {
		if x.Poster {
			sheet, err := posters.Make(k, ev, poster.Choice{Poster: x.ID, Langs: []string{x.Lang}, Paper: b.shape()})
			if err != nil {
				return nil, err
			}
			return b.paint(sheet.Page)
		}
		sheet, err := maker.Screen(k, ev, placard.Choice{Template: x.Design, Slogan: x.ID, Langs: []string{x.Lang}, Paper: b.shape()})
		if err != nil {
			return nil, err
		}
		return b.paint(sheet.Page)
	}
}

// DisplayNow is what an open display shows.
type DisplayNow struct {
	// Image is the whole screen; nil before the first picture.
	Image *image.RGBA
	// Call and Clock are where the code's panel has room for words, above and
	// below the code, in pixels.
	Call, Clock image.Rectangle
	// CallWords is the call in the picture's language, Lang that language.
	CallWords, Lang string
	Paused          bool
	At, Of          int
}

// Display returns what an open display shows.
func (s *Studio) Display() DisplayNow {
	d := &s.screen
	if len(d.slides) == 0 || d.plan == nil {
		return DisplayNow{}
	}
	x := d.slides[d.at]
	call, _ := s.kit.Word("sign", x.Lang)
	return DisplayNow{
		Image: d.painted[d.at], Call: d.plan.call, Clock: d.plan.clock,
		CallWords: call, Lang: x.Lang, Paused: d.paused, At: d.at, Of: len(d.slides),
	}
}

// OpenDisplay begins the display; it paints as soon as it has a size.
func (s *Studio) OpenDisplay() {
	s.CloseDisplay()
	s.screen = showing{slides: s.Slides(), since: s.wall()}
	if on, _ := s.DisplaySong(); on && s.p.Sound.Status().State != player.Playing {
		s.TogglePlay()
		s.p.Sound.SetLoop(true)
		s.screen.plays = true
	}
	s.beat()
}

// CloseDisplay ends it, and the song that it started.
func (s *Studio) CloseDisplay() {
	d := &s.screen
	if len(d.slides) == 0 {
		return
	}
	if d.stop != nil {
		d.stop()
	}
	s.painting.stop()
	if d.plays {
		s.p.Sound.Pause()
		s.p.Sound.SetLoop(s.mem.Song.Loop)
		s.watch()
	}
	s.screen = showing{}
}

// wall is the time without the computer's own count, which stands still while
// it sleeps.
func (s *Studio) wall() time.Time { return s.p.Now().Round(0) }

// ResizeDisplay says in how many pixels it is shown.
func (s *Studio) ResizeDisplay(w, h int) {
	d := &s.screen
	if size := image.Pt(w, h); size != d.size && w > 0 && h > 0 && len(d.slides) > 0 {
		plan, err := s.plan(size)
		if err != nil {
			s.fail(err)
			return
		}
		d.size, d.plan = size, plan
		d.painted, d.broken = map[int]*image.RGBA{}, map[int]bool{}
		s.paintSlides()
	}
}

// paintSlides paints what is shown, and then what comes next and what was
// before, so that a change is only a change.
func (s *Studio) paintSlides() {
	d := &s.screen
	if d.plan == nil {
		return
	}
	n := len(d.slides)
	wanted := []int{d.at, (d.at + 1) % n, (d.at + n - 1) % n}
	for i := range d.painted {
		if !slices.Contains(wanted, i) {
			delete(d.painted, i)
		}
	}
	for _, i := range wanted {
		if d.painted[i] != nil || d.broken[i] {
			continue
		}
		paint, plan := s.slidePage(d.slides[i]), d.plan
		var img *image.RGBA
		s.painting.do(func(context.Context) (err error) {
			img, err = paint(plan)
			return err
		}, func(err error) {
			if plan != s.screen.plan {
				return
			}
			if err != nil {
				d.broken[i] = true
			} else {
				d.painted[i] = img
			}
			if err != nil && i == d.at && len(d.broken) < n {
				s.turnDisplay(1)
				return
			}
			s.onChange(PartDisplay)
			s.paintSlides()
		})
		return
	}
}

// turnDisplay goes to another picture.
func (s *Studio) turnDisplay(by int) {
	d := &s.screen
	n := len(d.slides)
	if n == 0 {
		return
	}
	for range n {
		if d.at = (d.at + by + n) % n; !d.broken[d.at] {
			break
		}
	}
	d.since = s.wall()
	s.onChange(PartDisplay)
	s.paintSlides()
}

// NextSlide goes to the next picture.
func (s *Studio) NextSlide() { s.turnDisplay(1) }

// PreviousSlide goes back.
func (s *Studio) PreviousSlide() { s.turnDisplay(-1) }

// PauseDisplay keeps the picture, or goes on.
func (s *Studio) PauseDisplay() {
	s.screen.paused = !s.screen.paused
	s.screen.since = s.wall()
	s.onChange(PartDisplay)
}

// beatEvery is how often an open display looks at the clock.
const beatEvery = 250 * time.Millisecond

// beat turns to the next picture when it is time, and shows the clock anew.
func (s *Studio) beat() {
	d := &s.screen
	if len(d.slides) == 0 {
		return
	}
	d.stop = s.p.Timer.After(beatEvery, s.beat)
	now := s.wall()
	since := now.Sub(d.since)
	if since < 0 {
		// The clock was set back.
		d.since = now
	}
	next := (d.at + 1) % len(d.slides)
	if !d.paused && since >= time.Duration(s.DisplaySeconds())*time.Second && (d.painted[next] != nil || d.broken[next]) {
		s.turnDisplay(1)
		return
	}
	s.onChange(PartClock)
}
