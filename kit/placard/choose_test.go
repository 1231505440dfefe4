package placard_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

func noteIDs(s *placard.Sheet) []string {
	ids := make([]string, len(s.Report.Notes))
	for i, n := range s.Report.Notes {
		ids[i] = n.ID
	}
	return ids
}

func note(t *testing.T, s *placard.Sheet, id string) string {
	t.Helper()
	for _, n := range s.Report.Notes {
		if n.ID == id {
			return n.Text
		}
	}
	t.Fatalf("no note %q among %v", id, s.Report.Notes)
	return ""
}

func TestTemplates(t *testing.T) {
	seen := map[string]bool{}
	for _, tpl := range placard.Templates() {
		if tpl.ID == "" || tpl.Name == "" || tpl.Idea == "" || seen[tpl.ID] {
			t.Errorf("a template without a name of its own: %+v", tpl)
		}
		seen[tpl.ID] = true
	}
	for _, id := range []string{"shout", "demand", "event", "bilingual", "code", "outline"} {
		if !seen[id] {
			t.Errorf("there is no template %q", id)
		}
	}
}

func TestUnknownChoices(t *testing.T) {
	tests := []struct {
		choice     placard.Choice
		kind, name string
		known      string
	}{
		{placard.Choice{}, "template", "", "shout"},
		{placard.Choice{Template: "Shout"}, "template", "Shout", "bilingual"},
		{placard.Choice{Template: "shout", Slogan: "nothing"}, "slogan", "nothing", "free-now"},
		{placard.Choice{Template: "code", Slogan: "nothing"}, "slogan", "nothing", "175-years"},
		{placard.Choice{Template: "event", Palette: "pink"}, "palette", "pink", "night"},
	}
	for _, tt := range tests {
		_, err := theMaker(t).Make(theKit(t), kit.Event{}, tt.choice)
		var unknown *placard.UnknownError
		if !errors.As(err, &unknown) {
			t.Errorf("%+v: %v, want an UnknownError", tt.choice, err)
			continue
		}
		if unknown.Kind != tt.kind || unknown.Name != tt.name || !slices.Contains(unknown.Known, tt.known) {
			t.Errorf("%+v: %+v", tt.choice, unknown)
		}
		if !strings.Contains(err.Error(), tt.kind) || !strings.Contains(err.Error(), tt.known) {
			t.Errorf("the message doesn't say what there is: %v", err)
		}
	}
}

func TestBadAddresses(t *testing.T) {
	bare := *theKit(t)
	bare.Links = kit.Links{}
	if _, err := theMaker(t).Make(&bare, kit.Event{}, placard.Choice{Template: "shout"}); !errors.Is(err, placard.ErrNoLink) {
		t.Errorf("a kit without links: %v, want ErrNoLink", err)
	}
	for _, link := range []string{"javascript:alert(1)", "https://exa mple.org", "ftp://example.org/", "https://example.org/" + strings.Repeat("a", 3000)} {
		_, err := theMaker(t).Make(theKit(t), kit.Event{}, placard.Choice{Template: "shout", Link: link})
		var field *kit.FieldError
		if !errors.As(err, &field) || field.Field != "link" {
			t.Errorf("%.40s: %v, want a FieldError for the link", link, err)
		}
	}
}

