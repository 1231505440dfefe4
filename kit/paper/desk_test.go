package paper_test

import (
	"image"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/page/svg"
	"eventkit/kit/paper"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/typeset"
)

// near says that two rectangles are the same but for rounding.
func near(a, b page.Rect) bool {
	const slack = 1e-9
	return math.Abs(a.X-b.X) < slack && math.Abs(a.Y-b.Y) < slack && math.Abs(a.W-b.W) < slack && math.Abs(a.H-b.H) < slack
}

// A frame is drawn inside its area, without a gap and without ink twice.
func TestFrameStaysInside(t *testing.T) {
	c := canvas(false)
	c.Frame(10, 20, 40, 30, 2, page.Black)
	area, ink := page.Rect{X: 10, Y: 20, W: 40, H: 30}, 0.0
	var whole page.Rect
	for i, it := range c.Layer.Items {
		b := it.Bounds()
		if !area.Contains(b) {
			t.Errorf("side %d is outside: %v", i, b)
		}
		for _, other := range c.Layer.Items[i+1:] {
			if b.Overlaps(other.Bounds()) {
				t.Errorf("side %d covers another", i)
			}
		}
		whole, ink = whole.Union(b), ink+b.W*b.H
	}
	if !near(whole, area) || math.Abs(ink-(40*30-36*26)) > 1e-9 {
		t.Errorf("the frame covers %v with %g mm² of ink", whole, ink)
	}
}

// Dashes fill their line evenly, however short it is.
func TestDashes(t *testing.T) {
	for _, w := range []float64{0.5, 3.9, 4, 21, 210} {
		c := canvas(false)
		c.Dashes(0, 50, w, page.Black)
		items := c.Layer.Items
		if len(items) != max(1, int(w/4)) {
			t.Errorf("%g mm have %d dashes", w, len(items))
		}
		step := w / float64(len(items))
		for i, it := range items {
			if b := it.Bounds(); math.Abs(b.X-float64(i)*step) > 1e-9 || math.Abs(b.W-step/2) > 1e-9 || math.Abs(b.Y+b.H/2-50) > 1e-9 {
				t.Errorf("%g mm: dash %d is %v", w, i, b)
			}
		}
	}
}

// Pictures, drawings and links stand where they are put, mirrored where the
// language begins at the right.
func TestPlaces(t *testing.T) {
	d, err := svg.Read(strings.NewReader(`<svg viewBox="0 0 100 100"><rect x="20" y="40" width="10" height="20" fill="red"/></svg>`))
	if err != nil {
		t.Fatal(err)
	}
	img := &page.Image{Name: "logo", Pix: image.NewGray(image.Rect(0, 0, 2, 2))}
	for _, rtl := range []bool{false, true} {
		c := canvas(rtl)
		c.Picture(img, 10, 20, 30, 40)
		c.Drawing(d, page.Rect{X: 20, Y: 40, W: 10, H: 20}, 10, 20, 30)
		c.Link(10, 20, 30, 5, "https://example.org")
		x := 10.0
		if rtl {
			x = 200 - 10 - 30
		}
		want := []page.Rect{{X: x, Y: 20, W: 30, H: 40}, {X: x, Y: 20, W: 30, H: 60}, {X: x, Y: 20, W: 30, H: 5}}
		for i, it := range c.Layer.Items {
			if got := it.Bounds(); !near(got, want[i]) {
				t.Errorf("right to left %v: item %d at %v, want %v", rtl, i, got, want[i])
			}
		}
		if s := c.Layer.Items[1].(page.Shape); s.Fill != (page.Color{R: 255}) || s.Scale != 3 {
			t.Errorf("the drawing is %v at scale %g", s.Fill, s.Scale)
		}
		if p := c.Layer.Items[0].(page.Picture); p.Image != img {
			t.Error("the picture is another")
		}
	}
}

// The layer can be changed between two drawings.
func TestLayers(t *testing.T) {
	c := canvas(false)
	first, second := c.Layer, &page.Layer{}
	c.Box(0, 0, 1, 1, page.Black)
	c.Layer = second
	c.Box(0, 0, 1, 1, page.Black)
	c.Box(0, 0, 1, 1, page.Black)
	if len(first.Items) != 1 || len(second.Items) != 2 {
		t.Errorf("%d and %d items", len(first.Items), len(second.Items))
	}
}

