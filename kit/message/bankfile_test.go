package message_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/message"
)

func problems(t *testing.T, files map[string]string) string {
	t.Helper()
	var b strings.Builder
	for _, p := range message.Check(kitWith(t, files)) {
		if p.What == "" || p.Mend == "" || p.File == "" {
			t.Errorf("a problem without words: %+v", p)
		}
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}

const arabic = "المكتبة #OpenIt"

// The choices that people are given don't change in the hand of who asks.
func TestChoices(t *testing.T) {
	for name, list := range map[string]func() []string{"audiences": message.Audiences, "tones": message.Tones} {
		got := list()
		want := slices.Clone(got)
		if len(got) < 4 || len(slices.Compact(slices.Sorted(slices.Values(got)))) != len(got) {
			t.Errorf("%s: %q", name, got)
		}
		got[0] = "changed"
		if again := list(); !slices.Equal(again, want) {
			t.Errorf("%s: %q, want %q", name, again, want)
		}
	}
}

// Every audience and tone that is offered is taken.
func TestEveryChoiceIsTaken(t *testing.T) {
	var en, ar strings.Builder
	n := 0
	for _, audience := range message.Audiences() {
		for _, tone := range message.Tones() {
			id := fmt.Sprintf("m-%02d", n)
			en.WriteString(entry(id, audience, tone, fmt.Sprintf("Words %d. #OpenIt", n)))
			ar.WriteString(entry(id, audience, tone, fmt.Sprintf("كلمات %d. #OpenIt", n)))
			n++
		}
	}
	files := map[string]string{"messages/messages.en.toml": en.String(), "messages/messages.ar.toml": ar.String()}
	if said := problems(t, files); said != "" {
		t.Fatal(said)
	}
	b, err := message.Read(kitWith(t, files))
	if err != nil {
		t.Fatal(err)
	}
	all, _ := b.In("en")
	for _, audience := range message.Audiences() {
		if got := (message.Filter{Audience: audience}).Of(all); len(got) != len(message.Tones()) {
			t.Errorf("%s: %d messages", audience, len(got))
		}
	}
	for _, tone := range message.Tones() {
		if got := (message.Filter{Tone: tone}).Of(all); len(got) != len(message.Audiences()) {
			t.Errorf("%s: %d messages", tone, len(got))
		}
	}
}

// What a bank gives out is the caller's; the bank stays as it was read.
func TestBankNeverChanges(t *testing.T) {
	b, err := message.Read(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	langs, messages := b.Languages(), []message.Message(nil)
	messages, _ = b.In("en")
	langs[0], messages[0].Text = "xx", "changed"
	if again, _ := b.In("en"); again[0].Text == "changed" || b.Languages()[0] != "en" {
		t.Errorf("%v, %v", b.Languages(), again[0])
	}
}

// Names that people give: what is plain, and what isn't.
func TestIDs(t *testing.T) {
	for id, good := range map[string]bool{
		"a": true, "books-01": true, "a.b_c-d": true, "0": true, "9-9": true,
		"A": false, "a b": false, "-a": false, "a-": false, "a--b": false, "a/b": false, "../a": false, "é": false,
		"a\u200Db": false, "كتب": false, "a.": false, "_a": false, "a\n": false,
	} {
		said := problems(t, map[string]string{
			"messages/messages.en.toml": entry(id, "everyone", "factual", "Shut. #OpenIt"),
			"messages/messages.ar.toml": entry(id, "everyone", "factual", arabic),
		})
		if strings.Contains(said, "is not a plain name") == good {
			t.Errorf("%q: %q", id, said)
		}
	}
}

// Signs that nobody sees are told of by their number; those that letters and
// emoji need are not.
func TestSignsNobodySees(t *testing.T) {
	for sign, seen := range map[string]bool{
		"\u200B": false, "\u200E": false, "\u202A": false, "\u2066": false, "\u00AD": false, "\uFEFF": false,
		"\uE000": false, "\U0010FFFD": false, "\uFFFD": false, "\u061C": false,
		"\u200C": true, "\u200D": true, "\uFE0E": true, "\uFE0F": true, "\u00A0": true, "\u0301": true,
		"\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F": true,
	} {
		said := problems(t, map[string]string{
			"messages/messages.en.toml": "[[message]]\nid = 'a'\naudience = 'everyone'\ntone = 'warm'\ntext = 'Open" + sign + " it. #OpenIt'\n",
			"messages/messages.ar.toml": entry("a", "everyone", "warm", arabic),
		})
		if strings.Contains(said, "invisible sign U+") == seen {
			t.Errorf("%+q: %q", sign, said)
		}
	}
}

// What lies in the folder and is no file of messages is let be; keys that
// lack are told of once.
func TestFiles(t *testing.T) {
	good := map[string]string{
		"messages/messages.en.toml": entry("a", "everyone", "warm", "Open it. #OpenIt"),
		"messages/messages.ar.toml": entry("a", "everyone", "warm", arabic),
	}
	with := func(name, text string) map[string]string {
		out := map[string]string{name: text}
		for n, s := range good {
			if out[n] == "" {
				out[n] = s
			}
		}
		return out
	}
	for name, tt := range map[string]struct {
		files map[string]string
		want  string
	}{
		"a copy":         {with("messages/messages.en.toml.bak", "[["), ""},
		"notes":          {with("messages/notes.toml", "[["), ""},
		"a folder below": {with("messages/old/messages.fr.toml", "[["), ""},
		"no audience":    {with("messages/messages.en.toml", "[[message]]\nid = 'a'\ntone = 'warm'\ntext = 'Open. #OpenIt'\n"), "audience"},
		"no text":        {with("messages/messages.en.toml", "[[message]]\nid = 'a'\naudience = 'everyone'\ntone = 'warm'\n"), "text"},
		"no id":          {with("messages/messages.en.toml", "[[message]]\naudience = 'everyone'\ntone = 'warm'\ntext = 'x'\n"), "id"},
		"a number":       {with("messages/messages.en.toml", "[[message]]\nid = 7\n"), "messages.en.toml:2"},
		"bytes":          {with("messages/messages.en.toml", "[[message]]\nid = '\xff'\n"), "messages.en.toml"},
		"nothing in it":  {with("messages/messages.en.toml", "# nothing yet\n"), ""},
	} {
		said := problems(t, tt.files)
		if tt.want == "" && strings.Contains(said, "messages.en") && name != "nothing in it" || !strings.Contains(said, tt.want) {
			t.Errorf("%s: %q, want %q", name, said, tt.want)
		}
	}
}

// A kit without hashtags asks for none, and takes none.
func TestKitWithoutHashtags(t *testing.T) {
	open := func(text string) []kit.Problem {
		k, err := kit.Open(fstest.MapFS{
			"kit.toml":                  {Data: []byte("id = \"x\"\nversion = \"1\"\nlanguages = [\"en\"]\n[title]\nen = \"X\"\n")},
			"slogans.toml":              {},
			"messages/messages.en.toml": {Data: []byte(entry("a", "everyone", "warm", text))},
		})
		if err != nil {
			t.Fatal(err)
		}
		return message.Check(k)
	}
	if ps := open("Open it."); len(ps) > 0 {
		t.Errorf("%v", kit.Problems(ps))
	}
	if ps := open("Open it. #Mine"); len(ps) != 1 || !strings.Contains(ps[0].What, "#Mine") {
		t.Errorf("%v", kit.Problems(ps))
	}
}

// Words are found in every script, whatever their capitals and however their
// accents are written; their order doesn't matter.
func TestFilterWords(t *testing.T) {
	messages := []message.Message{
		{ID: "straße", Text: "Öffnet die STRASSE"},
		{ID: "istanbul", Text: "İstanbul’da bugün"},
		{ID: "ela", Text: "Ανοίξτε την ΟΔΟΣ"},
		{ID: "hindi", Text: "पुस्तकालय खोलो"},
		{ID: "arabic", Text: "افتحوا المكتبة"},
		{ID: "family", Text: "👩‍👩‍👦 together"},
	}
	for words, want := range map[string]string{
		"strasse":          "straße",
		"STRASSE":          "straße",
		"o\u0308ffnet":     "straße",
		"die  öffnet ":     "straße",
		"οδος":             "ela",
		"खोलो":             "hindi",
		"المكتبة افتحوا":   "arabic",
		"👩‍👩‍👦":            "family",
		"together family":  "family",
		"together strasse": "",
		"\x00":             "",
		" \t\n":            "straße istanbul ela hindi arabic family",
	} {
		var ids []string
		for _, m := range (message.Filter{Words: words}).Of(messages) {
			ids = append(ids, m.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%q: %s, want %s", words, got, want)
		}
	}
	if got := (message.Filter{Audience: "nobody"}).Of(messages); got != nil {
		t.Errorf("%v", got)
	}
	if got := (message.Filter{}).Of(nil); got != nil {
		t.Errorf("%v", got)
	}
}
