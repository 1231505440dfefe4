package sound_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"runtime"
	"testing"
	"time"

	"eventkit/kit/sound"
)

// streamOnly is a file system whose files can only be read from their start,
// as those of a zip archive are.
type streamOnly struct{ fs.FS }

func (s streamOnly) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	return struct{ fs.File }{f}, err
}

// reel is a file made of a start and a body that comes again and again.
type reel struct {
	start, body []byte
	times, at   int64
}

func (r *reel) size() int64 { return int64(len(r.start)) + r.times*int64(len(r.body)) }

func (r *reel) Read(p []byte) (int, error) {
	switch from := r.at - int64(len(r.start)); {
	case r.at >= r.size():
		return 0, io.EOF
	case from < 0:
		n := copy(p, r.start[r.at:])
		r.at += int64(n)
		return n, nil
	default:
		n := copy(p, r.body[from%int64(len(r.body)):])
		r.at += int64(n)
		return n, nil
	}
}

func (r *reel) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += r.at
	case io.SeekEnd:
		offset += r.size()
	}
	r.at = offset
	return offset, nil
}

// steps is a FLAC file whose blocks of 4608 frames are each one number: that of
// the block, from 0 to 20000 and round again (RFC 9639, 9).
func steps(blocks int) []byte {
	const block, rate = 4608, 44100
	b := []byte("fLaC\x80\x00\x00\x22")
	b = binary.BigEndian.AppendUint16(b, block)
	b = binary.BigEndian.AppendUint16(b, block)
	b = append(b, 0, 0, 0, 0, 0, 0)
	b = binary.BigEndian.AppendUint64(b, rate<<44|0<<41|15<<36|uint64(blocks)*block)
	b = append(b, make([]byte, 16)...)
	for i := range blocks {
		f := []byte{0xff, 0xf8, 0x59, 0x08}
		f = append(f, coded(i)...)
		f = append(f, crc8(f))
		f = append(f, 0, byte(i%20000>>8), byte(i%20000))
		sum := crc16(f)
		b = append(append(b, f...), byte(sum>>8), byte(sum))
	}
	return b
}

// coded is a number up to 16 bits and a few more as runes are coded; unlike
// those it may be any number (RFC 9639, 9.1.5).
func coded(n int) []byte {
	switch {
	case n < 1<<7:
		return []byte{byte(n)}
	case n < 1<<11:
		return []byte{0xc0 | byte(n>>6), 0x80 | byte(n&0x3f)}
	case n < 1<<16:
		return []byte{0xe0 | byte(n>>12), 0x80 | byte(n>>6&0x3f), 0x80 | byte(n&0x3f)}
	}
	return []byte{0xf0 | byte(n>>18), 0x80 | byte(n>>12&0x3f), 0x80 | byte(n>>6&0x3f), 0x80 | byte(n&0x3f)}
}

func crc8(b []byte) (c byte) {
	for _, v := range b {
		c ^= v
		for range 8 {
			if c&0x80 != 0 {
				c = c<<1 ^ 7
			} else {
				c <<= 1
			}
		}
	}
	return c
}

// tables are those of crc16 and of a page's checksum, a byte at a time: three
// hours have many.
var tables = func() (t struct {
	flac [256]uint16
	ogg  [256]uint32
},
) {
	for i := range 256 {
		c, d := uint16(i)<<8, uint32(i)<<24
		for range 8 {
			c, d = c<<1^c>>15*0x8005, d<<1^d>>31*0x04c11db7
		}
		t.flac[i], t.ogg[i] = c, d
	}
	return t
}()

func crc16(b []byte) (c uint16) {
	for _, v := range b {
		c = c<<8 ^ tables.flac[byte(c>>8)^v]
	}
	return c
}

// crc32Ogg is a page's checksum (RFC 3533, 6).
func crc32Ogg(b []byte) (c uint32) {
	for _, v := range b {
		c = c<<8 ^ tables.ogg[byte(c>>24)^v]
	}
	return c
}

// pages cuts an Ogg file into its pages.
func pages(b []byte) (out [][]byte) {
	for len(b) > 27 && string(b[:4]) == "OggS" {
		n := 27 + int(b[26])
		for _, s := range b[27:min(n, len(b))] {
			n += int(s)
		}
		n = min(n, len(b))
		out, b = append(out, b[:n:n]), b[n:]
	}
	return out
}

// sealed gives a page its checksum.
func sealed(page []byte) []byte {
	copy(page[22:26], "\x00\x00\x00\x00")
	binary.LittleEndian.PutUint32(page[22:], crc32Ogg(page))
	return page
}

// longOgg plays the middle pages of a file for so many seconds.
func longOgg(ogg []byte, seconds int) []byte {
	all := pages(ogg)
	// The headers are those without a place; the first page of sound and the
	// last are left out of what comes again.
	head := 0
	for binary.LittleEndian.Uint64(all[head][6:]) == 0 {
		head++
	}
	var out []byte
	for _, p := range all[:head] {
		out = append(out, p...)
	}
	body := all[head]
	step := binary.LittleEndian.Uint64(all[head][6:])
	end := uint64(seconds) * 44100
	for at, i := step, uint32(head); ; i++ {
		p := bytes.Clone(body)
		binary.LittleEndian.PutUint64(p[6:], at)
		binary.LittleEndian.PutUint32(p[18:], i)
		if p[5] = 0; at >= end {
			p[5] = 4
		}
		if out = append(out, sealed(p)...); at >= end {
			return out
		}
		at += step
	}
}

