package model

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/output"
)

// tally returns what is counted; it is a copy.
func (s *Studio) tally() *kit.Tally {
	if s.draft.Tally == "" {
		return &kit.Tally{}
	}
	t, err := kit.ReadTally(strings.NewReader(s.draft.Tally), "")
	if err != nil {
		return &kit.Tally{}
	}
	return t
}

// countOf returns what is counted once an event is opened, as a tally's file
// has it, and what to say about it. A file that counts nothing doesn't take away
// what was counted here for the same event.
func (s *Studio) countOf(ev kit.Event) (tally, hint string) {
	now := s.Event()
	if ev.Tally != nil {
		var b strings.Builder
		if _, err := ev.Tally.WriteTo(&b); err == nil {
			return b.String(), "Its count: " + countLine(ev.Tally)
		}
	}
	counted, _ := s.tally().Total()
	switch {
	case counted == 0:
		return "", ""
	case now.City == ev.City && now.Date == ev.Date && now.Mission == ev.Mission:
		return s.draft.Tally, "What was counted here stays."
	}
	return "", "What was counted for the other event is put away; Undo gives both back."
}

// recount changes what is counted in one step of history.
func (s *Studio) recount(t *kit.Tally) error {
	var b strings.Builder
	if _, err := t.WriteTo(&b); err != nil {
		return err
	}
	s.merging = nil
	s.edit("", func(d *Draft) { d.Tally = b.String() })
	return nil
}

// Table is the name of the table that counts here; empty before it has one.
func (s *Studio) Table() string { return s.tally().Table }

// NameTable names the table that counts here; what it has counted goes along.
// A name that doesn't fit changes nothing and is said in plain words.
func (s *Studio) NameTable(name string) (fault string) {
	old := s.tally()
	name = strings.TrimSpace(name)
	if name == old.Table {
		return ""
	}
	named := &kit.Tally{Table: name}
	if err := named.Set(1, 0); err != nil {
		return explainField(err)
	}
	named.Remove(1)
	for _, c := range old.Counts() {
		one := &kit.Tally{Table: c.Table}
		if c.Table == old.Table {
			one.Table = name
		}
		if err := errors.Join(one.Set(c.Sheet, c.Signatures), named.Merge(one, false)); err != nil {
			return "Another table that was added has this name."
		}
	}
	if err := s.recount(named); err != nil {
		return explainField(err)
	}
	return ""
}

// CountSheet writes down how many signed on a sheet of this table; a sheet that
// is counted again is corrected. What doesn't fit changes nothing and is said
// in plain words.
func (s *Studio) CountSheet(number, signed string) (fault string) {
	n, err := strconv.Atoi(strings.TrimSpace(number))
	count, err2 := strconv.Atoi(strings.TrimSpace(signed))
	if err != nil || err2 != nil {
		return "Write the sheet’s number, and how many signed on it."
	}
	t := s.tally()
	if t.Table == "" {
		return "Name this table first."
	}
	if err := t.Set(n, count); err != nil {
		return explainField(err)
	}
	if err := s.recount(t); err != nil {
		return explainField(err)
	}
	return ""
}

func explainField(err error) string {
	m := explain.Explain(err)
	return sentences(m.Text, m.Hint)
}

// TallyLine says what is counted altogether.
func (s *Studio) TallyLine() string { return countLine(s.tally()) }

func countLine(t *kit.Tally) string {
	sheets, signatures := t.Total()
	if sheets == 0 {
		return "Nothing is counted yet."
	}
	return fmt.Sprintf("%s on %s.", several(signatures, "signature"), several(sheets, "sheet"))
}

func several(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// AddTally adds what another table counted, from its file or from its event's. A file that is added
// again counts once; where a sheet has two counts nothing is added.
func (s *Studio) AddTally(path string) {
	var other *kit.Tally
	s.opening.do(func(context.Context) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		other, err = kit.ReadTally(f, filepath.Base(path))
		return err
	}, func(err error) {
		if err == nil {
			err = s.merge(other, false)
		}
		if err != nil {
			s.fail(err)
			return
		}
		s.Say(Notice{Text: "Added " + filepath.Base(path) + ".", Hint: "Altogether: " + s.TallyLine()})
	})
}

func (s *Studio) merge(other *kit.Tally, replace bool) error {
	t := s.tally()
	if t.Table == "" {
		return &kit.FieldError{Field: "table", What: "this table has no name yet", Mend: "name it before you add another one"}
	}
	if err := t.Merge(other, replace); err != nil {
		if conflict := (*kit.ConflictError)(nil); errors.As(err, &conflict) {
			s.merging = other
			s.onChange(PartChoices)
		}
		return err
	}
	return s.recount(t)
}

// InConflict reports whether the file that was added last counts a sheet
// differently, and waits for [Studio.TakeTheirs].
func (s *Studio) InConflict() bool { return s.merging != nil }

// TakeTheirs takes the other table's counts where there are two.
func (s *Studio) TakeTheirs() {
	if s.merging == nil {
		return
	}
	if err := s.merge(s.merging, true); err != nil {
		s.fail(err)
		return
	}
	s.Say(Notice{Text: "The other table’s counts were taken.", Hint: "Altogether: " + s.TallyLine()})
}

// KeepTally writes what is counted as a file for another table, under a name
// that isn't taken.
func (s *Studio) KeepTally() {
	t := s.tally()
	s.keepFile(FileName(s.Event().City, "tally", t.Table), "What is counted", t, func(string) {})
}

// keepFile writes a file that is opened again, under a name that isn't taken,
// and says so; then is told its path.
func (s *Studio) keepFile(name, what string, from io.WriterTo, then func(path string)) {
	path := filepath.Join(s.SaveFolder(), name+".toml")
	if exists(path) {
		path = beside(path, exists)
	}
	s.opening.do(func(context.Context) error {
		if err := makeFolder(filepath.Dir(path)); err != nil {
			return err
		}
		return output.WriteFile(path, func(w io.Writer) error {
			_, err := from.WriteTo(w)
			return err
		})
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		then(path)
		s.Say(Notice{Text: what + " is kept as " + filepath.Base(path) + ".", Hint: "It is in " + ShortPath(filepath.Dir(path)) + "."})
	})
}
