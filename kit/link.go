package kit

import (
	"errors"
	"fmt"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// maxLink is the most characters of a link in its encoded form. A symbol of
// that length is far too dense for a wall already.
const maxLink = 2048

// Link is an address as a code says it and as people type it.
type Link struct {
	// ASCII is exactly what the code encodes: host in punycode, everything
	// else percent-encoded.
	ASCII string
	// Display is for people to type: the same address without https://, in
	// its own script. ParseLink(Display) gives the same ASCII.
	Display string
}

var (
	schemeForm = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*):(//)?`)
	portForm   = regexp.MustCompile(`^[^:/?#]*:[0-9]+([/?#]|$)`)
	capsForm   = regexp.MustCompile(`^[0-9A-Z$%*+./:-]+$`)
)

// ParseLink reads a web address, http or https. Without a scheme, as in
// example.org/sign, https is meant. Scheme and host become small letters, a
// default port and the slash of an empty path are dropped, everything else
// stays as it was typed. An address that is all capitals and needs no other
// characters than a QR code's alphanumeric mode has (ISO/IEC 18004, 7.4.4),
// such as HTTPS://EXAMPLE.ORG/S, stays in capitals: its code is smaller.
//
// The error is a [FieldError] for the field "link".
func ParseLink(s string) (Link, error) {
	s = strings.TrimSpace(s)
	if err := checkCharacters(s); err != nil {
		return Link{}, err
	}
	scheme, rest, err := splitScheme(s)
	if err != nil {
		return Link{}, err
	}
	authority, tail := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority, tail = rest[:i], rest[i:]
	}
	host, shown, port, err := splitAuthority(authority)
	if err != nil {
		return Link{}, err
	}
	if port != "" && !(scheme == "http" && port == "80" || scheme == "https" && port == "443") {
		host, shown = host+":"+port, shown+":"+port
	}
	tail = encodeTail(tail)
	l := Link{ASCII: scheme + "://" + host + tail, Display: shown + decodeTail(tail)}
	if upper := strings.ToUpper(scheme + "://" + host); capsForm.MatchString(s) && capsForm.MatchString(upper+tail) {
		l = Link{ASCII: upper + tail, Display: strings.ToUpper(host) + tail}
	}
	if scheme == "http" {
		l.Display = l.ASCII[:len("http://")] + l.Display
	}
	if len(l.ASCII) > maxLink {
		return Link{}, linkError("use a shorter address", "the address has %d characters, the most is %d", len(l.ASCII), maxLink)
	}
	return l, nil
}

func linkError(mend, format string, args ...any) *FieldError {
	return &FieldError{Field: "link", What: fmt.Sprintf(format, args...), Mend: mend}
}

// asField returns the field error inside err, which is there for every error
// of ParseLink.
func asField(err error) FieldError {
	var e *FieldError
	if errors.As(err, &e) {
		return *e
	}
	return FieldError{What: err.Error()}
}

func checkCharacters(s string) error {
	const copyAgain = "copy the address again from the browser's address bar"
	switch {
	case s == "":
		return linkError("type or paste one, such as https://example.org/sign", "there is no address")
	case len(s) > 4*maxLink:
		return linkError("use a shorter address", "the address has more than %d characters", maxLink)
	case !utf8.ValidString(s):
		return linkError(copyAgain, "the address is not UTF-8")
	}
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			return linkError("take the space out, or write it as %20", "there is a space in the address")
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return linkError(copyAgain, "there is an invisible character (U+%04X) in the address", r)
		case r == '\\':
			return linkError("write / instead", "there is a backslash in the address")
		}
	}
	return nil
}

func splitScheme(s string) (scheme, rest string, err error) {
	m := schemeForm.FindStringSubmatch(s)
	if m == nil || m[2] == "" && portForm.MatchString(s) {
		return "https", strings.TrimPrefix(s, "//"), nil
	}
	scheme = strings.ToLower(m[1])
	if scheme != "http" && scheme != "https" {
		return "", "", linkError("use an address that starts with https://", "%s: is not a web address", scheme)
	}
	if m[2] == "" {
		return "", "", linkError("write "+scheme+"://", "// is missing after %s:", scheme)
	}
	return scheme, s[len(m[0]):], nil
}

// splitAuthority returns the host as it is encoded and as it is shown, and
// the port if there is one.
func splitAuthority(a string) (host, shown, port string, err error) {
	if strings.Contains(a, "@") {
		return "", "", "", linkError("take out everything up to the @", "there is a name or password before the host")
	}
	name := a
	if i := strings.LastIndexByte(a, ':'); i >= 0 && !strings.HasSuffix(a, "]") {
		name, port = a[:i], a[i+1:]
		if port != "" {
			n, err := strconv.ParseUint(port, 10, 16)
			if err != nil || n == 0 {
				return "", "", "", linkError("use a number from 1 to 65535, or none", "%q is not a port", port)
			}
			port = strconv.FormatUint(n, 10)
		}
	}
	host, shown, err = normalHost(name)
	return host, shown, port, err
}

