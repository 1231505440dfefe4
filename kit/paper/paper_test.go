package paper_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

func setter(t testing.TB) *paper.Setter { return paper.New(papertest.Library(t)) }

func canvas(rtl bool) *paper.Canvas {
	return &paper.Canvas{Size: page.Size{W: 200, H: 100}, RTL: rtl, Layer: &page.Layer{}}
}

func sheetOf(c *paper.Canvas) *page.Page {
	return &page.Page{Size: c.Size, Layers: []*page.Layer{c.Layer}}
}

var latin = paper.Style{Lang: "en", Em: 4, Weight: typeset.Medium}

func mustSet(t testing.TB, words string, st paper.Style, width float64) *paper.Text {
	t.Helper()
	text, err := setter(t).Set(words, st, width)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// edges are where the ink of the first line begins and ends on a page.
func edges(text *paper.Text, rtl bool, x float64) (left, right float64) {
	c := canvas(rtl)
	c.Text(text, x, 10, page.Black)
	b := c.Layer.Items[0].Bounds()
	return b.X, b.Right()
}

func TestAlign(t *testing.T) {
	const hair = 0.6 // optical edges and side bearings
	near := func(a, b float64) bool { return math.Abs(a-b) < hair }
	for _, c := range []struct {
		words, lang string
		rtl         bool
		align       paper.Align
		left, right float64 // 0: not looked at
	}{
		{"Hall", "en", false, paper.Start, 20, 0},
		{"Hall", "en", false, paper.End, 0, 120},
		{"سلام", "ar", true, paper.Start, 0, 180},
		{"سلام", "ar", true, paper.End, 80, 0},
		// Words of the other direction stand at the page's side.
		{"example.org", "ar", true, paper.Start, 0, 180},
		{"example.org", "ar", true, paper.End, 80, 0},
		{"سلام", "ar", false, paper.Start, 20, 0},
	} {
		st := latin
		st.Lang, st.RTL, st.Align = c.lang, c.rtl, c.align
		left, right := edges(mustSet(t, c.words, st, 100), c.rtl, 20)
		if c.left > 0 && !near(left, c.left) || c.right > 0 && !near(right, c.right) {
			t.Errorf("%q in %s, page rtl %v, align %d: ink from %.2f to %.2f", c.words, c.lang, c.rtl, c.align, left, right)
		}
	}
	st := latin
	st.Align = paper.Center
	if left, right := edges(mustSet(t, "Hall", st, 100), false, 20); !near(left-20, 120-right) {
		t.Errorf("centred ink from %.2f to %.2f", left, right)
	}
}

func TestDirection(t *testing.T) {
	for words, rtl := range map[string]bool{
		"سلام": true, "https://example.org": false, "International Peoples' Assembly (IPA)": false,
		"سلام IPA": true, "١٢": true, "12": true, "": true,
	} {
		if got := paper.RunsRight(words, "ar"); got != rtl {
			t.Errorf("%q among Arabic runs from right to left: %v", words, got)
		}
		if paper.RunsRight(words, "en") {
			t.Errorf("%q among English runs from right to left", words)
		}
	}
}

func TestSet(t *testing.T) {
	words := strings.Repeat("some words ", 12)
	text := mustSet(t, words, latin, 60)
	if text.Len() < 3 || text.Lead < 1.3*4 || math.Abs(text.Height()-float64(text.Len())*text.Lead) > 1e-9 {
		t.Errorf("%d lines of %.2f mm, %.2f in all", text.Len(), text.Lead, text.Height())
	}
	if strings.Join(text.Said(), " ") != strings.TrimSpace(words) {
		t.Errorf("%q", text.Said())
	}
	if text.Ink > 60 || text.Ink < 40 {
		t.Errorf("ink of %.1f mm in a measure of 60", text.Ink)
	}
	open := latin
	open.Lead = 2
	if got := mustSet(t, words, open, 60).Lead; got != 8 {
		t.Errorf("a lead of %.2f mm, want 8", got)
	}
	if empty := mustSet(t, "  ", latin, 60); empty.Len() != 0 || empty.Height() != 0 || empty.Descent() != 0 {
		t.Error("blank words have lines")
	}
	if deep, flat := mustSet(t, "gap", latin, 60), mustSet(t, "nan", latin, 60); deep.Descent() < 0.5 || flat.Descent() > 0.2 {
		t.Errorf("descents of %.2f and %.2f mm", deep.Descent(), flat.Descent())
	}
	_, err := setter(t).Set("no 󰀀 font", latin, 60)
	var missing *typeset.MissingGlyphError
	if !errors.As(err, &missing) {
		t.Errorf("got %v for a sign that no font has", err)
	}
}

func TestLine(t *testing.T) {
	s := setter(t)
	for _, c := range []struct {
		width float64
		lines int
		least float64
	}{{100, 1, 4}, {45, 1, 2.4}, {20, 2, 2.4}} {
		text, err := s.Line("A line of several words", latin, c.width)
		if err != nil {
			t.Fatal(err)
		}
		if text.Len() < c.lines || c.lines == 1 && text.Len() != 1 || text.Em > 4 || text.Em < c.least-1e-9 || text.Ink > c.width+1e-6 {
			t.Errorf("in %g mm: %d lines at %.2f mm, ink %.1f", c.width, text.Len(), text.Em, text.Ink)
		}
	}
	a, _ := s.Line("again", latin, 50)
	b, _ := s.Line("again", latin, 50)
	if a != b {
		t.Error("what was set is not remembered")
	}
}

// Prose fills its lines: only the last may be short.
func TestProse(t *testing.T) {
	st := latin
	st.Prose = true
	text := mustSet(t, "The campaign has posters, graphics and videos, and a song composed by somebody who is named elsewhere, and then it goes on", st, 70)
	c := canvas(false)
	c.Text(text, 0, 0, page.Black)
	for i, it := range c.Layer.Items[:text.Len()-1] {
		if w := it.Bounds().W; w < 0.75*70 {
			t.Errorf("line %d has %.1f mm of 70: %q", i+1, w, text.Said()[i])
		}
	}
}

// A right-to-left canvas is the mirror of the other.
func TestMirror(t *testing.T) {
	sym, err := qr.Encode("https://example.org/mirror")
	if err != nil {
		t.Fatal(err)
	}
	draw := func(rtl bool) []page.Item {
		c := canvas(rtl)
		c.Box(10, 10, 30, 5, page.Black)
		c.Rule(10, 20, 50, 0.2, page.Black)
		c.Frame(70, 10, 20, 10, 0.3, page.Black)
		c.Dashes(0, 50, 200, page.Black)
		c.Code(sym, 130, 20, 25)
		c.Link(5, 80, 20, 5, "https://example.org")
		for it := range sheetOf(c).Items {
			if b, ok := it.(page.Box); ok && (b.W <= 0 || b.H <= 0) {
				t.Errorf("an empty box %v", b)
			}
		}
		if err := qr.ReadBack(sheetOf(c)); err != nil {
			t.Error(err)
		}
		return c.Layer.Items
	}
	a, b := draw(false), draw(true)
	for i := range a {
		x, y := a[i].Bounds(), b[i].Bounds()
		if math.Abs(x.X-(200-y.Right())) > 1e-9 || x.Y != y.Y || math.Abs(x.W-y.W) > 1e-9 || x.H != y.H {
			t.Errorf("item %d at %v and %v", i, x, y)
		}
	}
}

func TestLineStandsInItsHeight(t *testing.T) {
	text := mustSet(t, "H", latin, 50)
	c := canvas(false)
	c.Text(text, 0, 10, page.Black)
	b := c.Layer.Items[0].Bounds()
	if above, below := b.Y-10, 10+text.Lead-b.Bottom(); math.Abs(above-below) > 0.1 {
		t.Errorf("%.2f mm above the capital, %.2f below", above, below)
	}
}

// Whatever the rows, every row is on one page, in order, no page is
// overfull, and none begins with a row that belongs to the one before.
func TestBreak(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var f paper.Flow
		for range rapid.IntRange(1, 60).Draw(t, "rows") {
			f.Add(paper.Row{
				Gap: rapid.Float64Range(0, 6).Draw(t, "gap"), Height: rapid.Float64Range(1, 9).Draw(t, "height"),
				Join: rapid.Bool().Draw(t, "join"),
			})
		}
		room := rapid.Float64Range(5, 80).Draw(t, "room")
		pages, ok := f.Break(func(int) float64 { return room })
		if !ok {
			if longest(f.Rows) <= room {
				t.Fatal("rows that fit a page were refused")
			}
			return
		}
		n := 0
		for i, rows := range pages {
			one := paper.Flow{Rows: rows}
			if len(rows) == 0 || one.Height() > room+1e-3 {
				t.Fatalf("page %d: %d rows of %.2f mm in %.2f", i, len(rows), one.Height(), room)
			}
			if i > 0 && rows[0].Join {
				t.Fatalf("page %d begins with a row that belongs to the one before", i)
			}
			for _, r := range rows {
				if r.Height != f.Rows[n].Height {
					t.Fatal("rows are out of order")
				}
				n++
			}
		}
		if n != len(f.Rows) {
			t.Fatalf("%d of %d rows", n, len(f.Rows))
		}
	})
}

