package model

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"eventkit/kit/letter"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/placard"
	"eventkit/kit/sheet"
)

// The papers of a delegation.
const (
	PaperLetter    = "letter"
	PaperSheets    = "sheets"
	PaperReceipt   = "receipt"
	PaperChecklist = "checklist"
	PaperBriefing  = "briefing"
	// PaperTally is the hand-over statement of what was counted.
	PaperTally = "statement"
)

// documents are the papers and their names, in the order of a visit.
var documents = []Option{
	{ID: PaperLetter, Name: "Letter"},
	{ID: PaperSheets, Name: "Signature sheets"},
	{ID: PaperReceipt, Name: "Receipt"},
	{ID: PaperChecklist, Name: "Checklist"},
	{ID: PaperBriefing, Name: "Briefing"},
	{ID: PaperTally, Name: "Tally"},
}

// roles are who a letter can go to, as the window says it.
var roles = map[string]string{
	"ambassador": "Ambassador", "high-commissioner": "High Commissioner",
	"consul-general": "Consul General", "charge": "Chargé d’affaires",
}

// HasPapers reports whether the kit has a letter, and with it a room.
func (s *Studio) HasPapers() bool {
	if s.p.Letters == nil || s.p.Forms == nil {
		return false
	}
	_, _, _, err := letter.Source(s.kit, letter.LetterForm)
	return err == nil
}

// Documents lists the papers of a delegation.
func (s *Studio) Documents() []Option {
	out := slices.Clone(documents)
	for i := range out {
		out[i].Picked = out[i].ID == s.draft.Document
	}
	return out
}

// Document is the paper that is picked.
func (s *Studio) Document() string { return s.draft.Document }

// PickDocument picks a paper.
func (s *Studio) PickDocument(id string) {
	s.save.name, s.leaf = "", 0
	s.edit("", func(d *Draft) { d.Document = id })
}

// Roles lists who the letter can go to.
func (s *Studio) Roles() []Option {
	var out []Option
	for _, id := range letter.Roles() {
		out = append(out, Option{ID: id, Name: roles[id], Picked: id == s.draft.Role})
	}
	return out
}

// RoleName is who the letter goes to.
func (s *Studio) RoleName() string { return roles[s.draft.Role] }

// PickRole picks who the letter goes to.
func (s *Studio) PickRole(id string) {
	s.edit("", func(d *Draft) { d.Role = id })
}

// Sheets returns how many signature sheets are printed, and the number of the
// first.
func (s *Studio) Sheets() (count, first int) { return s.draft.Sheets, s.draft.First }

// TypeSheets sets how many signature sheets are printed. A number that doesn't
// fit changes nothing and is said in plain words.
func (s *Studio) TypeSheets(text string) (fault string) {
	return s.typeNumber("sheets", text, sheet.MaxSheets, func(d *Draft) *int { return &d.Sheets })
}

// TypeFirst sets the number of the first sheet, like [Studio.TypeSheets].
func (s *Studio) TypeFirst(text string) (fault string) {
	return s.typeNumber("first", text, sheet.MaxSheets, func(d *Draft) *int { return &d.First })
}

// Columns lists what people can write on a signature sheet; those that are
// picked are printed, in the kit's order.
func (s *Studio) Columns() []Option {
	var out []Option
	for _, c := range s.columns() {
		picked := c.Usual
		if len(s.draft.Columns) > 0 {
			picked = slices.Contains(s.draft.Columns, c.ID)
		}
		out = append(out, Option{ID: c.ID, Name: c.Name, Picked: picked})
	}
	return out
}

// columns are those of the kit; one whose words are wrong has none, and says so
// where the sheet is made.
func (s *Studio) columns() []sheet.Column {
	out, _ := sheet.Columns(s.kit, s.draft.lead())
	return out
}

// PickColumn puts a column on the signature sheets or takes it off. The last
// one stays.
func (s *Studio) PickColumn(id string) {
	var picked, usual []string
	for _, o := range s.Columns() {
		if o.Picked != (o.ID == id) {
			picked = append(picked, o.ID)
		}
	}
	for _, c := range s.columns() {
		if c.Usual {
			usual = append(usual, c.ID)
		}
	}
	if len(picked) == 0 {
		return
	}
	if slices.Equal(picked, usual) {
		picked = nil
	}
	s.edit("", func(d *Draft) { d.Columns = picked })
}

func (s *Studio) typeNumber(topic, text string, most int, of func(*Draft) *int) (fault string) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 || n > most {
		return fmt.Sprintf("Write a number from 1 to %d.", most)
	}
	s.edit(topic, func(d *Draft) { *of(d) = n })
	return ""
}

// Leaves returns how many pages the paper on the stage has, and which of them
// is shown, from 0.
func (s *Studio) Leaves() (n, shown int) {
	n = max(1, s.frame.Leaves)
	return n, min(s.leaf, n-1)
}

// TurnTo shows another page of the paper on the stage.
func (s *Studio) TurnTo(leaf int) {
	if leaf < 0 || leaf == s.leaf {
		return
	}
	s.leaf = leaf
	s.restage()
	s.onChange(PartChoices)
}

