package sound

import (
	"errors"
	"io"
	"io/fs"
	"time"
)

// Rate is the number of frames a second in which every track is read, in Hz.
const Rate = 48000

// Frame is the left and the right sample of one moment, from -1 to 1.
type Frame = [2]float32

// Kind is how a file holds its sound.
type Kind string

// The kinds that can be read.
const (
	Vorbis Kind = "Ogg Vorbis"
	MP3    Kind = "MP3"
	FLAC   Kind = "FLAC"
	WAV    Kind = "WAV"
)

// Extensions lists the usual endings of files that can be read.
func Extensions() []string { return []string{".ogg", ".oga", ".mp3", ".flac", ".wav"} }

// What is accepted; a file that claims anything else is an [Error].
const (
	leastRate, mostRate = 4000, 384000
	mostChannels        = 8
	longest             = 24 * time.Hour
	// mostBytes is the most of a file that is compressed: three hours take
	// less in every kind. mostWAV is that of a WAV file.
	mostBytes, mostWAV = 4 << 30, 32 << 30
	// mostMemory is the most of a file that can only be read from its start.
	mostMemory = 256 << 20
)

// Info is what a file says of itself.
type Info struct {
	Name string
	Kind Kind
	// Rate is the file's own, in Hz; Channels are its own too.
	Rate, Channels int
}

// source is a decoder at the file's own rate.
type source interface {
	// stream fills dst with frames and returns how many there were; 0 only
	// with an error, which is io.EOF at the end.
	stream(dst [][2]float64) (int, error)
	// seek goes to a frame between 0 and the length.
	seek(frame int64) error
}

// opened is a source with what it knows of the file.
type opened struct {
	source
	kind           Kind
	rate, channels int
	// frames is the length, and claimed what the file says it should be if
	// that is more.
	frames, claimed int64
}

// Track is an open recording.
type Track struct {
	Info
	src     opened
	conv    *converter
	failure error
}

// Open opens a recording. name is for messages. The reader stays the caller's
// to close, after the track is no longer used.
//
// The error is an [*Error] for what is no sound, claims impossible things, or
// can't be decoded; errors of r itself are returned as they are.
func Open(r io.ReadSeeker, name string) (*Track, error) {
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	var src opened
	err = guard(func() (err error) {
		src, err = openKind(r, size, name)
		return err
	})
	if err == nil {
		err = src.check(name)
	}
	if err == nil {
		t := &Track{Info: Info{name, src.kind, src.rate, src.channels}, src: src}
		t.conv = newConverter(src.rate, Rate)
		if err = t.try(); err == nil {
			return t, nil
		}
	}
	if e := (*Error)(nil); errors.As(err, &e) || isPath(err) {
		return nil, err
	}
	return nil, wrong(name, "can’t be decoded", mendAgain, err)
}

func isPath(err error) bool {
	var e *fs.PathError
	return errors.As(err, &e)
}

// OpenFS opens a recording of a file system; close it when the track is no
// longer used. A file that can't be sought in, such as one inside a zip
// archive, is read into memory, up to 256 MiB.
func OpenFS(fsys fs.FS, name string) (*Track, io.Closer, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, nil, err
	}
	r, ok := f.(io.ReadSeeker)
	if !ok {
		if r, err = inMemory(f, name); err != nil {
			return nil, nil, errors.Join(err, f.Close())
		}
	}
	t, err := Open(r, name)
	if err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return t, f, nil
}

// check refuses what no recording is.
func (o opened) check(name string) error {
	switch {
	case o.rate < leastRate || o.rate > mostRate:
		return wrong(name, "claims "+plural(o.rate, "sample")+" a second", "save it again with 44100 or 48000 Hz", nil)
	case o.channels < 1 || o.channels > mostChannels:
		return wrong(name, "claims "+plural(o.channels, "channel"), "save it again in stereo", nil)
	case o.frames < 0 || o.frames/int64(o.rate) > int64(longest/time.Second):
		return wrong(name, "claims to last longer than a day", "cut it into shorter pieces", nil)
	case o.frames == 0:
		return wrong(name, "holds no sound", mendAgain, nil)
	}
	return nil
}

