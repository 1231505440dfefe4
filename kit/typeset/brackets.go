package typeset

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// deepest is how many brackets may be open at once (rule BD16).
const deepest = 63

// brackets applies rule N0: a pair of brackets takes the direction of what it
// holds, so that both of them open and close the same words.
func (p *paragraph) brackets() {
	for _, pair := range p.pairs() {
		d, ok := p.pairDirection(pair[0], pair[1])
		if !ok {
			continue
		}
		for _, at := range pair {
			p.class[at] = d
			for i := at + 1; i < len(p.first) && p.first[i] == bidi.NSM; i++ {
				p.class[i] = d
			}
		}
	}
}

// pairs finds the pairs of rule BD16, in the order in which they open.
func (p *paragraph) pairs() [][2]int {
	var out [][2]int
	var open []int
	for i, r := range p.runes {
		props, _ := bidi.LookupRune(r)
		if !props.IsBracket() || p.class[i] != bidi.ON {
			continue
		}
		if props.IsOpeningBracket() {
			if len(open) == deepest {
				break
			}
			open = append(open, i)
			continue
		}
		for j := len(open) - 1; j >= 0; j-- {
			if canonical(closing(p.runes[open[j]])) == canonical(r) {
				out = append(out, [2]int{open[j], i})
				open = open[:j]
				break
			}
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return a[0] - b[0] })
	return out
}

// closing is the bracket that closes an opening one (Unicode, BidiBrackets.txt):
// with few exceptions the next code point.
func closing(r rune) rune {
	switch r {
	case '[', '{', '［', '｛':
		return r + 2
	case '\u298D':
		return '\u2990'
	case '\u298F':
		return '\u298E'
	}
	return r + 1
}

// canonical folds the angle brackets that are the same to a reader.
func canonical(r rune) rune {
	if r == '\u232A' {
		return '\u3009'
	}
	return r
}

// pairDirection is the direction of the pair at from and to; ok is false
// where it holds nothing that has one.
func (p *paragraph) pairDirection(from, to int) (dir bidi.Class, ok bool) {
	for i := from + 1; i < to; i++ {
		d, strong := strongOf(p.class[i])
		if strong && d == p.base {
			return p.base, true
		}
		ok = ok || strong
	}
	if !ok {
		return p.base, false
	}
	for i := from - 1; i >= 0; i-- {
		d, strong := strongOf(p.class[i])
		if !strong {
			continue
		}
		if d != p.base {
			return d, true
		}
		break
	}
	return p.base, true
}
