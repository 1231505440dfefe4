package artworktest

import (
	"bytes"
	"encoding/binary"
)

// JPEG describes a JPEG file (ITU-T T.81) whose blocks of 8 × 8 pixels have one
// colour each.
type JPEG struct {
	W, H int
	// IDs are the components, one byte each: "\x01\x02\x03" for YCbCr.
	IDs string
	// Value returns component c of the block in column x of row y.
	Value func(x, y, c int) uint8
	// JFIF adds that marker; Adobe adds Adobe's, with what it says about colours.
	JFIF, Adobe bool
	Transform   byte
	// Orient, if it isn't 0, is in an Exif segment, with words about a place.
	Orient int
	// Progressive writes a progressive file, of one scan.
	Progressive bool
	// Frame is another frame marker, Bits another precision.
	Frame, Bits byte
	// Scans adds so many more scans of nothing.
	Scans int
}

// Secret is what the file tells about a person where Orient is set.
const Secret = "GPS 51.4816 N 0.0077 W"

func segment(mark byte, data []byte) []byte {
	b := binary.BigEndian.AppendUint16([]byte{0xFF, mark}, uint16(len(data)+2))
	return append(b, data...)
}

// Exif is a TIFF structure with an orientation.
func Exif(orient int) []byte {
	b := []byte("MM\x00*\x00\x00\x00\x08\x00\x02")
	b = append(b, 1, 0x0E, 0, 2, 0, 0, 0, byte(len(Secret)), 0, 0, 0, 38)
	b = append(b, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(orient), 0, 0)
	return append(append(b, 0, 0, 0, 0), Secret...)
}

// Bytes returns the file.
func (j JPEG) Bytes() []byte {
	b := []byte{0xFF, 0xD8}
	if j.JFIF {
		b = append(b, segment(0xE0, []byte("JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x00\x00"))...)
	}
	if j.Orient != 0 {
		b = append(b, segment(0xE1, append([]byte("Exif\x00\x00"), Exif(j.Orient)...))...)
		b = append(b, segment(0xFE, []byte(Secret))...)
	}
	if j.Adobe {
		b = append(b, segment(0xEE, append([]byte("Adobe\x00\x64\x00\x00\x00\x00"), j.Transform))...)
	}
	b = append(b, segment(0xDB, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...))...)
	b = append(b, j.frame()...)
	// Each of twelve lengths of a difference has a code of four bits; of the
	// other values there is only "no more".
	dc := append([]byte{0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
	ac := append([]byte{0x10, 1}, make([]byte, 16)...)
	b = append(append(b, segment(0xC4, dc)...), segment(0xC4, ac)...)
	b = append(append(b, j.scanHead()...), j.scan()...)
	for range j.Scans {
		b = append(b, j.scanHead()...)
	}
	return append(b, 0xFF, 0xD9)
}

func (j JPEG) frame() []byte {
	mark, bits := byte(0xC0), byte(8)
	if j.Progressive {
		mark = 0xC2
	}
	if j.Frame != 0 {
		mark = j.Frame
	}
	if j.Bits != 0 {
		bits = j.Bits
	}
	f := []byte{bits, byte(j.H >> 8), byte(j.H), byte(j.W >> 8), byte(j.W), byte(len(j.IDs))}
	for i := range len(j.IDs) {
		f = append(f, j.IDs[i], 0x11, 0)
	}
	return segment(mark, f)
}

func (j JPEG) scanHead() []byte {
	s := []byte{byte(len(j.IDs))}
	for i := range len(j.IDs) {
		s = append(s, j.IDs[i], 0)
	}
	if j.Progressive {
		return segment(0xDA, append(s, 0, 0, 0))
	}
	return segment(0xDA, append(s, 0, 63, 0))
}

// scan is all blocks.
func (j JPEG) scan() []byte {
	var w bitWriter
	last := make([]int, len(j.IDs))
	for y := range (j.H + 7) / 8 {
		for x := range (j.W + 7) / 8 {
			for c := range len(j.IDs) {
				v := 8 * (int(j.Value(x, y, c)) - 128)
				w.difference(v - last[c])
				last[c] = v
				if !j.Progressive {
					w.put(0, 1) // no more values
				}
			}
		}
	}
	w.put(1<<7-1, 7)
	return w.b
}

type bitWriter struct {
	b   []byte
	acc uint32
	n   int
}

func (w *bitWriter) put(v uint32, n int) {
	for i := n - 1; i >= 0; i-- {
		w.acc = w.acc<<1 | v>>i&1
		if w.n++; w.n == 8 {
			w.b = append(w.b, byte(w.acc))
			if byte(w.acc) == 0xFF {
				w.b = append(w.b, 0)
			}
			w.acc, w.n = 0, 0
		}
	}
}

// difference writes a value's length and then the value (ITU-T T.81, F.1.2.1).
func (w *bitWriter) difference(d int) {
	size, v := 0, d
	for m := max(d, -d); m > 0; m >>= 1 {
		size++
	}
	if d < 0 {
		v = d - 1
	}
	w.put(uint32(size), 4)
	w.put(uint32(v)&(1<<size-1), size)
}