const hours3 = 3 * 3600

func threeHours(t *testing.T) map[string]io.ReadSeeker {
	mp3 := file(t, "low.mp3")
	second := wave{rate: 44100, channels: 2, bits: 16, seconds: 1}
	long := second
	long.seconds = hours3
	return map[string]io.ReadSeeker{
		"long.wav":  &reel{start: long.header(), body: second.bytes()[len(second.header()):], times: hours3},
		"long.flac": bytes.NewReader(steps(hours3 * 44100 / 4608)),
		"long.mp3":  &reel{body: mp3, times: hours3 * 2 / 3},
		"long.ogg":  bytes.NewReader(longOgg(file(t, "tones.ogg"), hours3)),
	}
}

// Three hours open, and are sought in, without being decoded and without being
// held in memory.
func TestThreeHours(t *testing.T) {
	for name, r := range threeHours(t) {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			tr, err := sound.Open(r, name)
			if err != nil {
				t.Fatal(err)
			}
			if d := tr.Duration(); d < 165*time.Minute || d > 200*time.Minute {
				t.Fatalf("lasts %v", d)
			}
			buf := make([]sound.Frame, 4800)
			for _, at := range []time.Duration{2 * time.Hour, time.Minute, tr.Duration() - time.Second} {
				if err := tr.SeekTo(sound.FrameAt(at)); err != nil {
					t.Fatalf("at %v: %v", at, err)
				}
				if n, err := tr.Read(buf); n != len(buf) || err != nil {
					t.Fatalf("at %v: %d frames: %v", at, n, err)
				}
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 40<<20 {
				t.Errorf("holds %d MB", grown>>20)
			}
		})
	}
}

// In a FLAC file without a table of places the right block is found.
func TestLongFLACIsExact(t *testing.T) {
	const blocks = hours3 * 44100 / 4608
	tr := open(t, steps(blocks), "steps.flac")
	for _, block := range []int64{0, 1, 77, 19999, 20000, 50123, blocks - 2, blocks - 1} {
		at := sound.FrameAt(time.Duration(block*4608+2304) * time.Second / 44100)
		if err := tr.SeekTo(at); err != nil {
			t.Fatal(err)
		}
		var f [1]sound.Frame
		if _, err := tr.Read(f[:]); err != nil {
			t.Fatal(err)
		}
		want := float32(block%20000) / 32768
		if d := f[0][0] - want; d > 0.0001 || d < -0.0001 {
			t.Errorf("block %d: %v, want %v", block, f[0][0], want)
		}
	}
}

// A FLAC file that doesn't say how long it is is measured.
func TestFLACWithoutLength(t *testing.T) {
	data := steps(100)
	binary.BigEndian.PutUint64(data[18:], 44100<<44|15<<36)
	tr := open(t, data, "live.flac")
	if want := int64((460800*160 + 146) / 147); tr.Frames() != want {
		t.Errorf("%d frames, want %d", tr.Frames(), want)
	}
}

func TestWaveform(t *testing.T) {
	tr := open(t, file(t, "tones.flac"), "tones.flac")
	var told []float64
	peaks, err := sound.Waveform(t.Context(), tr, 50, func(d float64) { told = append(told, d) })
	if err != nil || len(peaks) != 50 || tr.Position() != 0 {
		t.Fatalf("%d peaks, then at %d: %v", len(peaks), tr.Position(), err)
	}
	for i, p := range peaks {
		if p < 0.48 || p > 0.52 {
			t.Errorf("peak %d is %v", i, p)
		}
	}
	if len(told) < 10 || told[len(told)-1] < 0.99 {
		t.Errorf("told %v", told)
	}
	for i := range told[1:] {
		if told[i+1] <= told[i] {
			t.Errorf("told %v after %v", told[i+1], told[i])
		}
	}
	if frames, err := all(tr); err != nil || len(frames) != 72000 {
		t.Errorf("afterwards %d frames: %v", len(frames), err)
	}
}

func TestWaveformIsCancelled(t *testing.T) {
	for name, r := range map[string]io.ReadSeeker{"long.flac": bytes.NewReader(steps(4000))} {
		tr, err := sound.Open(r, name)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		if _, err := sound.Waveform(ctx, tr, 100, func(float64) { cancel() }); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	}
}

// Of a file that was cut there is a picture of what is there.
func TestWaveformOfWhatIsThere(t *testing.T) {
	data := file(t, "tones.flac")
	peaks, err := sound.Waveform(t.Context(), open(t, data[:len(data)/2], "cut.flac"), 40, nil)
	if err != nil || peaks[2] < 0.4 || peaks[39] != 0 {
		t.Errorf("%v: %v", peaks, err)
	}
	if peaks, err := sound.Waveform(t.Context(), open(t, data, "a.flac"), 0, nil); len(peaks) != 0 || err != nil {
		t.Errorf("%v: %v", peaks, err)
	}
}