// The room above a row falls away at the top of a page, in its height and when
// it is drawn.
func TestGapsFallAway(t *testing.T) {
	var at []float64
	row := func(gap float64) paper.Row {
		return paper.Row{Gap: gap, Height: 10, Draw: func(_ *paper.Canvas, y float64) { at = append(at, y) }}
	}
	var f paper.Flow
	for _, gap := range []float64{7, 3, 5, 2} {
		f.Add(row(gap))
	}
	if got := f.Height(); got != 40+3+5+2 {
		t.Errorf("a height of %g", got)
	}
	// Two rows with the gap between them fill 23 mm exactly.
	pages, ok := f.Break(func(int) float64 { return 23 })
	if !ok || len(pages) != 2 || len(pages[0]) != 2 {
		t.Fatalf("%d pages, %v", len(pages), ok)
	}
	for _, rows := range pages {
		paper.Draw(canvas(false), rows, 100)
	}
	if !slices.Equal(at, []float64{100, 113, 100, 112}) {
		t.Errorf("the rows are at %v", at)
	}
	if end := paper.Draw(canvas(false), nil, 100); end != 100 {
		t.Errorf("no rows end at %g", end)
	}
	if pages, ok := (&paper.Flow{}).Break(func(int) float64 { return 0 }); !ok || len(pages) != 0 {
		t.Errorf("an empty column has %d pages, %v", len(pages), ok)
	}
}

// Every page has the room that it says: the first less than the others.
func TestRoomOfEachPage(t *testing.T) {
	var f paper.Flow
	for range 10 {
		f.Add(paper.Row{Height: 10})
	}
	asked := []int{}
	pages, ok := f.Break(func(i int) float64 {
		asked = append(asked, i)
		return []float64{20, 50, 50}[i]
	})
	if !ok || len(pages) != 3 || len(pages[0]) != 2 || len(pages[1]) != 5 || len(pages[2]) != 3 || !slices.Equal(asked, []int{0, 1, 2}) {
		t.Errorf("%d pages, asked for %v", len(pages), asked)
	}
	f.Rows[9].Height = 60
	if pages, ok := f.Break(func(int) float64 { return 50 }); ok {
		t.Errorf("a row of 60 mm is on one of %d pages of 50", len(pages))
	}
}

// Whatever is filled in, values come in the place of their names and nothing
// of them is taken for a name.
func TestFillIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.StringMatching(`[a-z ,.]{0,9}`).Draw(t, "before")
		value := rapid.StringMatching(`[A-Za-z{}$\\0-9]{1,9}`).Draw(t, "value")
		if got := paper.Fill(before+"{host}!", map[string]string{"host": value}, nil); got != before+value+"!" {
			t.Fatalf("%q with %q is %q", before, value, got)
		}
		n := rapid.IntRange(1, 30).Draw(t, "n")
		if got := paper.Fill("{host}", nil, map[string]int{"host": n}); got != strings.Repeat("_", n) {
			t.Fatalf("a blank of %d is %q", n, got)
		}
		if got := paper.Slots(before + "{a}" + before + "{b}{a}"); !slices.Equal(got, []string{"a", "b", "a"}) {
			t.Fatalf("slots %q", got)
		}
	})
}

func TestOneLine(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "a": "a", " a\nb ": "a b", "a\r\nb": "a b", "\n\n": "", "north  gate": "north gate",
	} {
		if got := paper.OneLine(in); strings.ContainsAny(got, "\n\r") || strings.Join(strings.Fields(got), " ") != want {
			t.Errorf("%q on one line is %q, want %q", in, got, want)
		}
	}
}

// A style's least size holds: nothing is set smaller to fit a line.
func TestLeastSize(t *testing.T) {
	s := setter(t)
	st := latin
	st.Least = 3.6
	text, err := s.Line("A line of several words", st, 30)
	if err != nil || text.Em < 3.6-1e-5 || text.Len() < 2 {
		t.Errorf("%d lines at %.2f mm, %v", text.Len(), text.Em, err)
	}
	st.Least = 9 // above the size itself
	if text, err = s.Line("Hall", st, 300); err != nil || math.Abs(text.Em-4) > 1e-5 {
		t.Errorf("%.2f mm, %v", text.Em, err)
	}
}

