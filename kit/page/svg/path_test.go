package svg_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"eventkit/kit/page"
)

// outline is a drawing's only shape in words: letters and numbers.
func outline(t *testing.T, inside string) string {
	t.Helper()
	d := read(t, file(inside))
	if len(d.Shapes) != 1 {
		t.Fatalf("%s: %d shapes", inside, len(d.Shapes))
	}
	var b strings.Builder
	for _, s := range d.Shapes[0].Outline.Segments {
		b.WriteByte("MLQC"[s.Verb])
		for i := range s.Verb.Points() {
			fmt.Fprintf(&b, "%s,%s ", short(s.P[i].X), short(s.P[i].Y))
		}
	}
	return strings.TrimSpace(b.String())
}

func short(v float64) string {
	return fmt.Sprintf("%g", math.Round(v*1000)/1000+0)
}

// Each way to write a path, and the outline that all of them mean (SVG 2, 9.3).
func TestPathCommands(t *testing.T) {
	tests := []struct {
		want string
		ways []string
	}{
		{"M10,20 L30,40 L30,60", []string{"M10 20L30 40L30 60", "M10,20,30,40,30,60", "m10 20 20 20 0 20", "M 10 20 l 20 20 v 20", "m10,20l20,20V60", "\tM10\n20L30 40 30,60"}},
		{"M10,20 L50,20 L50,5", []string{"M10 20H50V5", "m10 20h40v-15"}},
		{"M0,0 L10,0 L10,10 M0,0 L5,5", []string{"M0 0H10V10ZL5 5", "M0 0h10v10zl5 5", "M0 0H10V10z l5,5"}},
		{"M0,0 L10,0 M20,20 L30,20", []string{"M0 0H10M20 20H30", "m0 0h10m10 20h10", "M0 0h10Zm20 20h10"}},
		{"M0,0 C1,2 3,4 5,6", []string{"M0 0C1 2 3 4 5 6", "m0 0c1 2 3 4 5 6", "M0 0C1,2,3,4,5,6"}},
		{"M0,0 C1,2 3,4 5,6 C7,8 9,9 10,10", []string{"M0 0C1 2 3 4 5 6S9 9 10 10", "M0 0c1 2 3 4 5 6s4 3 5 4", "M0 0C1 2 3 4 5 6 7 8 9 9 10 10"}},
		{"M5,5 C5,5 9,9 10,10", []string{"M5 5S9 9 10 10", "m5 5s4 4 5 5"}},
		{"M0,0 Q5,10 10,0 Q15,-10 20,0 Q25,10 30,0", []string{"M0 0Q5 10 10 0T20 0T30 0", "m0 0q5 10 10 0t10 0 10 0"}},
		{"M5,5 Q5,5 10,10", []string{"M5 5T10 10", "m5 5t5 5"}},
		{"M0,0 L10,10", []string{"M0 0A0 5 0 0 1 10 10", "M0 0A5 0 0 0 1 10 10", "M0 0L10 10"}},
		{"M0.5,0.25 L-0.5,30", []string{"M.5.25L-.5 30", "M5e-1.25L-.5 3e1", "m.5,+.25l-1,29.75", "M0.50 2.5E-1L-0.5,3E+1"}},
	}
	for _, tt := range tests {
		for _, d := range tt.ways {
			if got := outline(t, `<path d="`+d+`"/>`); got != tt.want {
				t.Errorf("%q is %s, want %s", d, got, tt.want)
			}
		}
	}
}

// Arcs whose flags stand without space around them, too small ones and none.
func TestArcForms(t *testing.T) {
	want := outline(t, `<path d="M0 0A5 5 0 0 1 10 0"/>`)
	for _, d := range []string{"M0 0A5 5 0 0110 0", "M0,0a5,5,0,0,1,10,0", "M0 0a-5 5 0 0 1 10 0", "M0 0A1 1 0 0 1 10 0", "M0 0A5 5 90 01 10 0"} {
		if got := outline(t, `<path d="`+d+`"/>`); len(got) != len(want) || got[:4] != want[:4] {
			t.Errorf("%q is %s, want %s", d, got, want)
		}
	}
	if d := read(t, file(`<path d="M5 5A9 9 0 0 1 5 5"/>`)); len(d.Shapes) != 1 || !d.Shapes[0].Outline.Bounds().Empty() {
		t.Errorf("an arc to where it starts: %v", d.Shapes)
	}
}

