package typeset

import "golang.org/x/text/unicode/bidi"

// levels returns the embedding level of every rune (UAX #9, for text without
// explicit embeddings and isolates: Clean removed them). Every line of the
// text is a paragraph, whose direction the language gives.
func levels(text []rune, rtl bool) []uint8 {
	out := make([]uint8, len(text))
	if !rtl && !hasRTL(text) {
		return out
	}
	base := uint8(0)
	if rtl {
		base = 1
	}
	for start := 0; start < len(text); {
		end := start
		for end < len(text) && text[end] != '\n' {
			end++
		}
		resolve(text[start:end], base, out[start:end])
		if end < len(text) {
			out[end] = base
		}
		start = end + 1
	}
	return out
}

// paragraph is the text between two line breaks without its boundary
// neutrals (rule X9), which have no say.
type paragraph struct {
	runes []rune
	// first are the classes of the runes, class what became of them.
	first, class []bidi.Class
	level        uint8
	base         bidi.Class
}

func resolve(text []rune, level uint8, out []uint8) {
	p := paragraph{level: level, base: bidi.L}
	if level%2 == 1 {
		p.base = bidi.R
	}
	for _, r := range text {
		if c := classOf(r); c != bidi.BN {
			p.runes = append(p.runes, r)
			p.first = append(p.first, c)
		}
	}
	p.class = append(p.class, p.first...)
	p.weak()
	p.brackets()
	p.neutral()
	i, last := 0, level
	for j, r := range text {
		if classOf(r) != bidi.BN {
			last = p.levelAt(i)
			i++
		}
		out[j] = last
	}
	for j := len(text) - 1; j >= 0 && (classOf(text[j]) == bidi.WS || classOf(text[j]) == bidi.BN); j-- {
		out[j] = level
	}
}

// weak applies rules W1 to W7, the rules for marks and numbers.
func (p *paragraph) weak() {
	c := p.class
	previous, strong := p.base, p.base
	for i := range c {
		if c[i] == bidi.NSM {
			c[i] = previous
		}
		previous = c[i]
		switch c[i] {
		case bidi.L, bidi.R, bidi.AL:
			strong = c[i]
		case bidi.EN:
			if strong == bidi.AL {
				c[i] = bidi.AN
			}
		}
	}
	for i := range c {
		if c[i] == bidi.AL {
			c[i] = bidi.R
		}
	}
	p.separators()
	strong = p.base
	for i := range c {
		switch c[i] {
		case bidi.L, bidi.R:
			strong = c[i]
		case bidi.EN:
			if strong == bidi.L {
				c[i] = bidi.L
			}
		case bidi.ES, bidi.ET, bidi.CS:
			c[i] = bidi.ON
		}
	}
}

// separators applies W4 and W5: what stands in or at a number belongs to it.
func (p *paragraph) separators() {
	c := p.class
	for i := 1; i+1 < len(c); i++ {
		number := c[i-1] == c[i+1] && (c[i-1] == bidi.EN || c[i-1] == bidi.AN)
		if number && (c[i] == bidi.CS || c[i] == bidi.ES && c[i-1] == bidi.EN) {
			c[i] = c[i-1]
		}
	}
	for i := 0; i < len(c); {
		if c[i] != bidi.ET {
			i++
			continue
		}
		end := i
		for end < len(c) && c[end] == bidi.ET {
			end++
		}
		if i > 0 && c[i-1] == bidi.EN || end < len(c) && c[end] == bidi.EN {
			for j := i; j < end; j++ {
				c[j] = bidi.EN
			}
		}
		i = end
	}
}

// neutral applies N1 and N2: what has no direction takes that of both its
// neighbours, or else the paragraph's.
func (p *paragraph) neutral() {
	before := p.base
	for i := 0; i < len(p.class); {
		if d, ok := strongOf(p.class[i]); ok {
			before = d
			i++
			continue
		}
		end := i
		after, found := p.base, false
		for end < len(p.class) && !found {
			if after, found = strongOf(p.class[end]); !found {
				end++
			}
		}
		if !found {
			after = p.base
		}
		d := p.base
		if before == after {
			d = before
		}
		for ; i < end; i++ {
			p.class[i] = d
		}
	}
}

// levelAt applies I1 and I2.
func (p *paragraph) levelAt(i int) uint8 {
	c := p.class[i]
	switch {
	case p.level%2 == 1 && c != bidi.R:
		return p.level + 1
	case p.level%2 == 0 && c == bidi.R:
		return p.level + 1
	case p.level%2 == 0 && c != bidi.L:
		return p.level + 2
	}
	return p.level
}

// strongOf is a class's direction for the neutrals beside it: numbers count
// as right to left.
func strongOf(c bidi.Class) (dir bidi.Class, ok bool) {
	switch c {
	case bidi.L:
		return bidi.L, true
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R, true
	}
	return bidi.ON, false
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
