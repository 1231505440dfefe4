package storm_test

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/message"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/qr"
	"eventkit/kit/storm"
)

var (
	a4     = page.Size{W: 210, H: 297}
	letter = page.Size{W: 215.9, H: 279.4}
	event  = kit.Event{Timezone: "Africa/Nairobi", Link: "https://example.org/sign"}
)

// choices are all sheets of a language.
func choices(lang string) []storm.Choice {
	var out []storm.Choice
	for _, size := range []page.Size{a4, letter} {
		for _, per := range []int{storm.Eight, storm.Ten} {
			for _, network := range []string{"x", "bluesky"} {
				out = append(out, storm.Choice{Lang: lang, Paper: size, PerSheet: per, Network: network})
			}
		}
	}
	return out
}

// selection is one of the choices, another for each language, or all with
// -full.
func selection(i int, lang string) []storm.Choice {
	all := choices(lang)
	if *full {
		return all
	}
	return all[i%len(all) : i%len(all)+1]
}

func cards(t *testing.T, c storm.Choice) *storm.Cards {
	t.Helper()
	made, err := storm.New(papertest.Library(t)).Cards(papertest.Kit(t), event, c)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// Every sheet of every language keeps the rules of a card: words and codes
// inside their card, no words under 9 pt, nothing that touches, modules of 0.4
// mm or more.
func TestCards(t *testing.T) {
	for i, lang := range papertest.Langs() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			for _, c := range selection(i, lang) {
				if !*full {
					c.Messages, c.Count = longest(t, c), 2
				}
				made := cards(t, c)
				name := fmt.Sprintf("%s %.0f %d", c.Network, c.Paper.W, c.PerSheet)
				if *full && len(made.Cards) != len(made.Pages)*c.PerSheet {
					t.Errorf("%s: %d cards on %d sheets", name, len(made.Cards), len(made.Pages))
				}
				for i, p := range made.Pages {
					for _, fault := range faults(p, c, made.Cards[i*c.PerSheet:]) {
						t.Errorf("%s, sheet %d: %s", name, i+1, fault)
					}
				}
			}
		})
	}
}

// faults are the rules that a sheet breaks.
func faults(p *page.Page, c storm.Choice, cards []storm.Card) []string {
	var bad []string
	add := func(format string, args ...any) { bad = append(bad, fmt.Sprintf(format, args...)) }
	w, h := p.Size.W/2, p.Size.H/float64(c.PerSheet/2)
	cell := func(r page.Rect, inset float64) bool {
		col, row := int((r.X+r.W/2)/w), int((r.Y+r.H/2)/h)
		return page.Rect{X: float64(col) * w, Y: float64(row) * h, W: w, H: h}.Grown(0.3 - inset).Contains(r)
	}
	texts, codes := papertest.Texts(p), papertest.Codes(p)
	if len(codes) != min(c.PerSheet, len(cards)) {
		add("%d codes", len(codes))
	}
	for i, code := range codes {
		if !cell(code.Rect, 4) || code.Module() < 0.4-1e-9 || code.Address != cards[i].Address {
			add("the code of %s: %.1f, modules of %.2f mm", cards[i].Message.ID, code.Rect, code.Module())
		}
		for _, l := range texts {
			if l.Bounds().Overlaps(code.Rect) {
				add("%q lies on a code", l.String)
			}
		}
	}
	for i, l := range texts {
		if !cell(l.Bounds(), 5.5) { // marks above letters reach out
			add("%q leaves its card: %.1f", l.String, l.Bounds())
		}
		if l.Em < 9*25.4/72-1e-6 {
			add("%q is %.2f mm", l.String, l.Em)
		}
		for _, o := range texts[i+1:] {
			a, b := l.Bounds(), o.Bounds()
			if a.Overlaps(b.Grown(-0.45)) {
				add("%q touches %q", l.String, o.String)
			}
		}
	}
	return bad
}

// A card's composer holds the message byte for byte, and the address where it
// is said to.
func TestPosts(t *testing.T) {
	bank, err := message.Read(papertest.Kit(t))
	if err != nil {
		t.Fatal(err)
	}
	for i, lang := range papertest.Langs() {
		all, _ := bank.In(lang)
		made := cards(t, storm.Choice{Lang: lang, Network: []string{"x", "bluesky"}[i%2], Count: 2})
		for _, c := range made.Cards {
			want := c.Message.Text
			if c.Linked {
				want += " " + event.Link
			}
			u, err := url.Parse(c.Address)
			if err != nil || u.Query().Get("text") != want || c.Post != want {
				t.Errorf("%s: %q, want %q", c.Message.ID, c.Address, want)
			}
			if !slices.Contains(all, c.Message) {
				t.Errorf("%s is not the kit's", c.Message.ID)
			}
		}
	}
}

