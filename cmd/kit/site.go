package main

import (
	"fmt"

	"github.com/dustin/go-humanize"

	"eventkit/assets"
	"eventkit/kit/site"
)

type siteCommand struct {
	kitFlag
	Event  string   `help:"The event, for its lines and its address: a file made by kit event new." placeholder:"event.toml"`
	Lang   []string `help:"Languages, with commas, the leading one first (BCP 47). Default: all of the kit's." placeholder:"TAG"`
	Link   string   `help:"The address the code opens. Default: the event's, else the kit's." placeholder:"URL"`
	Output string   `short:"o" required:"" help:"The folder for START-HERE.html and what it shows; it is made if it is missing." placeholder:"FOLDER"`
}

// Run makes the page with all that it links, or nothing.
func (c *siteCommand) Run(e *env) error {
	if c.Output == toStdout {
		return &usageError{"the page and its pictures need a folder", "Name one with -o FOLDER."}
	}
	lib, err := library()
	if err != nil {
		return err
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
	options := site.Options{Link: c.Link, Fonts: assets.Fonts()}
	for _, s := range c.Lang {
		tags, err := languages(k, []string{s}, false)
		if err != nil {
			return err
		}
		options.Langs = append(options.Langs, tags[0])
	}
	var bar *progress
	options.Step = func(_, total int) {
		if bar == nil {
			bar = newProgress(e.stderr, total)
		}
		bar.step()
	}
	made, err := site.Build(e.ctx, k, ev, lib, options)
	bar.done()
	if err != nil {
		return err
	}
	if err := made.WriteTo(e.ctx, c.Output, nil); err != nil {
		return err
	}
	e.say("%s", siteMade(c.Output, made))
	for _, n := range made.Notes {
		e.say("  %s", n)
	}
	return nil
}

// siteMade says what was made, and how large it is.
func siteMade(dir string, s *site.Site) string {
	return fmt.Sprintf("%s: open %s. %d files, %s.", dir, site.Start, len(s.Files), humanize.Bytes(uint64(s.Bytes())))
}
