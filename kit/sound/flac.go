package sound

import (
	"encoding/binary"
	"errors"
	"io"

	"github.com/gopxl/beep/v2"
	"github.com/gopxl/beep/v2/flac"
)

// flacFile is a FLAC file without what stands between its first header and its
// sound. Pictures, comments and tables of places are nothing to play, and their
// claims nothing to believe.
type flacFile struct {
	w      *window
	header []byte // "fLaC" and STREAMINFO, marked as the last block
	first  int64  // where the frames begin
	rate   int
	total  int64
	fixed  int64 // frames of a block if all have as many, otherwise 0

	s     beep.Streamer
	ended bool
}

// openFLAC reads the blocks of metadata (RFC 9639, 8).
func openFLAC(w *window, name string) (opened, error) {
	f := &flacFile{w: w}
	for at := int64(4); f.first == 0; {
		var h [4]byte
		n, err := w.readAt(h[:], at)
		if err != nil {
			return opened{}, err
		}
		size := int64(binary.BigEndian.Uint32(h[:]) & 0xffffff)
		if n < len(h) || at == 4 && (h[0]&0x7f != 0 || size != 34) {
			return opened{}, errors.New("its FLAC header is damaged")
		}
		if at == 4 {
			f.header = make([]byte, 42)
			if n, err := w.readAt(f.header, 0); err != nil || n < len(f.header) {
				return opened{}, io.ErrUnexpectedEOF
			}
		}
		if at += 4 + size; h[0]&0x80 != 0 {
			f.first = at
		}
	}
	f.header[4] |= 0x80
	info := f.header[8:]
	packed := binary.BigEndian.Uint64(info[10:])
	f.rate, f.total = int(packed>>44), int64(packed&(1<<36-1))
	if least, most := binary.BigEndian.Uint16(info), binary.BigEndian.Uint16(info[2:]); least == most {
		f.fixed = int64(most)
	}
	o := opened{source: f, kind: FLAC, rate: f.rate, channels: int(packed>>41&7) + 1, frames: 1}
	if err := o.check(name); err != nil {
		return o, err
	}
	if f.total == 0 {
		f.total = f.lastFrame()
	}
	o.frames = f.total
	return o, f.startAt(f.first)
}

// startAt starts a decoder at the frame that begins there.
func (f *flacFile) startAt(offset int64) error {
	rest := newWindow(f.w.r, f.w.from+offset, f.w.to)
	s, _, err := flac.Decode(io.MultiReader(&onlyReader{header: f.header}, rest))
	f.s, f.ended = s, false
	return err
}

// onlyReader gives a header.
type onlyReader struct{ header []byte }

func (o *onlyReader) Read(p []byte) (int, error) {
	if len(o.header) == 0 {
		return 0, io.EOF
	}
	n := copy(p, o.header)
	o.header = o.header[n:]
	return n, nil
}

func (f *flacFile) stream(dst [][2]float64) (int, error) {
	if f.ended || f.s == nil {
		return 0, io.EOF
	}
	if n, _ := f.s.Stream(dst); n > 0 {
		return n, nil
	}
	if err := f.s.Err(); err != nil {
		return 0, err
	}
	return 0, io.EOF
}

// seek goes to the last header at or before a frame and decodes on from there.
// What looks like a header and isn't one can't be decoded: then one before it
// is tried, and at last the first.
func (f *flacFile) seek(frame int64) error {
	if f.ended = frame >= f.total; f.ended {
		return nil
	}
	for _, back := range []int64{0, 1 << 16, 1 << 20} {
		offset, at := f.find(max(0, frame-back))
		if err := guard(func() error { return f.startAt(offset) }); err != nil {
			continue
		}
		if err := skip(f, frame-at); err == nil {
			return nil
		}
	}
	if err := f.startAt(f.first); err != nil {
		return err
	}
	return skip(f, frame)
}

const flacSearch = 1 << 17 // more than the longest frames that are common

