package svg_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"eventkit/kit/page/svg"
)

// Whatever would look different, reach out or run is refused with its line.
func TestRefused(t *testing.T) {
	tests := []struct{ name, inside, want string }{
		{"script", `<script>alert(1)</script>`, "<script> can't be drawn"},
		{"script in defs", `<defs><script/></defs>`, "<script> can't be drawn"},
		{"handler", `<rect onclick="alert(1)"/>`, "there is a script in onclick"},
		{"image", `<image href="https://example.org/x.png"/>`, "<image> can't be drawn"},
		{"text", `<g><text>words</text></g>`, "<text> can't be drawn; turn the words into paths"},
		{"style sheet", `<defs><style>.a{fill:red}</style></defs>`, "export with presentation attributes"},
		{"clone", `<use xlink:href="#a"/>`, "unlink the clone"},
		{"link", `<g xlink:href="https://example.org/"/>`, "the drawing refers to https://example.org/"},
		{"foreign", `<foreignObject/>`, "leave it out"},
		{"external gradient", `<rect width="9" height="9" fill="url(https://example.org/x#g)"/>`, "fill is a gradient or a pattern"},
		{"gradient", `<rect style="stroke:url(#g)"/>`, "stroke is a gradient or a pattern"},
		{"filter", `<g filter="url(#blur)"/>`, "leave filters out"},
		{"clip", `<g clip-path="url(#c)"/>`, "cut the shape itself"},
		{"mask", `<g style="mask:url(#c)"/>`, "cut the shape itself"},
		{"see-through", `<g opacity=".5"/>`, "opacity is .5"},
		{"see-through fill", `<g fill-opacity="0.3"><rect width="9" height="9"/></g>`, "fill-opacity can't be drawn"},
		{"see-through colour", `<rect fill="#ff000080"/>`, "the fill #ff000080 is not understood"},
		{"dashes", `<g stroke="red" stroke-dasharray="1 2"><line x2="9"/></g>`, "stroke-dasharray can't be drawn"},
		{"marker", `<path marker-end="url(#m)" d="M0 0h9"/>`, "turn it into a path"},
		{"blend", `<g style="mix-blend-mode:multiply"/>`, "use the colour that it looks like"},
		{"style transform", `<g style="transform:scale(2)"/>`, "write it as an attribute"},
		{"nested svg", `<svg viewBox="0 0 1 1"/>`, "a drawing inside the drawing"},
		{"animation", `<rect><animate attributeName="x"/></rect>`, "paper stands still"},
		{"unknown", `<blob/>`, "<blob> can't be drawn; turn it into a path"},
		{"instruction", `<?php echo 1 ?>`, "an instruction to other programs"},
		{"path", `<path d="M0 0L1"/>`, "<path>: not understood near"},
		{"path without move", `<path d="L1 1"/>`, "not understood near"},
		{"path after close", `<path d="M0 0z5 5"/>`, "not understood near"},
		{"path command", `<path d="M0 0X5 5"/>`, "not understood near"},
		{"path flag", `<path d="M0 0A5 5 0 2 1 9 9"/>`, "not understood near"},
		{"path number", `<path d="M0 1e99"/>`, "not understood near"},
		{"points", `<polygon points="1 2 3"/>`, "not a list of pairs of numbers"},
		{"length", `<rect width="wide" height="2"/>`, "width is wide, not a length"},
		{"unit", `<rect width="2em" height="2"/>`, "width is 2em"},
		{"infinite", `<rect width="1e8" height="2"/>`, "width is 1e8"},
		{"far", `<g transform="scale(1e6)"><rect width="100" height="100"/></g>`, "a shape lies far outside"},
		{"transform", `<g transform="spin(9)"/>`, "the transform spin(9) is not understood"},
		{"transform count", `<g transform="matrix(1 2 3)"/>`, "is not understood"},
		{"transform end", `<g transform="scale(2"/>`, "is not understood"},
		{"transform size", `<g transform="scale(1e7) scale(1e7)"/>`, "is not understood"},
		{"colour", `<rect fill="reddish"/>`, "the fill reddish is not understood"},
		{"own colour", `<g color="reddish"/>`, "the colour reddish is not understood"},
		{"width", `<g stroke-width="-1"/>`, "stroke-width is -1"},
		{"even-odd star", `<path fill-rule="evenodd" d="M50 0L80 90L5 35H95L20 90z"/>`, "lines of an even-odd path cross each other"},
		{"mismatch", `<g></rect>`, "</rect> ends what never began"},
		{"entity", `<g fill="&lol;"/>`, "this is not XML: invalid character entity &lol;"},
		{"broken", `<g fill=red/>`, "this is not XML"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := svg.Read(strings.NewReader(file(tt.inside)))
			var e *svg.Error
			if !errors.As(err, &e) || !strings.Contains(err.Error(), tt.want) || e.Line != 2 || e.Mend == "" {
				t.Errorf("got %v\nwant line 2: %s", err, tt.want)
			}
		})
	}
}

