package player

import (
	"bytes"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"
	_ "unsafe" // for the name that is reached through the linker

	"github.com/ebitengine/oto/v3"

	"eventkit/kit/sound"
)

// device takes frames and makes them heard. Its methods return at once.
type device interface {
	play()
	pause()
	// reset forgets what waits in the device.
	reset()
	setVolume(v float64)
	// buffered is how many frames were pulled and aren't heard yet; drained
	// says that it holds none that it could play.
	buffered() int64
	drained() bool
	// sound plays frames by the side of what it plays, as loud as they are;
	// stuck says that one that was begun long ago isn't over.
	sound(frames []byte)
	stuck() bool
	close()
}

// contextCreated is oto's own: it allows one connection in the life of a
// process. A sound server that was started again, or a headset that was
// plugged in, needs another one; the one before is given up.
//
//go:linkname contextCreated github.com/ebitengine/oto/v3.contextCreated
var contextCreated bool

var opening sync.Mutex

const (
	// latency is short enough for a pause to be felt at once, and long enough
	// for a computer that is busy printing.
	latency   = 120 * time.Millisecond
	frameSize = 8
	// connectFor is how long a sound system may take to answer.
	connectFor = 5 * time.Second
)

// openOto connects to the computer's sound.
func openOto(pull func([]byte) int) (device, error) {
	opening.Lock()
	defer opening.Unlock()
	quietALSA()
	contextCreated = false
	ctx, ready, err := oto.NewContext(&oto.NewContextOptions{
		SampleRate: sound.Rate, ChannelCount: 2, Format: oto.FormatFloat32LE,
		BufferSize: latency, ApplicationName: "Event Kit",
	})
	if err != nil {
		return nil, err
	}
	select {
	case <-ready:
	case <-time.After(connectFor):
		return nil, errors.New("the sound system doesn’t answer")
	}
	// Only here: later its answer isn't safe to ask for while the connection
	// breaks. A device that takes nothing tells as much.
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d := &otoDevice{ctx: ctx, pull: pull}
	d.fresh()
	return d, nil
}

// otoDevice is called with the player's lock held.
type otoDevice struct {
	ctx    *oto.Context
	pull   func([]byte) int
	p      *oto.Player
	tap    *tap
	volume float64
	// sounds are the voices that may still play, and when they are over.
	sounds []aside
}

// aside is a voice by the side of the recording.
type aside struct {
	voice *oto.Player
	until time.Time
}

// fresh makes a voice with nothing in it. It is silent until it is played, and
// nothing is pulled before.
func (d *otoDevice) fresh() {
	d.tap = &tap{pull: d.pull}
	d.p = d.ctx.NewPlayer(d.tap)
	d.p.SetBufferSize(int(latency.Seconds()*sound.Rate) * frameSize)
	d.p.SetVolume(d.volume)
}

func (d *otoDevice) play() { d.p.Play() }

func (d *otoDevice) pause() { d.p.Pause() }

// reset takes another voice and lets go of the one before. Letting go waits
// for a pull that may be waiting for the player's lock, so it is done aside.
func (d *otoDevice) reset() {
	d.quit()
	d.fresh()
}

func (d *otoDevice) setVolume(v float64) {
	d.volume = v
	d.p.SetVolume(v)
}

func (d *otoDevice) buffered() int64 {
	return int64(d.p.BufferedSize()/frameSize) + int64(latency.Seconds()*sound.Rate)
}

func (d *otoDevice) drained() bool { return d.p.BufferedSize() == 0 }

func (d *otoDevice) sound(frames []byte) {
	d.sounds = slices.DeleteFunc(d.sounds, func(a aside) bool { return !a.voice.IsPlaying() })
	voice := d.ctx.NewPlayer(bytes.NewReader(frames))
	voice.Play()
	long := sound.Time(int64(len(frames) / frameSize))
	d.sounds = append(d.sounds, aside{voice, time.Now().Add(long + latency + patience)})
}

func (d *otoDevice) stuck() bool {
	return slices.ContainsFunc(d.sounds, func(a aside) bool { return a.voice.IsPlaying() && time.Now().After(a.until) })
}

func (d *otoDevice) close() {
	for _, a := range d.sounds {
		a.voice.Pause()
	}
	d.sounds = nil
	d.quit()
}

// quit ends the recording's voice.
func (d *otoDevice) quit() {
	old := d.p
	d.tap.shut.Store(true)
	old.Pause()
	go old.PauseAndStopReading()
}

// tap is what a voice reads from.
type tap struct {
	pull func([]byte) int
	shut atomic.Bool
}

// Read implements [io.Reader]. It never ends.
func (t *tap) Read(b []byte) (int, error) {
	if t.shut.Load() {
		return 0, nil
	}
	return t.pull(b[:len(b)/frameSize*frameSize]), nil
}
