package page_test

import (
	"math"
	"testing"

	"eventkit/kit/page"
)

func TestParseSize(t *testing.T) {
	for in, want := range map[string]page.Size{
		"A4":             {W: 210, H: 297},
		"a1":             {W: 594, H: 841},
		" Letter ":       {W: 215.9, H: 279.4},
		"LEGAL":          {W: 215.9, H: 355.6},
		"tabloid":        {W: 279.4, H: 431.8},
		"210x297":        {W: 210, H: 297},
		"100.5 x 70":     {W: 100.5, H: 70},
		"500×700":        {W: 500, H: 700},
		"500X700mm":      {W: 500, H: 700},
		"50x5080":        {W: 50, H: 5080},
		"297 x 210 mm  ": {W: 297, H: 210},
	} {
		got, err := page.ParseSize(in)
		if err != nil || got != want {
			t.Errorf("ParseSize(%q) = %v, %v, want %v", in, got, err, want)
		}
	}
}

func TestParseSizeRefuses(t *testing.T) {
	for _, in := range []string{"", "A7", "x", "210", "210x", "x297", "0x0", "-210x297", "49x297", "210x5081", "NaNxNaN", "Infx100", "1e9x100", "210x297x3"} {
		if got, err := page.ParseSize(in); err == nil {
			t.Errorf("ParseSize(%q) = %v, want an error", in, got)
		}
	}
}

func TestPapersAreStandardSizesStandingUp(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range page.Papers() {
		if p.Size != p.Size.Portrait() {
			t.Errorf("%s lies: %v", p.ID, p.Size)
		}
		if seen[p.ID] {
			t.Errorf("%s is listed twice", p.ID)
		}
		seen[p.ID] = true
		if got, err := page.ParseSize(p.ID); err != nil || got != p.Size {
			t.Errorf("ParseSize(%s) = %v, %v", p.ID, got, err)
		}
		// The A series halves: its sides are as 1 to the root of 2.
		if p.ID[0] == 'A' && math.Abs(p.Size.H/p.Size.W-math.Sqrt2) > 0.01 {
			t.Errorf("%s has the ratio %.3f", p.ID, p.Size.H/p.Size.W)
		}
	}
	if len(seen) < 9 {
		t.Errorf("only %d papers", len(seen))
	}
}

func TestSizeTurns(t *testing.T) {
	s := page.Size{W: 210, H: 297}
	if got := s.Landscape(); got != (page.Size{W: 297, H: 210}) || got.Landscape() != got {
		t.Errorf("Landscape = %v", got)
	}
	if got := s.Landscape().Portrait(); got != s {
		t.Errorf("Portrait = %v", got)
	}
	if got := s.Landscape().Short(); got != 210 {
		t.Errorf("Short = %v", got)
	}
}

func TestParseColor(t *testing.T) {
	for in, want := range map[string]page.Color{
		"#000000": {}, "#FFFFFF": page.White, "#d40000": {R: 0xD4}, "#0B7A43": {R: 0x0B, G: 0x7A, B: 0x43},
	} {
		got, err := page.ParseColor(in)
		if err != nil || got != want {
			t.Errorf("ParseColor(%q) = %v, %v", in, got, err)
		}
		if back, err := page.ParseColor(got.String()); err != nil || back != got {
			t.Errorf("%v does not survive its own String", got)
		}
	}
	for _, in := range []string{"", "#", "#fff", "d40000", "#d4000", "#d400000", "#d4000g", "# F F F", "#+12345", "#d40000 "} {
		if got, err := page.ParseColor(in); err == nil {
			t.Errorf("ParseColor(%q) = %v, want an error", in, got)
		}
	}
}

// The figures are those of WCAG's own examples.
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"#000000", "#FFFFFF", 21},
		{"#FFFFFF", "#FFFFFF", 1},
		{"#777777", "#FFFFFF", 4.48},
		{"#FF0000", "#FFFFFF", 4.0},
		{"#0000FF", "#FFFFFF", 8.59},
	} {
		a, _ := page.ParseColor(c.a)
		b, _ := page.ParseColor(c.b)
		if got := page.Contrast(a, b); math.Abs(got-c.want) > 0.01 {
			t.Errorf("Contrast(%s, %s) = %.3f, want %.2f", c.a, c.b, got, c.want)
		}
		if page.Contrast(a, b) != page.Contrast(b, a) {
			t.Errorf("Contrast(%s, %s) depends on the order", c.a, c.b)
		}
	}
}

