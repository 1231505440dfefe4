package sheet_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/sheet"
)

// Rows are alike, numbered from 1, and each number stands in its row.
func TestRows(t *testing.T) {
	s := mustSheets(t, papertest.Event("en"), sheet.SheetsChoice{First: 500})
	p := pagesOf(t, s)[0]
	var rules []float64
	for it := range p.Items {
		if b, ok := it.(page.Box); ok && b.W > 0.8*p.Size.W && b.H < 0.2 {
			rules = append(rules, b.Y+b.H/2)
		}
	}
	for i := 1; i < len(rules); i++ {
		if d := rules[i] - rules[i-1]; math.Abs(d-s.RowMM) > 1e-6 || d < sheet.MinRow {
			t.Errorf("row %d is %.2f mm high, want %.2f", i+1, d, s.RowMM)
		}
	}
	lines := papertest.Texts(p)
	for i, bottom := range rules {
		at := slices.IndexFunc(lines, func(l page.Text) bool { return l.String == fmt.Sprint(i+1) })
		if at < 0 {
			t.Fatalf("row %d has no number", i+1)
		}
		if b := lines[at].Bounds(); b.Y < bottom-s.RowMM || b.Bottom() > bottom {
			t.Errorf("the number %d stands outside of its row", i+1)
		}
	}
}

// The code is at the side where the language ends, as far from the edge as the
// words from theirs.
func TestCodeSide(t *testing.T) {
	for lang, left := range map[string]bool{"en": false, "ar": true, "hi": false} {
		p := pagesOf(t, mustSheets(t, papertest.Event(lang), sheet.SheetsChoice{Choice: sheet.Choice{Lang: lang}}))[0]
		c := papertest.Codes(p)[0]
		if at := c.X+c.W/2 < p.Size.W/2; at != left {
			t.Errorf("%s: the code stands at the left: %v", lang, at)
		}
		if side := c.Module() * float64(c.Modules.N); side < 25 {
			t.Errorf("%s: the code has %.1f mm", lang, side)
		}
	}
}

// A kit and an event without an address make sheets without a code, and with
// more room.
func TestSheetsWithoutAddress(t *testing.T) {
	k := *papertest.Kit(t)
	k.Links = kit.Links{}
	s, err := maker(t).Sheets(&k, kit.Event{}, sheet.SheetsChoice{Choice: sheet.Choice{Lang: "en"}})
	if err != nil {
		t.Fatal(err)
	}
	p := pagesOf(t, s)[0]
	if len(papertest.Codes(p)) != 0 || s.Report.Address != "" || slices.ContainsFunc(papertest.Texts(p), func(l page.Text) bool { return l.String == wordsIn(t, "online", "en") }) {
		t.Error("there is a code, or a call to scan one")
	}
	if with := mustSheets(t, kit.Event{}, sheet.SheetsChoice{Choice: sheet.Choice{Lang: "en"}}); s.Rows < with.Rows {
		t.Errorf("%d rows without a code, %d with one", s.Rows, with.Rows)
	}
	for _, what := range papertest.Faults(p) {
		t.Error(what)
	}
}

// On any paper from A5 up, any columns, any language: rules kept, rows high
// enough, or an error.
func TestAnySheet(t *testing.T) {
	k, m := papertest.Kit(t), maker(t)
	rapid.Check(t, func(t *rapid.T) {
		c := sheet.SheetsChoice{
			Choice: sheet.Choice{
				Lang: rapid.SampledFrom(papertest.Langs()).Draw(t, "lang"),
				Paper: page.Size{
					W: rapid.Float64Range(148, 430).Draw(t, "w"), H: rapid.Float64Range(148, 430).Draw(t, "h"),
				},
			},
			First:   rapid.IntRange(1, 9000).Draw(t, "first"),
			Columns: rapid.SliceOfN(rapid.SampledFrom([]string{"name", "city", "organization", "signature", "country", "Union", "اتحاد"}), 0, 5).Draw(t, "columns"),
		}
		s, err := m.Sheets(k, kit.Event{}, c)
		if err != nil {
			t.Fatal(err)
		}
		if s.RowMM < sheet.MinRow-1e-6 || s.Rows < 3 {
			t.Fatalf("%d rows of %.2f mm", s.Rows, s.RowMM)
		}
		p, err := s.Page(0)
		if err != nil {
			t.Fatal(err)
		}
		for _, what := range papertest.Faults(p) {
			t.Fatal(what)
		}
	})
}