func TestRefusedFiles(t *testing.T) {
	lol := `<!DOCTYPE svg [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>` + "\n"
	tests := []struct{ name, text, want string }{
		{"empty", "", "this is not SVG; export the artwork as SVG"},
		{"picture", "\x89PNG\r\n\x1a\n\x00\x00", "this is not SVG"},
		{"html", "<!-- a --><html><body/></html>", "this is <html>, not SVG"},
		{"billion laughs", lol + file("&b;"), "the file has a document type or entities of its own"},
		{"external entity", `<!DOCTYPE svg SYSTEM "file:///etc/passwd">` + file(""), "document type"},
		{"style sheet", `<?xml-stylesheet href="https://example.org/a.css"?>` + file(""), "an instruction to other programs"},
		{"encoding", `<?xml version="1.0" encoding="UTF-16"?>` + file(""), "save it as UTF-8"},
		{"cut", strings.TrimSuffix(file(`<rect width="9" height="9"/>`), "</svg>"), "the file ends in the middle"},
		{"two", file("") + file(""), "more than one drawing"},
		{"loose end", "</svg>", "ends what never began"},
		{"no size", `<svg width="100%" height="9"/>`, "doesn't say how large it is"},
		{"viewBox", `<svg viewBox="0 0 9"/>`, "the viewBox 0 0 9 is not understood"},
		{"flat", `<svg viewBox="0 0 0 9"/>`, "which nothing can be drawn in"},
		{"huge", `<svg viewBox="0 0 9e6 9"/>`, "which nothing can be drawn in"},
		{"moved", `<svg viewBox="0 0 9 9" transform="scale(2)"/>`, "<svg> has a transform"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := svg.Read(strings.NewReader(tt.text))
			var e *svg.Error
			if !errors.As(err, &e) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v\nwant %s", err, tt.want)
			}
		})
	}
}

// An error of the disk is passed on as it is.
func TestReadError(t *testing.T) {
	broken := errors.New("the stick was pulled")
	r := io.MultiReader(strings.NewReader(`<svg viewBox="0 0 9 9">`), iotest.ErrReader(broken))
	if _, err := svg.Read(r); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

// repeated is a text that is long without taking memory.
type repeated struct {
	head, body, tail string
	times            int
	now              *strings.Reader
	stage            int
}

func (r *repeated) Read(p []byte) (int, error) {
	for {
		if r.now == nil {
			switch {
			case r.stage == 0:
				r.now, r.stage = strings.NewReader(r.head), 1
			case r.stage == 1 && r.times > 0:
				r.times--
				r.now = strings.NewReader(r.body)
			case r.stage == 1:
				r.now, r.stage = strings.NewReader(r.tail), 2
			default:
				return 0, io.EOF
			}
		}
		if n, err := r.now.Read(p); err == nil {
			return n, nil
		}
		r.now = nil
	}
}

// Files at and beyond the limits end in a clear error, in little memory.
func TestLimits(t *testing.T) {
	const most = 150 << 20
	open, end := `<svg viewBox="0 0 100 100">`, `</svg>`
	tests := []struct {
		name string
		r    *repeated
		want string // "" if the drawing is good
	}{
		{"200,000 groups inside each other", &repeated{head: open, body: "<g>", times: 200_000, tail: end}, "more than 100 deep"},
		{"100 deep in what is passed over", &repeated{head: open + "<metadata>", body: "<x:y>", times: 200_000, tail: end}, "more than 100 deep"},
		{"many elements", &repeated{head: open, body: "<g/>", times: 200_001, tail: end}, "more than 200000 elements"},
		{"as many shapes as may be", &repeated{head: open, body: `<path d="M0 0H9"/>`, times: 199_999, tail: end}, ""},
		{"many bytes", &repeated{head: open + "<!--", body: strings.Repeat("x", 1<<20), times: 9, tail: "-->" + end}, "larger than 8 MB"},
		{"endless", &repeated{head: open, body: "<g></g> ", times: 1 << 40, tail: end}, "more than 200000 elements"},
		{"a long path", &repeated{head: open + `<path d="M0 0`, body: "h1", times: 3_000_000, tail: `"/>` + end}, "more than 500000 lines and curves"},
		{"a long polygon", &repeated{head: open + `<polygon points="`, body: "1 1 ", times: 2_000_000, tail: `"/>` + end}, "more than 500000 lines and curves"},
		{"a long stroke", &repeated{head: open + `<path fill="none" stroke="red" d="M0 0`, body: "c1 1 1 1 0 90", times: 300_000, tail: `"/>` + end}, "more than 500000 lines and curves"},
		{"many strokes", &repeated{head: open, body: `<circle r="9" stroke="red"/>`, times: 100_000, tail: end}, "more than 500000 lines and curves"},
		{"even-odd", &repeated{head: open + `<path fill-rule="evenodd" d="M0 0`, body: "h1v1", times: 30_000, tail: `"/>` + end}, "more than 5000 points"},
		{"many even-odd rings", &repeated{head: open + `<path fill-rule="evenodd" d="`, body: "M0 0h1", times: 2_450, tail: `"/>` + end}, ""},
		{"an even-odd comb", &repeated{head: open + `<path fill-rule="evenodd" d="M0 0`, body: "v90h.001v-90h.001", times: 1_240, tail: `"/>` + end}, ""},
		{"many attributes", &repeated{head: open + "<g", body: ` a="1"`, times: 500_000, tail: "/>" + end}, ""},
	}
	defer debug.SetGCPercent(debug.SetGCPercent(20))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			peak := watch(t, func() {
				d, err := svg.Read(tt.r)
				switch {
				case tt.want == "" && err != nil:
					t.Error(err)
				case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
					t.Errorf("got %v, want %s", err, tt.want)
				}
				runtime.KeepAlive(d)
			})
			if peak > most {
				t.Errorf("%d MB were in use", peak>>20)
			}
		})
	}
}

