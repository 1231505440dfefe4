package share

import (
	"net"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// gate is a listener that knows who is inside. It lets in so many connections
// in all and so many of one client. Where there is no more room, it closes a
// connection on which nobody waits for an answer; where there is none of those
// it marks the new one, which is then told to come back.
type gate struct {
	net.Listener
	limits Limits
	bytes  *atomic.Int64

	mu      sync.Mutex
	inside  map[*conn]struct{}
	clients map[netip.Addr]int
	turning int    // connections inside that are being refused
	clock   uint64 // counts the times that a connection fell idle
	shut    bool
	// gone counts the connections that nobody serves any more.
	gone sync.WaitGroup
}

func newGate(l net.Listener, limits Limits, bytes *atomic.Int64) *gate {
	return &gate{Listener: l, limits: limits, bytes: bytes, inside: map[*conn]struct{}{}, clients: map[netip.Addr]int{}}
}

// Accept waits for the next connection that is let in.
func (g *gate) Accept() (net.Conn, error) {
	for {
		inner, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		c := &conn{Conn: inner, gate: g, client: clientOf(inner)}
		if b, ok := inner.(interface{ SetWriteBuffer(int) error }); ok {
			_ = b.SetWriteBuffer(writeBuffer)
		}
		if g.admit(c) {
			return c, nil
		}
		c.cut()
	}
}

// writeBuffer bounds what the system keeps for a client that is slow to read,
// and so how late a stall is seen.
const writeBuffer = 128 << 10

// clientOf is who a connection is from: an address, and of IPv6 the network
// that one household has (RFC 6177).
func clientOf(c net.Conn) netip.Addr {
	ap, err := netip.ParseAddrPort(c.RemoteAddr().String())
	if err != nil {
		return netip.Addr{}
	}
	a := ap.Addr().Unmap().WithZone("")
	if a.Is6() {
		p, _ := a.Prefix(64)
		return p.Addr()
	}
	return a
}

// admit lets a connection in, marked if it is to be refused, or reports false
// where there is no room even for a refusal.
func (g *gate) admit(c *conn) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut {
		return false
	}
	own := g.clients[c.client] >= g.limits.PerClient
	if own || len(g.inside)-g.turning >= g.limits.All {
		if idle := g.longestIdle(c.client, own); idle != nil {
			g.leave(idle)
			go idle.cut()
		} else {
			c.refused = true
		}
	}
	if c.refused {
		if g.turning >= g.limits.Refusals {
			return false
		}
		g.turning++
	} else {
		g.clients[c.client]++
	}
	g.inside[c] = struct{}{}
	return true
}

// longestIdle finds the connection that has been idle for longest, of one
// client or of all.
func (g *gate) longestIdle(client netip.Addr, own bool) *conn {
	var best *conn
	for c := range g.inside {
		if c.idle > 0 && !c.refused && (!own || c.client == client) && (best == nil || c.idle < best.idle) {
			best = c
		}
	}
	return best
}

// leave forgets a connection.
func (g *gate) leave(c *conn) {
	if _, in := g.inside[c]; !in {
		return
	}
	delete(g.inside, c)
	if c.refused {
		g.turning--
		return
	}
	if g.clients[c.client]--; g.clients[c.client] == 0 {
		delete(g.clients, c.client)
	}
}

// state notes what a connection does (see [http.Server.ConnState]).
func (g *gate) state(nc net.Conn, state http.ConnState) {
	c := nc.(*conn)
	g.mu.Lock()
	defer g.mu.Unlock()
	c.idle = 0
	switch state {
	case http.StateNew:
		g.gone.Add(1)
	case http.StateIdle:
		g.clock++
		c.idle = g.clock
	case http.StateClosed:
		g.gone.Done()
	}
}

// count returns the clients and connections that are inside.
func (g *gate) count() (clients, conns int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.clients), len(g.inside)
}

// empty throws everybody out and lets nobody in any more.
func (g *gate) empty() {
	g.mu.Lock()
	g.shut = true
	var all []*conn
	for c := range g.inside {
		all = append(all, c)
	}
	g.mu.Unlock()
	for _, c := range all {
		c.cut()
	}
}

// conn is a connection that is cut when its client takes nothing for a while.
type conn struct {
	net.Conn
	gate    *gate
	client  netip.Addr
	refused bool
	idle    uint64 // when it fell idle; 0 if it isn't. Belongs to the gate.
	timer   *time.Timer
	once    sync.Once
	err     error
}

type connKey struct{}

// piece is how much a client must take within [Limits.Stall].
const piece = 32 << 10

// Write writes piece by piece, each with its own time, so that a slow phone
// gets its song and one that takes nothing doesn't keep its place.
func (c *conn) Write(p []byte) (n int, err error) {
	for n < len(p) {
		if c.timer == nil {
			c.timer = time.AfterFunc(c.gate.limits.Stall, c.cut)
		} else {
			c.timer.Reset(c.gate.limits.Stall)
		}
		m, err := c.Conn.Write(p[n:min(n+piece, len(p))])
		c.timer.Stop()
		n += m
		c.gate.bytes.Add(int64(m))
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// Close closes the connection once.
func (c *conn) Close() error {
	c.once.Do(func() {
		c.gate.mu.Lock()
		c.gate.leave(c)
		c.gate.mu.Unlock()
		c.err = c.Conn.Close()
	})
	return c.err
}

// CloseWrite says that no more will come.
func (c *conn) CloseWrite() error {
	if w, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return w.CloseWrite()
	}
	return nil
}

// cut closes the connection at once and throws away what is still to be sent.
func (c *conn) cut() {
	if l, ok := c.Conn.(interface{ SetLinger(int) error }); ok {
		_ = l.SetLinger(0)
	}
	_ = c.Close()
}
