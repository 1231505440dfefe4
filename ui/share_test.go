package ui_test

import (
	"context"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"eventkit/kit/share"
	"eventkit/kit/tablesign"
	"eventkit/ui"
	"eventkit/ui/model"
	"eventkit/ui/uitest"
)

// phones is a share that nobody can reach.
type phones struct{ stopped bool }

func (p *phones) Address() string       { return "http://192.0.2.57:8080/abcdefghijkl/" }
func (p *phones) Addr() netip.AddrPort  { return netip.MustParseAddrPort("192.0.2.57:8080") }
func (p *phones) Counts() share.Counts  { return share.Counts{Phones: 3, Answers: 12, Bytes: 4e6} }
func (p *phones) Done() <-chan struct{} { return nil }
func (p *phones) Err() error            { return nil }
func (p *phones) Stop()                 { p.stopped = true }

// sharingBy shares through a server of the test's own.
func sharingBy(server *phones, p *ui.Params) *model.Sharing {
	return &model.Sharing{
		Networks: func() ([]share.Network, error) {
			return []share.Network{{Name: "wlan0", Kind: share.WiFi, Addr: server.Addr().Addr(), Phones: true}}, nil
		},
		Pages: func(context.Context, model.Making) (*share.List, error) { return &share.List{}, nil },
		Start: func(context.Context, *share.List, netip.AddrPort, string) (model.ShareServer, error) {
			return server, nil
		},
		Signs: tablesign.New(p.Library),
	}
}

// inSharing opens the room of the sticks in a window that can share.
func inSharing(t *testing.T, change ...func(*ui.Params)) (*window, *phones) {
	t.Helper()
	server := &phones{}
	_, sticks := sticksOf(t)
	w := open(t, append([]func(*ui.Params){func(p *ui.Params) {
		p.Sticks, p.Sharing = sticks, sharingBy(server, p)
	}}, change...)...)
	w.Studio().Go(model.RoomSticks)
	w.settle()
	return w, server
}

// Started with one tap, the address and the codes are on the stage until it is
// stopped; the sign is a file.
func TestShareInTheWindow(t *testing.T) {
	w, server := inSharing(t)
	stage := w.Sticks().Stage
	if got := w.texts(); !strings.Contains(got, "Start sharing") || strings.Contains(got, server.Address()) {
		t.Fatalf("the window says %q", got)
	}
	w.Studio().StartSharing()
	w.settle()
	if seen := uitest.Texts(w.canvas()); !slices.Contains(seen, server.Address()) || !slices.Contains(seen, "Open the page") {
		t.Errorf("the window says %q", seen)
	}
	w.Sticks().Share.Name.SetText("Table")
	w.Sticks().Share.Password.SetText("secret-of-the-table")
	w.settle()
	if seen := uitest.Texts(w.canvas()); !slices.Contains(seen, "1. Join the Wi-Fi") || !slices.Contains(seen, "2. Open the page") {
		t.Errorf("the window says %q", seen)
	}
	w.Studio().SaveTableSign()
	if signs, err := filepath.Glob(filepath.Join(w.out, "*table-sign*.pdf")); err != nil || len(signs) != 1 {
		t.Errorf("%v, %v: %+v", signs, err, w.Studio().Notice())
	}
	w.Studio().StopSharing()
	w.settle()
	if !server.stopped || strings.Contains(w.texts(), server.Address()) || stage.Phones == nil {
		t.Error("it goes on")
	}
}
