// Package playertest gives tests a sound server of their own, PulseAudio with a
// sink that nobody hears, and a recording of what was played into it.
//
// The two functions you want first are [Start] and [Server.Record].
package playertest

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// Rate is that of recordings, in Hz.
const Rate = 48000

// Server is a running sound server.
type Server struct {
	t      testing.TB
	dir    string
	daemon *exec.Cmd
}

// Start starts a server for one test and makes it the one that programs of
// this process find. Without PulseAudio the test fails.
func Start(t testing.TB) *Server {
	t.Helper()
	// A socket's path may have 107 bytes, which a test's own folder can exceed.
	dir, err := os.MkdirTemp("", "pa")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	s := &Server{t: t, dir: dir}
	t.Setenv("PULSE_SERVER", "unix:"+s.socket())
	// Where the server is stopped, nothing plays on the computer's own device.
	t.Setenv("ALSA_CONFIG_PATH", os.DevNull)
	t.Setenv("PULSE_COOKIE", filepath.Join(dir, "cookie"))
	s.Restart()
	return s
}

func (s *Server) socket() string { return filepath.Join(s.dir, "native") }

// Restart starts the server again after [Server.Stop].
func (s *Server) Restart() {
	s.t.Helper()
	s.daemon = exec.Command("pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1",
		"--disable-shm", "--log-level=error",
		"--load=module-native-protocol-unix auth-anonymous=1 socket="+s.socket(),
		"--load=module-null-sink sink_name=nobody rate=48000 format=float32le channels=2")
	s.daemon.Env = append(os.Environ(), "HOME="+s.dir, "XDG_RUNTIME_DIR="+s.dir, "DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere")
	if err := s.daemon.Start(); err != nil {
		s.t.Fatalf("%v; .ci/deps installs it", err)
	}
	daemon := s.daemon
	s.t.Cleanup(func() { s.end(daemon) })
	for range 400 {
		// It answers when it plays to nobody.
		if exec.Command("pactl", "--server=unix:"+s.socket(), "get-default-sink").Run() == nil {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	s.t.Fatal("the sound server doesn't answer")
}

// Stop kills the server, as if the device had been pulled out.
func (s *Server) Stop() { s.end(s.daemon) }

func (s *Server) end(daemon *exec.Cmd) {
	// It may have been ended before.
	_ = daemon.Process.Kill()
	_, _ = daemon.Process.Wait()
	_ = os.Remove(s.socket())
}

// Recording is what is played into a server.
type Recording struct {
	cmd *exec.Cmd
	mu  sync.Mutex
	out bytes.Buffer
}

// Write takes what the recorder heard.
func (r *Recording) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.out.Write(p)
}

// Record records what is played from now on, until the test ends.
func (s *Server) Record() *Recording {
	s.t.Helper()
	r := &Recording{}
	r.cmd = exec.Command("parec", "--server=unix:"+s.socket(), "--device=nobody.monitor", "--format=float32le",
		"--rate=48000", "--channels=2", "--raw", "--latency-msec=100")
	r.cmd.Env = append(os.Environ(), "HOME="+s.dir, "XDG_RUNTIME_DIR="+s.dir)
	r.cmd.Stdout = r
	if err := r.cmd.Start(); err != nil {
		s.t.Fatalf("%v; .ci/deps installs it", err)
	}
	s.t.Cleanup(func() {
		// It ends with the server, or here.
		_ = r.cmd.Process.Kill()
		_ = r.cmd.Wait()
	})
	return r
}

// Frames returns what was heard so far, from the first sound on.
func (r *Recording) Frames() [][2]float32 {
	r.mu.Lock()
	defer r.mu.Unlock()
	b := r.out.Bytes()
	var out [][2]float32
	for i := 0; i+8 <= len(b); i += 8 {
		f := [2]float32{
			math.Float32frombits(binary.LittleEndian.Uint32(b[i:])),
			math.Float32frombits(binary.LittleEndian.Uint32(b[i+4:])),
		}
		if len(out) > 0 || f[0] != 0 || f[1] != 0 {
			out = append(out, f)
		}
	}
	return out
}

// Tone returns how strong a frequency is on one side of some frames, 0 to 1
// (Goertzel).
func Tone(frames [][2]float32, side int, hz float64) float64 {
	if len(frames) == 0 {
		return 0
	}
	w := 2 * math.Cos(2*math.Pi*hz/Rate)
	var a, b float64
	for _, f := range frames {
		a, b = float64(f[side])+w*a-b, a
	}
	return math.Sqrt(a*a+b*b-w*a*b) * 2 / float64(len(frames))
}