// longest is the height of the highest rows that belong together.
func longest(rows []paper.Row) float64 {
	most, h := 0.0, 0.0
	for i, r := range rows {
		if i > 0 && r.Join {
			h += r.Gap + r.Height
		} else {
			h = r.Height
		}
		most = max(most, h)
	}
	return most
}

// Of a paragraph that goes over a page, two lines at least are on each.
func TestNoLineAlone(t *testing.T) {
	text := mustSet(t, strings.Repeat("some words ", 30), latin, 60)
	if text.Len() < 6 {
		t.Fatalf("%d lines", text.Len())
	}
	for room := 2.5 * text.Lead; room < text.Height(); room += text.Lead / 3 {
		var f paper.Flow
		f.Text(text, 0, 0, page.Black, false)
		pages, ok := f.Break(func(int) float64 { return room })
		if !ok {
			t.Fatalf("no way to break at %.1f mm", room)
		}
		for i, rows := range pages {
			if len(rows) < 2 {
				t.Errorf("room of %.1f mm: %d line on page %d", room, len(rows), i+1)
			}
		}
	}
}

func TestDraw(t *testing.T) {
	var f paper.Flow
	f.Text(mustSet(t, "one", latin, 50), 10, 3, page.Black, false)
	f.Text(mustSet(t, "two", latin, 50), 10, 3, page.Black, true)
	c := canvas(false)
	end := paper.Draw(c, f.Rows, 20)
	if math.Abs(end-20-f.Height()) > 1e-9 || len(c.Layer.Items) != 2 {
		t.Errorf("the rows end at %.2f, %d items", end, len(c.Layer.Items))
	}
}

