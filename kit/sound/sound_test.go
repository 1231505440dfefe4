package sound_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"testing"
	"testing/fstest"
	"time"

	"eventkit/kit/sound"
)

// file returns a recording of testdata/README.md.
func file(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func open(t testing.TB, data []byte, name string) *sound.Track {
	t.Helper()
	tr, err := sound.Open(bytes.NewReader(data), name)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// all reads a track to its end.
func all(tr *sound.Track) ([]sound.Frame, error) {
	var out []sound.Frame
	buf := make([]sound.Frame, 1500)
	for {
		n, err := tr.Read(buf)
		out = append(out, buf[:n]...)
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return out, err
		}
	}
}

// rising is the left channel of the tones: from 300 Hz up by 200 Hz a second.
func rising(t float64) float64 { return 0.5 * math.Sin(2*math.Pi*(300*t+100*t*t)) }

// alike returns how well frames follow the tone at a delay of so many frames,
// from -1 to 1.
func alike(frames []sound.Frame, delay int) float64 {
	var xy, xx, yy float64
	for i := 2000; i+delay < len(frames)-6000; i++ {
		x, y := float64(frames[i+delay][0]), rising(float64(i)/sound.Rate)
		xy, xx, yy = xy+x*y, xx+x*x, yy+y*y
	}
	return xy / math.Sqrt(xx*yy)
}

func TestKinds(t *testing.T) {
	for _, tt := range []struct {
		file     string
		kind     sound.Kind
		rate, ch int
		length   time.Duration
		delay    int // frames that an encoder puts before the sound
		least    float64
	}{
		{"tones.ogg", sound.Vorbis, 44100, 2, 1500 * time.Millisecond, 0, 0.99},
		{"tones.flac", sound.FLAC, 44100, 2, 1500 * time.Millisecond, 0, 0.9999},
		{"tones.mp3", sound.MP3, 44100, 2, 1567354166, (1152 + 1105) * 480 / 441, 0.98},
		{"low.mp3", sound.MP3, 44100, 1, 1567354166, (1152 + 1105) * 480 / 441, 0.98},
	} {
		t.Run(tt.file, func(t *testing.T) {
			tr := open(t, file(t, tt.file), tt.file)
			if want := (sound.Info{Name: tt.file, Kind: tt.kind, Rate: tt.rate, Channels: tt.ch}); tr.Info != want {
				t.Errorf("%+v, want %+v", tr.Info, want)
			}
			if d := tr.Duration() - tt.length; d.Abs() > time.Millisecond {
				t.Errorf("%v, want %v", tr.Duration(), tt.length)
			}
			frames, err := all(tr)
			if err != nil || int64(len(frames)) != tr.Frames() {
				t.Errorf("%d frames of %d: %v", len(frames), tr.Frames(), err)
			}
			best := 0.0
			for d := max(0, tt.delay-1); d <= tt.delay+1; d++ {
				best = max(best, alike(frames, d))
			}
			if best < tt.least {
				t.Errorf("is like what was recorded by %.4f, want %.4f", best, tt.least)
			}
		})
	}
}

// What is read after a seek is what is read there by reading on, to the bit.
func TestSeekIsExact(t *testing.T) {
	for _, name := range []string{"tones.ogg", "tones.flac", "tones.mp3", "low.mp3", "high.flac"} {
		tr := open(t, file(t, name), name)
		want, err := all(tr)
		if err != nil {
			t.Fatal(name, err)
		}
		end := int64(len(want))
		for _, at := range []int64{end - 1, 0, 777, end / 2, end/2 - 1, end - 500} {
			if err := tr.SeekTo(at); err != nil {
				t.Errorf("%s at %d: %v", name, at, err)
			}
			got := make([]sound.Frame, min(600, end-at))
			n, err := tr.Read(got)
			if n != len(got) || err != nil || tr.Position() != at+int64(n) {
				t.Errorf("%s at %d: %d frames, then at %d: %v", name, at, n, tr.Position(), err)
			}
			for i, f := range got {
				if f != want[at+int64(i)] {
					t.Errorf("%s at %d: frame %d is %v, want %v", name, at, i, f, want[at+int64(i)])
					break
				}
			}
		}
		for _, beyond := range []int64{end, end + 99999} {
			if err := tr.SeekTo(beyond); err != nil {
				t.Errorf("%s beyond the end: %v", name, err)
			}
			if n, err := tr.Read(make([]sound.Frame, 9)); n != 0 || !errors.Is(err, io.EOF) {
				t.Errorf("%s beyond the end: %d, %v", name, n, err)
			}
		}
		if err := tr.SeekTo(-5); err != nil || tr.Position() != 0 {
			t.Errorf("%s before the start: at %d, %v", name, tr.Position(), err)
		}
	}
}

// power is how strong a frequency is in the left channel (Goertzel).
func power(frames []sound.Frame, hz float64) float64 {
	w := 2 * math.Cos(2*math.Pi*hz/sound.Rate)
	var a, b float64
	for _, f := range frames {
		a, b = float64(f[0])+w*a-b, a
	}
	return math.Sqrt(a*a+b*b-w*a*b) * 2 / float64(len(frames))
}

// At 96 kHz there is room for 30 kHz, which 48 kHz would turn into 18 kHz.
func TestNothingIsFoldedBack(t *testing.T) {
	frames, err := all(open(t, file(t, "high.flac"), "high.flac"))
	if err != nil || len(frames) != sound.Rate/2 {
		t.Fatalf("%d frames: %v", len(frames), err)
	}
	mid := frames[4800 : 4800+4800]
	if p := power(mid, 1000); math.Abs(p-0.5) > 0.002 {
		t.Errorf("1 kHz is %.4f, want 0.5", p)
	}
	if p := power(mid, 18000); p > 0.0003 {
		t.Errorf("18 kHz is %.5f, want silence", p)
	}
}

func TestRates(t *testing.T) {
	for _, rate := range []int{4000, 11025, 44100, 44101, 48000, 192000} {
		tr := open(t, wave{rate: rate, channels: 1, bits: 16, seconds: 1}.bytes(), "tone.wav")
		frames, err := all(tr)
		if err != nil || len(frames) < sound.Rate || len(frames) > sound.Rate+12 {
			t.Errorf("%d Hz: %d frames: %v", rate, len(frames), err)
			continue
		}
		if p := power(frames[4800:4800+24000], 1000); math.Abs(p-0.5) > 0.01 {
			t.Errorf("%d Hz: 1 kHz is %.4f, want 0.5", rate, p)
		}
	}
}

// wave is a WAV file with a tone of 1000 Hz, half as loud as can be, that falls
// silent on the right.
type wave struct {
	rate, channels, bits, seconds int
	float, extensible             bool
	claim                         uint32 // 0 is the truth
}

func (w wave) header() []byte {
	tag, frame := 1, w.channels*w.bits/8
	if w.float {
		tag = 3
	}
	size := w.claim
	if size == 0 {
		size = uint32(w.seconds * w.rate * frame)
	}
	le := binary.LittleEndian
	b := le.AppendUint32([]byte("RIFF"), size+60)
	b = append(b, "WAVELIST\x03\x00\x00\x00abc\x00fmt "...)
	length := 16
	if w.extensible {
		length = 40
	}
	b = le.AppendUint32(b, uint32(length))
	at := len(b)
	for _, v := range []int{tag, w.channels, w.rate, w.rate >> 16, w.rate * frame, w.rate * frame >> 16, frame, w.bits} {
		b = le.AppendUint16(b, uint16(v))
	}
	if w.extensible {
		le.PutUint16(b[at:], 0xfffe)
		b = append(b, 22, 0, byte(w.bits), 0, 3, 0, 0, 0, byte(tag), 0)
		b = append(b, make([]byte, 14)...)
	}
	return le.AppendUint32(append(b, "data"...), size)
}

func (w wave) bytes() []byte {
	b := w.header()
	for i := range w.rate * w.seconds {
		for c := range w.channels {
			v := 0.5 * math.Sin(2*math.Pi*1000*float64(i)/float64(w.rate))
			if c == 1 {
				v = 0
			}
			b = w.sample(b, v)
		}
	}
	return b
}

func (w wave) sample(b []byte, v float64) []byte {
	le := binary.LittleEndian
	switch {
	case w.float && w.bits == 64:
		return le.AppendUint64(b, math.Float64bits(v))
	case w.float:
		return le.AppendUint32(b, math.Float32bits(float32(v)))
	case w.bits == 8:
		return append(b, byte(v*127+128))
	}
	n := int32(v * math.MaxInt32)
	return append(b, le.AppendUint32(nil, uint32(n))[4-w.bits/8:]...)
}

func TestWAV(t *testing.T) {
	for _, w := range []wave{
		{bits: 8, channels: 1},
		{bits: 16, channels: 2},
		{bits: 24, channels: 2, extensible: true},
		{bits: 32, channels: 6},
		{bits: 32, channels: 2, float: true},
		{bits: 64, channels: 1, float: true, extensible: true},
	} {
		w.rate, w.seconds = 48000, 1
		frames, err := all(open(t, w.bytes(), "tone.wav"))
		if err != nil || len(frames) != 48000 {
			t.Errorf("%+v: %d frames: %v", w, len(frames), err)
			continue
		}
		if p := power(frames, 1000); math.Abs(p-0.5) > 0.01 {
			t.Errorf("%+v: the tone is %.4f, want 0.5", w, p)
		}
		right := frames[12][1] != 0
		if mono := w.channels == 1; right != mono {
			t.Errorf("%+v: the right side sounds: %v", w, right)
		}
	}
}

func TestOpenFS(t *testing.T) {
	fsys := fstest.MapFS{"song/a.ogg": {Data: file(t, "tones.ogg")}, "song/b.ogg": {Data: []byte("no")}}
	tr, closer, err := sound.OpenFS(fsys, "song/a.ogg")
	if err != nil {
		t.Fatal(err)
	}
	if frames, err := all(tr); err != nil || len(frames) != 72000 {
		t.Errorf("%d frames: %v", len(frames), err)
	}
	if err := closer.Close(); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"song/b.ogg", "song/c.ogg"} {
		if _, _, err := sound.OpenFS(fsys, name); err == nil {
			t.Errorf("%s opened", name)
		}
	}
	zipped := streamOnly{fsys}
	tr, closer, err = sound.OpenFS(zipped, "song/a.ogg")
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	if frames, err := all(tr); err != nil || len(frames) != 72000 {
		t.Errorf("from an archive: %d frames: %v", len(frames), err)
	}
}

func TestTimes(t *testing.T) {
	for _, d := range []time.Duration{0, time.Second, 90 * time.Minute, 23*time.Hour + 500*time.Millisecond} {
		if got := sound.Time(sound.FrameAt(d)); got != d {
			t.Errorf("%v became %v", d, got)
		}
	}
	if len(sound.Extensions()) < 4 {
		t.Error("too few endings")
	}
}
