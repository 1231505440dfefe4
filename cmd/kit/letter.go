package main

import (
	"io"
	"os"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/letter"
	"eventkit/kit/manuscript"
	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/paper"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

// documentFlags are shared by what is set on paper in one language.
type documentFlags struct {
	kitFlag
	Event string `help:"The event: a file made by kit event new." placeholder:"event.toml"`
	Lang  string `help:"The language (BCP 47). Default: the event's, else the kit's first." placeholder:"TAG"`
	Paper string `help:"A6 to A1, Letter, Legal, Tabloid, or width x height in mm. Default: the event's, else A4." placeholder:"A4|210x297"`
	Link  string `help:"The address the code opens. Default: the event's, else the kit's." placeholder:"URL"`
}

// desk is what a command needs to make a document.
type desk struct {
	kit   *kit.Kit
	event kit.Event
	lib   *typeset.Library
	lang  string
	paper page.Size
	close func() error
}

// sit opens the kit and the event and checks every name that was given.
func (f *documentFlags) sit(e *env) (*desk, error) {
	k, closer, err := f.open(e)
	if err != nil {
		return nil, err
	}
	d := &desk{kit: k, close: closer.Close}
	if err := d.check(f); err != nil {
		d.close()
		return nil, err
	}
	return d, nil
}

func (d *desk) check(f *documentFlags) error {
	var err error
	if d.event, err = readEvent(f.Event); err != nil {
		return err
	}
	if f.Lang != "" {
		langs, err := languages(d.kit, []string{f.Lang}, false)
		if err != nil {
			return err
		}
		d.lang = langs[0]
	}
	if d.paper, err = paperOf(f.Paper, d.event); err != nil {
		return err
	}
	d.lib, err = library()
	return err
}

// paperOf is the paper by name: the command's, the event's, or A4.
func paperOf(name string, ev kit.Event) (page.Size, error) {
	c := placardCommand{Paper: name}
	return c.paper(ev)
}

// bind reads back the codes of the first page of every design and writes the
// pages as one PDF.
func (e *env) bind(output string, report paper.Report, pages []*page.Page) error {
	for _, p := range pages {
		if err := qr.ReadBack(p); err != nil {
			return err
		}
	}
	if err := e.ctx.Err(); err != nil {
		return err
	}
	err := e.write(output, func(w io.Writer) error {
		return pdf.Write(w, pdf.Meta{}, func(yield func(*page.Page, error) bool) {
			for _, p := range pages {
				if !yield(p, e.ctx.Err()) {
					return
				}
			}
		})
	})
	if err != nil {
		return err
	}
	e.tellDocument(output, report, len(pages))
	return nil
}

// tellDocument says what was made.
func (e *env) tellDocument(output string, r paper.Report, pages int) {
	if output == toStdout {
		output = "standard output"
	}
	switch {
	case pages > 1:
		e.say("%s: %d pages.", output, pages)
	default:
		e.say("%s: done.", output)
	}
	if r.Address != "" {
		e.say("  The code opens %s", r.Address)
	}
	for _, n := range r.Notes {
		e.say("  %s", n.Text)
	}
}

type letterCommand struct {
	documentFlags
	Role    string `default:"ambassador" help:"Who it goes to: ambassador, high-commissioner, consul-general or charge. Default: ${default}." placeholder:"ROLE"`
	Count   int    `help:"How many signatures are handed over with it. Default: what the event counts, else the letter doesn't say." placeholder:"N"`
	Text    string `help:"The campaign's own text in place of the kit's: a Word document, a web page, Markdown or plain text, in the language of --lang." placeholder:"FILE.docx|html|md|txt"`
	Logo    string `help:"The picture at the top: a PNG, JPEG or SVG file. Default: none." placeholder:"FILE.png|jpg|svg"`
	Signers int    `default:"4" help:"How many people of the delegation sign, 1 to 12. Default: ${default}." placeholder:"N"`
	Output  string `short:"o" required:"" help:"The file to write; - is a PDF on standard output." placeholder:"FILE.pdf|html|txt"`
}

// Run makes the letter.
func (c *letterCommand) Run(e *env) error {
	kind, err := format(c.Output, "pdf", "html", "txt")
	if err != nil {
		return err
	}
	if !slices.Contains(letter.Roles(), c.Role) {
		return unknown("role", c.Role, letter.Roles())
	}
	if c.Signers < 1 || c.Signers > 12 || c.Count < 0 {
		return &usageError{"the numbers don’t fit a letter", "Give 1 to 12 signers, and a count of signatures from 0 on."}
	}
	text, err := c.text()
	if err != nil {
		return err
	}
	var logo *letter.Logo
	if c.Logo != "" {
		if logo, err = letter.OpenLogo(e.ctx, c.Logo); err != nil {
			return err
		}
	}
	d, err := c.sit(e)
	if err != nil {
		return err
	}
	defer d.close()
	if c.Count == 0 {
		_, c.Count = d.event.Tally.Total()
	}
	made, err := letter.New(d.lib).Letter(d.kit, d.event, letter.Choice{
		Lang: d.lang, Role: c.Role, Paper: d.paper, Link: c.Link, Count: c.Count, Signers: c.Signers, Text: text.Markdown, Logo: logo,
	})
	if err != nil {
		if c.Text != "" {
			err = renamed(err, c.Text)
		}
		return err
	}
	if err := e.writeMade(c.Output, kind, made); err != nil {
		return err
	}
	if len(text.Left) > 0 {
		e.say("  Left out of %s: %s.", c.Text, strings.Join(text.Left, ", "))
	}
	return nil
}

// text is what stands in place of the kit's words, if anything.
func (c *letterCommand) text() (*manuscript.Text, error) {
	if c.Text == "" {
		return &manuscript.Text{}, nil
	}
	f, err := os.Open(c.Text)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := manuscript.Read(f, c.Text)
	return text, renamed(err, c.Text)
}

type briefingCommand struct {
	documentFlags
	Output string `short:"o" required:"" help:"The file to write; - is a PDF on standard output." placeholder:"FILE.pdf|html|txt"`
}

// Run makes the briefing.
func (c *briefingCommand) Run(e *env) error {
	kind, err := format(c.Output, "pdf", "html", "txt")
	if err != nil {
		return err
	}
	d, err := c.sit(e)
	if err != nil {
		return err
	}
	defer d.close()
	made, err := letter.New(d.lib).Briefing(d.kit, d.event, letter.Choice{Lang: d.lang, Paper: d.paper, Link: c.Link})
	if err != nil {
		return err
	}
	return e.writeMade(c.Output, kind, made)
}

// writeMade writes a letter or a briefing as a file of the kind.
func (e *env) writeMade(output, kind string, made *letter.Made) error {
	var write func(io.Writer) error
	switch kind {
	case "pdf":
		return e.bind(output, made.Report, made.Pages)
	case "html":
		write = made.HTML
	default:
		write = made.Plain
	}
	if err := e.write(output, write); err != nil {
		return err
	}
	e.tellDocument(output, made.Report, 1)
	return nil
}
