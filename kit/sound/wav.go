package sound

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
)

// wav reads samples as they lie in a file.
type wav struct {
	data   *window
	sample func([]byte) float64
	width  int // bytes of a sample
	frame  int // bytes of a frame
	second int // where the right sample is
	buf    []byte
}

// The ways in which a WAV file may hold samples (RFC 2361, A).
const (
	wavPCM        = 1
	wavFloat      = 3
	wavExtensible = 0xfffe
)

type wavFormat struct{ tag, channels, rate, frame, bits int }

// openWAV reads the chunks up to the samples (RIFF, and EBU Tech 3306 for more
// than 4 GB). Decoders that trust the lengths of chunks can be made to take
// gigabytes; this one only steps over them.
func openWAV(w *window, name string) (opened, error) {
	var f wavFormat
	long := int64(-1)
	for at := int64(12); ; {
		var h [8]byte
		n, err := w.readAt(h[:], at)
		if err != nil {
			return opened{}, err
		}
		if n < len(h) {
			return opened{}, wrong(name, "holds no sound", mendAgain, nil)
		}
		size := int64(binary.LittleEndian.Uint32(h[4:]))
		at += 8
		switch string(h[:4]) {
		case "ds64":
			var b [16]byte
			if n, err := w.readAt(b[:], at); err == nil && n == len(b) {
				long = int64(binary.LittleEndian.Uint64(b[8:]))
			}
		case "fmt ":
			if f, err = readFormat(w, at, size); err != nil {
				return opened{}, err
			}
		case "data":
			if size == math.MaxUint32 && long > 0 {
				size = long
			}
			return wavData(w, f, at, size, name)
		}
		at += size + size&1
	}
}

func readFormat(w *window, at, size int64) (wavFormat, error) {
	b := make([]byte, min(size, 40))
	n, err := w.readAt(b, at)
	if err != nil || n < 16 {
		return wavFormat{}, errors.Join(err, errors.New("its format chunk is too short"))
	}
	le := binary.LittleEndian
	f := wavFormat{
		tag: int(le.Uint16(b)), channels: int(le.Uint16(b[2:])), rate: int(le.Uint32(b[4:])),
		frame: int(le.Uint16(b[12:])), bits: int(le.Uint16(b[14:])),
	}
	if f.tag == wavExtensible && n >= 26 {
		f.tag = int(le.Uint16(b[24:]))
	}
	return f, nil
}

func wavData(w *window, f wavFormat, at, size int64, name string) (opened, error) {
	src := &wav{width: (f.bits + 7) / 8, sample: samples(f.tag, f.bits)}
	o := opened{source: src, kind: WAV, rate: f.rate, channels: f.channels, frames: 1}
	if err := o.check(name); err != nil {
		return o, err
	}
	if src.sample == nil {
		return o, wrong(name, "holds its sound in a way that can’t be played here", "save it again as 16-bit WAV", nil)
	}
	src.frame = f.frame
	if src.frame != src.width*f.channels {
		return o, wrong(name, "says two different things about its frames", mendAgain, nil)
	}
	if f.channels > 1 {
		src.second = src.width
	}
	src.data = newWindow(w.r, w.from+at, min(w.to, w.from+at+size))
	o.frames = src.data.size() / int64(src.frame)
	// Programs that write while they record leave these for the length.
	if size != math.MaxUint32 && size != math.MaxUint32-1 {
		o.claimed = size / int64(src.frame)
	}
	return o, nil
}

// samples returns what reads one sample; nil if nothing here can.
func samples(tag, bits int) func([]byte) float64 {
	le := binary.LittleEndian
	switch {
	case tag == wavPCM && bits == 8:
		return func(b []byte) float64 { return (float64(b[0]) - 128) / 128 }
	case tag == wavPCM && bits == 16:
		return func(b []byte) float64 { return float64(int16(le.Uint16(b))) / (1 << 15) }
	case tag == wavPCM && bits == 24:
		return func(b []byte) float64 {
			return float64(int32(uint32(b[0])<<8|uint32(b[1])<<16|uint32(b[2])<<24)) / (1 << 31)
		}
	case tag == wavPCM && bits == 32:
		return func(b []byte) float64 { return float64(int32(le.Uint32(b))) / (1 << 31) }
	case tag == wavFloat && bits == 32:
		return func(b []byte) float64 { return float64(math.Float32frombits(le.Uint32(b))) }
	case tag == wavFloat && bits == 64:
		return func(b []byte) float64 { return math.Float64frombits(le.Uint64(b)) }
	}
	return nil
}

func (s *wav) stream(dst [][2]float64) (int, error) {
	if need := len(dst) * s.frame; len(s.buf) < need {
		s.buf = make([]byte, need)
	}
	n, err := io.ReadFull(s.data, s.buf[:len(dst)*s.frame])
	n /= s.frame
	if n == 0 {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = io.EOF
		}
		return 0, err
	}
	for i := range n {
		b := s.buf[i*s.frame:]
		dst[i] = [2]float64{s.sample(b), s.sample(b[s.second:])}
	}
	return n, nil
}

func (s *wav) seek(frame int64) error {
	_, err := s.data.Seek(frame*int64(s.frame), io.SeekStart)
	return err
}
