package share_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"runtime"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"eventkit/kit/share"
)

// film is a folder with a film that no client takes at once.
func film(size int) fstest.MapFS {
	fsys := site()
	fsys["film.mp4"] = &fstest.MapFile{Data: make([]byte, size)}
	return fsys
}

// downloads opens connections that ask for the film and read only its
// beginning.
func downloads(t *testing.T, s *share.Server, n int) []net.Conn {
	t.Helper()
	var out []net.Conn
	for range n {
		c, err := net.Dial("tcp", s.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		io.WriteString(c, "GET /"+token(s)+"/film.mp4 HTTP/1.1\r\nHost: "+s.Addr().String()+"\r\n\r\n")
		if _, err := io.ReadFull(c, make([]byte, 1000)); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

// Stop closes everything in less than a second: downloads in their middle,
// connections that say nothing, the listener.
func TestStop(t *testing.T) {
	s := openFS(t, film(16<<20), share.Limits{})
	all := downloads(t, s, 20)
	for range 10 {
		c, err := net.Dial("tcp", s.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		all = append(all, c)
	}
	s.Stop()
	select {
	case <-s.Done(): // Stop waits for less than a second
	default:
		t.Error("not all has ended")
	}
	for _, c := range all {
		c.SetReadDeadline(time.Now().Add(10 * time.Second))
		if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Error("a connection is still open")
		}
	}
	if _, err := net.Dial("tcp", s.Addr().String()); err == nil {
		t.Error("somebody is still let in")
	}
	if n := s.Counts(); n.Phones != 0 || n.Connections != 0 {
		t.Errorf("%+v", n)
	}
	s.Stop()
	if s.Err() != nil {
		t.Error(s.Err())
	}
}

// The end of its context stops a share; one that has ended before begins none.
func TestContext(t *testing.T) {
	list, err := share.Read(t.Context(), site())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	s, err := share.Start(ctx, list, share.Options{Addr: loopback, Token: &bits{}})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	<-s.Done()
	if s.Err() != nil {
		t.Error(s.Err())
	}
	if _, err := share.Read(ctx, site()); !errors.Is(err, context.Canceled) {
		t.Errorf("a list was made: %v", err)
	}
}

// A network that goes away ends the share, and it says so.
func TestEndsByItself(t *testing.T) {
	list, err := share.Read(t.Context(), site())
	if err != nil {
		t.Fatal(err)
	}
	w := newWire()
	s, err := share.Start(t.Context(), list, share.Options{Addr: own, Token: &bits{}, Listen: w.listen})
	if err != nil {
		t.Fatal(err)
	}
	c := w.dialFrom("10.0.0.1:1")
	defer c.Close()
	if s.Err() != nil {
		t.Error(s.Err())
	}
	w.shut <- struct{}{}
	<-s.Done()
	var e *share.StartError
	if !errors.As(s.Err(), &e) || e.What != "sharing ended by itself" {
		t.Errorf("it ended with %v", s.Err())
	}
}

// stuck is a file on a disk that doesn't answer any more.
type stuck struct {
	fs.File
	hang, hung chan struct{}
}

func (s *stuck) ReadAt(p []byte, at int64) (int, error) {
	select {
	case <-s.hang:
		s.hung <- struct{}{}
		<-s.hung
		return 0, io.ErrUnexpectedEOF
	default:
		return s.File.(io.ReaderAt).ReadAt(p, at)
	}
}

type stuckFS struct {
	fs.FS
	file *stuck
}

func (s stuckFS) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	if err == nil && name == "film.mp4" {
		s.file.File = f
		return s.file, nil
	}
	return f, err
}

// A stick that hangs doesn't hold up the end.
func TestHungStick(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		file := &stuck{hang: make(chan struct{}), hung: make(chan struct{})}
		list, err := share.Read(t.Context(), stuckFS{film(1 << 10), file})
		if err != nil {
			t.Fatal(err)
		}
		w := newWire()
		s, err := share.Start(t.Context(), list, share.Options{Addr: own, Token: &bits{}, Listen: w.listen})
		if err != nil {
			t.Fatal(err)
		}
		close(file.hang)
		c := w.dialFrom("10.0.0.1:1")
		defer c.Close()
		go io.Copy(io.Discard, c)
		io.WriteString(c, request(s, "film.mp4"))
		<-file.hung
		began := time.Now()
		s.Stop()
		if d := time.Since(began); d >= time.Second {
			t.Errorf("it took %v", d)
		}
		file.hung <- struct{}{}
		<-s.Done()
	})
}

// Many who take nothing cost little memory, however large the film.
func TestMemory(t *testing.T) {
	s := openFS(t, film(16<<20), share.Limits{PerClient: 500})
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc + m.StackInuse
	}
	before := heap()
	downloads(t, s, 200)
	if grown := int64(heap()) - int64(before); grown > 24<<20 {
		t.Errorf("200 downloads take %d MB", grown>>20)
	}
}
