package main

import (
	"eventkit/kit/pack"
)

type packCommand struct {
	kitFlag
	Event  string   `help:"The event: a file made by kit event new." placeholder:"event.toml"`
	Lang   []string `help:"The languages, with commas; the first leads (BCP 47). Default: the event's, else the kit's first." placeholder:"TAG"`
	Paper  string   `help:"A6 to A1, Letter, Legal, Tabloid, or width x height in mm. Default: the event's, else A4." placeholder:"A4|210x297"`
	Sheets int      `default:"10" help:"How many signature sheets. Default: ${default}." placeholder:"N"`
	Output string   `short:"o" required:"" help:"The folder for everything; it is made if it is missing." placeholder:"FOLDER"`
}

// Run makes everything for one event.
func (c *packCommand) Run(e *env) error {
	if c.Output == toStdout {
		return &usageError{"a pack needs a folder", "Name one with -o FOLDER."}
	}
	if c.Sheets < 1 {
		return &usageError{"sheets are counted from 1", "Give --sheets as 1 or more."}
	}
	k, closer, err := c.open(e)
	if err != nil {
		return err
	}
	defer closer.Close()
	ev, err := readEvent(c.Event)
	if err != nil {
		return err
	}
	choice := pack.Choice{Sheets: c.Sheets}
	for _, s := range c.Lang {
		tags, err := languages(k, []string{s}, false)
		if err != nil {
			return err
		}
		choice.Langs = append(choice.Langs, tags...)
	}
	if choice.Paper, err = paperOf(c.Paper, ev); err != nil {
		return err
	}
	lib, err := library()
	if err != nil {
		return err
	}
	pieces, err := pack.Plan(k, ev, lib, choice)
	if err != nil {
		return err
	}
	bar := newProgress(e.stderr, len(pieces))
	notes, err := pack.Write(e.ctx, c.Output, pieces, func(string) { bar.step() })
	bar.done()
	if err != nil {
		return err
	}
	e.say("%s: everything for one event, in the order of printing:", c.Output)
	for _, p := range pieces {
		e.say("  %s", p.Name)
	}
	for _, n := range notes {
		e.say("  %s", n)
	}
	return nil
}
