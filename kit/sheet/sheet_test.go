package sheet_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/paper"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/sheet"
)

func maker(t testing.TB) *sheet.Maker { return sheet.New(papertest.Library(t)) }

func mustSheets(t testing.TB, ev kit.Event, c sheet.SheetsChoice) *sheet.Sheets {
	t.Helper()
	s, err := maker(t).Sheets(papertest.Kit(t), ev, c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func pagesOf(t testing.TB, s *sheet.Sheets) []*page.Page {
	t.Helper()
	var out []*page.Page
	for p, err := range s.Pages() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

// wordsIn is one of the kit's words as they are, read apart from the package.
func wordsIn(t testing.TB, id, lang string) string {
	t.Helper()
	f, err := kit.ReadTextFile(papertest.Kit(t).FS(), "letter/sheet.toml", "columns", "more-columns")
	if err != nil {
		t.Fatal(err)
	}
	return f.Text(id)[lang]
}

// Every signature sheet keeps the rules and says what petition practice asks
// for, on both papers, standing and lying.
func TestSheets(t *testing.T) {
	k, m := papertest.Kit(t), maker(t)
	for name, size := range papertest.Papers() {
		for _, lying := range []bool{false, true} {
			least := 17
			if lying {
				size, least = size.Landscape(), 9
			}
			for _, lang := range papertest.Langs() {
				t.Run(fmt.Sprint(name, lying, lang), func(t *testing.T) {
					s, err := m.Sheets(k, papertest.Event(lang), sheet.SheetsChoice{Choice: sheet.Choice{Lang: lang, Paper: size}, First: 7})
					if err != nil {
						t.Fatal(err)
					}
					p, err := s.Page(0)
					if err != nil {
						t.Fatal(err)
					}
					for _, what := range papertest.Faults(p) {
						t.Error(what)
					}
					if s.Rows < least || s.RowMM < sheet.MinRow || rows(p) != s.Rows {
						t.Errorf("%d rows of %.1f mm, %d drawn", s.Rows, s.RowMM, rows(p))
					}
					said := papertest.Said(p)
					for _, id := range []string{"sheet-title", "sheet-demand", "col-name", "col-city", "col-organization", "col-signature", "notice-nodate", "online", "total"} {
						if !strings.Contains(strings.ToUpper(said), strings.ToUpper(papertest.Squeezed(wordsIn(t, id, lang)))) {
							t.Errorf("the sheet does not say %q", wordsIn(t, id, lang))
						}
					}
					if p.Lang != lang || p.Title != wordsIn(t, "sheet-title", lang) {
						t.Errorf("the page is %q in %q", p.Title, p.Lang)
					}
				})
			}
		}
	}
}

// rows counts the rows that are ruled: rules as wide as the page's words.
func rows(p *page.Page) int {
	n := 0
	for it := range p.Items {
		if b, ok := it.(page.Box); ok && b.W > 0.8*p.Size.W && b.H < 0.2 {
			n++
		}
	}
	return n
}

func TestNumbers(t *testing.T) {
	s := mustSheets(t, papertest.Event("en"), sheet.SheetsChoice{First: 98, Count: 4, Table: "north gate"})
	if s.Len() != 4 {
		t.Fatalf("%d sheets", s.Len())
	}
	for i, p := range pagesOf(t, s) {
		lines := papertest.Texts(p)
		number := lines[slices.IndexFunc(lines, func(l page.Text) bool { return l.String == fmt.Sprint(98+i) })]
		for _, l := range lines {
			if l.Em > number.Em {
				t.Errorf("%q is larger than the number", l.String)
			}
		}
		if !slices.ContainsFunc(lines, func(l page.Text) bool { return l.String == "north gate\u00A0· Sheet" }) {
			t.Error("the table is not named beside the number")
		}
		for _, what := range papertest.Faults(p) {
			t.Error(what)
		}
	}
}

// A hundred sheets differ in a number, and cost little more than one.
func TestManySheetsCostLittle(t *testing.T) {
	size := func(n int) int {
		s := mustSheets(t, papertest.Event("ar"), sheet.SheetsChoice{Count: n})
		var b countWriter
		if err := pdf.Write(&b, pdf.Meta{}, s.Pages()); err != nil {
			t.Fatal(err)
		}
		return int(b)
	}
	one, hundred := size(1), size(100)
	if each := (hundred - one) / 99; each > 1000 {
		t.Errorf("one sheet takes %d bytes, each further one %d", one, each)
	}
	pages := pagesOf(t, mustSheets(t, papertest.Event("en"), sheet.SheetsChoice{Count: 2}))
	if pages[0].Layers[0] != pages[1].Layers[0] {
		t.Error("the sheets don’t share what is alike")
	}
}

type countWriter int

func (c *countWriter) Write(b []byte) (int, error) {
	*c += countWriter(len(b))
	return len(b), nil
}

var _ io.Writer = (*countWriter)(nil)

func TestColumns(t *testing.T) {
	s := mustSheets(t, kit.Event{}, sheet.SheetsChoice{Choice: sheet.Choice{Lang: "fr"}, Columns: []string{"name", "Syndicat", "signature"}})
	p := pagesOf(t, s)[0]
	said := papertest.Said(p)
	for words, there := range map[string]bool{"Nom": true, "Syndicat": true, "Ville": false, "Organisation": false} {
		found := slices.ContainsFunc(papertest.Texts(p), func(l page.Text) bool { return l.String == words })
		if found != there {
			t.Errorf("the column %s is there: %v, in %q", words, found, said)
		}
	}
	_, err := maker(t).Sheets(papertest.Kit(t), kit.Event{}, sheet.SheetsChoice{Columns: make([]string, 9)})
	var field *kit.FieldError
	if !errors.As(err, &field) || field.Field != "columns" {
		t.Errorf("got %v for nine columns", err)
	}
}

// columned is the default kit with other words for its columns.
func columned(t testing.TB, change func(toml string) string) *kit.Kit {
	t.Helper()
	fsys := fstest.MapFS{}
	whole := os.DirFS("../../assets/campaign")
	for _, name := range []string{"kit.toml", "slogans.toml", "words.toml", "letter/sheet.toml"} {
		data, err := fs.ReadFile(whole, name)
		if err != nil {
			t.Fatal(err)
		}
		if name == "letter/sheet.toml" {
			data = []byte(change(string(data)))
		}
		if name == "kit.toml" {
			at := bytes.Index(data, []byte("[[poster]]"))
			data = data[:at]
		}
		fsys[name] = &fstest.MapFile{Data: data}
	}
	k, err := kit.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// The author of a kit sets the columns, their order and their widths.
func TestColumnsOfTheKit(t *testing.T) {
	usual := regexp.MustCompile(`(?s)\[columns\].*?\n\n\[more-columns\].*?\n\n`)
	k := columned(t, func(toml string) string {
		return usual.ReplaceAllString(toml, "[columns]\nsignature = 6\nname = 2\nunion = 2\n\n[more-columns]\ncity = 1\norganization = 1\ncountry = 1\n\n[col-union]\nen = \"Union\"\n\n")
	})
	columns, err := sheet.Columns(k, "fr")
	if err != nil || len(columns) != 6 {
		t.Fatalf("%+v, %v", columns, err)
	}
	if c := columns[0]; c != (sheet.Column{ID: "signature", Name: "Signature", Width: 6, Usual: true}) {
		t.Errorf("%+v", c)
	}
	if c := columns[3]; c != (sheet.Column{ID: "city", Name: "Ville", Width: 1}) {
		t.Errorf("%+v", c)
	}
	for _, tt := range []struct {
		pick []string
		want string
	}{
		{nil, "Signature Name Union"},
		{[]string{"city", "name", "Age"}, "City Name Age"},
		{[]string{"union"}, "Union"},
	} {
		s, err := maker(t).Sheets(k, kit.Event{}, sheet.SheetsChoice{Choice: sheet.Choice{Lang: "en"}, Columns: tt.pick})
		if err != nil {
			t.Fatal(err)
		}
		names := strings.Fields(tt.want)
		var at []float64
		for _, l := range papertest.Texts(pagesOf(t, s)[0]) {
			if slices.Contains(names, l.String) {
				at = append(at, l.At.X)
			}
		}
		if len(at) != len(names) || !slices.IsSorted(at) {
			t.Errorf("%q: the columns %q stand at %v", tt.pick, names, at)
		}
		if len(tt.pick) == 0 && (at[2]-at[1])*2.9 > at[1]-at[0] {
			t.Errorf("three times as wide isn't: %v", at)
		}
	}
}

func TestColumnsThatAreWrong(t *testing.T) {
	whole, err := os.ReadFile("../../assets/campaign/letter/sheet.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ old, now, want string }{
		{"city = 2\n", "city = 2\nunion = 2\n", "there is no [col-union]; add it"},
		{"country = 2\n", "", "no form has a place for [col-country]; add a line country = 2 under [columns] or [more-columns]"},
		{"country = 2\n", "country = 2\nname = 1\n", "the column name is there twice"},
		{"city = 2\n", "city = 80\n", "take a width from 0.5 to 10"},
		{"city = 2\n", "city = \"wide\"\n", "write name = 2"},
		{"[more-columns]", "a = 1\nb = 1\nc = 1\nd = 1\ne = 1\n\n[more-columns]", "9 usual columns"},
	} {
		text := strings.Replace(string(whole), tt.old, tt.now, 1)
		problems := sheet.Check(fstest.MapFS{"letter/sheet.toml": {Data: []byte(text)}}, []string{"en"})
		if !slices.ContainsFunc(problems, func(p kit.Problem) bool { return p.Line > 0 && strings.Contains(p.String(), tt.want) }) {
			t.Errorf("%q: %v, want %s", tt.now, problems, tt.want)
		}
	}
	// A kit of before has no widths.
	old := regexp.MustCompile(`(?s)\[columns\].*?\n\n\[more-columns\].*?\n\n|\[col-country\].*?\n\n`).ReplaceAllString(string(whole), "")
	if problems := sheet.Check(fstest.MapFS{"letter/sheet.toml": {Data: []byte(old)}}, []string{"en"}); len(problems) > 0 {
		t.Errorf("%v", problems)
	}
	k := columned(t, func(string) string { return old })
	if columns, err := sheet.Columns(k); err != nil || len(columns) != 4 || columns[1].ID != "city" || columns[1].Width != 2 {
		t.Errorf("%+v, %v", columns, err)
	}
}

func TestNotice(t *testing.T) {
	for lang, want := range map[string]string{
		"en": "destroyed by 7 November 2022.", "ru": "не позднее 7 ноября 2022 года.", "ar": "٧ نوفمبر ٢٠٢٢.",
	} {
		p := pagesOf(t, mustSheets(t, kit.Event{}, sheet.SheetsChoice{Choice: sheet.Choice{Lang: lang}, Destroy: "2022-11-07"}))[0]
		if !strings.Contains(papertest.Said(p), papertest.Squeezed(want)) {
			t.Errorf("%s: the notice does not say %q", lang, want)
		}
	}
	_, err := maker(t).Sheets(papertest.Kit(t), kit.Event{}, sheet.SheetsChoice{Destroy: "2022-02-30"})
	var field *kit.FieldError
	if !errors.As(err, &field) || field.Field != "day" {
		t.Errorf("got %v for 30 February", err)
	}
}

func TestSheetsErrors(t *testing.T) {
	k, m := papertest.Kit(t), maker(t)
	var field *kit.FieldError
	for _, c := range []sheet.SheetsChoice{{Count: sheet.MaxSheets + 1}, {First: kit.MaxSheet, Count: 2}, {Link: "ftp://x.org"}} {
		if _, err := m.Sheets(k, kit.Event{}, c); !errors.As(err, &field) {
			t.Errorf("%+v: got %v", c, err)
		}
	}
	var size *paper.SizeError
	if _, err := m.Sheets(k, kit.Event{}, sheet.SheetsChoice{Choice: sheet.Choice{Paper: page.Size{W: 297, H: 80}}}); !errors.As(err, &size) {
		t.Errorf("got %v for a strip of paper", err)
	}
	if _, err := m.Sheets(k, kit.Event{Link: "https://example.org/" + strings.Repeat("long", 300)}, sheet.SheetsChoice{Choice: sheet.Choice{Paper: page.Size{W: 74, H: 105}}}); err == nil {
		t.Error("a code of 1,200 letters fits on A7")
	}
}

// Other papers hold a sheet too, with rows that can be written in.
func TestOtherPapers(t *testing.T) {
	for _, size := range []page.Size{{W: 148, H: 210}, {W: 297, H: 420}, {W: 215.9, H: 355.6}, {W: 420, H: 297}} {
		s := mustSheets(t, papertest.Event("hi"), sheet.SheetsChoice{Choice: sheet.Choice{Paper: size}, Count: 1})
		for _, what := range papertest.Faults(pagesOf(t, s)[0]) {
			t.Errorf("%v: %s", size, what)
		}
		if s.RowMM < sheet.MinRow || s.RowMM > 15 {
			t.Errorf("%v: rows of %.1f mm", size, s.RowMM)
		}
	}
}

func TestGolden(t *testing.T) {
	m, k := maker(t), papertest.Kit(t)
	for _, lang := range []string{"en", "ar"} {
		ev, c := papertest.Event(lang), sheet.Choice{Lang: lang}
		papertest.Golden(t, "sheet."+lang, pagesOf(t, mustSheets(t, ev, sheet.SheetsChoice{Choice: c, First: 12, Count: 2}))...)
		for name, make := range map[string]func() (*sheet.Made, error){
			"receipt":   func() (*sheet.Made, error) { return m.Receipt(k, ev, c, sheet.Handed{Sheets: 7, Signatures: 87}) },
			"refusal":   func() (*sheet.Made, error) { return m.Refusal(k, ev, c) },
			"checklist": func() (*sheet.Made, error) { return m.Checklist(k, ev, c) },
			"statement": func() (*sheet.Made, error) { return m.Statement(k, ev, c, counted(t)) },
		} {
			made, err := make()
			if err != nil {
				t.Fatal(err)
			}
			papertest.Golden(t, name+"."+lang, made.Pages...)
		}
	}
}

// counted is a tally of two tables: 87 signatures on 7 sheets.
func counted(t testing.TB) *kit.Tally {
	t.Helper()
	north, south := &kit.Tally{Table: "north"}, &kit.Tally{Table: "south"}
	for i, n := range []int{18, 18, 7, 11, 18} {
		if err := north.Set(i+1, n); err != nil {
			t.Fatal(err)
		}
	}
	for i, n := range []int{12, 3} {
		if err := south.Set(i+1, n); err != nil {
			t.Fatal(err)
		}
	}
	if err := north.Merge(south, false); err != nil {
		t.Fatal(err)
	}
	return north
}

// The code of every sheet is read from poppler's picture by decoders that
// aren't ours, and the words are found.
func TestThroughOtherPrograms(t *testing.T) {
	for _, lang := range papertest.Langs() {
		s := mustSheets(t, papertest.Event(lang), sheet.SheetsChoice{Choice: sheet.Choice{Lang: lang}, Count: 2})
		pages := pagesOf(t, s)
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			path := papertest.PDF(t, pages...)
			zbar, zxing := papertest.Decoded(t, path, 2)
			if want := s.Report.Address; zbar != want || zxing != want {
				t.Errorf("zbar reads %q, ZXing %q, want %q", zbar, zxing, want)
			}
			for _, words := range papertest.Lacks(t, path, pages...) {
				t.Errorf("poppler doesn’t find %q", words)
			}
		})
	}
}

// The title stands beside the number, whatever its script, and nothing moves
// from sheet to sheet but the number.
func TestOnlyTheNumberDiffers(t *testing.T) {
	pages := pagesOf(t, mustSheets(t, papertest.Event("ru"), sheet.SheetsChoice{First: 9, Count: 2}))
	a, b := papertest.Texts(pages[0]), papertest.Texts(pages[1])
	var differ []string
	for i := range a {
		if a[i].String != b[i].String || math.Abs(a[i].At.X-b[i].At.X) > 1e-9 {
			differ = append(differ, a[i].String)
		}
	}
	if !slices.Equal(differ, []string{"9"}) {
		t.Errorf("lines that differ: %q", differ)
	}
}
