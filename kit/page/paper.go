package page

import (
	"fmt"
	"strconv"
	"strings"
)

// Paper is a size with a name, standing up.
type Paper struct {
	ID   string
	Size Size
}

// Papers lists the named sizes, smallest first within each family
// (ISO 216; ANSI/ASME Y14.1 for the North American ones).
func Papers() []Paper {
	return []Paper{
		{"A6", Size{105, 148}},
		{"A5", Size{148, 210}},
		{"A4", Size{210, 297}},
		{"A3", Size{297, 420}},
		{"A2", Size{420, 594}},
		{"A1", Size{594, 841}},
		{"Letter", Size{215.9, 279.4}},
		{"Legal", Size{215.9, 355.6}},
		{"Tabloid", Size{279.4, 431.8}},
	}
}

// The limits of a custom size, in mm: below the first nothing can be laid
// out, above the second PDF viewers give up (14,400 pt).
const (
	MinSide = 50.0
	MaxSide = 5080.0
)

// ParseSize reads a paper's name ("A4", "letter") or a size in mm ("210x297").
func ParseSize(s string) (Size, error) {
	s = strings.TrimSpace(s)
	for _, p := range Papers() {
		if strings.EqualFold(p.ID, s) {
			return p.Size, nil
		}
	}
	ws, hs, ok := strings.Cut(strings.ToLower(strings.ReplaceAll(s, "×", "x")), "x")
	w, errW := strconv.ParseFloat(strings.TrimSpace(ws), 64)
	h, errH := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(hs), "mm")), 64)
	if !ok || errW != nil || errH != nil {
		return Size{}, fmt.Errorf("paper %q is neither a name (A6 to A1, Letter, Legal, Tabloid) nor a size in mm like 210x297", s)
	}
	if !(w >= MinSide && h >= MinSide && w <= MaxSide && h <= MaxSide) {
		return Size{}, fmt.Errorf("paper %q: each side must lie between %g and %g mm", s, MinSide, MaxSide)
	}
	return Size{w, h}, nil
}
