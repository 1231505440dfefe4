package typeset

import (
	"math"
	"strings"

	"eventkit/kit/page"
)

// Set sets running text at a type size of em mm within a measure of width mm.
// Errors are a [*MissingGlyphError], and a [*TooLongError] for a word wider
// than the measure.
func (l *Library) Set(text string, st Style, em, width float64) (*Block, error) {
	return l.try(text, st, em, func(p *passage) (*Block, error) {
		if !roomy(page.Size{W: width, H: em}) {
			return nil, nil
		}
		return p.set(em, width)
	})
}

// SetFit sets running text as large as the box (in mm) allows within the
// limits. Errors are those of [Library.Fit].
func (l *Library) SetFit(text string, st Style, box page.Size, lim Limits) (*Block, error) {
	lim = lim.withDefaults()
	return l.try(text, st, lim.MinEm, func(p *passage) (*Block, error) {
		if !roomy(box) || lim.MaxEm < lim.MinEm {
			return nil, nil
		}
		return p.setFit(box, lim)
	})
}

// Line sets text on one line at em mm, smaller where it would be wider than
// width mm, but not below minEm: then it is a [*TooLongError].
func (l *Library) Line(text string, st Style, em, minEm, width float64) (*Block, error) {
	text = strings.ReplaceAll(Clean(text), "\n", " ")
	p, err := l.passage(text, st, byWords)
	if err != nil {
		return nil, err
	}
	if len(p.words) == 0 {
		return arrange(nil, em, 0, st.Lang), nil
	}
	ln, err := p.line(0, len(p.words))
	if err != nil {
		return nil, err
	}
	if w := ln.width() * em / 1000; w > width {
		em *= width / w
	}
	if !(em >= minEm) || math.IsInf(em, 1) {
		return nil, tooLong(text, minEm)
	}
	return arrange([]*line{ln}, em, 0, st.Lang), nil
}

// set returns nil if a word is wider than the measure.
func (p *passage) set(em, width float64) (*Block, error) {
	m := measureOf(p.words)
	m.prose = p.st.Prose
	measure := width/em*1000 - slackWidth
	for range 4 {
		n, fits := m.lines(measure)
		if !fits {
			return nil, nil
		}
		lines, err := p.assemble(m.breaks(measure, n, false))
		if err != nil {
			return nil, err
		}
		// Ink may reach past the width of its letters.
		over := 0.0
		for _, ln := range lines {
			over = max(over, ln.width()-width/em*1000)
		}
		if over <= 0 {
			return arrange(lines, em, p.textLeading(lines), p.st.Lang), nil
		}
		measure -= over
	}
	return nil, nil
}

// textLeading is the script's leading, or more where marks piled high would
// touch the line above.
func (p *passage) textLeading(lines []*line) float64 {
	leading := metricsOf(p.script).text
	for i := 0; i+1 < len(lines); i++ {
		const gap = 20
		leading = max(leading, lines[i].ink.Bottom()-lines[i+1].ink.Y+gap)
	}
	return leading
}

func (p *passage) setFit(box page.Size, lim Limits) (*Block, error) {
	fits := func(em float64) (*Block, error) {
		b, err := p.set(em, box.W)
		if b == nil || b.H > box.H+1e-6 {
			return nil, err
		}
		return b, nil
	}
	lo, hi := p.narrow(lim.MinEm, max(lim.MinEm, min(lim.MaxEm, box.H*2)), box)
	var best *Block
	steps := searchSteps(len(p.words))
	sizes := []float64{hi, lo, lim.MinEm}
	if steps == 0 {
		sizes = sizes[1:]
	}
	for _, em := range sizes {
		b, err := fits(em)
		if err != nil {
			return nil, err
		}
		if b != nil {
			best = b
			break
		}
		hi = em
	}
	if best == nil {
		return nil, nil
	}
	lo = best.Em
	for ; steps > 0 && hi-lo > lo*1e-3; steps-- {
		mid := (lo + hi) / 2
		b, err := fits(mid)
		if err != nil {
			return nil, err
		}
		if b != nil {
			best, lo = b, mid
		} else {
			hi = mid
		}
	}
	return best, nil
}

// searchSteps bounds the work of setting a text again and again: past a few
// thousand words the bound that narrow gives is near enough.
func searchSteps(words int) int { return min(12, 4000/words) }

// narrow returns sizes between which the largest that fits lies, by counting
// lines alone.
func (p *passage) narrow(lo, hi float64, box page.Size) (low, high float64) {
	m := measureOf(p.words)
	var least, most [2]float64
	for i, w := range p.words {
		if i == 0 {
			least = [2]float64{-w.top, w.bottom}
		}
		least = [2]float64{min(least[0], -w.top), min(least[1], w.bottom)}
		most = [2]float64{max(most[0], -w.top), max(most[1], w.bottom)}
	}
	leading := metricsOf(p.script).text
	largest := func(ink [2]float64) float64 {
		a, b := lo, hi
		for range 24 {
			mid := (a + b) / 2
			n, fits := m.lines(box.W / mid * 1000)
			if h := float64(n-1)*leading + max(0, ink[0]+ink[1]); fits && h*mid/1000 <= box.H {
				a = mid
			} else {
				b = mid
			}
		}
		return b
	}
	return largest(most), largest(least)
}