// Paths and shapes that draw nothing are no error.
func TestNothingToDraw(t *testing.T) {
	for _, inside := range []string{
		`<path/>`, `<path d=""/>`, `<path d="none"/>`, `<path d="M5 5"/>`, `<polygon/>`, `<polyline points=""/>`,
		`<rect/>`, `<rect width="5"/>`, `<circle/>`, `<circle r="-1"/>`, `<ellipse rx="5"/>`, `<line x2="5"/>`,
		`<line x2="5" stroke="red" stroke-width="0"/>`, `<path d="M5 5z" stroke="red"/>`, `<g><title>a</title></g>`,
	} {
		if d := read(t, file(inside)); len(d.Shapes) != 0 {
			t.Errorf("%s draws %d shapes", inside, len(d.Shapes))
		}
	}
}

// Basic shapes are the paths that the standard says (SVG 2, chapter 10).
func TestBasicShapes(t *testing.T) {
	tests := []struct{ shape, want string }{
		{`<rect x="1" y="2" width="3" height="4"/>`, "M1,2 L4,2 L4,6 L1,6"},
		{`<polygon points="1,2 3,4 5,6"/>`, "M1,2 L3,4 L5,6"},
		{`<polyline points="1 2,3 4-5-6"/>`, "M1,2 L3,4 L-5,-6"},
	}
	for _, tt := range tests {
		if got := outline(t, tt.shape); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.shape, got, tt.want)
		}
	}
	// A corner's radius stands for both, and is at most half the side.
	same := [][2]string{
		{`<rect width="10" height="20" rx="3"/>`, `<rect width="10" height="20" rx="3" ry="3"/>`},
		{`<rect width="10" height="20" ry="3"/>`, `<rect width="10" height="20" rx="3" ry="3"/>`},
		{`<rect width="10" height="20" rx="auto" ry="3"/>`, `<rect width="10" height="20" rx="3" ry="3"/>`},
		{`<rect width="10" height="20" rx="90" ry="3"/>`, `<rect width="10" height="20" rx="5" ry="3"/>`},
		{`<circle cx="5" cy="6" r="3"/>`, `<ellipse cx="5" cy="6" rx="3" ry="3"/>`},
	}
	for _, pair := range same {
		if a, b := outline(t, pair[0]), outline(t, pair[1]); a != b {
			t.Errorf("%s: %s\n%s: %s", pair[0], a, pair[1], b)
		}
	}
}

func TestUnits(t *testing.T) {
	tests := map[string]float64{
		"7": 7, "7px": 7, "1in": 96, "2.54cm": 96, "25.4mm": 96, "72pt": 96, "6pc": 96, "101.6Q": 96, "50%": 50, " 1e1 ": 10, "+.5": 0.5,
	}
	for width, want := range tests {
		d := read(t, file(`<rect height="1" width="`+width+`"/>`))
		if got := d.Shapes[0].Outline.Bounds().W; math.Abs(got-want) > 1e-9 {
			t.Errorf("%q is %g, want %g", width, got, want)
		}
	}
}

