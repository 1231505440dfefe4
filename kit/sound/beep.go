package sound

import (
	"errors"
	"io"

	"github.com/gopxl/beep/v2"
	"github.com/gopxl/beep/v2/mp3"
	"github.com/gopxl/beep/v2/vorbis"
)

// decoder is a decoder of beep's as a source.
type decoder struct {
	s     beep.StreamSeeker
	where int64 // the frame that is streamed next
	total int64
	// lead is how many frames are decoded before a place to get there right.
	lead int64
	// ended is a seek to the very end, which decoders make errors of.
	ended bool
}

func (d *decoder) stream(dst [][2]float64) (int, error) {
	if d.ended {
		return 0, io.EOF
	}
	n, _ := d.s.Stream(dst)
	if n > 0 {
		d.where += int64(n)
		return n, nil
	}
	if err := d.s.Err(); err != nil {
		return 0, err
	}
	return 0, io.EOF
}

func (d *decoder) seek(frame int64) error {
	if d.ended = frame >= d.total; d.ended {
		return nil
	}
	from := max(0, frame-d.lead)
	if err := d.s.Seek(int(from)); err != nil {
		return err
	}
	d.where = from
	return skip(d, frame-from)
}

// skip reads on without using it.
func skip(s source, frames int64) error {
	var waste [1024][2]float64
	for frames > 0 {
		n, err := s.stream(waste[:min(frames, int64(len(waste)))])
		if err != nil {
			return err
		}
		frames -= int64(n)
	}
	return nil
}

func openVorbis(w *window, head []byte, name string) (opened, error) {
	if hasAt(head, 28, "OpusHead") {
		return opened{}, wrong(name, "is an Opus file, which can’t be played here", mendKinds, nil)
	}
	if !hasAt(head, 28, "\x01vorbis") {
		return opened{}, wrong(name, "is an Ogg file without Vorbis sound", mendKinds, nil)
	}
	channels, err := checkVorbis(w, name)
	if err != nil {
		return opened{}, err
	}
	if _, err := w.Seek(0, io.SeekStart); err != nil {
		return opened{}, err
	}
	s, format, err := vorbis.Decode(w)
	if err != nil {
		return opened{}, err
	}
	total := int64(s.Len())
	// Vorbis overlaps blocks of up to 8192 frames (Vorbis I, 4.3.8).
	return opened{
		source: &decoder{s: s, total: total}, kind: Vorbis,
		rate: int(format.SampleRate), channels: channels, frames: total,
	}, nil
}

// mp3Lead is how far back an MP3 is decoded before a place: its bit reservoir
// reaches back 511 bytes, which at the lowest rates is ten frames of 1152.
const mp3Lead = 12 * 1152

func openMP3(w *window, name string) (opened, error) {
	channels, old := mp3Channels(w)
	switch {
	case old:
		// The decoder takes MPEG-2's half rates and gets many of them wrong.
		return opened{}, wrong(name, "is an MP3 file of less than 32000 Hz, which can’t be played here", "save it again with 44100 Hz", nil)
	case channels == 0:
		return opened{}, wrong(name, "isn’t an MP3 file, or one of a kind that can’t be played here", mendKinds, nil)
	}
	s, format, err := mp3.Decode(w)
	if err != nil {
		return opened{}, err
	}
	total := int64(s.Len())
	return opened{
		source: &decoder{s: s, total: total, lead: mp3Lead}, kind: MP3,
		rate: int(format.SampleRate), channels: channels, frames: total,
	}, nil
}

// looksLikeMP3 reports whether two frames of MPEG sound follow each other near
// the start.
func looksLikeMP3(head []byte) bool {
	for i := 0; i+4 <= len(head); i++ {
		size := mp3Frame(head[i:])
		if size > 0 && i+size+4 <= len(head) && mp3Frame(head[i+size:]) > 0 {
			return true
		}
	}
	return false
}

// mp3Frame returns the bytes of the layer III frame that begins here, or 0
// (ISO 11172-3, 2.4.1.3).
func mp3Frame(b []byte) int {
	if len(b) < 4 || b[0] != 0xff || b[1]&0xe6 != 0xe2 {
		return 0
	}
	version, bits, rate, pad := b[1]>>3&3, int(b[2]>>4), int(b[2]>>2&3), int(b[2]>>1&1)
	if version < 2 || bits == 0 || bits == 15 || rate == 3 {
		return 0
	}
	hz := [3]int{44100, 48000, 32000}[rate]
	if version == 3 {
		return 144000*[...]int{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}[bits]/hz + pad
	}
	return 72000*[...]int{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}[bits]/(hz/2) + pad
}

// mp3Channels is that of the first frame, 0 if there is none near the start;
// halved says that it has one of the lower rates of MPEG-2.
func mp3Channels(w *window) (channels int, halved bool) {
	head := make([]byte, 64<<10)
	n, err := w.readAt(head, 0)
	if err != nil {
		return 0, false
	}
	if _, err := w.Seek(0, io.SeekStart); err != nil {
		return 0, false
	}
	for i := range n {
		if mp3Frame(head[i:n]) > 0 {
			if channels = 2; head[i+3]>>6 == 3 {
				channels = 1
			}
			return channels, head[i+1]>>3&3 != 3
		}
	}
	return 0, false
}

var errVorbis = errors.New("its Vorbis headers are damaged")
