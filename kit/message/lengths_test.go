package message_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"

	"eventkit/kit/message"
)

func network(t *testing.T, id string) message.Network {
	t.Helper()
	for _, n := range message.Networks() {
		if n.ID == id {
			return n
		}
	}
	t.Fatalf("no network %s", id)
	return message.Network{}
}

// How X weighs: the facts of twitter-text's configuration, version 3.
func TestOnX(t *testing.T) {
	const family = "\U0001F469\u200D\U0001F469\u200D\U0001F466"
	for _, c := range []struct {
		name, text string
		want       int
		fits       bool
	}{
		{"nothing", "", 0, false},
		{"Latin", "Free", 4, true},
		{"the last light letter", "\u10FF", 1, true},
		{"the first heavy one", "\u1100", 2, true},
		{"Arabic", "حرية", 4, true},
		{"Devanagari, marks and all", "आज़ादी", 6, true},
		{"Cyrillic", "свобода", 7, true},
		{"Amharic is heavy", "ሰላም", 6, true},
		{"Chinese is heavy", "自由", 4, true},
		{"a space of an em and a joiner", "\u2003\u200D", 2, true},
		{"a mark of direction between the light ranges", "\u200E", 2, true},
		{"hyphens and quotes", "\u2010“”\u201F", 4, true},
		{"an ellipsis is heavy", "…", 2, true},
		{"minutes and seconds", "\u2032\u2037", 2, true},
		{"beyond minutes", "\u2038", 2, true},
		{"an accent by itself is joined first", "e\u0301", 1, true},
		{"what cannot be joined stays two", "x\u0301", 2, true},
		{"280", strings.Repeat("a", 280), 280, true},
		{"281", strings.Repeat("a", 281), 281, false},
		{"140 heavy", strings.Repeat("自", 140), 280, true},
		{"141 heavy", strings.Repeat("自", 141), 282, false},
		{"an address", "https://example.org/a/very/long/path/that/goes/on/and/on", 23, true},
		{"a short one", "Go: a.io", 4 + 23, true},
		{"no address", "etc.and so on", 13, true},
		{"a hashtag with a point", "#free.org", 9, true},
		{"an address before a full stop", "See example.org.", 4 + 23 + 1, true},
		{"two", "example.org example.net", 23 + 1 + 23, true},
		{"a refused character", "a\uFEFF", 3, false},
		{"another", "a\uFFFF", 3, false},
		{"an emoji", "\U0001F54A", 2, true},
		{"an emoji that is text by itself", "✊", 2, true},
		{"with its sign", "☮\uFE0F", 2, true},
		{"an emoji made text", "☮\uFE0E", 4, true},
		{"a skin tone", "✊\U0001F3FE", 2, true},
		{"a tone where none can be", "☮\U0001F3FE", 4, true},
		{"a family", family, 2, true},
		{"two families", family + family, 4, true},
		{"a joiner that joins nothing known", "\U0001F54A\u200D\U0001F600", 2 + 1 + 2, true},
		{"a profession", "\U0001F469\U0001F3FD\u200D\u2695\uFE0F", 2, true},
		{"a flag", "\U0001F1F0\U0001F1EA", 2, true},
		{"no flag", "\U0001F1FF\U0001F1FF", 4, true},
		{"England", "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", 2, true},
		{"a part of no country", "\U0001F3F4\U000E0067\U000E0062\U000E007F", 2 + 6, true},
		{"a keycap", "1\uFE0F\u20E3", 2, true},
		{"a keycap without its sign", "#\u20E3", 2, true},
		{"a digit", "1", 1, true},
		{"copyright", "©", 1, true},
		{"copyright as an emoji", "©\uFE0F", 2, true},
		{"the rainbow flag", "\U0001F3F3\uFE0F\u200D\U0001F308", 2, true},
		{"bytes that are no text", "a\xffb", 4, true},
	} {
		got := network(t, "x").Measure(c.text)
		if got.Length != c.want || got.Fits() != c.fits {
			t.Errorf("%s: %q is %d, %v; want %d, %v", c.name, c.text, got.Length, got.Fits(), c.want, c.fits)
		}
	}
}

