package pdf

import (
	"encoding/binary"
	"math/bits"
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
