package svg_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit/page"
	"eventkit/kit/page/svg"
)

// fills are the colours of a drawing's shapes, in painting order.
func fills(d *svg.Drawing) string {
	var all []string
	for _, s := range d.Shapes {
		all = append(all, s.Fill.String())
	}
	return strings.Join(all, " ")
}

// What a group says holds for what is in it, until something says otherwise;
// what follows the group is as before.
func TestWhatGroupsHandOn(t *testing.T) {
	const box = `<rect width="5" height="5"/>`
	for name, c := range map[string]struct{ inside, want string }{
		"from the group":       {`<g fill="red">` + box + `</g>`, "#FF0000"},
		"from the outer group": {`<g fill="red"><g>` + box + `</g></g>`, "#FF0000"},
		"the inner one counts": {`<g fill="red"><g fill="blue">` + box + `</g>` + box + `</g>` + box, "#0000FF #FF0000 #000000"},
		"style over attribute": {`<g style="fill:blue" fill="red">` + box + `</g>`, "#0000FF"},
		"inherit":              {`<g fill="red"><rect width="5" height="5" fill="inherit"/></g>`, "#FF0000"},
		"current colour":       {`<g color="teal"><g fill="currentColor">` + box + `</g></g>`, "#008080"},
		"a hidden group":       {`<g display="none">` + box + `</g>` + box, "#000000"},
		"not to be undone":     {`<g display="none"><rect width="5" height="5" display="inline"/></g>`, ""},
		"made visible":         {`<g visibility="hidden">` + box + `<rect width="5" height="5" visibility="visible"/></g>`, "#000000"},
		"collapsed":            {`<g visibility="collapse">` + box + `</g>`, ""},
		"line over fill":       {`<rect width="5" height="5" fill="red" stroke="blue"/>`, "#FF0000 #0000FF"},
		"fill over line":       {`<rect width="5" height="5" fill="red" stroke="blue" paint-order="stroke"/>`, "#0000FF #FF0000"},
		"painting order":       {`<rect width="5" height="5" fill="red"/><g><rect width="5" height="5" fill="lime"/></g><rect width="5" height="5" fill="blue"/>`, "#FF0000 #00FF00 #0000FF"},
		"a trouble undone":     {`<g fill-opacity=".5"><rect width="5" height="5" fill-opacity="1"/></g>`, "#000000"},
		"dashes undone":        {`<g stroke="red" stroke-dasharray="1 2"><line x2="5" stroke-dasharray="none"/></g>`, "#FF0000"},
		"dashes of no line":    {`<rect width="5" height="5" stroke="none" stroke-dasharray="1 2"/>`, "#000000"},
	} {
		if got := fills(read(t, file(c.inside))); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What editors keep in a file is passed over, whatever it holds.
func TestPassedOver(t *testing.T) {
	const box = `<rect width="5" height="5" fill="red"/>`
	for name, inside := range map[string]string{
		"comment":        `<!-- <script/> -->` + box,
		"title":          `<title>a <b>title</b></title>` + box,
		"metadata":       `<metadata><rdf:RDF xmlns:rdf="x"><cc:Work/></rdf:RDF></metadata>` + box,
		"definitions":    `<defs><rect width="9" height="9"/><linearGradient id="a"><stop offset="0"/></linearGradient></defs>` + box,
		"clip path":      `<clipPath id="c"><circle r="5"/></clipPath>` + box,
		"symbol":         `<symbol id="s"><rect width="9" height="9"/></symbol>` + box,
		"an editor's":    `<sodipodi:namedview id="base"><inkscape:grid/></sodipodi:namedview>` + box,
		"its attributes": `<g inkscape:label="Layer 1" inkscape:groupmode="layer" id="a" class="b" data-x="1">` + box + `</g>`,
		"its styles":     `<g style="-inkscape-font-specification:Sans;font-size:12px">` + box + `</g>`,
		"words between":  `some words` + box + `and more`,
		"character data": `<title><![CDATA[<script>]]></title>` + box,
	} {
		if got := fills(read(t, file(inside))); got != "#FF0000" {
			t.Errorf("%s: %q", name, got)
		}
	}
	// A declaration and a name space with a prefix are as good.
	for _, text := range []string{
		"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + file(box),
		"\n\n<!-- made by hand -->\n" + file(box),
		`<svg:svg xmlns:svg="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><svg:rect width="5" height="5" fill="red"/></svg:svg>`,
		`<svg viewBox="0 0 9 9"><rect width="5" height="5" fill="red"/></svg>` + "\n",
	} {
		if got := fills(read(t, text)); got != "#FF0000" {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// Transforms work from the outside in, and each way to write one means what
// its matrix does.
func TestTransformsAreMatrices(t *testing.T) {
	for name, matrix := range map[string]string{
		"translate(3,4)":          "1 0 0 1 3 4",
		"translate(3)":            "1 0 0 1 3 0",
		"scale(2,3)":              "2 0 0 3 0 0",
		"scale(2)":                "2 0 0 2 0 0",
		"scale(-1 1)":             "-1 0 0 1 0 0",
		"rotate(90)":              "0 1 -1 0 0 0",
		"rotate(-90)":             "0 -1 1 0 0 0",
		"rotate(90 10 20)":        "0 1 -1 0 30 10",
		"skewX(45)":               "1 0 1 1 0 0",
		"skewY(45)":               "1 1 0 1 0 0",
		"translate(3,4) scale(2)": "2 0 0 2 3 4",
		"scale(2),translate(3 4)": "2 0 0 2 6 8",
		" translate( 3 , 4 ) ":    "1 0 0 1 3 4",
		"":                        "1 0 0 1 0 0",
		"rotate(30) rotate(60)":   "0 1 -1 0 0 0",
	} {
		const shape = `<path d="M1 2L8 3Q9 9 4 7C3 6 2 5 1 4Z"/>`
		a := outline(t, `<g transform="`+name+`">`+shape+`</g>`)
		b := outline(t, `<g transform="matrix(`+matrix+`)">`+shape+`</g>`)
		if a != b {
			t.Errorf("%q: %s\nmatrix(%s): %s", name, a, matrix, b)
		}
	}
	for _, bad := range []string{"translate", "translate()", "translate(1 2 3)", "scale()", "rotate(1 2)", "skewX(1 2)", "matrix(1 2 3 4 5 6 7)", "translate(1px)", "translate(1", "translate 1 2", "Scale(2)", "scale(2);", "rotateX(3)"} {
		var e *svg.Error
		if _, err := svg.Read(strings.NewReader(file(`<g transform="` + bad + `"/>`))); !errors.As(err, &e) || e.Line != 2 {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// Groups inside each other and one list of transforms draw the same.
func TestGroupsAreLists(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		v := rapid.IntRange(-20, 20)
		var list, open, end []string
		for range rapid.IntRange(1, 4).Draw(rt, "steps") {
			step := fmt.Sprintf([]string{"translate(%d %d)", "rotate(%d)", "scale(%d 2)"}[rapid.IntRange(0, 2).Draw(rt, "kind")], v.Draw(rt, "a"), v.Draw(rt, "b"))
			step, _, _ = strings.Cut(step, "%!(EXTRA")
			list = append(list, step)
			open, end = append(open, `<g transform="`+step+`">`), append(end, `</g>`)
		}
		const shape = `<path d="M1 2L8 3L4 7Z"/>`
		a := read(t, file(`<g transform="`+strings.Join(list, " ")+`">`+shape+`</g>`))
		b := read(t, file(strings.Join(open, "")+shape+strings.Join(end, "")))
		x, y := a.Shapes[0].Outline.Bounds(), b.Shapes[0].Outline.Bounds()
		if far := math.Abs(x.X-y.X) + math.Abs(x.Y-y.Y) + math.Abs(x.W-y.W) + math.Abs(x.H-y.H); far > 1e-6*(1+math.Abs(x.X)+math.Abs(x.Y)+x.W+x.H) {
			rt.Fatalf("%v: %v and %v", list, x, y)
		}
	})
}

// A shape that is placed is where the drawing's units say, in mm.
func TestItemsArePlaced(t *testing.T) {
	d := read(t, file(`<rect x="10" y="20" width="30" height="40"/><circle cx="50" cy="50" r="10" fill="red"/>`))
	rapid.Check(t, func(t *rapid.T) {
		at := page.Point{X: rapid.Float64Range(-500, 500).Draw(t, "x"), Y: rapid.Float64Range(-500, 500).Draw(t, "y")}
		scale := rapid.Float64Range(0.01, 50).Draw(t, "scale")
		items := d.Items(at, scale)
		if len(items) != 2 {
			t.Fatalf("%d items", len(items))
		}
		for i, want := range []page.Rect{{X: 10, Y: 20, W: 30, H: 40}, {X: 40, Y: 40, W: 20, H: 20}} {
			b := items[i].Bounds()
			for _, off := range []float64{b.X - at.X - scale*want.X, b.Y - at.Y - scale*want.Y, b.W - scale*want.W, b.H - scale*want.H} {
				if math.Abs(off) > 1e-6*scale+1e-9 {
					t.Fatalf("item %d is at %v", i, b)
				}
			}
		}
	})
	if got := (&svg.Drawing{}).Items(page.Point{}, 1); len(got) != 0 {
		t.Errorf("an empty drawing has %d items", len(got))
	}
}

// An arc from the one to the other end is part of its ellipse, whichever of
// the four is asked for.
func TestArcsLieOnTheirEllipse(t *testing.T) {
	for _, flags := range []string{"0 0", "0 1", "1 0", "1 1"} {
		d := read(t, file(`<path d="M10 0A10 10 0 `+flags+` 0 10"/>`))
		segs := d.Shapes[0].Outline.Segments
		// The middle is at the origin or at 10, 10.
		var center page.Point
		if flags == "0 0" || flags == "1 1" {
			center = page.Point{X: 10, Y: 10}
		}
		for _, s := range segs {
			end := s.P[s.Verb.Points()-1]
			if off := math.Abs(math.Hypot(end.X-center.X, end.Y-center.Y) - 10); off > 1e-6 {
				t.Errorf("%s: %v is %g off the circle", flags, end, off)
			}
		}
		large, pieces := flags[0] == '1', len(segs)-1
		if large && pieces != 3 || !large && pieces != 1 {
			t.Errorf("%s: %d pieces", flags, pieces)
		}
	}
}

// Errors name the line that the element ends in, and shorten what they repeat.
func TestErrorsAreShort(t *testing.T) {
	long := strings.Repeat("very-long-", 2000)
	for _, inside := range []string{
		`<rect fill="` + long + `"/>`, `<g transform="` + long + `"/>`, `<` + long + `/>`, `<rect on` + long + `="1"/>`, `<g href="` + long + `"/>`,
		`<rect width="` + long + `" height="1"/>`, `<path d="` + long + `"/>`, `<g opacity="` + long + `"/>`, `<g stroke-width="` + long + `"/>`,
	} {
		_, err := svg.Read(strings.NewReader(file(inside)))
		if err == nil || len(err.Error()) > 300 || !strings.HasPrefix(err.Error(), "line 2: ") {
			t.Errorf("%.20s…: %.300v", inside, err)
		}
	}
	// Line by line.
	for n := range 5 {
		_, err := svg.Read(strings.NewReader(file(strings.Repeat("<g/>\n", n) + "<text/>")))
		var e *svg.Error
		if !errors.As(err, &e) || e.Line != n+2 {
			t.Errorf("after %d lines: %v", n, err)
		}
	}
	whole := &svg.Error{What: "this is not SVG", Mend: "export the artwork as SVG"}
	if whole.Error() != "this is not SVG; export the artwork as SVG" {
		t.Error(whole)
	}
}
