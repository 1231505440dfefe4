package main

import (
	"fmt"
	"io"
	"slices"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/poster"
	"eventkit/kit/qr"
)

type posterCommand struct {
	kitFlag
	Names []string `arg:"" optional:"" name:"name" help:"Posters of the kit by their ids, one page each."`
	All   bool     `help:"All posters of the kit."`
	File  []string `sep:"none" help:"Artwork of your own: an SVG, PDF, PNG or JPEG that isn't in the kit. It is printed whole." placeholder:"PATH"`
	Event string   `help:"The event: a file made by kit event new." placeholder:"event.toml"`
	Lang  []string `help:"The language, or several with commas, one page each (BCP 47). Default: the event's first, else the kit's." placeholder:"TAG"`
	Paper string   `help:"A6 to A1, Letter, Legal, Tabloid, or width x height in mm. Default: the event's, else A4." placeholder:"A4|210x297"`

	Landscape bool    `help:"Lay the paper on its long side."`
	Code      bool    `default:"true" negatable:"" help:"A code with the call and its address, below the artwork or beside it. Default: yes."`
	Strip     bool    `default:"true" negatable:"" help:"The event's lines: where, when, who. Default: yes, where there is an event."`
	Corner    string  `help:"Code and lines on a card in a corner of the artwork: top-left, top-right, bottom-left or bottom-right; foot for none. Default: the poster's own." placeholder:"NAME"`
	Link      string  `help:"The address the code opens. Default: the event's, else the kit's." placeholder:"URL"`
	Distance  float64 `help:"Metres from which the code is to be read. Default: as the design has it." placeholder:"METRES"`
	DPI       float64 `name:"dpi" help:"Dots per inch of a PNG. Default: 300." placeholder:"N"`
	Output    string  `short:"o" required:"" help:"The file to write; - is a PDF on standard output." placeholder:"FILE.pdf|FILE.png"`
}

// Run makes the posters, one page each and language.
func (c *posterCommand) Run(e *env) error {
	kind, err := format(c.Output, "pdf", "png")
	if err != nil {
		return err
	}
	if err := checkNumbers(c.Distance, c.DPI, kind); err != nil {
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
	choices, err := c.choices(k, ev)
	if err != nil {
		return err
	}
	if kind == "png" && len(choices) != 1 {
		return &usageError{fmt.Sprintf("a PNG holds one page, not %d", len(choices)), "Write a PDF: -o FILE.pdf"}
	}
	lib, err := library()
	if err != nil {
		return err
	}
	maker := poster.New(lib)
	maker.PDF = poster.PDFs(cacheFolder())
	made := make([]poster.Sheet, 0, len(choices))
	err = e.write(c.Output, func(w io.Writer) error {
		return paintAll(w, kind, c.DPI, func(yield func(*page.Page, error) bool) {
			// One after the other: a photograph takes the memory of hundreds of
			// drawings.
			for _, choice := range choices {
				s, err := c.sheet(e, maker, k, ev, choice)
				if err != nil {
					yield(nil, err)
					return
				}
				made = append(made, poster.Sheet{Report: s.Report, Poster: s.Poster, DPI: s.DPI})
				if !yield(s.Page, nil) {
					return
				}
			}
		})
	})
	if err != nil {
		return err
	}
	c.tell(e, made)
	return nil
}

// sheet makes a poster whose code was read back.
func (c *posterCommand) sheet(e *env, m *poster.Maker, k *kit.Kit, ev kit.Event, choice poster.Choice) (*poster.Sheet, error) {
	if err := e.ctx.Err(); err != nil {
		return nil, err
	}
	s, err := m.Make(k, ev, choice)
	if err != nil {
		return nil, err
	}
	return s, qr.ReadBack(s.Page)
}

// choices checks every name that the command gives against what there is.
func (c *posterCommand) choices(k *kit.Kit, ev kit.Event) ([]poster.Choice, error) {
	known := ids(k.Posters, func(p kit.Poster) string { return p.ID })
	names := c.Names
	switch {
	case c.All && len(names) > 0:
		return nil, &usageError{"--all and names of posters", "Give one or the other."}
	case c.All:
		names = known
	}
	if len(names) == 0 && len(c.File) == 0 {
		return nil, &usageError{"no poster is named", "Name some, or give --all, or --file for artwork of your own. There are: " + fmt.Sprint(known)}
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return nil, unknown("poster", name, known)
		}
	}
	if corners := append(kit.Corners(), poster.Foot); c.Corner != "" && !slices.Contains(corners, c.Corner) {
		return nil, unknown("corner", c.Corner, corners)
	}
	paper, err := (&placardCommand{Paper: c.Paper, Landscape: c.Landscape}).paper(ev)
	if err != nil {
		return nil, err
	}
	langs := [][]string{nil}
	if len(c.Lang) > 0 {
		langs = nil
	}
	for _, tag := range c.Lang {
		tags, err := languages(k, []string{tag}, false)
		if err != nil {
			return nil, err
		}
		langs = append(langs, tags)
	}
	wanted := make([]poster.Choice, 0, len(names)+len(c.File))
	for _, name := range names {
		wanted = append(wanted, poster.Choice{Poster: name})
	}
	for _, file := range c.File {
		wanted = append(wanted, poster.Choice{File: file})
	}
	var out []poster.Choice
	for _, w := range wanted {
		for _, l := range langs {
			w.Langs, w.Paper, w.Code, w.Strip, w.Corner = l, paper, c.Code, c.Strip, c.Corner
			w.Link, w.Distance = c.Link, c.Distance
			out = append(out, w)
		}
	}
	return out, nil
}

// tell says what the code does, whose work the posters are, and what a person
// may want to know, each once.
func (c *posterCommand) tell(e *env, sheets []poster.Sheet) {
	name := c.Output
	if name == toStdout {
		name = "standard output"
	}
	r := sheets[0].Report
	if c.Code {
		e.say("%s: the code opens %s", name, r.Address)
		e.say("  It is %.0f mm wide and is read from %s.", r.CodeMM, metres(r.Reach))
	} else {
		e.say("%s: without a code", name)
	}
	said := map[string]bool{}
	for _, s := range sheets {
		lines := []string{fmt.Sprintf("%s: %s, %s", s.Poster.ID, s.Poster.Credit, s.Poster.Licence)}
		if s.Poster.Credit == "" {
			lines[0] = s.Poster.ID + ": artwork of your own; credit whoever made it"
		}
		if s.DPI > 0 {
			lines = append(lines, fmt.Sprintf("%.0f dots per inch, sharp from %s.", s.DPI, metres(poster.SharpFrom(s.DPI))))
		}
		for _, n := range s.Report.Notes {
			lines = append(lines, n.Text)
		}
		for _, line := range lines {
			if !said[line] {
				e.say("  %s", line)
			}
			said[line] = true
		}
	}
}
