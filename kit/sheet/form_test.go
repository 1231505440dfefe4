package sheet_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/sheet"
)

// forms are all that the package makes but the sheets.
func forms(t testing.TB, ev kit.Event, c sheet.Choice, h sheet.Handed) map[string]*sheet.Made {
	t.Helper()
	m, k := maker(t), papertest.Kit(t)
	out := map[string]*sheet.Made{}
	keep := func(name string) func(*sheet.Made, error) {
		return func(made *sheet.Made, err error) {
			t.Helper()
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			out[name] = made
		}
	}
	keep("receipt")(m.Receipt(k, ev, c, h))
	keep("refusal")(m.Refusal(k, ev, c))
	keep("checklist")(m.Checklist(k, ev, c))
	keep("statement")(m.Statement(k, ev, c, counted(t)))
	return out
}

// Every form keeps the rules, with everything known and with nothing.
func TestForms(t *testing.T) {
	for name, size := range papertest.Papers() {
		for _, lang := range papertest.Langs() {
			for _, ev := range []kit.Event{papertest.Event(lang), {}} {
				for form, made := range forms(t, ev, sheet.Choice{Lang: lang, Paper: size}, sheet.Handed{}) {
					what := fmt.Sprint(form, " ", lang, " ", name, " host ", ev.Host)
					if len(made.Pages) != 1 {
						t.Errorf("%s: %d pages", what, len(made.Pages))
					}
					for _, p := range made.Pages {
						for _, fault := range papertest.Faults(p) {
							t.Errorf("%s: %s", what, fault)
						}
						if p.Lang != lang || p.Title == "" || strings.ContainsAny(papertest.Said(p), "{}") {
							t.Errorf("%s: %q in %q says %q", what, p.Title, p.Lang, papertest.Said(p))
						}
					}
				}
			}
		}
	}
}

func said(made *sheet.Made) string { return papertest.Said(made.Pages...) }

// The receipt is there twice, with the same words.
func TestReceiptTwice(t *testing.T) {
	c := sheet.Choice{Lang: "en"}
	made := forms(t, papertest.Event("en"), c, sheet.Handed{Sheets: 7, Signatures: 12_345})["receipt"]
	const text = "Received from Peoples’ Table on 7 October 2022: one letter. Signature sheets: 7. Signatures: 12\u202F345."
	if n := strings.Count(said(made), papertest.Squeezed(text)); n != 2 {
		t.Errorf("%d copies in %q", n, said(made))
	}
	for _, number := range []string{"1/2", "2/2"} {
		if !strings.Contains(said(made), number) {
			t.Errorf("no copy is %s", number)
		}
	}
	// Lying paper has no room for both.
	c.Paper = page.Size{W: 297, H: 210}
	made = forms(t, papertest.Event("en"), c, sheet.Handed{})["receipt"]
	if len(made.Pages) != 2 || made.Pages[0] != made.Pages[1] {
		t.Errorf("%d pages for two copies on lying paper", len(made.Pages))
	}
	_, err := maker(t).Receipt(papertest.Kit(t), kit.Event{}, sheet.Choice{Paper: page.Size{W: 210, H: 70}}, sheet.Handed{})
	var size *paper.SizeError
	if !errors.As(err, &size) {
		t.Errorf("got %v for a strip of paper", err)
	}
}

// What is not known is a line to write on, beside what it is for.
func TestBlanks(t *testing.T) {
	made := forms(t, kit.Event{}, sheet.Choice{Lang: "en"}, sheet.Handed{})
	for name, lines := range map[string]int{"receipt": 8, "refusal": 2, "checklist": 5, "statement": 1} {
		if n := len(strings.FieldsFunc(said(made[name]), func(r rune) bool { return r != '_' })); n != lines {
			t.Errorf("%s has %d lines to write on in its text, want %d", name, n, lines)
		}
	}
	for _, l := range papertest.Texts(made["receipt"].Pages...) {
		if strings.HasSuffix(l.String, ":") {
			t.Errorf("the line is parted from %q", l.String)
		}
	}
}