// The choice's address goes before the event's, that before the kit's.
func TestAddress(t *testing.T) {
	k := *theKit(t)
	k.Links = kit.Links{Sign: "https://form.example/letter/sign?from=paper", Page: "https://campaign.example/", Short: "https://s.example/x"}
	tests := []struct {
		name                string
		event, choice       string
		short               string
		address, printed    string
		form                bool
		signOnly, sameAsWeb bool
	}{
		{name: "the kit's", short: k.Links.Short, address: k.Links.Sign, printed: "s.example/x"},
		{name: "the kit's, no short one", address: k.Links.Sign, printed: "form.example/letter/sign?from=paper"},
		{name: "the event's", event: "https://mine.example/form", short: k.Links.Short, address: "https://mine.example/form", printed: "mine.example/form"},
		{name: "the choice's", event: "https://mine.example/form", choice: "HTTPS://OURS.EXAMPLE/F", address: "HTTPS://OURS.EXAMPLE/F", printed: "OURS.EXAMPLE/F"},
		{name: "in another script", choice: "https://مثال.example/توقيع", address: "https://xn--mgbh0fb.example/%D8%AA%D9%88%D9%82%D9%8A%D8%B9"},
		{name: "the page itself", choice: "https://campaign.example/", address: "https://campaign.example", form: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			k := k
			k.Links.Short = tt.short
			for _, tpl := range placard.Templates() {
				s, err := theMaker(t).Make(&k, kit.Event{Link: tt.event}, placard.Choice{Template: tpl.ID, Link: tt.choice})
				if err != nil {
					t.Fatal(err)
				}
				if s.Report.Address != tt.address || tt.printed != "" && s.Report.Printed != tt.printed {
					t.Errorf("%s: the code opens %q and %q is printed, want %q and %q", tpl.ID, s.Report.Address, s.Report.Printed, tt.address, tt.printed)
				}
				if got := slices.Contains(noteIDs(s), placard.NoteForm); got != tt.form {
					t.Errorf("%s: told that the form is only linked: %v, want %v", tpl.ID, got, tt.form)
				}
				report(t, tpl.ID, s)
			}
		})
	}
}

