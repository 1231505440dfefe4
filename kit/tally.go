package kit

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The limits of a tally.
const (
	tallyFile     = "tally.toml"
	maxTally      = 1 << 20 // bytes
	maxTableName  = 40      // characters
	MaxSheet      = 99_999  // the highest number of a sheet
	MaxSignatures = 999     // the most signatures on a sheet
)

// Tally counts signatures by sheet: how many, never whose. Sheets are known by
// the table that handed them out and their number, so that the same sheet is
// never counted twice. The zero Tally is empty and has no table.
type Tally struct {
	// Table names the table that this tally is kept at.
	Table string

	counts map[sheetKey]Count
}

// Count is one counted sheet.
type Count struct {
	Table             string
	Sheet, Signatures int

	from string // the file that it came from, for messages
}

type sheetKey struct {
	table string
	sheet int
}

// SheetConflict is one sheet that two tallies count differently.
type SheetConflict struct{ Have, Other Count }

// ConflictError says that tallies disagree. Nothing was merged.
type ConflictError struct{ Conflicts []SheetConflict }

// Error names every sheet with both counts and where they stand.
func (e *ConflictError) Error() string {
	lines := make([]string, len(e.Conflicts))
	for i, c := range e.Conflicts {
		lines[i] = fmt.Sprintf("sheet %d of table %q: %d in %s, %d in %s",
			c.Have.Sheet, c.Have.Table, c.Have.Signatures, origin(c.Have), c.Other.Signatures, origin(c.Other))
	}
	return strings.Join(lines, "\n")
}

func origin(c Count) string {
	if c.from == "" {
		return "this tally"
	}
	return c.from
}

// Set counts a sheet of this tally's own table; what was counted for it before
// is replaced. The error is a [*FieldError].
func (t *Tally) Set(sheet, signatures int) error {
	return t.put(Count{Table: t.Table, Sheet: sheet, Signatures: signatures})
}

func (t *Tally) put(c Count) error {
	if err := c.check(); err != nil {
		return err
	}
	if t.counts == nil {
		t.counts = map[sheetKey]Count{}
	}
	t.counts[sheetKey{c.Table, c.Sheet}] = c
	return nil
}

func (c Count) check() error {
	switch what, mend := tableProblem(c.Table); {
	case what != "":
		return &FieldError{Field: "table", What: what, Mend: mend}
	case c.Sheet < 1 || c.Sheet > MaxSheet:
		return &FieldError{Field: "sheet", What: fmt.Sprintf("there is no sheet %d", c.Sheet), Mend: fmt.Sprintf("sheets count from 1 to %d", MaxSheet)}
	case c.Signatures < 0 || c.Signatures > MaxSignatures:
		return &FieldError{
			Field: "count", What: fmt.Sprintf("%d signatures on sheet %d", c.Signatures, c.Sheet),
			Mend: fmt.Sprintf("a sheet holds 0 to %d", MaxSignatures),
		}
	}
	return nil
}

func tableProblem(name string) (what, mend string) {
	if strings.TrimSpace(name) != name || name == "" {
		return fmt.Sprintf("%q is not the name of a table", name), "give each table a short name of its own, such as north-gate"
	}
	if what, mend := wordsProblem(name, maxTableName, false); what != "" {
		return "its name " + what, mend
	}
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_ ", r) {
			return fmt.Sprintf("the name %q holds %q", name, r), "use letters, digits, spaces and hyphens"
		}
	}
	return "", ""
}

// Remove forgets a sheet of this tally's own table.
func (t *Tally) Remove(sheet int) { delete(t.counts, sheetKey{t.Table, sheet}) }

// Counts returns every counted sheet, by table, then by number.
func (t *Tally) Counts() []Count {
	out := make([]Count, 0, len(t.counts))
	for _, c := range t.counts {
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Count) int {
		return cmp.Or(cmp.Compare(a.Table, b.Table), cmp.Compare(a.Sheet, b.Sheet))
	})
	return out
}

// Total returns how many sheets are counted, and the signatures on them; none
// for a nil Tally.
func (t *Tally) Total() (sheets, signatures int) {
	if t == nil {
		return 0, 0
	}
	for _, c := range t.counts {
		signatures += c.Signatures
	}
	return len(t.counts), signatures
}

