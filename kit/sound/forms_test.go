package sound_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"eventkit/kit/sound"
)

// blocksOf is a FLAC file with blocks of these sizes, each of one number: a
// hundred times that of the block. numbered says that headers count samples,
// as they must where sizes differ, and not blocks.
func blocksOf(sizes []int, numbered bool) []byte {
	const rate = 48000
	total, least, most := 0, sizes[0], sizes[0]
	for _, n := range sizes {
		total, least, most = total+n, min(least, n), max(most, n)
	}
	b := []byte("fLaC\x80\x00\x00\x22")
	b = binary.BigEndian.AppendUint16(b, uint16(least))
	b = binary.BigEndian.AppendUint16(b, uint16(most))
	b = append(b, 0, 0, 0, 0, 0, 0)
	b = binary.BigEndian.AppendUint64(b, rate<<44|15<<36|uint64(total))
	b = append(b, make([]byte, 16)...)
	at := 0
	for i, n := range sizes {
		f := []byte{0xff, 0xf8, 0x7a, 0x08}
		number := i
		if numbered {
			f[1], number = 0xf9, at
		}
		f = append(f, coded(number)...)
		f = binary.BigEndian.AppendUint16(f, uint16(n-1))
		f = append(f, crc8(f))
		f = binary.BigEndian.AppendUint16(append(f, 0), uint16(100*i))
		sum := crc16(f)
		b = append(append(b, f...), byte(sum>>8), byte(sum))
		at += n
	}
	return b
}

// Blocks of all sizes, and headers that count samples, are found just as well.
func TestFLACBlocks(t *testing.T) {
	var mixed, even []int
	for i := range 200 {
		mixed = append(mixed, 300+i*37%1500)
		even = append(even, 1000)
	}
	for name, tt := range map[string]struct {
		sizes    []int
		numbered bool
	}{"of one size": {even, false}, "of many sizes": {mixed, true}} {
		tr := open(t, blocksOf(tt.sizes, tt.numbered), "blocks.flac")
		start := 0
		for i, n := range tt.sizes {
			for _, at := range []int{start, start + n/2, start + n - 1} {
				if i%23 != 0 {
					continue
				}
				var f [1]sound.Frame
				if err := tr.SeekTo(int64(at)); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if _, err := tr.Read(f[:]); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if want := float32(100*i) / 32768; f[0] != (sound.Frame{want, want}) {
					t.Errorf("%s: frame %d of block %d is %v, want %v", name, at, i, f[0], want)
				}
			}
			start += n
		}
		if tr.Frames() != int64(start) {
			t.Errorf("%s: %d frames, want %d", name, tr.Frames(), start)
		}
	}
}

