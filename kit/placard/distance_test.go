package placard_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/qr"
)

func TestDistance(t *testing.T) {
	for _, tpl := range placard.Templates() {
		c := placard.Choice{Template: tpl.ID, Link: "https://example.org/sign", Paper: page.Size{W: 594, H: 841}, Distance: 1.2}
		s := mustMake(t, eventIn("en"), c)
		want := qr.SideFor(1.2, s.Report.Modules)
		if math.Abs(s.Report.CodeMM-want) > 1e-6 || s.Report.Wanted != 1.2 || s.Report.Reach < 1.2-1e-9 {
			t.Errorf("%s: %.1f mm reaching %.2f m, want %.1f", tpl.ID, s.Report.CodeMM, s.Report.Reach, want)
		}
		if slices.Contains(noteIDs(s), placard.NoteDistance) {
			t.Errorf("%s: a distance that the paper holds has a note", tpl.ID)
		}
		report(t, tpl.ID+" from 1.2 m", s)

		c.Distance = 40
		s = mustMake(t, eventIn("en"), c)
		if s.Report.Reach >= 40 || s.Report.Reach != qr.Reach(s.Report.CodeMM, s.Report.Modules) {
			t.Errorf("%s: an honest reach is %g, it says %g", tpl.ID, qr.Reach(s.Report.CodeMM, s.Report.Modules), s.Report.Reach)
		}
		if text := note(t, s, placard.NoteDistance); !strings.Contains(text, "40 m") {
			t.Errorf("%s: the note doesn't name the distance: %q", tpl.ID, text)
		}
		report(t, tpl.ID+" from 40 m", s)

		c.Distance = 0.1
		if s = mustMake(t, eventIn("en"), c); s.Report.CodeMM < qr.MinSide(s.Report.Modules) {
			t.Errorf("%s: a code of %.1f mm from close by", tpl.ID, s.Report.CodeMM)
		}
		report(t, tpl.ID+" from 10 cm", s)
	}
}

// Whatever distance is asked for, a paper gives at most what its largest code
// gives, and says so.
func TestDistanceIsNeverPromisedTooFar(t *testing.T) {
	for _, tpl := range placard.Templates() {
		for _, d := range []float64{0.3, 0.5, 0.8, 1, 1.5, 2, 3, 5, 10} {
			for _, lying := range []bool{false, true} {
				v := variant{tpl.ID, "ar", a4, lying}
				c := v.choice()
				c.Distance = d
				s := mustMake(t, eventIn("ar"), c)
				short := s.Report.Reach < d-1e-9
				if told := slices.Contains(noteIDs(s), placard.NoteDistance); told != short {
					t.Errorf("%s from %g m: reaches %g, told: %v", v, d, s.Report.Reach, told)
				}
				report(t, v.String(), s)
			}
		}
	}
}

func TestPaperTooSmallForTheAddress(t *testing.T) {
	link := "https://example.org/" + strings.Repeat("abcdefghi/", 120)
	_, err := theMaker(t).Make(theKit(t), kit.Event{}, placard.Choice{Template: "code", Link: link, Paper: page.Size{W: 50, H: 50}})
	if !tooTight(err) {
		t.Errorf("%v, want that the paper is too small", err)
	}
}

func TestShorterAddressIsHinted(t *testing.T) {
	s := mustMake(t, kit.Event{}, placard.Choice{Template: "shout", Link: "https://example.org/s"})
	if _, ok := qr.Shorter("https://example.org/s"); ok != slices.Contains(noteIDs(s), placard.NoteShorter) {
		t.Errorf("notes %v, a shorter form: %v", noteIDs(s), ok)
	}
}