// The ways to set words: capitals, bold parts, addresses.
func TestStyles(t *testing.T) {
	caps := latin
	caps.Caps = true
	if got := mustSet(t, "Straße", caps, 60).Said(); !slices.Equal(got, []string{"Straße"}) { // as it is searched
		t.Errorf("capitals say %q", got)
	}
	if small, large := mustSet(t, "hall", latin, 60), mustSet(t, "hall", caps, 60); large.Ink <= small.Ink {
		t.Errorf("capitals are %.2f mm wide, small letters %.2f", large.Ink, small.Ink)
	}
	strong := latin
	strong.Strong = true
	if got := strings.Join(mustSet(t, "some *bold* words", strong, 60).Said(), " "); strings.Contains(got, "*") {
		t.Errorf("bold words say %q", got)
	}
	if got := strings.Join(mustSet(t, "some *plain* words", latin, 60).Said(), " "); !strings.Contains(got, "*plain*") {
		t.Errorf("plain words say %q", got)
	}
	address := latin
	address.Address = true
	said := mustSet(t, "example.org/a-long-address/of-several-parts/and-one-more", address, 45).Said()
	if len(said) < 2 || strings.Join(said, "") != "example.org/a-long-address/of-several-parts/and-one-more" {
		t.Errorf("the address says %q", said)
	}
	bold := latin
	bold.Weight = typeset.Black
	if a, b := mustSet(t, "Hall", latin, 60), mustSet(t, "Hall", bold, 60); a == b || a.Ink == b.Ink {
		t.Error("the weight changes nothing")
	}
}

// Lines keep the distance that their script needs, however little is asked.
func TestLinesDontTouch(t *testing.T) {
	for lang, words := range map[string]string{
		"en": "gypsum quay judge jumpy ", "ar": "يجب على المجتمع الدولي ", "hi": "अभिव्यक्ति की स्वतंत्रता ", "ru": "Свобода слова и печати ",
	} {
		st := paper.Style{Lang: lang, RTL: typeset.RTL(lang), Em: 4, Lead: 0.5, Weight: typeset.Bold}
		text := mustSet(t, strings.Repeat(words, 5), st, 50)
		c := &paper.Canvas{Size: page.Size{W: 100, H: 200}, RTL: st.RTL, Layer: &page.Layer{}}
		c.Text(text, 20, 20, page.Black)
		if text.Len() < 2 {
			t.Fatalf("%s: %d line", lang, text.Len())
		}
		for _, what := range papertest.Faults(&page.Page{Size: c.Size, Layers: []*page.Layer{c.Layer}}) {
			t.Errorf("%s: %s", lang, what)
		}
	}
}

// A setter serves many goroutines, and says the same as one.
func TestSetterIsShared(t *testing.T) {
	s := setter(t)
	texts := make([]*paper.Text, 8)
	var all sync.WaitGroup
	for i := range texts {
		all.Go(func() {
			var err error
			if texts[i], err = s.Set("words that are set by many", latin, 30+float64(i%2)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for i, text := range texts {
		if want := texts[i%2]; !slices.Equal(text.Said(), want.Said()) || text.Width != 30+float64(i%2) {
			t.Errorf("goroutine %d: %q of %g mm", i, text.Said(), text.Width)
		}
	}
}

// A report has the notes that were made, in order; no code is no note.
func TestReport(t *testing.T) {
	var r paper.Report
	r.Note(paper.NoteHost, "Nobody is named as host.")
	r.Code(nil, 20)
	r.Note(paper.NotePages, "It takes two pages.")
	want := []paper.Note{{ID: paper.NoteHost, Text: "Nobody is named as host."}, {ID: paper.NotePages, Text: "It takes two pages."}}
	if !slices.Equal(r.Notes, want) || r.Address+r.Printed != "" || r.CodeMM != 0 || r.Reach != 0 {
		t.Errorf("%+v", r)
	}
	a, err := paper.AddressOf(&kit.Kit{}, kit.Event{}, "example.org/sign")
	if err != nil {
		t.Fatal(err)
	}
	var near, far paper.Report
	near.Code(a, 20)
	far.Code(a, 40)
	if math.Abs(far.Reach-2*near.Reach) > 1e-9 || far.CodeMM != 40 || near.Address != "https://example.org/sign" {
		t.Errorf("a code twice as large is read from %.2f m and not %.2f", far.Reach, 2*near.Reach)
	}
}
