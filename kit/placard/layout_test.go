package placard_test

import (
	"errors"
	"fmt"
	"image"
	"math"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/page/raster"
	"eventkit/kit/placard"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

const pt = 25.4 / 72 // mm

// Every placard of the matrix keeps every rule of the design.
func TestEveryPlacardKeepsTheRules(t *testing.T) {
	k, m := theKit(t), theMaker(t)
	for _, tpl := range placard.Templates() {
		t.Run(tpl.ID, func(t *testing.T) {
			t.Parallel()
			reader := qr.NewReader()
			for _, v := range matrix(t, papers()) {
				if v.template != tpl.ID {
					continue
				}
				ev := eventIn(v.lang)
				s, err := m.Make(k, ev, v.choice())
				if v.paper.tight && tooTight(err) {
					continue
				}
				if err != nil {
					t.Errorf("%s: %v", v, err)
					continue
				}
				bad := append(faults(s), localFaults(v, s, ev)...)
				if err := reader.Page(s.Page); err != nil {
					bad = append(bad, err.Error())
				}
				for _, what := range bad {
					t.Errorf("%s: %s", v, what)
				}
			}
		})
	}
}

// tooTight reports whether an error says that a paper has too little room.
func tooTight(err error) bool {
	var words *typeset.TooLongError
	var code *placard.SizeError
	return errors.As(err, &words) || errors.As(err, &code)
}

// faults are the rules that a sheet breaks, whatever it says.
func faults(s *placard.Sheet) []string {
	p := s.Page
	var bad []string
	for _, check := range []func(*page.Page) []string{outside, crowded, meeting, faint, small, ragged} {
		bad = append(bad, check(p)...)
	}
	c, ok := firstCode(p)
	switch {
	case !ok:
		return append(bad, "there is no code")
	case c.Quiet != qr.Quiet || page.Contrast(c.Dark, c.Light) < qr.MinContrast:
		bad = append(bad, fmt.Sprintf("a quiet zone of %d modules, contrast %.1f", c.Quiet, page.Contrast(c.Dark, c.Light)))
	case c.Module() < 4*25.4/300-1e-9:
		bad = append(bad, fmt.Sprintf("a module of %.3f mm is under 4 dots at 300 dpi", c.Module()))
	}
	r := s.Report
	if side := c.Module() * float64(c.Modules.N); math.Abs(side-r.CodeMM) > 1e-6 || c.Modules.N != r.Modules || c.Address != r.Address {
		bad = append(bad, fmt.Sprintf("the report says %.2f mm of %d modules for %q, the page %.2f, %d, %q",
			r.CodeMM, r.Modules, r.Address, side, c.Modules.N, c.Address))
	}
	if want := qr.Reach(r.CodeMM, r.Modules); r.Reach != want {
		bad = append(bad, fmt.Sprintf("a reach of %g m, the code has %g", r.Reach, want))
	}
	if r.Contrast < 4.5 || r.Legible <= 0 || len(r.Headline) == 0 {
		bad = append(bad, fmt.Sprintf("the report on the headline is %q, contrast %.1f, legible from %.1f m", r.Headline, r.Contrast, r.Legible))
	}
	if !strings.Contains(said(p), squeezed(r.Printed)) {
		bad = append(bad, fmt.Sprintf("the address %q is not printed", r.Printed))
	}
	return bad
}

func firstCode(p *page.Page) (page.Code, bool) {
	for it := range p.Items {
		if c, ok := it.(page.Code); ok {
			return c, true
		}
	}
	return page.Code{}, false
}

// outside finds what is cut off at the trim, and words in the margin of 12/210
// of the short side. A last line stands on the margin with its baseline, and
// letters hang into it by up to 3 % of their size to make an edge look straight.
func outside(p *page.Page) []string {
	var bad []string
	whole := page.Rect{W: p.Size.W, H: p.Size.H}
	inner := whole.Grown(-11.5 / 210 * p.Size.Short())
	for it := range p.Items {
		if !whole.Contains(it.Bounds()) {
			bad = append(bad, fmt.Sprintf("%s is off the page: %.2f", name(it), it.Bounds()))
			continue
		}
		t, ok := it.(page.Text)
		if !ok {
			continue
		}
		ink := t.Ink.Moved(t.At.X, t.At.Y)
		ink.H = math.Min(ink.H, t.At.Y-ink.Y)
		if !inner.Grown(0.03 * t.Em).Contains(ink) {
			bad = append(bad, fmt.Sprintf("%s is in the margin: %.2f", name(it), ink))
		}
	}
	return bad
}

func name(it page.Item) string {
	if t, ok := it.(page.Text); ok {
		return fmt.Sprintf("%q", t.String)
	}
	return fmt.Sprintf("a %T", it)
}

// crowded finds what enters the code's quiet zone.
func crowded(p *page.Page) []string {
	var bad []string
	c, _ := firstCode(p)
	for it := range p.Items {
		switch v := it.(type) {
		case page.Text, page.Shape:
			if it.Bounds().Overlaps(c.Rect.Grown(-1e-6)) {
				bad = append(bad, fmt.Sprintf("%s is in the code’s quiet zone", name(it)))
			}
		case page.Box:
			// A ground may lie under the whole code, an edge may not cross it.
			if v.Overlaps(c.Rect.Grown(-1e-6)) && !v.Contains(c.Rect) {
				bad = append(bad, fmt.Sprintf("the edge of a box %.2f runs below the code", v.Rect))
			}
		}
	}
	return bad
}

// meeting finds lines of words whose ink touches.
func meeting(p *page.Page) []string {
	var bad []string
	all := texts(p)
	for i, a := range all {
		for _, b := range all[i+1:] {
			common := common(a.Bounds(), b.Bounds())
			if common.Empty() {
				continue
			}
			if inked(a, b, common) {
				bad = append(bad, fmt.Sprintf("%q touches %q", a.String, b.String))
			}
		}
	}
	return bad
}

func common(a, b page.Rect) page.Rect {
	x, y := math.Max(a.X, b.X), math.Max(a.Y, b.Y)
	return page.Rect{X: x, Y: y, W: math.Min(a.Right(), b.Right()) - x, H: math.Min(a.Bottom(), b.Bottom()) - y}
}

// inked reports whether both texts paint the same place inside area.
func inked(a, b page.Text, area page.Rect) bool {
	const across = 400.0
	pxPerMM := across / math.Max(area.W, area.H)
	pa, pb := inkOf(a, area, pxPerMM), inkOf(b, area, pxPerMM)
	for i := 0; i < len(pa.Pix); i += 4 {
		if pa.Pix[i] < 64 && pb.Pix[i] < 64 {
			return true
		}
	}
	return false
}

func inkOf(t page.Text, area page.Rect, pxPerMM float64) *image.RGBA {
	t.Fill = page.Color{}
	img, err := raster.Region(&page.Page{Size: page.Size{W: area.Right(), H: area.Bottom()}, Layers: []*page.Layer{{Items: []page.Item{t}}}}, area, pxPerMM)
	if err != nil {
		panic(err)
	}
	return img
}

// faint finds words that don't stand out from what is painted below them.
func faint(p *page.Page) []string {
	var bad []string
	var below []page.Item
	for it := range p.Items {
		t, ok := it.(page.Text)
		if !ok || t.String == "" {
			below = append(below, it)
			continue
		}
		for _, ground := range grounds(t.Bounds(), below) {
			if c := page.Contrast(t.Fill, ground); c < 4.5 {
				bad = append(bad, fmt.Sprintf("%q is %v on %v, contrast %.1f", t.String, t.Fill, ground, c))
			}
		}
	}
	return bad
}

// grounds are the colours that show below an area.
func grounds(area page.Rect, below []page.Item) []page.Color {
	shown := []page.Color{page.White}
	for _, it := range below {
		b, ok := it.(page.Box)
		switch {
		case !ok || !b.Overlaps(area):
		case b.Contains(area):
			shown = []page.Color{b.Fill}
		default:
			shown = append(shown, b.Fill)
		}
	}
	return shown
}

// small finds words that can't be read at arm's length.
func small(p *page.Page) []string {
	least := 6.0
	if p.Size.Short() >= 210 {
		least = 9
	}
	var bad []string
	for _, t := range texts(p) {
		if size := t.Em / pt; size < least {
			bad = append(bad, fmt.Sprintf("%q is set in %.1f pt, under %g", t.String, size, least))
		}
	}
	return bad
}

// ragged finds lines that begin or end with what joins them to nothing.
func ragged(p *page.Page) []string {
	var bad []string
	for _, t := range texts(p) {
		line := strings.TrimFunc(t.String, func(r rune) bool { return r == ' ' || r == '\u00A0' })
		switch {
		case strings.HasPrefix(line, "·") || strings.HasSuffix(line, "·"):
			bad = append(bad, fmt.Sprintf("a line begins or ends with a point: %q", line))
		case strings.HasPrefix(line, ",") || strings.HasPrefix(line, "،"):
			bad = append(bad, fmt.Sprintf("a line begins with a comma: %q", line))
		case strings.Contains(line, "()") || strings.Contains(line, "{"):
			bad = append(bad, fmt.Sprintf("a line with a hole: %q", line))
		}
	}
	return bad
}

// Every slogan fits every template, in every language, both ways.
func TestEverySloganKeepsTheRules(t *testing.T) {
	k := theKit(t)
	for _, tpl := range placard.Templates() {
		t.Run(tpl.ID, func(t *testing.T) {
			t.Parallel()
			for _, v := range matrix(t, []paper{a4}) {
				if v.template != tpl.ID {
					continue
				}
				for _, slogan := range k.Slogans {
					c := v.choice()
					c.Slogan = slogan.ID
					s, err := theMaker(t).Make(k, eventIn(v.lang), c)
					if err != nil {
						t.Errorf("%s %s: %v", v, slogan.ID, err)
						continue
					}
					for _, what := range faults(s) {
						t.Errorf("%s %s: %s", v, slogan.ID, what)
					}
				}
			}
		})
	}
}