// report reports every rule that a sheet breaks, and a code that can't be read.
func report(t *testing.T, name string, s *placard.Sheet) {
	t.Helper()
	for _, what := range faults(s) {
		t.Errorf("%s: %s", name, what)
	}
	if err := qr.ReadBack(s.Page); err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

func TestLanguageFallsBack(t *testing.T) {
	tests := []struct {
		lang, served string
		// told are the names of the languages that a note gives, if there is one.
		told []string
	}{
		{"en", "en", nil},
		{"ar", "ar", nil},
		{"pt-BR", "pt", []string{"Brazilian Portuguese", "in Portuguese"}},
		{"de", "en", []string{"German", "English"}},
		{"zh-Hans", "en", []string{"Chinese", "English"}},
	}
	for _, tt := range tests {
		s := mustMake(t, kit.Event{}, placard.Choice{Template: "shout", Slogan: "drop-the-charges", Langs: []string{tt.lang}})
		slogan, _ := theKit(t).Slogan("drop-the-charges")
		if got := strings.Join(s.Report.Headline, " "); squeezed(got) != squeezed(slogan.Text[tt.served]) {
			t.Errorf("%s: the headline is %q, want the words in %s", tt.lang, got, tt.served)
		}
		if told := slices.Contains(noteIDs(s), placard.NoteLanguage); told != (tt.told != nil) {
			t.Errorf("%s: told of another language: %v", tt.lang, told)
		}
		for _, name := range tt.told {
			if !strings.Contains(note(t, s, placard.NoteLanguage), name) {
				t.Errorf("the note doesn't name %s: %q", name, note(t, s, placard.NoteLanguage))
			}
		}
	}
}

// Languages come from the choice, then the event, then the kit; the second
// one runs the other way where there is one.
func TestTwoLanguages(t *testing.T) {
	tests := []struct {
		choice, event []string
		want          [2]string
	}{
		{nil, nil, [2]string{"en", "ar"}},
		{[]string{"ar"}, nil, [2]string{"ar", "en"}},
		{[]string{"fr", "es"}, nil, [2]string{"fr", "es"}},
		{nil, []string{"ru", "sw"}, [2]string{"ru", "sw"}},
		{[]string{"hi"}, []string{"en"}, [2]string{"hi", "en"}},
		{[]string{"es", "es"}, nil, [2]string{"es", "en"}},
	}
	slogan, _ := theKit(t).Slogan("truth-is-no-crime")
	for _, tt := range tests {
		s := mustMake(t, kit.Event{Languages: tt.event}, placard.Choice{Template: "bilingual", Slogan: slogan.ID, Langs: tt.choice})
		all := said(s.Page)
		for _, lang := range tt.want {
			if !strings.Contains(all, squeezed(slogan.Text[lang])) {
				t.Errorf("%v, event %v: no headline in %s", tt.choice, tt.event, lang)
			}
		}
		if s.Page.Lang != tt.want[0] {
			t.Errorf("%v, event %v: the page is in %q", tt.choice, tt.event, s.Page.Lang)
		}
	}
}

func TestOwnWords(t *testing.T) {
	const words = "Journalism\nis *not* a crime, 100 %!"
	for _, tpl := range placard.Templates() {
		s := mustMake(t, eventIn("en"), placard.Choice{Template: tpl.ID, Text: words, Slogan: "free-now"})
		if !strings.Contains(said(s.Page), squeezed(words)) {
			t.Errorf("%s doesn't say the words: %q", tpl.ID, said(s.Page))
		}
		if s.Page.Title == "" || len(s.Report.Headline) == 0 {
			t.Errorf("%s: title %q, headline %q", tpl.ID, s.Page.Title, s.Report.Headline)
		}
		report(t, tpl.ID, s)
	}
	_, err := theMaker(t).Make(theKit(t), kit.Event{}, placard.Choice{Template: "shout", Text: strings.Repeat("Freedom ", 1250)})
	var long *typeset.TooLongError
	if !errors.As(err, &long) {
		t.Errorf("10,000 letters: %v, want a TooLongError", err)
	}
	_, err = theMaker(t).Make(theKit(t), kit.Event{}, placard.Choice{Template: "shout", Text: "Free \U000E1234\U00013000 now"})
	var missing *typeset.MissingGlyphError
	if !errors.As(err, &missing) {
		t.Errorf("a hieroglyph: %v, want a MissingGlyphError", err)
	}
}

// The one marked fact of a reason is not cut in two.
func TestShortFactsStayWhole(t *testing.T) {
	on := []paper{a4, papers()[7], papers()[9]}
	for _, slogan := range theKit(t).Slogans {
		for lang, reason := range slogan.Reason {
			_, fact, _ := strings.Cut(reason, "*")
			fact, _, _ = strings.Cut(fact, "*")
			if len([]rune(fact)) > 12 {
				continue
			}
			for _, p := range on {
				v := variant{"demand", lang, p, false}
				c := v.choice()
				c.Slogan = slogan.ID
				s := mustMake(t, eventIn(lang), c)
				if !slices.ContainsFunc(texts(s.Page), func(line page.Text) bool {
					return strings.Contains(strings.ReplaceAll(line.String, "\u00A0", " "), fact)
				}) {
					t.Errorf("%s %s: no line holds %q", v, slogan.ID, fact)
				}
			}
		}
	}
}

// Every palette goes with every template.
func TestPalettes(t *testing.T) {
	for _, p := range theKit(t).Palettes {
		for _, tpl := range placard.Templates() {
			for _, lying := range []bool{false, true} {
				v := variant{tpl.ID, "en", a4, lying}
				c := v.choice()
				c.Palette = p.ID
				report(t, v.String()+" "+p.ID, mustMake(t, eventIn("en"), c))
			}
		}
	}
}

// A kit may bring colours that go badly together, but for ink and ground,
// which it is refused for.
func TestPoorPalettes(t *testing.T) {
	k := *theKit(t)
	grey := page.Color{R: 128, G: 128, B: 128}
	yellow := page.Color{R: 255, G: 230, B: 0}
	for _, p := range []kit.Palette{
		{Ground: page.White, Ink: page.Black, Accent: yellow},
		{Ground: yellow, Ink: page.Black, Accent: page.White},
		{Ground: page.Black, Ink: page.White, Accent: grey},
		{Ground: page.White, Ink: page.Color{R: 110, G: 110, B: 110}, Accent: page.White},
		{Ground: page.Color{R: 115, G: 115, B: 115}, Ink: page.White, Accent: grey},
		{Ground: grey, Ink: page.Color{}, Accent: page.Color{R: 60, G: 60, B: 70}},
	} {
		p.ID = "poor"
		k.Palettes = []kit.Palette{p}
		for _, tpl := range placard.Templates() {
			for _, lying := range []bool{false, true} {
				v := variant{tpl.ID, "en", a4, lying}
				c := v.choice()
				c.Palette = "poor"
				s, err := theMaker(t).Make(&k, eventIn("en"), c)
				if err != nil {
					t.Errorf("%s on %v: %v", v, p.Ground, err)
					continue
				}
				for _, what := range faint(s.Page) {
					t.Errorf("%s, %v %v %v: %s", v, p.Ground, p.Ink, p.Accent, what)
				}
			}
		}
	}
}
