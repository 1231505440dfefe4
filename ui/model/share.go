package model

import (
	"context"
	"crypto/rand"
	"errors"
	"image"
	"net/netip"
	"runtime"
	"strings"
	"time"

	"eventkit/kit/explain"
	"eventkit/kit/share"
	"eventkit/kit/site"
	"eventkit/kit/tablesign"
)

// Sharing is what sharing with phones needs of the computer.
type Sharing struct {
	// Networks lists those that the computer is on; [SharedNetworks] does.
	Networks func() ([]share.Network, error)
	// Pages makes what is shown; [Everything.Pages] does.
	Pages func(context.Context, Making) (*share.List, error)
	// Start begins to show a list, which is then the server's; [StartSharing]
	// does.
	Start func(ctx context.Context, list *share.List, addr netip.AddrPort, notHere string) (ShareServer, error)
	// Signs makes the sign for the table.
	Signs *tablesign.Maker
}

// ShareServer is a share that goes on; [share.Server] is one.
type ShareServer interface {
	Address() string
	Addr() netip.AddrPort
	Counts() share.Counts
	Done() <-chan struct{}
	Err() error
	Stop()
}

// SharedNetworks lists the networks that the computer is on.
func SharedNetworks() ([]share.Network, error) {
	adapters, err := share.Adapters()
	return share.Networks(adapters), err
}

// Pages makes the page that opens first, in memory.
func (e Everything) Pages(ctx context.Context, m Making) (*share.List, error) {
	made, err := site.Build(ctx, m.Kit, m.Event, e.Library, site.Options{
		Fonts: e.Fonts, Step: func(done, total int) { m.Step("Making the page", done, total) },
	})
	if err != nil {
		return nil, err
	}
	names := make([]string, len(made.Files))
	for i, f := range made.Files {
		names[i] = f.Name
	}
	return share.Files(ctx, names, made.Open)
}

// StartSharing starts a server with a token of its own.
func StartSharing(ctx context.Context, list *share.List, addr netip.AddrPort, notHere string) (ShareServer, error) {
	s, err := share.Start(ctx, list, share.Options{Addr: addr, Token: rand.Reader, NotHere: notHere})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// sharing is the state of sharing. The password of the Wi-Fi is kept here alone,
// and nowhere on a disk.
type sharing struct {
	work     latest
	looking  latest
	starting *making // nil unless it starts
	server   ShareServer
	networks []share.Network
	picked   netip.Addr
	wifi     tablesign.Network
	trouble  explain.Message
	counts   share.Counts
	tick     func()
	ticked   time.Time
	ticks    int
	codes    map[string]image.Image
}

// CanShare reports whether this window can share with phones.
func (s *Studio) CanShare() bool { return s.p.Sharing != nil && s.HasSticks() }

// Sharing reports whether it is shared now.
func (s *Studio) Sharing() bool { return s.sharing.server != nil }

// StartsSharing reports whether it is about to be shared.
func (s *Studio) StartsSharing() bool { return s.sharing.starting != nil }

// lookAtNetworks reads which networks the computer is on. It sends nothing.
func (s *Studio) lookAtNetworks() {
	if !s.CanShare() {
		return
	}
	var found []share.Network
	s.sharing.looking.do(func(context.Context) error {
		var err error
		found, err = s.p.Sharing.Networks()
		return err
	}, func(err error) {
		if err == nil {
			s.sharing.networks = found
		}
		s.onChange(PartSharing)
	})
}

// ShareNetworks lists the networks that can be shared on.
func (s *Studio) ShareNetworks() []Option {
	at := s.chosenNetwork()
	var out []Option
	for _, n := range s.sharing.networks {
		out = append(out, Option{ID: n.Addr.String(), Name: n.String(), Detail: n.Why, Picked: n.Addr == at})
	}
	return out
}

// PickShareNetwork picks the network for the next start.
func (s *Studio) PickShareNetwork(id string) {
	if addr, err := netip.ParseAddr(id); err == nil && !s.Sharing() {
		s.sharing.picked = addr
		s.onChange(PartSharing)
	}
}

// chosenNetwork is the address of the picked network, or of the likeliest.
func (s *Studio) chosenNetwork() netip.Addr {
	if s.Sharing() {
		return s.sharing.server.Addr().Addr()
	}
	for _, n := range s.sharing.networks {
		if n.Addr == s.sharing.picked {
			return n.Addr
		}
	}
	if len(s.sharing.networks) > 0 {
		return s.sharing.networks[0].Addr
	}
	return netip.Addr{}
}

// StartSharing makes the page and shows it on the network, until
// [Studio.StopSharing] or the window's end.
func (s *Studio) StartSharing() {
	h := &s.sharing
	if !s.CanShare() || s.Sharing() || s.StartsSharing() {
		return
	}
	h.starting, h.trouble, h.counts = &making{}, explain.Message{}, share.Counts{}
	at, gone := s.chosenNetwork(), s.goneWords()
	mine := h.starting
	m := Making{Kit: s.kit, Event: s.Event(), Folder: s.loadFolder(), Step: mine.step}
	var server ShareServer
	h.work.do(func(ctx context.Context) error {
		if !at.IsValid() {
			hint := share.Situation{OS: runtime.GOOS}.Hints()[0]
			return &share.StartError{What: strings.TrimSuffix(hint.Text, "."), Mend: hint.Try}
		}
		list, err := s.p.Sharing.Pages(ctx, m)
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return errors.Join(err, list.Close())
		}
		// It goes on after this work has ended.
		server, err = s.p.Sharing.Start(context.WithoutCancel(ctx), list, netip.AddrPortFrom(at, 0), gone)
		if err == nil && ctx.Err() != nil {
			server.Stop()
			err = ctx.Err()
		}
		return err
	}, func(err error) {
		if h.starting != mine {
			// It was stopped while it started.
			s.endShare(server)
			return
		}
		h.starting = nil
		switch {
		case err == nil:
			h.server = server
			s.followSharing()
		case !errors.Is(err, context.Canceled):
			h.trouble = explain.Explain(err)
		}
		s.onChange(PartSharing)
	})
	s.followSharing()
	s.onChange(PartSharing)
}

