package sheet_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/sheet"
)

// Without a choice there is one sheet, number 1, on A4.
func TestPlainChoice(t *testing.T) {
	s := mustSheets(t, kit.Event{}, sheet.SheetsChoice{})
	p := pagesOf(t, s)
	if s.Len() != 1 || len(p) != 1 || p[0].Size != (page.Size{W: 210, H: 297}) || p[0].Lang != "en" {
		t.Errorf("%d sheets, %v in %s", s.Len(), p[0].Size, p[0].Lang)
	}
	if !slices.ContainsFunc(papertest.Texts(p[0]), func(l page.Text) bool { return l.String == "1" && l.Em > 10 }) {
		t.Error("the first sheet is not number 1")
	}
}

// The limits of numbers: the last that may be is made, one more is an error
// that names both.
func TestNumberLimits(t *testing.T) {
	for _, c := range []struct {
		first, count int
		good         bool
	}{
		{1, sheet.MaxSheets, true},
		{1, sheet.MaxSheets + 1, false},
		{kit.MaxSheet, 1, true},
		{kit.MaxSheet, 2, false},
		{kit.MaxSheet - 9, 10, true},
		{kit.MaxSheet + 1, 1, false},
		{-5, -5, true},
	} {
		s, err := maker(t).Sheets(papertest.Kit(t), kit.Event{}, sheet.SheetsChoice{First: c.first, Count: c.count})
		if (err == nil) != c.good {
			t.Errorf("%d from %d on: %v", c.count, c.first, err)
		}
		var field *kit.FieldError
		if !c.good {
			if !errors.As(err, &field) || field.Field != "count" || !strings.Contains(err.Error(), fmt.Sprint(kit.MaxSheet)) {
				t.Errorf("%d from %d on: %v", c.count, c.first, err)
			}
			continue
		}
		last, err := s.Page(s.Len() - 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, what := range papertest.Faults(last) {
			t.Errorf("%d from %d on: %s", c.count, c.first, what)
		}
	}
}

// Numbers and days are in the language's own digits.
func TestDigitsOfTheLanguage(t *testing.T) {
	ev := papertest.Event("ar")
	s := mustSheets(t, ev, sheet.SheetsChoice{First: 37, Destroy: "2022-11-07"})
	got := papertest.Said(pagesOf(t, s)[0])
	for _, want := range []string{"٣٧", "٧نوفمبر٢٠٢٢"} {
		if !strings.Contains(strings.ReplaceAll(got, "\u00A0", ""), want) {
			t.Errorf("the sheet does not say %s in %q", want, got)
		}
	}
	made, err := maker(t).Statement(papertest.Kit(t), ev, sheet.Choice{Lang: "ar"}, counted(t))
	if err != nil || !strings.Contains(said(made), "٨٧") {
		t.Errorf("the statement does not say ٨٧: %v", err)
	}
}

// A range over the sheets can be stopped, and begun again.
func TestPagesCanBeStopped(t *testing.T) {
	s := mustSheets(t, kit.Event{}, sheet.SheetsChoice{Count: 50})
	for _, want := range []int{3, 50} {
		n := 0
		for _, err := range s.Pages() {
			if err != nil {
				t.Fatal(err)
			}
			if n++; n == want {
				break
			}
		}
		if n != want {
			t.Errorf("%d sheets, want %d", n, want)
		}
	}
}

// The code opens what was chosen, else the event's address, else the kit's.
func TestAddresses(t *testing.T) {
	for name, c := range map[string]struct{ event, link, want string }{
		"chosen": {"https://b.example", "https://a.example/x", "https://a.example/x"},
		"event":  {"https://b.example", "", "https://b.example"},
		"kit":    {"", "", papertest.Kit(t).Links.Page},
	} {
		s := mustSheets(t, kit.Event{Link: c.event}, sheet.SheetsChoice{Link: c.link})
		codes := papertest.Codes(pagesOf(t, s)[0])
		if len(codes) != 1 || s.Report.Address != c.want || codes[0].Address != c.want {
			t.Errorf("%s: %d codes, %s, want %s", name, len(codes), s.Report.Address, c.want)
		}
		form := slices.ContainsFunc(s.Report.Notes, func(n paper.Note) bool { return n.ID == paper.NoteForm })
		if form != (name == "kit") {
			t.Errorf("%s: notes %v", name, s.Report.Notes)
		}
	}
}

// The event's languages come before the kit's, and what was chosen before
// both.
func TestWhoseLanguage(t *testing.T) {
	for _, c := range []struct {
		event []string
		lang  string
		want  string
		notes int
	}{
		{nil, "", "en", 0},
		{[]string{"ru", "en"}, "", "ru", 0},
		{[]string{"ru"}, "fr", "fr", 0},
		{[]string{"de", "ru"}, "", "ru", 1},
		{[]string{"ru"}, "de", "ru", 1},
		{nil, "pt-BR", "pt", 1},
	} {
		made, err := maker(t).Refusal(papertest.Kit(t), kit.Event{Languages: c.event}, sheet.Choice{Lang: c.lang})
		if err != nil {
			t.Fatal(err)
		}
		if made.Report.Lang != c.want || made.Pages[0].Lang != c.want || len(made.Report.Notes) != c.notes {
			t.Errorf("%v, %q: in %s, notes %v", c.event, c.lang, made.Report.Lang, made.Report.Notes)
		}
	}
}

// An event whose day or hour is none stops every form that says them.
func TestWrongEvent(t *testing.T) {
	m, k := maker(t), papertest.Kit(t)
	for _, ev := range []kit.Event{{Date: "2022-02-30"}, {Date: "2022-10-07", Time: "25:00"}, {Date: "2022-10-07", Time: "11:00", Timezone: "Nowhere/Land"}} {
		for name, make := range map[string]func() (*sheet.Made, error){
			"receipt":   func() (*sheet.Made, error) { return m.Receipt(k, ev, sheet.Choice{}, sheet.Handed{}) },
			"refusal":   func() (*sheet.Made, error) { return m.Refusal(k, ev, sheet.Choice{}) },
			"checklist": func() (*sheet.Made, error) { return m.Checklist(k, ev, sheet.Choice{}) },
			"statement": func() (*sheet.Made, error) { return m.Statement(k, ev, sheet.Choice{}, &kit.Tally{}) },
		} {
			made, err := make()
			var field *kit.FieldError
			if made != nil || !errors.As(err, &field) {
				t.Errorf("%s of %+v: %v", name, ev, err)
			}
		}
	}
}

// A tally without a sheet makes a statement with lines to write on and no
// table.
func TestEmptyStatement(t *testing.T) {
	made, err := maker(t).Statement(papertest.Kit(t), papertest.Event("en"), sheet.Choice{Lang: "en"}, &kit.Tally{Table: "north"})
	if err != nil {
		t.Fatal(err)
	}
	if got := said(made); !strings.Contains(got, "______") || strings.Contains(got, "north") || strings.Contains(got, "Sheet1") {
		t.Errorf("it says %q", got)
	}
	for _, what := range papertest.Faults(made.Pages[0]) {
		t.Error(what)
	}
}

// The statement says every sheet with its count, in order of their numbers,
// and the sum.
func TestStatementAddsUp(t *testing.T) {
	m, k := maker(t), papertest.Kit(t)
	for _, counts := range []map[int]int{{1: 1}, {9: 3, 2: 40, 1: 18, 4: 7, 3: 9}, {99: 12, 1: 0, 100: 1}} {
		tally := &kit.Tally{Table: "one"}
		sum := 0
		for n, count := range counts {
			if err := tally.Set(n, count); err != nil {
				t.Fatal(err)
			}
			sum += count
		}
		made, err := m.Statement(k, kit.Event{}, sheet.Choice{Lang: "en"}, tally)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, l := range papertest.Texts(made.Pages...) {
			lines = append(lines, l.String)
		}
		if want := fmt.Sprintf("Signature sheets: %d. Signatures: %d.", len(counts), sum); !strings.Contains(strings.Join(lines, " "), want) {
			t.Errorf("%q is not in %q", want, lines)
		}
		last := 0
		for _, n := range slices.Sorted(maps.Keys(counts)) {
			i := slices.Index(lines, fmt.Sprintf("Sheet %d", n))
			if i < last || lines[i+1] != fmt.Sprint(counts[n]) {
				t.Errorf("sheet %d with %d is not in its place in %q", n, counts[n], lines)
			}
			last = i
		}
	}
}

// What a kit offers is the same for every language, but for the names.
func TestColumnsInEveryLanguage(t *testing.T) {
	k := papertest.Kit(t)
	want, err := sheet.Columns(k, "en")
	if err != nil || len(want) < 4 {
		t.Fatalf("%+v, %v", want, err)
	}
	for _, lang := range append(papertest.Langs(), "de", "") {
		got, err := sheet.Columns(k, lang)
		if err != nil || len(got) != len(want) {
			t.Fatalf("%s: %+v, %v", lang, got, err)
		}
		for i, c := range got {
			if c.ID != want[i].ID || c.Width != want[i].Width || c.Usual != want[i].Usual || c.Name == "" || strings.Contains(c.Name, "\n") {
				t.Errorf("%s: column %d is %+v, want %+v", lang, i, c, want[i])
			}
		}
		if same := slices.Equal(got, want); same != (lang == "en" || lang == "de" || lang == "") {
			t.Errorf("%s: the names are English: %v", lang, same)
		}
	}
}
