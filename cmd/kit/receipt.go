package main

import (
	"fmt"
	"slices"
	"strings"

	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/sheet"
)

type receiptCommand struct {
	documentFlags
	Part       []string `help:"What to print: receipt (two copies), refusal, checklist, with commas. Default: all three." placeholder:"NAME"`
	Sheets     int      `help:"How many signature sheets are handed over. Default: what the event counts, else a line to write on." placeholder:"N"`
	Signatures int      `help:"How many signatures are handed over. Default: what the event counts, else a line to write on." placeholder:"N"`
	Tally      string   `help:"Take both numbers from a tally." placeholder:"tally.toml"`
	Output     string   `short:"o" required:"" help:"The file to write; - is standard output." placeholder:"FILE.pdf"`
}

// parts are what kit receipt prints, in order.
var parts = []string{"receipt", "refusal", "checklist"}

// Run makes the papers of the hand-over.
func (c *receiptCommand) Run(e *env) error {
	if _, err := format(c.Output, "pdf"); err != nil {
		return err
	}
	for _, p := range c.Part {
		if !slices.Contains(parts, p) {
			return unknown("part", p, parts)
		}
	}
	if c.Sheets < 0 || c.Signatures < 0 {
		return &usageError{"there can’t be fewer than 0", "Give --sheets and --signatures as 0 or more."}
	}
	handed := sheet.Handed{Sheets: c.Sheets, Signatures: c.Signatures}
	if c.Tally != "" {
		t, err := readTally(c.Tally)
		if err != nil {
			return err
		}
		handed.Sheets, handed.Signatures = t.Total()
	}
	d, err := c.sit(e)
	if err != nil {
		return err
	}
	defer d.close()
	if handed == (sheet.Handed{}) {
		handed.Sheets, handed.Signatures = d.event.Tally.Total()
	}
	pages, report, err := c.pages(d, handed)
	if err != nil {
		return err
	}
	return e.bind(c.Output, report, pages)
}

func (c *receiptCommand) pages(d *desk, handed sheet.Handed) ([]*page.Page, paper.Report, error) {
	m, choice := sheet.New(d.lib), sheet.Choice{Lang: d.lang, Paper: d.paper}
	var pages []*page.Page
	var report paper.Report
	for _, part := range parts {
		if len(c.Part) > 0 && !slices.Contains(c.Part, part) {
			continue
		}
		var made *sheet.Made
		var err error
		switch part {
		case "receipt":
			made, err = m.Receipt(d.kit, d.event, choice, handed)
		case "refusal":
			made, err = m.Refusal(d.kit, d.event, choice)
		default:
			made, err = m.Checklist(d.kit, d.event, choice)
		}
		if err != nil {
			return nil, report, err
		}
		pages, report = append(pages, made.Pages...), made.Report
	}
	return pages, report, nil
}

// tables names the tables of a tally for people.
func tables(names []string) string {
	if len(names) == 0 {
		return "no table yet"
	}
	return fmt.Sprintf("%d tables: %s", len(names), strings.Join(names, ", "))
}