func TestFillIn(t *testing.T) {
	values := map[string]string{"host": " A\nB ", "n": "{host}"}
	blanks := map[string]int{"date": 6}
	for words, want := range map[string]string{
		"{host} and {n}":        "A B and {host}",
		"on {date}.":            "on\u00A0______.",
		"sheets: {sheets}":      "sheets:\u00A0" + strings.Repeat("_", 12),
		"no {Slot} { } {} here": "no {Slot} { } {} here",
	} {
		if got := paper.Fill(words, values, blanks); got != want {
			t.Errorf("%q becomes %q, want %q", words, got, want)
		}
	}
	if got := paper.Slots("{a} b {cd} {A}"); !slices.Equal(got, []string{"a", "cd"}) {
		t.Errorf("slots %q", got)
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		n          int
		lang, want string
	}{{0, "en", "0"}, {9999, "en", "9999"}, {10_000, "en", "10\u202F000"}, {1234567, "fr", "1\u202F234\u202F567"}, {1240, "ar", "١٢٤٠"}} {
		if got := paper.Number(c.n, c.lang); got != c.want {
			t.Errorf("%d in %s is %q, want %q", c.n, c.lang, got, c.want)
		}
	}
}

func TestAddressOf(t *testing.T) {
	links := kit.Links{Sign: "https://example.org/sign", Page: "https://example.org/page", Short: "https://ex.org/s"}
	for name, c := range map[string]struct {
		links                 kit.Links
		event, chosen         string
		opens, printed, wrong string
		campaign              bool
	}{
		"chosen":        {links, "https://b.org", "https://a.org/x", "https://a.org/x", "a.org/x", "", false},
		"event":         {links, "https://b.org", " ", "https://b.org", "b.org", "", false},
		"kit, short":    {links, "", "", "https://example.org/sign", "ex.org/s", "", false},
		"page":          {kit.Links{Page: links.Page}, "", "", links.Page, "example.org/page", "", true},
		"page as form":  {kit.Links{Sign: links.Page, Page: links.Page}, "", "", links.Page, "example.org/page", "", true},
		"none":          {kit.Links{}, "", "", "", "", "", false},
		"no web page":   {links, "", "mailto:a@b.org", "", "", "link", false},
		"not an adress": {links, "two words", "", "", "", "link", false},
	} {
		k := &kit.Kit{Manifest: kit.Manifest{Links: c.links}}
		a, err := paper.AddressOf(k, kit.Event{Link: c.event}, c.chosen)
		var field *kit.FieldError
		if errors.As(err, &field) != (c.wrong != "") {
			t.Errorf("%s: error %v", name, err)
		}
		var report paper.Report
		report.Code(a, 20)
		if a == nil {
			if c.opens != "" || report.Address != "" {
				t.Errorf("%s: no address", name)
			}
			continue
		}
		if a.Symbol.Address != c.opens || a.Printed != c.printed || a.Campaign != c.campaign {
			t.Errorf("%s: opens %s, printed %s, campaign %v", name, a.Symbol.Address, a.Printed, a.Campaign)
		}
		if report.Address != c.opens || report.Printed != c.printed || report.Reach <= 0 || (len(report.Notes) == 1) != c.campaign {
			t.Errorf("%s: report %+v", name, report)
		}
	}
}