// Times are the event's own, the meeting half an hour before.
func TestChecklistTimes(t *testing.T) {
	for lang, want := range map[string][]string{
		"en": {"7 October 2022, 11:00 (EAT).", "We meet at 10:30 (EAT): At the main gate.", "Hand-over: 11:00 (EAT)."},
		"hi": {"10:30 (IST)", "11:00 (IST)"},
		"ar": {"١٠:٣٠ (CET)", "١١:٠٠ (CET)"},
		"ru": {"10:30 (UTC+6)", "7 октября 2022 года, 11:00 (UTC+6)."},
	} {
		got := said(forms(t, papertest.Event(lang), sheet.Choice{Lang: lang}, sheet.Handed{})["checklist"])
		for _, words := range want {
			if !strings.Contains(got, papertest.Squeezed(words)) {
				t.Errorf("%s: the checklist does not say %q", lang, words)
			}
		}
		for i := range 12 {
			words, _, _ := strings.Cut(wordsIn(t, fmt.Sprintf("check-%d", i+1), lang), "{")
			if !strings.Contains(got, papertest.Squeezed(words)) {
				t.Errorf("%s: the checklist lacks %q", lang, words)
			}
		}
	}
	// Half an hour before may be the day before.
	ev := kit.Event{Date: "2022-10-07", Time: "00:15"}
	if got := said(forms(t, ev, sheet.Choice{Lang: "en"}, sheet.Handed{})["checklist"]); !strings.Contains(got, "23:45") {
		t.Errorf("the meeting is not at 23:45 in %q", got)
	}
}

func TestStatement(t *testing.T) {
	made := forms(t, papertest.Event("en"), sheet.Choice{Lang: "en"}, sheet.Handed{})["statement"]
	got := said(made)
	for _, words := range []string{"Signature sheets: 7. Signatures: 87.", "north Sheet 1 18 Sheet 2 18 Sheet 3 7 Sheet 4 11 Sheet 5 18", "south Sheet 1 12 Sheet 2 3"} {
		if !strings.Contains(got, papertest.Squeezed(words)) {
			t.Errorf("the statement does not say %q in %q", words, got)
		}
	}
}

// A long tally goes over pages; every sheet is there once, and the signature
// is not alone.
func TestLongStatement(t *testing.T) {
	tally := &kit.Tally{Table: "one"}
	for i := range 400 {
		if err := tally.Set(i+1, 20); err != nil {
			t.Fatal(err)
		}
	}
	made, err := maker(t).Statement(papertest.Kit(t), papertest.Event("en"), sheet.Choice{Lang: "en"}, tally)
	if err != nil {
		t.Fatal(err)
	}
	if len(made.Pages) < 2 {
		t.Fatalf("%d pages", len(made.Pages))
	}
	lines := papertest.Texts(made.Pages...)
	for i := range 400 {
		want := fmt.Sprintf("Sheet %d", i+1)
		n := 0
		for _, l := range lines {
			if l.String == want {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s is there %d times", want, n)
		}
	}
	for i, p := range made.Pages {
		for _, what := range papertest.Faults(p) {
			t.Errorf("page %d: %s", i+1, what)
		}
	}
}

// Whatever people type into the event, the rules hold.
func TestLongFields(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("very long ", 20))
	for _, lang := range []string{"en", "ar", "ru"} {
		ev := papertest.Event(lang)
		ev.Host, ev.Mission, ev.City, ev.Place = long, long, long, strings.Repeat("w", 200)
		made := forms(t, ev, sheet.Choice{Lang: lang}, sheet.Handed{Sheets: 99_999, Signatures: 9_999_999})
		sheets, err := maker(t).Sheets(papertest.Kit(t), ev, sheet.SheetsChoice{
			Choice: sheet.Choice{Lang: lang}, First: 99_999, Table: strings.Repeat("table ", 6), Columns: []string{"name", long},
		})
		if err != nil {
			t.Fatal(err)
		}
		made["sheet"] = &sheet.Made{Pages: pagesOf(t, sheets)}
		for form, m := range made {
			for i, p := range m.Pages {
				for _, what := range papertest.Faults(p) {
					t.Errorf("%s %s, page %d: %s", form, lang, i+1, what)
				}
			}
		}
	}
}

