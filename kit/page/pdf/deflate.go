package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/adler32"
	"math/bits"
)

// packer deflates (RFC 1950, RFC 1951). A page's drawing is a few kB of numbers
// that repeat. The standard library takes several times as long over one: its
// tables are made for streams of any length. This one writes a single block of
// less than a window, and hands anything longer to the standard library. One
// goroutine uses a packer at a time.
type packer struct {
	// head holds, for each hash of three bytes, the place of its last
	// occurrence plus one, and prev the occurrence before each place.
	head   [1 << hashBits]uint16
	prev   [window]uint16
	tokens []token
	block  blockWriter
	std    *zlib.Writer
}

const (
	window    = 1 << 15
	hashBits  = 11
	minMatch  = 3
	maxMatch  = 258
	maxChain  = 4  // how many earlier occurrences are tried
	goodMatch = 10 // a match this long is taken without looking further
	farThree  = 96 // a match of three from further away costs more than it saves
)

// token is a literal byte, or a match: its length above 16 bits of distance.
type token uint32

// zlib appends src deflated to dst.
func (p *packer) zlib(dst, src []byte) []byte {
	if len(src) >= window {
		return p.long(dst, src)
	}
	p.match(src)
	dst = p.block.write(append(dst, 0x78, 0xDA), p.tokens)
	return binary.BigEndian.AppendUint32(dst, adler32.Checksum(src))
}

// long is zlib for streams of any length. A bytes.Buffer takes all that is
// written, and the level is a valid one, so nothing can fail.
func (p *packer) long(dst, src []byte) []byte {
	out := bytes.NewBuffer(dst)
	if p.std == nil {
		p.std, _ = zlib.NewWriterLevel(out, zlib.BestCompression)
	} else {
		p.std.Reset(out)
	}
	p.std.Write(src)
	p.std.Close()
	return out.Bytes()
}

// match cuts src into tokens: the longest match at each place, put off by a
// literal where the next place has a longer one.
func (p *packer) match(src []byte) {
	clear(p.head[:])
	p.tokens = p.tokens[:0]
	last := len(src) - minMatch // the last place where a match can begin
	repeated := 0               // the distance of the last match
	for i := 0; i < len(src); {
		length, distance := 0, repeated
		if i <= last {
			if length = again(src, i, repeated); length == 0 {
				length, distance = p.longest(src, i, minMatch-1)
			}
			p.insert(src, i)
		}
		if length == 0 {
			p.tokens = append(p.tokens, token(src[i]))
			i++
			continue
		}
		for length < goodMatch && i < last {
			l, d := p.longest(src, i+1, length)
			if l == 0 {
				break
			}
			p.tokens = append(p.tokens, token(src[i]))
			i++
			p.insert(src, i)
			length, distance = l, d
		}
		p.tokens = append(p.tokens, token(length<<16|distance))
		repeated = distance
		for k := i + 1; k < min(i+length, last+1); k++ {
			p.insert(src, k)
		}
		i += length
	}
}

// again returns how far what begins at i repeats at the last distance, if that
// is far enough to look no further: numbers in columns repeat so.
func again(src []byte, i, distance int) int {
	if distance == 0 || i < distance || src[i] != src[i-distance] {
		return 0
	}
	if n := common(src, i-distance, i, min(maxMatch, len(src)-i)); n >= goodMatch {
		return n
	}
	return 0
}

func hash(src []byte, i int) uint32 {
	v := uint32(src[i]) | uint32(src[i+1])<<8 | uint32(src[i+2])<<16
	return v * 0x9E3779B1 >> (32 - hashBits)
}

func (p *packer) insert(src []byte, i int) {
	h := hash(src, i)
	p.prev[i] = p.head[h]
	p.head[h] = uint16(i + 1)
}

// longest returns the longest earlier occurrence of what begins at i, if it is
// longer than atLeast, and the nearest of equals.
func (p *packer) longest(src []byte, i, atLeast int) (length, distance int) {
	limit := min(maxMatch, len(src)-i)
	best := atLeast
	at := int(p.head[hash(src, i)]) - 1
	for tries := maxChain; at >= 0 && tries > 0 && best < limit; tries-- {
		if src[at+best] == src[i+best] {
			n := common(src, at, i, limit)
			if n > best && (n > minMatch || i-at <= farThree) {
				best, length, distance = n, n, i-at
				if n >= goodMatch {
					break
				}
			}
		}
		at = int(p.prev[at]) - 1
	}
	return length, distance
}

// common counts the equal bytes from a and from b on, up to limit.
func common(src []byte, a, b, limit int) int {
	n := 0
	for n+8 <= limit {
		x := binary.LittleEndian.Uint64(src[a+n:]) ^ binary.LittleEndian.Uint64(src[b+n:])
		if x != 0 {
			return n + bits.TrailingZeros64(x)/8
		}
		n += 8
	}
	for n < limit && src[a+n] == src[b+n] {
		n++
	}
	return n
}
