package poster

import (
	"fmt"
	"math"

	"eventkit/kit"
	"eventkit/kit/artwork"
	"eventkit/kit/page"
	"eventkit/kit/page/raster"
	"eventkit/kit/page/svg"
	"eventkit/kit/placard"
	"eventkit/kit/typeset"
)

// sheet is a poster while it is drawn. Lengths are mm.
type sheet struct {
	m      *Maker
	kit    *kit.Kit
	choice Choice
	poster kit.Poster
	aside  *placard.Aside
	paper  page.Size
	report placard.Report

	view    kit.View
	origin  origin
	info    artwork.Info
	drawing *svg.Drawing // nil if it isn't one
	// frame is the view's frame in the artwork's units, and in place where it
	// lies on the sheet; scale is mm per unit.
	frame, place page.Rect
	scale        float64
}

func (s *sheet) make() (*Sheet, error) {
	if err := s.choose(); err != nil {
		return nil, err
	}
	art, err := s.art()
	if err != nil {
		return nil, err
	}
	p := &page.Page{Size: s.paper, Lang: s.aside.Lang, Layers: []*page.Layer{art}}
	p.Title, p.Lang = s.title()
	if !s.view.Box.Empty() && s.drawing != nil {
		words, err := s.headline(p)
		if err != nil {
			return nil, err
		}
		p.Layers = append(p.Layers, words)
	}
	p.Layers = append(p.Layers, s.aside.Layers...)
	return &Sheet{Page: p, Poster: s.poster, DPI: s.dpi(), Report: s.report}, nil
}

// choose takes the view whose proportions are nearest to the room there is.
func (s *sheet) choose() error {
	want, best := math.Log(s.aside.Area.W/s.aside.Area.H), math.Inf(1)
	for _, v := range s.poster.Views {
		o, info, d, err := s.m.look(s.kit, s.choice, v)
		if err != nil {
			return err
		}
		frame := page.Rect{W: info.Size.W, H: info.Size.H}
		switch {
		case d != nil && v.Frame.Empty():
			frame = d.View
		case d != nil:
			frame = v.Frame
		}
		if off := math.Abs(math.Log(frame.W/frame.H) - want); off < best {
			best = off
			s.view, s.origin, s.info, s.drawing, s.frame = v, o, info, d, frame
		}
	}
	a, f := s.aside.Area, s.frame
	s.scale = math.Min(a.W/f.W, a.H/f.H)
	s.place = page.Rect{W: f.W * s.scale, H: f.H * s.scale}
	s.place.X, s.place.Y = a.X+(a.W-s.place.W)/2, a.Y+(a.H-s.place.H)/2
	return nil
}

// art is the ground and the artwork on it, whole.
func (s *sheet) art() (*page.Layer, error) {
	whole := page.Rect{W: s.paper.W, H: s.paper.H}
	l := &page.Layer{}
	if s.poster.Ground != page.White {
		l.Add(page.Box{Rect: whole, Fill: s.poster.Ground})
	}
	if s.drawing != nil {
		s.draw(l, whole)
		return l, nil
	}
	img, err := s.m.picture(s.origin, s.info, s.place, s.choice.Pixels)
	if err != nil {
		return nil, err
	}
	l.Add(page.Picture{Rect: s.place, Image: img})
	s.judge()
	return l, nil
}

// draw adds the drawing. One that bleeds goes on to the trim, another ends with
// its frame.
func (s *sheet) draw(l *page.Layer, whole page.Rect) {
	seen := whole
	if !s.drawing.Bleeds {
		seen = s.place
	}
	at := page.Point{X: s.place.X - s.frame.X*s.scale, Y: s.place.Y - s.frame.Y*s.scale}
	beyond := false
	for _, it := range s.drawing.Items(at, s.scale) {
		b := it.Bounds()
		if !b.Overlaps(seen) {
			continue
		}
		l.Add(it)
		beyond = beyond || !seen.Contains(b)
	}
	if beyond && !s.drawing.Bleeds {
		s.frameIn(l)
	}
}

// frameIn covers what lies around the frame with the ground.
func (s *sheet) frameIn(l *page.Layer) {
	p, w, h := s.place, s.paper.W, s.paper.H
	for _, r := range []page.Rect{
		{W: w, H: p.Y},
		{Y: p.Bottom(), W: w, H: h - p.Bottom()},
		{Y: p.Y, W: p.X, H: p.H},
		{X: p.Right(), Y: p.Y, W: w - p.Right(), H: p.H},
	} {
		if r.W > 1e-6 && r.H > 1e-6 {
			l.Add(page.Box{Rect: r, Fill: s.poster.Ground})
		}
	}
}

