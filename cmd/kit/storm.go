package main

import (
	"fmt"
	"io"
	"slices"
	"time"

	"eventkit/kit/storm"
	"eventkit/kit/when"
)

type stormCommand struct {
	kitFlag
	Event string `help:"The event, for its time zone: a file made by kit event new." placeholder:"event.toml"`
	Lang  string `help:"The language (BCP 47). Default: the event's, else the kit's first." placeholder:"TAG"`
	ICS   string `name:"ics" help:"An entry for calendars to write; - is standard output." placeholder:"FILE.ics"`
}

// Run says when the storm is in the event's own zone, or writes it for a
// calendar.
func (c *stormCommand) Run(e *env) error {
	k, closer, err := c.open(e)
	if err != nil {
		return err
	}
	defer closer.Close()
	ev, err := readEvent(c.Event)
	if err != nil {
		return err
	}
	if c.Lang != "" {
		if ev.Languages, err = languages(k, []string{c.Lang}, false); err != nil {
			return err
		}
	}
	if c.ICS != "" {
		if _, err := format(c.ICS, "ics"); err != nil {
			return err
		}
		if err := e.write(c.ICS, func(w io.Writer) error { return storm.WriteICS(w, k, ev, "") }); err != nil {
			return err
		}
		if c.ICS != toStdout {
			e.say("%s: done.", c.ICS)
		}
		return nil
	}
	clock, err := storm.ClockOf(k, ev)
	if err != nil {
		return err
	}
	lang := "en"
	for _, l := range slices.Concat(ev.Languages, k.Languages) {
		lang = l
		break
	}
	title, _, _ := clock.Action.Title.In(lang)
	fmt.Fprintln(e.stdout, title)
	fmt.Fprintf(e.stdout, "%s %s, %s\n", when.Clock(clock.Local, lang), when.Zone(clock.Local), when.DayYear(clock.Local, lang))
	fmt.Fprintf(e.stdout, "%s\n", clock.Start.UTC().Format(time.RFC3339))
	if !clock.Own {
		e.say("This is the action’s own time. With --event it is said in the event’s time zone.")
	}
	return nil
}