// watch returns the most memory in use, in bytes, while do runs.
func watch(t *testing.T, do func()) uint64 {
	t.Helper()
	runtime.GC()
	before := inUse()
	stop, done := make(chan struct{}), make(chan uint64)
	go func() {
		peak := before
		for {
			peak = max(peak, inUse())
			select {
			case <-stop:
				done <- peak
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	do()
	stop <- struct{}{}
	return <-done - before
}

func inUse() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// An even-odd path fills the same area by the non-zero rule.
func TestEvenOdd(t *testing.T) {
	d := read(t, file(`<path fill-rule="evenodd" d="M0 0H90V90H0Z M10 10H80V80H10Z M20 20V70H70V20Z"/>`))
	turns := []float64{}
	var ring float64
	var last [2]float64
	segs := d.Shapes[0].Outline.Segments
	for i, s := range segs {
		p := s.P[0]
		if i > 0 && s.Verb == 0 {
			turns = append(turns, ring)
			ring = 0
		} else {
			ring += last[0]*p.Y - p.X*last[1]
		}
		last = [2]float64{p.X, p.Y}
	}
	turns = append(turns, ring)
	if len(turns) != 3 || turns[0]*turns[1] >= 0 || turns[0]*turns[2] <= 0 {
		t.Errorf("the rings turn %v", turns)
	}
}

func FuzzSVG(f *testing.F) {
	for _, s := range []string{
		file(`<path d="M0 0C1 2 3 4 5 6S7 8 9 10Q1 2 3 4T5 6A1 2 3 0 1 9 9Z" stroke="red"/>`),
		file(`<g transform="rotate(9 1 2)skewX(9)"><rect rx="2" width="9" height="9" fill-rule="evenodd"/></g>`),
		file(`<polyline points="1,2 3,4" stroke="#123" stroke-linejoin="round" stroke-linecap="square"/>`),
		file(`<path fill-rule="evenodd" d="M0 0h9v9zM2 2h1v1z"/>`),
		`<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>`,
		`<svg width="9mm" height="9in" style="overflow:visible"><circle r="5%"/></svg>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := svg.Read(bytes.NewReader(data))
		m, errM := svg.Measure(bytes.NewReader(data))
		if err != nil {
			var e *svg.Error
			if !errors.As(err, &e) || e.What == "" || e.Mend == "" {
				t.Fatalf("not an error for people: %v", err)
			}
			return
		}
		if errM != nil || m.View != d.View || m.Bleeds != d.Bleeds {
			t.Fatalf("measured %+v, %v; read %+v", m, errM, d.View)
		}
		again, err := svg.Read(bytes.NewReader(data))
		if err != nil || fmt.Sprint(again.View, len(again.Shapes)) != fmt.Sprint(d.View, len(d.Shapes)) {
			t.Fatal("read twice, the drawing is another")
		}
		for _, s := range d.Shapes {
			if b := s.Outline.Bounds(); !(b.W >= 0 && b.W <= 1e7 && b.H >= 0 && b.H <= 1e7) {
				t.Fatalf("a shape of %+v", b)
			}
		}
	})
}
