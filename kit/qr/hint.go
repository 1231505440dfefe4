package qr

import (
	"fmt"
	"strings"

	qrcode "github.com/skip2/go-qrcode"
)

// The longest addresses whose symbol is of version 4, level Q: the largest
// that needs no more room than a short one (ISO/IEC 18004:2015, table 7).
const (
	// ShortAny is for letters of any kind, in characters.
	ShortAny = 46
	// ShortCapitals is for capitals, digits and the signs $ % * + - . / : only.
	ShortCapitals = 67
)

// Hint says how an address could be read from further at the same size.
type Hint struct {
	// Capitals is the same address spelt so that its symbol has fewer
	// modules: it opens the same page. Empty if no spelling gains anything.
	Capitals string
	// CapitalsFactor is how many times as far that one is read.
	CapitalsFactor float64
	// ShortFactor is how many times as far an address of at most [ShortAny]
	// characters, or [ShortCapitals] in capitals, would be read. 1 if that
	// gains nothing.
	ShortFactor float64
}

// worthwhile is the least gain in distance that is worth a hint.
const worthwhile = 1.02

// Shorter says whether another spelling of the address, or a shorter address,
// would be read from further than the address as it stands, and how much
// further. An address that [Encode] refuses gets no hint.
//
// Capitals are only put where they change nothing: the scheme and the host
// (RFC 3986, 3.1 and 3.2.2) and the digits of percent-encoding (6.2.2.1). A
// path keeps its letters, because a server may tell them apart.
func Shorter(address string) (Hint, bool) {
	n, ok := modulesOf(address)
	if !ok {
		return Hint{}, false
	}
	h := Hint{ShortFactor: density(n)}
	if other := capitals(address); other != address {
		if m, ok := modulesOf(other); ok && density(n)/density(m) >= worthwhile {
			h.Capitals, h.CapitalsFactor = other, density(n)/density(m)
		}
	}
	return h, h.Capitals != "" || h.ShortFactor >= worthwhile
}

// modulesOf counts the modules a side without drawing the symbol.
func modulesOf(address string) (int, bool) {
	if checkAddress(address) != nil {
		return 0, false
	}
	code, _, err := choose(address)
	if err != nil {
		return 0, false
	}
	return modulesIn(code), true
}

func modulesIn(code *qrcode.QRCode) int { return 17 + 4*code.VersionNumber }

// String says the hint in a sentence or two.
func (h Hint) String() string {
	var say []string
	if h.Capitals != "" {
		say = append(say, fmt.Sprintf("Written as %s the same address is read from %.1f times as far.", h.Capitals, h.CapitalsFactor))
	}
	if h.ShortFactor >= worthwhile && h.ShortFactor > h.CapitalsFactor {
		say = append(say, fmt.Sprintf("An address of at most %d characters, or %d in capitals, is read from %.1f times as far.",
			ShortAny, ShortCapitals, h.ShortFactor))
	}
	return strings.Join(say, " ")
}

// capitals writes an http or https address in as many capitals as surely
// leave its meaning alone. Any other address comes back as it is.
func capitals(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	upper := strings.ToUpper(scheme)
	if !ok || upper != "HTTP" && upper != "HTTPS" {
		return address
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	authority, path := rest[:end], rest[end:]
	// Names and passwords before an @, and zones in an IPv6 literal, have case.
	if strings.ContainsAny(authority, "@%") {
		return address
	}
	return upper + "://" + strings.ToUpper(authority) + upperPercent(path)
}

// upperPercent writes the two digits after every % in capitals.
func upperPercent(s string) string {
	b := []byte(s)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' && isHex(b[i+1]) && isHex(b[i+2]) {
			b[i+1], b[i+2] = upperHex(b[i+1]), upperHex(b[i+2])
			i += 2
		}
	}
	return string(b)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func upperHex(c byte) byte {
	if 'a' <= c && c <= 'f' {
		return c - 'a' + 'A'
	}
	return c
}
