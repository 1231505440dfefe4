package storm

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/message"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
	"eventkit/kit/when"
)

// Lengths of a card in mm.
const (
	pt = 25.4 / 72

	inset     = 6.0 // words keep this far from a card's edge; printers leave 5
	codeInset = 4.0 // the code's light zone keeps this far from it
	between   = 3.0 // between words and code

	// The widths of a code's modules: the least is more than four dots of a
	// printer. A code grows to codeWant with its light zone.
	minModule = 0.4
	usual     = 0.5
	maxModule = 0.75
	codeWant  = 36.0

	smallest = 9 * pt // of any words
	largest  = 14 * pt
	narrow   = 30.0 // the least measure for words
)

// desk is where cards are laid out.
type desk struct {
	set         *paper.Setter
	kit         *kit.Kit
	lang        string
	network     message.Network
	link        string
	size        page.Size
	cols, rows  int
	hour        []string // the storm's title and the network, then day and hour
	ink, accent page.Color
	grey        page.Color
}

func (m *Maker) desk(k *kit.Kit, ev kit.Event, c Choice) (*desk, []message.Message, error) {
	d := &desk{set: m.set, kit: k, size: c.Paper.Portrait(), cols: 2, grey: page.Color{R: 0x8C, G: 0x8C, B: 0x8C}}
	d.ink, d.accent = paper.Colours(k)
	if c.Paper == (page.Size{}) {
		d.size = page.Size{W: 210, H: 297}
	}
	switch c.PerSheet {
	case 0, Eight, Ten:
		d.rows = max(Eight, c.PerSheet) / d.cols
	default:
		return nil, nil, &ChoiceError{fmt.Sprintf("%d cards a sheet is no choice", c.PerSheet), "take 8 or 10"}
	}
	if c.Count < 0 || c.Count > MaxCards {
		return nil, nil, &ChoiceError{fmt.Sprintf("%d cards are too many or too few for one document", c.Count), fmt.Sprintf("take 1 to %d", MaxCards)}
	}
	if d.size.W < 140 || d.size.H < 190 {
		return nil, nil, &paper.SizeError{Paper: d.size, What: "card"}
	}
	var ok bool
	if d.network, ok = message.NetworkOf(cmpOr(c.Network, "x")); !ok || d.network.Composer("") == "" {
		return nil, nil, &ChoiceError{fmt.Sprintf("no code opens a composer of %q", c.Network), "take x or bluesky"}
	}
	address, err := paper.AddressOf(k, ev, c.Link)
	if err != nil {
		return nil, nil, err
	}
	if address != nil {
		d.link = address.Symbol.Address
	}
	messages, err := d.messages(ev, c)
	if err != nil {
		return nil, nil, err
	}
	return d, messages, d.clock(ev)
}

