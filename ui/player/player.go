package player

import (
	"errors"
	"io"
	"sync"
	"time"

	"eventkit/kit/sound"
)

// State is what a player does.
type State int

// The states.
const (
	// Empty: nothing is loaded.
	Empty State = iota
	// Paused: it would go on where it is.
	Paused
	// Playing: it plays, or is about to.
	Playing
)

// ErrNoDevice is a computer without sound; [Status.Err] wraps it.
var ErrNoDevice = errors.New("there is no sound device")

// ErrLost is a sound device that went away while it played.
var ErrLost = errors.New("the sound device went away")

// Status is what a player does at one moment.
type Status struct {
	State State
	// Name is what was loaded.
	Name string
	// Position is what is heard now, Duration the recording's length; both are
	// 0 before the file is open.
	Position, Duration time.Duration
	// Volume is from 0 to 1; 1 is as it was recorded.
	Volume float64
	// Loop says that it begins again at its end.
	Loop bool
	// Opening says that the file or the device is still being opened.
	Opening bool
	// Err is why it doesn't play, or why it stopped: the file's, such as a
	// [sound.Error] or a [sound.ShortError], [ErrNoDevice] or [ErrLost].
	Err error
}

// Source opens a recording. The closer is closed when it is no longer played.
type Source func() (*sound.Track, io.Closer, error)

// Player plays one recording at a time. All its methods return at once and may
// be called from any goroutine; what is slow happens on others, which
// [Player.Close] ends.
type Player struct {
	connect func(pull func([]byte) int) (device, error)
	now     func() time.Time

	mu     sync.Mutex
	wake   *sync.Cond // for the feeder: room in the queue, or a wish
	work   sync.WaitGroup
	closed bool

	name     string
	turn     int // of the recording that is loaded
	loaded   bool
	feeding  bool
	want     State
	seek     int64 // where to go, or -1
	loop     bool
	volume   float64
	duration time.Duration
	err      error

	queue    []block
	queued   int   // frames in the queue
	heard    int64 // the frame that is pulled next
	ended    bool  // nothing comes after the queue
	pulled   bool  // something was pulled since the last jump
	pulledAt time.Time

	dev        device
	connecting bool
	chimes     [][]note // that wait for the device
}

// block is some frames and where the first of them is in the recording.
type block struct {
	at     int64
	frames []sound.Frame
}

const (
	blockFrames = 2048
	queueFrames = sound.Rate // one second is decoded ahead
	// patience is how long a device may take nothing before it counts as lost.
	patience = 2 * time.Second
)

// New returns a player for the computer's own sound. It is opened when it is
// first needed.
func New() *Player { return newPlayer(openOto) }

func newPlayer(connect func(func([]byte) int) (device, error)) *Player {
	p := &Player{connect: connect, now: time.Now, volume: 1, seek: -1, want: Empty}
	p.wake = sync.NewCond(&p.mu)
	return p
}

// Load replaces what is loaded by another recording, which stands still at its
// start. name is for [Status]; it is opened away from the caller.
func (p *Player) Load(name string, open Source) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return
	}
	p.drop()
	p.name, p.loaded, p.want, p.feeding = name, true, Paused, true
	turn := p.turn
	p.work.Go(func() { p.feed(turn, open) })
}

// Unload forgets what is loaded.
func (p *Player) Unload() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.drop()
}

// drop ends the feeder and empties the queue.
func (p *Player) drop() {
	p.turn++
	p.name, p.loaded, p.feeding, p.want = "", false, false, Empty
	p.err, p.duration, p.seek = nil, 0, -1
	p.flush(0)
	if p.dev != nil {
		p.dev.pause()
	}
	p.wake.Broadcast()
}

// flush empties the queue before a jump.
func (p *Player) flush(to int64) {
	p.queue, p.queued, p.heard, p.ended, p.pulled = nil, 0, to, false, false
	if p.dev != nil {
		p.dev.reset()
	}
}

