package share_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"eventkit/kit/share"
)

// wire is a listener in memory, for tests with a clock of their own. Every
// client comes from an address of its own, but those of dialFrom.
type wire struct {
	conns chan net.Conn
	shut  chan struct{}
}

func newWire() *wire { return &wire{make(chan net.Conn), make(chan struct{})} }

func (w *wire) listen(context.Context, string, string) (net.Listener, error) { return w, nil }

func (w *wire) Accept() (net.Conn, error) {
	select {
	case c := <-w.conns:
		return c, nil
	case <-w.shut:
		return nil, net.ErrClosed
	}
}

func (w *wire) Close() error { close(w.shut); return nil }

func (w *wire) Addr() net.Addr { return net.TCPAddrFromAddrPort(own) }

var own = netip.MustParseAddrPort("192.168.1.5:8080")

// end is one end of a pipe that says where it is from.
type end struct {
	net.Conn
	from netip.AddrPort
}

func (e *end) RemoteAddr() net.Addr { return net.TCPAddrFromAddrPort(e.from) }

func (w *wire) dialFrom(from string) net.Conn {
	near, far := net.Pipe()
	w.conns <- &end{far, netip.MustParseAddrPort(from)}
	return near
}

// bubble runs a test of a share whose time passes as fast as it can.
func bubble(t *testing.T, fsys fstest.MapFS, limits share.Limits, test func(t *testing.T, w *wire, s *share.Server)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		list, err := share.Read(t.Context(), fsys)
		if err != nil {
			t.Fatal(err)
		}
		w := newWire()
		s, err := share.Start(context.Background(), list, share.Options{Addr: own, Token: &bits{}, Limits: limits, Listen: w.listen})
		if err != nil {
			t.Fatal(err)
		}
		test(t, w, s)
		s.Stop()
		<-s.Done()
	})
}

func request(s *share.Server, path string) string {
	return "GET /" + token(s) + "/" + path + " HTTP/1.1\r\nHost: " + own.String() + "\r\n\r\n"
}

// A request that never ends is given up after its time, however many letters
// still drip in.
func TestDribble(t *testing.T) {
	for name, first := range map[string]string{"line": "GET /", "header": "GET / HTTP/1.1\r\nHost: x\r\nX: ", "nothing": ""} {
		t.Run(name, func(t *testing.T) {
			bubble(t, site(), share.Limits{}, func(t *testing.T, w *wire, s *share.Server) {
				c := w.dialFrom("192.168.1.20:1000")
				defer c.Close()
				go io.Copy(io.Discard, c)
				began := time.Now()
				_, err := io.WriteString(c, first)
				for err == nil && time.Since(began) < time.Hour {
					time.Sleep(time.Second)
					_, err = io.WriteString(c, "a")
				}
				if d := time.Since(began); d > 12*time.Second || d < 5*time.Second {
					t.Errorf("given up after %v", d)
				}
			})
		})
	}
}

// A connection on which nothing more is asked is closed.
func TestIdle(t *testing.T) {
	bubble(t, site(), share.Limits{}, func(t *testing.T, w *wire, s *share.Server) {
		c := w.dialFrom("192.168.1.20:1000")
		defer c.Close()
		r := bufio.NewReader(c)
		io.WriteString(c, request(s, "start/page.css"))
		if a, err := http.ReadResponse(r, nil); err != nil || a.StatusCode != 200 {
			t.Fatal(a, err)
		} else if _, err := io.ReadAll(a.Body); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if _, err := r.ReadByte(); err == nil {
			t.Error("there is more")
		}
		if d := time.Since(began); d != 20*time.Second {
			t.Errorf("closed after %v", d)
		}
	})
}

