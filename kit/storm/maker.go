package storm

import (
	"fmt"
	"strings"

	"eventkit/kit"
	"eventkit/kit/message"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
)

// How many cards lie on a sheet.
const (
	Eight = 8
	Ten   = 10
)

// MaxCards is the most cards of one document.
const MaxCards = 2000

// The ids of a report's notes.
const (
	NoteTooLong = "too-long" // messages that no card holds
	NoteNoLink  = "no-link"  // cards whose post has no address
	NoteRepeat  = "repeat"   // messages that are on several cards
)

// Choice is what an organizer picks for cards.
type Choice struct {
	// Lang is the language of the words (BCP 47); none means the event's, then
	// the kit's.
	Lang string
	// Network is the id of the network whose composer opens, "x" or
	// "bluesky"; none means "x".
	Network string
	// PerSheet is [Eight] or [Ten]; 0 means eight.
	PerSheet int
	// Paper is the sheet in mm; none means A4. Cards lie on it standing.
	Paper page.Size
	// Filter says which of the kit's messages are taken.
	Filter message.Filter
	// Messages are taken instead of the kit's where there are any.
	Messages []message.Message
	// Count is how many cards are made; messages come again where there are
	// fewer of them. 0 means each message once, and the last sheet filled up.
	Count int
	// Link is the address in each post; none means the event's, then the
	// kit's.
	Link string
}

// Card is what one card says.
type Card struct {
	Message message.Message
	// Post is what the composer holds, Address what the code opens.
	Post, Address string
	// Linked says that the post has the address in it. ModuleMM is the width
	// of the code's modules in mm.
	Linked   bool
	ModuleMM float64
}

// Cards are sheets of cards, and what there is to know about them.
type Cards struct {
	Pages []*page.Page
	// Cards are in the order of the sheets, row by row.
	Cards []Card
	// TooLong are the messages that fit on no card, and were left out.
	TooLong []message.Message
	Report  paper.Report
}

// Maker makes cards. It remembers what it has set and is safe for concurrent
// use.
type Maker struct{ set *paper.Setter }

// New returns a maker that sets its words with lib.
func New(lib *typeset.Library) *Maker { return &Maker{paper.New(lib)} }

// ChoiceError says that cards cannot be made as they were asked for.
type ChoiceError struct{ What, Mend string }

// Error says what is wrong and the mend.
func (e *ChoiceError) Error() string { return e.What + "; " + e.Mend }

// Cards lays out cards. A message that doesn't fit legibly on a card is left
// out and named in the report; where its address is what is too much, the card
// goes without that. Errors are a [*ChoiceError], also where no message fits,
// those of [message.Read], a [*paper.SizeError], and those of typesetting, links
// and codes.
func (m *Maker) Cards(k *kit.Kit, ev kit.Event, c Choice) (*Cards, error) {
	d, messages, err := m.desk(k, ev, c)
	if err != nil {
		return nil, err
	}
	out := &Cards{}
	var designs []*design
	want := c.Count
	for _, msg := range messages {
		if c.Count > 0 && len(designs) == c.Count {
			break
		}
		one, err := d.design(msg)
		if err != nil {
			return nil, err
		}
		if one == nil {
			out.TooLong = append(out.TooLong, msg)
			continue
		}
		designs = append(designs, one)
	}
	if len(designs) == 0 {
		return nil, &ChoiceError{"none of the messages fits on such a card: " + named(out.TooLong), "take 8 on a sheet, or shorter messages"}
	}
	per := d.cols * d.rows
	if want == 0 {
		want = min(MaxCards, (len(designs)+per-1)/per*per)
	}
	for i := range want {
		out.Cards = append(out.Cards, designs[i%len(designs)].card)
	}
	for at := 0; at < want; at += per {
		out.Pages = append(out.Pages, d.sheet(designs, at, min(per, want-at)))
	}
	d.tell(out, c, len(designs))
	return out, nil
}

// tell fills in the report.
func (d *desk) tell(out *Cards, c Choice, designs int) {
	r := &out.Report
	r.Lang = d.lang
	if c.Lang != "" && c.Lang != d.lang && len(c.Messages) == 0 {
		r.Note(paper.NoteLanguage, fmt.Sprintf("The kit has no messages in %s; they are in %s.", c.Lang, d.lang))
	}
	if n := len(out.TooLong); n > 0 {
		r.Note(NoteTooLong, fmt.Sprintf("Too long for a card, so left out: %s.", named(out.TooLong)))
	}
	var bare int
	for _, card := range out.Cards[:min(designs, len(out.Cards))] {
		if d.link != "" && !card.Linked {
			bare++
		}
	}
	if bare > 0 {
		r.Note(NoteNoLink, fmt.Sprintf("Without the address, to stay legible and within the network’s limit: %d of %d messages.", bare, min(designs, len(out.Cards))))
	}
	if c.Count > designs {
		r.Note(NoteRepeat, fmt.Sprintf("There are %d messages for %d cards: they come again.", designs, c.Count))
	}
}

// named lists messages by their ids, the first of them.
func named(messages []message.Message) string {
	const most = 12
	var ids []string
	for _, m := range messages[:min(most, len(messages))] {
		ids = append(ids, m.ID)
	}
	s := strings.Join(ids, ", ")
	if n := len(messages) - most; n > 0 {
		s += fmt.Sprintf(" and %d more", n)
	}
	return s
}
