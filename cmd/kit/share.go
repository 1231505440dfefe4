package main

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/netip"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"eventkit/assets"
	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/share"
	"eventkit/kit/site"
	"eventkit/kit/tablesign"
)

type shareCommand struct {
	documentFlags
	Dir                 string `arg:"" optional:"" help:"The folder to show, with START-HERE.html at its top. Without it, one is made of the kit and the event." placeholder:"FOLDER"`
	Addr                string `help:"Where phones find it: an address of this computer, a port, or both. Default: the network that phones are likeliest to be on, and any free port." placeholder:"IP:PORT"`
	Keep                string `help:"Keep the port and the secret part of the address in a file, which is made if it is missing, so that a printed sign stays right as long as the computer's address does." placeholder:"FILE"`
	Sign                string `help:"Make a sign for the table too, as PDF." placeholder:"FILE.pdf"`
	NetworkName         string `help:"The name of the Wi-Fi, for the sign. Default: a line to write on." placeholder:"NAME"`
	NetworkPasswordFile string `help:"A file whose first line is the Wi-Fi's password, for the sign; - is standard input. It is kept nowhere." placeholder:"FILE"`
	NetworkOpen         bool   `help:"The Wi-Fi has no password."`
}

// shareMemory is what a share may take before memory is collected harder.
const shareMemory = 256 << 20

// Run shares a folder until Ctrl+C.
func (c *shareCommand) Run(e *env) error {
	debug.SetMemoryLimit(shareMemory)
	network, err := c.network()
	if err != nil {
		return err
	}
	d, err := c.sit(e)
	if err != nil {
		return err
	}
	defer d.close()
	adapters, err := share.Adapters()
	if err != nil && c.Addr == "" {
		return err
	}
	addr, err := shareAddr(c.Addr, share.Networks(adapters))
	if err != nil {
		return err
	}
	kept, err := readKept(c.Keep)
	if err != nil {
		return err
	}
	if addr.Port() == 0 {
		addr = netip.AddrPortFrom(addr.Addr(), kept.port)
	}
	list, err := c.list(e, d)
	if err != nil {
		return err
	}
	s, err := share.Start(e.ctx, list, share.Options{Addr: addr, Token: bytes.NewReader(kept.secret), NotHere: goneIn(d.kit)})
	if err != nil {
		return err
	}
	defer s.Stop()
	if err := kept.write(c.Keep, s.Addr().Port()); err != nil {
		return err
	}
	if c.Sign != "" {
		if err := c.sign(e, d, s.Address(), network); err != nil {
			return err
		}
	}
	return e.attend(s, list.Skipped)
}

// network is the Wi-Fi for the sign.
func (c *shareCommand) network() (n tablesign.Network, err error) {
	n = tablesign.Network{Name: c.NetworkName, Open: c.NetworkOpen}
	switch {
	case c.Sign == "" && (c.NetworkName != "" || c.NetworkPasswordFile != "" || c.NetworkOpen):
		return n, &usageError{"the Wi-Fi is only for a sign", "Name the sign with --sign FILE.pdf, or leave out the Wi-Fi."}
	case c.Sign != "" && c.NetworkName != "" && c.NetworkPasswordFile == "" && !c.NetworkOpen:
		return n, &usageError{"a code that joins the Wi-Fi needs its password", "Give --network-password-file FILE, or --network-open if it has none."}
	case c.Sign != "":
		if _, err := format(c.Sign, "pdf"); err != nil {
			return n, err
		}
	}
	if c.NetworkPasswordFile != "" {
		if n.Password, err = firstLine(c.NetworkPasswordFile); err != nil {
			return n, err
		}
	}
	return n, n.Check()
}

// firstLine reads the first line of a file; a password needs no more.
func firstLine(path string) (string, error) {
	in := io.Reader(os.Stdin)
	if path != toStdout {
		f, err := os.Open(path)
		if err != nil {
			return "", err
		}
		defer f.Close()
		in = f
	}
	const most = 1 << 10
	text, err := io.ReadAll(io.LimitReader(in, most))
	line, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimSuffix(line, "\r"), err
}

