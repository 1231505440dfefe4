package main

import (
	"bytes"
	"net/netip"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"eventkit/kit/share"
	"eventkit/kit/share/sharetest"
)

// opens FILE PATH CODE WORDS opens a path below the address that kit share
// wrote to a file, and wants that code and words in what comes.
func opens(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: opens FILE PATH CODE WORDS")
	}
	address, err := sharetest.Waiting(ts.MkAbs(args[0]))
	ts.Check(err)
	code, _, body, err := sharetest.Get(address + args[1])
	ts.Check(err)
	if strconv.Itoa(code) != args[2] || !strings.Contains(body, args[3]) {
		ts.Fatalf("%s%s: %d, want %s, with %q:\n%.500s", address, args[1], code, args[2], args[3], body)
	}
}

// signs FILE.pdf OUT has two decoders read on a sign the address that
// kit share wrote to a file.
func signs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: signs FILE.pdf OUT")
	}
	address, err := sharetest.Waiting(ts.MkAbs(args[1]))
	ts.Check(err)
	reads(ts, false, []string{args[0], "1", address})
}

var networks = share.Networks([]share.Adapter{
	{Name: "eth0", Up: true, Addrs: []netip.Prefix{netip.MustParsePrefix("10.0.0.7/24")}},
	{Name: "wlan0", Up: true, Addrs: []netip.Prefix{netip.MustParsePrefix("192.168.1.5/24")}},
})

func TestShareAddr(t *testing.T) {
	for text, want := range map[string]string{
		"": "192.168.1.5:0", ":8080": "192.168.1.5:8080", "8080": "192.168.1.5:8080", "10.0.0.7": "10.0.0.7:0", "10.0.0.7:80": "10.0.0.7:80",
		"::1": "[::1]:0", "[::1]": "[::1]:0", "[::1]:80": "[::1]:80",
	} {
		if got, err := shareAddr(text, networks); err != nil || got.String() != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"70000", ":99999999999999999999", "laptop.local", "10.0.0", "http://10.0.0.7", "10.0.0.7:x", "300.0.0.1"} {
		if got, err := shareAddr(text, networks); err == nil {
			t.Errorf("%q is %v", text, got)
		}
	}
	if _, err := shareAddr("x", networks); !strings.Contains(err.Error(), "Wi-Fi (wlan0, 192.168.1.5)\ncable (eth0, 10.0.0.7)") {
		t.Errorf("the networks aren't named: %v", err)
	}
	if _, err := shareAddr("", nil); err == nil || !strings.Contains(err.Error(), "no network; Join the Wi-Fi") {
		t.Errorf("without a network: %v", err)
	}
}

// What keeps phones out is said once, when it comes up; what may do so after a
// minute in which nobody came.
func TestWatch(t *testing.T) {
	var b bytes.Buffer
	said := func() string { s := b.String(); b.Reset(); return s }
	w := &watch{e: &env{stderr: &b}}
	at := share.Situation{Networks: networks[:1], Chosen: netip.MustParseAddrPort("192.168.1.5:4444"), OS: "linux"}
	w.look(share.Counts{}, at)
	if s := said(); s != "" {
		t.Errorf("at first: %s", s)
	}
	gone := at
	gone.Networks = networks[1:]
	w.look(share.Counts{}, gone)
	if s := said(); !strings.HasPrefix(s, "The network has changed: 192.168.1.5 ") || !strings.Contains(s, "\n  Join the network again") {
		t.Errorf("when it changed: %s", s)
	}
	w.look(share.Counts{}, gone)
	if s := said(); s != "" {
		t.Errorf("once more: %s", s)
	}
	w.look(share.Counts{}, at)
	w.look(share.Counts{}, gone)
	if s := said(); !strings.HasPrefix(s, "The network has changed") {
		t.Errorf("when it changed again: %s", s)
	}
	w.ticks = alone
	at.Reached = true
	w.look(share.Counts{Answers: 1}, at)
	if s := said(); s != "" {
		t.Errorf("with a phone: %s", s)
	}
	at.Reached = false
	w.look(share.Counts{}, at)
	if s := said(); !strings.Contains(s, "mobile data") || !strings.Contains(s, "TCP port 4444") || !strings.Contains(s, "Guest networks") {
		t.Errorf("when nobody came: %s", s)
	}
}

func TestCounts(t *testing.T) {
	for n, want := range map[share.Counts]string{
		{}:                                   "0 phones now · 0 files, 0 B",
		{Phones: 1, Answers: 1, Bytes: 1500}: "1 phone now · 1 file, 1.5 kB",
		{Phones: 12, Answers: 2140, Bytes: 48e6, Refused: 3}: "12 phones now · 2,140 files, 48 MB · 3 told to come back",
	} {
		if got := counts(n); got != want {
			t.Errorf("%+v: %q, want %q", n, got, want)
		}
	}
	var b bytes.Buffer
	w := &watch{e: &env{stderr: &b}}
	w.draw(share.Counts{})
	w.clear()
	if b.Len() > 0 {
		t.Errorf("%q was drawn where there is no terminal", b.String())
	}
	w.line = true
	w.draw(share.Counts{})
	w.clear()
	if s := b.String(); s != "\r0 phones now · 0 files, 0 B\x1b[K\r\x1b[K" {
		t.Errorf("%q is not a line that goes away", s)
	}
}

// The address on a sign stays the same from day to day, and is nobody's to
// read.
func TestKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kept")
	first, err := readKept(path)
	if err != nil || len(first.secret) != secretBytes || first.port != 0 {
		t.Fatalf("%+v, %v", first, err)
	}
	if err := first.write(path, 4321); err != nil {
		t.Fatal(err)
	}
	again, err := readKept(path)
	if err != nil || !bytes.Equal(again.secret, first.secret) || again.port != 4321 {
		t.Errorf("%+v after %+v, %v", again, first, err)
	}
	if err := again.write(path, 1); err != nil {
		t.Error(err)
	}
	if third, err := readKept(path); err != nil || third.port != 4321 {
		t.Errorf("%+v, %v", third, err)
	}
	if other, err := readKept(""); err != nil || bytes.Equal(other.secret, first.secret) || other.write("", 1) != nil {
		t.Errorf("%+v, %v", other, err)
	}
	for _, bad := range []string{"", "x 1", "00112233445566778899 1", "001122334455667788", "001122334455667788 70000", "001122334455667788 -1"} {
		if k, err := parseKept(path, bad); err == nil {
			t.Errorf("%q is %+v", bad, k)
		}
	}
	if _, err := readKept(t.TempDir()); err == nil {
		t.Error("a folder is taken for a file")
	}
	if err := first.write(filepath.Join(t.TempDir(), "none", "kept"), 1); err == nil {
		t.Error("nothing was kept, and it isn’t said")
	}
}
