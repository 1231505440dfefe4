package model_test

import (
	"bytes"
	"context"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"eventkit/kit/share"
	"eventkit/kit/tablesign"
	"eventkit/ui/model"
)

// fakeServer is a share that nobody can reach.
type fakeServer struct {
	counts  share.Counts
	done    chan struct{}
	err     error
	stopped int
}

func (f *fakeServer) Address() string       { return "http://192.0.2.7:8080/abcdefghijkl/" }
func (f *fakeServer) Addr() netip.AddrPort  { return netip.MustParseAddrPort("192.0.2.7:8080") }
func (f *fakeServer) Counts() share.Counts  { return f.counts }
func (f *fakeServer) Done() <-chan struct{} { return f.done }
func (f *fakeServer) Err() error            { return f.err }
func (f *fakeServer) Stop()                 { f.stopped++ }

// hall is a table whose sharing is made up.
type hall struct {
	*table
	server   *fakeServer
	networks []share.Network
	at       netip.AddrPort
	gone     string
	makeErr  error
}

func newHall(t *testing.T, change ...func(*model.Params)) *hall {
	t.Helper()
	lib, err := library()
	if err != nil {
		t.Fatal(err)
	}
	h := &hall{server: &fakeServer{done: make(chan struct{})}, networks: []share.Network{
		{Name: "wlan0", Kind: share.WiFi, Addr: netip.MustParseAddr("192.0.2.7"), Phones: true},
		{Name: "eth0", Kind: share.Cable, Addr: netip.MustParseAddr("198.51.100.3")},
	}}
	h.table = newTable(t, append([]func(*model.Params){func(p *model.Params) {
		p.Sharing = &model.Sharing{
			Networks: func() ([]share.Network, error) { return h.networks, nil },
			Pages: func(_ context.Context, m model.Making) (*share.List, error) {
				m.Step("Making the page", 1, 3)
				return &share.List{}, h.makeErr
			},
			Start: func(_ context.Context, _ *share.List, addr netip.AddrPort, gone string) (model.ShareServer, error) {
				h.at, h.gone = addr, gone
				return h.server, nil
			},
			Signs: tablesign.New(lib),
		}
	}}, change...)...)
	return h
}

// Sharing is off until it is started; it counts, and ends when it is stopped
// or the window closes.
func TestSharing(t *testing.T) {
	h := newHall(t)
	h.Go(model.RoomSticks)
	if h.Sharing() || h.ShareAddress() != "" || len(h.ShareHints()) != 0 || !h.CanShare() {
		t.Fatal("it is shared unasked")
	}
	if line, bad := h.ShareLine(); bad || !strings.HasPrefix(line, "Off.") {
		t.Error(line)
	}
	h.PickShareNetwork("198.51.100.3")
	if n := h.ShareNetworks(); len(n) != 2 || n[0].Picked || !n[1].Picked || !strings.Contains(n[1].Name, "eth0") {
		t.Errorf("%+v", n)
	}
	h.PickShareNetwork("192.0.2.7")
	h.StartSharing()
	if !h.Sharing() || h.at.String() != "192.0.2.7:0" || h.ShareAddress() != h.server.Address() {
		t.Fatalf("shared at %s", h.at)
	}
	if line, _ := h.ShareLine(); !strings.Contains(line, "No phone has opened it yet") {
		t.Error(line)
	}
	if hints := h.ShareHints(); len(hints) == 0 {
		t.Error("nothing is said about why phones may not reach it")
	}
	h.server.counts = share.Counts{Phones: 2, Answers: 31, Bytes: 5e6}
	h.bell.ring()
	if line, _ := h.ShareLine(); !strings.Contains(line, "2 phones now; 31 files sent, 5.0 MB.") {
		t.Error(line)
	}
	h.StopSharing()
	if h.Sharing() || h.server.stopped != 1 {
		t.Errorf("stopped %d times", h.server.stopped)
	}
	h.StartSharing()
	if err := h.Close(); err != nil || h.server.stopped != 2 {
		t.Errorf("%v, stopped %d times", err, h.server.stopped)
	}
}

