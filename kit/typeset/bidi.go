package typeset

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// levels returns the embedding level of every rune (UAX #9). The text has no
// explicit embeddings or isolates (Clean removed them), so a level is the
// direction of its run, one deeper for a number inside right-to-left words.
func levels(text []rune, rtl bool) []uint8 {
	out := make([]uint8, len(text))
	base := uint8(0)
	if rtl {
		base = 1
	}
	if !rtl && !hasRTL(text) {
		return out
	}
	mark := '\u200E'
	if rtl {
		mark = '\u200F'
	}
	// The paragraph's direction is given by a mark in front: the package has
	// no way to force it.
	var p bidi.Paragraph
	if _, err := p.SetString(string(mark) + string(resolveBrackets(text, rtl))); err != nil {
		return fill(out, base)
	}
	order, err := p.Order()
	if err != nil {
		return fill(out, base)
	}
	for i := range order.NumRuns() {
		run := order.Run(i)
		start, end := run.Pos()
		level := uint8(1)
		if run.Direction() == bidi.LeftToRight {
			level = base * 2
		}
		for j := max(start-1, 0); j < end && j < len(out); j++ {
			out[j] = level
		}
	}
	if !rtl {
		raiseNumbers(text, out)
	}
	return out
}

// resolveBrackets gives paired brackets the direction of rule N0, by putting
// strong marks in their place: the bidi package never finds a pair, because it
// compares an opening bracket with a closing one.
func resolveBrackets(text []rune, rtl bool) []rune {
	base := bidi.L
	if rtl {
		base = bidi.R
	}
	out := text
	var open []int
	for i, r := range text {
		p, _ := bidi.LookupRune(r)
		if !p.IsBracket() || len(open) > 63 {
			continue
		}
		if p.IsOpeningBracket() {
			open = append(open, i)
			continue
		}
		for j := len(open) - 1; j >= 0; j-- {
			if closing[text[open[j]]] != r {
				continue
			}
			from := open[j]
			open = open[:j]
			dir, ok := pairDirection(text, from, i, base)
			if !ok {
				break
			}
			if &out[0] == &text[0] {
				out = slices.Clone(text)
			}
			out[from], out[i] = markOf[dir], markOf[dir]
			break
		}
	}
	return out
}

var (
	closing = map[rune]rune{'(': ')', '[': ']', '{': '}', '\u2329': '\u232A', '\u3008': '\u3009', '\u300A': '\u300B', '\u300C': '\u300D', '\u300E': '\u300F', '\u3010': '\u3011', '\uFF08': '\uFF09'}
	markOf  = map[bidi.Class]rune{bidi.L: '\u200E', bidi.R: '\u200F'}
)

// pairDirection is rule N0 for the pair at from and to; ok is false where the
// pair holds nothing strong.
func pairDirection(text []rune, from, to int, base bidi.Class) (dir bidi.Class, ok bool) {
	for _, r := range text[from+1 : to] {
		s, strong := strongOf(r)
		if strong && s == base {
			return base, true
		}
		if strong {
			dir, ok = s, true
		}
	}
	if !ok {
		return base, false
	}
	for i := from - 1; i >= 0; i-- {
		if s, strong := strongOf(text[i]); strong {
			if s == dir {
				return dir, true
			}
			break
		}
	}
	return base, true
}

func strongOf(r rune) (bidi.Class, bool) {
	switch classOf(r) {
	case bidi.L:
		return bidi.L, true
	case bidi.R, bidi.AL, bidi.EN, bidi.AN:
		return bidi.R, true
	}
	return bidi.ON, false
}

func fill(out []uint8, level uint8) []uint8 {
	for i := range out {
		out[i] = level
	}
	return out
}

// raiseNumbers gives level 2 to numbers that follow right-to-left words in a
// left-to-right paragraph (rule I1 after W7).
func raiseNumbers(text []rune, out []uint8) {
	for i := 1; i < len(text); i++ {
		if out[i-1] != 1 || out[i] != 0 || !isNumber(text[i]) {
			continue
		}
		end := i
		for j := i; j < len(text) && out[j] == 0 && numeric(text[j]); j++ {
			if isNumber(text[j]) {
				end = j + 1
			}
		}
		for ; i < end; i++ {
			out[i] = 2
		}
	}
}

func isNumber(r rune) bool {
	c := classOf(r)
	return c == bidi.EN || c == bidi.AN
}

func numeric(r rune) bool {
	switch classOf(r) {
	case bidi.EN, bidi.AN, bidi.ES, bidi.CS, bidi.ET, bidi.NSM:
		return true
	}
	return false
}

func classOf(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

func hasRTL(text []rune) bool {
	for _, r := range text {
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

// visual returns the order in which to draw pieces of the given levels (rule L2).
func visual(levels []uint8) []int {
	order := make([]int, len(levels))
	top := uint8(0)
	for i, l := range levels {
		order[i] = i
		top = max(top, l)
	}
	for l := top; l > 0; l-- {
		for i := 0; i < len(order); i++ {
			j := i
			for j < len(order) && levels[order[j]] >= l {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = max(i, j)
		}
	}
	return order
}