func cmpOr(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// messages are those chosen, in the language that they are in.
func (d *desk) messages(ev kit.Event, c Choice) ([]message.Message, error) {
	if len(c.Messages) > 0 {
		d.lang = c.Messages[0].Lang
		return c.Messages, nil
	}
	bank, err := message.Read(d.kit)
	if err != nil {
		return nil, err
	}
	langs := slices.Clone(ev.Languages)
	if c.Lang != "" {
		langs = []string{c.Lang}
	}
	all, lang := bank.In(langs...)
	d.lang = lang
	chosen := c.Filter.Of(all)
	if len(chosen) == 0 {
		return nil, &ChoiceError{"no message is like that", "ask for another audience, tone or word"}
	}
	return chosen, nil
}

// clock says when the storm is, and on which network; a kit without one has only
// the latter.
func (d *desk) clock(ev kit.Event) error {
	c, err := ClockOf(d.kit, ev)
	if errors.Is(err, ErrNone) {
		d.hour = []string{d.network.Name}
		return nil
	}
	if err != nil {
		return err
	}
	title, _, _ := c.Action.Title.In(d.lang)
	hour := c.Says(d.lang)
	if !c.Own {
		hour += " " + when.Zone(c.Local)
	}
	d.hour = []string{title + " · " + d.network.Name, hour}
	return nil
}

// design is a card that is laid out, wherever it lies.
type design struct {
	card             Card
	symbol           *qr.Symbol
	side             float64 // of the code in mm, without its light zone
	body, tags, foot []*paper.Text
}

// design lays a message out: first with the address in the post, then
// without. It is nil where the message doesn't fit.
func (d *desk) design(m message.Message) (*design, error) {
	var last string
	for _, link := range []string{d.link, ""} {
		post, linked := d.network.Post(m.Text, link)
		if post == last {
			continue
		}
		last = post
		address := d.network.Composer(post)
		if len(address) > qr.MaxAddress {
			continue
		}
		one, err := d.beside(Card{Message: m, Post: post, Address: address, Linked: linked})
		if one != nil || err != nil {
			return one, err
		}
	}
	return nil, nil
}

// beside finds room for a card's words beside its code, with as much about the
// hour below them as there is room for. It is nil if there is none. A code
// that would need narrow modules gives up some of its error correction first.
func (d *desk) beside(card Card) (*design, error) {
	kinds := []struct {
		encode func(string) (*qr.Symbol, error)
		least  float64
		symbol *qr.Symbol
	}{{encode: qr.Encode, least: usual}, {encode: qr.EncodeDense, least: minModule}}
	for from := 0; from <= len(d.hour); from++ {
		for i := range kinds {
			kind := &kinds[i]
			if kind.symbol == nil {
				var err error
				if kind.symbol, err = kind.encode(card.Address); err != nil {
					return nil, err
				}
			}
			for _, module := range d.modules(kind.symbol.Modules.N, kind.least) {
				one := &design{card: card, symbol: kind.symbol, side: module * float64(kind.symbol.Modules.N)}
				one.card.ModuleMM = module
				ok, err := d.fill(one, d.hour[from:])
				if err != nil {
					return nil, err
				}
				if ok {
					return one, nil
				}
			}
		}
	}
	return nil, nil
}

// modules are the widths of a module to try for a symbol of n modules, the
// widest first and none under the least; there is none where it doesn't fit on
// a card.
func (d *desk) modules(n int, least float64) []float64 {
	whole := float64(n + 2*qr.Quiet)
	c := d.cell(0)
	room := min(c.H-2*codeInset, c.W-2*inset-between-narrow)
	most := room / whole
	var out []float64
	for _, module := range []float64{max(usual, min(maxModule, codeWant/whole)), usual, minModule} {
		module = min(module, most)
		if module >= least && !slices.Contains(out, module) {
			out = append(out, module)
		}
	}
	return out
}

// fill sets the words beside the code. ok is false where they don't fit.
func (d *desk) fill(one *design, hour []string) (ok bool, err error) {
	room := d.words()
	room.W -= one.side + qr.Quiet*one.card.ModuleMM + between
	if room.W < narrow-1e-6 {
		return false, nil
	}
	body, tags := message.Split(one.card.Message.Text)
	if one.tags, err = d.tags(tags, room.W); err != nil {
		return false, unlessTooLong(err)
	}
	foot := paper.Style{Lang: d.lang, RTL: typeset.RTL(d.lang), Em: smallest, Least: smallest, Weight: typeset.Medium}
	for _, words := range hour {
		t, err := d.set.Set(words, foot, room.W)
		if err != nil {
			return false, unlessTooLong(err)
		}
		one.foot = append(one.foot, t)
	}
	left := room.H - height(one.tags) - height(one.foot) - 2*gap
	for em := largest; em >= smallest-1e-9; em -= 0.5 * pt {
		st := paper.Style{Lang: d.lang, RTL: typeset.RTL(d.lang), Em: em, Least: smallest, Weight: typeset.Bold, Prose: true}
		t, err := d.set.Set(body, st, room.W)
		if err != nil {
			if err = unlessTooLong(err); err != nil {
				return false, err
			}
			continue
		}
		if marks(t)+t.Height() <= left {
			one.body = []*paper.Text{t}
			return true, nil
		}
	}
	return false, nil
}

// gap is between the parts of a card's words.
const gap = 1.6

// marks is how much lower words stand because of the marks on their first line.
func marks(t *paper.Text) float64 {
	const reach = 0.5 // that may stand out, of what printers leave
	return max(0, t.Above()-reach)
}

// unlessTooLong swallows what only says that words don't fit, or that no font
// draws them: another message is taken then.
func unlessTooLong(err error) error {
	if errors.As(err, new(*typeset.TooLongError)) || errors.As(err, new(*typeset.MissingGlyphError)) {
		return nil
	}
	return err
}

// tags sets the hashtags, each on a line of its own, all of one size.
func (d *desk) tags(tags []string, width float64) ([]*paper.Text, error) {
	for em := 13 * pt; ; em -= 0.5 * pt {
		var out []*paper.Text
		st := paper.Style{Lang: "en", RTL: typeset.RTL(d.lang), Em: em, Least: smallest, Weight: typeset.Black}
		fits := true
		for _, tag := range tags {
			t, err := d.set.Set(tag, st, width)
			if err != nil && em-0.5*pt < smallest {
				return nil, err
			}
			if err != nil || t.Len() > 1 {
				fits = false
				break
			}
			out = append(out, t)
		}
		if fits {
			return out, nil
		}
		if em-0.5*pt < smallest-1e-9 {
			return nil, &typeset.TooLongError{Text: strings.Join(tags, " "), MinEm: smallest}
		}
	}
}

func height(texts []*paper.Text) float64 {
	var h float64
	for _, t := range texts {
		h += t.Height()
	}
	return h
}
