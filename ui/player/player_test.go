package player_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"eventkit/kit/sound"
	"eventkit/ui/player"
)

// A device that was given up leaves oto's own loop behind, which waits for ever.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/ebitengine/oto/v3/internal/mux.(*Mux).wait"),
		goleak.IgnoreAnyFunction("github.com/ebitengine/oto/v3/internal/mux.(*Mux).loop"),
		goleak.IgnoreAnyFunction("github.com/jfreymuth/pulse/proto.(*Client).readLoop"),
		goleak.IgnoreAnyFunction("github.com/jfreymuth/pulse.(*PlaybackStream).run"))
}

// tones are a second and a half: on the left from 300 Hz up, on the right
// 660 Hz.
func tones(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "kit", "sound", "testdata", "tones.flac"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// closings counts what was closed.
type closings struct{ atomic.Int32 }

func (c *closings) Close() error { c.Add(1); return nil }

func source(data []byte, name string) player.Source {
	return func() (*sound.Track, io.Closer, error) {
		tr, err := sound.Open(bytes.NewReader(data), name)
		return tr, io.NopCloser(nil), err
	}
}

// want is the recording as frames.
func want(t testing.TB) []sound.Frame {
	t.Helper()
	tr, err := sound.Open(bytes.NewReader(tones(t)), "tones.flac")
	if err != nil {
		t.Fatal(err)
	}
	out := make([]sound.Frame, tr.Frames())
	for n := 0; n < len(out); {
		k, err := tr.Read(out[n:])
		if err != nil {
			t.Fatal(err)
		}
		n += k
	}
	return out
}

func same(t *testing.T, what string, got, want []sound.Frame) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d frames, want %d", what, len(got), len(want))
		return
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("%s: frame %d is %v, want %v", what, i, got[i], want[i])
			return
		}
	}
}

// stage is a player with a device that stands still until a test pulls.
type stage struct {
	*player.Player
	dev  *player.Fake
	fail error
}

func newStage(t *testing.T) *stage {
	s := &stage{}
	s.Player = player.NewFake(func() (*player.Fake, error) {
		if s.fail != nil {
			return nil, s.fail
		}
		s.dev = &player.Fake{}
		return s.dev, nil
	})
	t.Cleanup(s.Close)
	return s
}

// play loads the tones and plays them.
func (s *stage) play(t *testing.T, data []byte) {
	t.Helper()
	s.Load("tones.flac", source(data, "tones.flac"))
	s.Play()
	synctest.Wait()
}

// take pulls n frames as a device would, bit by bit.
func (s *stage) take(n int) (out []sound.Frame) {
	for n > 0 {
		got := s.dev.Take(min(n, 3000))
		if len(got) == 0 {
			break
		}
		out, n = append(out, got...), n-len(got)
		synctest.Wait()
	}
	return out
}

func TestPlaysToItsEnd(t *testing.T) {
	data, all := tones(t), want(t)
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		if st := s.Status(); st.State != player.Empty || st.Volume != 1 {
			t.Errorf("at first %+v", st)
		}
		s.play(t, data)
		st := s.Status()
		if st.State != player.Playing || st.Duration != 1500*time.Millisecond || st.Name != "tones.flac" || st.Opening || !s.dev.Playing {
			t.Errorf("%+v", st)
		}
		same(t, "the first second", s.take(48000), all[:48000])
		if p := s.Status().Position; p != time.Second {
			t.Errorf("at %v", p)
		}
		s.Pause()
		if s.dev.Playing || s.Status().State != player.Paused {
			t.Error("doesn't pause")
		}
		s.Toggle()
		same(t, "the rest", s.take(99999), all[48000:])
		if st := s.Status(); st.State != player.Paused || st.Err != nil || st.Position != st.Duration || s.dev.Playing {
			t.Errorf("at the end %+v", st)
		}
		s.Play()
		synctest.Wait()
		same(t, "again", s.take(5000), all[:5000])
	})
}

func TestSeek(t *testing.T) {
	data, all := tones(t), want(t)
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.Seek(time.Second) // nothing is loaded
		s.play(t, data)
		s.take(1000)
		for _, to := range []time.Duration{time.Second, 0, 1250 * time.Millisecond, 500 * time.Millisecond} {
			s.Seek(to)
			if p := s.Status().Position; p != to {
				t.Errorf("after a seek to %v at %v", to, p)
			}
			synctest.Wait()
			from := sound.FrameAt(to)
			same(t, to.String(), s.take(4000), all[from:from+4000])
		}
		s.Pause()
		s.Seek(-time.Hour)
		synctest.Wait()
		if st := s.Status(); st.State != player.Paused || st.Position != 0 {
			t.Errorf("%+v", st)
		}
		s.Seek(time.Hour)
		synctest.Wait()
		if st := s.Status(); st.Position != st.Duration {
			t.Errorf("%+v", st)
		}
		s.Play()
		synctest.Wait()
		same(t, "after the end", s.take(100), all[:100])
	})
}

