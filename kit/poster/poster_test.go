package poster_test

import (
	"errors"
	"math"
	"strings"
	"sync"
	"testing"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/page/raster"
	"eventkit/kit/page/svg"
	"eventkit/kit/placard"
	"eventkit/kit/poster"
	"eventkit/kit/typeset"
)

// Every poster in every language on every paper: the headline is whole, large,
// clear, and alone where it stands; the foot is beside the artwork, not on it.
func TestEveryPoster(t *testing.T) {
	for _, v := range matrix(t, papers...) {
		s := mustMake(t, theKit(t), event, v.choice())
		check(t, v.String(), s)
		want, _, _ := slogan(t, v).In(v.lang)
		if got := s.Page.Title; got != want || s.Page.Lang != v.lang {
			t.Errorf("%s: the page is called %q in %s, want %q", v, got, s.Page.Lang, want)
		}
		if n := len(codes(s.Page)); v.foot && n != 1 || !v.foot && n != 0 {
			t.Errorf("%s: %d codes", v, n)
		}
		if s.Report.Contrast < kit.MinContrast {
			t.Errorf("%s: the headline has a contrast of %.1f:1", v, s.Report.Contrast)
		}
		// From 3 metres in every language at A4, and in proportion on others, even
		// where a foot takes half of a square sheet.
		if least := 3 * v.paper.Short() / 210; s.Report.Legible < least {
			t.Errorf("%s: the headline is read from %.1f m, want %.1f", v, s.Report.Legible, least)
		}
	}
}

func slogan(t *testing.T, v variant) kit.Text {
	t.Helper()
	p, _ := theKit(t).Poster(v.poster)
	sl, ok := theKit(t).Slogan(p.Slogan)
	if !ok {
		t.Fatalf("%s has no slogan", v)
	}
	return sl.Text
}

func check(t *testing.T, name string, s *poster.Sheet) {
	t.Helper()
	trim := page.Rect{W: s.Page.Size.W, H: s.Page.Size.H}
	margin := trim.Grown(-0.03 * s.Page.Size.Short())
	var words []page.Text
	for _, l := range s.Page.Layers[1:] {
		words = append(words, textsOf(l)...)
	}
	if len(headline(s)) == 0 {
		t.Fatalf("%s: no headline", name)
	}
	for i, a := range words {
		if !margin.Contains(a.Bounds()) {
			t.Errorf("%s: %q leaves the page: %+v", name, a.String, a.Bounds())
		}
		for _, b := range words[i+1:] {
			if a.Bounds().Grown(-0.2).Overlaps(b.Bounds().Grown(-0.2)) && !inHeadline(s, a) {
				t.Errorf("%s: %q lies on %q", name, a.String, b.String)
			}
		}
	}
	for _, c := range codes(s.Page) {
		if !trim.Contains(c.Rect) {
			t.Errorf("%s: the code leaves the page", name)
		}
		for _, a := range words {
			if a.Bounds().Overlaps(c.Rect) {
				t.Errorf("%s: %q lies in the code's light zone", name, a.String)
			}
		}
	}
}

// inHeadline: lines of a headline may reach into each other's boxes, as long
// as their ink doesn't meet, which typeset proves.
func inHeadline(s *poster.Sheet, a page.Text) bool {
	for _, b := range headline(s) {
		if a.At == b.At {
			return true
		}
	}
	return false
}

// Artwork that bleeds reaches the trim of every paper: no edge shows paper.
func TestBleeds(t *testing.T) {
	for _, v := range matrix(t, papers...) {
		if v.lang != "en" || v.foot {
			continue
		}
		s := mustMake(t, theKit(t), event, v.choice())
		if s.Poster.Ground == page.White {
			continue
		}
		art := s.Page.Layers[0].Items[1]
		if trim := (page.Rect{W: v.paper.W, H: v.paper.H}); !art.Bounds().Contains(trim) {
			t.Errorf("%s: the artwork ends at %+v", v, art.Bounds())
		}
	}
}

// A paper takes the view whose proportions are nearest to what is left of it.
func TestViews(t *testing.T) {
	k := own(t, entry("a", "posters/clipped.svg", "slogan = \"swim\"\nbox = [10, 10, 80, 80]\nink = \"#FFFFFF\"")+
		"[[poster.view]]\nfile = \"posters/wide.svg\"\nbox = [20, 60, 160, 30]\nink = \"#FFD21F\"\nalign = \"center\"\n")
	for _, tt := range []struct {
		paper page.Size
		fill  string
	}{{a4, "#FFFFFF"}, {page.Size{W: 200, H: 200}, "#FFFFFF"}, {a4.Landscape(), "#FFD21F"}} {
		s := mustMake(t, k, kit.Event{}, poster.Choice{Poster: "a", Paper: tt.paper})
		if got := headline(s)[0].Fill.String(); got != tt.fill {
			t.Errorf("%v: the headline is %s, want %s", tt.paper, got, tt.fill)
		}
	}
	// With a column beside it, a lying sheet leaves a square.
	ev := kit.Event{Link: "https://example.org/s"}
	s := mustMake(t, k, ev, poster.Choice{Poster: "a", Paper: a4.Landscape(), Code: true})
	if got := headline(s)[0].Fill.String(); got != "#FFFFFF" {
		t.Errorf("beside a column the headline is %s", got)
	}
}

