package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"eventkit/kit"
	"eventkit/kit/sheet"
)

type tallyCommand struct {
	Count tallyCountCommand `cmd:"" help:"Write down how many signed on which sheets."`
	Merge tallyMergeCommand `cmd:"" help:"Add what other tables counted. A file that is added again counts once."`
	Show  tallyShowCommand  `cmd:"" help:"Show the sheets and the total."`
	Print tallyPrintCommand `cmd:"" help:"Make the hand-over statement as PDF."`
}

// readTally reads a tally from its file or from an event's.
func readTally(path string) (*kit.Tally, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return kit.ReadTally(f, path)
}

// writeTally puts a tally at path, whole or not at all; in an event's file it
// takes the place of the one that was there.
func (e *env) writeTally(path string, t *kit.Tally) error {
	event, err := eventText(path)
	if err != nil {
		return err
	}
	return e.write(path, func(w io.Writer) error {
		if event == nil {
			_, err := t.WriteTo(w)
			return err
		}
		text, err := kit.PutTally(event, t)
		if err != nil {
			return err
		}
		_, err = w.Write(text)
		return err
	})
}

// eventText returns a file's text if it is an event's, else nil.
func eventText(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if _, err := kit.ReadEvent(bytes.NewReader(text)); err != nil || len(text) == 0 {
		return nil, nil
	}
	return text, nil
}

type tallyCountCommand struct {
	File   string   `arg:"" help:"The tally of this table, which is made if it isn't there, or the event: the tally is then kept in its file." placeholder:"tally.toml|event.toml"`
	Counts []string `arg:"" help:"Sheet numbers and how many signed, such as 1=18 2=7. A sheet that is counted again is corrected."`
	Table  string   `help:"The name of this table, for a new tally. Each table needs a name of its own." placeholder:"NAME"`
}

// Run counts sheets.
func (c *tallyCountCommand) Run(e *env) error {
	t, err := c.tally()
	switch {
	case err != nil:
		return err
	case t == nil && c.Table == "":
		return &usageError{"there is no tally in " + c.File + " yet", "Name this table for a new tally: --table north-gate"}
	case t == nil:
		t = &kit.Tally{Table: c.Table}
	case c.Table != "" && c.Table != t.Table:
		return &usageError{fmt.Sprintf("%s is the tally of the table %s", c.File, t.Table), "Leave --table away, or give another file."}
	}
	for _, words := range c.Counts {
		n, signed, err := counted(words)
		if err != nil {
			return err
		}
		if err := t.Set(n, signed); err != nil {
			return err
		}
	}
	if err := e.writeTally(c.File, t); err != nil {
		return err
	}
	e.total(t)
	return nil
}

// tally is what the file counts so far, nil for nothing.
func (c *tallyCountCommand) tally() (*kit.Tally, error) {
	event, err := eventText(c.File)
	if err != nil {
		return nil, err
	}
	if event != nil {
		ev, err := kit.ReadEvent(bytes.NewReader(event))
		return ev.Tally, err
	}
	t, err := readTally(c.File)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return t, err
}

// counted reads "12=18".
func counted(words string) (sheet, signatures int, err error) {
	n, signed, ok := strings.Cut(words, "=")
	sheet, errSheet := strconv.Atoi(strings.TrimSpace(n))
	signatures, errCount := strconv.Atoi(strings.TrimSpace(signed))
	if !ok || errSheet != nil || errCount != nil {
		return 0, 0, &usageError{fmt.Sprintf("%q is not a sheet and its count", words), "Write the sheet's number, =, and how many signed: 12=18"}
	}
	return sheet, signatures, nil
}

// total says what is counted so far.
func (e *env) total(t *kit.Tally) {
	sheets, signatures := t.Total()
	e.say("%d signatures on %d sheets.", signatures, sheets)
}

type tallyMergeCommand struct {
	File    string   `arg:"" help:"The tally or the event to add to." placeholder:"tally.toml|event.toml"`
	Others  []string `arg:"" help:"The tallies of other tables, or their events." placeholder:"other.toml"`
	Replace bool     `help:"Where the same sheet has two counts, take the other file's. Default: stop, and name both."`
}

// Run merges tallies; a conflict changes nothing.
func (c *tallyMergeCommand) Run(e *env) error {
	t, err := readTally(c.File)
	if err != nil {
		return err
	}
	for _, path := range c.Others {
		other, err := readTally(path)
		if err != nil {
			return err
		}
		if err := t.Merge(other, c.Replace); err != nil {
			return err
		}
	}
	if err := e.writeTally(c.File, t); err != nil {
		return err
	}
	e.total(t)
	return nil
}

type tallyShowCommand struct {
	File string `arg:"" help:"The tally, or the event that it is kept in." placeholder:"tally.toml|event.toml"`
}

// Run prints a tally.
func (c *tallyShowCommand) Run(e *env) error {
	t, err := readTally(c.File)
	if err != nil {
		return err
	}
	var names []string
	for _, n := range t.Counts() {
		if !slices.Contains(names, n.Table) {
			names = append(names, n.Table)
			fmt.Fprintln(e.stdout, n.Table)
		}
		fmt.Fprintf(e.stdout, "  sheet %d: %d\n", n.Sheet, n.Signatures)
	}
	sheets, signatures := t.Total()
	_, err = fmt.Fprintf(e.stdout, "%d signatures on %d sheets of %s\n", signatures, sheets, tables(names))
	return err
}

type tallyPrintCommand struct {
	documentFlags
	File   string `arg:"" help:"The tally, or the event that it is kept in." placeholder:"tally.toml|event.toml"`
	Output string `short:"o" required:"" help:"The file to write; - is standard output." placeholder:"FILE.pdf"`
}

// Run makes the hand-over statement.
func (c *tallyPrintCommand) Run(e *env) error {
	if _, err := format(c.Output, "pdf"); err != nil {
		return err
	}
	if filepath.Clean(c.Output) == filepath.Clean(c.File) {
		return &usageError{"the statement would take the tally's place", "Give it another name."}
	}
	t, err := readTally(c.File)
	if err != nil {
		return err
	}
	d, err := c.sit(e)
	if err != nil {
		return err
	}
	defer d.close()
	made, err := sheet.New(d.lib).Statement(d.kit, d.event, sheet.Choice{Lang: d.lang, Paper: d.paper}, t)
	if err != nil {
		return err
	}
	return e.bind(c.Output, made.Report, made.Pages)
}
