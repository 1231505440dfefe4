package typeset

import "math"

// naturals returns the width of words[i:j] on one line.
type measure struct {
	words []word
	sum   []float64
}

func measureOf(words []word) measure {
	m := measure{words, make([]float64, len(words)+1)}
	for i, w := range words {
		m.sum[i+1] = m.sum[i] + w.width + w.space
	}
	return m
}

func (m measure) width(i, j int) float64 { return m.sum[j] - m.sum[i] - m.words[j-1].space }

// lines counts the lines that filling every line up to width takes, and
// whether every word fits.
func (m measure) lines(width float64) (int, bool) {
	n, fits := 0, true
	for i := 0; i < len(m.words); n++ {
		j := i + 1
		for j < len(m.words) && !m.words[j-1].forced && (m.words[j-1].glued || m.width(i, m.unit(j)) <= width) {
			j++
		}
		fits = fits && m.width(i, j) <= width
		i = j
	}
	return n, fits
}

// unit returns the end of the unbreakable words that begin at i.
func (m measure) unit(i int) int {
	for m.words[i].glued && i+1 < len(m.words) {
		i++
	}
	return i + 1
}

// narrowest returns the smallest measure that needs at most n lines; ok is
// false where forced breaks make that impossible.
func (m measure) narrowest(n int) (width float64, ok bool) {
	lo, hi := 0.0, m.sum[len(m.words)]
	if have, _ := m.lines(hi); have > n {
		return 0, false
	}
	for i := range m.words {
		if i == 0 || !m.words[i-1].glued {
			lo = math.Max(lo, m.width(i, m.unit(i)))
		}
	}
	if have, _ := m.lines(lo); have <= n {
		return lo, true
	}
	for hi-lo > 0.5 {
		mid := (lo + hi) / 2
		if have, _ := m.lines(mid); have <= n {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi, true
}

// breaks chooses at most n lines within width so that the lines are as even as
// can be and no short word stands alone. It returns where each line ends, or
// nil if there is no way.
func (m measure) breaks(width float64, n int, poster bool) []int {
	type state struct {
		cost float64
		from int
	}
	count := len(m.words)
	best := make([][]state, n+1)
	for k := range best {
		best[k] = make([]state, count+1)
		for i := range best[k] {
			best[k][i].cost = math.Inf(1)
		}
	}
	best[0][0].cost = 0
	for k := 1; k <= n; k++ {
		for i := range count {
			if math.IsInf(best[k-1][i].cost, 1) {
				continue
			}
			for j := i + 1; j <= count; j++ {
				if m.width(i, j) > width+0.5 {
					break
				}
				if m.words[j-1].glued {
					continue
				}
				c := best[k-1][i].cost + m.cost(i, j, width, poster)
				if c < best[k][j].cost {
					best[k][j] = state{c, i}
				}
				if m.words[j-1].forced {
					break
				}
			}
		}
	}
	last, cost := 0, math.Inf(1)
	for k := 1; k <= n; k++ {
		if best[k][count].cost < cost {
			last, cost = k, best[k][count].cost
		}
	}
	if last == 0 {
		return nil
	}
	ends := make([]int, last)
	for k, j := last, count; k > 0; k-- {
		ends[k-1] = j
		j = best[k][j].from
	}
	return ends
}

// cost is how bad it is to set words[i:j] on one line: the square of the
// slack, more for a lone short word, less slack-averse on the last line.
func (m measure) cost(i, j int, width float64, poster bool) float64 {
	slack := 1 - m.width(i, j)/width
	c := slack * slack
	last := j == len(m.words)
	if last && !poster {
		c = 0
		if slack > 0.6 {
			c = (slack - 0.6) * 2
		}
	}
	if j-i == 1 && len(m.words) > 1 {
		if n := m.words[i].letters; n <= 3 || (last && !poster && n <= 8) {
			c += loneWord
		}
	}
	// A short word that ends a line hangs off what it belongs to.
	if !last && j-i > 1 && m.words[j-1].letters <= 2 && m.words[j-1].space > 0 {
		c += 0.05
	}
	// Marked words belong together.
	if !last && m.words[j-1].marked && m.words[j].marked {
		c += 0.3
	}
	return c
}

// loneWord is the price of a short word that stands alone.
const loneWord = 0.5