// title is the headline, or the name of finished artwork, with its language.
func (s *sheet) title() (words, lang string) {
	text := s.poster.Title
	switch slogan, ok := s.kit.Slogan(s.poster.Slogan); {
	case s.poster.Language == undetermined:
		return text[undetermined], s.aside.Lang
	case s.poster.Language != "":
		words, _, _ = text.In(s.aside.Lang)
		return words, s.poster.Language
	case ok:
		text = slogan.Text
	case len(s.poster.Text) > 0:
		text = s.poster.Text
	}
	tags := append([]string{s.aside.Lang}, s.kit.Languages...)
	words, lang, exact := text.In(tags...)
	if !exact && words != "" {
		s.note(placard.NoteLanguage, "The kit has no words for this poster in %s; it is shown in %s.", s.aside.Lang, lang)
	}
	return words, lang
}

func (s *sheet) note(id, format string, args ...any) {
	s.report.Notes = append(s.report.Notes, placard.Note{ID: id, Text: fmt.Sprintf(format, args...)})
}

// box is where the headline stands on the sheet. Sides that lie near the
// frame's own lie on the sheet's margin, whatever its proportions.
func (s *sheet) box() page.Rect {
	b, f, a := s.view.Box, s.frame, s.aside.Area
	left, top := s.place.X+(b.X-f.X)*s.scale, s.place.Y+(b.Y-f.Y)*s.scale
	right, bottom := left+b.W*s.scale, top+b.H*s.scale
	if s.drawing.Bleeds {
		const near = 0.1
		margin := 12.0 / 210 * s.paper.Short()
		if b.X-f.X < near*f.W {
			left = a.X + margin
		}
		if f.Right()-b.Right() < near*f.W {
			right = a.Right() - margin
		}
		if b.Y-f.Y < near*f.H {
			top = a.Y + margin
		}
		if f.Bottom()-b.Bottom() < near*f.H {
			bottom = a.Bottom() - margin
		}
	}
	return besides(page.Rect{X: left, Y: top, W: right - left, H: bottom - top}, s.card())
}

// card is the aside's card with some room around it; empty if there is none.
func (s *sheet) card() page.Rect {
	if s.aside.Card.Empty() {
		return page.Rect{}
	}
	return s.aside.Card.Grown(4.0 / 210 * s.paper.Short())
}

// besides is the largest part of a box above, below or beside a card.
func besides(box, card page.Rect) page.Rect {
	if !box.Overlaps(card) {
		return box
	}
	best := page.Rect{}
	for _, r := range []page.Rect{
		{X: box.X, Y: box.Y, W: box.W, H: card.Y - box.Y},
		{X: box.X, Y: card.Bottom(), W: box.W, H: box.Bottom() - card.Bottom()},
		{X: box.X, Y: box.Y, W: card.X - box.X, H: box.H},
		{X: card.Right(), Y: box.Y, W: box.Right() - card.Right(), H: box.H},
	} {
		if r.W > 0 && r.H > 0 && r.W*r.H > best.W*best.H {
			best = r
		}
	}
	return best
}

// headline sets the headline as large as its box allows, at that end of the
// box which is nearer to the sheet's edge.
func (s *sheet) headline(p *page.Page) (*page.Layer, error) {
	box := s.box()
	u := s.paper.Short() / 210
	style := typeset.Style{Weight: typeset.Black, Lang: p.Lang, Caps: true}
	b, err := s.m.lib.Fit(p.Title, style, page.Size{W: box.W, H: box.H}, typeset.Limits{MinEm: math.Max(4.5*u, 2.5)})
	if err != nil {
		return nil, err
	}
	y := box.Y
	if v, f := s.view.Box, s.frame; v.Y-f.Y > f.Bottom()-v.Bottom() {
		y = box.Bottom() - b.H
	}
	align := map[string]typeset.Align{"left": typeset.Left, "center": typeset.Center}[s.view.Align]
	words := &page.Layer{}
	words.Add(b.Place(page.Point{X: box.X, Y: y}, box.W, align, typeset.Paint{Fill: s.view.Ink})...)
	s.report.Headline = b.Lines()
	s.report.Legible = placard.Legible(b.Em)
	return words, s.contrast(p, words)
}

// contrast finds how clearly the words stand out from what lies under them:
// the least contrast anywhere in the bounds of a line.
func (s *sheet) contrast(p *page.Page, words *page.Layer) error {
	const px = 64
	least := math.Inf(1)
	for _, it := range words.Items {
		area := it.Bounds()
		img, err := raster.Region(p, area, px/math.Max(area.W, area.H))
		if err != nil {
			return err
		}
		for i := 0; i+3 < len(img.Pix); i += 4 {
			under := page.Color{R: img.Pix[i], G: img.Pix[i+1], B: img.Pix[i+2]}
			least = math.Min(least, page.Contrast(s.view.Ink, under))
		}
	}
	s.report.Contrast = least
	if least < kit.MinContrast {
		s.note(NoteContrast, "The headline lies on colours that it stands out from too little (%.1f:1; %.1f:1 is clear).", least, kit.MinContrast)
	}
	return nil
}
