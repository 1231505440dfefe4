package storm

import (
	"errors"
	"fmt"
	"time"

	"eventkit/kit"
	"eventkit/kit/when"
)

// Lasts is how long the storm is taken to last.
const Lasts = time.Hour

// ErrNone says that the kit has no storm.
var ErrNone = errors.New("the kit has no storm")

// Clock says when the storm is.
type Clock struct {
	Action kit.Action
	// Start is the moment in the action's own zone, Local the same moment in
	// the event's.
	Start, Local time.Time
	// Own reports whether the event names a zone; without one, Local is Start.
	Own bool
}

// ClockOf finds the storm's hour in the event's zone. The error is [ErrNone], or
// a *kit.FieldErrors for a zone that there is none of.
func ClockOf(k *kit.Kit, ev kit.Event) (*Clock, error) {
	action, ok := k.Action(k.Storm)
	if k.Storm == "" || !ok {
		return nil, ErrNone
	}
	start, hasDate, hasTime, err := action.Start()
	if err != nil {
		return nil, err
	}
	if !hasDate || !hasTime {
		return nil, ErrNone
	}
	c := &Clock{Action: action, Start: start, Local: start, Own: ev.Timezone != ""}
	if c.Own {
		here, _, _, err := kit.Event{Date: action.Date, Timezone: ev.Timezone}.Start()
		if err != nil {
			return nil, err
		}
		c.Local = start.In(here.Location())
	}
	return c, nil
}

// Phase is where the storm stands at a moment.
type Phase int

// The storm is to come, is on, or was.
const (
	Before Phase = iota
	On
	Over
)

// At returns the phase at a moment and how long until the next: until the start,
// until the end, or 0.
func (c *Clock) At(now time.Time) (Phase, time.Duration) {
	left := c.Start.Sub(now)
	switch {
	case left > 0:
		return Before, left
	case left+Lasts > 0:
		return On, left + Lasts
	}
	return Over, 0
}

// Countdown writes a time that is left as hours, minutes and seconds in a
// language's digits, as in "51:03:05": a second that has begun counts whole, so
// that 0:00:00 is shown at the hour itself and not before.
func Countdown(left time.Duration, lang string) string {
	s := int64((max(0, left) + time.Second - 1) / time.Second)
	return when.Digits(fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60), lang)
}

// Days is how many whole days are left.
func Days(left time.Duration) int { return int(max(0, left) / (24 * time.Hour)) }

// Says is the local day and hour in a language, as in "Saturday 8 October,
// 15:00".
func (c *Clock) Says(lang string) string {
	return when.Day(c.Local, lang) + when.Comma(lang) + when.Clock(c.Local, lang)
}
