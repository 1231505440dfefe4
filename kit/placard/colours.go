package placard

import (
	"eventkit/kit"
	"eventkit/kit/page"
)

// colours are a palette put to work.
type colours struct {
	ground, ink, accent page.Color
	// field is the large field of a shout and onField the words on it; foot
	// is what lies below it.
	field, onField, foot, footInk page.Color
}

// wordsContrast is the least contrast of words on their ground (WCAG 2.2, 1.4.3).
const wordsContrast = 4.5

func (in *inputs) palette(k *kit.Kit, id string, t Template) error {
	p := kit.Palette{Ground: page.White, Ink: page.Black, Accent: page.Black}
	if n := len(k.Palettes); n > 0 {
		p = k.Palettes[t.palette%n]
	}
	if id != "" {
		chosen, ok := k.Palette(id)
		if !ok {
			known := make([]string, len(k.Palettes))
			for i, q := range k.Palettes {
				known[i] = q.ID
			}
			return &UnknownError{"palette", id, known}
		}
		p = chosen
	}
	in.colours = coloursOf(p)
	return nil
}

func coloursOf(p kit.Palette) colours {
	c := colours{ground: p.Ground, ink: p.Ink, accent: p.Accent, field: p.Accent}
	if isDark(p.Ground) {
		c.field = p.Ground
	}
	c.onField = c.wordsOn(c.field)
	c.foot, c.footInk = p.Ground, p.Ink
	if isDark(p.Ground) {
		c.foot, c.footInk = page.White, p.Ground
	}
	return c
}

func isDark(c page.Color) bool { return c.Luminance() < 0.18 }

// wordsOn chooses the colour of words on a ground: the palette's own if it is
// clear enough, else black or white.
func (c colours) wordsOn(ground page.Color) page.Color {
	if page.Contrast(c.ink, ground) >= 7 {
		return c.ink
	}
	best := c.ink
	for _, w := range []page.Color{c.ground, page.White, page.Black} {
		if page.Contrast(w, ground) > page.Contrast(best, ground) {
			best = w
		}
	}
	return best
}

// accentOn is the accent where it can carry words on a ground, else plain ink.
func (c colours) accentOn(ground page.Color) page.Color {
	if page.Contrast(c.accent, ground) >= wordsContrast {
		return c.accent
	}
	return c.wordsOn(ground)
}