// The first sheet of each is read back as a phone does; a text is on paper with
// its hashtags and the hour.
func TestCardsReadBack(t *testing.T) {
	for i, lang := range papertest.Langs() {
		c := choices(lang)[i%8]
		c.Count = 1
		made := cards(t, c)
		if err := qr.ReadBack(made.Pages[0]); err != nil {
			t.Errorf("%s: %v", lang, err)
		}
		said := papertest.Said(made.Pages...)
		clock, err := storm.ClockOf(papertest.Kit(t), event)
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range []string{clock.Says(lang), made.Cards[0].Message.Text} {
			for word := range strings.FieldsSeq(words) {
				if !strings.Contains(said, papertest.Squeezed(word)) {
					t.Errorf("%s: %q isn't on the sheet", lang, word)
				}
			}
		}
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct{ count, per, pages, cards int }{{1, 8, 1, 1}, {8, 8, 1, 8}, {9, 8, 2, 9}, {10, 10, 1, 10}, {60, 10, 6, 60}} {
		made := cards(t, storm.Choice{Lang: "en", Count: c.count, PerSheet: c.per, Filter: message.Filter{Audience: "students"}})
		if len(made.Pages) != c.pages || len(made.Cards) != c.cards {
			t.Errorf("%d cards, %d a sheet: %d on %d", c.count, c.per, len(made.Cards), len(made.Pages))
		}
		if again := slices.ContainsFunc(made.Report.Notes, func(n paper.Note) bool { return n.ID == storm.NoteRepeat }); again != (c.count > 8) {
			t.Errorf("%d cards: %v", c.count, made.Report.Notes)
		}
	}
	made := cards(t, storm.Choice{Lang: "en", Filter: message.Filter{Audience: "students"}, Count: 40})
	first := made.Cards[0].Message
	for i, card := range made.Cards {
		if card.Message.Audience != "students" || i > 0 && card.Message == first && i < 3 {
			t.Errorf("card %d is %s, %s", i, card.Message.ID, card.Message.Audience)
		}
	}
}

// A message that no card holds is left out and named; a card of an own message
// is like any other; an emoji that no font draws is left out too.
func TestTooLong(t *testing.T) {
	own := func(id, text string) message.Message {
		return message.Message{ID: id, Lang: "hi", Audience: "everyone", Tone: "warm", Text: text}
	}
	c := storm.Choice{PerSheet: storm.Ten, Messages: []message.Message{
		own("short", "सच #OpenIt"), own("long", strings.Repeat("सच प्रकाशित ", 18)+"#OpenIt"), own("emoji", "सच \U0001FAE8 #OpenIt"),
		own("tag", "#"+strings.Repeat("OpenIt", 12)),
	}}
	made := cards(t, c)
	var left []string
	for _, m := range made.TooLong {
		left = append(left, m.ID)
	}
	if got := strings.Join(left, " "); got != "long emoji tag" {
		t.Errorf("left out: %s", got)
	}
	if n := made.Report.Notes; len(n) == 0 || n[0].ID != storm.NoteTooLong || !strings.Contains(n[0].Text, "long, emoji, tag") {
		t.Errorf("notes %v", n)
	}
	c.Messages = c.Messages[1:2]
	if _, err := storm.New(papertest.Library(t)).Cards(papertest.Kit(t), event, c); !errors.As(err, new(*storm.ChoiceError)) {
		t.Errorf("none fits: %v", err)
	}
}

// An address that doesn't fit in the post or on the card stays away, and the
// report says so.
func TestWithoutLink(t *testing.T) {
	long := event
	long.Link = "https://example.org/" + strings.Repeat("a", 1990)
	made, err := storm.New(papertest.Library(t)).Cards(papertest.Kit(t), long, storm.Choice{Lang: "en", Count: 3})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range made.Cards {
		if c.Linked || strings.Contains(c.Post, "example.org") {
			t.Errorf("%s: %s", c.Message.ID, c.Post)
		}
	}
	if n := made.Report.Notes; len(n) != 1 || n[0].ID != storm.NoteNoLink || !strings.Contains(n[0].Text, "3 of 3") {
		t.Errorf("notes %v", n)
	}
	k := *papertest.Kit(t)
	k.Links = kit.Links{}
	k.Storm = ""
	made, err = storm.New(papertest.Library(t)).Cards(&k, kit.Event{}, storm.Choice{Lang: "en", Count: 1})
	if err != nil || made.Cards[0].Linked || len(made.Report.Notes) != 0 {
		t.Errorf("no link at all: %v, %v", made, err)
	}
}

func TestChoiceErrors(t *testing.T) {
	m, k := storm.New(papertest.Library(t)), papertest.Kit(t)
	for _, c := range []struct {
		choice storm.Choice
		want   error
	}{
		{storm.Choice{PerSheet: 9}, new(storm.ChoiceError)},
		{storm.Choice{Count: -1}, new(storm.ChoiceError)},
		{storm.Choice{Count: storm.MaxCards + 1}, new(storm.ChoiceError)},
		{storm.Choice{Network: "mastodon"}, new(storm.ChoiceError)},
		{storm.Choice{Network: "myspace"}, new(storm.ChoiceError)},
		{storm.Choice{Filter: message.Filter{Words: "zebra"}}, new(storm.ChoiceError)},
		{storm.Choice{Link: "not an address"}, new(kit.FieldError)},
		{storm.Choice{Paper: page.Size{W: 105, H: 148}}, new(paper.SizeError)},
	} {
		_, err := m.Cards(k, event, c.choice)
		if fmt.Sprintf("%T", err) != fmt.Sprintf("%T", c.want) || err.Error() == "" {
			t.Errorf("%+v: %T %v, want %T", c.choice, err, err, c.want)
		}
	}
	if _, err := m.Cards(k, kit.Event{Timezone: "Moon/Base"}, storm.Choice{}); !errors.As(err, new(*kit.FieldErrors)) {
		t.Errorf("a zone that is none: %v", err)
	}
}