// Artwork that doesn't bleed ends with its frame, in the ground's colour.
func TestFrame(t *testing.T) {
	k := own(t, entry("a", "posters/clipped.svg", "slogan = \"swim\"\nbox = [10, 10, 80, 80]\nink = \"#FFFFFF\"\nground = \"#101B2D\""))
	s := mustMake(t, k, kit.Event{}, poster.Choice{Poster: "a", Paper: page.Size{W: 100, H: 200}})
	img, err := raster.PaintFit(s.Page, 100, 200)
	if err != nil {
		t.Fatal(err)
	}
	for y, want := range map[int]page.Color{10: {R: 16, G: 27, B: 45}, 49: {R: 16, G: 27, B: 45}, 51: {R: 212}, 148: {R: 212}, 151: {R: 16, G: 27, B: 45}} {
		if c := img.RGBAAt(2, y); (page.Color{R: c.R, G: c.G, B: c.B}) != want {
			t.Errorf("at %d mm there is %v, want %v", y, c, want)
		}
	}
}

// The headline hangs from the box's top or stands on its bottom, whichever is
// nearer to the edge, on the margin of the paper where the artwork bleeds.
func TestHeadlinePlace(t *testing.T) {
	place := func(box string) page.Rect {
		k := own(t, entry("a", "posters/wide.svg", "slogan = \"swim\"\nink = \"#FFFFFF\"\nbox = "+box))
		s := mustMake(t, k, kit.Event{}, poster.Choice{Poster: "a", Paper: page.Size{W: 300, H: 210}})
		r := page.Rect{}
		for _, l := range headline(s) {
			r = r.Union(l.Bounds())
		}
		return r
	}
	if r := place("[10, 5, 100, 40]"); math.Abs(r.X-12) > 0.5 || math.Abs(r.Y-12) > 0.5 {
		t.Errorf("at the top: %+v", r)
	}
	if r := place("[10, 50, 185, 45]"); math.Abs(r.Bottom()-198) > 0.5 {
		t.Errorf("at the bottom: %+v", r)
	}
}

// A card in a corner lies on the artwork, and the headline makes room for it.
func TestCorners(t *testing.T) {
	for _, corner := range kit.Corners() {
		for _, p := range theKit(t).Posters {
			c := poster.Choice{Poster: p.ID, Paper: page.Size{W: 148, H: 148}, Code: true, Strip: true, Corner: corner}
			s := mustMake(t, theKit(t), event, c)
			check(t, p.ID+" "+corner, s)
			code := codes(s.Page)[0]
			if left := code.X < 74; left != strings.HasSuffix(corner, "left") {
				t.Errorf("%s: the code is at %+v", corner, code.Rect)
			}
			if top := code.Y < 74; top != strings.HasPrefix(corner, "top") {
				t.Errorf("%s: the code is at %+v", corner, code.Rect)
			}
		}
	}
}

// The poster's own corner holds unless the choice names another place.
func TestOwnCorner(t *testing.T) {
	k := own(t, entry("a", "posters/wide.svg", "language = \"fr\"\ncorner = \"top-left\""))
	ev := kit.Event{Link: "https://example.org/s"}
	s := mustMake(t, k, ev, poster.Choice{Poster: "a", Paper: a4, Code: true})
	if c := codes(s.Page)[0]; c.Y > 100 {
		t.Errorf("the code is at %+v", c.Rect)
	}
	s = mustMake(t, k, ev, poster.Choice{Poster: "a", Paper: a4, Code: true, Corner: poster.Foot})
	if c := codes(s.Page)[0]; c.Y < 200 {
		t.Errorf("the code is at %+v", c.Rect)
	}
	if s.Page.Lang != "fr" || s.Page.Title != "Water" || len(s.Report.Headline) != 0 {
		t.Errorf("finished artwork: %q in %s", s.Page.Title, s.Page.Lang)
	}
}

