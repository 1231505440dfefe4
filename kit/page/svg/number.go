package svg

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

var errNumber = errors.New("not a number")

// farthest is the largest number that is taken: a drawing's sums stay exact
// and its pages finite.
const farthest = 1e7

// number reads one number and nothing else.
func number(s string) (float64, error) {
	c := cursor{s: s}
	v, err := c.number()
	if err != nil || c.at < len(s) {
		return 0, errNumber
	}
	return v, nil
}

// numbers reads all numbers of a list.
func numbers(s string) ([]float64, error) {
	c := cursor{s: s}
	var out []float64
	for c.skip(); c.at < len(s); c.skip() {
		v, err := c.number()
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// units are how many px (CSS Values 3, "absolute lengths") a unit is.
var units = map[string]float64{
	"": 1, "px": 1, "pt": 96.0 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6,
}

// length reads a length in the drawing's units; whole is what 100% are, 0 if
// nothing.
func length(s string, whole float64) (float64, error) {
	c := cursor{s: strings.ToLower(strings.TrimSpace(s))}
	v, err := c.number()
	if err != nil {
		return 0, err
	}
	unit := c.s[c.at:]
	if unit == "%" && whole > 0 {
		return v / 100 * whole, nil
	}
	k, ok := units[unit]
	if !ok {
		return 0, errNumber
	}
	return v * k, nil
}

// cursor goes through path data and lists of numbers.
type cursor struct {
	s  string
	at int
}

func (c *cursor) skip() {
	for c.at < len(c.s) && strings.IndexByte(" \t\r\n\f,", c.s[c.at]) >= 0 {
		c.at++
	}
}

func (c *cursor) digits() int {
	from := c.at
	for c.at < len(c.s) && c.s[c.at] >= '0' && c.s[c.at] <= '9' {
		c.at++
	}
	return c.at - from
}

func (c *cursor) one(of string) bool {
	if c.at < len(c.s) && strings.IndexByte(of, c.s[c.at]) >= 0 {
		c.at++
		return true
	}
	return false
}

// number reads the number that begins here (SVG 2, "number"): 1, -.5, 1e-3.
func (c *cursor) number() (float64, error) {
	from := c.at
	c.one("+-")
	n := c.digits()
	if c.one(".") {
		n += c.digits()
	}
	if n == 0 {
		return 0, errNumber
	}
	mark := c.at
	if c.one("eE") {
		c.one("+-")
		if c.digits() == 0 {
			c.at = mark // the e of a unit such as em
		}
	}
	v, err := strconv.ParseFloat(c.s[from:c.at], 64)
	if err != nil || math.Abs(v) > farthest {
		return 0, errNumber
	}
	return v, nil
}

// flag reads the 0 or 1 of an arc, which may stand without space around it.
func (c *cursor) flag() (bool, error) {
	c.skip()
	if c.at < len(c.s) && (c.s[c.at] == '0' || c.s[c.at] == '1') {
		c.at++
		return c.s[c.at-1] == '1', nil
	}
	return false, errNumber
}
