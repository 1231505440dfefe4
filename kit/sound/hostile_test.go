package sound_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"eventkit/kit/sound"
)

// patched is data with bytes put in at a place.
func patched(data []byte, at int, with ...byte) []byte {
	out := bytes.Clone(data)
	copy(out[at:], with)
	return out
}

// oggWith is an Ogg file with one byte of its first pages changed, sealed anew.
func oggWith(ogg []byte, page, at int, with ...byte) []byte {
	var out []byte
	for i, p := range pages(ogg) {
		if p = bytes.Clone(p); i == page {
			copy(p[at:], with)
		}
		out = append(out, sealed(p)...)
	}
	return out
}

// inOgg is where some bytes are in a page of an Ogg file.
func inOgg(t *testing.T, ogg []byte, page int, what string) int {
	t.Helper()
	at := bytes.Index(pages(ogg)[page], []byte(what))
	if at < 0 {
		t.Fatalf("no %q in page %d", what, page)
	}
	return at
}

func TestHostile(t *testing.T) {
	ogg, flac, mp3 := file(t, "tones.ogg"), file(t, "tones.flac"), file(t, "tones.mp3")
	w := wave{rate: 44100, channels: 2, bits: 16, seconds: 1}
	wav := func(change func(*wave)) []byte { c := w; change(&c); return c.header() }
	setup := inOgg(t, ogg, 1, "\x05vorbis")
	comment := inOgg(t, ogg, 1, "\x03vorbis")
	for name, tt := range map[string]struct {
		data []byte
		what string
	}{
		"empty":                 {nil, "is empty"},
		"text named .ogg":       {[]byte("Read. Sign. Come.\n"), "is text"},
		"a picture":             {[]byte("\x89PNG\r\n\x1a\n"), "isn’t a recording"},
		"an M4A file":           {[]byte("\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00"), "M4A"},
		"a MIDI file":           {[]byte("MThd\x00\x00\x00\x06\x00\x01"), "notes, not sound"},
		"WAV with 0 Hz":         {wav(func(w *wave) { w.rate = 0; w.claim = 1000 }), "claims 0 samples a second"},
		"WAV with 2 GHz":        {wav(func(w *wave) { w.rate = 2e9; w.claim = 1000 }), "claims 2000000000 samples"},
		"WAV with 0 channels":   {wav(func(w *wave) { w.channels = 0; w.claim = 1000 }), "claims 0 channels"},
		"WAV with 999 channels": {wav(func(w *wave) { w.channels = 999; w.claim = 1000 }), "claims 999 channels"},
		"WAV with 0 bits":       {wav(func(w *wave) { w.bits = 0; w.claim = 1000 }), "holds its sound in a way"},
		"WAV of 4 GB, none":     {wav(func(w *wave) { w.claim = 0xfffffff0 }), "holds no sound"},
		"WAV without sound":     {w.header()[:len(w.header())-8], "holds no sound"},
		"WAV chunk of 4 GB":     {patched(w.bytes(), 16, 0xff, 0xff, 0xff, 0xff), "holds no sound"},
		"WAV frame of 0":        {patched(w.bytes(), 44, 0, 0), "two different things"},
		"WAV of telephones":     {patched(w.bytes(), 32, 6, 0), "in a way that can’t be played"},
		"FLAC with 0 Hz":        {patched(flac, 18, 0, 0, 2), "claims 0 samples a second"},
		"FLAC of its header":    {flac[:42], "can’t be decoded"},
		"FLAC cut in header":    {flac[:30], "can’t be decoded"},
		"FLAC of other blocks":  {patched(flac, 4, 4), "can’t be decoded"},
		"FLAC of noise":         {append(bytes.Clone(flac[:42]), bytes.Repeat([]byte{0xa5}, 5000)...), "can’t be decoded"},
		"Opus":                  {patched(ogg, 28, []byte("OpusHead")...), "is an Opus file"},
		"Ogg of pictures":       {patched(ogg, 28, []byte("\x80theora")...), "without Vorbis"},
		"Vorbis with 0 Hz":      {oggWith(ogg, 0, 40, 0, 0, 0, 0), "claims 0 samples a second"},
		"Vorbis, 0 channels":    {oggWith(ogg, 0, 39, 0), "claims 0 channels"},
		"Vorbis, 200 channels":  {oggWith(ogg, 0, 39, 200), "claims 200 channels"},
		"Vorbis, huge blocks":   {oggWith(ogg, 0, 56, 0xff), "can’t be decoded"},
		"Vorbis of comments":    {oggWith(ogg, 1, comment+7+4+vendor(ogg, comment), 0xff, 0xff, 0xff, 0x7f), "can’t be decoded"},
		"Vorbis codebook":       {oggWith(ogg, 1, setup+11, 0xff, 0xff, 0xff, 0xff, 0xff), "can’t be decoded"},
		"Vorbis empty codebook": {oggWith(ogg, 1, setup+11, 0, 0, 0, 0, 0), "can’t be decoded"},
		"Vorbis cut in headers": {ogg[:200], "can’t be decoded"},
		"Vorbis for a century":  {oggWith(ogg, len(pages(ogg))-1, 6, 0, 0, 0, 0, 0, 1), "longer than a day"},
		"MP3 of an ID3 tag":     {[]byte("ID3\x04\x00\x00\x7f\x7f\x7f\x7f"), "can’t be decoded"},
		"MP3 after ID3: text":   {[]byte("ID3\x04\x00\x00\x00\x00\x00\x00hello"), "isn’t an MP3 file"},
		"MP3 of half the rate":  {file(t, "half.mp3"), "less than 32000 Hz"},
		"MP3 of one header":     {mp3[:8], "isn’t a recording"},
	} {
		t.Run(name, func(t *testing.T) {
			tr, err := sound.Open(bytes.NewReader(tt.data), "it.ogg")
			if err == nil {
				t.Fatalf("opened: %+v, %v", tr.Info, tr.Duration())
			}
			var e *sound.Error
			if !errors.As(err, &e) {
				t.Fatalf("%T: %v", err, err)
			}
			if !strings.Contains(e.What, tt.what) || e.Mend == "" || e.Name != "it.ogg" || !strings.HasPrefix(err.Error(), "it.ogg: ") {
				t.Errorf("%v, want %q", err, tt.what)
			}
		})
	}
}