// What stands before the sound is stepped over, whatever it claims: comments
// that would fill all memory, a picture, tags of other programs.
func TestWhatStandsBeforeTheSound(t *testing.T) {
	flac := file(t, "tones.flac")
	block := func(kind byte, body string) string {
		n := len(body)
		return string([]byte{kind, byte(n >> 16), byte(n >> 8), byte(n)}) + body
	}
	head := bytes.Clone(flac[:42])
	head[4] &= 0x7f
	rest := flac[42:]
	for rest[0]&0x80 == 0 {
		rest = rest[4+int(binary.BigEndian.Uint32(rest)&0xffffff):]
	}
	rest = rest[4+int(binary.BigEndian.Uint32(rest)&0xffffff):]
	comments := block(4, "\x00\x00\x00\x00\xff\xff\xff\x7f")
	picture := block(6, "\x00\x00\x00\x03\xff\xff\xff\xff")
	places := block(0x80|3, strings.Repeat("\x00", 18))
	tag := "ID3\x04\x00\x00\x00\x00\x00\x05hello"
	mp3 := file(t, "tones.mp3")
	for name, tt := range map[string]struct {
		data   string
		frames int
	}{
		"FLAC with comments": {string(head) + comments + picture + places + string(rest), 72000},
		"FLAC after a tag":   {tag + string(flac), 72000},
		"MP3 after a tag":    {tag + string(mp3), 0},
		"MP3 before a tag":   {string(mp3) + "TAG" + strings.Repeat("\x00", 125), 0},
		"WAV after a tag":    {tag + string(wave{rate: 48000, channels: 1, bits: 16, seconds: 1}.bytes()), 48000},
	} {
		tr, err := sound.Open(strings.NewReader(tt.data), name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		frames, err := all(tr)
		if err != nil || tt.frames > 0 && len(frames) != tt.frames || len(frames) < 40000 {
			t.Errorf("%s: %d frames: %v", name, len(frames), err)
		}
	}
}

// A WAV file of more than 4 GB has its length elsewhere (EBU Tech 3306).
func TestLongWAV(t *testing.T) {
	w := wave{rate: 48000, channels: 2, bits: 16, seconds: 1, claim: 0xffffffff}
	header := w.header()
	data := w.bytes()[len(header):]
	ds64 := binary.LittleEndian.AppendUint64([]byte("ds64\x1c\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), uint64(len(data)))
	ds64 = append(ds64, make([]byte, 12)...)
	long := append(append([]byte("RF64\xff\xff\xff\xffWAVE"), ds64...), header[12:]...)
	long = append(append(long, data...), "LISTjunk after the sound"...)
	tr := open(t, long, "long.wav")
	if frames, err := all(tr); err != nil || len(frames) != 48000 {
		t.Errorf("%d frames: %v", len(frames), err)
	}
}

// A level stays what it is at every rate, and nothing is louder than it may be.
func TestLevels(t *testing.T) {
	for _, rate := range []int{8000, 44100, 96000} {
		for _, level := range []int16{8192, 32767} {
			w := wave{rate: rate, channels: 1, bits: 16, seconds: 1}
			data := w.header()
			for range rate {
				data = binary.LittleEndian.AppendUint16(data, uint16(level))
			}
			frames, err := all(open(t, data, "level.wav"))
			if err != nil {
				t.Fatal(err)
			}
			want := float64(level) / 32768
			for i := 2000; i < len(frames)-2000; i += 997 {
				if d := math.Abs(float64(frames[i][0]) - want); d > 0.0005 {
					t.Errorf("%d Hz: %v at frame %d, want %v", rate, frames[i][0], i, want)
					break
				}
			}
			for i, f := range frames {
				if f[0] > 1 || f[0] < -1 || f[0] != f[1] {
					t.Errorf("%d Hz: frame %d is %v", rate, i, f)
					break
				}
			}
		}
	}
}

// Samples that are no numbers are silence and not a bang.
func TestSamplesThatAreNoNumbers(t *testing.T) {
	w := wave{rate: 48000, channels: 1, bits: 32, seconds: 1, float: true}
	data := w.header()
	for i := range 48000 {
		bits := [...]uint32{0x7fc00000, 0x7f800000, 0xff800000, 0x3f000000}[i%4]
		data = binary.LittleEndian.AppendUint32(data, bits)
	}
	frames, err := all(open(t, data, "odd.wav"))
	if err != nil || len(frames) != 48000 {
		t.Fatalf("%d frames: %v", len(frames), err)
	}
	if want := []float32{0, 1, -1, 0.5}; frames[0][0] != want[0] || frames[1][0] != want[1] || frames[2][0] != want[2] || frames[3][0] != want[3] {
		t.Errorf("%v, want %v", frames[:4], want)
	}
}

func TestErrorsSayWhatToDo(t *testing.T) {
	cause := errors.New("bad magic")
	err := error(&sound.Error{Name: "a.ogg", What: "can’t be decoded", Mend: "copy it again", Err: cause})
	if got := err.Error(); got != "a.ogg: can’t be decoded (bad magic); copy it again" || !errors.Is(err, cause) {
		t.Error(got)
	}
	short := error(&sound.ShortError{Name: "a.ogg", Heard: 90 * time.Second, Claimed: 3 * time.Minute, Err: io.ErrUnexpectedEOF})
	if got := short.Error(); got != "a.ogg: ends after 1m30s of 3m0s; copy the file again from where it came from" || !errors.Is(short, io.ErrUnexpectedEOF) {
		t.Error(got)
	}
}

// Bits of an Ogg file that were changed in a page are noticed by its checksum,
// and the music before them is heard.
func TestOggPagesAreChecked(t *testing.T) {
	ogg := file(t, "tones.ogg")
	last := len(ogg) - 900
	tr := open(t, patched(ogg, last, ^ogg[last]), "bits.ogg")
	frames, err := all(tr)
	if short := (*sound.ShortError)(nil); !errors.As(err, &short) || len(frames) < sound.Rate/4 {
		t.Errorf("%d frames: %v", len(frames), err)
	}
}
