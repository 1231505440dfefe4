package message

import "strings"

// Post is what is posted: the text and, where it fits, a link after it.
// linked says whether the link is in it; without a link it is not.
func (n Network) Post(text, link string) (post string, linked bool) {
	if link == "" {
		return text, false
	}
	with := text + " " + link
	if !n.Measure(with).Fits() {
		return text, false
	}
	return with, true
}

// The composers that open from an address, with the text filled in: X's web
// intents and Bluesky's action intents. Mastodon has none that works on every
// instance.
var composers = map[string]string{
	"x":       "https://x.com/intent/post?text=",
	"bluesky": "https://bsky.app/intent/compose?text=",
}

// Composer is the address that opens the network's composer with a post in it,
// in ASCII; "" for a network that has no such address.
func (n Network) Composer(post string) string {
	base := composers[n.ID]
	if base == "" {
		return ""
	}
	return base + escape(post)
}

// escape writes all but letters, digits and - . _ ~ as percent and two capital
// digits (RFC 3986, 2.1 and 2.3). Capitals matter: they make smaller codes.
func escape(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if isAlnum(rune(c)) || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', digits[c>>4], digits[c&15]})
	}
	return b.String()
}

// NetworkOf returns the network of an id.
func NetworkOf(id string) (Network, bool) {
	for _, n := range Networks() {
		if n.ID == id {
			return n, true
		}
	}
	return Network{}, false
}
