package player

import (
	"encoding/binary"
	"errors"
	"io"
	"math"

	"eventkit/kit/sound"
)

// feed opens a recording and decodes it into the queue until another one is
// loaded.
func (p *Player) feed(turn int, open Source) {
	track, closer, err := open()
	if closer != nil {
		// It was only read; there is nothing to lose.
		defer func() { _ = closer.Close() }()
	}
	if !p.opened(turn, track, err) {
		return
	}
	for p.await(turn, track) {
		b := block{at: track.Position(), frames: make([]sound.Frame, blockFrames)}
		n, err := track.Read(b.frames)
		b.frames = b.frames[:n]
		if !p.add(turn, b, err) {
			return
		}
	}
}

// opened takes over what is known of the recording.
func (p *Player) opened(turn int, track *sound.Track, err error) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if turn != p.turn {
		return false
	}
	if err != nil {
		p.feeding = false
		p.err = err
		p.stop()
		return false
	}
	p.duration = track.Duration()
	return true
}

// await waits for room in the queue, and does what is wished before. It
// returns false when another recording is loaded.
func (p *Player) await(turn int, track *sound.Track) bool {
	p.mu.Lock()
	for turn == p.turn && p.seek < 0 && (p.ended || p.queued >= queueFrames) {
		p.wake.Wait()
	}
	to := p.seek
	p.seek = -1
	ok := turn == p.turn
	p.mu.Unlock()
	if ok && to >= 0 {
		// A seek that fails shows as an error of the next read.
		_ = track.SeekTo(to)
	}
	return ok
}

// add puts a block into the queue unless it was overtaken by a seek.
func (p *Player) add(turn int, b block, err error) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if turn != p.turn {
		return false
	}
	if p.seek >= 0 {
		return true
	}
	if len(b.frames) > 0 {
		p.queue = append(p.queue, b)
		p.queued += len(b.frames)
	}
	if err != nil {
		if !errors.Is(err, io.EOF) {
			// What was decoded is still heard; then it stops with a line.
			p.err = err
		}
		// A recording of nothing but an error isn't begun again.
		if p.ended = !p.loop || b.at == 0; !p.ended {
			p.seek = 0
		}
	}
	return true
}

// pull fills buf with the frames that come next, as little-endian floats, and
// returns how many bytes it filled. The device calls it.
func (p *Player) pull(buf []byte) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pulledAt = p.now()
	n := 0
	for len(buf)-n >= 8 && len(p.queue) > 0 {
		b := &p.queue[0]
		k := min(len(b.frames), (len(buf)-n)/8)
		for _, f := range b.frames[:k] {
			binary.LittleEndian.PutUint32(buf[n:], math.Float32bits(f[0]))
			binary.LittleEndian.PutUint32(buf[n+4:], math.Float32bits(f[1]))
			n += 8
		}
		p.heard, p.pulled = b.at+int64(k), true
		b.at, b.frames = b.at+int64(k), b.frames[k:]
		p.queued -= k
		if len(b.frames) == 0 {
			p.queue = p.queue[1:]
		}
	}
	p.wake.Broadcast()
	return n
}
