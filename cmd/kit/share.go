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
	Keep                string `help:"Keep the secret part of the address in a file, which is made if it is missing, so that a printed sign stays right from day to day. It needs --addr with a port." placeholder:"FILE"`
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
	d, err := c.sit()
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
	secret, err := c.secret()
	if err != nil {
		return err
	}
	list, err := c.list(e, d)
	if err != nil {
		return err
	}
	s, err := share.Start(e.ctx, list, share.Options{Addr: addr, Token: secret, NotHere: goneIn(d.kit)})
	if err != nil {
		return err
	}
	defer s.Stop()
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

// secretBytes is what share takes for a token.
const secretBytes = 9

// secret is where the token's bits come from: the system, or the file that was
// kept.
func (c *shareCommand) secret() (io.Reader, error) {
	if c.Keep == "" {
		return rand.Reader, nil
	}
	line, err := firstLine(c.Keep)
	if err == nil {
		kept, err := hex.DecodeString(strings.TrimSpace(line))
		if err != nil || len(kept) != secretBytes {
			return nil, &usageError{c.Keep + " holds no secret that was kept", "Name another file; it is made if it is missing."}
		}
		return bytes.NewReader(kept), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	fresh := make([]byte, secretBytes)
	if _, err := rand.Read(fresh); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(c.Keep, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	_, err = fmt.Fprintf(f, "%x\n", fresh)
	return bytes.NewReader(fresh), errors.Join(err, f.Close())
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
