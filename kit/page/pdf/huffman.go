package pdf

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// blockWriter writes one final deflate block (RFC 1951, 3.2) with Huffman
// codes of its own or with the fixed ones, whichever is shorter.
type blockWriter struct {
	b              []byte
	acc            uint64
	n              uint
	literals, dist prefixCode
	lengths        prefixCode
	runs           []codeRun
}

const (
	endOfBlock  = 256
	numLiterals = 286
	numDist     = 30
	numLengths  = 19
)

// lengthOrder is the order in which lengths of the code of code lengths are
// sent (RFC 1951, 3.2.7).
var lengthOrder = [numLengths]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// lengthSymbol returns the symbol of a match's length less 3, how many extra
// bits follow it, and what they say (RFC 1951, 3.2.5).
func lengthSymbol(l uint32) (symbol, extra, value uint32) {
	switch {
	case l < 8:
		return 257 + l, 0, 0
	case l == maxMatch-minMatch:
		return 285, 0, 0
	}
	e := uint32(bits.Len32(l)) - 3
	return 257 + 4*e + l>>e, e, l & (1<<e - 1)
}

// distSymbol is lengthSymbol for a distance less 1.
func distSymbol(d uint32) (symbol, extra, value uint32) {
	if d < 4 {
		return d, 0, 0
	}
	e := uint32(bits.Len32(d)) - 2
	return 2*e + d>>e, e, d & (1<<e - 1)
}

// write appends the block to b.
func (w *blockWriter) write(b []byte, tokens []token) []byte {
	w.b, w.acc, w.n = b, 0, 0
	extra := w.count(tokens)
	w.literals.build(15)
	w.dist.build(15)
	w.describe()
	own := w.headBits() + w.literals.cost() + w.dist.cost() + extra
	if fixed := fixedCost(&w.literals, &w.dist) + extra; fixed <= own {
		w.put(1|1<<1, 3)
		w.literals.fixLiterals()
		w.dist.fixDist()
	} else {
		w.put(1|2<<1, 3)
		w.head()
	}
	w.body(tokens)
	w.put(0, -w.n&7)
	for ; w.n > 0; w.n -= 8 {
		w.b = append(w.b, byte(w.acc))
		w.acc >>= 8
	}
	return w.b
}

// count takes the frequencies of all symbols and returns the extra bits.
func (w *blockWriter) count(tokens []token) (extra int) {
	w.literals.reset(numLiterals)
	w.dist.reset(numDist)
	for _, t := range tokens {
		if t < 1<<16 {
			w.literals.freq[t]++
			continue
		}
		s, e, _ := lengthSymbol(uint32(t>>16) - minMatch)
		w.literals.freq[s]++
		extra += int(e)
		s, e, _ = distSymbol(uint32(t&0xFFFF) - 1)
		w.dist.freq[s]++
		extra += int(e)
	}
	w.literals.freq[endOfBlock]++
	return extra
}

func (w *blockWriter) body(tokens []token) {
	for _, t := range tokens {
		if t < 1<<16 {
			w.symbol(&w.literals, uint32(t))
			continue
		}
		s, e, v := lengthSymbol(uint32(t>>16) - minMatch)
		w.symbol(&w.literals, s)
		w.put(v, uint(e))
		s, e, v = distSymbol(uint32(t&0xFFFF) - 1)
		w.symbol(&w.dist, s)
		w.put(v, uint(e))
	}
	w.symbol(&w.literals, endOfBlock)
}

func (w *blockWriter) symbol(c *prefixCode, s uint32) { w.put(uint32(c.code[s]), uint(c.length[s])) }

func (w *blockWriter) put(v uint32, n uint) {
	w.acc |= uint64(v) << w.n
	w.n += n
	if w.n >= 32 {
		w.b = binary.LittleEndian.AppendUint32(w.b, uint32(w.acc))
		w.acc >>= 32
		w.n -= 32
	}
}

// codeRun is a symbol of the code of code lengths with its extra bits.
type codeRun struct{ symbol, extra, value uint8 }

// describe turns the code lengths of both codes into runs (RFC 1951, 3.2.7).
func (w *blockWriter) describe() {
	var all [numLiterals + numDist]uint8
	nl, nd := w.literals.used(257), w.dist.used(1)
	copy(all[:], w.literals.length[:nl])
	copy(all[nl:], w.dist.length[:nd])
	w.runs = w.runs[:0]
	w.lengths.reset(numLengths)
	for i := 0; i < nl+nd; {
		v, n := all[i], 1
		for i+n < nl+nd && all[i+n] == v {
			n++
		}
		i += n
		if v != 0 {
			w.run(codeRun{v, 0, 0})
			n--
		}
		n = w.repeat(v, n)
		for range n {
			w.run(codeRun{v, 0, 0})
		}
	}
	w.lengths.build(7)
}

// repeat writes n more of a code length as runs, and returns how many are left.
func (w *blockWriter) repeat(v uint8, n int) int {
	for v == 0 && n >= 11 {
		k := min(n, 138)
		w.run(codeRun{18, 7, uint8(k - 11)})
		n -= k
	}
	for v == 0 && n >= 3 {
		k := min(n, 10)
		w.run(codeRun{17, 3, uint8(k - 3)})
		n -= k
	}
	for v != 0 && n >= 3 {
		k := min(n, 6)
		w.run(codeRun{16, 2, uint8(k - 3)})
		n -= k
	}
	return n
}

func (w *blockWriter) run(r codeRun) {
	w.runs = append(w.runs, r)
	w.lengths.freq[r.symbol]++
}

// sent returns how many lengths of the code of code lengths are sent.
func (w *blockWriter) sent() int {
	n := numLengths
	for n > 4 && w.lengths.length[lengthOrder[n-1]] == 0 {
		n--
	}
	return n
}

func (w *blockWriter) headBits() int {
	n := 14 + 3*w.sent() + w.lengths.cost()
	for _, r := range w.runs {
		n += int(r.extra)
	}
	return n
}

func (w *blockWriter) head() {
	n := w.sent()
	w.put(uint32(w.literals.used(257)-257), 5)
	w.put(uint32(w.dist.used(1)-1), 5)
	w.put(uint32(n-4), 4)
	for _, s := range lengthOrder[:n] {
		w.put(uint32(w.lengths.length[s]), 3)
	}
	for _, r := range w.runs {
		w.symbol(&w.lengths, uint32(r.symbol))
		w.put(uint32(r.value), uint(r.extra))
	}
}

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
