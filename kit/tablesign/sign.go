package tablesign

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

// NoteNetwork is the id of the note that phones can't join by a code.
const NoteNetwork = "network"

// Choice is what an organizer picks for a sign.
type Choice struct {
	// Address is the page that phones open.
	Address string
	Network Network
	// Lang is the language (BCP 47); none means the event's, then the kit's.
	Lang string
	// Paper is the sheet in mm as it lies; none means A4.
	Paper page.Size
}

// Made is a sign and what there is to know about it.
type Made struct {
	Page   *page.Page
	Report paper.Report
}

// Maker makes signs. It is safe for concurrent use.
type Maker struct{ set *paper.Setter }

// New returns a maker that sets its words with lib.
func New(lib *typeset.Library) *Maker { return &Maker{paper.New(lib)} }

// Make lays out a sign. Errors are those of [Network.Check], qr.Encode and the
// typesetter, and a [*paper.SizeError] for paper below A5.
func (m *Maker) Make(k *kit.Kit, ev kit.Event, c Choice) (*Made, error) {
	if err := c.Network.Check(); err != nil {
		return nil, err
	}
	if c.Paper == (page.Size{}) {
		c.Paper = page.Size{W: 210, H: 297}
	}
	s := &sign{kit: k, set: m.set, size: c.Paper, u: c.Paper.Short() / 210}
	if math.Max(c.Paper.W, c.Paper.H) > 2*c.Paper.Short() || c.Paper.Short() < 100 {
		return nil, s.tooSmall()
	}
	s.speak(ev, c.Lang)
	s.margin = math.Max(14*s.u, 8)
	s.ink, s.accent = paper.Colours(k)
	s.canvas = &paper.Canvas{Size: s.size, RTL: typeset.RTL(s.lang), Layer: &page.Layer{}}
	if err := s.draw(c); err != nil {
		return nil, err
	}
	p := &page.Page{Size: s.size, Title: s.say("table-title"), Lang: s.lang, Layers: []*page.Layer{s.canvas.Layer}}
	return &Made{p, s.report}, nil
}

// sign is a sign while it is drawn. u is one mm of an A4 page, scaled to the
// paper's short side.
type sign struct {
	kit         *kit.Kit
	set         *paper.Setter
	canvas      *paper.Canvas
	size        page.Size
	u, margin   float64
	lang        string
	langs       []string
	ink, accent page.Color
	report      paper.Report
}

// english are the words of a sign for kits that bring none.
var english = map[string]string{
	"table-title":    "Everything on your phone",
	"table-join":     "Join the Wi-Fi",
	"table-open":     "Open the page",
	"table-network":  "Network",
	"table-password": "Password",
	"point":          "Point your phone’s camera at the square.",
	"table-offline":  "It needs no Internet. If your phone says so, stay connected.",
}

// speak chooses the language: the first that the kit has the sign's title in.
func (s *sign) speak(ev kit.Event, lang string) {
	for _, l := range slices.Concat([]string{lang}, ev.Languages, s.kit.Languages, []string{"en"}) {
		if l != "" {
			s.langs = append(s.langs, l)
		}
	}
	_, s.lang = s.kit.Word("table-title", s.langs...)
	s.lang = cmp.Or(s.lang, "en")
	if s.langs[0] != s.lang {
		s.report.Note(paper.NoteLanguage, fmt.Sprintf("The kit has no table sign in %s; it is in %s.", s.langs[0], s.lang))
	}
	s.report.Lang = s.lang
	s.langs = append([]string{s.lang}, s.langs...)
}

func (s *sign) say(id string) string {
	words, _ := s.kit.Word(id, s.langs...)
	return cmp.Or(words, english[id])
}

func (s *sign) tooSmall() error { return &paper.SizeError{Paper: s.size, What: "table sign"} }

// panels are the two steps: what they say and the codes that do them.
func (s *sign) panels(c Choice) ([]*panel, error) {
	open, err := qr.Encode(c.Address)
	if err != nil {
		return nil, err
	}
	n := c.Network
	join := &panel{heading: s.say("table-join"), rows: []row{{name: s.say("table-network"), value: n.Name}}}
	if !n.Open {
		join.rows = append(join.rows, row{name: s.say("table-password"), value: n.Password})
	}
	payload, ok := n.Join()
	switch {
	case ok:
		if join.code, err = qr.Encode(payload); err != nil {
			return nil, err
		}
	case n.Name == "":
		s.report.Note(NoteNetwork, "Nobody said which Wi-Fi it is: write its name and password on the lines. With both, the sign gets a code that joins it.")
	default:
		s.report.Note(NoteNetwork, "The network’s name has letters that not every phone reads from a code, so people choose it from their phone’s list. A name of a-z and digits would get a code.")
	}
	page := &panel{heading: s.say("table-open"), rows: []row{{value: c.Address, address: true}}, code: open, link: true}
	return []*panel{join, page}, nil
}