// Transforms, alone and one after the other, where they move a point to.
func TestTransforms(t *testing.T) {
	tests := []struct {
		transform string
		x, y      float64 // where 1, 2 comes to lie
	}{
		{"", 1, 2},
		{"translate(10)", 11, 2},
		{"translate(10, 20)", 11, 22},
		{"scale(3)", 3, 6},
		{"scale(3 -1)", 3, -2},
		{"rotate(90)", -2, 1},
		{"rotate(90 1 2)", 1, 2},
		{"rotate(180, 5, 5)", 9, 8},
		{"skewX(45)", 3, 2},
		{"skewY(45)", 1, 3},
		{"matrix(1 2 3 4 5 6)", 12, 16},
		{"translate(10)scale(2)", 12, 4},
		{"scale(2),translate(10 0)", 22, 4},
		{" translate( 10 )\n rotate( 90 ) ", 8, 1},
	}
	for _, tt := range tests {
		d := read(t, file(`<g transform="`+tt.transform+`"><path d="M1 2L9 9"/></g>`))
		got := d.Shapes[0].Outline.Segments[0].P[0]
		if math.Hypot(got.X-tt.x, got.Y-tt.y) > 1e-9 {
			t.Errorf("%q: %v, want %g, %g", tt.transform, got, tt.x, tt.y)
		}
	}
}

// What a group says holds for what is in it, until that says otherwise.
func TestInheritance(t *testing.T) {
	d := read(t, file(`<g fill="red" stroke="blue" stroke-width="4" stroke-opacity=".5" visibility="hidden">
<g stroke="none" visibility="visible"><rect width="1" height="1"/></g>
<rect width="2" height="2"/>
<g visibility="visible" style="stroke-opacity:1;fill:lime" color="teal">
<rect width="3" height="3"/>
<g display="none"><rect width="4" height="4"/><g display="inline"><rect width="4" height="4"/></g></g>
<rect width="5" height="5" fill="inherit" stroke="currentColor" stroke-width="2"/>
</g></g>
<rect width="6" height="6"/>`))
	want := []struct {
		fill string
		w    float64
	}{{"#FF0000", 1}, {"#00FF00", 3}, {"#0000FF", 7}, {"#00FF00", 5}, {"#008080", 7}, {"#000000", 6}}
	if len(d.Shapes) != len(want) {
		t.Fatalf("%d shapes, want %d", len(d.Shapes), len(want))
	}
	for i, s := range d.Shapes {
		if got := s.Outline.Bounds().W; s.Fill.String() != want[i].fill || math.Abs(got-want[i].w) > 1e-9 {
			t.Errorf("shape %d is %v and %g wide, want %s and %g", i, s.Fill, got, want[i].fill, want[i].w)
		}
	}
}

// The line is painted over the inside, unless the order is turned round.
func TestPaintOrder(t *testing.T) {
	for order, want := range map[string]string{"": "#FF0000 #0000FF", "normal": "#FF0000 #0000FF", "stroke fill": "#0000FF #FF0000"} {
		d := read(t, file(`<rect width="9" height="9" fill="red" stroke="blue" paint-order="`+order+`"/>`))
		if got := d.Shapes[0].Fill.String() + " " + d.Shapes[1].Fill.String(); got != want {
			t.Errorf("%q paints %s, want %s", order, got, want)
		}
	}
}

// What editors keep in a drawing for themselves doesn't matter.
func TestEditorsOwn(t *testing.T) {
	d := read(t, `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with an editor -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:xlink="http://www.w3.org/1999/xlink" width="210mm" height="297mm" viewBox="0 0 210 297"
   version="1.1" id="svg5" inkscape:version="1.2" sodipodi:docname="poster.svg" xml:space="preserve">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" inkscape:current-layer="layer1" />
  <defs id="defs2"><inkscape:path-effect effect="spiro"/><linearGradient id="a" xlink:href="#b"><stop style="stop-color:#000"/></linearGradient></defs>
  <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><text>words</text></rdf:RDF></metadata>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1">
    <path style="fill:#d40000;fill-opacity:1;fill-rule:evenodd;stroke:none;stroke-width:0.264583px;stroke-linecap:butt;stroke-opacity:0.5;paint-order:stroke"
       d="m 10,10 h 20 v 20 h -20 z" id="path1" sodipodi:nodetypes="ccccc" />
    <svg:rect width="5" height="5" fill="#111" aria-label="a" data-name="b" class="cls-1"/>
  </g>
</svg>`)
	if len(d.Shapes) != 2 || d.View != (page.Rect{W: 210, H: 297}) {
		t.Errorf("%d shapes in %+v", len(d.Shapes), d.View)
	}
}