func TestFallback(t *testing.T) {
	made, err := maker(t).Refusal(papertest.Kit(t), kit.Event{}, sheet.Choice{Lang: "de"})
	if err != nil {
		t.Fatal(err)
	}
	if made.Report.Lang != "en" || len(made.Report.Notes) != 1 || made.Report.Notes[0].ID != paper.NoteLanguage {
		t.Errorf("served in %q, notes %v", made.Report.Lang, made.Report.Notes)
	}
}

const campaign = "../../assets/campaign"

func TestParity(t *testing.T) {
	for _, p := range sheet.Check(os.DirFS(campaign), papertest.Langs()) {
		t.Error(p)
	}
}

func TestCheck(t *testing.T) {
	data, err := os.ReadFile(campaign + "/letter/sheet.toml")
	if err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string][2]string{
		"letter/sheet.toml: there is no [witness]":                             {"[witness]", "[witnesses]"},
		"no form has a place for [witnesses]":                                  {"[witness]", "[witnesses]"},
		"unknown placeholder {number} in sheet-number; use {n}":                {"Sheet {n}", "Sheet {number}"},
		"sheet-number in en does not say {n}":                                  {"Sheet {n}", "Sheet"},
		"unknown placeholder {x} in total; take it out":                        {"Signatures on this sheet", "Signatures {x}"},
		"warning: sheet-title has no words in sw":                              {"sw = ", "nl = "},
		"letter/sheet.toml:5: the id \"Sheet-Title\" is not a plain name; use": {"# The signature sheet.\n[sheet-title]", "[Sheet-Title]"},
	} {
		text := strings.Replace(string(data), change[0], change[1], 1)
		if text == string(data) {
			t.Fatalf("there is no %q", change[0])
		}
		files := fstest.MapFS{"letter/sheet.toml": {Data: []byte(text)}}
		var all []string
		for _, p := range sheet.Check(files, papertest.Langs()) {
			all = append(all, p.String())
		}
		if !slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, want) }) {
			t.Errorf("got %q, want %s", all, want)
		}
	}
	if ps := sheet.Check(fstest.MapFS{}, papertest.Langs()); len(ps) > 0 {
		t.Errorf("a kit without forms has problems %v", ps)
	}
}

// A kit without the words has no forms, and one whose words are wrong says
// where.
func TestKitsWithoutWords(t *testing.T) {
	files := fstest.MapFS{
		"kit.toml":     {Data: []byte("id = \"bare\"\nversion = \"1\"\nlanguages = [\"en\"]\n[title]\nen = \"Bare\"\n")},
		"slogans.toml": {Data: []byte("[now]\nen = \"Now\"\n")},
	}
	for _, words := range []string{"", "[sheet-title]\nen = \"Sheet\"\n"} {
		if words != "" {
			files["letter/sheet.toml"] = &fstest.MapFile{Data: []byte(words)}
		}
		k, err := kit.Open(files)
		if err != nil {
			t.Fatal(err)
		}
		_, err = maker(t).Refusal(k, kit.Event{}, sheet.Choice{})
		var problems kit.Problems
		if words == "" && !errors.Is(err, paper.ErrNone) || words != "" && !errors.As(err, &problems) {
			t.Errorf("%q: got %v", words, err)
		}
		if errors.Is(err, fs.ErrPermission) {
			t.Error("the file can be read")
		}
	}
}

// A checklist is one page in every language, on both papers.
func TestChecklistIsOnePage(t *testing.T) {
	for name, size := range papertest.Papers() {
		for _, lang := range papertest.Langs() {
			made, err := maker(t).Checklist(papertest.Kit(t), papertest.Event(lang), sheet.Choice{Lang: lang, Paper: size})
			if err != nil || len(made.Pages) != 1 {
				t.Errorf("%s, %s: %d pages, %v", name, lang, len(made.Pages), err)
			}
		}
	}
}
