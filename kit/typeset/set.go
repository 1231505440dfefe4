package typeset

import (
	"math"

	"eventkit/kit/page"
)

// Set sets running text at a type size of em mm within a measure of width mm.
// A word wider than the measure is a [*TooLongError].
func (l *Library) Set(text string, st Style, em, width float64) (*Block, error) {
	words, err := l.words(text, st)
	if err != nil {
		return nil, err
	}
	b, ok := setWords(words, st, em, width)
	if !ok {
		return nil, tooLong(text, em)
	}
	return b, nil
}

// SetFit sets running text as large as the box (in mm) allows within the limits.
func (l *Library) SetFit(text string, st Style, box page.Size, lim Limits) (*Block, error) {
	lim = lim.withDefaults()
	words, err := l.words(text, st)
	if err != nil {
		return nil, err
	}
	fits := func(em float64) *Block {
		b, ok := setWords(words, st, em, box.W)
		if ok && b.H <= box.H+1e-6 {
			return b
		}
		return nil
	}
	best := fits(lim.MinEm)
	if best == nil {
		return nil, tooLong(text, lim.MinEm)
	}
	lo, hi := lim.MinEm, math.Min(lim.MaxEm, box.H*2)
	if b := fits(hi); b != nil {
		return b, nil
	}
	for range 14 {
		mid := (lo + hi) / 2
		if b := fits(mid); b != nil {
			best, lo = b, mid
		} else {
			hi = mid
		}
	}
	return best, nil
}

// Line sets text on one line at em mm, smaller where it would be wider than
// width mm, but not below minEm: then it is a [*TooLongError].
func (l *Library) Line(text string, st Style, em, minEm, width float64) (*Block, error) {
	words, err := l.words(text, st)
	if err != nil {
		return nil, err
	}
	for i := range words {
		words[i].forced = false
	}
	if len(words) == 0 {
		return arrange(nil, em, 0, st.Lang), nil
	}
	ln := assemble(words, st)
	if w := ln.width() * em / 1000; w > width {
		em *= width / w
	}
	if em < minEm {
		return nil, tooLong(text, minEm)
	}
	return arrange([]*line{ln}, em, 0, st.Lang), nil
}

func setWords(words []word, st Style, em, width float64) (*Block, bool) {
	if len(words) == 0 {
		return arrange(nil, em, 0, st.Lang), true
	}
	m := measureOf(words)
	measure := width / em * 1000
	n, fits := m.lines(measure)
	if !fits {
		return nil, false
	}
	ends := m.breaks(measure, n, false)
	lines := m.assembleAll(ends, st)
	leading := metricsOf(scriptOfLines(lines, st.Lang)).text
	return arrange(lines, em, leading, st.Lang), true
}
