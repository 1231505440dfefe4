package message

import (
	"regexp"
	"strings"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// Network is a place where messages are posted.
type Network struct {
	// ID names it for the program ("x", "mastodon", "bluesky"), Name for
	// people.
	ID, Name string
	// Max is the longest message, in the network's own measure.
	Max int
}

// The longest messages. X: twitter-text's configuration, version 3;
// Mastodon: an instance's default; Bluesky: app.bsky.feed.post.
const (
	maxX            = 280
	maxMastodon     = 500
	maxBluesky      = 300
	maxBlueskyBytes = 3000
)

// addressLength is what an address counts on X and Mastodon, however long.
const addressLength = 23

// Networks are those whose lengths are known.
func Networks() []Network {
	return []Network{{"x", "X", maxX}, {"mastodon", "Mastodon", maxMastodon}, {"bluesky", "Bluesky", maxBluesky}}
}

// Length is how long a network takes a text to be.
type Length struct {
	Network Network
	// Length is in the network's own measure. Bluesky limits bytes too: where
	// they are what is too much, Length and Network.Max are bytes and InBytes
	// says so.
	Length  int
	InBytes bool
	// Invalid says that the network refuses a character of the text.
	Invalid bool
}

// Over returns by how much the text is too long, 0 if it isn't.
func (l Length) Over() int { return max(0, l.Length-l.Network.Max) }

// Fits reports whether the network takes the text.
func (l Length) Fits() bool { return l.Over() == 0 && l.Length > 0 && !l.Invalid }

// Measure returns the lengths of a text on all networks, in the order of
// [Networks].
func Measure(text string) []Length {
	out := make([]Length, 0, 3)
	for _, n := range Networks() {
		out = append(out, n.Measure(text))
	}
	return out
}

// Measure returns the length of a text as this network counts it.
func (n Network) Measure(text string) Length {
	l := Length{Network: n}
	switch n.ID {
	case "x":
		l.Length, l.Invalid = weighted(text)
	case "mastodon":
		l.Length = onMastodon(text)
	case "bluesky":
		l.Length = uniseg.GraphemeClusterCount(text)
		if l.Length <= n.Max && len(text) > maxBlueskyBytes {
			l.Length, l.InBytes, l.Network.Max = len(text), true, maxBlueskyBytes
		}
	}
	return l
}

// A character weighs 1 in these ranges and 2 elsewhere, as an emoji does
// (twitter-text's configuration, version 3).
var light = [][2]rune{{0, 4351}, {8192, 8205}, {8208, 8223}, {8242, 8247}}

// weighted is a text's length on X: that of its NFC, with addresses and emoji
// counted whole. invalid says that a character is in it that X refuses.
func weighted(text string) (length int, invalid bool) {
	text = norm.NFC.String(text)
	addresses := spans(text)
	for i := 0; i < len(text); {
		if len(addresses) > 0 && addresses[0].start == i {
			length += addressLength
			i = addresses[0].end
			addresses = addresses[1:]
			continue
		}
		if n := emojiLen(text[i:]); n > 0 {
			length += 2
			i += n
			continue
		}
		r, n := decode(text[i:])
		length += weight(r)
		invalid = invalid || refused(r)
		i += n
	}
	return length, invalid
}

func weight(r rune) int {
	for _, l := range light {
		if l[0] <= r && r <= l[1] {
			return 1
		}
	}
	return 2
}

// refused reports whether X refuses a text for this character.
func refused(r rune) bool { return r == 0xFFFE || r == 0xFEFF || r == 0xFFFF }

// remote is a mention of somebody on another server of the fediverse; only the
// name before the server counts.
var remote = regexp.MustCompile(`(?i)(^|[^=/\p{L}\p{M}\p{N}_])(@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@[\p{L}\p{M}\p{N}_]+(?:[.-]+[\p{L}\p{M}\p{N}_]+)*`)

// onMastodon counts graphemes: an address with its scheme as 23, a mention
// without its server.
func onMastodon(text string) int {
	n, at := 0, 0
	count := func(s string) int {
		if strings.Contains(s, "@") {
			s = remote.ReplaceAllString(s, "$1$2")
		}
		return uniseg.GraphemeClusterCount(s)
	}
	for _, s := range spans(text) {
		if s.scheme {
			n += count(text[at:s.start]) + addressLength
			at = s.end
		}
	}
	return n + count(text[at:])
}