// Without code and strip nothing is asked of the event or the kit's links;
// the strip alone is a low foot.
func TestParts(t *testing.T) {
	k := own(t, entry("a", "posters/wide.svg", "text = { en = \"Swim\" }\nbox = [10, 5, 100, 40]\nink = \"#FFFFFF\""))
	bare := mustMake(t, k, kit.Event{}, poster.Choice{Poster: "a"})
	if bare.Page.Size != a4 || bare.Report.Address != "" || len(codes(bare.Page)) != 0 {
		t.Errorf("bare: %+v", bare.Report)
	}
	if _, err := theMaker(t).Make(k, kit.Event{}, poster.Choice{Poster: "a", Code: true}); !errors.Is(err, placard.ErrNoLink) {
		t.Errorf("a code without an address: %v", err)
	}
	for _, paper := range []page.Size{a4, a4.Landscape()} {
		for _, lang := range []string{"en", "ar"} {
			for _, c := range []poster.Choice{{Strip: true}, {Code: true}, {Code: true, Strip: true}} {
				c.Poster, c.Paper, c.Langs = "door", paper, []string{lang}
				s := mustMake(t, theKit(t), event, c)
				check(t, lang, s)
				var said strings.Builder
				for _, l := range textsOf(s.Page.Layers[2:]...) {
					said.WriteString(l.String + "\n")
				}
				if got := strings.Contains(said.String(), "Nairobi"); got != c.Strip {
					t.Errorf("%+v says %q", c, said.String())
				}
				if got := strings.Contains(said.String(), "example.org"); got != c.Code {
					t.Errorf("%+v says %q", c, said.String())
				}
			}
		}
	}
}

// The distance asked for is kept, or the note says what the paper can do.
func TestDistance(t *testing.T) {
	c := poster.Choice{Poster: "door", Paper: a4, Code: true, Distance: 0.6}
	if r := mustMake(t, theKit(t), event, c).Report; math.Abs(r.Reach-0.6) > 1e-6 {
		t.Errorf("the code is read from %g m", r.Reach)
	}
	c.Distance = 30
	r := mustMake(t, theKit(t), event, c).Report
	if len(r.Notes) == 0 || r.Notes[0].ID != placard.NoteDistance {
		t.Errorf("notes: %v", r.Notes)
	}
}

func TestNotes(t *testing.T) {
	k := own(t, entry("a", "posters/wide.svg", "slogan = \"swim\"\nbox = [10, 5, 100, 40]\nink = \"#0B7A43\""))
	s := mustMake(t, k, kit.Event{}, poster.Choice{Poster: "a", Langs: []string{"fr"}})
	ids := map[string]bool{}
	for _, n := range s.Report.Notes {
		ids[n.ID] = true
	}
	if !ids[placard.NoteLanguage] || !ids[poster.NoteContrast] || s.Page.Lang != "en" {
		t.Errorf("notes: %v, in %s", s.Report.Notes, s.Page.Lang)
	}
}

func TestErrors(t *testing.T) {
	m, k := theMaker(t), theKit(t)
	var unknown *placard.UnknownError
	if _, err := m.Make(k, event, poster.Choice{Poster: "dor"}); !errors.As(err, &unknown) || unknown.Kind != "poster" || len(unknown.Known) < 8 {
		t.Errorf("unknown poster: %v", err)
	}
	if _, err := m.Make(k, event, poster.Choice{Poster: "door", Code: true, Corner: "middle"}); !errors.As(err, &unknown) || unknown.Kind != "corner" {
		t.Errorf("unknown corner: %v", err)
	}
	bad := own(t, entry("a", "posters/bad.svg", "language = \"en\""))
	var file *poster.FileError
	var drawing *svg.Error
	if _, err := m.Make(bad, event, poster.Choice{Poster: "a"}); !errors.As(err, &file) || !errors.As(err, &drawing) || file.File != "posters/bad.svg" {
		t.Errorf("a drawing with words: %v", err)
	}
	var long *typeset.TooLongError
	huge := own(t, entry("a", "posters/wide.svg", "text = { en = \""+strings.Repeat("water ", 30)+"\" }\nbox = [10, 5, 10, 4]"))
	if _, err := m.Make(huge, event, poster.Choice{Poster: "a"}); !errors.As(err, &long) {
		t.Errorf("a headline that is too long: %v", err)
	}
	full := event
	full.Host = strings.Repeat("A long name ", 20)
	if _, err := m.Make(k, full, poster.Choice{Poster: "door", Paper: page.Size{W: 60, H: 50}, Code: true, Strip: true}); err == nil {
		t.Error("a foot larger than its paper was made")
	}
}

// A maker serves many goroutines, and gives the same page each time.
func TestConcurrent(t *testing.T) {
	var wg sync.WaitGroup
	pages := make([]*poster.Sheet, 16)
	for i := range pages {
		wg.Go(func() {
			s, err := theMaker(t).Make(theKit(t), event, poster.Choice{Poster: "chain", Langs: []string{"ru"}, Code: true})
			if err != nil {
				t.Error(err)
				return
			}
			pages[i] = s
		})
	}
	wg.Wait()
	for _, s := range pages {
		if s == nil || s.Page.Title != pages[0].Page.Title || len(s.Page.Layers[0].Items) != len(pages[0].Page.Layers[0].Items) {
			t.Fatal("two pages of one choice differ")
		}
	}
}