func TestRect(t *testing.T) {
	r := page.Rect{X: 10, Y: 20, W: 30, H: 40}
	for name, c := range map[string]struct{ got, want page.Rect }{
		"moved":          {r.Moved(1, -2), page.Rect{X: 11, Y: 18, W: 30, H: 40}},
		"grown":          {r.Grown(2), page.Rect{X: 8, Y: 18, W: 34, H: 44}},
		"shrunk":         {r.Grown(-5), page.Rect{X: 15, Y: 25, W: 20, H: 30}},
		"union":          {r.Union(page.Rect{X: 0, Y: 50, W: 5, H: 50}), page.Rect{X: 0, Y: 20, W: 40, H: 80}},
		"union of empty": {r.Union(page.Rect{X: -9, Y: -9}), r},
		"empty's union":  {page.Rect{}.Union(r), r},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
	if r.Right() != 40 || r.Bottom() != 60 || r.Empty() || !(page.Rect{W: 1}).Empty() {
		t.Error("edges or emptiness are wrong")
	}
	if !r.Overlaps(page.Rect{X: 39, Y: 59, W: 9, H: 9}) || r.Overlaps(page.Rect{X: 40, Y: 20, W: 5, H: 5}) {
		t.Error("Overlaps: touching is not overlapping")
	}
	if !r.Contains(r) || !r.Contains(r.Grown(0.0005)) || r.Contains(r.Grown(0.1)) {
		t.Error("Contains: a thousandth of a mm is the tolerance")
	}
}

func seg(v page.Verb, ps ...float64) page.Segment {
	s := page.Segment{Verb: v}
	for i := 0; i+1 < len(ps); i += 2 {
		s.P[i/2] = page.Point{X: ps[i], Y: ps[i+1]}
	}
	return s
}

// Bounds follow the curve and not its control points.
func TestOutlineBounds(t *testing.T) {
	for name, c := range map[string]struct {
		segs []page.Segment
		want page.Rect
	}{
		"nothing": {nil, page.Rect{}},
		"a square": {
			[]page.Segment{seg(page.MoveTo, 0, 0), seg(page.LineTo, 10, 0), seg(page.LineTo, 10, 10), seg(page.LineTo, 0, 10)},
			page.Rect{W: 10, H: 10},
		},
		"a parabola reaches half its control": {
			[]page.Segment{seg(page.MoveTo, 0, 0), seg(page.QuadTo, 5, 10, 10, 0)},
			page.Rect{W: 10, H: 5},
		},
		"a cubic reaches three quarters": {
			[]page.Segment{seg(page.MoveTo, 0, 0), seg(page.CubicTo, 0, 8, 10, 8, 10, 0)},
			page.Rect{W: 10, H: 6},
		},
		"an S goes both ways": {
			[]page.Segment{seg(page.MoveTo, 0, 0), seg(page.CubicTo, 0, 10, 10, -10, 10, 0)},
			page.Rect{Y: -2.8867513459481287, W: 10, H: 5.773502691896257},
		},
		"a straight cubic": {
			[]page.Segment{seg(page.MoveTo, 1, 1), seg(page.CubicTo, 2, 2, 3, 3, 4, 4)},
			page.Rect{X: 1, Y: 1, W: 3, H: 3},
		},
	} {
		got := page.NewOutline(name, c.segs).Bounds()
		for _, d := range []float64{got.X - c.want.X, got.Y - c.want.Y, got.W - c.want.W, got.H - c.want.H} {
			if math.Abs(d) > 1e-9 {
				t.Errorf("%s: %v, want %v", name, got, c.want)
				break
			}
		}
	}
}

func TestItemBounds(t *testing.T) {
	o := page.NewOutline("square", []page.Segment{seg(page.MoveTo, 0, 0), seg(page.LineTo, 10, 0), seg(page.LineTo, 10, 10), seg(page.LineTo, 0, 10)})
	r := page.Rect{X: 5, Y: 6, W: 7, H: 7}
	for name, c := range map[string]struct {
		item page.Item
		want page.Rect
	}{
		"box":    {page.Box{Rect: r}, r},
		"link":   {page.Link{Rect: r}, r},
		"code":   {page.Code{Rect: r}, r},
		"shape":  {page.Shape{Outline: o, At: page.Point{X: 1, Y: 2}, Scale: 2}, page.Rect{X: 1, Y: 2, W: 20, H: 20}},
		"stroke": {page.Shape{Outline: o, Scale: 1, Stroke: 2}, page.Rect{X: -1, Y: -1, W: 12, H: 12}},
		"text":   {page.Text{At: page.Point{X: 10, Y: 20}, Ink: page.Rect{X: 1, Y: -3, W: 8, H: 4}}, page.Rect{X: 11, Y: 17, W: 8, H: 4}},
	} {
		if got := c.item.Bounds(); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestItemsInPaintingOrder(t *testing.T) {
	a, b := &page.Layer{}, &page.Layer{}
	a.Add(page.Box{Rect: page.Rect{X: 1}}, page.Box{Rect: page.Rect{X: 2}})
	b.Add(page.Box{Rect: page.Rect{X: 3}})
	p := &page.Page{Layers: []*page.Layer{a, b}}
	var got []float64
	for it := range p.Items {
		got = append(got, it.Bounds().X)
	}
	if len(got) != 3 || got[0] != 1 || got[1] != 2 || got[2] != 3 {
		t.Errorf("order %v", got)
	}
	for range p.Items {
		got = got[:0]
		break
	}
	if len(got) != 0 {
		t.Error("a stopped range went on")
	}
}

func TestCodeModules(t *testing.T) {
	m := &page.Modules{N: 2, Dark: []bool{true, false, false, true}}
	if !m.At(0, 0) || m.At(1, 0) || m.At(0, 1) || !m.At(1, 1) {
		t.Error("modules are read by column and row")
	}
	c := page.Code{Rect: page.Rect{W: 20, H: 20}, Quiet: 4, Modules: m}
	if got := c.Module(); got != 2 {
		t.Errorf("module of %v mm, want 2", got)
	}
}
