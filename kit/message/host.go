package message

import (
	"strings"
	"unicode"
)

// host is a host name at the start of a text: where the name ends, and where
// it ends with its port.
type host struct{ name, end int }

// hostAt reads the longest host name that s begins with: labels with points
// between them, the last of them a known ending. Where there is none, no name
// begins before none either: looking again from there would take long in a text
// of many labels.
func hostAt(s string) (h host, none int, ok bool) {
	best, at, ending := 0, 0, false
	for {
		n := labelLen(s[at:])
		none = at + n
		if n == 0 || at+n >= len(s) || s[at+n] != '.' {
			break
		}
		label := s[at : at+n]
		if strings.HasSuffix(label, "-") || strings.HasSuffix(label, "_") {
			break
		}
		if e := endingLen(s[at+n+1:]); e > 0 {
			ending = true
			if !strings.Contains(label, "_") {
				best = at + n + 1 + e
			}
		}
		at += n + 1
	}
	if best == 0 {
		if ending {
			none = 0 // without the start of a label there may be one
		}
		return host{}, none, false
	}
	h = host{best, best}
	if port := strings.TrimPrefix(s[best:], ":"); len(port) < len(s[best:]) {
		if d := len(port) - len(strings.TrimLeft(port, "0123456789")); d > 0 {
			h.end += 1 + d
		}
	}
	return h, 0, true
}

// labelLen is the bytes of a label that begins with a letter or the like; it
// may have - and _ in it.
func labelLen(s string) int {
	for i, r := range s {
		if !isLabel(r) && (i == 0 || r != '-' && r != '_') {
			return i
		}
	}
	return len(s)
}

// isLabel reports whether a label may begin and end with r: anything but
// ASCII's punctuation, spaces and what steers direction.
func isLabel(r rune) bool {
	switch {
	case isAlnum(r):
		return true
	case strings.ContainsRune("!'#%&()*+,\\-./:;<=>?@[]^_{|}~$", r), refused(r), unicode.IsSpace(r):
		return false
	case r == 0x061C, 0x200E <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069:
		return false
	}
	return r != 0x180E && r != 0x200B
}

// endingLen is the bytes of the known ending that s begins with; what follows
// it must not carry the name on.
func endingLen(s string) int {
	if p := strings.ToLower(s[:min(len(s), 4)]); p == "xn--" {
		if n := len(s) - len(strings.TrimLeft(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789-")); n > 4 {
			return n
		}
	}
	known, longest := endings()
	best := 0
	for i, r := range s {
		if i > longest {
			break
		}
		if i > 0 && !carriesOn(r) && known[strings.ToLower(s[:i])] {
			best = i
		}
		if !isLabel(r) && r != '-' {
			return best
		}
	}
	if len(s) <= longest && known[strings.ToLower(s)] {
		best = len(s)
	}
	return best
}

// carriesOn reports whether a character right after an ending shows that the
// name doesn't end there.
func carriesOn(r rune) bool { return isAlnum(r) || r == '@' || r == '+' || r == '-' }

// plainHosts finds the host names of Latin letters in a host name without a
// scheme: in text without spaces a name starts where its letters do.
func plainHosts(name string, offset int) []span {
	var out []span
	for i := 0; i < len(name); {
		start := i
		n, none := latinHost(name[i:])
		if n > 0 {
			i += n
			if resolvable(name[start:i], n) {
				out = append(out, span{start + offset, i + offset, false})
			}
			continue
		}
		if n = none; n == 0 {
			_, n = decode(name[i:])
		}
		i += n
	}
	return out
}

// latinHost is the longest host name of Latin letters, digits and hyphens that
// s begins with, its ending excepted, which may be of any letters. Where it is
// 0, no name begins before none either.
func latinHost(s string) (best, none int) {
	at := 0
	for {
		n := 0
		for n < len(s)-at {
			r, m := decode(s[at+n:])
			if !isAlnum(r) && r != '-' && !accented(r) {
				break
			}
			n += m
		}
		if n == 0 || at+n >= len(s) || s[at+n] != '.' {
			return best, at + n
		}
		at += n + 1
		if e := endingLen(s[at:]); e > 0 {
			best = at + e
		}
	}
}

// accented reports whether r is a Latin letter beyond ASCII that X takes in
// addresses.
func accented(r rune) bool {
	switch {
	case r == 0xD7 || r == 0xF7:
		return false
	case 0xC0 <= r && r <= 0x24F, r == 0x253, r == 0x254, r == 0x256, r == 0x257, r == 0x259, r == 0x25B,
		r == 0x263, r == 0x268, r == 0x26F, r == 0x272, r == 0x289, r == 0x28B, r == 0x2BB,
		0x300 <= r && r <= 0x36F, 0x1E00 <= r && r <= 0x1EFF:
		return true
	}
	return false
}

// pathLen is the bytes of the path that s begins with: a slash and what
// follows it, to the last character that a path can end with.
func pathLen(s string) int {
	if !strings.HasPrefix(s, "/") {
		return 0
	}
	end := 1
	for i := 1; i < len(s); {
		r, n := decode(s[i:])
		switch {
		case r == '(':
			n = parensLen(s[i:])
			if n == 0 {
				return end
			}
			end = i + n
		case pathEnd(r):
			end = i + n
		case !pathChar(r):
			return end
		}
		i += n
	}
	return end
}

// parensLen is the bytes of a pair of brackets with at most one pair in it.
func parensLen(s string) int {
	depth := 0
	for i, r := range s {
		switch {
		case r == '(':
			if depth++; depth > 2 {
				return 0
			}
		case r == ')':
			if s[i-1] == '(' {
				return 0
			}
			if depth--; depth == 0 {
				return i + 1
			}
		case !pathChar(r):
			return 0
		}
	}
	return 0
}

func cyrillic(r rune) bool { return 0x400 <= r && r <= 0x4FF }

func pathEnd(r rune) bool {
	return isAlnum(r) || cyrillic(r) || accented(r) || strings.ContainsRune("+-=_#/", r)
}

func pathChar(r rune) bool { return pathEnd(r) || strings.ContainsRune("!*';:,.$%[]–~@|&", r) }

// queryLen is the bytes of the query that s begins with, to the last character
// that a query can end with; 0 if it has none.
func queryLen(s string) int {
	if !strings.HasPrefix(s, "?") {
		return 0
	}
	end := 0
	for i, r := range s {
		switch {
		case isAlnum(r), strings.ContainsRune("-_&=#/", r):
			end = i + 1
		case !strings.ContainsRune("!?*'@();:+$%[].,~|", r):
			return end
		}
	}
	return end
}
