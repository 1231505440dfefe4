package player

import (
	"encoding/binary"
	"math"
	"time"

	"eventkit/kit/sound"
)

// note is a tone of a chime.
type note struct {
	hz float64
	d  time.Duration
}

// The two chimes are told apart without looking: one rises, the other is low
// and falls.
var (
	chimeGood = []note{{523.25, 110 * time.Millisecond}, {659.26, 110 * time.Millisecond}, {783.99, 260 * time.Millisecond}}
	chimeBad  = []note{{220, 260 * time.Millisecond}, {155.56, 480 * time.Millisecond}}
)

// chimeLevel leaves room for a song below it.
const chimeLevel = 0.4

// Chime plays a short rising tone, or a low one for what went wrong, over
// whatever plays, as loud as the system is. Without a sound device it is
// silent.
func (p *Player) Chime(good bool) {
	notes := chimeBad
	if good {
		notes = chimeGood
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return
	}
	if p.dev != nil && p.want != Playing && p.dev.stuck() {
		p.dev.close() // the device went away since it was last used
		p.dev = nil
	}
	if p.dev != nil {
		p.dev.sound(render(notes))
		return
	}
	p.chimes = append(p.chimes, notes)
	p.open()
}

// ring plays the chimes that waited for the device.
func (p *Player) ring() {
	for _, notes := range p.chimes {
		p.dev.sound(render(notes))
	}
	p.chimes = nil
}

// render draws notes as little-endian floats, two channels, without a click at
// either end of a note.
func render(notes []note) []byte {
	const attack = sound.Rate / 200 // 5 ms
	var out []byte
	for _, n := range notes {
		frames := int(sound.FrameAt(n.d))
		for i := range frames {
			t := float64(i) / sound.Rate
			level := chimeLevel * min(1, float64(i)/attack, float64(frames-i)/attack) * math.Exp(-3*float64(i)/float64(frames))
			// A little of the octave makes a low tone heard on small speakers.
			v := float32(level * (math.Sin(2*math.Pi*n.hz*t) + 0.35*math.Sin(4*math.Pi*n.hz*t)) / 1.35)
			for range 2 {
				out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
			}
		}
	}
	return out
}
