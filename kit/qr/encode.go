package qr

import (
	"fmt"
	"strings"
	"unicode/utf8"

	qrcode "github.com/skip2/go-qrcode"

	"eventkit/kit/page"
)

const (
	// Quiet is the width of the light zone around a symbol, in modules
	// (ISO/IEC 18004:2015, 6.3.8).
	Quiet = 4
	// MaxAddress is the longest address in bytes. Level M still holds it, so
	// no symbol is ever of level L.
	MaxAddress = 2048
)

// Symbol is an encoded address. [Encode] hands the same symbol to everyone who
// asks for the same address, from any goroutine: read it, don't change it.
type Symbol struct {
	// Modules is the symbol without its quiet zone.
	Modules *page.Modules
	// Version is the symbol's size class, 1 (21 modules a side) to 40 (177).
	Version int
	// Level is the error correction level: "Q", "H" or, for an address that
	// is too long for those or in a dense symbol, "M".
	Level string
	// Address is what the symbol says, byte for byte.
	Address string
}

// AddressError says why an address has no symbol.
type AddressError struct {
	Address string
	What    string // what is wrong
	Mend    string // what to do about it
}

// Error gives the start of the address, what is wrong and the mend.
func (e *AddressError) Error() string {
	return fmt.Sprintf("address %q: %s; %s", brief(e.Address), e.What, e.Mend)
}

// brief cuts a long address, so that a message stays a message.
func brief(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// Encode returns the symbol of an address of 1 to [MaxAddress] printable ASCII
// characters; any other address is an [*AddressError]. The level is Q, or H
// where that costs no larger symbol; an address too long for Q at the largest
// version gets M.
//
// Symbols that were asked for lately are kept, so asking again costs little.
func Encode(address string) (*Symbol, error) {
	if s, ok := recent.get(address); ok {
		return s, nil
	}
	if err := checkAddress(address); err != nil {
		return nil, err
	}
	s, err := encode(strings.Clone(address))
	if err != nil {
		return nil, err
	}
	recent.put(s)
	return s, nil
}

// Code places the symbol on a page. The top left corner of the quiet zone lies
// at the point, and a module is moduleMM wide, so the whole takes
// (modules + 2 × [Quiet]) × moduleMM a side. It is dark on white.
func (s *Symbol) Code(at page.Point, moduleMM float64) page.Code {
	side := float64(s.Modules.N+2*Quiet) * moduleMM
	return page.Code{
		Rect:    page.Rect{X: at.X, Y: at.Y, W: side, H: side},
		Quiet:   Quiet,
		Modules: s.Modules,
		Dark:    page.Black,
		Light:   page.White,
		Address: s.Address,
	}
}

func checkAddress(address string) error {
	if address == "" {
		return &AddressError{What: "it is empty", Mend: "type the address that the code is to open"}
	}
	for i, r := range address {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(address[i:], "\uFFFD"):
			return &AddressError{address, fmt.Sprintf("byte %d is not text", i+1), "type it again"}
		case r > 0x7F:
			return &AddressError{
				address, fmt.Sprintf("%q (%U) is not an ASCII character", r, r),
				"write it percent-encoded, or a name with xn--",
			}
		case r < ' ', r == 0x7F:
			return &AddressError{address, fmt.Sprintf("%q (%U) is a control character", r, r), "take it out"}
		}
	}
	if len(address) > MaxAddress {
		return &AddressError{
			address, fmt.Sprintf("it is too long, %d characters where %d fit", len(address), MaxAddress),
			"use a shorter address, for example a short link",
		}
	}
	return nil
}

// encode asks the encoder for level Q (it calls that "High") and then for
// level H ("Highest") at the version that Q needed. Both only count bits; the
// drawing, which costs thirty times as much, is done for one.
func encode(address string) (*Symbol, error) {
	code, level, err := choose(address)
	if err != nil {
		return nil, err
	}
	return drawn(code, level, address), nil
}

func drawn(code *qrcode.QRCode, level, address string) *Symbol {
	code.DisableBorder = true
	rows := code.Bitmap()
	n := len(rows)
	dark := make([]bool, 0, n*n)
	for _, row := range rows {
		dark = append(dark, row...)
	}
	return &Symbol{
		Modules: &page.Modules{N: n, Dark: dark},
		Version: code.VersionNumber,
		Level:   level,
		Address: address,
	}
}

func choose(address string) (*qrcode.QRCode, string, error) {
	code, err := qrcode.New(address, qrcode.High)
	if err == nil {
		if h, err := qrcode.NewWithForcedVersion(address, code.VersionNumber, qrcode.Highest); err == nil {
			return h, "H", nil
		}
		return code, "Q", nil
	}
	if code, err = qrcode.New(address, qrcode.Medium); err == nil {
		return code, "M", nil
	}
	return nil, "", fmt.Errorf("address %q: %w", brief(address), err)
}
