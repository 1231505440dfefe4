package letter_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/letter"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/paper/papertest"
)

func maker(t testing.TB) *letter.Maker { return letter.New(papertest.Library(t)) }

func mustLetter(t testing.TB, ev kit.Event, c letter.Choice) *letter.Made {
	t.Helper()
	made, err := maker(t).Letter(papertest.Kit(t), ev, c)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func mustBriefing(t testing.TB, ev kit.Event, c letter.Choice) *letter.Made {
	t.Helper()
	made, err := maker(t).Briefing(papertest.Kit(t), ev, c)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// complete reports what a document has to say that its pages don't.
func complete(t *testing.T, made *letter.Made) {
	t.Helper()
	said := papertest.Said(made.Pages...)
	want := append([]string{made.Title, made.Host, made.Date, made.Closing, made.Delegation}, made.To...)
	for _, p := range made.Parts {
		want = append(want, p.Words())
	}
	if made.Form == letter.BriefingForm {
		want[1] = ""
	}
	for _, words := range want {
		if !strings.Contains(said, papertest.Squeezed(words)) {
			t.Errorf("the pages don’t say %q", words)
		}
	}
}

// Every letter keeps the rules, says all of its text, and takes one page where
// it can.
func TestLetters(t *testing.T) {
	m, k := maker(t), papertest.Kit(t)
	for paperName, size := range papertest.Papers() {
		for _, lang := range papertest.Langs() {
			for _, role := range letter.Roles() {
				t.Run(strings.Join([]string{paperName, lang, role}, " "), func(t *testing.T) {
					made, err := m.Letter(k, papertest.Event(lang), letter.Choice{Lang: lang, Role: role, Paper: size, Count: 1240})
					if err != nil {
						t.Fatal(err)
					}
					for _, p := range made.Pages {
						for _, what := range papertest.Faults(p) {
							t.Error(what)
						}
						if p.Lang != lang || p.Title != made.Title || p.Size != size {
							t.Errorf("the page is %q in %q on %v", p.Title, p.Lang, p.Size)
						}
					}
					most := 1
					if lang == "ru" && paperName == "Letter" {
						most = 2 // the longest forms of address
					}
					if len(made.Pages) > most {
						t.Errorf("%d pages", len(made.Pages))
					}
					complete(t, made)
				})
			}
		}
	}
}

func TestBriefings(t *testing.T) {
	m, k := maker(t), papertest.Kit(t)
	for paperName, size := range papertest.Papers() {
		for _, lang := range papertest.Langs() {
			t.Run(paperName+" "+lang, func(t *testing.T) {
				made, err := m.Briefing(k, kit.Event{}, letter.Choice{Lang: lang, Paper: size})
				if err != nil {
					t.Fatal(err)
				}
				if len(made.Pages) != 1 {
					t.Fatalf("%d pages, want one", len(made.Pages))
				}
				for _, what := range papertest.Faults(made.Pages[0]) {
					t.Error(what)
				}
				complete(t, made)
			})
		}
	}
}

// Lines of running text have about 60 to 75 letters in alphabets, and none
// many more.
func TestMeasure(t *testing.T) {
	for _, lang := range []string{"en", "es", "fr", "pt", "ru", "sw"} {
		made := mustLetter(t, papertest.Event(lang), letter.Choice{Lang: lang})
		full, letters := 0, 0
		for _, line := range papertest.Texts(made.Pages...) {
			n := len([]rune(line.String))
			if n > 82 {
				t.Errorf("%s: %d letters: %q", lang, n, line.String)
			}
			if n >= 50 {
				full++
				letters += n
			}
		}
		if mean := float64(letters) / float64(full); full < 10 || mean < 58 || mean > 75 {
			t.Errorf("%s: %d full lines of %.0f letters", lang, full, mean)
		}
	}
}

// Right to left is the mirror of left to right.
func TestRightToLeft(t *testing.T) {
	en := mustLetter(t, papertest.Event("en"), letter.Choice{Lang: "en"})
	ar := mustLetter(t, papertest.Event("ar"), letter.Choice{Lang: "ar"})
	w := en.Pages[0].Size.W
	a, b := papertest.Codes(en.Pages[0])[0], papertest.Codes(ar.Pages[0])[0]
	if d := a.X - (w - b.Right()); d > 0.5 || d < -0.5 {
		t.Errorf("the codes are at %.1f and %.1f", a.X, b.X)
	}
	for _, line := range papertest.Texts(ar.Pages...) {
		latin := !strings.ContainsFunc(line.String, func(r rune) bool { return r >= 0x600 && r <= 0x6FF })
		if line.RTL == latin {
			t.Errorf("%q runs from right to left: %v", line.String, line.RTL)
		}
	}
}

// A paragraph is left out whole when one of its values is missing.
func TestMissingValues(t *testing.T) {
	ev := papertest.Event("en")
	all := mustLetter(t, ev, letter.Choice{Lang: "en", Count: 10})
	for name, c := range map[string]struct {
		ev    kit.Event
		count int
		less  int
		note  string
	}{
		"nothing missing": {ev, 10, 0, ""},
		"no count":        {ev, 0, 1, ""},
		"no host":         {without(ev, func(e *kit.Event) { e.Host = " " }), 10, 1, paper.NoteHost},
		"no date":         {without(ev, func(e *kit.Event) { e.Date, e.Time = "", "" }), 10, 1, paper.NoteDate},
		"no city":         {without(ev, func(e *kit.Event) { e.City = "" }), 10, 1, ""},
		"nothing":         {kit.Event{}, 0, 2, paper.NoteHost},
	} {
		made := mustLetter(t, c.ev, letter.Choice{Lang: "en", Count: c.count})
		if got := len(all.Parts) - len(made.Parts); got != c.less {
			t.Errorf("%s: %d paragraphs are left out, want %d", name, got, c.less)
		}
		if said := papertest.Said(made.Pages...); strings.ContainsAny(said, "{}") || strings.Contains(said, "()") {
			t.Errorf("%s: a hole in %q", name, said)
		}
		if c.note != "" && !noted(made.Report, c.note) {
			t.Errorf("%s: no note %s", name, c.note)
		}
	}
}

func without(ev kit.Event, take func(*kit.Event)) kit.Event {
	take(&ev)
	return ev
}

func noted(r paper.Report, id string) bool {
	for _, n := range r.Notes {
		if n.ID == id && n.Text != "" {
			return true
		}
	}
	return false
}

// A text of one's own takes the place of the kit's, and may take more pages:
// numbered, no line alone, what is signed with what is asked.
func TestOwnTextOnManyPages(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Our own subject\n\n{{salutation}}\n\n")
	for range 24 {
		b.WriteString("A paragraph with **a bold part** and enough words to fill three lines of a letter, so that it takes room on the page, and then some more words, and more of them still, up to here.\n\n")
	}
	made := mustLetter(t, papertest.Event("en"), letter.Choice{Lang: "en", Text: b.String()})
	if len(made.Pages) != 3 && len(made.Pages) != 2 {
		t.Fatalf("%d pages", len(made.Pages))
	}
	if made.Title != "Our own subject" || !noted(made.Report, paper.NotePages) {
		t.Errorf("title %q, notes %v", made.Title, made.Report.Notes)
	}
	complete(t, made)
	for i, p := range made.Pages {
		for _, what := range papertest.Faults(p) {
			t.Errorf("page %d: %s", i+1, what)
		}
		number := string(rune('1'+i)) + "/" + string(rune('0'+len(made.Pages)))
		if !strings.Contains(papertest.Said(p), number) {
			t.Errorf("page %d has no number %s", i+1, number)
		}
	}
	last := papertest.Said(made.Pages[len(made.Pages)-1])
	if !strings.Contains(last, "uptohere.Pleaseaccept") {
		t.Errorf("the closing is parted from the text: %q", last)
	}
}

func TestBoldWithinAParagraph(t *testing.T) {
	made := mustLetter(t, kit.Event{}, letter.Choice{Lang: "en", Text: "# S\n\nplain **strong** plain\n\na literal * star and **strong**\n"})
	bold := 0
	for _, line := range papertest.Texts(made.Pages...) {
		for _, g := range line.Glyphs {
			if line.String == "plain strong plain" && strings.HasPrefix(g.Outline.Name, "NotoSans-Bold/") {
				bold++
			}
		}
		if strings.Contains(line.String, "**") {
			t.Errorf("stars are printed: %q", line.String)
		}
	}
	if bold != len("strong") {
		t.Errorf("%d bold letters, want %d", bold, len("strong"))
	}
}

// Whatever people type into the event, the rules hold.
func TestLongFields(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("very long ", 20))
	for _, lang := range []string{"en", "ar", "hi"} {
		ev := papertest.Event(lang)
		ev.Host, ev.Mission, ev.City, ev.Contact, ev.Place = long, long, long, long, strings.Repeat("w", 200)
		made := mustLetter(t, ev, letter.Choice{Lang: lang, Count: 123_456, Signers: 12})
		complete(t, made)
		for i, p := range made.Pages {
			for _, what := range papertest.Faults(p) {
				t.Errorf("%s, page %d: %s", lang, i+1, what)
			}
		}
	}
}

// One maker serves many goroutines, and what it hands out never differs.
func TestManyAtOnce(t *testing.T) {
	m, k := maker(t), papertest.Kit(t)
	var group sync.WaitGroup
	for i := range 16 {
		lang := papertest.Langs()[i%8]
		group.Go(func() {
			made, err := m.Letter(k, papertest.Event(lang), letter.Choice{Lang: lang})
			if err != nil || len(made.Pages) == 0 {
				t.Errorf("%s: %v", lang, err)
			}
		})
	}
	group.Wait()
}

func TestFallbackIsSaid(t *testing.T) {
	for _, c := range []struct {
		asked, got string
		note       bool
	}{{"pt-BR", "pt", true}, {"de", "en", true}, {"fr", "fr", false}} {
		made := mustLetter(t, kit.Event{}, letter.Choice{Lang: c.asked})
		if made.Lang != c.got || made.Report.Lang != c.got || noted(made.Report, paper.NoteLanguage) != c.note {
			t.Errorf("%s: served in %s, notes %v", c.asked, made.Lang, made.Report.Notes)
		}
	}
}

func TestErrors(t *testing.T) {
	k, m := papertest.Kit(t), maker(t)
	_, err := m.Letter(k, kit.Event{}, letter.Choice{Role: "king"})
	var role *letter.RoleError
	if !errors.As(err, &role) || !strings.Contains(err.Error(), "high-commissioner") {
		t.Errorf("got %v for a role that isn’t there", err)
	}
	_, err = m.Letter(k, kit.Event{Date: "soon"}, letter.Choice{})
	var fields *kit.FieldErrors
	if !errors.As(err, &fields) {
		t.Errorf("got %v for a date that is none", err)
	}
	_, err = m.Letter(k, kit.Event{Link: "javascript:1"}, letter.Choice{})
	var field *kit.FieldError
	if !errors.As(err, &field) || field.Field != "link" {
		t.Errorf("got %v for a link that is none", err)
	}
	_, err = m.Letter(k, kit.Event{}, letter.Choice{Text: "no subject"})
	var problems kit.Problems
	if !errors.As(err, &problems) {
		t.Errorf("got %v for a text without a subject", err)
	}
	_, err = m.Letter(k, papertest.Event("en"), letter.Choice{Paper: page.Size{W: 120, H: 50}})
	var size *paper.SizeError
	if !errors.As(err, &size) || !strings.Contains(err.Error(), "letter") {
		t.Errorf("got %v for a ticket", err)
	}
}

// A kit need have none of these files.
func TestBareKit(t *testing.T) {
	k, err := kit.Open(fstest.MapFS{
		"kit.toml":     {Data: []byte("id = \"bare\"\nversion = \"1\"\nlanguages = [\"en\"]\n[title]\nen = \"Bare\"\n")},
		"slogans.toml": {Data: []byte("[now]\nen = \"Now\"\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = maker(t).Letter(k, kit.Event{}, letter.Choice{})
	var missing *paper.MissingError
	if !errors.As(err, &missing) || !errors.Is(err, paper.ErrNone) || missing.File != "letter/letter.LANG.md" {
		t.Errorf("got %v for a kit without a letter", err)
	}
	made, err := maker(t).Letter(k, kit.Event{}, letter.Choice{Text: "# Subject\n\n{{salutation}}\n\nText"})
	if err != nil {
		t.Fatal(err)
	}
	if len(made.Parts) != 1 || made.Report.Address != "" || len(papertest.Codes(made.Pages[0])) != 0 {
		t.Errorf("%d parts, address %q", len(made.Parts), made.Report.Address)
	}
	if _, _, _, err := letter.Source(k, letter.BriefingForm, "en"); !errors.Is(err, paper.ErrNone) {
		t.Errorf("got %v for a kit without a briefing", err)
	}
	if ps := letter.Check(k.FS(), k.Languages); len(ps) != 0 {
		t.Errorf("problems %v", ps)
	}
}

func TestSameInputSamePages(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		papertest.Golden(t, "letter."+lang, mustLetter(t, papertest.Event(lang), letter.Choice{Lang: lang, Count: 1240}).Pages...)
		papertest.Golden(t, "briefing."+lang, mustBriefing(t, kit.Event{}, letter.Choice{Lang: lang}).Pages...)
	}
}

// Codes are read from poppler's picture by decoders that aren't ours, and the
// words are found.
func TestThroughOtherPrograms(t *testing.T) {
	for _, lang := range papertest.Langs() {
		for name, made := range map[string]*letter.Made{
			"letter":   mustLetter(t, papertest.Event(lang), letter.Choice{Lang: lang}),
			"briefing": mustBriefing(t, papertest.Event(lang), letter.Choice{Lang: lang, Link: "https://example.org/b"}),
		} {
			t.Run(name+" "+lang, func(t *testing.T) {
				t.Parallel()
				path := papertest.PDF(t, made.Pages...)
				zbar, zxing := papertest.Decoded(t, path, 1)
				if want := made.Report.Address; zbar != want || zxing != want {
					t.Errorf("zbar reads %q, ZXing %q, want %q", zbar, zxing, want)
				}
				for _, words := range papertest.Lacks(t, path, made.Pages...) {
					t.Errorf("poppler doesn’t find %q", words)
				}
			})
		}
	}
}