// vendor is the length of the vendor's name in a header of comments.
func vendor(ogg []byte, comment int) int {
	return int(binary.LittleEndian.Uint32(pages(ogg)[1][comment+7:]))
}

// cutOgg is an Ogg file without the end of its last page.
func cutOgg(ogg []byte) []byte { return ogg[:len(ogg)-200] }

// A file that was cut plays as far as it goes, and says so.
func TestCut(t *testing.T) {
	w := wave{rate: 44100, channels: 2, bits: 16, seconds: 3}.bytes()
	for name, data := range map[string][]byte{
		"cut.wav": w[:len(w)/2+1], "cut.flac": file(t, "tones.flac")[:25000], "cut.ogg": cutOgg(file(t, "tones.ogg")),
	} {
		tr := open(t, data, name)
		frames, err := all(tr)
		var short *sound.ShortError
		if !errors.As(err, &short) {
			t.Errorf("%s: %d frames: %v", name, len(frames), err)
			continue
		}
		if len(frames) < sound.Rate/4 || len(frames) > 2*sound.Rate {
			t.Errorf("%s: %d frames", name, len(frames))
		}
		if d := short.Heard - sound.Time(int64(len(frames))); d.Abs() > time.Second || short.Claimed <= short.Heard || short.Name != name {
			t.Errorf("%s: %v", name, short)
		}
		if _, err := tr.Read(make([]sound.Frame, 1)); !errors.As(err, &short) {
			t.Errorf("%s: and then %v", name, err)
		}
		// What is there can be sought in, before and after.
		if err := tr.SeekTo(1000); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if n, err := tr.Read(make([]sound.Frame, 99)); n != 99 || err != nil {
			t.Errorf("%s: %d: %v", name, n, err)
		}
	}
	// An MP3 file doesn't say how long it should be.
	mp3 := file(t, "tones.mp3")
	tr := open(t, mp3[:len(mp3)/2+3], "cut.mp3")
	if frames, err := all(tr); err != nil && !errors.As(err, new(*sound.ShortError)) || len(frames) < sound.Rate/2 {
		t.Errorf("cut.mp3: %d frames: %v", len(frames), err)
	}
}

