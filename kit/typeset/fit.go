package typeset

import (
	"math"
	"strings"

	"eventkit/kit/page"

	"github.com/go-text/typesetting/language"
)

// Limits bound the search for a size.
type Limits struct {
	// MinEm and MaxEm are type sizes in mm; words that need less than MinEm
	// are a [*TooLongError]. Zero means 2.5 mm and no upper bound.
	MinEm, MaxEm float64
	// MaxLines is the largest number of lines tried; zero means 12.
	MaxLines int
	// Stack lets lines have their own sizes, each as wide as the box, where
	// one size would leave much of the box empty.
	Stack bool
}

func (lim Limits) withDefaults() Limits {
	if lim.MinEm == 0 {
		lim.MinEm = 2.5
	}
	if lim.MaxEm == 0 {
		lim.MaxEm = math.Inf(1)
	}
	if lim.MaxLines == 0 {
		lim.MaxLines = 12
	}
	return lim
}

// Fit sets a headline as large as the box (in mm) allows, searching size and
// breaks together. Lines are led by their ink: as tight as the script allows
// without one line touching the next.
func (l *Library) Fit(text string, st Style, box page.Size, lim Limits) (*Block, error) {
	lim = lim.withDefaults()
	words, err := l.words(text, st)
	if err != nil {
		return nil, err
	}
	if len(words) == 0 {
		return arrange(nil, 0, 0, st.Lang), nil
	}
	m := measureOf(words)
	var best *Block
	bestScore := 0.0
	for n := 1; n <= min(lim.MaxLines, len(words)); n++ {
		width, ok := m.narrowest(n)
		if !ok {
			continue
		}
		lines := m.assembleAll(m.breaks(width, n, true), st)
		if lines == nil {
			continue
		}
		b := fitLines(lines, box, lim, st)
		if score := b.Em * finish(m, lines); score > bestScore {
			best, bestScore = b, score
		}
	}
	if lim.Stack && best != nil && best.H < 0.68*box.H && best.Em < lim.MaxEm*0.999 {
		if s := m.stack(box, lim, st); s != nil && s.H > best.H*1.12 {
			best = s
		}
	}
	if best == nil || best.Em < lim.MinEm {
		return nil, tooLong(text, lim.MinEm)
	}
	return best, nil
}

func (m measure) assembleAll(ends []int, st Style) []*line {
	var out []*line
	from := 0
	for _, to := range ends {
		out = append(out, assemble(m.words[from:to], st))
		from = to
	}
	return out
}

// fitLines finds the size at which given lines fill the box.
func fitLines(lines []*line, box page.Size, lim Limits, st Style) *Block {
	widest := 0.0
	for _, ln := range lines {
		widest = math.Max(widest, ln.width())
	}
	leading := posterLeading(lines, st, widest)
	unit := arrange(lines, 1000, leading, st.Lang)
	em := math.Min(box.W/widest, box.H/unit.H) * 1000
	return arrange(lines, math.Min(em, lim.MaxEm), leading, st.Lang)
}

// posterLeading is the script's least leading, or more where ink would meet.
func posterLeading(lines []*line, st Style, widest float64) float64 {
	mt := metricsOf(scriptOfLines(lines, st.Lang))
	leading := mt.poster
	for i := 0; i+1 < len(lines); i++ {
		a, b := lines[i], lines[i+1]
		dx, ndx := -a.left, -b.left
		if RTL(st.Lang) {
			dx, ndx = widest-a.right, widest-b.right
		}
		leading = math.Max(leading, a.clearance(b, dx, ndx, mt.gap))
	}
	return leading
}

// scriptOfLines is the script that most of the words are in, as their letters
// tell; words without letters follow the language.
func scriptOfLines(lines []*line, lang string) language.Script {
	count := map[language.Script]int{}
	best := scriptOfLang(lang)
	for _, ln := range lines {
		for _, r := range ln.text {
			s := language.LookupScript(r)
			if s == language.Common || s == language.Inherited {
				continue
			}
			if count[s]++; count[s] > count[best] {
				best = s
			}
		}
	}
	return best
}

// finish lowers the score of breaks that a designer would not make.
func finish(m measure, lines []*line) float64 {
	score := 1.0
	if len(lines) == 1 || len(m.words) == len(lines) {
		return score
	}
	shortest, widest := math.Inf(1), 0.0
	for i, ln := range lines {
		shortest, widest = math.Min(shortest, ln.width()), math.Max(widest, ln.width())
		if n := len([]rune(ln.text)); n <= 3 || isLight(ln.text) {
			score *= 0.86
		}
		if words := strings.Fields(ln.text); i < len(lines)-1 && len(words) > 1 && isLight(words[len(words)-1]) {
			score *= 0.94
		}
	}
	return score * (0.9 + 0.1*shortest/widest)
}

// stack gives lines their own sizes, the way a letterpress poster does: no
// line wider than the box, the short ones grown until the box is full.
func (m measure) stack(box page.Size, lim Limits, st Style) *Block {
	var best *Block
	most := 0.0
	for n := 2; n <= min(4, len(m.words)); n++ {
		for _, ends := range compositions(len(m.words), n) {
			lines := m.assembleAll(ends, st)
			small := math.Inf(1)
			for _, ln := range lines {
				small = math.Min(small, math.Min(box.W/ln.width()*1000, lim.MaxEm))
			}
			if small < lim.MinEm || m.cutsGlue(ends) || anyLight(lines) {
				continue
			}
			b := stackLines(lines, small, box, lim, st)
			if b == nil {
				continue
			}
			area := 0.0
			for _, l := range b.lines {
				area += l.width() * l.ink.H * l.em * l.em
			}
			if area > most {
				best, most = b, area
			}
		}
	}
	return best
}

func (m measure) cutsGlue(ends []int) bool {
	for _, e := range ends[:len(ends)-1] {
		if m.words[e-1].glued {
			return true
		}
	}
	return false
}

// stackLines finds the largest size that short lines may have within the box.
func stackLines(lines []*line, small float64, box page.Size, lim Limits, st Style) *Block {
	const mostRatio, gapShare = 5.2, 0.036
	build := func(large float64) *Block {
		b := &Block{RTL: RTL(st.Lang), lang: st.Lang}
		y := 0.0
		for i, ln := range lines {
			em := math.Min(math.Min(box.W/ln.width()*1000, large), lim.MaxEm)
			if i > 0 {
				y += gapShare * box.W
			}
			b.lines = append(b.lines, placed{ln, em, y - ln.ink.Y*em/1000})
			y += ln.ink.H * em / 1000
		}
		b.settle()
		return b
	}
	lo, hi := small, small*mostRatio
	if build(lo).H > box.H {
		return nil
	}
	if b := build(hi); b.H <= box.H {
		return b
	}
	for range 20 {
		mid := (lo + hi) / 2
		if build(mid).H <= box.H {
			lo = mid
		} else {
			hi = mid
		}
	}
	return build(lo)
}

// compositions lists the ways to cut count words into n lines, for the few
// words that a stacked headline has.
func compositions(count, n int) [][]int {
	if count > 8 {
		return nil
	}
	var out [][]int
	var cut func(from, left int, ends []int)
	cut = func(from, left int, ends []int) {
		if left == 1 {
			out = append(out, append(append([]int(nil), ends...), count))
			return
		}
		for to := from + 1; to <= count-left+1; to++ {
			cut(to, left-1, append(ends, to))
		}
	}
	cut(0, n, nil)
	return out
}
