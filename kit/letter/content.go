package letter

import (
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
	"eventkit/kit/when"
)

// Choice is what an organizer picks for a letter or a briefing.
type Choice struct {
	// Lang is the language (BCP 47); none means the event's, then the kit's.
	Lang string
	// Role is one of [Roles]; none means the first.
	Role string
	// Paper is the sheet in mm; none means A4.
	Paper page.Size
	// Link is the address that the code opens; none means the event's, then
	// the kit's.
	Link string
	// Text is the source in place of the kit's, in Lang.
	Text string
	// Count is how many signatures are handed over; 0 leaves the sentence out.
	Count int
	// Signers is how many people sign; 0 means 4.
	Signers int
	// Logo is the picture in a letter's head, nil for none.
	Logo *Logo
}

// Content is what a letter or a briefing says, filled in: what pages, HTML and
// plain text are made of.
type Content struct {
	*Document
	RTL  bool
	Form Form
	// Host, Contact and Date head a letter, To is who it goes to, Closing
	// ends it. What is empty is not there.
	Host, Contact, Date string
	To                  []string
	Closing             string
	// Delegation heads the lines to sign on, Sign says what they are for.
	Delegation, Sign string
	Signers          int
	// Address is what the code opens, or nil.
	Address *paper.Address
	// Logo is the picture in the head, or nil.
	Logo *Logo
}

// langs are the languages to try, the best first.
func (c Choice) langs(k *kit.Kit, ev kit.Event) []string {
	var out []string
	for _, l := range slices.Concat([]string{c.Lang}, ev.Languages, k.Languages, []string{"en"}) {
		if l != "" && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// document reads the text that was chosen.
func (c Choice) document(k *kit.Kit, ev kit.Event, form Form) (*Document, error) {
	langs := c.langs(k, ev)
	if c.Text != "" {
		return Read(c.Text, [...]string{"letter", "briefing"}[form], langs[0], form)
	}
	source, name, lang, err := Source(k, form, langs...)
	if err != nil {
		return nil, err
	}
	return Read(source, name, lang, form)
}

func letterContent(k *kit.Kit, ev kit.Event, c Choice) (*Content, error) {
	doc, err := c.document(k, ev, LetterForm)
	if err != nil {
		return nil, err
	}
	if c.Role == "" {
		c.Role = Roles()[0]
	}
	if !slices.Contains(Roles(), c.Role) {
		return nil, &RoleError{c.Role}
	}
	forms, err := texts(k, addressFile)
	if err != nil {
		return nil, err
	}
	words, err := texts(k, sheetFile)
	if err != nil {
		return nil, err
	}
	out := &Content{
		RTL: typeset.RTL(doc.Lang), Form: LetterForm,
		Host: paper.OneLine(ev.Host), Contact: paper.OneLine(ev.Contact),
		Closing:    saying(forms, c.Role+".closing", doc.Lang),
		Delegation: saying(words, "delegation", doc.Lang), Sign: saying(words, "signature-line", doc.Lang),
		Signers: c.Signers, Logo: c.Logo,
	}
	if out.Signers <= 0 {
		out.Signers = 4
	}
	if err := out.dated(ev, doc.Lang); err != nil {
		return nil, err
	}
	if out.Address, err = paper.AddressOf(k, ev, c.Link); err != nil {
		return nil, err
	}
	for _, line := range []string{saying(forms, c.Role+".line", doc.Lang), paper.OneLine(ev.Mission), paper.OneLine(ev.City)} {
		if line != "" {
			out.To = append(out.To, line)
		}
	}
	values := map[string]string{
		"salutation": saying(forms, c.Role+".salutation", doc.Lang),
		"mission":    ev.Mission, "city": ev.City, "host": ev.Host,
		// A date stays on one line.
		"date": strings.ReplaceAll(out.Date, " ", "\u00A0"),
	}
	if c.Count > 0 {
		values["count"] = paper.Number(c.Count, doc.Lang)
	}
	out.Document = doc.Fill(values)
	return out, nil
}

func (c *Content) dated(ev kit.Event, lang string) error {
	start, hasDate, _, err := ev.Start()
	if err == nil && hasDate {
		c.Date = when.Date(start, lang)
	}
	return err
}

func briefingContent(k *kit.Kit, ev kit.Event, c Choice) (*Content, error) {
	doc, err := c.document(k, ev, BriefingForm)
	if err != nil {
		return nil, err
	}
	out := &Content{Document: doc, RTL: typeset.RTL(doc.Lang), Form: BriefingForm, Host: paper.OneLine(ev.Host), Contact: paper.OneLine(ev.Contact)}
	out.Address, err = paper.AddressOf(k, ev, c.Link)
	return out, err
}
