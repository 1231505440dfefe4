package player_test

import (
	"errors"
	"math"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"eventkit/kit/sound"
	"eventkit/ui/player"
	"eventkit/ui/player/playertest"
)

// until waits for something that happens elsewhere.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 1000 {
		if ok() {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("waited in vain for %s", what)
}

const piece = 1200

// found looks for a piece of what was heard in what was played, and returns the
// place where it is most alike, and by how much. The left side rises all the
// time, so that there is one such place.
func found(part [][2]float32, played []sound.Frame) (where int, alike float64) {
	for d := 0; d+piece <= len(played); d += 4 {
		var xy, xx, yy float64
		for i := 0; i < piece; i += 24 {
			x, y := float64(part[i][0]), float64(played[d+i][0])
			xy, xx, yy = xy+x*y, xx+x*x, yy+y*y
		}
		if c := xy / math.Sqrt(xx*yy); c > alike {
			where, alike = d, c
		}
	}
	return where, alike
}

// It is heard as it was recorded, piece after piece. A busy computer may leave
// gaps; what is between them must follow each other.
func TestTheMusicIsInTheSink(t *testing.T) {
	server := playertest.Start(t)
	heard := server.Record()
	p := player.New()
	defer p.Close()
	played := want(t)
	p.SetLoop(true)
	p.Load("tones.flac", source(tones(t), "tones.flac"))
	p.Play()
	at, follows, last := 0, 0, -1
	until(t, "the music", func() bool {
		for frames := heard.Frames(); at+piece <= len(frames); at += piece {
			where, alike := found(frames[at:at+piece], played)
			if alike < 0.97 {
				last = -1
				continue
			}
			if step := where - last - piece; last >= 0 && step >= -12 && step <= 12 {
				follows++
			}
			last = where
		}
		return follows >= 12
	})
	frames := heard.Frames()
	if v := loudest(frames, 660); math.Abs(v-0.4) > 0.03 {
		t.Errorf("on the right 660 Hz is %.3f, want 0.4", v)
	}
	if v := playertest.Tone(frames, 1, 1900); v > 0.02 {
		t.Errorf("on the right 1900 Hz is %.3f", v)
	}
	p.SetLoop(false)
	until(t, "the end", func() bool { return p.Status().State == player.Paused })
	if s := p.Status(); s.Err != nil || s.Position != s.Duration {
		t.Errorf("%+v", s)
	}
}

func TestTheServerDiesInMidSong(t *testing.T) {
	server := playertest.Start(t)
	heard := server.Record()
	p := player.New()
	defer p.Close()
	p.SetLoop(true)
	p.SetVolume(0.5)
	p.Load("tones.flac", source(tones(t), "tones.flac"))
	p.Play()
	until(t, "music", func() bool { return len(heard.Frames()) > 20000 })
	server.Stop()
	until(t, "the loss", func() bool { return p.Status().State == player.Paused })
	if s := p.Status(); !errors.Is(s.Err, player.ErrLost) {
		t.Fatalf("%+v", s)
	}
	p.Play()
	until(t, "an answer", func() bool { return !p.Status().Opening })
	if s := p.Status(); !errors.Is(s.Err, player.ErrNoDevice) {
		t.Fatalf("without a server: %+v", s)
	}
	server.Restart()
	again := server.Record()
	p.Play()
	until(t, "music again", func() bool { return len(again.Frames()) > 30000 })
	if v := loudest(again.Frames(), 660); math.Abs(v-0.2) > 0.02 {
		t.Errorf("660 Hz is %.3f, want 0.2", v)
	}
}

// loudest is a tone where it is heard best: a busy computer may leave gaps.
func loudest(frames [][2]float32, hz float64) (most float64) {
	for i := 0; i+4800 <= len(frames); i += 1200 {
		most = max(most, playertest.Tone(frames[i:i+4800], 1, hz))
	}
	return most
}

const silentChild = "PLAYER_TEST_WITHOUT_SOUND"

// A computer without sound: one typed error, and not a word on the terminal.
func TestWithoutSound(t *testing.T) {
	if os.Getenv(silentChild) != "" {
		withoutSound(t)
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestWithoutSound$")
	cmd.Env = append(os.Environ(), silentChild+"=1", "PULSE_SERVER=unix:/nowhere", "ALSA_CONFIG_PATH=/dev/null")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s%s", err, out, stderr.String())
	}
	if stderr.Len() > 0 {
		t.Errorf("on the terminal:\n%s", stderr.String())
	}
}

func withoutSound(t *testing.T) {
	p := player.New()
	defer p.Close()
	p.Load("tones.flac", source(tones(t), "tones.flac"))
	for range 2 {
		p.Play()
		until(t, "an answer", func() bool { s := p.Status(); return s.State == player.Paused && s.Duration > 0 })
		if s := p.Status(); !errors.Is(s.Err, player.ErrNoDevice) || s.Duration != 1500*time.Millisecond {
			t.Errorf("%+v", s)
		}
	}
}
