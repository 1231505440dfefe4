package pdf

import (
	"encoding/binary"
	"math"
	"testing"

	"eventkit/kit/page"
)

// fontFile reads a TrueType file as far as these tests need it.
type fontFile map[string][]byte

func readFont(t *testing.T, b []byte) fontFile {
	t.Helper()
	be := binary.BigEndian
	f := fontFile{}
	last := ""
	for i := range int(be.Uint16(b[4:])) {
		e := b[12+16*i:]
		tag, sum, at, n := string(e[:4]), be.Uint32(e[4:]), be.Uint32(e[8:]), be.Uint32(e[12:])
		if tag <= last || at%4 != 0 || int(at+n) > len(b) {
			t.Fatalf("table %q at %d, %d long, behind %q, in a file of %d", tag, at, n, last, len(b))
		}
		var got uint32
		for k := at; k < at+n; k += 4 {
			got += be.Uint32(b[k:])
		}
		if got != sum {
			t.Errorf("table %q adds up to %08x, not %08x", tag, got, sum)
		}
		f[tag], last = b[at:at+n], tag
	}
	return f
}

// glyph returns the points of a glyph, contour by contour.
func (f fontFile) glyph(id int) [][]knot {
	be := binary.BigEndian
	from, to := be.Uint32(f["loca"][4*id:]), be.Uint32(f["loca"][4*id+4:])
	b := f["glyf"][from:to]
	if len(b) == 0 {
		return nil
	}
	n := int(int16(be.Uint16(b)))
	var ends []int
	for i := range n {
		ends = append(ends, int(be.Uint16(b[10+2*i:])))
	}
	b = b[10+2*n+2:]
	total := ends[n-1] + 1
	flags, b := b[:total], b[total:]
	read := func(short, plus byte) []int {
		var all []int
		v := 0
		for _, fl := range flags {
			switch {
			case fl&short != 0 && fl&plus != 0:
				v, b = v+int(b[0]), b[1:]
			case fl&short != 0:
				v, b = v-int(b[0]), b[1:]
			case fl&plus == 0:
				v, b = v+int(int16(be.Uint16(b))), b[2:]
			}
			all = append(all, v)
		}
		return all
	}
	xs, ys := read(shortX, plusX), read(shortY, plusY)
	var all [][]knot
	start := 0
	for _, e := range ends {
		var c []knot
		for i := start; i <= e; i++ {
			c = append(c, knot{page.Point{X: float64(xs[i]), Y: float64(-ys[i])}, flags[i]&onCurve != 0})
		}
		all, start = append(all, c), e+1
	}
	return all
}

// segments returns contours as an outline again, implied points put back.
func segments(contours [][]knot) []page.Segment {
	var segs []page.Segment
	for _, c := range contours {
		segs = append(segs, seg(page.MoveTo, c[0].Point))
		for i := 1; i <= len(c); i++ {
			k, next := c[i%len(c)], c[(i+1)%len(c)]
			switch {
			case k.on:
				segs = append(segs, seg(page.LineTo, k.Point))
			case next.on:
				segs = append(segs, seg(page.QuadTo, k.Point, next.Point))
				i++
			default:
				segs = append(segs, seg(page.QuadTo, k.Point, at((k.X+next.X)/2, (k.Y+next.Y)/2)))
			}
		}
	}
	return segs
}

// bean has lines, curves, points implied between control points, a hole, and
// steps of every length.
func bean() *page.Outline {
	return page.NewOutline("Some-Font/7", []page.Segment{
		seg(page.MoveTo, at(0, 0)),
		seg(page.LineTo, at(10, 0)),
		seg(page.LineTo, at(400, -3)),
		seg(page.QuadTo, at(500, -100), at(450, -200)),
		seg(page.QuadTo, at(400, -300), at(300, -350)), // implied: half way from 500 to 400
		seg(page.QuadTo, at(200, -400), at(100, -300)),
		seg(page.LineTo, at(100, -20)),
		seg(page.LineTo, at(0, 0)),
		seg(page.MoveTo, at(150, -100)),
		seg(page.LineTo, at(200, -200)),
		seg(page.LineTo, at(250, -100)),
	})
}

func TestFontFile(t *testing.T) {
	o := bean()
	dash := page.NewOutline("Some-Font/8", []page.Segment{seg(page.MoveTo, at(-40, -700)), seg(page.LineTo, at(1300, -700)), seg(page.LineTo, at(1300, 260))})
	glyphs := []*page.Outline{o, new(page.Outline), dash}
	box := boxOf(glyphs)
	f := readFont(t, trueType(glyphs, []int{500, 260, 1400}, []byte{'a', ' ', 0xE9}, box))
	be := binary.BigEndian

	if n := be.Uint16(f["maxp"][4:]); n != 4 {
		t.Errorf("%d glyphs, want 4", n)
	}
	if got := be.Uint16(f["head"][18:]); got != unitsPerEm {
		t.Errorf("%d units an em", got)
	}
	wide := []int{-40, -260, 1300, 800}
	for i, want := range wide {
		if got := int(int16(be.Uint16(f["head"][36+2*i:]))); got != want {
			t.Errorf("number %d of the font's box is %d, want %d", i, got, want)
		}
	}
	for i, want := range [][2]int{{500, 0}, {500, 0}, {260, 0}, {1400, -40}} {
		width, left := int(be.Uint16(f["hmtx"][4*i:])), int(int16(be.Uint16(f["hmtx"][4*i+2:])))
		if width != want[0] || left != want[1] {
			t.Errorf("glyph %d is %d wide from %d, want %v", i, width, left, want)
		}
	}
	if points, contours := be.Uint16(f["maxp"][6:]), be.Uint16(f["maxp"][8:]); points != 11 || contours != 2 {
		t.Errorf("at most %d points in %d contours", points, contours)
	}
	if f.glyph(2) != nil {
		t.Error("white space has an outline")
	}
	same(t, o, f.glyph(1))
	same(t, dash, f.glyph(3))
	if c := f.glyph(0); len(c) != 1 || len(c[0]) != 2 {
		t.Errorf("the empty glyph is %v, want a line there and back", c)
	}
}

