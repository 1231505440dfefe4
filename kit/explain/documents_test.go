package explain_test

import (
	"fmt"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/artwork"
	"eventkit/kit/explain"
	"eventkit/kit/letter"
	"eventkit/kit/page"
	"eventkit/kit/paper"
)

func TestDocuments(t *testing.T) {
	mine, other := &kit.Tally{Table: "north"}, &kit.Tally{Table: "north"}
	for i := range 3 {
		if err := mine.Set(i+1, 5); err != nil {
			t.Fatal(err)
		}
		if err := other.Set(i+1, 5+i); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		err   error
		title string
		text  string
		hint  string
	}{
		"two counts": {mine.Merge(other, false), "2 sheets have two counts", `sheet 2 of table "north": 5`, "Count those sheets again"},
		"no letter":  {&paper.MissingError{File: "letter/letter.LANG.md"}, "The kit has no such text", "There is no letter/letter.LANG.md in it.", "Add that file"},
		"no role":    {&letter.RoleError{Role: "king"}, "A letter can’t be addressed to “king”", "", "There are: ambassador, high-commissioner"},
		"no logo": {
			&letter.LogoError{File: "ours.gif", What: "this is a GIF", Mend: "save it as PNG", Err: artwork.ErrKind},
			"This file can’t be used as a logo", "ours.gif: this is a GIF.", "Save it as PNG",
		},
		"no room": {&paper.SizeError{Paper: page.Size{W: 50, H: 60}, What: "receipt"}, "This paper is too small for the receipt", "It is 50 × 60 mm.", "Take A5"},
	} {
		m := explain.Explain(fmt.Errorf("make it: %w", c.err))
		if m.Title != c.title || !strings.Contains(m.Text, c.text) || !strings.HasPrefix(m.Hint, c.hint) || !strings.HasSuffix(m.Hint, ".") {
			t.Errorf("%s: %q", name, m)
		}
	}
}

func TestOneSheetWithTwoCounts(t *testing.T) {
	mine, other := &kit.Tally{Table: "north"}, &kit.Tally{Table: "north"}
	for tally, n := range map[*kit.Tally]int{mine: 5, other: 6} {
		if err := tally.Set(1, n); err != nil {
			t.Fatal(err)
		}
	}
	if m := explain.Explain(mine.Merge(other, false)); m.Title != "A sheet has two counts" {
		t.Errorf("%q", m)
	}
}
