package placard

import (
	"fmt"
	"math"

	"eventkit/kit/page"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

// sheet is a placard while it is drawn. Lengths are mm; u is one mm of an A4
// page, scaled to the paper's short side.
type sheet struct {
	*inputs
	m   *Maker
	sym *qr.Symbol

	w, h, u, margin float64
	// callEm, textEm and smallEm are the type sizes beside the headline.
	callEm, textEm, smallEm float64

	// yield scales the room that a code may take, where its words need some.
	yield float64

	// base carries what a batch shares, local what differs from event to event.
	base, local *page.Layer
	report      Report
}

// leastEm is the smallest type on any paper, in mm: 6 pt and a hair.
const leastEm = 2.12

func newSheet(m *Maker, in *inputs, sym *qr.Symbol) *sheet {
	u := in.paper.Short() / 210
	s := &sheet{
		inputs: in, m: m, sym: sym,
		w: in.paper.W, h: in.paper.H, u: u, margin: 12 * u,
		callEm: math.Max(6.3*u, 3.2), textEm: math.Max(4.5*u, 2.5), smallEm: math.Max(3.25*u, leastEm),
		yield: 1,
		base:  &page.Layer{}, local: &page.Layer{},
	}
	s.report = Report{
		Address: in.link.ASCII, Printed: in.printed, Wanted: in.wanted,
		Version: sym.Version, Modules: sym.Modules.N, Level: sym.Level,
	}
	return s
}

// landscape reports whether the sheet lies: then designs set their parts side by side.
func (s *sheet) landscape() bool { return s.w > s.h*1.1 }

func (s *sheet) first() voice { return s.voices[0] }

func (s *sheet) finish() *Sheet {
	s.report.Notes = s.notes
	return &Sheet{
		Page: &page.Page{
			Size: s.paper, Title: s.title, Lang: s.first().lang,
			Layers: []*page.Layer{s.m.intern(s.base), s.local},
		},
		Report: s.report,
	}
}

// ground paints the whole sheet, unless paper is that colour already.
func (s *sheet) ground(c page.Color) {
	if c != page.White {
		s.base.Add(page.Box{Rect: page.Rect{W: s.w, H: s.h}, Fill: c})
	}
}

func (s *sheet) box(r page.Rect, c page.Color) { s.base.Add(page.Box{Rect: r, Fill: c}) }

// style is the headline's voice in a language.
func posterStyle(lang string) typeset.Style {
	return typeset.Style{Weight: typeset.Black, Lang: lang, Caps: true}
}

// headline fits a headline into a box and notes how it reads.
func (s *sheet) headline(t said, box page.Size, stack bool) (*typeset.Block, error) {
	return s.m.fit(t.text, posterStyle(t.lang), box, typeset.Limits{MinEm: s.textEm, Stack: stack})
}

// reports notes contrast and reach of the first headline.
func (s *sheet) reports(b *typeset.Block, ink, ground page.Color) {
	if b == nil || s.report.Legible > 0 {
		return
	}
	s.report.Headline = b.Lines()
	s.report.Contrast = page.Contrast(ink, ground)
	s.report.Legible = legible(b.Em)
}

// legible is the distance in metres at which capitals of a type size of em mm
// still fill 8.6 minutes of arc, well above what ordinary sight resolves
// (a height of 1/400 of the distance).
func legible(em float64) float64 {
	const capHeight = 0.714
	return em * capHeight * 400 / 1000
}

// word returns one of the kit's words for paper in a language, "" if it has none.
func (s *sheet) word(id, lang string) said {
	words, got := s.kit.Word(id, lang)
	return said{words, got}
}

// codeSide chooses the code's side in mm without quiet zone: what the distance
// asks for, or the design's natural side; at most most.
func (s *sheet) codeSide(natural, most float64) (float64, error) {
	n := s.sym.Modules.N
	least := qr.MinSide(n)
	most *= s.yield
	if most < least {
		return 0, &SizeError{s.paper, least, most}
	}
	side := natural
	if s.wanted > 0 {
		side = qr.SideFor(s.wanted, n)
		if side > most+1e-9 {
			s.note(NoteDistance, "This paper holds a code that is read from %s, not %s. Take larger paper, the Code design or a shorter address.",
				metres(qr.Reach(most, n)), metres(s.wanted))
		}
	}
	return math.Max(least, math.Min(side, most)), nil
}

// quiet is the width of the quiet zone in mm for a side.
func (s *sheet) quiet(side float64) float64 {
	return side / float64(s.sym.Modules.N) * qr.Quiet
}

// inset is how far the code stands inside its place: by the quiet zone where
// that shows as a white card, else only by what the margin can't give it.
func (s *sheet) inset(ground page.Color, side float64) float64 {
	if ground == page.White {
		return math.Max(0, s.quiet(side)+0.5*s.u-s.margin)
	}
	return s.quiet(side)
}

// beside is the room between a code's place and what stands next to it.
func (s *sheet) beside(ground page.Color, side float64) float64 {
	return math.Max(9*s.u, s.quiet(side)-s.inset(ground, side)+2.5*s.u)
}

// code draws the code with its first module at x, y.
func (s *sheet) code(x, y, side float64) {
	q := s.quiet(side)
	c := s.sym.Code(page.Point{X: x - q, Y: y - q}, side/float64(s.sym.Modules.N))
	s.local.Add(c, page.Link{Rect: c.Rect, Address: s.link.ASCII})
	s.report.CodeMM = side
	s.report.Reach = qr.Reach(side, s.sym.Modules.N)
}

// metres says a distance for people: centimetres below a metre, rounded down
// so that it is never promised too much.
func metres(d float64) string {
	const slack = 1e-6
	if d+slack < 1 {
		return fmt.Sprintf("%d cm", int((d+slack)*20)*5)
	}
	return fmt.Sprintf("%.3g m", math.Floor((d+slack)*10)/10)
}