// same fails unless a glyph has the outline's curves.
func same(t *testing.T, o *page.Outline, contours [][]knot) {
	t.Helper()
	got := page.NewOutline("back", segments(contours))
	if d := got.Bounds(); d != o.Bounds() {
		t.Errorf("%s comes back with the bounds %v, want %v", o.Name, d, o.Bounds())
	}
	if a, b := area(got), area(o); math.Abs(a-b) > 1e-6 {
		t.Errorf("%s comes back with an area of %g, want %g", o.Name, a, b)
	}
}

// area is the signed area of an outline's contours.
func area(o *page.Outline) float64 {
	sum := 0.0
	var from, first page.Point
	edge := func(to page.Point) {
		sum += from.X*to.Y - to.X*from.Y
		from = to
	}
	for _, s := range o.Segments {
		switch s.Verb {
		case page.MoveTo:
			edge(first)
			from, first = s.P[0], s.P[0]
		case page.LineTo:
			edge(s.P[0])
		case page.QuadTo:
			a := from
			for i := 1; i <= 64; i++ {
				u := float64(i) / 64
				w := 1 - u
				edge(at(w*w*a.X+2*w*u*s.P[0].X+u*u*s.P[1].X, w*w*a.Y+2*w*u*s.P[0].Y+u*u*s.P[1].Y))
			}
		}
	}
	edge(first)
	return sum / 2
}

func TestImpliedPointsAreLeftOut(t *testing.T) {
	n := 0
	for _, c := range knots(bean()) {
		n += len(c)
	}
	// 5 points of the first contour on its lines, 3 control points, and a triangle.
	if n != 11 {
		t.Errorf("%d points, want 11", n)
	}
}

func TestCharacterMap(t *testing.T) {
	codes := []byte{' ', 'A', 'z', 0x80, 0xFF}
	b := cmap(codes)
	be := binary.BigEndian
	want := func(code int) int {
		for i, c := range codes {
			if int(c) == code {
				return i + 1
			}
		}
		return 0
	}
	for i := range int(be.Uint16(b[2:])) {
		e := b[4+8*i:]
		platform, sub := be.Uint16(e), b[be.Uint32(e[4:]):]
		for code := range 256 {
			got := 0
			switch format := be.Uint16(sub); format {
			case 0:
				got = int(sub[6+code])
			case 4:
				got = format4(sub, 0xF000+code)
			default:
				t.Fatalf("platform %d has format %d", platform, format)
			}
			if got != want(code) {
				t.Errorf("platform %d: code %02X is glyph %d, want %d", platform, code, got, want(code))
			}
		}
		if n := int(be.Uint16(sub[2:])); n > len(sub) {
			t.Errorf("platform %d: %d bytes of %d", platform, n, len(sub))
		}
	}
}

// format4 looks a code up (OpenType 1.9, "cmap", format 4).
func format4(b []byte, code int) int {
	be := binary.BigEndian
	n := int(be.Uint16(b[6:])) / 2
	ends, starts := b[14:], b[16+2*n:]
	deltas, offsets := b[16+4*n:], b[16+6*n:]
	for i := range n {
		end, start := int(be.Uint16(ends[2*i:])), int(be.Uint16(starts[2*i:]))
		if code > end {
			continue
		}
		if code < start {
			return 0
		}
		if o := int(be.Uint16(offsets[2*i:])); o > 0 {
			return int(be.Uint16(offsets[2*i+o+2*(code-start):]))
		}
		return (code + int(be.Uint16(deltas[2*i:]))) & 0xFFFF
	}
	return 0
}

func TestFitsFont(t *testing.T) {
	line := func(x, y float64) *page.Outline {
		return page.NewOutline("o", []page.Segment{seg(page.MoveTo, at(0, 0)), seg(page.LineTo, at(x, y)), seg(page.LineTo, at(0, y))})
	}
	tests := []struct {
		name string
		o    *page.Outline
		want bool
	}{
		{"whole units", line(100, -300), true},
		{"half units", line(100.5, -300), true},
		{"other fractions", line(100.3, -300), false},
		{"too large", line(40000, 0), false},
		{"not a number", line(math.NaN(), 0), false},
		{"empty", new(page.Outline), false},
		{"cubic", page.NewOutline("o", []page.Segment{seg(page.MoveTo, at(0, 0)), seg(page.CubicTo, at(1, 0), at(2, 0), at(3, 3))}), false},
		{"begins with a line", page.NewOutline("o", []page.Segment{seg(page.LineTo, at(1, 1))}), false},
		{"too long", page.NewOutline("o", make([]page.Segment, 5000)), false},
	}
	for _, tt := range tests {
		if got := fitsFont(tt.o); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestSubsetNames(t *testing.T) {
	for i, want := range map[int]string{0: "AAAAAA+Noto-Bold", 1: "AAAAAB+Noto-Bold", 26: "AAAABA+Noto-Bold", 700: "AAABAY+Noto-Bold"} {
		if got := subsetName(i, "Noto (-Bold)/"); got != want {
			t.Errorf("font %d is called %s, want %s", i, got, want)
		}
	}
}
