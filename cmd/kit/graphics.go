package main

import (
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/graphics"
	"eventkit/kit/placard"
)

type graphicsCommand struct {
	kitFlag
	Event    string   `help:"The event, for its lines and its address: a file made by kit event new." placeholder:"event.toml"`
	Slogan   []string `help:"Slogans of the kit by their ids, with commas. Default: all." placeholder:"ID"`
	Lang     []string `help:"Languages, with commas (BCP 47). Default: all of the kit's." placeholder:"TAG"`
	Ratio    []string `help:"Shapes, with commas: 1:1, 4:5, 9:16 or 16:9. Default: all." placeholder:"W:H"`
	Template string   `default:"shout" help:"How they look: shout, or demand with the reason. Default: ${default}." placeholder:"NAME"`
	Palette  string   `help:"Colours of the kit by their id. Default: the template's." placeholder:"NAME"`
	Link     string   `help:"The address that is printed. Default: the event's, else the kit's." placeholder:"URL"`
	Output   string   `short:"o" required:"" help:"The folder for the pictures; it is made if it is missing." placeholder:"FOLDER"`
}

// Run makes all pictures, or none.
func (c *graphicsCommand) Run(e *env) error {
	if c.Output == toStdout {
		return &usageError{"pictures and their texts need a folder", "Name one with -o FOLDER."}
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
	choice, err := c.choice(k)
	if err != nil {
		return err
	}
	jobs, err := graphics.Plan(k, choice)
	if err != nil {
		return err
	}
	bar := newProgress(e.stderr, len(jobs))
	notes, err := graphics.Save(e.ctx, c.Output, placard.New(lib), k, ev, jobs, bar.step)
	bar.done()
	if err != nil {
		return err
	}
	e.say("%s: %d pictures, each with its text beside it.", c.Output, len(jobs))
	for _, n := range notes {
		e.say("  %s", n.Text)
	}
	return nil
}

// choice checks every name that the command gives against what there is, and
// takes what is named twice once.
func (c *graphicsCommand) choice(k *kit.Kit) (graphics.Choice, error) {
	choice := graphics.Choice{Template: c.Template, Palette: c.Palette, Link: c.Link}
	templates := ids(placard.Screens(), func(t placard.Template) string { return t.ID })
	palettes := ids(k.Palettes, func(p kit.Palette) string { return p.ID })
	if !slices.Contains(templates, c.Template) {
		return choice, unknown("template", c.Template, templates)
	}
	if c.Palette != "" && !slices.Contains(palettes, c.Palette) {
		return choice, unknown("palette", c.Palette, palettes)
	}
	add := func(list *[]string, s string) {
		if !slices.Contains(*list, s) {
			*list = append(*list, s)
		}
	}
	slogans := ids(k.Slogans, func(s kit.Slogan) string { return s.ID })
	for _, s := range c.Slogan {
		if !slices.Contains(slogans, s) {
			return choice, unknown("slogan", s, slogans)
		}
		add(&choice.Slogans, s)
	}
	ratios := ids(graphics.Ratios(), func(r graphics.Ratio) string { return r.ID })
	for _, s := range c.Ratio {
		r := strings.ReplaceAll(s, "x", ":")
		if !slices.Contains(ratios, r) {
			return choice, unknown("ratio", s, ratios)
		}
		add(&choice.Ratios, r)
	}
	for _, s := range c.Lang {
		tags, err := languages(k, []string{s}, false)
		if err != nil {
			return choice, err
		}
		add(&choice.Langs, tags[0])
	}
	return choice, nil
}
