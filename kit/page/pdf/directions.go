package pdf

import (
	"slices"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// direction is a run of a line that is read in one direction.
type direction struct {
	text string
	rtl  bool
}

// directions cuts a line into runs of one direction, in the order in which
// they stand from left to right (UAX #9).
func directions(s string, rtl bool) []direction {
	if !rtl && !mayTurn(s) {
		return []direction{{text: s}}
	}
	base := bidi.LeftToRight
	if rtl {
		base = bidi.RightToLeft
	}
	var p bidi.Paragraph
	if _, err := p.SetString(s, bidi.DefaultDirection(base)); err != nil {
		return []direction{{s, rtl}}
	}
	order, err := p.Order()
	if err != nil {
		return []direction{{s, rtl}}
	}
	var runs []direction
	for i := range order.NumRuns() {
		r := order.Run(i)
		runs = append(runs, direction{r.String(), r.Direction() == bidi.RightToLeft})
	}
	if rtl {
		slices.Reverse(runs)
		return runs
	}
	return fromTheLeft(runs)
}

// fromTheLeft puts runs of a line that is read from left to right, given in
// the order of reading, in the order in which they stand: words from right to
// left and the numbers between them change sides.
func fromTheLeft(runs []direction) []direction {
	var out []direction
	turned := 0 // how many runs at the end of out stand the other way round
	for _, r := range runs {
		n := 0
		if turned > 0 && !r.rtl {
			n = numbers(r.text)
		}
		if n > 0 {
			out = append(out, direction{text: r.text[:n]})
			turned++
		}
		switch {
		case r.rtl:
			out = append(out, r)
			turned++
		case n < len(r.text):
			slices.Reverse(out[len(out)-turned:])
			turned = 0
			out = append(out, direction{text: r.text[n:]})
		}
	}
	slices.Reverse(out[len(out)-turned:])
	return out
}

// numbers returns the length of the numbers with which a run begins: behind
// words from right to left they belong to those.
func numbers(s string) int {
	end := 0
	for i, r := range s {
		switch classOf(r) {
		case bidi.L:
			return end
		case bidi.EN, bidi.AN:
			end = i + utf8.RuneLen(r)
		}
	}
	return end
}

func mayTurn(s string) bool {
	for _, r := range s {
		if r < 0x590 {
			continue
		}
		switch classOf(r) {
		case bidi.R, bidi.AL, bidi.AN:
			return true
		}
	}
	return false
}

func classOf(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}
