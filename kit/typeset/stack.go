package typeset

import (
	"math"

	"eventkit/kit/page"
)

// StackRatio is how many times as large as the smallest the largest line of a
// stacked headline may be.
const StackRatio = 5.2

// stackShare is the gap between stacked lines as a share of the box's width;
// in scripts with many marks it is larger.
const stackShare = 0.036

// stack gives lines their own sizes, the way a letterpress poster does: no
// line wider than the box, the short ones grown until the box is full.
func (p *passage) stack(box page.Size, lim Limits) (*Block, error) {
	var best *Block
	most := 0.0
	for n := 2; n <= min(4, lim.MaxLines, len(p.words)); n++ {
		for _, ends := range compositions(len(p.words), n) {
			if p.ignoresEnds(ends) {
				continue
			}
			lines, err := p.assemble(ends)
			if err != nil {
				return nil, err
			}
			b := p.stackLines(lines, box, lim)
			if b == nil || !b.oneWay() {
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
	return best, nil
}

// oneWay reports whether sizes only grow or only shrink down the page; in any
// other order the words between lose their weight.
func (b *Block) oneWay() bool {
	grows, shrinks := true, true
	for i := 1; i < len(b.lines); i++ {
		grows = grows && b.lines[i].em >= b.lines[i-1].em
		shrinks = shrinks && b.lines[i].em <= b.lines[i-1].em
	}
	return grows || shrinks
}

// ignoresEnds reports whether a word that must end its line doesn't, or a
// word is cut.
func (p *passage) ignoresEnds(ends []int) bool {
	forced := 0
	for _, w := range p.words {
		if w.ends {
			forced++
		}
	}
	for _, e := range ends {
		w := p.words[e-1]
		if w.ends {
			forced--
		}
		if e < len(p.words) && w.toll > 0 {
			return true
		}
	}
	return forced > 0
}

// stackLines finds the largest size that short lines may have within the box.
func (p *passage) stackLines(lines []*line, box page.Size, lim Limits) *Block {
	small := lim.MaxEm
	for _, ln := range lines {
		if ln.light || ln.ink.Empty() {
			return nil
		}
		small = math.Min(small, box.W/ln.width()*1000)
	}
	if small < lim.MinEm {
		return nil
	}
	gap := metricsOf(p.script).gap / 1000
	build := func(large float64) *Block {
		b := &Block{RTL: p.rtl, lang: p.st.Lang}
		y := 0.0
		for i, ln := range lines {
			em := math.Min(math.Min(box.W/ln.width()*1000, large), lim.MaxEm)
			if i > 0 {
				y += max(stackShare*box.W, gap*min(em, b.lines[i-1].em))
			}
			b.lines = append(b.lines, placed{ln, em, y - ln.ink.Y*em/1000})
			y += ln.ink.H * em / 1000
		}
		b.settle()
		return b
	}
	lo, hi := small, small*StackRatio
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
