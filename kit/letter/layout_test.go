package letter_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/letter"
	"eventkit/kit/page"
	"eventkit/kit/paper/papertest"
)

// find returns the one line of pages that says words.
func find(t testing.TB, words string, pages ...*page.Page) page.Text {
	t.Helper()
	var found []page.Text
	for _, l := range papertest.Texts(pages...) {
		if l.String == words {
			found = append(found, l)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%q stands on the page %d times", words, len(found))
	}
	return found[0]
}

// signLines counts the lines to sign on of a page.
func signLines(p *page.Page) int {
	n := 0
	for it := range p.Items {
		if b, ok := it.(page.Box); ok && b.H < 0.3 && b.W > 40 {
			n++
		}
	}
	return n
}

// A letter reads from the top: who writes, who it goes to, where and when, what
// it is about, the text, who signs.
func TestOrder(t *testing.T) {
	made := mustLetter(t, papertest.Event("en"), letter.Choice{Lang: "en"})
	last := 0.0
	for _, words := range []string{
		"Peoples’ Table", "table@example.org", "To the Ambassador of the United Kingdom", "British High Commission", "Nairobi",
		"Immediate and unconditional release of Julian Assange", "Your Excellency,",
		"Please accept, Your Excellency, the assurances of our highest consideration.", "The delegation",
		"ipa-aip.org/notes/we-mobilize-for-assanges-freedom/",
	} {
		y := find(t, words, made.Pages...).At.Y
		if y <= last {
			t.Errorf("%q stands at %.1f mm, not below what comes before it", words, y)
		}
		last = y
	}
	city, date := find(t, "Nairobi", made.Pages...), find(t, "7 October 2022", made.Pages...)
	if math.Abs(city.At.Y-date.At.Y) > 1e-6 || date.At.X < city.At.X+60 {
		t.Errorf("city at %v, date at %v: they share a line", city.At, date.At)
	}
}

// One edge: what begins at the left begins at the same place.
func TestOneEdge(t *testing.T) {
	made := mustLetter(t, papertest.Event("en"), letter.Choice{Lang: "en"})
	edge := find(t, "Your Excellency,", made.Pages...).Bounds().X
	for _, l := range papertest.Texts(made.Pages...) {
		if x := l.Bounds().X; x < edge+20 && math.Abs(x-edge) > 0.6 {
			t.Errorf("%q begins at %.2f mm, others at %.2f", l.String, x, edge)
		}
	}
}

func TestSigners(t *testing.T) {
	for signers, want := range map[int]int{0: 4, 1: 1, 2: 2, 5: 5, 12: 12} {
		made := mustLetter(t, papertest.Event("en"), letter.Choice{Lang: "en", Signers: signers, Text: "# Subject\n\nText"})
		if got := signLines(made.Pages[0]); got != want {
			t.Errorf("%d people sign on %d lines", signers, got)
		}
	}
}

// Without a host the letterhead stays free; without an address there is no
// code; the rest stays where it is.
func TestFreeLetterhead(t *testing.T) {
	ev := papertest.Event("en")
	ev.Host, ev.Contact = "", ""
	made := mustLetter(t, ev, letter.Choice{Lang: "en"})
	for it := range made.Pages[0].Items {
		if y := it.Bounds().Y; y < 38 {
			t.Errorf("%T at %.1f mm in the letterhead’s place", it, y)
		}
	}
}

// Every page of a long letter but the first is headed and numbered.
func TestLaterPages(t *testing.T) {
	text := "# Subject\n\n" + strings.Repeat("Words and words and words, and some more of them, so that this is a paragraph of a few lines, no more.\n\n", 40)
	made := mustLetter(t, papertest.Event("en"), letter.Choice{Lang: "en", Text: text})
	n := len(made.Pages)
	if n < 2 {
		t.Fatalf("%d pages", n)
	}
	for i, p := range made.Pages {
		find(t, fmt.Sprintf("%d / %d", i+1, n), p)
		find(t, "Peoples’ Table", p)
		if codes := len(papertest.Codes(p)); codes != max(0, 1-i) {
			t.Errorf("page %d has %d codes", i+1, codes)
		}
		if i < n-1 && signLines(p) > 0 {
			t.Errorf("people sign on page %d", i+1)
		}
	}
	if got := signLines(made.Pages[n-1]); got != 4 {
		t.Errorf("%d lines to sign on at the end", got)
	}
}

// The link on the page is where the address is printed and where the code is.
func TestLinks(t *testing.T) {
	made := mustLetter(t, kit.Event{Link: "https://example.org/a"}, letter.Choice{Lang: "en"})
	var links []page.Link
	for it := range made.Pages[0].Items {
		if l, ok := it.(page.Link); ok {
			links = append(links, l)
		}
	}
	if len(links) != 2 || links[0].Address != "https://example.org/a" || links[1].Address != links[0].Address {
		t.Fatalf("links %v", links)
	}
	printed := find(t, "example.org/a", made.Pages...).Bounds()
	if !slices.ContainsFunc(links, func(l page.Link) bool { return l.Overlaps(printed) }) {
		t.Error("the printed address opens nothing")
	}
	r := made.Report
	if r.Address != "https://example.org/a" || r.Printed != "example.org/a" || r.CodeMM < 12 || r.Reach <= 0 {
		t.Errorf("report %+v", r)
	}
}

// In the briefing headings stand beside the first line of their text, and all
// text begins at one place.
func TestBriefingColumns(t *testing.T) {
	made := mustBriefing(t, kit.Event{}, letter.Choice{Lang: "en"})
	head := find(t, "What is asked", made.Pages...)
	text := find(t, "Sources", made.Pages...)
	if math.Abs(head.Bounds().X-text.Bounds().X) > 0.6 {
		t.Error("the headings don’t stand below each other")
	}
	beside := 0
	for _, l := range papertest.Texts(made.Pages...) {
		if math.Abs(l.At.Y-head.At.Y) < 0.7 && l.String != head.String && l.At.X > head.At.X+30 {
			beside++
		}
	}
	if beside != 1 {
		t.Errorf("%d lines begin beside the heading", beside)
	}
}

func TestBriefingOnManyPages(t *testing.T) {
	text := "# Title\n\nA first paragraph before any heading.\n\n" + strings.Repeat("## A section\n\nSome words of this section, which goes on for a line or two before it ends, here.\n\n1. One item\n2. Two items\n\n", 14)
	made := mustBriefing(t, kit.Event{}, letter.Choice{Lang: "en", Text: text})
	if len(made.Pages) < 2 {
		t.Fatalf("%d pages", len(made.Pages))
	}
	for i, p := range made.Pages {
		for _, what := range papertest.Faults(p) {
			t.Errorf("page %d: %s", i+1, what)
		}
		find(t, fmt.Sprintf("%d / %d", i+1, len(made.Pages)), p)
	}
	complete(t, made)
}
