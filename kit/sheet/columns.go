package sheet

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/paper"
)

// Column is what people write on a signature sheet.
type Column struct {
	// ID is its name in the kit, Name what is printed above it.
	ID, Name string
	// Width is how wide it is beside the others.
	Width float64
	// Usual says that it is printed unless others are chosen.
	Usual bool
}

// Where a kit's author sets the columns: [columns] holds the usual ones with
// their widths, in order, [more-columns] those that can be chosen besides, and
// [col-NAME] the words above each.
const (
	usualColumns = "columns"
	moreColumns  = "more-columns"
	columnWords  = "col-"
)

// The columns of a kit whose author sets none.
var plainColumns = []kit.Measure{{Name: "name", Value: 3.1}, {Name: "city", Value: 2}, {Name: "organization", Value: 2.5}, {Name: "signature", Value: 2.9}}

// ownWidth is how wide a column of one's own is.
const ownWidth = 2.4

// The limits of a sheet's columns.
const (
	maxColumns = 8
	narrowest  = 0.5
	widest     = 10.0
)

// Columns returns the columns that a kit offers, in its author's order, the
// usual ones first, with their names in the first of tags that the kit has. A
// kit without words for forms has none; the error is that of its words.
func Columns(k *kit.Kit, tags ...string) ([]Column, error) {
	w, err := wordsOf(k, langsOf(k, kit.Event{Languages: tags}, ""))
	if errors.Is(err, paper.ErrNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return w.columns(), nil
}

// readWords reads the words of a kit's forms.
func readWords(fsys fs.FS) (*kit.TextFile, error) {
	return kit.ReadTextFile(fsys, wordsFile, usualColumns, moreColumns)
}

func measures(f *kit.TextFile) (usual, more []kit.Measure) {
	usual, more = f.Measures(usualColumns), f.Measures(moreColumns)
	if len(usual) == 0 {
		usual = plainColumns
	}
	return usual, more
}

func (w *words) columns() []Column {
	usual, more := measures(w.file)
	var out []Column
	for i, m := range slices.Concat(usual, more) {
		out = append(out, Column{m.Name, paper.OneLine(w.say(columnWords + m.Name)), m.Value, i < len(usual)})
	}
	return out
}

// chosen are the columns that someone picked, by id or by words of their own.
func (w *words) chosen(picks []string) ([]Column, error) {
	have := w.columns()
	var out []Column
	for _, pick := range picks {
		i := slices.IndexFunc(have, func(c Column) bool { return c.ID == pick })
		if i < 0 {
			out = append(out, Column{"", paper.OneLine(pick), ownWidth, false})
			continue
		}
		out = append(out, have[i])
	}
	if len(picks) == 0 {
		out = slices.DeleteFunc(have, func(c Column) bool { return !c.Usual })
	}
	if len(out) > maxColumns {
		return nil, &kit.FieldError{Field: "columns", What: fmt.Sprintf("%d columns", len(out)), Mend: fmt.Sprintf("use at most %d", maxColumns)}
	}
	return out, nil
}

// columnProblems reports columns without words, and words without a column.
func columnProblems(f *kit.TextFile) kit.Problems {
	var out kit.Problems
	usual, more := measures(f)
	if len(usual) > maxColumns {
		out = append(out, f.Problem(usualColumns, "", fmt.Sprintf("there are %d usual columns", len(usual)), fmt.Sprintf("keep at most %d; put others under [%s]", maxColumns, moreColumns)))
	}
	ids := f.IDs()
	var names []string
	for _, m := range slices.Concat(usual, more) {
		table := usualColumns
		if len(names) >= len(usual) {
			table = moreColumns
		}
		if slices.Contains(names, m.Name) {
			out = append(out, f.Problem(table, m.Name, fmt.Sprintf("the column %s is there twice", m.Name), "take one of them out"))
		} else if !slices.Contains(ids, columnWords+m.Name) {
			out = append(out, f.Problem(table, m.Name, fmt.Sprintf("there is no [%s%s]", columnWords, m.Name), "add it with the words above that column"))
		}
		if m.Value < narrowest || m.Value > widest {
			out = append(out, f.Problem(table, m.Name, fmt.Sprintf("the column %s is %g wide beside the others", m.Name, m.Value), fmt.Sprintf("take a width from %g to %g", narrowest, widest)))
		}
		names = append(names, m.Name)
	}
	for _, id := range ids {
		if name, ok := strings.CutPrefix(id, columnWords); ok && !slices.Contains(names, name) {
			out = append(out, f.Problem(id, "", "no form has a place for ["+id+"]", fmt.Sprintf("add a line %s = 2 under [%s] or [%s]", name, usualColumns, moreColumns)))
		}
	}
	return out
}
