package pdf

import (
	"math/bits"
	"slices"
)

// prefixCode is a Huffman code over up to 286 symbols.
type prefixCode struct {
	n      int
	freq   [288]uint32
	length [288]uint8
	code   [288]uint16 // the bits in the order in which they are sent
	sorted []uint32    // frequency<<9 | symbol
	work   []int
}

func (c *prefixCode) reset(n int) {
	c.n = n
	clear(c.freq[:n])
}

// used returns how many symbols are sent, at least so many.
func (c *prefixCode) used(atLeast int) int {
	n := c.n
	for n > atLeast && c.length[n-1] == 0 {
		n--
	}
	return n
}

func (c *prefixCode) cost() (n int) {
	for s, f := range c.freq[:c.n] {
		n += int(f) * int(c.length[s])
	}
	return n
}

// build gives the symbols that occur codes of at most limit bits.
func (c *prefixCode) build(limit int) {
	clear(c.length[:])
	c.sorted = c.sorted[:0]
	for s, f := range c.freq[:c.n] {
		if f > 0 {
			c.sorted = append(c.sorted, f<<9|uint32(s))
		}
	}
	// A reader may refuse a code with fewer than two symbols.
	for s := uint32(0); len(c.sorted) < 2; s++ {
		if c.freq[s] == 0 {
			c.sorted = append(c.sorted, s)
		}
	}
	slices.Sort(c.sorted)
	var perLength [64]int
	c.minimumRedundancy()
	for _, l := range c.work {
		perLength[min(l, limit)]++
	}
	fitLengths(perLength[:limit+1])
	// The rarest symbols get the longest codes.
	i := 0
	for l := limit; l > 0; l-- {
		for range perLength[l] {
			c.length[c.sorted[i]&511] = uint8(l)
			i++
		}
	}
	c.assign()
}

// minimumRedundancy sets work to the code lengths of the sorted frequencies
// (Moffat and Katajainen, "In-Place Calculation of Minimum-Redundancy Codes").
func (c *prefixCode) minimumRedundancy() {
	a := c.work[:0]
	for _, v := range c.sorted {
		a = append(a, int(v>>9))
	}
	c.work = a
	n := len(a)
	root, leaf := 0, 2
	a[0] += a[1]
	take := func(next int) int {
		if leaf >= n || root < next && a[root] < a[leaf] {
			v := a[root]
			a[root] = next
			root++
			return v
		}
		leaf++
		return a[leaf-1]
	}
	for next := 1; next < n-1; next++ {
		v := take(next)
		a[next] = v
		a[next] = v + take(next)
	}
	a[n-2] = 0
	for next := n - 3; next >= 0; next-- {
		a[next] = a[a[next]] + 1
	}
	depth, inner, free := 0, n-2, 1
	for next := n - 1; next >= 0; depth++ {
		nodes := 0
		for inner >= 0 && a[inner] == depth {
			nodes++
			inner--
		}
		for ; free > nodes; free-- {
			a[next] = depth
			next--
		}
		free = 2 * nodes
	}
}

// fitLengths makes a set of code lengths, some cut to the longest allowed,
// into one that a code can have: it lengthens shorter codes until they fit.
func fitLengths(perLength []int) {
	limit := len(perLength) - 1
	total := 0
	for l := 1; l <= limit; l++ {
		total += perLength[l] << (limit - l)
	}
	for ; total > 1<<limit; total-- {
		perLength[limit]--
		for l := limit - 1; l > 0; l-- {
			if perLength[l] > 0 {
				perLength[l]--
				perLength[l+1] += 2
				break
			}
		}
	}
}

// assign numbers the codes (RFC 1951, 3.2.2).
func (c *prefixCode) assign() {
	var next [16]uint16
	var count [16]uint16
	for _, l := range c.length[:c.n] {
		count[l]++
	}
	count[0] = 0
	for l := 1; l < 16; l++ {
		next[l] = (next[l-1] + count[l-1]) << 1
	}
	for s, l := range c.length[:c.n] {
		if l > 0 {
			c.code[s] = bits.Reverse16(next[l]) >> (16 - l)
			next[l]++
		}
	}
}

// fixedLength is the length of a literal in the fixed code (RFC 1951, 3.2.6).
func fixedLength(s int) uint8 {
	switch {
	case s < 144:
		return 8
	case s < 256:
		return 9
	case s < 280:
		return 7
	}
	return 8
}

func fixedCost(literals, dist *prefixCode) (n int) {
	for s, f := range literals.freq[:numLiterals] {
		n += int(f) * int(fixedLength(s))
	}
	for _, f := range dist.freq[:numDist] {
		n += int(f) * 5
	}
	return n
}

func (c *prefixCode) fixLiterals() {
	c.n = 288
	for s := range c.length[:288] {
		c.length[s] = fixedLength(s)
	}
	c.assign()
}

func (c *prefixCode) fixDist() {
	for s := range c.length[:numDist] {
		c.length[s] = 5
	}
	c.assign()
}