// What makes an address in the middle of words.
func TestAddresses(t *testing.T) {
	for text, want := range map[string][]string{
		"HTTPS://Example.ORG/Path":                         {"HTTPS://Example.ORG/Path"},
		"ftp://example.org":                                nil,
		"(see https://example.org/a_(b))":                  {"https://example.org/a_(b)"},
		"https://example.org/a(b(c)d)e":                    {"https://example.org/a(b(c)d)e"},
		"https://example.org/a((b(c)))":                    {"https://example.org/a"},
		"https://example.org/a()":                          {"https://example.org/a"},
		"https://example.org/a(b c)":                       {"https://example.org/a"},
		"https://example.org:8080/x":                       {"https://example.org:8080/x"},
		"https://example.org?x=1#y!":                       {"https://example.org?x=1#y"},
		"example.org?x=1":                                  {"example.org"},
		"example.org/x?y=1,":                               {"example.org/x?y=1"},
		"one.example.org, two.example.net!":                {"one.example.org", "two.example.net"},
		"me@example.org":                                   nil,
		"@example.org #example.org $example.org":           nil,
		"-example.org":                                     nil,
		"version 1.2.3 of file.txt":                        nil,
		"a_b.org":                                          nil,
		"https://a_b.example.org":                          {"https://a_b.example.org"},
		"https://a-.example.org":                           nil,
		"example.organic":                                  {"example.organic"},
		"example.orgs":                                     nil,
		"example.org-more":                                 nil,
		"example.org@x":                                    nil,
		"нашсайт.рф":                                       nil,
		"https://нашсайт.рф/путь":                          {"https://нашсайт.рф/путь"},
		"https://bücher.example.org":                       {"https://bücher.example.org"},
		"自由example.org自由":                                  {"example.org"},
		"https://t.co/abc-def":                             {"https://t.co/abc"},
		"https://t.co/abc?d=e more":                        {"https://t.co/abc?d=e"},
		"https://t.co/" + strings.Repeat("a", 41):          nil,
		"https://" + strings.Repeat("a", 64) + ".org":      nil,
		"https://" + strings.Repeat("a", 63) + ".org":      {"https://" + strings.Repeat("a", 63) + ".org"},
		"https://example.org/" + strings.Repeat("a", 4077): nil,
		"https://example.xn--p1ai/":                        {"https://example.xn--p1ai/"},
		"https://xn--ж.example.org/":                       nil,
		"no point":                                         nil,
		"...":                                              nil,
		"https://":                                         nil,
		"a.org b.org\nc.org":                               {"a.org", "b.org", "c.org"},
	} {
		if got := message.Addresses(text); !slices.Equal(got, want) {
			t.Errorf("%.80q:\n got %.80q\nwant %.80q", text, got, want)
		}
	}
}

func TestOnMastodon(t *testing.T) {
	for text, want := range map[string]int{
		"":                             0,
		"Free":                         4,
		"e\u0301":                      1,
		"आज़ादी":                       uniseg.GraphemeClusterCount("आज़ादी"),
		"\U0001F469\u200D\U0001F467 2": 3,
		"See https://example.org/a/very/long/path":   4 + 23,
		"See example.org":                            15, // without a scheme it is words
		"@ann@example.org hello":                     4 + 6,
		"@ann@social.example.org, hello":             4 + 7,
		"@ann hello":                                 10,
		"x@ann@example.org":                          17,
		"https://example.org/@ann@there.example.org": 23,
	} {
		if got := network(t, "mastodon").Measure(text).Length; got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}

func TestOnBluesky(t *testing.T) {
	for _, c := range []struct {
		text    string
		length  int
		inBytes bool
		over    int
	}{
		{strings.Repeat("नि", 300), 300, false, 0},
		{strings.Repeat("नि", 301), 301, false, 1},
		{"https://example.org", 19, false, 0}, // the whole address counts
		{strings.Repeat("\U0001F469\u200D\U0001F469\u200D\U0001F466", 160), 160, false, 0},
		{strings.Repeat("\U0001F469\u200D\U0001F469\u200D\U0001F466", 167), 167 * 18, true, 6},
	} {
		got := network(t, "bluesky").Measure(c.text)
		if got.Length != c.length || got.InBytes != c.inBytes || got.Over() != c.over || got.Fits() != (c.over == 0) {
			t.Errorf("%.20q: %+v", c.text, got)
		}
	}
}

// Graphemes of Bluesky are uniseg's; a text of letters is as long everywhere.
func TestMeasure(t *testing.T) {
	lengths := message.Measure("Free the press")
	if len(lengths) != len(message.Networks()) {
		t.Fatalf("%d lengths", len(lengths))
	}
	for i, l := range lengths {
		if l.Network.ID != message.Networks()[i].ID || l.Length != 14 || !l.Fits() {
			t.Errorf("%+v", l)
		}
	}
}

// Whatever is typed, measuring neither fails nor takes long; X counts a text
// as it counts its NFC, and addresses are cut from the text as they stand.
func FuzzMeasure(f *testing.F) {
	for _, s := range []string{
		"Free! https://example.org/a_(b)?c=d#e", "@ann@example.org", "\U0001F469\U0001F3FD\u200D\u2695\uFE0F 1\u20E3",
		"a\u0301.org", "\U0001F3F4\U000E0067\U000E007F", "xn--a.org http://t.co/x", "\xff.com", "a.b.c.d.e.com:80/()((",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, l := range message.Measure(s) {
			if l.Length < 0 || l.Length > 2*len(s)+23*strings.Count(s, ".") || (l.Length == 0) != (s == "") {
				t.Errorf("%s: %q is %d", l.Network.ID, s, l.Length)
			}
		}
		x := message.Networks()[0]
		if a, b := x.Measure(s), x.Measure(norm.NFC.String(s)); a.Length != b.Length {
			t.Errorf("%q is %d, its NFC %d", s, a.Length, b.Length)
		}
		rest := s
		for _, a := range message.Addresses(s) {
			i := strings.Index(rest, a)
			if i < 0 || !strings.Contains(a, ".") {
				t.Fatalf("%q: the address %q isn't there", s, a)
			}
			rest = rest[i+len(a):]
		}
	})
}