func TestColours(t *testing.T) {
	dark, red, pale := page.Color{R: 20, G: 20, B: 40}, page.Color{R: 0xD4}, page.Color{R: 0xF5, G: 0xB8}
	for name, c := range map[string]struct {
		palettes    []kit.Palette
		ink, accent page.Color
	}{
		"none":        {nil, page.Black, page.Black},
		"both good":   {[]kit.Palette{{Ink: dark, Accent: red}}, dark, red},
		"pale accent": {[]kit.Palette{{Ink: dark, Accent: pale}}, dark, dark},
		"pale ink":    {[]kit.Palette{{Ink: page.White, Accent: red}}, page.Black, red},
	} {
		ink, accent := paper.Colours(&kit.Kit{Manifest: kit.Manifest{Palettes: c.palettes}})
		if ink != c.ink || accent != c.accent {
			t.Errorf("%s: %v and %v", name, ink, accent)
		}
	}
}

func TestErrorsSayTheMend(t *testing.T) {
	if got := (&paper.SizeError{Paper: page.Size{W: 50, H: 60.5}, What: "letter"}).Error(); got != "the letter does not fit on paper of 50 × 60.5 mm; take A5 or larger" {
		t.Error(got)
	}
	missing := &paper.MissingError{File: "letter/sheet.toml"}
	if !errors.Is(missing, paper.ErrNone) || missing.Error() != "the kit has no letter/sheet.toml" {
		t.Error(missing)
	}
}
