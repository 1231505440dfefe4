package share

import (
	"encoding/base32"
	"errors"
	"io"
	"net/netip"
	"syscall"
)

// StartError says why sharing can't begin, or why it ended by itself.
type StartError struct {
	// Addr is the address that it is about, or "".
	Addr string
	What string
	Mend string
	Err  error // what the system said, or nil
}

// Error names the address, what is wrong and the mend.
func (e *StartError) Error() string {
	s := e.What + "; " + e.Mend
	if e.Addr != "" {
		s = e.Addr + ": " + s
	}
	return s
}

// Unwrap returns what the system said.
func (e *StartError) Unwrap() error { return e.Err }

// checkAddr refuses what no phone can be given.
func checkAddr(a netip.AddrPort) error {
	switch ip := a.Addr(); {
	case !ip.IsValid():
		return &StartError{"", "there is no address to share on", "join a network, or switch on this computer’s hotspot", nil}
	case ip.IsUnspecified():
		return &StartError{a.String(), "that stands for every network at once", "give the address of one network", nil}
	case ip.Zone() != "" || ip.IsMulticast():
		return &StartError{a.String(), "no phone can open that address", "give one such as 192.168.1.5", nil}
	}
	return nil
}

// tokenAlphabet has no letters that look like figures (Crockford's base 32).
const tokenAlphabet = "0123456789abcdefghjkmnpqrstvwxyz"

// tokenLength letters are 65 bits.
const tokenLength = 13

func newToken(bits io.Reader) (string, error) {
	raw := make([]byte, 9)
	if bits == nil {
		return "", &StartError{"", "there is no source for the address’s secret part", "hand one in", nil}
	}
	if _, err := io.ReadFull(bits, raw); err != nil {
		return "", &StartError{"", "the system gave no random bits", "try once more", err}
	}
	encoding := base32.NewEncoding(tokenAlphabet).WithPadding(base32.NoPadding)
	return encoding.EncodeToString(raw)[:tokenLength], nil
}

// The numbers of Windows' own errors ("Windows Sockets Error Codes", Microsoft
// Learn); no other system has numbers as high.
const (
	wsaAccess   = syscall.Errno(10013)
	wsaInUse    = syscall.Errno(10048)
	wsaNotThere = syscall.Errno(10049)
)

// refused says why the system doesn't let us listen.
func refused(a netip.AddrPort, err error) error {
	e := &StartError{a.String(), "the system doesn’t let us listen there", "choose another network", err}
	var number syscall.Errno
	errors.As(err, &number)
	switch number {
	case syscall.EADDRINUSE, wsaInUse:
		e.What, e.Mend = "another program has that port", "leave the port out, and a free one is found"
	case syscall.EADDRNOTAVAIL, wsaNotThere:
		e.What, e.Mend = "this computer has no such address now", "choose one of the networks that it is on"
	case syscall.EACCES, wsaAccess:
		e.What, e.Mend = "the system keeps that port for itself", "leave the port out, and a free one is found"
	}
	return e
}
