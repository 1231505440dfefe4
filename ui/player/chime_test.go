package player_test

import (
	"encoding/binary"
	"errors"
	"math"
	"testing"
	"testing/synctest"
	"time"

	"eventkit/kit/sound"
	"eventkit/ui/player"
	"eventkit/ui/player/playertest"
)

// chimed are the frames of a chime, both channels the same.
func chimed(t *testing.T, b []byte) []float64 {
	t.Helper()
	var out []float64
	for i := 0; i+8 <= len(b); i += 8 {
		l := math.Float32frombits(binary.LittleEndian.Uint32(b[i:]))
		if r := math.Float32frombits(binary.LittleEndian.Uint32(b[i+4:])); l != r {
			t.Fatalf("frame %d: %v and %v", i/8, l, r)
		}
		out = append(out, float64(l))
	}
	return out
}

// pitch is how often a sound crosses zero upwards, a second.
func pitch(frames []float64) float64 {
	n := 0
	for i := 1; i < len(frames); i++ {
		if frames[i-1] < 0 && frames[i] >= 0 {
			n++
		}
	}
	return float64(n) * sound.Rate / float64(len(frames))
}

// The device is opened for a chime; the next ones are heard at once, and what
// plays goes on unchanged. One rises, the other is lower and falls.
func TestChime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var fake *player.Fake
		opened := 0
		p := player.NewFake(func() (*player.Fake, error) {
			opened++
			fake = &player.Fake{}
			return fake, nil
		})
		p.Chime(true)
		p.Chime(false)
		synctest.Wait()
		if opened != 1 || fake.Playing || len(fake.Sounds) != 2 {
			t.Fatalf("opened %d times, plays %v, %d sounds", opened, fake.Playing, len(fake.Sounds))
		}
		p.Load("tones.flac", source(tones(t), "tones.flac"))
		p.Play()
		synctest.Wait()
		got := fake.Take(9000)
		p.Chime(true)
		got = append(got, fake.Take(9000)...)
		same(t, "the song", got, want(t)[:18000])
		if len(fake.Sounds) != 3 || !fake.Playing {
			t.Errorf("%d sounds, plays %v", len(fake.Sounds), fake.Playing)
		}
		good, bad := chimed(t, fake.Sounds[2]), chimed(t, fake.Sounds[1])
		const part = sound.Rate / 10
		if a, b := pitch(good[:part]), pitch(good[len(good)-part:]); a < 450 || b < a*1.3 {
			t.Errorf("done goes from %.0f to %.0f Hz", a, b)
		}
		if a, b := pitch(bad[:part]), pitch(bad[len(bad)-2*part:]); a > 300 || b > a {
			t.Errorf("failed goes from %.0f to %.0f Hz", a, b)
		}
		for _, frames := range [][]float64{good, bad} {
			loud := 0.0
			for _, v := range frames {
				loud = max(loud, math.Abs(v))
			}
			if loud < 0.1 || loud > 0.5 || len(frames) > sound.Rate || math.Abs(frames[0]) > 0.01 || math.Abs(frames[len(frames)-1]) > 0.01 {
				t.Errorf("%d frames, loud %.2f, from %v to %v", len(frames), loud, frames[0], frames[len(frames)-1])
			}
		}
		p.Close()
		p.Chime(true)
		if len(fake.Sounds) != 3 {
			t.Error("a chime after the end")
		}
	})
}

// Without a device a chime is silent and says nothing; one that went away
// since the last chime is opened anew.
func TestChimeWithoutDevice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var fakes []*player.Fake
		missing := true
		p := player.NewFake(func() (*player.Fake, error) {
			if missing {
				return nil, errors.New("none")
			}
			fakes = append(fakes, &player.Fake{})
			return fakes[len(fakes)-1], nil
		})
		defer p.Close()
		p.Chime(true)
		synctest.Wait()
		if s := p.Status(); s.Err != nil || s.State != player.Empty {
			t.Errorf("%+v", s)
		}
		missing = false
		p.Chime(true)
		synctest.Wait()
		fakes[0].Stuck = true
		p.Chime(false)
		synctest.Wait()
		if len(fakes) != 2 || !fakes[0].Closed || len(fakes[0].Sounds) != 1 || len(fakes[1].Sounds) != 1 {
			t.Errorf("%d devices", len(fakes))
		}
	})
}

// It is heard, alone and over a song that goes on.
func TestTheChimeIsInTheSink(t *testing.T) {
	server := playertest.Start(t)
	heard := server.Record()
	p := player.New()
	defer p.Close()
	tone := func(frames [][2]float32, side int, hz float64) (most float64) {
		for i := 0; i+2400 <= len(frames); i += 600 {
			most = max(most, playertest.Tone(frames[i:i+2400], side, hz))
		}
		return most
	}
	p.Chime(false)
	until(t, "the low chime", func() bool { return tone(heard.Frames(), 0, 220) > 0.1 })
	p.SetLoop(true)
	p.Load("tones.flac", source(tones(t), "tones.flac"))
	p.Play()
	until(t, "the music", func() bool { return tone(heard.Frames(), 1, 660) > 0.3 })
	before := len(heard.Frames())
	p.Chime(true)
	until(t, "the rising chime", func() bool { return tone(heard.Frames()[before:], 1, 784) > 0.05 })
	after := len(heard.Frames())
	until(t, "the music after it", func() bool {
		frames := heard.Frames()[after:]
		return len(frames) > int(sound.FrameAt(500*time.Millisecond)) && tone(frames, 1, 660) > 0.3
	})
}