// try decodes the first frames, so that a file that can't be decoded is known
// before it is played.
func (t *Track) try() error {
	var first [64]Frame
	if n, err := t.Read(first[:]); n == 0 {
		if errors.Is(err, io.EOF) {
			return wrong(t.Name, "holds no sound", mendAgain, nil)
		}
		if short := (*ShortError)(nil); errors.As(err, &short) {
			return wrong(t.Name, "can’t be decoded", mendAgain, short.Err)
		}
		return err
	}
	return t.SeekTo(0)
}

// Frames is the track's length in frames of [Rate]. Where a file is damaged it
// may end before.
func (t *Track) Frames() int64 { return t.conv.outputs(t.src.frames) }

// Duration is the track's length.
func (t *Track) Duration() time.Duration { return Time(t.Frames()) }

// Short says by how much the file is shorter than it claims, as far as that is
// known before it is decoded; nil if it isn't.
func (t *Track) Short() *ShortError {
	if t.src.claimed <= t.src.frames {
		return nil
	}
	return &ShortError{Name: t.Name, Heard: t.Duration(), Claimed: Time(t.conv.outputs(t.src.claimed))}
}

// Position is the frame that is read next.
func (t *Track) Position() int64 { return t.conv.next }

// Read fills dst with the frames that come next and returns how many they
// were. At the end it returns 0 and [io.EOF], or a [*ShortError] if the file
// ends or is damaged before the end that it claims to have.
func (t *Track) Read(dst []Frame) (int, error) {
	if t.failure != nil {
		return 0, t.failure
	}
	n, err := t.conv.read(dst, t.stream)
	if n > 0 || err == nil {
		return n, nil
	}
	t.failure = err
	if errors.Is(err, io.EOF) {
		t.failure = io.EOF
		if short := t.Short(); short != nil {
			t.failure = short
		}
	} else {
		t.failure = &ShortError{Name: t.Name, Heard: Time(t.conv.next), Claimed: t.Duration(), Err: err}
	}
	return 0, t.failure
}

// stream is the source's, guarded; an end that comes too soon is an error.
func (t *Track) stream(dst [][2]float64) (n int, err error) {
	err = guard(func() (err error) {
		n, err = t.src.stream(dst)
		return err
	})
	if _, gave := err.(panicked); gave {
		n = 0
	}
	if n > 0 {
		return n, nil
	}
	const slack = 4096 // an encoder's padding
	if errors.Is(err, io.EOF) && t.conv.end() < t.src.frames-slack {
		return 0, io.ErrUnexpectedEOF
	}
	if err == nil {
		err = io.ErrNoProgress
	}
	return 0, err
}

// SeekTo goes to a frame of [Rate]; what is read there is the same, to the bit,
// as when everything before had been read. Beyond the end is the end.
func (t *Track) SeekTo(frame int64) error {
	frame = min(max(frame, 0), t.Frames())
	from := t.conv.seek(frame)
	t.failure = nil
	err := guard(func() error { return t.src.seek(min(from, t.src.frames)) })
	if err != nil && !errors.Is(err, io.EOF) {
		t.failure = &ShortError{Name: t.Name, Heard: Time(frame), Claimed: t.Duration(), Err: err}
		return t.failure
	}
	return nil
}

// Time is the moment of a frame.
func Time(frame int64) time.Duration {
	return time.Duration(frame/Rate)*time.Second + time.Duration(frame%Rate)*time.Second/Rate
}

// FrameAt is the frame of a moment.
func FrameAt(t time.Duration) int64 {
	return int64(t/time.Second)*Rate + int64(t%time.Second)*Rate/int64(time.Second)
}
