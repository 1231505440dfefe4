package typeset

import "math"

// measure knows the width of every run of words.
type measure struct {
	words []word
	sum   []float64
	prose bool
}

func measureOf(words []word) measure {
	m := measure{words: words, sum: make([]float64, len(words)+1)}
	for i, w := range words {
		m.sum[i+1] = m.sum[i] + w.width + w.space
	}
	return m
}

// width returns the optical width of words[i:j] on one line.
func (m measure) width(i, j int) float64 {
	last := &m.words[j-1]
	return m.sum[j] - m.sum[i] - last.space - m.words[i].before - last.after
}

// slackWidth is how much too wide a line may be measured, for rounding.
const slackWidth = 0.5

func (m measure) fits(i, j int, width float64) bool { return m.width(i, j) <= width+slackWidth }

// lines counts the lines that filling every line up to width takes, and
// whether every word fits.
func (m measure) lines(width float64) (int, bool) {
	n, fits := 0, true
	for i := 0; i < len(m.words); n++ {
		j := i + 1
		for j < len(m.words) && !m.words[j-1].ends && m.fits(i, j+1, width) {
			j++
		}
		fits = fits && m.fits(i, j, width)
		i = j
	}
	return n, fits
}

// narrowest returns the smallest measure that needs at most n lines; ok is
// false where forced breaks make that impossible.
func (m measure) narrowest(n int) (width float64, ok bool) {
	lo, hi := 0.0, m.sum[len(m.words)]+1000 // ink may reach past its advance
	if have, _ := m.lines(hi); have > n {
		return 0, false
	}
	for i := range m.words {
		lo = max(lo, m.width(i, i+1))
	}
	if have, _ := m.lines(lo); have <= n {
		return lo, true
	}
	for hi-lo > slackWidth {
		mid := (lo + hi) / 2
		if have, _ := m.lines(mid); have <= n {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi, true
}

// least returns the fewest lines that the first j words take, and those from
// word j on, for every j.
func (m measure) least(width float64) (before, after []int) {
	count := len(m.words)
	before, after = make([]int, count+1), make([]int, count+1)
	start := 0
	for j := 1; j <= count; j++ {
		if j > start+1 && (m.words[j-2].ends || !m.fits(start, j, width)) {
			start = j - 1
		}
		before[j] = before[start] + 1
	}
	end := count
	for j := count - 1; j >= 0; j-- {
		if j < end-1 && (m.words[j].ends || !m.fits(j, end, width)) {
			end = j + 1
		}
		after[j] = after[end] + 1
	}
	return before, after
}

// state is the best way to set the words before it in a given number of lines.
type state struct {
	cost float64
	from int
}

// breaks chooses at most n lines within width so that the lines are as even as
// can be and no short word stands alone. It returns where each line ends, or
// nil if there is no way. Only numbers of lines from which the end can be
// reached are looked at, so that time grows with the words that a line holds,
// not with the lines.
func (m measure) breaks(width float64, n int, poster bool) []int {
	count := len(m.words)
	before, after := m.least(width)
	if count == 0 || before[count] > n {
		return nil
	}
	// best[j][k-before[j]] is for the first j words in k lines.
	best := make([][]state, count+1)
	for j := range best {
		best[j] = make([]state, max(0, n-after[j]-before[j]+1))
		for k := range best[j] {
			best[j][k].cost = math.Inf(1)
		}
	}
	best[0][0].cost = 0
	for i := range count {
		if len(best[i]) == 0 {
			continue
		}
		for j := i + 1; j <= count && m.fits(i, j, width); j++ {
			if len(best[j]) > 0 {
				m.extend(best, i, j, before, m.cost(i, j, width, poster))
			}
			if m.words[j-1].ends {
				break
			}
		}
	}
	return m.trace(best, before)
}

// extend tries a line of words[i:j], of the given cost, after every way to set those before it.
func (m measure) extend(best [][]state, i, j int, before []int, cost float64) {
	for k, s := range best[i] {
		at := before[i] + k + 1 - before[j]
		if at < 0 || at >= len(best[j]) {
			continue
		}
		if c := s.cost + cost; c < best[j][at].cost {
			best[j][at] = state{c, i}
		}
	}
}

func (m measure) trace(best [][]state, before []int) []int {
	j := len(m.words)
	pick := -1
	for k, s := range best[j] {
		if !math.IsInf(s.cost, 1) && (pick < 0 || s.cost < best[j][pick].cost) {
			pick = k
		}
	}
	if pick < 0 {
		return nil
	}
	lines := before[j] + pick
	ends := make([]int, lines)
	for k := lines; k > 0; k-- {
		ends[k-1] = j
		j = best[j][k-before[j]].from
	}
	return ends
}

// The prices of what a reader would stumble over, in squares of a line's slack.
const (
	loneWord    = 4    // a short word alone on a line
	hangingWord = 0.05 // a short word at the end of a line, off what it belongs to
	partedMarks = 0.3
	cutInPoster = 0.3
	beforeDash  = 4 // a dash at the beginning of a line
)

// cost is how bad it is to set words[i:j] on one line: the square of the
// slack, more for a lone short word, less slack-averse on the last line.
func (m measure) cost(i, j int, width float64, poster bool) float64 {
	slack := 0.0
	if width > 0 {
		slack = 1 - m.width(i, j)/width
	}
	c := slack * slack
	end := &m.words[j-1]
	last := j == len(m.words) || end.ends
	if last && !poster {
		c = max(0, slack-m.shortest()) * 2
	}
	if j-i == 1 && len(m.words) > 1 {
		if n := m.words[i].letters; n <= 3 || last && !poster && n <= 8 {
			c += loneWord
		}
	}
	if last {
		return c
	}
	c += end.toll
	if poster && end.toll > 0 {
		c += cutInPoster
	}
	if j-i > 1 && end.space > 0 && (end.letters <= 2 || poster && end.light) {
		c += m.hanging()
	}
	if end.markedLast && m.words[j].markedFirst {
		c += partedMarks
	}
	return c
}

// shortest is the slack from which on a last line is too short.
func (m measure) shortest() float64 {
	if m.prose {
		return 0.72
	}
	return 0.6
}

// hanging is the price of a short word at the end of a line: running text has
// many lines, and full ones matter more.
func (m measure) hanging() float64 {
	if m.prose {
		return hangingWord / 10
	}
	return hangingWord
}
