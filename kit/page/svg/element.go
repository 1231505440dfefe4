package svg

import (
	"encoding/xml"
	"math"
	"slices"
	"strings"

	"eventkit/kit/page"
)

// open begins an element.
func (r *reader) open(t xml.StartElement) error {
	if r.elements++; r.elements > MaxElements {
		return r.fail("join paths of one colour", "there are more than %d elements", MaxElements)
	}
	if len(r.names) >= MaxDepth {
		return r.fail("ungroup what is grouped without need", "elements lie more than %d deep inside each other", MaxDepth)
	}
	name, own := t.Name.Local, t.Name.Space == "" || t.Name.Space == "svg"
	r.names = append(r.names, t.Name.Space+":"+name)
	// What isn't drawn may be anything, but it doesn't run and doesn't style.
	if own && (r.passed == 0 || name == "script" || name == "style") {
		if err := r.refuse(name); err != nil {
			return err
		}
	}
	switch {
	case r.elements == 1 && (!own || name != "svg"):
		return r.fail("export the artwork as SVG", "this is <%s>, not SVG", brief(name))
	case len(r.states) == 0 && r.elements > 1:
		return r.fail("delete what follows </svg>", "there is more than one drawing in the file")
	case r.passed > 0 || !own || slices.Contains(unseen, name):
		r.passed++
		return nil
	}
	return r.draw(name, t.Attr)
}

// close ends one.
func (r *reader) close(t xml.EndElement) error {
	n := len(r.names) - 1
	if n < 0 || r.names[n] != t.Name.Space+":"+t.Name.Local {
		return r.fail("export it again", "</%s> ends what never began", brief(t.Name.Local))
	}
	r.names = r.names[:n]
	if r.passed > 0 {
		r.passed--
	} else {
		r.states = r.states[:len(r.states)-1]
	}
	return nil
}

// unseen are elements that are not drawn where they stand.
var unseen = []string{
	"title", "desc", "metadata", "defs", "linearGradient", "radialGradient", "pattern",
	"clipPath", "mask", "marker", "filter", "symbol", "namedview",
}

// refused says of elements how to do without them.
var refused = map[string]string{
	"script":        "delete it: artwork doesn't run",
	"style":         "export with presentation attributes instead of style sheets",
	"image":         "trace the picture, or leave it out",
	"feImage":       "leave the filter out",
	"text":          "turn the words into paths, or have the kit set them as the poster's headline",
	"use":           "unlink the clone, so that the shape itself stands there",
	"foreignObject": "leave it out",
	"animate":       "leave it out: paper stands still",
}

func (r *reader) refuse(name string) error {
	if mend, ok := refused[name]; ok {
		return r.fail(mend, "<%s> can't be drawn", name)
	}
	return nil
}

// draw draws an element that is not passed over.
func (r *reader) draw(name string, attrs []xml.Attr) error {
	at, err := r.attributes(attrs)
	if err != nil {
		return err
	}
	st := initial
	if n := len(r.states); n > 0 {
		st = r.states[n-1]
	}
	if err := r.inherit(&st, at); err != nil {
		return err
	}
	switch {
	case len(r.states) == 0:
		err = r.root(&st, at)
	case name == "g":
	case name == "svg":
		return r.fail("ungroup it", "there is a drawing inside the drawing")
	default:
		err = r.shape(name, &st, at)
	}
	if err != nil {
		return err
	}
	if at["display"] == "none" {
		r.passed++
		return nil
	}
	r.states = append(r.states, st)
	return nil
}

// attributes are an element's attributes, with what style="…" says over them.
func (r *reader) attributes(attrs []xml.Attr) (map[string]string, error) {
	out := make(map[string]string, len(attrs))
	for _, a := range attrs {
		name, value := a.Name.Local, strings.TrimSpace(a.Value)
		switch {
		case name == "href" && a.Name.Space != "xmlns":
			return nil, r.fail("put the shape itself there", "the drawing refers to %s", brief(value))
		case a.Name.Space != "" || name == "style":
		case strings.HasPrefix(name, "on"):
			return nil, r.fail("delete it: artwork doesn't run", "there is a script in %s", brief(name))
		case geometry[name]:
			out[name] = value
		default:
			out[name] = strings.ToLower(value)
		}
	}
	for _, a := range attrs {
		if a.Name.Space != "" || a.Name.Local != "style" {
			continue
		}
		for _, line := range strings.Split(a.Value, ";") {
			name, value, ok := strings.Cut(line, ":")
			name = strings.ToLower(strings.TrimSpace(name))
			switch {
			case name == "transform" || name == "d":
				return nil, r.fail("write it as an attribute", "style holds %s", name)
			case ok && !geometry[name]:
				value, _, _ = strings.Cut(value, "!")
				out[name] = strings.ToLower(strings.TrimSpace(value))
			}
		}
	}
	return out, nil
}

// geometry are the attributes that say where, not how.
var geometry = map[string]bool{
	"d": true, "points": true, "transform": true, "viewBox": true, "x": true, "y": true, "width": true, "height": true,
	"cx": true, "cy": true, "r": true, "rx": true, "ry": true, "x1": true, "y1": true, "x2": true, "y2": true,
}

// root takes the view from the svg element.
func (r *reader) root(st *state, at map[string]string) error {
	r.drawing.Bleeds = at["overflow"] == "visible"
	view := page.Rect{}
	if s, ok := at["viewBox"]; ok {
		n, err := numbers(s)
		if err != nil || len(n) != 4 {
			return r.fail("write four numbers: viewBox=\"0 0 210 297\"", "the viewBox %s is not understood", brief(s))
		}
		view = page.Rect{X: n[0], Y: n[1], W: n[2], H: n[3]}
	} else {
		w, errW := length(at["width"], 0)
		h, errH := length(at["height"], 0)
		if errW != nil || errH != nil {
			return r.fail("add viewBox=\"0 0 210 297\" to <svg>", "the drawing doesn't say how large it is")
		}
		view = page.Rect{W: w, H: h}
	}
	const least, most = 1e-3, 1e6
	if !(view.W >= least && view.H >= least && math.Abs(view.X)+view.W <= most && math.Abs(view.Y)+view.H <= most) {
		return r.fail("add viewBox=\"0 0 210 297\" to <svg>", "the drawing is %g × %g, which nothing can be drawn in", view.W, view.H)
	}
	r.drawing.View = view
	if at["transform"] != "" {
		return r.fail("move it to a <g> inside", "<svg> has a transform")
	}
	return nil
}
