package film

import (
	"math"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/poster"
	"eventkit/kit/typeset"
)

// drawer lays out scenes.
type drawer struct {
	lib      *typeset.Library
	kit      *kit.Kit
	event    kit.Event
	lang     string
	palette  kit.Palette
	placards *placard.Maker
	posters  *poster.Maker
}

func (d *drawer) draw(s Scene) (*scene, error) {
	out := &scene{ground: d.color(s.Ground), rtl: typeset.RTL(d.lang)}
	screen := page.Size{W: screenW, H: screenH}
	switch s.Kind {
	case Poster:
		made, err := d.posters.Make(d.kit, d.event, poster.Choice{Poster: s.Poster, Langs: []string{d.lang}, Paper: screen})
		if err != nil {
			return nil, err
		}
		out.stand(made.Page)
	case Placard:
		made, err := d.placards.Make(d.kit, d.event, placard.Choice{
			Template: s.Template, Slogan: d.slogan(), Langs: []string{d.lang}, Paper: screen, Palette: d.palette.ID,
		})
		if err != nil {
			return nil, err
		}
		out.stand(made.Page)
	case Tally:
		return out, d.tally(s, out)
	default:
		box := page.Rect{X: margin, Y: margin, W: screenW - 2*margin, H: screenH - 2*margin}
		return out, d.lines(s, out, box)
	}
	return out, nil
}

func (d *drawer) slogan() string {
	if len(d.kit.Slogans) == 0 {
		return ""
	}
	return d.kit.Slogans[0].ID
}

// stand takes a page as it is, with its ground.
func (s *scene) stand(p *page.Page) {
	for it := range p.Items {
		if _, link := it.(page.Link); !link {
			s.still = append(s.still, it)
		}
	}
	if len(s.still) > 0 {
		if b, ok := s.still[0].(page.Box); ok && b.W >= screenW-1 && b.H >= screenH-1 {
			s.ground = b.Fill
			return
		}
	}
	s.ground = page.White
}

// color is one of the palette's three.
func (d *drawer) color(name string) page.Color {
	return map[string]page.Color{"ground": d.palette.Ground, "ink": d.palette.Ink, "accent": d.palette.Accent}[name]
}

// on is the colour of words on a ground: that of the palette's which stands
// out most.
func (d *drawer) on(ground page.Color) page.Color {
	best := page.Black
	for _, c := range []page.Color{d.palette.Ink, d.palette.Ground, page.White} {
		if page.Contrast(c, ground) > page.Contrast(best, ground) {
			best = c
		}
	}
	return best
}

// lines sets the scene's words as large as the box allows, to come in one by
// one.
func (d *drawer) lines(s Scene, out *scene, box page.Rect) error {
	words, lang := s.words(d.kit, d.lang)
	if words == "" {
		return nil
	}
	out.rtl = typeset.RTL(lang)
	style := typeset.Style{Weight: typeset.Black, Lang: lang, Caps: true}
	b, err := d.lib.Fit(words, style, page.Size{W: box.W, H: box.H}, typeset.Limits{MaxEm: 66, MaxLines: 5})
	if err != nil {
		return err
	}
	y := box.Y + (box.H-b.H)/2
	for _, it := range b.Place(page.Point{X: box.X, Y: y}, box.W, typeset.Start, typeset.Paint{Fill: d.on(out.ground)}) {
		out.lines = append(out.lines, []page.Item{it})
	}
	return nil
}

// tally draws strokes in fives above the scene's words.
func (d *drawer) tally(s Scene, out *scene) error {
	const five, gap = 5, 1.9 // strokes in a group, room between groups in strokes' distances
	area := page.Rect{X: margin, Y: margin, W: screenW - 2*margin, H: screenH * 0.6}
	groups := (s.Count + five - 1) / five
	columns := int(math.Ceil(math.Sqrt(float64(groups) * 1.5)))
	rows := (groups + columns - 1) / columns
	cellW, cellH := area.W/float64(columns), area.H/float64(rows)
	step := cellW / (five - 1 + gap)
	line := math.Min(step*0.42, 2.6)
	height := cellH * 0.74
	ink := d.on(out.ground)
	for i := range s.Count {
		g, n := i/five, i%five
		column := g % columns
		if out.rtl {
			column = columns - 1 - column
		}
		x, y := area.X+float64(column)*cellW, area.Y+float64(g/columns)*cellH
		if n < five-1 {
			out.strokes = append(out.strokes, page.Box{Rect: page.Rect{X: x + step*float64(n) + step/2, Y: y, W: line, H: height}, Fill: ink})
			continue
		}
		out.strokes = append(out.strokes, page.Shape{
			Outline: slash(step*(five-2)+line+step*0.9, height*0.78, line), At: page.Point{X: x + step*0.05, Y: y + height*0.11}, Scale: 1, Fill: ink,
		})
	}
	bottom := area.Bottom() + 4
	return d.lines(s, out, page.Rect{X: margin, Y: bottom, W: screenW - 2*margin, H: screenH - margin - bottom})
}

// slash is the fifth stroke, from the lower left to the upper right.
func slash(w, h, line float64) *page.Outline {
	dx, dy := w-line, h-line
	n := line / 2 / math.Hypot(dx, dy)
	ox, oy := dy*n, dx*n
	at := func(x, y float64) [3]page.Point { return [3]page.Point{{X: x, Y: y}} }
	return page.NewOutline("slash", []page.Segment{
		{Verb: page.MoveTo, P: at(line/2-ox, h-line/2-oy)},
		{Verb: page.LineTo, P: at(w-line/2-ox, line/2-oy)},
		{Verb: page.LineTo, P: at(w-line/2+ox, line/2+oy)},
		{Verb: page.LineTo, P: at(line/2+ox, h-line/2+oy)},
		{Verb: page.LineTo, P: at(line/2-ox, h-line/2-oy)},
	})
}
