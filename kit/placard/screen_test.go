package placard_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/typeset"
)

// screenShapes are those of pictures in networks, in mm.
var screenShapes = map[string]page.Size{
	"square": {W: 190.5, H: 190.5}, "upright": {W: 190.5, H: 238.125}, "story": {W: 190.5, H: 338.667}, "wide": {W: 338.667, H: 190.5},
}

func mustScreen(t *testing.T, ev kit.Event, c placard.Choice) *placard.Screen {
	t.Helper()
	s, err := theMaker(t).Screen(theKit(t), ev, c)
	if err != nil {
		t.Fatalf("%+v: %v", c, err)
	}
	return s
}

// wordy is an event that says as much as people do when nobody stops them.
var wordy = kit.Event{
	Mission: "Embassy of the United Kingdom of Great Britain and Northern Ireland", City: "Santa Cruz de la Sierra",
	Place: "In front of the main gate, corner of the long avenue and the park", Date: "2022-10-07", Time: "11:00", Timezone: "America/La_Paz",
	Host: "Assembly of Peoples and Friends of the Press of the Whole Region",
	Link: "https://example.org/a/very-long-path-to-the-letter-of-the-assembly/that-nobody-shortened/2022/10/07",
}

// On every screen: nothing small, nothing off the edge, nothing over another
// thing, and all of it in the text alternative too.
func TestScreensReadOnAPhone(t *testing.T) {
	for _, tpl := range placard.Screens() {
		for shape, size := range screenShapes {
			for _, lang := range theKit(t).Languages {
				for _, slogan := range theKit(t).Slogans {
					for _, ev := range []kit.Event{{}, eventIn(lang), wordy} {
						c := placard.Choice{Template: tpl.ID, Slogan: slogan.ID, Langs: []string{lang}, Paper: size}
						checkScreen(t, strings.Join([]string{tpl.ID, shape, lang, slogan.ID, ev.City}, " "), size, mustScreen(t, ev, c))
					}
				}
			}
		}
	}
}

func checkScreen(t *testing.T, name string, size page.Size, s *placard.Screen) {
	t.Helper()
	words := texts(s.Page)
	for i, a := range words {
		if a.Em < placard.LeastOnScreen*size.W {
			t.Errorf("%s: %q is %.4f of the width", name, a.String, a.Em/size.W)
		}
		r := a.Bounds()
		if r.X < 0 || r.Y < 0 || r.Right() > size.W || r.Bottom() > size.H {
			t.Errorf("%s: %q is at %v, off the edge", name, a.String, r)
		}
		for _, b := range words[i+1:] {
			if o := b.Bounds(); a.Em != b.Em && r.X < o.Right() && o.X < r.Right() && r.Y < o.Bottom() && o.Y < r.Bottom() {
				t.Errorf("%s: %q is over %q", name, b.String, a.String)
			}
		}
	}
	for it := range s.Page.Items {
		if _, ok := it.(page.Code); ok {
			t.Errorf("%s: there is a code", name)
		}
	}
	on := strings.ToLower(said(s.Page))
	for _, line := range s.Said {
		for word := range strings.FieldsSeq(line) {
			if word != "·" && !strings.Contains(on, strings.ToLower(strings.TrimRight(word, ",،"))) {
				t.Errorf("%s: the text says %q, the picture %q", name, word, on)
			}
		}
	}
}

// The ends of a story are the network's.
func TestStoryKeepsItsEndsFree(t *testing.T) {
	size := screenShapes["story"]
	for _, tpl := range placard.Screens() {
		for _, w := range texts(mustScreen(t, eventIn("en"), placard.Choice{Template: tpl.ID, Paper: size}).Page) {
			if r := w.Bounds(); r.Y < 0.12*size.H || r.Bottom() > 0.84*size.H {
				t.Errorf("%s: %q is at %v", tpl.ID, w.String, r)
			}
		}
	}
}

