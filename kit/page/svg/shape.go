package svg

import (
	"fmt"
	"math"

	"eventkit/kit/page"
)

func (r *reader) diagonal() float64 {
	return math.Hypot(r.drawing.View.W, r.drawing.View.H) / math.Sqrt2
}

// shape draws a basic shape or a path.
func (r *reader) shape(name string, st *state, at map[string]string) error {
	p := &pen{room: MaxSegments - r.segments}
	var err error
	fillable := true
	switch name {
	case "path":
		if at["d"] != "none" {
			err = (&pathData{cursor: cursor{s: at["d"]}, pen: p}).read()
		}
	case "polygon", "polyline":
		err = points(p, at["points"], name == "polygon")
	case "rect", "circle", "ellipse", "line":
		err = r.basic(p, name, at)
		fillable = name != "line"
	default:
		return r.fail("turn it into a path", "<%s> can't be drawn", brief(name))
	}
	if err != nil {
		return r.fail("mend it, or export the drawing again", "<%s>: %v", name, err)
	}
	if p.room < 0 {
		return r.fail("simplify its paths", "the drawing has more than %d lines and curves", MaxSegments)
	}
	if st.hidden || at["display"] == "none" {
		return nil
	}
	return r.paint(p.subs, st, fillable)
}

// paint adds a shape's inside and its line.
func (r *reader) paint(subs []subpath, st *state, fillable bool) error {
	inside := func() error {
		if st.fill.none || !fillable {
			return nil
		}
		if st.fillTrouble != "" {
			return r.fail("use the colour that it looks like", "%s can't be drawn", st.fillTrouble)
		}
		return r.fill(subs, st)
	}
	line := func() error {
		if st.stroke.none || st.width == 0 {
			return nil
		}
		if st.strokeTrouble != "" {
			return r.fail("turn the line into a path of one colour", "%s can't be drawn", st.strokeTrouble)
		}
		return r.stroke(subs, st)
	}
	if st.strokeFirst {
		inside, line = line, inside
	}
	if err := inside(); err != nil {
		return err
	}
	return line()
}

func (r *reader) fill(subs []subpath, st *state) error {
	var segs []page.Segment
	for _, s := range subs {
		if len(s.segments) == 0 {
			continue
		}
		segs = append(segs, page.Segment{Verb: page.MoveTo, P: [3]page.Point{s.start}})
		segs = append(segs, s.segments...)
	}
	for i := range segs {
		for j := range segs[i].Verb.Points() {
			segs[i].P[j] = st.m.on(segs[i].P[j])
		}
	}
	if st.evenOdd && len(segs) > 0 {
		var err error
		if segs, err = r.nonZero(segs); err != nil {
			return err
		}
	}
	return r.add(segs, st.fill.Color)
}

// add appends a finished outline.
func (r *reader) add(segs []page.Segment, c page.Color) error {
	if len(segs) == 0 {
		return nil
	}
	if r.segments += len(segs); r.segments > MaxSegments {
		return r.fail("simplify its paths", "the drawing has more than %d lines and curves", MaxSegments)
	}
	o := page.NewOutline(fmt.Sprintf("svg/%d", len(r.drawing.Shapes)), segs)
	if b := o.Bounds(); !(math.Abs(b.X) <= farthest && math.Abs(b.Y) <= farthest && b.W <= farthest && b.H <= farthest) {
		return r.fail("move it to the others, or delete it", "a shape lies far outside the drawing")
	}
	r.drawing.Shapes = append(r.drawing.Shapes, Shape{o, c})
	return nil
}

// points reads the corners of a polygon or a polyline.
func points(p *pen, s string, closed bool) error {
	n, err := numbers(s)
	if err != nil || len(n)%2 != 0 {
		return fmt.Errorf("points is not a list of pairs of numbers")
	}
	for i := 0; i < len(n) && p.room >= 0; i += 2 {
		to := page.Point{X: n[i], Y: n[i+1]}
		if i == 0 {
			p.move(to)
		} else {
			p.line(to)
		}
	}
	if closed {
		p.close()
	}
	return nil
}

// basic draws a rect, circle, ellipse or line. What has no size is not drawn
// (SVG 2, chapter 10).
func (r *reader) basic(p *pen, name string, at map[string]string) error {
	v := r.drawing.View
	whole := map[string]float64{
		"x": v.W, "cx": v.W, "width": v.W, "rx": v.W, "x1": v.W, "x2": v.W,
		"y": v.H, "cy": v.H, "height": v.H, "ry": v.H, "y1": v.H, "y2": v.H, "r": r.diagonal(),
	}
	var err error
	get := func(key string) float64 {
		s, ok := at[key]
		if !ok || s == "auto" {
			return 0
		}
		n, e := length(s, whole[key])
		if e != nil || math.Abs(n) > farthest {
			err = fmt.Errorf("%s is %s, not a length", key, brief(s))
		}
		return n
	}
	switch name {
	case "rect":
		rect(p, page.Rect{X: get("x"), Y: get("y"), W: get("width"), H: get("height")}, get("rx"), get("ry"))
	case "circle":
		if d := get("r"); d > 0 {
			p.ellipse(get("cx"), get("cy"), d, d)
		}
	case "ellipse":
		if rx, ry := get("rx"), get("ry"); rx > 0 && ry > 0 {
			p.ellipse(get("cx"), get("cy"), rx, ry)
		}
	case "line":
		p.move(page.Point{X: get("x1"), Y: get("y1")})
		p.line(page.Point{X: get("x2"), Y: get("y2")})
	}
	return err
}

func rect(p *pen, r page.Rect, rx, ry float64) {
	if r.Empty() {
		return
	}
	if rx == 0 {
		rx = ry
	}
	if ry == 0 {
		ry = rx
	}
	rx, ry = math.Min(rx, r.W/2), math.Min(ry, r.H/2)
	at := func(x, y float64) page.Point { return page.Point{X: x, Y: y} }
	if rx <= 0 || ry <= 0 {
		p.move(at(r.X, r.Y))
		p.line(at(r.Right(), r.Y))
		p.line(at(r.Right(), r.Bottom()))
		p.line(at(r.X, r.Bottom()))
		p.close()
		return
	}
	corner := func(x, y, start float64) {
		sin, cos := math.Sincos(start + math.Pi/2)
		p.turn(matrix{rx, 0, 0, ry, x, y}, start, math.Pi/2, at(x+rx*cos, y+ry*sin))
	}
	p.move(at(r.X+rx, r.Y))
	p.line(at(r.Right()-rx, r.Y))
	corner(r.Right()-rx, r.Y+ry, -math.Pi/2)
	p.line(at(r.Right(), r.Bottom()-ry))
	corner(r.Right()-rx, r.Bottom()-ry, 0)
	p.line(at(r.X+rx, r.Bottom()))
	corner(r.X+rx, r.Bottom()-ry, math.Pi/2)
	p.line(at(r.X, r.Y+ry))
	corner(r.X+rx, r.Y+ry, math.Pi)
	p.close()
}