// find returns where the last frame begins that isn't after a frame, and which
// it is. It halves the file until the rest is short.
func (f *flacFile) find(frame int64) (offset, at int64) {
	lo, hi := f.first, f.w.size()
	offset, at = f.first, 0
	for hi-lo > flacSearch {
		mid, before := lo+(hi-lo)/2, false
		f.headers(mid, hi, func(o int64, h flacPlace) bool {
			if before = h.at <= frame; before {
				lo, offset, at = o, o, h.at
			}
			return false
		})
		if !before {
			hi = mid
		}
	}
	f.headers(offset+1, min(f.w.size(), hi+flacSearch), func(o int64, h flacPlace) bool {
		if h.at > frame || h.at <= at {
			return false
		}
		offset, at = o, h.at
		return true
	})
	return offset, at
}

// lastFrame is the length of a file that doesn't say it.
func (f *flacFile) lastFrame() (total int64) {
	end := f.w.size()
	f.headers(max(f.first, end-2*flacSearch), end, func(_ int64, h flacPlace) bool {
		total = max(total, h.at+h.size)
		return true
	})
	return total
}

// headers calls found for what looks like the header of a frame between two
// places, until it returns false.
func (f *flacFile) headers(from, to int64, found func(offset int64, h flacPlace) bool) {
	const step, longest = 16 << 10, 16
	buf := make([]byte, step+longest)
	for ; from < to; from += step {
		n, err := f.w.readAt(buf[:min(step+longest, f.w.size()-from)], from)
		if err != nil {
			return
		}
		for i := range min(n, int(min(step, to-from))) {
			if buf[i] != 0xff {
				continue
			}
			h, ok := flacHeader(buf[i:n], f.fixed)
			if ok && (f.total == 0 || h.at < f.total) && !found(from+int64(i), h) {
				return
			}
		}
	}
}

// flacPlace is what a frame's header says of its place.
type flacPlace struct{ at, size int64 }

// flacHeader reads a frame's header (RFC 9639, 9.1). fixed is the size of all
// blocks where they have one.
func flacHeader(b []byte, fixed int64) (flacPlace, bool) {
	if len(b) < 6 || b[0] != 0xff || b[1]&0xfe != 0xf8 || b[2]>>4 == 0 || b[2]&15 == 15 || b[3]>>4 > 10 || b[3]&1 != 0 {
		return flacPlace{}, false
	}
	number, n := coded(b[4:])
	if n == 0 {
		return flacPlace{}, false
	}
	end := 4 + n
	size, extra := blockSize(b, end)
	if end += extra; size == 0 {
		return flacPlace{}, false
	}
	switch b[2] & 15 {
	case 12:
		end++
	case 13, 14:
		end += 2
	}
	if end >= len(b) || crc8(b[:end]) != b[end] {
		return flacPlace{}, false
	}
	if b[1]&1 == 0 {
		if fixed == 0 {
			fixed = size
		}
		number *= fixed
	}
	return flacPlace{number, size}, true
}

// blockSize is the frames of a block; extra are the bytes at end that say it.
func blockSize(b []byte, end int) (size int64, extra int) {
	switch code := b[2] >> 4; {
	case code == 1:
		return 192, 0
	case code <= 5:
		return 576 << (code - 2), 0
	case code == 6 && end < len(b):
		return int64(b[end]) + 1, 1
	case code == 7 && end+1 < len(b):
		return int64(binary.BigEndian.Uint16(b[end:])) + 1, 2
	case code >= 8:
		return 256 << (code - 8), 0
	}
	return 0, 0
}

// coded reads a number of up to 36 bits that is coded as UTF-8 codes runes.
func coded(b []byte) (v int64, n int) {
	lead := b[0]
	if lead < 0x80 {
		return int64(lead), 1
	}
	for n = 1; n < 7 && lead&(0x80>>n) != 0; n++ {
	}
	if n < 2 || n > 7 || len(b) < n || lead == 0xff {
		return 0, 0
	}
	v = int64(lead & (0x7f >> n))
	for _, c := range b[1:n] {
		if c&0xc0 != 0x80 {
			return 0, 0
		}
		v = v<<6 | int64(c&0x3f)
	}
	return v, n
}

// crc8 is that of a frame's header: x⁸ + x² + x + 1.
func crc8(b []byte) byte {
	var crc byte
	for _, c := range b {
		crc ^= c
		for range 8 {
			if crc&0x80 != 0 {
				crc = crc<<1 ^ 7
			} else {
				crc <<= 1
			}
		}
	}
	return crc
}