// Merge adds what another tally counts. A sheet that both count alike counts
// once, so a file can be merged again. Where they differ the error is a
// [*ConflictError] and nothing is merged; with replace, the other one's counts
// are taken instead.
func (t *Tally) Merge(other *Tally, replace bool) error {
	var bad []SheetConflict
	for _, c := range other.Counts() {
		have, both := t.counts[sheetKey{c.Table, c.Sheet}]
		if both && have.Signatures != c.Signatures {
			bad = append(bad, SheetConflict{have, c})
		}
	}
	if len(bad) > 0 && !replace {
		return &ConflictError{bad}
	}
	for _, c := range other.Counts() {
		if err := t.put(c); err != nil {
			return err
		}
	}
	return nil
}

// ReadTally reads a tally from its own file, or from that of an event; name is
// the file's name for messages. The error is a [Problems] with everything that
// is wrong.
func ReadTally(r io.Reader, name string) (*Tally, error) {
	if name == "" {
		name = tallyFile
	}
	data, err := readAll(r, name, maxTally)
	if err != nil {
		return nil, fmt.Errorf("read the tally: %w", err)
	}
	s := parse(name, data)
	out := &Tally{}
	switch root := s.root; {
	case root == nil:
	case root.ofEvent():
		if out = root.event(name).Tally; out == nil && len(s.problems) == 0 {
			s.add(0, "nothing is counted in this event yet", "count its sheets first, or give the file of a tally")
		}
	default:
		out = root.tally(name)
	}
	s.problems.sort()
	if err := s.problems.orNil(); err != nil {
		return nil, err
	}
	return out, nil
}

// ofEvent reports whether the table is an event's and not a tally's.
func (t *table) ofEvent() bool {
	if _, tally := t.m["table"]; tally {
		return false
	}
	if _, tally := t.m["tally"]; tally {
		return true
	}
	return slices.ContainsFunc(eventFields, func(f eventField) bool { _, ok := t.m[f.name]; return ok })
}

// tally reads what was counted; file is where, for messages.
func (t *table) tally(file string) *Tally {
	out, before := &Tally{}, len(t.src.problems)
	out.Table = t.need("table", maxTableName)
	if what, mend := tableProblem(out.Table); what != "" && len(t.src.problems) == before {
		t.fail("table", mend, "%s", what)
	}
	if sheets := t.sub("sheets"); sheets != nil {
		for _, table := range sheets.unseen() {
			out.readTable(sheets, table, file)
		}
	}
	t.done("table, sheets")
	return out
}

func (t *Tally) readTable(sheets *table, name, file string) {
	counts := sheets.sub(name)
	if counts == nil {
		return
	}
	for _, key := range counts.unseen() {
		sheet, err := strconv.Atoi(key)
		n, ok := counts.m[key].(int64)
		if err != nil || !ok || strconv.Itoa(sheet) != key {
			counts.fail(key, "write the sheet's number, =, and how many signed: 12 = 18", "%s is not a sheet and its count", cut(key))
			continue
		}
		c := Count{name, sheet, int(max(-1, min(n, MaxSignatures+1))), file}
		if err := t.put(c); err != nil {
			at := asField(err)
			counts.fail(key, at.Mend, "%s", at.What)
		}
	}
}

const tallyNote = "# How many signed, by sheet. No names are written here.\n"

// WriteTo writes the tally as TOML, readable by hand and always in the same
// order. ReadTally gives the same tally back.
func (t *Tally) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	b.WriteString(tallyNote)
	if err := t.write(&b, "sheets"); err != nil {
		return 0, err
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

// inEvent writes the tally below an event. One without a table counts nothing
// and isn't written.
func (t *Tally) inEvent(b *strings.Builder) error {
	if t == nil || t.Table == "" {
		return nil
	}
	b.WriteString("\n" + tallyNote + "[tally]\n")
	return t.write(b, "tally.sheets")
}

func (t *Tally) write(b *strings.Builder, sheets string) error {
	if !utf8.ValidString(t.Table) {
		return &FieldError{"table", "is not UTF-8", "type it again"}
	}
	fmt.Fprintf(b, "table = %s  # this table\n", quoted(t.Table))
	last := ""
	for _, c := range t.Counts() {
		if c.Table != last {
			last = c.Table
			fmt.Fprintf(b, "\n[%s.%s]\n", sheets, quoted(c.Table))
		}
		fmt.Fprintf(b, "%d = %d\n", c.Sheet, c.Signatures)
	}
	return nil
}

// Equal reports whether two tallies are of one table and count alike. Nil is
// equal to a tally without a table.
func (t *Tally) Equal(o *Tally) bool {
	if t == nil {
		t = &Tally{}
	}
	if o == nil {
		o = &Tally{}
	}
	same := func(a, b Count) bool { return a.Table == b.Table && a.Sheet == b.Sheet && a.Signatures == b.Signatures }
	return t.Table == o.Table && slices.EqualFunc(t.Counts(), o.Counts(), same)
}
