package typeset

import (
	"math"
	"slices"

	"eventkit/kit/page"
)

// Limits bound the search for a size.
type Limits struct {
	// MinEm and MaxEm are type sizes in mm; words that need less than MinEm
	// are a [*TooLongError]. Zero means 2.5 mm and no upper bound.
	MinEm, MaxEm float64
	// MaxLines is the largest number of lines tried; zero means 12.
	MaxLines int
	// Stack lets lines have their own sizes, each as wide as the box, where
	// one size would leave much of the box empty. No line is more than
	// [StackRatio] times as large as another.
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

// roomy reports whether the box has a size at all.
func roomy(box page.Size) bool {
	return box.W > 0 && box.H > 0 && !math.IsInf(box.W, 1) && !math.IsInf(box.H, 1)
}

// Fit sets a headline as large as the box (in mm) allows, searching size and
// breaks together, and gives up at most a fifth of the size for breaks that
// read better, and two fifths for words left whole in scripts that leave no
// spaces between them. Lines are led by their ink: as tight as the script allows
// without one line touching the next. The block's ink lies inside the box;
// rounds and diagonals at the sides may stand out of it by a hair (2.5 % of
// the type size). Errors are a [*MissingGlyphError] and a [*TooLongError].
func (l *Library) Fit(text string, st Style, box page.Size, lim Limits) (*Block, error) {
	lim = lim.withDefaults()
	fit := func(p *passage) (*Block, error) {
		if !roomy(box) {
			return nil, nil
		}
		best, err := p.fit(box, lim)
		if err != nil || best == nil || best.Em < lim.MinEm {
			return nil, err
		}
		return best, nil
	}
	best, err := l.try(text, st, lim.MinEm, fit)
	if err != nil || !best.cutsWords() {
		return best, err
	}
	p, err := l.passage(text, st, byWords)
	if err != nil {
		return nil, err
	}
	if whole, err := fit(p); err == nil && whole != nil && whole.Em >= cutGain*best.Em {
		return whole, nil
	}
	return best, nil
}

// cutGain is the share of the size that whole words are worth.
const cutGain = 0.6

func (b *Block) cutsWords() bool {
	for i, l := range b.lines {
		if i < len(b.lines)-1 && l.cut {
			return true
		}
	}
	return false
}

// try sets a text as it is, and, if that yields nothing, with its longest
// words cut.
func (l *Library) try(text string, st Style, minEm float64, set func(*passage) (*Block, error)) (*Block, error) {
	words := 0
	for _, how := range []cutting{bySyllables, byLetters} {
		p, err := l.passage(text, st, how)
		if err != nil {
			return nil, err
		}
		if len(p.words) == 0 {
			return arrange(nil, 0, 0, st.Lang), nil
		}
		if how == byLetters && len(p.words) == words {
			break
		}
		words = len(p.words)
		if b, err := set(p); b != nil || err != nil {
			return b, err
		}
	}
	return nil, tooLong(text, minEm)
}

// trial is a number of lines with the measure that it needs and a bound on the
// size to which it can lead.
type trial struct {
	lines        int
	width, bound float64
}

func (p *passage) fit(box page.Size, lim Limits) (*Block, error) {
	m := measureOf(p.words)
	most := 0.0
	var found []scored
	for _, t := range m.trials(box, lim) {
		if t.bound < lim.MinEm || t.bound < yield*most {
			break
		}
		lines, err := p.assemble(m.breaks(t.width, t.lines, true))
		if err != nil {
			return nil, err
		}
		if lines == nil {
			continue
		}
		b := p.fitLines(lines, box, lim)
		found = append(found, scored{b, b.Em * finish(lines, len(p.words))})
		most = max(most, b.Em)
	}
	best := pick(found, most)
	if lim.Stack && best != nil && best.H < 0.68*box.H && best.Em < lim.MaxEm*0.999 {
		s, err := p.stack(box, lim)
		if err != nil {
			return nil, err
		}
		if s != nil && s.H > best.H*1.12 {
			best = s
		}
	}
	return best, nil
}

// yield is the share of the largest size below which no break is worth it.
const yield = 0.8

type scored struct {
	*Block
	score float64
}

func pick(found []scored, most float64) *Block {
	var best scored
	for _, s := range found {
		if s.Em >= yield*most && s.score > best.score {
			best = s
		}
	}
	return best.Block
}

// trials lists the numbers of lines to try, the most promising first.
func (m measure) trials(box page.Size, lim Limits) []trial {
	var out []trial
	last := math.Inf(1)
	for n := 1; n <= min(lim.MaxLines, len(m.words)); n++ {
		width, ok := m.narrowest(n)
		if !ok || width >= last {
			continue
		}
		last = width
		// Edges and bearings may make a line this much narrower than measured,
		// and the least leading is no less than this.
		const narrower, leading = 300, 800
		bound := lim.MaxEm
		if width > narrower {
			bound = min(bound, box.W/(width-narrower)*1000)
		}
		if n > 1 {
			bound = min(bound, box.H/float64(n-1)/leading*1000)
		}
		out = append(out, trial{n, width, bound})
	}
	slices.SortStableFunc(out, func(a, b trial) int {
		switch {
		case a.bound > b.bound:
			return -1
		case a.bound < b.bound:
			return 1
		}
		return 0
	})
	return out
}

func (p *passage) assemble(ends []int) ([]*line, error) {
	var out []*line
	from := 0
	for _, to := range ends {
		ln, err := p.line(from, to)
		if err != nil {
			return nil, err
		}
		out = append(out, ln)
		from = to
	}
	return out, nil
}

// fitLines finds the size at which given lines fill the box.
func (p *passage) fitLines(lines []*line, box page.Size, lim Limits) *Block {
	widest := 0.0
	for _, ln := range lines {
		widest = math.Max(widest, ln.width())
	}
	leading := p.posterLeading(lines, widest)
	unit := arrange(lines, 1000, leading, p.st.Lang)
	em := math.Min(box.W/widest, box.H/unit.H) * 1000
	return arrange(lines, math.Min(em, lim.MaxEm), leading, p.st.Lang)
}

// posterLeading is the script's least leading, or more where ink would meet,
// whichever way the lines are aligned.
func (p *passage) posterLeading(lines []*line, widest float64) float64 {
	mt := metricsOf(p.script)
	leading := mt.poster
	for i := 0; i+1 < len(lines); i++ {
		a, b := lines[i], lines[i+1]
		if a.ink.Bottom()-b.ink.Y+mt.gap <= leading {
			continue
		}
		leading = max(leading, a.clearance(b, -a.left, -b.left, mt.gap))
		leading = max(leading, a.clearance(b, widest-a.right, widest-b.right, mt.gap))
		leading = max(leading, a.clearance(b, (widest-a.width())/2-a.left, (widest-b.width())/2-b.left, mt.gap))
	}
	return leading
}

// finish lowers the score of breaks that a designer would not make. Where
// every word has a line of its own, a short one is no blemish.
func finish(lines []*line, words int) float64 {
	score := 1.0
	if len(lines) == 1 {
		return score
	}
	apart := words == len(lines)
	shortest, widest := math.Inf(1), 0.0
	for i, ln := range lines {
		shortest, widest = math.Min(shortest, ln.width()), math.Max(widest, ln.width())
		switch n := len([]rune(ln.text)); {
		case ln.light && n <= 2:
			score *= 0.6
		case ln.light || !apart && n <= 3:
			score *= 0.86
		}
		if i < len(lines)-1 && ln.hanging {
			score *= 0.94
		}
		if i < len(lines)-1 && ln.cut {
			score *= 0.85
		}
	}
	if apart {
		return score
	}
	return score * (0.9 + 0.1*shortest/widest)
}
