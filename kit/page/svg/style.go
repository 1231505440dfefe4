package svg

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"

	"eventkit/kit/page"
)

// paint is a colour, or none.
type paint struct {
	page.Color
	none bool
}

// state is how shapes are drawn at a place in the tree.
type state struct {
	m            matrix
	fill, stroke paint
	color        page.Color
	evenOdd      bool
	hidden       bool
	strokeFirst  bool
	width, miter float64
	cap, join    string
	// fillTrouble and strokeTrouble name what can't be drawn about the two,
	// should they be drawn.
	fillTrouble, strokeTrouble string
}

// initial is the state of an empty drawing (SVG 2, "initial value").
var initial = state{
	m: identity, fill: paint{Color: page.Color{}}, stroke: paint{none: true},
	width: 1, miter: 4, cap: "butt", join: "miter",
}

// only are properties that are understood at a single value.
var only = map[string]struct{ value, mend string }{
	"opacity":        {"1", "use the colour that it looks like"},
	"filter":         {"none", "leave filters out"},
	"mask":           {"none", "cut the shape itself"},
	"clip-path":      {"none", "cut the shape itself"},
	"mix-blend-mode": {"normal", "use the colour that it looks like"},
	"marker":         {"none", "turn it into a path"},
	"marker-start":   {"none", "turn it into a path"},
	"marker-mid":     {"none", "turn it into a path"},
	"marker-end":     {"none", "turn it into a path"},
}

// plain reports whether a property is at its one value, or says nothing.
func plain(v, value string) bool {
	if n, err := length(v, 1); err == nil && value == "1" {
		return n == 1
	}
	return v == value || v == "" || v == "inherit"
}

// trouble notes what would be in the way of drawing a fill or a stroke.
func (st *state) trouble(at map[string]string) {
	note := func(to *string, name, value string) {
		v, ok := at[name]
		switch {
		case ok && !plain(v, value):
			*to = name
		case ok && *to == name:
			*to = ""
		}
	}
	note(&st.fillTrouble, "fill-opacity", "1")
	note(&st.strokeTrouble, "stroke-opacity", "1")
	note(&st.strokeTrouble, "stroke-dasharray", "none")
	note(&st.strokeTrouble, "vector-effect", "none")
}

// inherit changes a state by an element's attributes.
func (r *reader) inherit(st *state, at map[string]string) error {
	for name, rule := range only {
		if v, ok := at[name]; ok && !plain(v, rule.value) {
			return r.fail(rule.mend, "%s is %s, which can't be drawn", name, brief(v))
		}
	}
	if s, ok := at["transform"]; ok {
		m, err := transform(s)
		if err != nil {
			return r.fail("write it as matrix(…)", "the transform %s is not understood", brief(s))
		}
		st.m = st.m.times(m)
	}
	if err := r.colours(st, at); err != nil {
		return err
	}
	st.trouble(at)
	if v, ok := at["visibility"]; ok {
		st.hidden = v == "hidden" || v == "collapse"
	}
	if v, ok := at["fill-rule"]; ok {
		st.evenOdd = v == "evenodd"
	}
	if v, ok := at["paint-order"]; ok {
		st.strokeFirst = strings.HasPrefix(v, "stroke")
	}
	return r.lines(st, at)
}

func (r *reader) colours(st *state, at map[string]string) error {
	if v, ok := at["color"]; ok {
		p, err := parsePaint(v, st.color)
		if err != nil {
			return r.fail("write it as #RRGGBB", "the colour %s is not understood", brief(v))
		}
		st.color = p.Color
	}
	for name, to := range map[string]*paint{"fill": &st.fill, "stroke": &st.stroke} {
		v, ok := at[name]
		if !ok || v == "inherit" {
			continue
		}
		if strings.HasPrefix(v, "url(") {
			return r.fail("use one flat colour", "%s is a gradient or a pattern", name)
		}
		p, err := parsePaint(v, st.color)
		if err != nil {
			return r.fail("write it as #RRGGBB", "the %s %s is not understood", name, brief(v))
		}
		*to = p
	}
	return nil
}

// lines reads how strokes look.
func (r *reader) lines(st *state, at map[string]string) error {
	for name, to := range map[string]*float64{"stroke-width": &st.width, "stroke-miterlimit": &st.miter} {
		if v, ok := at[name]; ok {
			n, err := length(v, r.diagonal())
			if err != nil || n < 0 {
				return r.fail("write a number", "%s is %s", name, brief(v))
			}
			*to = n
		}
	}
	if v, ok := at["stroke-linecap"]; ok {
		st.cap = v
	}
	if v, ok := at["stroke-linejoin"]; ok {
		st.join = v
	}
	return nil
}

// parsePaint reads a colour (CSS Color 3, without see-through ones).
func parsePaint(s string, current page.Color) (paint, error) {
	switch {
	case s == "none" || s == "transparent":
		return paint{none: true}, nil
	case s == "currentcolor":
		return paint{Color: current}, nil
	case strings.HasPrefix(s, "#"):
		c, err := hex(s[1:])
		return paint{Color: c}, err
	case strings.HasPrefix(s, "rgb"):
		c, err := rgb(s)
		return paint{Color: c}, err
	}
	c, ok := colornames.Map[s]
	if !ok {
		return paint{}, fmt.Errorf("unknown colour %q", s)
	}
	return paint{Color: page.Color{R: c.R, G: c.G, B: c.B}}, nil
}

// hex reads RGB, RRGGBB, and both with an alpha that is full.
func hex(s string) (page.Color, error) {
	if n := len(s); n == 3 || n == 4 {
		var b strings.Builder
		for _, c := range s {
			b.WriteRune(c)
			b.WriteRune(c)
		}
		s = b.String()
	}
	if len(s) == 8 && strings.EqualFold(s[6:], "ff") {
		s = s[:6]
	}
	v, err := strconv.ParseUint(s, 16, 32)
	if err != nil || len(s) != 6 {
		return page.Color{}, fmt.Errorf("not a colour")
	}
	return page.Color{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v)}, nil
}

// rgb reads rgb(r, g, b) with numbers or percentages.
func rgb(s string) (page.Color, error) {
	_, s, _ = strings.Cut(s, "(")
	s, rest, closed := strings.Cut(s, ")")
	parts := strings.FieldsFunc(s, func(c rune) bool { return c == ',' || c == ' ' || c == '/' })
	if len(parts) == 4 && (parts[3] == "1" || parts[3] == "100%") {
		parts = parts[:3]
	}
	if !closed || rest != "" || len(parts) != 3 {
		return page.Color{}, fmt.Errorf("not a colour")
	}
	var c [3]uint8
	for i, p := range parts {
		digits, percent := strings.CutSuffix(p, "%")
		v, err := number(digits)
		if err != nil {
			return page.Color{}, err
		}
		if percent {
			v = v * 255 / 100
		}
		c[i] = uint8(min(max(v, 0), 255) + 0.5)
	}
	return page.Color{R: c[0], G: c[1], B: c[2]}, nil
}
