package model

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"eventkit/kit"
	"eventkit/kit/when"
)

// DisplaySeconds is how long each picture stays.
func (s *Studio) DisplaySeconds() int {
	if slices.Contains(displayTimes, s.mem.Display.Seconds) {
		return s.mem.Display.Seconds
	}
	return usualTime
}

// DisplayStops is how many times there are to pick from.
func DisplayStops() int { return len(displayTimes) }

// DisplayStop is the stop of the time that each picture stays.
func (s *Studio) DisplayStop() int { return slices.Index(displayTimes, s.DisplaySeconds()) }

// PickDisplayStop picks how long each picture stays.
func (s *Studio) PickDisplayStop(stop int) {
	s.setDisplay(func(d *DisplayMemory) { d.Seconds = displayTimes[min(max(stop, 0), len(displayTimes)-1)] })
}

func (s *Studio) setDisplay(change func(*DisplayMemory)) {
	change(&s.mem.Display)
	s.keep()
	s.onChange(PartDisplay)
	s.renewDisplay()
}

// displayLangs are the languages that the display shows, in the kit's order.
func (s *Studio) displayLangs() []string {
	var out []string
	for _, l := range s.kit.Languages {
		if slices.Contains(s.mem.Display.Langs, l) {
			out = append(out, l)
		}
	}
	if len(out) == 0 {
		out = slices.Clone(s.draft.Langs)
	}
	return out
}

// DisplayLanguages lists the languages that can be shown in turn.
func (s *Studio) DisplayLanguages() []Option {
	picked := s.displayLangs()
	var out []Option
	for _, l := range s.kit.Languages {
		out = append(out, Option{ID: l, Name: LanguageName(l), Picked: slices.Contains(picked, l)})
	}
	return out
}

// ToggleDisplayLanguage adds a language or takes it away; the last one stays.
func (s *Studio) ToggleDisplayLanguage(tag string) {
	now := s.displayLangs()
	if i := slices.Index(now, tag); i < 0 {
		now = append(now, tag)
	} else if len(now) > 1 {
		now = slices.Delete(now, i, i+1)
	}
	s.setDisplay(func(d *DisplayMemory) { d.Langs = now })
}

// Shown lists what the display can show.
func (s *Studio) Shown() []Option {
	out := []Option{{ID: ShowSlogans, Name: "Slogans", Picked: !s.mem.Display.NoSlogans}}
	if s.HasPosters() {
		out = append(out, Option{ID: ShowPosters, Name: "Posters", Picked: !s.mem.Display.NoPosters})
	}
	return out
}

// ToggleShown adds slogans or posters or leaves them out; one of them stays.
func (s *Studio) ToggleShown(id string) {
	s.setDisplay(func(d *DisplayMemory) {
		if id == ShowPosters {
			d.NoPosters = !d.NoPosters
			d.NoSlogans = d.NoSlogans && !d.NoPosters
			return
		}
		d.NoSlogans = !d.NoSlogans
		d.NoPosters = d.NoPosters && !d.NoSlogans
	})
}

// DisplaySong reports whether the song plays along; can is false where there
// is none to play.
func (s *Studio) DisplaySong() (on, can bool) {
	can = s.HasSongs() && s.Song().Playable
	return s.mem.Display.Song && can, can
}

// ToggleDisplaySong has the song play along, or not.
func (s *Studio) ToggleDisplaySong() {
	s.setDisplay(func(d *DisplayMemory) { d.Song = !d.Song })
}

// DisplayHere reports whether the display stays on this screen.
func (s *Studio) DisplayHere() bool { return s.mem.Display.Here }

// PickDisplayScreen picks this screen or the second one.
func (s *Studio) PickDisplayScreen(here bool) {
	s.setDisplay(func(d *DisplayMemory) { d.Here = here })
}

// Storm is the next thing of the kit that happens at a time: what it is, how
// long until then, and when that is here. ok is false after the last of them.
type Storm struct {
	Title, Left, Here string
}

// stormFor is how long an action counts as happening.
const stormFor = time.Hour

// Storm returns the clock of the display, in a language.
func (s *Studio) Storm(lang string) (Storm, bool) {
	now := s.p.Now()
	var next kit.Action
	var at time.Time
	for _, a := range s.kit.Actions {
		start, _, hasTime, err := a.Start()
		if err != nil || !hasTime || !start.Add(stormFor).After(now) {
			continue
		}
		// Of two at the same time the storm is what people here take part in.
		if at.IsZero() || start.Before(at) || start.Equal(at) && a.ID == s.kit.Storm {
			next, at = a, start
		}
	}
	if at.IsZero() {
		return Storm{}, false
	}
	left := max(0, at.Sub(now).Round(time.Second))
	words := fmt.Sprintf("%d:%02d:%02d", int(left.Hours()), int(left.Minutes())%60, int(left.Seconds())%60)
	title, in, _ := next.Title.In(lang)
	here := at
	if zone, err := time.LoadLocation(s.zone()); err == nil {
		here = at.In(zone)
	}
	return Storm{
		Title: title, Left: when.Digits(words, in),
		Here: strings.Join([]string{when.Day(here, in), when.Clock(here, in), when.Zone(here)}, " · "),
	}, true
}

// zone is that of the event, or else the computer's.
func (s *Studio) zone() string {
	if z := s.Event().Timezone; z != "" {
		return z
	}
	return s.p.Zone
}
