package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"slices"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/qr"
)

type placardCommand struct {
	kitFlag
	Event    string   `help:"The event: a file made by kit event new." placeholder:"event.toml"`
	Rows     string   `help:"A table (CSV) with one placard a row. Its columns city, place, date, time, timezone, host, link, slogan, text, lang and copies go before the event." placeholder:"rows.csv"`
	Template string   `default:"shout" help:"How it looks: shout, demand, event, bilingual, code or outline. Default: ${default}." placeholder:"NAME"`
	Slogan   string   `xor:"words" help:"A slogan of the kit by its id. Default: the kit's first." placeholder:"ID"`
	Text     string   `xor:"words" help:"Words of your own instead of a slogan." placeholder:"\"…\""`
	Lang     []string `help:"One language, or two with a comma, the leading one first (BCP 47). Default: the event's, else the kit's first." placeholder:"TAG"`
	Paper    string   `help:"A6 to A1, Letter, Legal, Tabloid, or width x height in mm. Default: the event's, else A4." placeholder:"A4|210x297"`

	Landscape bool    `help:"Lay the paper on its long side."`
	Palette   string  `help:"Colours of the kit by their id. Default: the template's." placeholder:"NAME"`
	Link      string  `help:"The address the code opens. Default: the event's, else the kit's." placeholder:"URL"`
	Distance  float64 `help:"Metres from which the code is to be read. Default: as far as the design allows." placeholder:"METRES"`
	DPI       float64 `name:"dpi" help:"Dots per inch of a PNG. Default: 300." placeholder:"N"`
	Output    string  `short:"o" required:"" help:"The file to write; - is a PDF on standard output." placeholder:"FILE.pdf|FILE.png"`
}

// Run makes the placard, or the placards of all rows.
func (c *placardCommand) Run(e *env) error {
	kind, err := format(c.Output, "pdf", "png")
	if err != nil {
		return err
	}
	if err := checkNumbers(c.Distance, c.DPI, kind); err != nil {
		return err
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
	choice, err := c.choice(k, ev)
	if err != nil {
		return err
	}
	job := job{env: e, maker: placard.New(lib), kit: k, choice: choice, output: c.Output, kind: kind, dpi: c.DPI}
	if c.Rows != "" {
		// The command's address goes before the event's, a row's own before both.
		if c.Link != "" {
			ev.Link = c.Link
		}
		return job.rows(c.Rows, ev)
	}
	return job.one(ev)
}

// choice checks every name that the command gives against what there is.
func (c *placardCommand) choice(k *kit.Kit, ev kit.Event) (placard.Choice, error) {
	choice := placard.Choice{
		Template: c.Template, Slogan: c.Slogan, Text: c.Text, Palette: c.Palette, Link: c.Link, Distance: c.Distance,
	}
	templates := ids(placard.Templates(), func(t placard.Template) string { return t.ID })
	if !slices.Contains(templates, c.Template) {
		return choice, unknown("template", c.Template, templates)
	}
	slogans := ids(k.Slogans, func(s kit.Slogan) string { return s.ID })
	if c.Slogan != "" && !slices.Contains(slogans, c.Slogan) {
		return choice, unknown("slogan", c.Slogan, slogans)
	}
	palettes := ids(k.Palettes, func(p kit.Palette) string { return p.ID })
	if c.Palette != "" && !slices.Contains(palettes, c.Palette) {
		return choice, unknown("palette", c.Palette, palettes)
	}
	var err error
	if choice.Langs, err = languages(k, c.Lang, c.Text != ""); err != nil {
		return choice, err
	}
	choice.Paper, err = c.paper(ev)
	return choice, err
}

func (c *placardCommand) paper(ev kit.Event) (page.Size, error) {
	name := c.Paper
	if name == "" {
		name = ev.Paper
	}
	if name == "" {
		name = "A4"
	}
	size, err := page.ParseSize(name)
	if err != nil {
		return size, &usageError{err.Error(), "Valid are A6 to A1, Letter, Legal, Tabloid, or a size such as 210x297."}
	}
	if c.Landscape {
		size = size.Landscape()
	}
	return size, nil
}

func ids[T any](all []T, id func(T) string) []string {
	out := make([]string, len(all))
	for i, x := range all {
		out[i] = id(x)
	}
	return out
}

// defaultDPI is that of a good printer.
const defaultDPI = 300

func checkNumbers(distance, dpi float64, kind string) error {
	switch {
	case math.IsNaN(distance) || distance < 0 || distance > 1000:
		return &usageError{fmt.Sprintf("a distance of %g metres", distance), "Give the metres from which the code is to be read, such as 2.5."}
	case math.IsNaN(dpi) || dpi < 0 || dpi > 10000 || dpi > 0 && dpi < 10:
		return &usageError{fmt.Sprintf("%g dots per inch", dpi), "Give 10 to 10000, such as 300."}
	case dpi > 0 && kind != "png":
		return &usageError{"--dpi is for a PNG", "A " + kind + " file has no dots: leave --dpi away, or end the file in .png."}
	}
	return nil
}

// job is one run of kit placard, ready to work.
type job struct {
	*env
	maker  *placard.Maker
	kit    *kit.Kit
	choice placard.Choice
	output string
	kind   string
	dpi    float64
}

// one makes a single placard and says what it reaches.
func (j *job) one(ev kit.Event) error {
	sheet, err := j.maker.Make(j.kit, ev, j.choice)
	if err != nil {
		return err
	}
	if err := qr.ReadBack(sheet.Page); err != nil {
		return err
	}
	if err := j.ctx.Err(); err != nil {
		return err
	}
	err = j.write(j.output, func(w io.Writer) error {
		return paint(w, j.kind, j.dpi, sheet.Page)
	})
	if err != nil {
		return err
	}
	j.tell(sheet.Report)
	return nil
}

// tell says what the code does, and what a person may want to know.
func (j *job) tell(r placard.Report) {
	name := j.output
	if name == toStdout {
		name = "standard output"
	}
	j.say("%s: the code opens %s", name, r.Address)
	j.say("  It is %.0f mm wide and is read from %s.", r.CodeMM, metres(r.Reach))
	for _, n := range r.Notes {
		j.say("  %s", n.Text)
	}
}

// metres says a distance as people do, never more than it is.
func metres(m float64) string {
	if m < 1 {
		return fmt.Sprintf("%.0f cm", math.Floor(m*100))
	}
	return fmt.Sprintf("%.1f m", math.Floor(m*10)/10)
}

// rows makes a placard for every row of a table.
func (j *job) rows(path string, base kit.Event) error {
	rows, err := readRows(path, base)
	if err != nil {
		return err
	}
	total := 0
	for _, r := range rows {
		total += r.Copies
	}
	if j.kind == "png" && total != 1 {
		return &usageError{fmt.Sprintf("a PNG holds one page, not %d", total), "Write a PDF: -o FILE.pdf"}
	}
	ctx, cancel := context.WithCancel(j.ctx)
	defer cancel()
	bar := newProgress(j.stderr, total)
	pages := func(yield func(*page.Page, error) bool) {
		for p, err := range j.maker.Rows(ctx, j.kit, rows, j.choice) {
			bar.step()
			if !yield(p, err) {
				return
			}
		}
	}
	err = j.write(j.output, func(w io.Writer) error {
		return paintAll(w, j.kind, j.dpi, pages)
	})
	bar.done()
	if err != nil {
		return err
	}
	j.say("%s: %d pages; every code was read back.", j.output, total)
	return nil
}

func readRows(path string, base kit.Event) ([]kit.Row, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := kit.ReadRows(f, base)
	return rows, renamed(err, path)
}
