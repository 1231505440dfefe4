package page

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Color is an opaque colour in sRGB.
type Color struct{ R, G, B uint8 }

// White and Black are paper and the ink of codes.
var (
	White = Color{255, 255, 255}
	Black = Color{17, 17, 17}
)

// ParseColor reads "#RRGGBB".
func ParseColor(s string) (Color, error) {
	v, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 24)
	if err != nil || len(s) != 7 || s[0] != '#' {
		return Color{}, fmt.Errorf("colour %q is not of the form #RRGGBB", s)
	}
	return Color{uint8(v >> 16), uint8(v >> 8), uint8(v)}, nil
}

// String returns "#RRGGBB".
func (c Color) String() string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

// Luminance is the relative luminance from 0 to 1 (WCAG 2.2, "relative luminance").
func (c Color) Luminance() float64 {
	lin := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(c.R) + 0.7152*lin(c.G) + 0.0722*lin(c.B)
}

// Contrast is the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
func Contrast(a, b Color) float64 {
	la, lb := a.Luminance(), b.Luminance()
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}