// goneWords is what a phone reads whose address has gone, in the kit's
// languages.
func (s *Studio) goneWords() string {
	var lines []string
	for _, lang := range s.kit.Languages {
		if words := s.kit.Words["table-gone"][lang]; words != "" {
			lines = append(lines, words)
		}
	}
	return strings.Join(lines, "\n\n")
}

// StopSharing ends it: nobody is let in any more, and every connection closes.
func (s *Studio) StopSharing() {
	h := &s.sharing
	h.work.stop()
	h.starting = nil
	server := h.server
	h.server = nil
	s.endShare(server)
	s.onChange(PartSharing)
}

// endShare stops a server, which may be nil; that can take up to a second.
func (s *Studio) endShare(server ShareServer) {
	if server != nil {
		s.p.Runner.Go(func(context.Context) error { server.Stop(); return nil }, func(error) {})
	}
}

// closeSharing ends it with the window.
func (s *Studio) closeSharing() {
	h := &s.sharing
	h.work.stop()
	h.looking.stop()
	if h.tick != nil {
		h.tick()
	}
	if h.server != nil {
		h.server.Stop()
		h.server = nil
	}
}

// lookAround is how many ticks pass before the networks are looked at anew.
const lookAround = 5

// followSharing tells every second how many phones there are. It stands still
// with the time.
func (s *Studio) followSharing() {
	h := &s.sharing
	now := s.p.Now()
	if h.tick != nil || !s.Sharing() && !s.StartsSharing() || now.Equal(h.ticked) {
		return
	}
	h.ticked = now
	h.tick = s.p.Timer.After(time.Second, func() {
		h.tick = nil
		s.countPhones()
		if h.ticks++; s.Sharing() && h.ticks%lookAround == 0 {
			s.lookAtNetworks()
		}
		s.onChange(PartSharing)
		s.followSharing()
	})
}

// countPhones reads the counts, and whether sharing has ended by itself.
func (s *Studio) countPhones() {
	h := &s.sharing
	if h.server == nil {
		return
	}
	h.counts = h.server.Counts()
	select {
	case <-h.server.Done():
		if err := h.server.Err(); err != nil {
			h.trouble = explain.Explain(err)
		}
		h.server = nil
	default:
	}
}