func normalHost(name string) (host, shown string, err error) {
	const whole = "write the whole address, such as https://example.org/sign"
	if name == "" {
		return "", "", linkError(whole, "the address has no host")
	}
	if v6, ok := strings.CutPrefix(name, "["); ok {
		ip, err := netip.ParseAddr(strings.TrimSuffix(v6, "]"))
		if err != nil || !ip.Is6() || ip.Zone() != "" || !strings.HasSuffix(name, "]") {
			return "", "", linkError(whole, "%q is not an address of a computer", name)
		}
		host = "[" + ip.String() + "]"
		return host, host, nil
	}
	host, shown, err = namedHost(name)
	if err != nil || !validLabels(host) {
		return "", "", linkError("check its spelling", "%q is not a host name", name)
	}
	labels := strings.Split(host, ".")
	if last := labels[len(labels)-1]; numeric(last) {
		ip, err := netip.ParseAddr(host)
		if err != nil || !ip.Is4() {
			return "", "", linkError(whole, "%q is not an address of a computer", name)
		}
		return host, host, nil
	}
	if len(labels) == 1 && host != "localhost" {
		return "", "", linkError(whole, "the host %q has no dot in it", name)
	}
	return host, shown, nil
}

var errHost = errors.New("not a host name")

// namedHost returns a name in punycode and in its own script (RFC 5891, UTS
// 46), the latter only if typing it leads back.
func namedHost(name string) (host, shown string, err error) {
	host = strings.TrimSuffix(strings.ToLower(name), ".")
	if validLabels(host) && !strings.Contains(host, "xn--") {
		return host, host, nil
	}
	host, err = idna.Lookup.ToASCII(name)
	if err != nil {
		return "", "", err
	}
	host = strings.TrimSuffix(host, ".")
	if again, err := idna.Lookup.ToASCII(host); err != nil || again != host {
		return "", "", errHost
	}
	shown, err = idna.Display.ToUnicode(host)
	if err != nil {
		return host, host, nil
	}
	if back, err := idna.Lookup.ToASCII(shown); err != nil || back != host {
		shown = host
	}
	return host, shown, nil
}

// validLabels checks the lengths (RFC 1035, 2.3.4) and the letters that are
// left after idna.
func validLabels(host string) bool {
	if len(host) > 253 {
		return false
	}
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for i := range len(label) {
			if b := label[i]; !(b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '-') {
				return false
			}
		}
	}
	return true
}

// numeric reports whether a last label makes a host a number (URL Standard,
// "ends in a number checker").
func numeric(label string) bool {
	if hex, ok := strings.CutPrefix(label, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return strings.Trim(label, "0123456789") == ""
}

// encodeTail percent-encodes what an address may not hold as it is, and
// writes existing escapes in capitals (RFC 3986, 2.1).
func encodeTail(tail string) string {
	if tail == "/" {
		return ""
	}
	var b strings.Builder
	if tail != "" && tail[0] != '/' {
		b.WriteByte('/')
	}
	for i := 0; i < len(tail); i++ {
		c := tail[i]
		switch {
		case c == '%' && i+2 < len(tail) && isHex(tail[i+1]) && isHex(tail[i+2]):
			b.WriteString(strings.ToUpper(tail[i : i+3]))
			i += 2
		case c <= ' ' || c >= 0x7f || strings.IndexByte("%\"<>`{}|^", c) >= 0:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// decodeTail shows letters, marks and digits beyond ASCII as themselves.
func decodeTail(tail string) string {
	var b strings.Builder
	for i := 0; i < len(tail); {
		raw := rawBytes(tail[i:])
		r, n := utf8.DecodeRune(raw)
		if n > 1 && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)) {
			b.WriteRune(r)
			i += 3 * n
			continue
		}
		b.WriteByte(tail[i])
		i++
	}
	return b.String()
}

// rawBytes decodes the escapes at the start of s, at most one rune's worth.
func rawBytes(s string) []byte {
	var raw []byte
	for len(raw) < utf8.UTFMax && len(s) >= 3 && s[0] == '%' {
		v, err := strconv.ParseUint(s[1:3], 16, 8)
		if err != nil {
			break
		}
		raw = append(raw, byte(v))
		s = s[3:]
	}
	return raw
}

func isHex(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F'
}
