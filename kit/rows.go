package kit

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

const (
	rowsFile    = "rows.csv"
	maxRowBytes = 64 << 20
	maxRows     = 100_000
	maxCopies   = 1000
	maxReported = 50
)

// Row is one line of a table of events.
type Row struct {
	// Line is the line of the file on which the row starts; the header is
	// usually line 1.
	Line int
	// Event is the base event with this row's values over it. It shares the
	// base's Languages.
	Event Event
	// Slogan is the id of a slogan, Text words instead of it, Lang one BCP 47
	// tag or several with commas between. Each may be empty.
	Slogan, Text, Lang string
	// Copies is how many are wanted, 1 if the table does not say.
	Copies int
}

// columns are what a table may have, in any order.
var columns = []string{"mission", "city", "place", "date", "time", "timezone", "host", "contact", "link", "slogan", "text", "lang", "copies"}

// ReadRows reads a table of events: CSV with a header (RFC 4180), separated
// by commas, semicolons or tabs, in UTF-8 or, with a byte order mark, UTF-16.
// Columns are named as in event.toml, with slogan, text, lang and copies
// besides, in any order. An empty cell keeps the value of base; a row of
// empty cells is left out. At most 100,000 rows are read.
//
// The error is a [Problems] with everything that is wrong, by line and
// column, the first 50 of it.
func ReadRows(r io.Reader, base Event) ([]Row, error) {
	t, err := newRowReader(r, base)
	if err != nil {
		return nil, err
	}
	for len(t.problems) < maxReported && t.next() {
		if len(t.rows) > maxRows {
			e := &LimitError{File: rowsFile, What: "rows or more", Got: maxRows + 1, Max: maxRows}
			return nil, Problems{e.problem("split the table")}
		}
	}
	if len(t.rows) == 0 && len(t.problems) == 0 {
		t.fail(0, "write one row for each placard below the header", "the table has no rows")
	}
	if len(t.problems) >= maxReported {
		t.problems = t.problems[:maxReported]
		t.fail(0, "mend these first", "there may be more")
	}
	if err := t.problems.orNil(); err != nil {
		return nil, err
	}
	return t.rows, nil
}

// rowReader reads a table line by line.
type rowReader struct {
	csv      *csv.Reader
	skipped  int // lines before the header
	header   []string
	base     Event
	rows     []Row
	problems Problems
}

func newRowReader(r io.Reader, base Event) (*rowReader, error) {
	data, err := readAll(r, rowsFile, maxRowBytes)
	if err != nil {
		return nil, fmt.Errorf("read the table: %w", err)
	}
	t := &rowReader{base: base}
	text, problem := tableText(data)
	if problem != nil {
		return nil, Problems{*problem}
	}
	var comma rune
	comma, text, t.skipped = separator(text)
	t.csv = csv.NewReader(strings.NewReader(text))
	t.csv.Comma, t.csv.FieldsPerRecord = comma, -1
	header, err := t.csv.Read()
	if err != nil {
		t.failRead(err)
		return nil, t.problems
	}
	t.readHeader(header)
	return t, t.problems.orNil()
}

func (t *rowReader) fail(line int, mend, format string, args ...any) {
	t.problems = append(t.problems, Problem{File: rowsFile, Line: line, What: fmt.Sprintf(format, args...), Mend: mend})
}

func (t *rowReader) failRead(err error) {
	var pe *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		t.fail(0, "the first line names the columns, for example city,date,time", "the table is empty")
	case errors.As(err, &pe):
		t.fail(pe.Line+t.skipped, "put a cell with quotation marks in quotation marks, and write each of its own twice", "the quotation marks do not match")
	default:
		t.fail(0, "copy the table again", "the table cannot be read: %v", err)
	}
}

func (t *rowReader) readHeader(cells []string) {
	line, _ := t.csv.FieldPos(0)
	known := "the columns are " + strings.Join(columns, ", ")
	for _, cell := range cells {
		name := strings.ToLower(strings.TrimSpace(cell))
		switch {
		case name == "":
		case !slices.Contains(columns, name):
			t.fail(line+t.skipped, known, "unknown column %q", cut(name))
		case slices.Contains(t.header, name):
			t.fail(line+t.skipped, "take one of them out", "the column %s is there twice", name)
		}
		t.header = append(t.header, name)
	}
	for len(t.header) > 0 && t.header[len(t.header)-1] == "" {
		t.header = t.header[:len(t.header)-1]
	}
	if len(t.header) == 0 {
		t.fail(line+t.skipped, known, "the header names no column")
	}
}

// next reads one row; false at the end.
func (t *rowReader) next() bool {
	cells, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return false
	}
	if err != nil {
		t.failRead(err)
		return true
	}
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(cell)
	}
	if !slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
		return true
	}
	line, _ := t.csv.FieldPos(0)
	line += t.skipped
	if len(cells) < len(t.header) {
		t.fail(line, "write every separator, also before an empty cell", "the row has %d cells, the header %d: column %q is missing",
			len(cells), len(t.header), t.header[len(cells)])
		return true
	}
	for i := len(t.header); i < len(cells); i++ {
		if cells[i] != "" {
			t.fail(line, "put a cell that holds the separator in quotation marks", "column %d (%q) is beyond the header's %d", i+1, cut(cells[i]), len(t.header))
			return true
		}
	}
	t.row(line, cells)
	return true
}

func (t *rowReader) row(line int, cells []string) {
	row := Row{Line: line, Event: t.base, Copies: 1}
	var own Event
	for i, name := range t.header {
		cell := cells[i]
		if cell == "" {
			continue
		}
		if what, mend := row.set(name, cell, &own); what != "" {
			t.fail(line, mend, "column %s: %s", cut(name), what)
		}
	}
	if own.Date != "" || own.Time != "" || own.Timezone != "" {
		own.Date, own.Time, own.Timezone = row.Event.Date, row.Event.Time, row.Event.Timezone
	}
	var bad *FieldErrors
	if errors.As(own.Validate(), &bad) {
		for _, f := range bad.Fields {
			t.fail(line, f.Mend, "column %s: %s", f.Field, f.What)
		}
	}
	t.rows = append(t.rows, row)
}

// set puts one cell in its place, and into own too if it belongs to the event.
func (r *Row) set(name, cell string, own *Event) (what, mend string) {
	switch name {
	case "":
		return fmt.Sprintf("%q stands in a column without a name", cut(cell)), "name the column"
	case "slogan":
		r.Slogan = cell
		if !idForm.MatchString(cell) {
			return fmt.Sprintf("%q is not a slogan's id", cut(cell)), "use the id of a slogan of the kit"
		}
	case "text":
		r.Text = cell
		what, mend = wordsProblem(cell, maxField, false)
	case "lang":
		tags := strings.FieldsFunc(cell, func(r rune) bool { return r == ',' || r == ' ' })
		r.Lang = strings.Join(tags, ",")
		for _, tag := range tags {
			if what, mend = tagProblem(tag); what != "" {
				break
			}
		}
	case "copies":
		n, err := strconv.Atoi(cell)
		if err != nil || n < 1 || n > maxCopies {
			return fmt.Sprintf("%q is not a number of copies", cut(cell)), fmt.Sprintf("write a number from 1 to %d", maxCopies)
		}
		r.Copies = n
	default:
		for _, f := range eventFields {
			if f.name == name {
				*f.of(&r.Event), *f.of(own) = cell, cell
			}
		}
	}
	return what, mend
}

// cut shortens what is quoted in a message.
func cut(s string) string {
	const most = 80
	for i := range s {
		if i >= most {
			return s[:i] + "…"
		}
	}
	return s
}
