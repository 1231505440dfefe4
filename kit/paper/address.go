package paper

import (
	"strings"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/qr"
)

// Address is what the codes of a document open.
type Address struct {
	// Symbol is the code, Printed the address for typing.
	Symbol  *qr.Symbol
	Printed string
	// Campaign says that it is the campaign's page and not a form.
	Campaign bool
}

// AddressOf finds the address: the one chosen, the event's, the kit's. It is
// nil where there is none; the error is that of [kit.ParseLink] or
// [qr.Encode].
func AddressOf(k *kit.Kit, ev kit.Event, chosen string) (*Address, error) {
	own := first(chosen, ev.Link)
	words := first(own, k.Links.Sign, k.Links.Page)
	if words == "" {
		return nil, nil
	}
	link, err := kit.ParseLink(words)
	if err != nil {
		return nil, err
	}
	a := &Address{Printed: link.Display}
	if a.Symbol, err = qr.Encode(link.ASCII); err != nil {
		return nil, err
	}
	if own == "" && k.Links.Short != "" {
		if short, err := kit.ParseLink(k.Links.Short); err == nil {
			a.Printed = short.Display
		}
	}
	if p, err := kit.ParseLink(k.Links.Page); err == nil {
		a.Campaign = p.ASCII == link.ASCII
	}
	return a, nil
}

func first(ss ...string) string {
	for _, s := range ss {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// Colours returns the ink of a kit's documents and the accent beside it; both
// stand out from white paper.
func Colours(k *kit.Kit) (ink, accent page.Color) {
	ink, accent = page.Black, page.Black
	if len(k.Palettes) == 0 {
		return ink, accent
	}
	p := k.Palettes[0]
	if page.Contrast(p.Ink, page.White) >= 10 {
		ink = p.Ink
	}
	if page.Contrast(p.Accent, page.White) >= 3 {
		return ink, p.Accent
	}
	return ink, ink
}
