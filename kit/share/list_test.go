package share_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"testing/iotest"
	"time"

	"eventkit/kit/share"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// What lies in a folder is shown; what hides in it, leads out of it or is no
// file is not.
func TestFolder(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	write(t, filepath.Join(out, "secret.txt"), "secret")
	write(t, filepath.Join(dir, share.StartPage), "start")
	write(t, filepath.Join(dir, "a", "b.txt"), "b")
	write(t, filepath.Join(dir, ".ssh", "id"), "secret")
	write(t, filepath.Join(dir, "a", ".DS_Store"), "secret")
	write(t, filepath.Join(dir, ".\x1b[2Jb\u202ec"), "secret")
	for name, to := range map[string]string{"link.txt": filepath.Join(out, "secret.txt"), "folder": out, "self.txt": "a/b.txt"} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	list, err := share.Folder(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{".\uFFFD[2Jb\uFFFDc", ".ssh", "a/.DS_Store", "folder", "link.txt", "self.txt"}; !slices.Equal(list.Skipped, want) || list.Len() != 2 || list.Bytes != 6 {
		t.Errorf("%d files of %d bytes, without %q", list.Len(), list.Bytes, list.Skipped)
	}
	s, err := share.Start(t.Context(), list, share.Options{Addr: loopback, Token: &bits{}, NotHere: "no"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	at := "/" + token(s) + "/"
	for path, want := range map[string]string{
		"": "start", "a/b.txt": "b", "link.txt": "no", "self.txt": "no", "folder/secret.txt": "no", ".ssh/id": "no", "a/.DS_Store": "no", "a": "no", "a/": "no",
	} {
		if a := get(t, s, at+path); a.body != want {
			t.Errorf("%s is %q", path, a.body)
		}
	}
}

// What comes into the folder later isn't shown, and what was changed there
// isn't either.
func TestChanges(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"index.html", "same.txt", "longer.txt", "touched.txt", "replaced.txt", "removed.txt"} {
		write(t, filepath.Join(dir, name), "as it was")
	}
	list, err := share.Folder(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	s, err := share.Start(t.Context(), list, share.Options{Addr: loopback, Token: &bits{}, NotHere: "no"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	write(t, filepath.Join(dir, "new.txt"), "new")
	write(t, filepath.Join(dir, "longer.txt"), "not as it was")
	if err := os.Chtimes(filepath.Join(dir, "touched.txt"), time.Unix(1, 0), time.Unix(1, 0)); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "other"), "secret")
	if err := errors.Join(os.Rename(filepath.Join(dir, "other"), filepath.Join(dir, "replaced.txt")), os.Remove(filepath.Join(dir, "removed.txt"))); err != nil {
		t.Fatal(err)
	}
	// What was opened is shown as it was even if its name is gone.
	for path, want := range map[string]string{
		"": "as it was", "same.txt": "as it was", "new.txt": "no", "longer.txt": "no", "touched.txt": "no", "replaced.txt": "as it was", "removed.txt": "as it was", "other": "no",
	} {
		if a := get(t, s, "/"+token(s)+"/"+path); a.body != want {
			t.Errorf("%s is %q", path, a.body)
		}
	}
}

// noSeek is a file system whose files can only be read from the beginning, as
// those of an archive.
type noSeek struct{ fs.FS }

func (n noSeek) Open(name string) (fs.File, error) {
	f, err := n.FS.Open(name)
	if _, dir := f.(fs.ReadDirFile); dir {
		return f, err
	}
	return struct{ fs.File }{f}, err
}

// broken is a file system whose files can't be read to their end.
type broken struct{ fs.FS }

func (b broken) Open(name string) (fs.File, error) {
	f, err := b.FS.Open(name)
	if _, dir := f.(fs.ReadDirFile); dir {
		return f, err
	}
	return badFile{f}, err
}

type badFile struct{ fs.File }

func (badFile) ReadAt([]byte, int64) (int, error) {
	return iotest.ErrReader(syscall.EIO).Read(nil)
}

// What can't be shared is said before anybody comes.
func TestUnfit(t *testing.T) {
	many := fstest.MapFS{share.StartPage: {}}
	for i := range share.MaxFiles {
		many[fmt.Sprintf("f/%d.txt", i)] = &fstest.MapFile{}
	}
	for name, c := range map[string]struct {
		fsys fs.FS
		want string
	}{
		"empty":     {fstest.MapFS{}, "the folder has no START-HERE.html; choose the folder that holds it"},
		"no start":  {fstest.MapFS{"a/START-HERE.html": {}}, "the folder has no START-HERE.html"},
		"too many":  {many, "more than 5000 files"},
		"long path": {fstest.MapFS{share.StartPage: {}, strings.Repeat("a/", 600) + "b": {}}, "its path is too long"},
		"archive":   {noSeek{site()}, "it can't be read"},
		"broken":    {broken{site()}, "it can't be read"},
	} {
		list, err := share.Read(t.Context(), c.fsys)
		var e *share.ListError
		if list != nil || !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) || e.Mend == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := share.Folder(t.Context(), filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that isn't there: %v", err)
	}
}

// Where nobody could come, sharing doesn't begin, and the files are closed.
func TestNoStart(t *testing.T) {
	taken := open(t, share.Limits{})
	addr := netip.MustParseAddrPort
	for name, c := range map[string]struct {
		o    share.Options
		want string
	}{
		"no address":   {share.Options{Token: &bits{}}, "there is no address to share on"},
		"all networks": {share.Options{Addr: addr("0.0.0.0:0"), Token: &bits{}}, "that stands for every network at once"},
		"all of 6":     {share.Options{Addr: addr("[::]:80"), Token: &bits{}}, "that stands for every network at once"},
		"one wire":     {share.Options{Addr: addr("[fe80::1%eth0]:0"), Token: &bits{}}, "no phone can open that address"},
		"group":        {share.Options{Addr: addr("224.0.0.1:0"), Token: &bits{}}, "no phone can open that address"},
		"no bits":      {share.Options{Addr: loopback}, "no source for the address’s secret part"},
		"few bits":     {share.Options{Addr: loopback, Token: strings.NewReader("few")}, "the system gave no random bits"},
		"taken":        {share.Options{Addr: taken.Addr(), Token: &bits{}}, "another program has that port; leave the port out"},
		"not here":     {share.Options{Addr: addr("192.0.2.1:0"), Token: &bits{}}, "this computer has no such address now"},
		"denied":       {share.Options{Addr: loopback, Token: &bits{}, Listen: refuse(syscall.EACCES)}, "the system keeps that port for itself"},
		"on Windows":   {share.Options{Addr: loopback, Token: &bits{}, Listen: refuse(syscall.Errno(10048))}, "another program has that port"},
		"else":         {share.Options{Addr: loopback, Token: &bits{}, Listen: refuse(io.ErrNoProgress)}, "the system doesn’t let us listen there"},
	} {
		list, err := share.Read(t.Context(), site())
		if err != nil {
			t.Fatal(err)
		}
		s, err := share.Start(t.Context(), list, c.o)
		var e *share.StartError
		if s != nil || !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) || e.Mend == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func refuse(err error) func(context.Context, string, string) (net.Listener, error) {
	return func(context.Context, string, string) (net.Listener, error) {
		return nil, &net.OpError{Op: "listen", Net: "tcp", Err: os.NewSyscallError("bind", err)}
	}
}

// The port of the web needs no number in the Host header.
func TestUsualPort(t *testing.T) {
	list, err := share.Read(t.Context(), site())
	if err != nil {
		t.Fatal(err)
	}
	w := &wire80{newWire()}
	s, err := share.Start(t.Context(), list, share.Options{Addr: addr80, Token: &bits{}, Listen: func(context.Context, string, string) (net.Listener, error) { return w, nil }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	for host, want := range map[string]int{"192.168.1.5": 200, "192.168.1.5:80": 200, "192.168.1.5:": 421, "192.168.1.50": 421} {
		c := w.dialFrom("10.0.0.1:1")
		if a, _ := exchange(t, c, "GET /"+token(s)+"/ HTTP/1.1\r\nHost: "+host+"\r\n\r\n"); a.StatusCode != want {
			t.Errorf("%s: %s", host, a.Status)
		}
		c.Close()
	}
}

var addr80 = netip.MustParseAddrPort("192.168.1.5:80")

type wire80 struct{ *wire }

func (wire80) Addr() net.Addr { return net.TCPAddrFromAddrPort(addr80) }

// A page that was made and never written is shared as it is.
func TestNamedFiles(t *testing.T) {
	fsys := site()
	names := []string{share.StartPage, "start/song.ogg", "start/empty.txt"}
	for how, open := range map[string]func(string) (io.ReadCloser, error){
		"open files": func(name string) (io.ReadCloser, error) { return fsys.Open(name) },
		"in memory": func(name string) (io.ReadCloser, error) {
			f, err := fsys.Open(name)
			return io.NopCloser(f), err
		},
	} {
		list, err := share.Files(t.Context(), names, open)
		if err != nil {
			t.Fatal(how, err)
		}
		s, err := share.Start(t.Context(), list, share.Options{Addr: loopback, Token: &bits{}})
		if err != nil {
			t.Fatal(how, err)
		}
		for _, name := range names {
			if a := get(t, s, "/"+token(s)+"/"+name); a.StatusCode != 200 || a.body != string(fsys[name].Data) {
				t.Errorf("%s: %s: %s, %.20q", how, name, a.Status, a.body)
			}
		}
		if a := get(t, s, "/"+token(s)+"/SHA256SUMS"); a.StatusCode != 404 {
			t.Errorf("%s: a file beside the list: %s", how, a.Status)
		}
		s.Stop()
	}
	broken := func(string) (io.ReadCloser, error) { return io.NopCloser(iotest.ErrReader(syscall.EIO)), nil }
	for _, bad := range []struct {
		names []string
		open  func(string) (io.ReadCloser, error)
		want  string
	}{
		{[]string{"../" + share.StartPage}, broken, "it is not a path of its own"},
		{[]string{"/" + share.StartPage}, broken, "it is not a path of its own"},
		{[]string{share.StartPage}, broken, "it can't be read"},
		{[]string{"SHA256SUMS"}, func(name string) (io.ReadCloser, error) { return fsys.Open(name) }, "the folder has no START-HERE.html"},
		{[]string{share.StartPage, share.StartPage}, func(name string) (io.ReadCloser, error) { return fsys.Open(name) }, "it is not a path of its own"},
		{[]string{"none"}, func(name string) (io.ReadCloser, error) { return fsys.Open(name) }, "it can't be read"},
	} {
		if list, err := share.Files(t.Context(), bad.names, bad.open); list != nil || err == nil || !strings.Contains(err.Error(), bad.want) {
			t.Errorf("%q: %v, want %s", bad.names, err, bad.want)
		}
	}
}
