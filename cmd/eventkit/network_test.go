package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// traced is strace in front of a program: it stands aside (-D), so that the
// program is the process that was started, and writes down every socket that
// is made and what is done to it.
func traced(file string) []string {
	return []string{"strace", "-D", "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket,bind,connect,listen,sendto", "-e", "signal=none", "-o", file}
}

// network lists the calls so far that could reach another computer. Sockets
// of the desktop (AF_UNIX) can't, nor can a question to the kernel which
// networks there are (AF_NETLINK).
func (d *desktop) network(trace string) []string {
	d.t.Helper()
	text, err := os.ReadFile(trace)
	if err != nil {
		d.t.Fatal(err)
	}
	if !strings.Contains(string(text), "AF_UNIX") {
		d.t.Error("not even the way to the screen was traced")
	}
	var out []string
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, "AF_INET") || strings.Contains(line, "AF_PACKET") || strings.Contains(line, "listen(") {
			out = append(out, strings.TrimSpace(line))
		}
	}
	return out
}

// tables are the sockets of the program's network, as the kernel lists them
// (proc(5), /proc/net/tcp): those that listen, and all others.
func (d *desktop) tables() (listening, others []string) {
	d.t.Helper()
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6", "raw", "raw6"} {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/net/%s", d.pid, table))
		if err != nil {
			d.t.Fatal(err)
		}
		for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
			if f := strings.Fields(line); f[3] == "0A" {
				listening = append(listening, f[1])
			} else {
				others = append(others, table+" "+f[1])
			}
		}
	}
	return listening, others
}

// cable is a network of the program's own: an adapter with the address
// 192.168.7.5 that leads to another one beside it.
var cable = []string{"unshare", "--net", "--", "sh", "-euc", `ip link set lo up
ip link add wlan0 type veth peer name far0
ip address add 192.168.7.5/24 dev wlan0
ip link set wlan0 up
ip link set far0 up
exec "$@"`, "cable"}

// Someone goes through all rooms, and nothing reaches for the network. Then
// sharing is started, and what is made is the one socket that listens on the
// network that the room names.
func TestJourneyOfTheNetwork(t *testing.T) {
	trace := filepath.Join(t.TempDir(), "trace")
	d := bootBy(t, "", append(slices.Clone(cable), traced(trace)...)...)
	// It opens in the room of the event.
	for i, room := range []string{"placards", "posters", "letter", "song", "display", "messages", "sticks"} {
		d.insist(room, func() { d.press(fmt.Sprintf("ctrl+%d", i+2)) }, d.remembered(func(m memory) bool { return m.Room == room }))
	}
	if calls := d.network(trace); len(calls) > 0 {
		t.Fatalf("nothing was shared, and it reached for the network:\n%s", strings.Join(calls, "\n"))
	}
	if listening, others := d.tables(); len(listening)+len(others) > 0 {
		t.Fatalf("nothing was shared, and there are sockets: %q, %q", listening, others)
	}
	shared := func() bool { listening, _ := d.tables(); return len(listening) > 0 }
	// The room may still grow, and the button to stop with stands a little
	// elsewhere: a second click too soon would stop it.
	start := d.lowest()
	d.until("the room to be still", func() bool {
		before := start
		time.Sleep(time.Second)
		start = d.lowest()
		return before == start
	})
	for range 5 {
		d.click(start)
		if within(20*time.Second, func() bool { return d.lowest() != start }) {
			break
		}
	}
	d.until("the share", shared)
	listening, others := d.tables()
	// 192.168.7.5 in the byte order of this processor.
	if len(listening) != 1 || !strings.HasPrefix(listening[0], "0507A8C0:") || len(others) > 0 {
		t.Errorf("these listen: %q, and there are %q", listening, others)
	}
	calls := d.network(trace)
	if n := len(slices.DeleteFunc(slices.Clone(calls), func(c string) bool { return !strings.Contains(c, "listen(") })); n != 1 {
		t.Errorf("%d sockets listen", n)
	}
	for _, c := range calls {
		if strings.Contains(c, "connect(") || strings.Contains(c, "sendto(") || strings.Contains(c, "AF_PACKET") {
			t.Errorf("sharing reached out: %s", c)
		}
	}
}

// lowest is a place inside what stands lowest in the panel beside the rail: in
// the room of the sticks the button that starts and stops sharing.
func (d *desktop) lowest() point {
	d.t.Helper()
	d.hover(point{281, 700})
	d.do("click", "--repeat", "30", "5")
	screen := d.inside()
	const x, inside = 150, 20
	paper := screen.RGBAAt(x, 795)
	for y := 790; y > inside; y-- {
		if screen.RGBAAt(x, y) != paper {
			return point{x, y - inside}
		}
	}
	d.t.Fatal("the panel is empty")
	return point{}
}