// Play goes on. After the end it begins again; after a device was missing or
// lost it looks for one.
func (p *Player) Play() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.loaded || p.want == Playing || p.closed {
		return
	}
	if deviceErr(p.err) {
		p.err = nil
	}
	p.want = Playing
	if short := (*sound.ShortError)(nil); errors.As(p.err, &short) {
		p.err = nil
	}
	if p.ended && p.queued == 0 {
		p.jump(0)
	}
	p.start()
}

func deviceErr(err error) bool { return errors.Is(err, ErrNoDevice) || errors.Is(err, ErrLost) }

// start has the device pull, and opens it before if there is none.
func (p *Player) start() {
	p.pulledAt = p.now()
	if p.dev != nil {
		p.dev.setVolume(p.volume)
		p.dev.play()
		return
	}
	p.open()
}

// open opens the device, away from the caller, and does then what is wished.
func (p *Player) open() {
	if p.connecting {
		return
	}
	p.connecting = true
	p.work.Go(func() {
		dev, err := p.connect(p.pull)
		p.mu.Lock()
		defer p.mu.Unlock()
		p.connecting = false
		if p.closed {
			if err == nil {
				dev.close()
			}
			return
		}
		if err != nil {
			p.chimes = nil
			if p.want == Playing {
				p.want, p.err = Paused, errors.Join(ErrNoDevice, err)
			}
			return
		}
		p.dev = dev
		p.ring()
		if p.want == Playing {
			p.start()
		}
	})
}

// Pause stops where it is.
func (p *Player) Pause() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.want == Playing {
		p.stop()
	}
}

func (p *Player) stop() {
	p.want = Paused
	if p.dev != nil {
		p.dev.pause()
	}
}

// Toggle plays or pauses.
func (p *Player) Toggle() {
	if p.Status().State == Playing {
		p.Pause()
	} else {
		p.Play()
	}
}

// Seek goes to a moment; beyond the end is the end.
func (p *Player) Seek(to time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.loaded {
		return
	}
	if p.duration > 0 {
		to = min(to, p.duration)
	}
	p.jump(sound.FrameAt(max(0, to)))
	if p.want == Playing {
		p.start()
	}
}

func (p *Player) jump(to int64) {
	p.flush(to)
	p.seek = to
	p.wake.Broadcast()
}

// SetVolume sets how loud it is, from 0 to 1.
func (p *Player) SetVolume(v float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.volume = min(max(v, 0), 1)
	if p.dev != nil {
		p.dev.setVolume(p.volume)
	}
}

// SetLoop says whether it begins again at its end.
func (p *Player) SetLoop(on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.loop = on
	if on && p.ended && p.loaded && p.want == Playing {
		// The end is decoded but not heard: the start follows it.
		p.ended = false
		p.wake.Broadcast()
	}
}

// Status returns what goes on. It also notices a device that went away, and an
// end that has been heard.
func (p *Player) Status() Status {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.want == Playing && p.dev != nil {
		switch {
		case p.ended && p.queued == 0 && p.dev.drained():
			p.want = Paused
			p.dev.reset()
		case p.queued > 0 && p.now().Sub(p.pulledAt) > patience:
			p.lose()
		}
	}
	return Status{
		State: p.want, Name: p.name, Position: p.position(), Duration: p.duration,
		Volume: p.volume, Loop: p.loop, Opening: p.connecting || p.loaded && p.duration == 0 && p.err == nil, Err: p.err,
	}
}

// lose gives up a device that takes nothing any more, and stays where it is.
func (p *Player) lose() {
	at := sound.FrameAt(p.position())
	p.dev.close()
	p.dev = nil
	p.want, p.err = Paused, ErrLost
	p.jump(at)
}

// position is what is heard now: what was pulled without what still waits in
// the device.
func (p *Player) position() time.Duration {
	at := p.heard
	if p.dev != nil && p.pulled && !(p.ended && p.queued == 0 && p.want == Paused) {
		at -= p.dev.buffered()
	}
	return min(max(0, sound.Time(at)), p.duration)
}

// Close ends everything and waits until it has ended.
func (p *Player) Close() {
	p.mu.Lock()
	p.closed = true
	p.drop()
	if p.dev != nil {
		p.dev.close()
		p.dev = nil
	}
	p.mu.Unlock()
	p.work.Wait()
}
