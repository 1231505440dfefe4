package message

import (
	_ "embed" // for the table
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

//go:embed data/endings.txt
var endingsTable string

// endings are the last labels of addresses that make one of a name with a
// point in it, and the longest of them in bytes.
var endings = sync.OnceValues(func() (map[string]bool, int) {
	known, longest := map[string]bool{}, 0
	for _, e := range strings.Fields(endingsTable) {
		known[e] = true
		longest = max(longest, len(e))
	}
	return known, longest
})

// The longest address that is one, and the longest slug of X's own short ones.
const (
	maxAddress = 4096
	maxLabel   = 63
	maxSlug    = 40
)

// span is an address in a text.
type span struct {
	start, end int
	scheme     bool // with https:// or http://
}

// Addresses returns the addresses that a network would make links of, with or
// without https://.
func Addresses(text string) []string {
	var out []string
	for _, s := range spans(text) {
		out = append(out, text[s.start:s.end])
	}
	return out
}

// spans finds addresses as X does, in order. An address stands at the start or
// after a character that is none of a-z, 0-9, @, $, # and, without a scheme,
// none of - _ . / either.
func spans(text string) []span {
	if !strings.Contains(text, ".") {
		return nil
	}
	var out []span
	f := finder{text: text, last: -1}
	for i := 0; i < len(text); {
		if found, end := f.at(i); end > i {
			out = append(out, found...)
			i, f.last = end, end
			continue
		}
		_, n := decode(text[i:])
		i += n
	}
	return out
}

// finder looks for addresses from the start of a text on.
type finder struct {
	text string
	// last is where the address before ended; before none no host begins.
	last, none int
}

// at looks for an address that begins at i. end is where the search goes on, or
// i if there is none.
func (f *finder) at(i int) (found []span, end int) {
	text := f.text
	if i == f.last {
		return nil, i // what stands before an address belongs to no other
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if i > 0 && !mayPrecede(before) {
		return nil, i
	}
	if n := schemeLen(text[i:]); n > 0 {
		if h, _, ok := hostAt(text[i+n:]); ok {
			return withScheme(text, i, n, h)
		}
	}
	if i < f.none {
		return nil, i
	}
	h, none, ok := hostAt(text[i:])
	if !ok {
		f.none = i + none
		return nil, i
	}
	path := pathLen(text[i+h.end:])
	end = i + h.end + path + queryLen(text[i+h.end+path:])
	if i > 0 && strings.ContainsRune("-_./", before) {
		return nil, end
	}
	found = plainHosts(text[i:i+h.name], i)
	if n := len(found); n > 0 && strings.HasPrefix(text[i+h.end:], "/") {
		found[n-1].end = end
	}
	return found, end
}

func withScheme(text string, i, n int, h host) ([]span, int) {
	rest := text[i+n+h.end:]
	path := pathLen(rest)
	end := i + n + h.end + path + queryLen(rest[path:])
	if slug, ok := strings.CutPrefix(strings.ToLower(text[i+n:end]), "t.co/"); ok {
		k := wordLen(slug)
		if k > maxSlug {
			return nil, end
		}
		if k > 0 {
			short := i + n + len("t.co/") + k
			return []span{{i, short + queryLen(text[short:end]), true}}, end
		}
	}
	if !resolvable(text[i+n:i+n+h.name], end-i) {
		return nil, end
	}
	return []span{{i, end, true}}, end
}

func wordLen(s string) int {
	return len(s) - len(strings.TrimLeft(s, "abcdefghijklmnopqrstuvwxyz0123456789"))
}

func schemeLen(s string) int {
	for _, scheme := range []string{"https://", "http://"} {
		if len(s) > len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
			return len(scheme)
		}
	}
	return 0
}

func mayPrecede(r rune) bool {
	return !isAlnum(r) && !strings.ContainsRune("@＠$#＃", r) && !refused(r)
}

func isAlnum(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}

// resolvable reports whether a host's labels fit the domain name system and
// the address isn't longer than X reads.
func resolvable(name string, length int) bool {
	for _, label := range strings.Split(name, ".") {
		ascii, err := idna.Punycode.ToASCII(label)
		if err != nil || len(ascii) > maxLabel || len(ascii) == 0 {
			return false
		}
		if strings.HasPrefix(strings.ToLower(label), "xn--") && ascii != strings.ToLower(label) && !isASCII(label) {
			return false
		}
		length += len(ascii) - len(label)
	}
	return length <= maxAddress
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}
