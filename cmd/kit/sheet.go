package main

import (
	"fmt"
	"io"

	"eventkit/kit/page/pdf"
	"eventkit/kit/qr"
	"eventkit/kit/sheet"
)

type sheetCommand struct {
	documentFlags
	Count     int      `default:"1" help:"How many sheets. Default: ${default}." placeholder:"N"`
	First     int      `default:"1" help:"The number of the first sheet. Default: ${default}." placeholder:"N"`
	Table     string   `help:"The name of the table that hands them out, printed beside the number. Needed where several tables collect, so that no sheet is counted twice. Default: that of the event's tally." placeholder:"NAME"`
	Columns   []string `help:"What people write: names of the kit's columns (the default kit has name, city, organization, signature, country) or words of your own, in order, with commas. Default: the kit's usual ones." placeholder:"NAME"`
	Destroy   string   `help:"The day by which sheets that were not handed over are destroyed, year-month-day. Default: the notice names no day." placeholder:"2022-11-07"`
	Landscape bool     `help:"Lay the paper on its long side."`
	Output    string   `short:"o" required:"" help:"The file to write; - is standard output." placeholder:"FILE.pdf"`
}

// Run makes the signature sheets.
func (c *sheetCommand) Run(e *env) error {
	if _, err := format(c.Output, "pdf"); err != nil {
		return err
	}
	if c.Count < 1 || c.First < 1 {
		return &usageError{"sheets are counted from 1", "Give --count and --first as 1 or more."}
	}
	d, err := c.sit(e)
	if err != nil {
		return err
	}
	defer d.close()
	if c.Landscape {
		d.paper = d.paper.Landscape()
	}
	if c.Table == "" && d.event.Tally != nil {
		c.Table = d.event.Tally.Table
	}
	sheets, err := sheet.New(d.lib).Sheets(d.kit, d.event, sheet.SheetsChoice{
		Choice: sheet.Choice{Lang: d.lang, Paper: d.paper}, Link: c.Link,
		Columns: c.Columns, First: c.First, Count: c.Count, Table: c.Table, Destroy: c.Destroy,
	})
	if err != nil {
		return err
	}
	first, err := sheets.Page(0)
	if err != nil {
		return err
	}
	// The code is in the layer that all sheets share.
	if err := qr.ReadBack(first); err != nil {
		return err
	}
	err = e.write(c.Output, func(w io.Writer) error { return pdf.Write(w, pdf.Meta{}, sheets.Pages()) })
	if err != nil {
		return err
	}
	e.tellDocument(c.Output, sheets.Report, sheets.Len())
	e.say("  %s", fmt.Sprintf("Room for %d signatures on each, in rows of %.1f mm.", sheets.Rows, sheets.RowMM))
	return nil
}
