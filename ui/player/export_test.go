package player

import (
	"encoding/binary"
	"math"

	"eventkit/kit/sound"
)

// Fake is a device from which a test pulls.
type Fake struct {
	Pull    func([]byte) int
	Playing bool
	Volume  float64
	Resets  int
	Closed  bool
	// Sounds are what was played beside; Stuck is what is said of them.
	Sounds [][]byte
	Stuck  bool
}

func (f *Fake) play()               { f.Playing = true }
func (f *Fake) pause()              { f.Playing = false }
func (f *Fake) reset()              { f.Playing = false; f.Resets++ }
func (f *Fake) setVolume(v float64) { f.Volume = v }
func (f *Fake) buffered() int64     { return 0 }
func (f *Fake) drained() bool       { return true }
func (f *Fake) sound(b []byte)      { f.Sounds = append(f.Sounds, b) }
func (f *Fake) stuck() bool         { return f.Stuck }
func (f *Fake) close()              { f.Playing, f.Closed = false, true }

// Take pulls up to n frames.
func (f *Fake) Take(n int) []sound.Frame {
	b := make([]byte, 8*n)
	out := make([]sound.Frame, f.Pull(b)/8)
	for i := range out {
		out[i] = sound.Frame{
			math.Float32frombits(binary.LittleEndian.Uint32(b[8*i:])),
			math.Float32frombits(binary.LittleEndian.Uint32(b[8*i+4:])),
		}
	}
	return out
}

// NewFake returns a player whose devices a test makes.
func NewFake(connect func() (*Fake, error)) *Player {
	return newPlayer(func(pull func([]byte) int) (device, error) {
		f, err := connect()
		if err != nil {
			return nil, err
		}
		f.Pull = pull
		return f, nil
	})
}