func TestLoopHasNoGap(t *testing.T) {
	data, all := tones(t), want(t)
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.SetLoop(true)
		s.play(t, data)
		got := s.take(2*len(all) + 100)
		same(t, "twice", got, append(append(append([]sound.Frame{}, all...), all...), all[:100]...))
		if st := s.Status(); st.State != player.Playing || !st.Loop || st.Position != sound.Time(100) {
			t.Errorf("%+v", st)
		}
		s.SetLoop(false)
		s.take(len(all))
		if rest := s.take(2 * len(all)); len(rest) > 48000 {
			t.Errorf("%d frames came after it was to end", len(rest))
		}
	})
}

func TestVolume(t *testing.T) {
	data := tones(t)
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.SetVolume(0.25)
		s.play(t, data)
		if s.dev.Volume != 0.25 {
			t.Errorf("%v", s.dev.Volume)
		}
		for v, want := range map[float64]float64{-1: 0, 0.5: 0.5, 7: 1} {
			if s.SetVolume(v); s.dev.Volume != want || s.Status().Volume != want {
				t.Errorf("%v: %v, want %v", v, s.dev.Volume, want)
			}
		}
	})
}

func TestFileThatCannotBePlayed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.play(t, []byte("Read. Sign. Come."))
		st := s.Status()
		if e := (*sound.Error)(nil); !errors.As(st.Err, &e) || st.State != player.Paused || st.Opening {
			t.Errorf("%+v", st)
		}
	})
}

// What there is of a file that was cut is played; then it says so.
func TestCutFile(t *testing.T) {
	data := tones(t)
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.play(t, data[:len(data)*2/3])
		n := len(s.take(999999))
		st := s.Status()
		if e := (*sound.ShortError)(nil); !errors.As(st.Err, &e) || n < 30000 || st.State != player.Paused {
			t.Errorf("%d frames, %+v", n, st)
		}
		s.Play()
		synctest.Wait()
		if st := s.Status(); st.State != player.Playing || len(s.take(100)) != 100 {
			t.Errorf("%+v", st)
		}
	})
}

func TestNoDevice(t *testing.T) {
	data := tones(t)
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.fail = errors.New("nothing plugged in")
		s.play(t, data)
		if st := s.Status(); !errors.Is(st.Err, player.ErrNoDevice) || !errors.Is(st.Err, s.fail) || st.State != player.Paused {
			t.Errorf("%+v", st)
		}
		s.fail = nil
		s.Play()
		synctest.Wait()
		if st := s.Status(); st.Err != nil || st.State != player.Playing || len(s.take(100)) != 100 {
			t.Errorf("%+v", st)
		}
	})
}

func TestDeviceGoesAway(t *testing.T) {
	data, all := tones(t), want(t)
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.play(t, data)
		s.take(24000)
		time.Sleep(1900 * time.Millisecond)
		if st := s.Status(); st.State != player.Playing {
			t.Errorf("gave up too soon: %+v", st)
		}
		time.Sleep(200 * time.Millisecond)
		old := s.dev
		st := s.Status()
		if !errors.Is(st.Err, player.ErrLost) || st.State != player.Paused || st.Position != 500*time.Millisecond || !old.Closed {
			t.Errorf("%+v", st)
		}
		s.Play()
		synctest.Wait()
		if s.dev == old || s.Status().Err != nil {
			t.Error("takes the old device again")
		}
		same(t, "from where it was", s.take(3000), all[24000:27000])
	})
}

// Whoever loads one recording after the other leaves nothing open.
func TestEveryFileIsClosed(t *testing.T) {
	data := tones(t)
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		var closed closings
		for i := range 8 {
			s.Load("a", func() (*sound.Track, io.Closer, error) {
				tr, err := sound.Open(bytes.NewReader(data), "a")
				return tr, &closed, err
			})
			if i%3 == 0 {
				s.Play()
			}
			if i%2 == 0 {
				synctest.Wait()
			}
		}
		s.Unload()
		synctest.Wait()
		if n := closed.Load(); n != 8 {
			t.Errorf("%d closed of 8", n)
		}
		if st := s.Status(); st.State != player.Empty || st.Name != "" {
			t.Errorf("%+v", st)
		}
		s.Close()
		s.Load("b", source(data, "b"))
		s.Play()
		if st := s.Status(); st.State == player.Playing {
			t.Errorf("after it was closed: %+v", st)
		}
	})
}
