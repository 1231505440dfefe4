package sound

import (
	"encoding/binary"
	"io"
	"math/bits"
)

// What the headers of a Vorbis file may ask for. Encoders stay far below; a
// decoder that believed more could be made to take all memory, or to search an
// empty codebook for ever.
const (
	mostHeaders = 24 << 20 // bytes of the three headers, cover art included
	mostEntries = 1 << 16  // of one codebook
	mostAll     = 1 << 19  // of all codebooks together
	mostValues  = 1 << 21  // numbers of one codebook
	mostDims    = 512
)

// checkVorbis reads the three headers of a Vorbis file (Vorbis I, 4.2) as far
// as is needed to know that a decoder may, and returns what they claim.
func checkVorbis(w *window, name string) (channels int, err error) {
	packets, err := headerPackets(w)
	if err != nil {
		return 0, err
	}
	id, comment, setup := packets[0], packets[1], packets[2]
	if len(id) < 30 || !hasAt(comment, 0, "\x03vorbis") || !hasAt(setup, 0, "\x05vorbis") {
		return 0, errVorbis
	}
	if id[28]&15 < 6 || id[28]&15 > id[28]>>4 || id[28]>>4 > 13 {
		return 0, errVorbis
	}
	claims := opened{channels: int(id[11]), rate: int(binary.LittleEndian.Uint32(id[12:])), frames: 1}
	if err := claims.check(name); err != nil {
		return 0, err
	}
	if !commentsFit(comment[7:]) {
		return 0, errVorbis
	}
	return claims.channels, checkCodebooks(&bitReader{data: setup[7:]})
}

// headerPackets returns the first three packets of an Ogg file (RFC 3533, 6).
func headerPackets(w *window) (packets [][]byte, err error) {
	var packet []byte
	for at, sum := int64(0), 0; len(packets) < 3; {
		var h [27 + 255]byte
		n, err := w.readAt(h[:], at)
		if err != nil {
			return nil, err
		}
		segments := int(h[26])
		if n < 27+segments || !hasAt(h[:], 0, "OggS") || segments == 0 {
			return nil, io.ErrUnexpectedEOF
		}
		at += int64(27 + segments)
		for _, s := range h[27 : 27+segments] {
			part := make([]byte, s)
			if n, err := w.readAt(part, at); err != nil || n < len(part) {
				return nil, io.ErrUnexpectedEOF
			}
			at += int64(s)
			if packet = append(packet, part...); s < 255 {
				packets, packet = append(packets, packet), nil
			}
			if sum += int(s); sum > mostHeaders {
				return nil, errVorbis
			}
		}
	}
	return packets, nil
}

// commentsFit reports whether as many comments follow as are claimed.
func commentsFit(b []byte) bool {
	vendor, ok := lengthOf(b)
	if !ok {
		return false
	}
	b = b[4+vendor:]
	if len(b) < 4 {
		return false
	}
	return uint64(binary.LittleEndian.Uint32(b)) <= uint64(len(b)/4)
}

func lengthOf(b []byte) (int, bool) {
	if len(b) < 4 {
		return 0, false
	}
	n := binary.LittleEndian.Uint32(b)
	return int(n), uint64(n) <= uint64(len(b)-4)
}

// checkCodebooks reads the codebooks (Vorbis I, 3.2.1).
func checkCodebooks(r *bitReader) error {
	all := 0
	for range r.take(8) + 1 {
		entries, ok := checkCodebook(r)
		if all += entries; !ok || r.short || all > mostAll {
			return errVorbis
		}
	}
	return nil
}

func checkCodebook(r *bitReader) (entries int, ok bool) {
	if r.take(24) != 0x564342 {
		return 0, false
	}
	dims := int(r.take(16))
	entries = int(r.take(24))
	if dims == 0 || dims > mostDims || entries < 2 || entries > mostEntries || dims*entries > mostValues {
		return 0, false
	}
	if !checkLengths(r, entries) {
		return 0, false
	}
	kind := r.take(4)
	if kind == 0 {
		return entries, true
	}
	r.skip(64)
	size := r.take(4) + 1
	r.skip(1)
	values := entries * dims
	if kind == 1 {
		values = roots(entries, dims)
	}
	r.skip(values * int(size))
	return entries, kind <= 2 && values > 0
}

// checkLengths reads the lengths of the codewords; one must be used.
func checkLengths(r *bitReader, entries int) bool {
	used := 0
	if r.take(1) == 1 {
		r.skip(5)
		for at := 0; at < entries; {
			n := int(r.take(bits.Len(uint(entries - at))))
			if at += n; at > entries || r.short {
				return false
			}
			used += n
		}
		return used > 0
	}
	sparse := r.take(1) == 1
	for range entries {
		if !sparse || r.take(1) == 1 {
			r.skip(5)
			used++
		}
	}
	return used > 0 && !r.short
}

// roots is the largest number whose dims-th power is at most entries
// (Vorbis I, 9.2.3).
func roots(entries, dims int) int {
	for n := 1; ; n++ {
		power := 1
		for range dims {
			if power *= n + 1; power > entries {
				return n
			}
		}
	}
}

// bitReader reads bits from the lowest of each byte on (Vorbis I, 2.1.4).
type bitReader struct {
	data  []byte
	at    int
	short bool // more was read than there is
}

func (r *bitReader) take(n int) uint32 {
	var v uint32
	for i := range n {
		if r.at >= 8*len(r.data) {
			r.short = true
			return 0
		}
		v |= uint32(r.data[r.at/8]>>(r.at%8)&1) << i
		r.at++
	}
	return v
}

func (r *bitReader) skip(n int) {
	r.at += n
	if r.at > 8*len(r.data) {
		r.at, r.short = 8*len(r.data), true
	}
}
