package message_test

import (
	"net/url"
	"strings"
	"testing"

	"eventkit/kit/message"
)

// A link comes along only where the network still takes the whole.
func TestPost(t *testing.T) {
	const link = "https://example.org/a/long/path/to/the/form"
	for _, c := range []struct {
		network, text, link string
		linked              bool
	}{
		{"x", "Open it.", link, true},
		{"x", "Open it.", "", false},
		{"x", strings.Repeat("a", 256), link, true},
		{"x", strings.Repeat("a", 257), link, false},
		{"mastodon", strings.Repeat("a", 476), link, true},
		{"mastodon", strings.Repeat("a", 477), link, false},
		{"bluesky", strings.Repeat("a", 299-len(link)), link, true},
		{"bluesky", strings.Repeat("a", 300-len(link)), link, false},
	} {
		post, linked := network(t, c.network).Post(c.text, c.link)
		want := c.text
		if c.linked {
			want += " " + c.link
		}
		if post != want || linked != c.linked {
			t.Errorf("%s, %.20q: %v, %q", c.network, c.text, linked, post)
		}
	}
}

// A composer's address is ASCII and says the post byte for byte.
func TestComposer(t *testing.T) {
	const post = "नि:शुल्क & free? 100% +1 #OpenIt https://example.org/é"
	for _, c := range []struct{ network, host, path string }{
		{"x", "x.com", "/intent/post"},
		{"bluesky", "bsky.app", "/intent/compose"},
	} {
		address := network(t, c.network).Composer(post)
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if u.Host != c.host || u.Path != c.path || u.Query().Get("text") != post || strings.ContainsFunc(address, func(r rune) bool { return r < '!' || r > '~' }) {
			t.Errorf("%s: %s", c.network, address)
		}
	}
	if a := network(t, "mastodon").Composer(post); a != "" {
		t.Errorf("mastodon: %s", a)
	}
	if _, ok := message.NetworkOf("myspace"); ok {
		t.Error("there is a network myspace")
	}
	if n, ok := message.NetworkOf("bluesky"); !ok || n.Name != "Bluesky" {
		t.Errorf("%v", n)
	}
}