func TestSharingThatFails(t *testing.T) {
	h := newHall(t)
	h.networks = nil
	h.Go(model.RoomSticks)
	h.StartSharing()
	if line, bad := h.ShareLine(); !bad || h.Sharing() || line == "" {
		t.Errorf("without a network: %q", line)
	}
	h = newHall(t)
	h.Go(model.RoomSticks)
	h.table.world.parts, h.makeErr = 0, errBroken
	h.StartSharing()
	if line, bad := h.ShareLine(); !bad || h.Sharing() {
		t.Errorf("without a page: %q", line)
	}
	h.makeErr = nil
	h.StartSharing()
	if line, bad := h.ShareLine(); bad || !h.Sharing() {
		t.Errorf("once more: %q", line)
	}
	h.server.err = &share.StartError{Addr: "192.0.2.7:8080", What: "the network has gone", Mend: "Start again."}
	close(h.server.done)
	h.bell.ring()
	if line, bad := h.ShareLine(); !bad || h.Sharing() || !strings.Contains(line, "network has gone") {
		t.Errorf("it ended by itself: %q", line)
	}
}

// A share that is stopped while it starts is never left behind.
func TestStopWhileSharingStarts(t *testing.T) {
	jobs := &held{}
	h := newHall(t, func(p *model.Params) { p.Runner = jobs })
	h.Go(model.RoomSticks)
	for len(jobs.jobs) > 0 {
		jobs.release(t)
	}
	h.StartSharing()
	if line, _ := h.ShareLine(); !h.StartsSharing() || line != "Starting…" {
		t.Error(line)
	}
	h.StopSharing()
	for len(jobs.jobs) > 0 {
		jobs.release(t)
	}
	if h.Sharing() || h.StartsSharing() || h.at.IsValid() && h.server.stopped == 0 {
		t.Errorf("it goes on: %v, stopped %d times", h.Sharing(), h.server.stopped)
	}
}

// The code that joins the Wi-Fi needs name and password; the password is
// written nowhere but on the sign.
func TestWiFi(t *testing.T) {
	h := newHall(t)
	h.Go(model.RoomSticks)
	h.StartSharing()
	tests := []struct {
		name, password string
		open           bool
		code           string
		faulty         bool
	}{
		{"", "", false, "", false},
		{"Table", "", false, "", false},
		{"Table", "short", false, "", true},
		{"Table", "secret-of-the-table", false, "WIFI:T:WPA;S:Table;P:secret-of-the-table;;", false},
		{"Table", "secret-of-the-table", true, "WIFI:T:nopass;S:Table;;", false},
	}
	for _, tt := range tests {
		h.SetWiFi(tt.name, tt.password, tt.open)
		if got := h.JoinCode(); got != tt.code || (h.WiFiFault() != "") != tt.faulty {
			t.Errorf("%+v: %q, %q", tt, got, h.WiFiFault())
		}
	}
	h.SetWiFi("Table", "secret-of-the-table", false)
	if img := h.ShareCode(h.JoinCode(), 300, 300); img == nil || img != h.ShareCode(h.JoinCode(), 300, 300) {
		t.Error("there is no code, or it is painted twice")
	}
	h.SaveTableSign()
	signs, err := filepath.Glob(filepath.Join(h.out, "*table-sign*.pdf"))
	if err != nil || len(signs) != 1 {
		t.Fatalf("%v %v: %+v", signs, err, h.Notice())
	}
	if text, err := os.ReadFile(signs[0]); err != nil || !bytes.HasPrefix(text, []byte("%PDF")) {
		t.Error("that is no PDF", err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(h.storage, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if bytes.Contains(text, []byte("secret-of")) {
			t.Errorf("%s holds the password", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// The page that is shared is made of the kit, with nothing but its own list.
func TestEverything(t *testing.T) {
	lib, err := library()
	if err != nil {
		t.Fatal(err)
	}
	e := model.Everything{Library: lib, Fonts: os.DirFS("../../assets/fonts")}
	dir := t.TempDir()
	m := model.Making{Dir: dir, Folder: "A test", Kit: testKit(t), Step: func(string, int, int) {}}
	m.Event.City = "Nairobi"
	load, err := e.Make(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, g := range load.Groups() {
		names[g.Name] = true
	}
	for _, want := range []string{share.StartPage, "test.kit", "print"} {
		if !names[want] {
			t.Errorf("there is no %s: %v", want, names)
		}
	}
	list, err := e.Pages(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	if list.Len() == 0 || list.Close() != nil {
		t.Errorf("%d files", list.Len())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	m.Dir = t.TempDir()
	if _, err := e.Make(ctx, m); err == nil {
		t.Error("it can't be stopped")
	}
}
