package message_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"eventkit/kit/message"
)

// typed is what people type: words of many scripts, tags, addresses, emoji.
func typed() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		"Free", "नि:शुल्क", "حرية", "自由", "e\u0301", "✊🏾", "👩‍👩‍👦", "🇰🇪", "1️⃣", "☮︎", "#OpenIt", "#حرية", "＃x",
		"example.org", "https://example.org/a_(b)?c=d#e", "HTTP://T.CO/abc", "@ann@example.org", "a.b.c", "https://", "…", "\u200d", "\xff",
	})
	gap := rapid.SampledFrom([]string{"", " ", "\n", ".", ",", "(", ")", "\u00A0", "/", ":"})
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(0, 8).Draw(t, "pieces") {
			b.WriteString(piece.Draw(t, "piece"))
			b.WriteString(gap.Draw(t, "gap"))
		}
		return b.String()
	})
}

// What a length says of itself agrees with itself.
func TestLengthsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Repeat(typed().Draw(t, "text"), rapid.IntRange(1, 12).Draw(t, "times"))
		for i, l := range message.Measure(text) {
			n := message.Networks()[i]
			if l != n.Measure(text) {
				t.Fatalf("%s measures in two ways", n.ID)
			}
			if l.Over() != max(0, l.Length-l.Network.Max) || l.Fits() && (l.Over() > 0 || l.Length == 0 || l.Invalid) {
				t.Fatalf("%s: %+v", n.ID, l)
			}
			if l.InBytes && (l.Network.ID != "bluesky" || l.Length != len(text) || l.Over() == 0) {
				t.Fatalf("%s: %+v", n.ID, l)
			}
			if !l.InBytes && n.ID == "bluesky" && l.Length != uniseg.GraphemeClusterCount(text) {
				t.Fatalf("%s: %+v", n.ID, l)
			}
		}
	})
}

// A post is the text, with the link after it or without; it is as long as is
// taken, if the text alone is.
func TestPostFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-zé自 ]{1,300}`).Draw(t, "text")
		link := rapid.SampledFrom([]string{"", "https://example.org/x", "https://example.org/" + strings.Repeat("y", 200)}).Draw(t, "link")
		for _, n := range message.Networks() {
			post, linked := n.Post(text, link)
			want := text
			if linked {
				want += " " + link
			}
			if post != want || linked && link == "" {
				t.Fatalf("%s: %q", n.ID, post)
			}
			if linked && !n.Measure(post).Fits() {
				t.Fatalf("%s takes no %q", n.ID, post)
			}
			if !linked && link != "" && n.Measure(text+" "+link).Fits() {
				t.Fatalf("%s would take the link after %q", n.ID, text)
			}
		}
	})
}

// The composer says back every byte, and nothing of a text can add a field.
func TestComposerSaysBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		post := rapid.OneOf(typed(), rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "post")
		for _, id := range []string{"x", "bluesky"} {
			n, _ := message.NetworkOf(id)
			u, err := url.Parse(n.Composer(post))
			if err != nil {
				t.Fatal(err)
			}
			if q := u.Query(); len(q) != 1 || q.Get("text") != post || u.Fragment != "" || u.Scheme != "https" || u.User != nil {
				t.Fatalf("%s: %v", id, u)
			}
		}
	})
}

// Words and tags are the text again: nothing is lost between them.
func TestSplitLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := typed().Draw(t, "text")
		body, tags := message.Split(text)
		if !slices.Equal(tags, message.Hashtags(text)) {
			t.Fatalf("%q of %q", tags, text)
		}
		if !strings.HasPrefix(strings.TrimSpace(text), body) {
			t.Fatalf("%q does not begin with %q", text, body)
		}
		rest := strings.TrimPrefix(strings.TrimSpace(text), body)
		gone := 0
		for i := len(tags) - 1; i >= 0 && strings.TrimSpace(rest) != ""; i-- {
			rest = strings.TrimSuffix(strings.TrimSpace(rest), tags[i])
			gone++
		}
		if strings.TrimSpace(rest) != "" {
			t.Fatalf("%q is lost of %q", rest, text)
		}
		if strings.TrimSpace(text) != "" && body == "" {
			t.Fatalf("no words are left of %q", text)
		}
	})
}

// Hashtags and addresses stand in the text as they are given; addresses one
// after the other, where what hides a hashtag may be one itself.
func TestFindsStandInTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := typed().Draw(t, "text")
		for _, tag := range message.Hashtags(text) {
			if !strings.ContainsAny(tag, "#＃") || !strings.Contains(text, tag) {
				t.Fatalf("the tag %q is not in %q", tag, text)
			}
		}
		rest := text
		for _, a := range message.Addresses(text) {
			_, after, ok := strings.Cut(rest, a)
			if !ok || a == "" {
				t.Fatalf("the address %q is not in %q", a, text)
			}
			rest = after
		}
	})
}

// An address that is put between spaces is found and counts 23 on X, whatever
// stands around it.
func TestAddressCounts(t *testing.T) {
	x, _ := message.NetworkOf("x")
	for _, address := range []string{
		"https://example.org", "http://example.org/", "https://example.org:8080/x", "https://example.org/?a=b", "example.com/a/b",
		"https://www.example.co.uk/é", "https://example.org/" + strings.Repeat("long/", 500), "https://xn--bcher-kva.example.org",
	} {
		for _, around := range [][2]string{{"", ""}, {"a ", " b"}, {"(", ")"}, {"自", "\n"}, {"\u00AB", "\u00BB"}, {"✊ ", " ✊"}, {"…", "…"}} {
			text := around[0] + address + around[1]
			got := message.Addresses(text)
			if len(got) != 1 || got[0] != address {
				t.Errorf("%.60q: %.60q", text, got)
				continue
			}
			if l, want := x.Measure(text).Length, 23+x.Measure(around[0]+around[1]).Length; l != want {
				t.Errorf("%.60q is %d, want %d", text, l, want)
			}
		}
	}
}

// Long texts that are made to take time don't.
func TestHostileTexts(t *testing.T) {
	for name, text := range map[string]string{
		"points":        strings.Repeat("a.", 20_000),
		"after schemes": strings.Repeat("http://a.", 1500),
		"hyphens":       strings.Repeat("a-", 20_000) + ".",
		"no Latin":      strings.Repeat("字", 20_000) + ".字",
		"mixed points":  strings.Repeat("a.", 2000) + "字.org",
		"open brackets": "https://example.org/" + strings.Repeat("(", 4000),
		"schemes":       strings.Repeat("https://", 1000),
		"tags":          strings.Repeat("#", 4000),
		"joined words":  strings.Repeat("a#b", 1500),
		"mentions":      strings.Repeat("@a", 3000),
		"joiners":       strings.Repeat("👩\u200d", 1500),
		"black flags":   strings.Repeat("\U0001F3F4\U000E0067", 1000),
		"labels":        strings.Repeat("-", 4000) + ".org",
		"accents":       "e" + strings.Repeat("\u0301", 4000),
	} {
		for _, l := range message.Measure(text) {
			if l.Length <= 0 || l.Length > 2*len(text) {
				t.Errorf("%s on %s: %d", name, l.Network.ID, l.Length)
			}
		}
		body, _ := message.Split(text)
		if body == "" {
			t.Errorf("%s: no words", name)
		}
	}
}
