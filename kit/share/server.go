package share

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// Options say how to share.
type Options struct {
	// Addr is the address to listen on, one of the computer's own; port 0
	// lets the system choose a free one.
	Addr netip.AddrPort
	// Token is where the token's bits come from; a program hands in those of
	// crypto/rand.
	Token io.Reader
	// Limits bound what visitors can take; zero fields mean [DefaultLimits].
	Limits Limits
	// NotHere is what somebody reads whose address has gone, "" for a line in
	// English.
	NotHere string
	// Listen opens the listener; nil is the system's.
	Listen func(ctx context.Context, network, address string) (net.Listener, error)
}

// Limits bound what visitors can take.
type Limits struct {
	// All is the most connections at once, PerClient the most from one
	// address, Refusals how many more are told to come back.
	All, PerClient, Refusals int
	// Header is the most bytes of a request's line and headers.
	Header int
	// Ask is how long a request may take to arrive, Idle how long a
	// connection is kept for the next one, Stall how long a client may take
	// for each 32 kB.
	Ask, Idle, Stall time.Duration
}

// DefaultLimits let 150 phones open six connections each, as browsers do.
func DefaultLimits() Limits {
	return Limits{
		All: 1024, PerClient: 32, Refusals: 64, Header: 8 << 10,
		Ask: 10 * time.Second, Idle: 20 * time.Second, Stall: time.Minute,
	}
}

func (l Limits) whole() Limits {
	d := DefaultLimits()
	return Limits{
		All: cmp.Or(l.All, d.All), PerClient: cmp.Or(l.PerClient, d.PerClient), Refusals: cmp.Or(l.Refusals, d.Refusals),
		Header: cmp.Or(l.Header, d.Header), Ask: cmp.Or(l.Ask, d.Ask), Idle: cmp.Or(l.Idle, d.Idle), Stall: cmp.Or(l.Stall, d.Stall),
	}
}

// Counts are all that is known about visitors.
type Counts struct {
	// Phones and Connections are how many there are now.
	Phones, Connections int
	// Answers is how many times a file or a part of one was sent, or found to
	// be unchanged; Refused how many requests were told to come back; Bytes
	// all that was sent.
	Answers, Refused, Bytes int64
}

// Server is a share that goes on until it is stopped.
type Server struct {
	list           *List
	addr           netip.AddrPort
	token          string
	host, bareHost string
	notHere        string
	http           *http.Server
	gate           *gate

	answers, refused, bytes atomic.Int64

	unbind func() bool
	once   sync.Once
	served chan struct{}
	done   chan struct{}
	err    error
}

// Start begins to share a list, which then belongs to the server, and goes on
// until [Server.Stop] or the end of ctx. The error is a [*StartError]; the list
// is closed then.
func Start(ctx context.Context, list *List, o Options) (*Server, error) {
	s, err := start(ctx, list, o)
	if err != nil {
		list.Close()
		return nil, err
	}
	return s, nil
}

func start(ctx context.Context, list *List, o Options) (*Server, error) {
	if err := checkAddr(o.Addr); err != nil {
		return nil, err
	}
	token, err := newToken(o.Token)
	if err != nil {
		return nil, err
	}
	if o.Listen == nil {
		o.Listen = new(net.ListenConfig).Listen
	}
	ln, err := o.Listen(ctx, "tcp", o.Addr.String())
	if err != nil {
		return nil, refused(o.Addr, err)
	}
	addr, err := netip.ParseAddrPort(ln.Addr().String())
	if err != nil {
		ln.Close()
		return nil, refused(o.Addr, err)
	}
	limits := o.Limits.whole()
	s := &Server{
		list: list, token: token, addr: netip.AddrPortFrom(addr.Addr().Unmap(), addr.Port()),
		notHere: cmp.Or(o.NotHere, "There is nothing here. Please scan the code at the table again."),
		served:  make(chan struct{}), done: make(chan struct{}),
	}
	s.host = s.addr.String()
	s.bareHost = s.host
	if s.addr.Port() == 80 {
		s.bareHost = s.host[:len(s.host)-len(":80")]
	}
	s.gate = newGate(ln, limits, &s.bytes)
	s.http = s.httpServer(limits)
	ready := make(chan struct{})
	s.unbind = context.AfterFunc(ctx, func() {
		<-ready
		s.Stop()
	})
	close(ready)
	go s.serve()
	return s, nil
}

func (s *Server) httpServer(limits Limits) *http.Server {
	return &http.Server{
		Handler:                      s,
		ReadTimeout:                  limits.Ask,
		ReadHeaderTimeout:            limits.Ask,
		IdleTimeout:                  limits.Idle,
		MaxHeaderBytes:               limits.Header,
		DisableGeneralOptionsHandler: true,
		ConnState:                    s.gate.state,
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			return context.WithValue(ctx, connKey{}, c)
		},
		// It would name visitors.
		ErrorLog: log.New(io.Discard, "", 0),
	}
}

func (s *Server) serve() {
	err := s.http.Serve(s.gate)
	if !errors.Is(err, http.ErrServerClosed) {
		s.err = &StartError{s.addr.String(), "sharing ended by itself", "start it again", err}
	}
	close(s.served)
	s.Stop()
}

// Address is what a phone opens.
func (s *Server) Address() string { return "http://" + s.host + "/" + s.token + "/" }

// Addr is the address that is listened on.
func (s *Server) Addr() netip.AddrPort { return s.addr }

// Counts returns what is known about visitors.
func (s *Server) Counts() Counts {
	phones, conns := s.gate.count()
	return Counts{phones, conns, s.answers.Load(), s.refused.Load(), s.bytes.Load()}
}

// Done is closed when sharing has ended and the last connection with it.
func (s *Server) Done() <-chan struct{} { return s.done }

// Err says why sharing ended by itself; nil while it goes on and when it was
// stopped.
func (s *Server) Err() error {
	select {
	case <-s.done:
		return s.err
	default:
		return nil
	}
}

// patience is how long Stop waits for those who still read from a disk.
const patience = 900 * time.Millisecond

// Stop ends sharing: nobody is let in, and every connection is closed when it
// returns. It takes less than a second even if a disk doesn't answer. It may be
// called more than once and from any goroutine.
func (s *Server) Stop() {
	s.once.Do(func() {
		s.unbind()
		s.gate.empty()
		s.http.Close()
		go func() {
			<-s.served
			s.gate.gone.Wait()
			s.list.Close()
			close(s.done)
		}()
	})
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case <-s.done:
	case <-wait.C:
	}
}