// A WAV file that claims 4 GB and has a second says so before it is played.
func TestClaims(t *testing.T) {
	w := wave{rate: 44100, channels: 2, bits: 16, seconds: 1}
	data := w.bytes()
	w.claim = 0xfffffff0
	tr := open(t, append(w.header(), data[len(w.header()):]...), "big.wav")
	short := tr.Short()
	if short == nil || short.Claimed < 6*time.Hour || short.Heard != time.Second || tr.Duration() != time.Second {
		t.Fatalf("%v, lasts %v", short, tr.Duration())
	}
	if frames, err := all(tr); len(frames) != sound.Rate || !errors.As(err, new(*sound.ShortError)) {
		t.Errorf("%d frames: %v", len(frames), err)
	}
	// Programs that record leave this for a length that they don't know.
	w.claim = 0xffffffff
	tr = open(t, append(w.header(), data[len(w.header()):]...), "live.wav")
	if frames, err := all(tr); len(frames) != sound.Rate || err != nil || tr.Short() != nil {
		t.Errorf("%d frames: %v", len(frames), err)
	}
}

// Noise in the middle ends the music there, or is passed over; it is no panic.
func TestNoiseInside(t *testing.T) {
	for _, name := range []string{"tones.ogg", "tones.flac", "tones.mp3", "low.mp3"} {
		data := file(t, name)
		for at := len(data) / 3; at < len(data); at += len(data)/3 + 1 {
			bad := bytes.Clone(data)
			for i := at; i < min(len(bad), at+300); i++ {
				bad[i] ^= byte(i*37 + 11)
			}
			tr, err := sound.Open(bytes.NewReader(bad), name)
			if err != nil {
				if !errors.As(err, new(*sound.Error)) {
					t.Errorf("%s: %v", name, err)
				}
				continue
			}
			if _, err := all(tr); err != nil && !errors.As(err, new(*sound.ShortError)) {
				t.Errorf("%s: %v", name, err)
			}
			if err := tr.SeekTo(tr.Frames() - 2000); err != nil && !errors.As(err, new(*sound.ShortError)) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// A stick that is pulled out is the system's error and not the file's.
func TestBrokenDisk(t *testing.T) {
	gone := errors.New("the stick is gone")
	_, err := sound.Open(seeker{iotest.ErrReader(gone)}, "a.ogg")
	if !errors.Is(err, gone) {
		t.Errorf("%v", err)
	}
	if _, err := sound.Open(seeker{}, "a.ogg"); err == nil {
		t.Error("opened")
	}
}

// seeker is a reader of 100 bytes that can be sought in; without one it fails.
type seeker struct{ io.Reader }

func (s seeker) Seek(int64, int) (int64, error) {
	if s.Reader == nil {
		return 0, errors.New("no")
	}
	return 100, nil
}

// Whatever a file holds: a track or an error, never a panic, nor memory that
// the file isn't worth.
func FuzzOpen(f *testing.F) {
	for _, name := range []string{"tones.ogg", "tones.mp3", "low.mp3"} {
		f.Add(file(f, name)[:3000])
	}
	f.Add(file(f, "tones.flac")[:2500])
	f.Add(steps(20))
	f.Add(wave{rate: 8000, channels: 2, bits: 16, seconds: 1, extensible: true}.bytes()[:900])
	f.Add([]byte("RF64\xff\xff\xff\xffWAVEds64\x1c\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.HasPrefix(data, []byte("OggS")) {
			var ogg []byte
			for _, p := range pages(bytes.Clone(data)) {
				ogg = append(ogg, sealed(p)...)
			}
			data = ogg
		}
		tr, err := sound.Open(bytes.NewReader(data), "x")
		if err != nil {
			if !errors.As(err, new(*sound.Error)) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		if tr.Frames() <= 0 || tr.Rate == 0 || tr.Channels == 0 {
			t.Fatalf("%+v", tr.Info)
		}
		buf := make([]sound.Frame, 5000)
		for range 4 {
			n, err := tr.Read(buf)
			if n == 0 && err == nil {
				t.Fatal("no frames and no error")
			}
			if err != nil {
				break
			}
			for _, f := range buf[:n] {
				if !(f[0] >= -1 && f[0] <= 1 && f[1] >= -1 && f[1] <= 1) {
					t.Fatalf("a frame of %v", f)
				}
			}
		}
		for _, at := range []int64{tr.Frames() / 2, tr.Frames() - 1, 3} {
			if err := tr.SeekTo(at); err == nil {
				_, _ = tr.Read(buf[:100])
			}
		}
	})
}
