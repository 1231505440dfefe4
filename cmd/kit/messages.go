package main

import (
	"fmt"
	"slices"

	"eventkit/kit/message"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/storm"
)

type messagesCommand struct {
	documentFlags
	Audience string `help:"For whom: everyone, journalists, unions, parliamentarians or students." placeholder:"NAME"`
	Tone     string `help:"How they speak: factual, asking, urgent or warm." placeholder:"NAME"`
	Search   string `help:"Words that must be in them." placeholder:"WORDS"`
	Network  string `default:"x" help:"Whose composer a code opens: x or bluesky. Default: ${default}." placeholder:"NAME"`
	Cards    bool   `help:"Make cards of paper, each with a message and a code that opens a phone’s composer with it, as PDF."`
	PerSheet int    `default:"8" help:"Cards on a sheet: 8 or 10. Default: ${default}." placeholder:"N"`
	Count    int    `help:"How many cards; messages come again where there are fewer. Default: each message once, and the last sheet filled up." placeholder:"N"`
	JSON     bool   `name:"json" help:"One object on standard output: lang, messages with id, audience, tone, text, lengths and composers."`
	Output   string `short:"o" help:"The file for the cards; - is a PDF on standard output." placeholder:"FILE.pdf"`
}

// Run prints the messages, or makes cards of them.
func (c *messagesCommand) Run(e *env) error {
	if err := c.sane(); err != nil {
		return err
	}
	if c.Cards {
		return c.cards(e)
	}
	k, closer, err := c.open(e)
	if err != nil {
		return err
	}
	defer closer.Close()
	ev, err := readEvent(c.Event)
	if err != nil {
		return err
	}
	langs := ev.Languages
	if c.Lang != "" {
		if langs, err = languages(k, []string{c.Lang}, false); err != nil {
			return err
		}
	}
	bank, err := message.Read(k)
	if err != nil {
		return err
	}
	all, lang := bank.In(langs...)
	chosen := c.filter().Of(all)
	if c.JSON {
		address, err := paper.AddressOf(k, ev, c.Link)
		if err != nil {
			return err
		}
		return printJSON(e.stdout, inJSON(chosen, lang, address))
	}
	for _, m := range chosen {
		fmt.Fprintf(e.stdout, "%s\t%s\n", m.ID, m.Text)
	}
	e.say("%d messages in %s, of %d.", len(chosen), lang, len(all))
	return nil
}

// sane checks what the flags say by themselves.
func (c *messagesCommand) sane() error {
	if c.Audience != "" && !slices.Contains(message.Audiences(), c.Audience) {
		return unknown("audience", c.Audience, message.Audiences())
	}
	if c.Tone != "" && !slices.Contains(message.Tones(), c.Tone) {
		return unknown("tone", c.Tone, message.Tones())
	}
	switch {
	case c.Network != "x" && c.Network != "bluesky":
		return unknown("network", c.Network, []string{"x", "bluesky"})
	case c.PerSheet != storm.Eight && c.PerSheet != storm.Ten:
		return &usageError{fmt.Sprintf("%d cards on a sheet are no choice", c.PerSheet), "Take --per-sheet 8 or 10."}
	case c.Count < 0 || c.Count > storm.MaxCards:
		return &usageError{fmt.Sprintf("%d cards are too many or too few", c.Count), fmt.Sprintf("Take --count 1 to %d.", storm.MaxCards)}
	case c.Cards && c.JSON:
		return &usageError{"--cards and --json are two different things", "Ask for one of them."}
	case c.Cards && c.Output == "":
		return &usageError{"the cards need a file", "Name one with -o FILE.pdf."}
	case !c.Cards && c.Output != "":
		return &usageError{"only cards go to a file", "Add --cards, or send the messages on: kit messages > FILE"}
	}
	return nil
}

func (c *messagesCommand) filter() message.Filter {
	return message.Filter{Audience: c.Audience, Tone: c.Tone, Words: c.Search}
}

func (c *messagesCommand) cards(e *env) error {
	if _, err := format(c.Output, "pdf"); err != nil {
		return err
	}
	d, err := c.sit(e)
	if err != nil {
		return err
	}
	defer d.close()
	if d.paper == (page.Size{}) {
		d.paper = page.Size{W: 210, H: 297}
	}
	made, err := storm.New(d.lib).Cards(d.kit, d.event, storm.Choice{
		Lang: d.lang, Network: c.Network, PerSheet: c.PerSheet, Paper: d.paper,
		Filter: c.filter(), Count: c.Count, Link: c.Link,
	})
	if err != nil {
		return err
	}
	if err := e.bind(c.Output, made.Report, made.Pages); err != nil {
		return err
	}
	e.say("  %d cards in %s.", len(made.Cards), made.Report.Lang)
	return nil
}

// listed is what kit messages --json prints.
type listed struct {
	Lang     string          `json:"lang"`
	Messages []listedMessage `json:"messages"`
}

type listedMessage struct {
	message.Message
	// Lengths are by the id of the network, Composers the addresses that open
	// its composer with the message and, where it fits, the address in it.
	Lengths   map[string]int    `json:"lengths"`
	Composers map[string]string `json:"composers"`
}

func inJSON(messages []message.Message, lang string, address *paper.Address) listed {
	out := listed{Lang: lang, Messages: []listedMessage{}}
	link := ""
	if address != nil {
		link = address.Symbol.Address
	}
	for _, m := range messages {
		one := listedMessage{Message: m, Lengths: map[string]int{}, Composers: map[string]string{}}
		for _, l := range message.Measure(m.Text) {
			one.Lengths[l.Network.ID] = l.Length
			post, _ := l.Network.Post(m.Text, link)
			if a := l.Network.Composer(post); a != "" {
				one.Composers[l.Network.ID] = a
			}
		}
		out.Messages = append(out.Messages, one)
	}
	return out
}