// An address that takes two lines doesn't break behind a hyphen.
func TestScreenAddressBreaksAtSlash(t *testing.T) {
	for shape, size := range screenShapes {
		for _, w := range texts(mustScreen(t, eventIn("en"), placard.Choice{Template: "shout", Paper: size}).Page) {
			if strings.HasSuffix(strings.TrimSpace(w.String), "-") {
				t.Errorf("%s: a line ends in %q", shape, w.String)
			}
		}
	}
}

func TestScreenSays(t *testing.T) {
	ev := kit.Event{Mission: "British High Commission", City: "Nairobi", Date: "2022-10-07", Time: "11:00", Link: "https://example.org/s"}
	tests := []struct {
		template, lang string
		want           []string
	}{
		{"shout", "en", []string{
			"Free Julian Assange now", "British High Commission, Nairobi",
			"Friday 7 October · 11:00", "Sign the letter", "example.org/s",
		}},
		{"demand", "pt-BR", []string{
			"Liberdade já para Julian Assange", "Ele publicou a verdade. Pode passar até 175 anos na prisão.",
			"British High Commission, Nairobi", "Sexta-feira, 7 de outubro · 11:00", "Assine a carta", "example.org/s",
		}},
	}
	for _, tt := range tests {
		s := mustScreen(t, ev, placard.Choice{Template: tt.template, Langs: []string{tt.lang}, Paper: screenShapes["square"]})
		if !slices.Equal(s.Said, tt.want) {
			t.Errorf("%s: says %q, want %q", tt.template, s.Said, tt.want)
		}
	}
	s := mustScreen(t, kit.Event{}, placard.Choice{Template: "shout", Langs: []string{"de"}, Paper: screenShapes["wide"]})
	if len(s.Report.Notes) != 1 || s.Report.Notes[0].ID != placard.NoteLanguage {
		t.Errorf("the notes are %v, want one on the language", s.Report.Notes)
	}
}

func TestScreenRefuses(t *testing.T) {
	var wrong *placard.UnknownError
	_, err := theMaker(t).Screen(theKit(t), kit.Event{}, placard.Choice{Template: "code", Paper: screenShapes["square"]})
	if !errors.As(err, &wrong) || wrong.Kind != "template" || !slices.Equal(wrong.Known, []string{"shout", "demand"}) {
		t.Errorf("a code on a screen: %v", err)
	}
	var long *typeset.TooLongError
	ev := kit.Event{Link: "https://example.org/" + strings.Repeat("long/", 380)}
	for _, tpl := range placard.Screens() {
		if _, err := theMaker(t).Screen(theKit(t), ev, placard.Choice{Template: tpl.ID, Paper: screenShapes["square"]}); !errors.As(err, &long) {
			t.Errorf("%s with an endless address: %v", tpl.ID, err)
		}
	}
}

// Layouts as they were looked at and found good; see TestGoldenLayouts.
func TestGoldenScreens(t *testing.T) {
	for _, v := range [][3]string{{"shout", "square", "en"}, {"shout", "story", "ar"}, {"shout", "wide", "en"}, {"demand", "upright", "hi"}, {"demand", "wide", "ar"}} {
		s := mustScreen(t, eventIn(v[2]), placard.Choice{Template: v[0], Langs: []string{v[2]}, Paper: screenShapes[v[1]]})
		compare(t, filepath.Join("testdata", "layouts", "screen-"+strings.Join(v[:], "-")+".json"), layout(t, s.Page))
	}
}

// However much an event says, the headline is the largest on the screen.
func TestScreenHeadlineLeads(t *testing.T) {
	for _, tpl := range placard.Screens() {
		for shape, size := range screenShapes {
			s := mustScreen(t, wordy, placard.Choice{Template: tpl.ID, Langs: []string{"en"}, Paper: size})
			lead := 0.0
			for _, w := range texts(s.Page) {
				if reach := placard.Legible(w.Em); !slices.Contains(s.Report.Headline, w.String) {
					lead = max(lead, reach)
				}
			}
			if lead >= s.Report.Legible {
				t.Errorf("%s %s: something is legible from %.1f m, the headline from %.1f m", tpl.ID, shape, lead, s.Report.Legible)
			}
		}
	}
}
