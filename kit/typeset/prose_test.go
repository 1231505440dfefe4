package typeset_test

import (
	"slices"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

const running = "We hold that publishing the truth is no crime. What happens to him concerns everyone who reports the news " +
	"and everyone who wants to know it. We turn to those who can end it, and we ask them to act now, today."

// Running text fills every line but its last, and that one isn't a stub.
func TestProseFillsLines(t *testing.T) {
	lib := library(t)
	for width := 70.0; width <= 150; width += 10 {
		b, err := lib.Set(running, typeset.Style{Weight: typeset.Medium, Lang: "en", Prose: true}, 4, width)
		if err != nil {
			t.Fatal(err)
		}
		items := b.Place(page.Point{}, width, typeset.Left, typeset.Paint{})
		for i, it := range items {
			w, last := it.Bounds().W/width, i == len(items)-1
			if !last && w < 0.75 || last && w < 0.12 {
				t.Errorf("in %g mm line %d fills %.2f of it: %q", width, i+1, w, b.Lines()[i])
			}
		}
		if got := strings.Join(b.Lines(), " "); got != running {
			t.Errorf("in %g mm it says %q", width, got)
		}
	}
}

// Strong sets words between asterisks in bold and says them without.
func TestStrongIsBold(t *testing.T) {
	lib := library(t)
	st := typeset.Style{Weight: typeset.Medium, Lang: "en", Strong: true}
	b, err := lib.Set("on *7 October* we come", st, 4, 200)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.Lines(); !slices.Equal(got, []string{"on 7 October we come"}) {
		t.Errorf("it says %q", got)
	}
	fonts := map[string]int{}
	for _, it := range b.Place(page.Point{}, 200, typeset.Left, typeset.Paint{Mark: &page.Color{}}) {
		line, ok := it.(page.Text)
		if !ok {
			t.Fatalf("strong words have a field: %T", it)
		}
		for _, g := range line.Glyphs {
			font, _, _ := strings.Cut(g.Outline.Name, "/")
			fonts[font]++
		}
	}
	if fonts["NotoSans-Bold"] != len("7October") || fonts["NotoSans-Medium"] != len("onwecome") {
		t.Errorf("letters by font: %v", fonts)
	}
	plain, err := lib.Set("on 7 October we come", typeset.Style{Weight: typeset.Medium, Lang: "en"}, 4, 200)
	if err != nil || plain.W >= b.W {
		t.Errorf("bold words are no wider: %.2f and %.2f mm, %v", b.W, plain.W, err)
	}
}

// Bold words keep their place in a line that runs the other way.
func TestStrongRightToLeft(t *testing.T) {
	lib := library(t)
	b, err := lib.Set("*اليوم* نأتي", typeset.Style{Weight: typeset.Medium, Lang: "ar", Strong: true}, 4, 200)
	if err != nil {
		t.Fatal(err)
	}
	line := b.Place(page.Point{}, 200, typeset.Left, typeset.Paint{})[0].(page.Text)
	first, last := 0.0, 0.0
	for _, g := range line.Glyphs {
		if strings.HasPrefix(g.Outline.Name, "NotoSansArabic-Bold/") {
			first = max(first, g.X)
		} else {
			last = max(last, g.X)
		}
	}
	if first <= last {
		t.Errorf("the bold word, which comes first, reaches to %.1f mm, the other to %.1f", first, last)
	}
}