// settlePaper replaces what there isn't.
func (s *Studio) settlePaper() {
	d := &s.draft
	if !slices.ContainsFunc(documents, func(o Option) bool { return o.ID == d.Document }) {
		d.Document = PaperLetter
	}
	if !slices.Contains(letter.Roles(), d.Role) {
		d.Role = letter.Roles()[0]
	}
	if d.Sheets < 1 || d.Sheets > sheet.MaxSheets {
		d.Sheets = 10
	}
	if d.First < 1 || d.First > sheet.MaxSheets {
		d.First = 1
	}
	if len(d.Columns) > 0 {
		have := s.columns()
		d.Columns = slices.DeleteFunc(slices.Clone(d.Columns), func(id string) bool {
			return !slices.ContainsFunc(have, func(c sheet.Column) bool { return c.ID == id })
		})
	}
	if _, err := page.ParseSize(d.PaperOfLetters); err != nil {
		d.PaperOfLetters = "A4"
	}
}

// paperRecipe returns how a paper of the delegation is made.
func (s *Studio) paperRecipe(document string) recipe {
	k, ev, leaf := s.kit, s.Event(), s.leaf
	letters, forms := s.p.Letters, s.p.Forms
	tally := s.tally()
	var handed sheet.Handed
	handed.Sheets, handed.Signatures = tally.Total()
	form := sheet.Choice{Lang: s.draft.lead(), Paper: s.PageSize()}
	switch document {
	case PaperSheets:
		c := sheet.SheetsChoice{Choice: form, First: s.draft.First, Count: s.draft.Sheets, Table: tally.Table, Columns: slices.Clone(s.draft.Columns)}
		return func() (*work, error) {
			made, err := forms.Sheets(k, ev, c)
			if err != nil {
				return nil, err
			}
			return numbered(made)
		}
	case PaperReceipt:
		return func() (*work, error) {
			receipt, err := forms.Receipt(k, ev, form, handed)
			refusal, err2 := forms.Refusal(k, ev, form)
			if err := errors.Join(err, err2); err != nil {
				return nil, err
			}
			return papers(receipt.Report, append(slices.Clone(receipt.Pages), refusal.Pages...), leaf), nil
		}
	case PaperTally:
		return func() (*work, error) { return formWork(leaf)(forms.Statement(k, ev, form, tally)) }
	case PaperChecklist:
		return func() (*work, error) { return formWork(leaf)(forms.Checklist(k, ev, form)) }
	}
	c := letter.Choice{Lang: form.Lang, Role: s.draft.Role, Paper: form.Paper, Count: handed.Signatures}
	lay := letters.Letter
	if document == PaperBriefing {
		lay = letters.Briefing
	} else if s.LetterChanged() {
		_, c.Lang = s.kitLetter()
		c.Text = s.LetterText()
	}
	logo, store := s.draft.Logo, s.p.Store
	return func() (*work, error) {
		var lost error
		if document == PaperLetter {
			c.Logo, lost = s.logos.read(store, logo)
		}
		made, err := lay(k, ev, c)
		if err != nil {
			return nil, err
		}
		out := papers(made.Report, made.Pages, leaf)
		if lost != nil {
			out.sheet.Report.Notes = append(out.sheet.Report.Notes, logoless(logo.Name, lost))
		}
		out.texts = map[Format]func(io.Writer) error{HTML: made.HTML, Text: made.Plain}
		return out, nil
	}
}

// formWork turns what a maker of forms returns into work.
func formWork(leaf int) func(*sheet.Made, error) (*work, error) {
	return func(made *sheet.Made, err error) (*work, error) {
		if err != nil {
			return nil, err
		}
		return papers(made.Report, made.Pages, leaf), nil
	}
}

// papers is the work of a paper of which one page is shown.
func papers(r paper.Report, pages []*page.Page, leaf int) *work {
	return bound(&placard.Sheet{Page: pages[min(leaf, len(pages)-1)], Report: reported(r)}, pages)
}

// numbered is the work of signature sheets. They differ in their numbers alone,
// so the first is shown, and its code is that of all.
func numbered(made *sheet.Sheets) (*work, error) {
	first, err := made.Page(0)
	if err != nil {
		return nil, err
	}
	out := single(&placard.Sheet{Page: first, Report: reported(made.Report)})
	out.pages = made.Pages()
	out.sheet.Report.Notes = append(out.sheet.Report.Notes, placard.Note{
		ID: "rows", Text: fmt.Sprintf("Room for %d signatures on each sheet.", made.Rows),
	})
	return out, nil
}

func reported(r paper.Report) placard.Report {
	out := placard.Report{Address: r.Address, Printed: r.Printed, CodeMM: r.CodeMM, Reach: r.Reach}
	for _, n := range r.Notes {
		if n.ID != paper.NotePages {
			out.Notes = append(out.Notes, placard.Note(n))
		}
	}
	return out
}