// A client that takes nothing is let go after a minute; one that takes little,
// but takes it, gets the whole film.
func TestSlowReaders(t *testing.T) {
	fsys := site()
	fsys["film.mp4"] = &fstest.MapFile{Data: []byte(strings.Repeat("frame ", 100_000))}
	bubble(t, fsys, share.Limits{}, func(t *testing.T, w *wire, s *share.Server) {
		never, slow := w.dialFrom("192.168.1.20:1000"), w.dialFrom("192.168.1.21:1000")
		defer never.Close()
		defer slow.Close()
		io.WriteString(never, request(s, "film.mp4"))
		io.WriteString(slow, request(s, "film.mp4"))
		began := time.Now()
		r := bufio.NewReader(slow)
		a, err := http.ReadResponse(r, nil)
		if err != nil {
			t.Fatal(err)
		}
		n, left := 0, time.Duration(0)
		for piece := make([]byte, 1000); ; time.Sleep(time.Second) {
			m, err := a.Body.Read(piece)
			if n += m; err != nil {
				break
			}
			if s.Counts().Connections == 1 && left == 0 {
				left = time.Since(began)
			}
		}
		if n != 600_000 || time.Since(began) < 5*time.Minute {
			t.Errorf("the slow one has %d bytes after %v", n, time.Since(began))
		}
		if left < 59*time.Second || left > 62*time.Second {
			t.Errorf("the one that takes nothing was let go after %v", left)
		}
	})
}

// Above the limit of one client and of all, a few are told to come back, the
// rest is closed, and who is inside is served all the while.
func TestLimits(t *testing.T) {
	limits := share.Limits{All: 5, PerClient: 3, Refusals: 2}
	bubble(t, site(), limits, func(t *testing.T, w *wire, s *share.Server) {
		var inside []net.Conn
		for _, from := range []string{"10.0.0.1:1", "10.0.0.1:2", "10.0.0.1:3", "10.0.0.2:1", "10.0.0.2:2"} {
			inside = append(inside, w.dialFrom(from))
		}
		greedy, late, tooMany := w.dialFrom("10.0.0.1:4"), w.dialFrom("10.0.0.3:1"), w.dialFrom("10.0.0.4:1")
		if _, err := tooMany.Read(make([]byte, 1)); err != io.EOF {
			t.Errorf("one too many is told %v", err)
		}
		for name, c := range map[string]net.Conn{"greedy": greedy, "late": late} {
			a, _ := exchange(t, c, request(s, ""))
			if a.StatusCode != 503 || a.Header.Get("Retry-After") != "5" || !a.Close {
				t.Errorf("%s: %v", name, a)
			}
			c.Close()
		}
		synctest.Wait()
		if n := s.Counts(); n.Phones != 2 || n.Connections != 5 || n.Refused != 2 {
			t.Errorf("%+v", n)
		}
		for _, c := range inside {
			if a, body := exchange(t, c, request(s, "")); a.StatusCode != 200 || !strings.Contains(body, "Start") {
				t.Errorf("one inside got %v", a)
			}
		}
		// All are idle now: the one that has been so for longest makes room.
		synctest.Wait()
		late = w.dialFrom("10.0.0.3:2")
		if a, _ := exchange(t, late, request(s, "")); a.StatusCode != 200 {
			t.Errorf("the late one got %v", a)
		}
		if _, err := inside[0].Read(make([]byte, 1)); err != io.EOF {
			t.Errorf("the first to fall idle is told %v", err)
		}
		again := w.dialFrom("10.0.0.2:3")
		if a, _ := exchange(t, again, request(s, "")); a.StatusCode != 200 {
			t.Errorf("the one with room of its own got %v", a)
		}
		for _, c := range append(inside, late, again) {
			c.Close()
		}
		synctest.Wait()
		if n := s.Counts(); n.Phones != 0 || n.Connections != 0 {
			t.Errorf("%+v", n)
		}
	})
}

// exchange sends a request and reads its answer.
func exchange(t *testing.T, c net.Conn, raw string) (*http.Response, string) {
	t.Helper()
	if _, err := io.WriteString(c, raw); err != nil {
		t.Fatal(err)
	}
	a, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a, string(body)
}

// One household of IPv6 is one client.
func TestHousehold(t *testing.T) {
	bubble(t, site(), share.Limits{PerClient: 1}, func(t *testing.T, w *wire, s *share.Server) {
		first := w.dialFrom("[2001:db8:1:2::1]:1")
		defer first.Close()
		for from, want := range map[string]int{"[2001:db8:1:2:ffff::9]:1": 503, "[2001:db8:1:3::1]:1": 200, "[::ffff:10.0.0.1]:1": 200} {
			c := w.dialFrom(from)
			if a, _ := exchange(t, c, request(s, "")); a.StatusCode != want {
				t.Errorf("%s: %s", from, a.Status)
			}
			c.Close()
		}
	})
}