// shareAddr is the address that was asked for: one of the computer's, a port,
// both, or neither.
func shareAddr(text string, networks []share.Network) (netip.AddrPort, error) {
	best := netip.Addr{}
	if len(networks) > 0 {
		best = networks[0].Addr
	}
	if text == "" || strings.Trim(strings.TrimPrefix(text, ":"), "0123456789") == "" {
		port, err := strconv.ParseUint("0"+strings.TrimPrefix(text, ":"), 10, 16)
		if err != nil {
			return netip.AddrPort{}, &usageError{fmt.Sprintf("%s is not a port", text), "Give a number from 1 to 65535."}
		}
		if !best.IsValid() {
			hint := share.Situation{}.Hints()[0]
			return netip.AddrPort{}, &share.StartError{What: strings.TrimSuffix(hint.Text, "."), Mend: hint.Try}
		}
		return netip.AddrPortFrom(best, uint16(port)), nil
	}
	if a, err := netip.ParseAddrPort(text); err == nil {
		return a, nil
	}
	a, err := netip.ParseAddr(strings.Trim(text, "[]"))
	if err != nil {
		return netip.AddrPort{}, &usageError{fmt.Sprintf("%q is not an address of this computer", text), "Give one such as 192.168.1.5 or 192.168.1.5:8080." + thereAre(networks)}
	}
	return netip.AddrPortFrom(a, 0), nil
}

// thereAre lists networks, one a line.
func thereAre(networks []share.Network) string {
	var b strings.Builder
	for _, n := range networks {
		fmt.Fprintf(&b, "\n%s", n)
	}
	return b.String()
}

// kept is what makes an address the same from day to day.
type kept struct {
	secret []byte
	port   uint16
	fresh  bool // it isn't in a file yet
}

// secretBytes is what share takes for a token.
const secretBytes = 9

// readKept reads what was kept in a file. Where there is none, the system gives
// the secret and chooses the port.
func readKept(path string) (*kept, error) {
	k := &kept{secret: make([]byte, secretBytes), fresh: true}
	if path != "" {
		line, err := firstLine(path)
		if err == nil {
			return parseKept(path, line)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	_, err := rand.Read(k.secret)
	return k, err
}

func parseKept(path, line string) (*kept, error) {
	words, number, _ := strings.Cut(strings.TrimSpace(line), " ")
	secret, err := hex.DecodeString(words)
	port, err2 := strconv.ParseUint(number, 10, 16)
	if err != nil || err2 != nil || len(secret) != secretBytes {
		return nil, &usageError{path + " holds no address that was kept", "Name another file; it is made if it is missing."}
	}
	return &kept{secret: secret, port: uint16(port)}, nil
}

// write keeps a fresh secret and its port for nobody else to read.
func (k *kept) write(path string, port uint16) error {
	if path == "" || !k.fresh {
		return nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "%x %d\n", k.secret, port)
	return errors.Join(err, f.Close())
}

// list is what is shown: a folder, or the page that is made of kit and event.
func (c *shareCommand) list(e *env, d *desk) (*share.List, error) {
	if c.Dir != "" {
		return share.Folder(e.ctx, c.Dir)
	}
	options := site.Options{Link: c.Link, Fonts: assets.Fonts()}
	if d.lang != "" {
		options.Langs = slices.Compact(append([]string{d.lang}, slices.DeleteFunc(slices.Clone(d.kit.Languages), func(l string) bool { return l == d.lang })...))
	}
	e.say("Making the page …")
	made, err := site.Build(e.ctx, d.kit, d.event, d.lib, options)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(made.Files))
	for i, f := range made.Files {
		names[i] = f.Name
	}
	return share.Files(e.ctx, names, made.Open)
}

// goneIn is what a phone reads whose address has gone, in the kit's languages.
func goneIn(k *kit.Kit) string {
	var lines []string
	for _, lang := range k.Languages {
		if words := k.Words["table-gone"][lang]; words != "" {
			lines = append(lines, words)
		}
	}
	return strings.Join(lines, "\n\n")
}

// sign makes the table's sign.
func (c *shareCommand) sign(e *env, d *desk, address string, n tablesign.Network) error {
	made, err := tablesign.New(d.lib).Make(d.kit, d.event, tablesign.Choice{Address: address, Network: n, Lang: d.lang, Paper: d.paper})
	if err != nil {
		return err
	}
	return e.bind(c.Sign, made.Report, []*page.Page{made.Page})
}
