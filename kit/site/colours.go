package site

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/page"
)

// plain are the colours of a kit that has no palette.
var plain = kit.Palette{Ground: page.White, Ink: page.Black, Accent: page.Color{R: 0xD4}}

// colours are the kit's as properties of the style: by day its first palette
// on a light ground, by night the first on a dark one.
func (b *builder) colours() string {
	day, night := b.palettes()
	return ":root{color-scheme:light dark;" + properties(day) + "}\n" +
		"@media screen and (prefers-color-scheme:dark){:root{" + properties(night) + "}}\n"
}

func (b *builder) palettes() (day, night kit.Palette) {
	day, night = plain, kit.Palette{Ground: page.Color{R: 20, G: 20, B: 20}, Ink: page.White, Accent: page.Color{R: 255, G: 210, B: 31}}
	all := b.kit.Palettes
	if i := slices.IndexFunc(all, func(p kit.Palette) bool { return p.Ground.Luminance() > 0.5 }); i >= 0 {
		day = all[i]
	}
	if i := slices.IndexFunc(all, func(p kit.Palette) bool { return p.Ground.Luminance() < 0.1 }); i >= 0 {
		night = all[i]
	}
	return day, night
}

// icon is the page's mark in a browser's tab: a placard on the kit's accent.
func (b *builder) icon() []byte {
	p, _ := b.palettes()
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="%s" d="M0 0h16v16H0z"/><path fill="%s" d="M2 3h12v7H9v4H7v-4H2z"/></svg>`+"\n", p.Accent, onAccent(p))
}

func properties(p kit.Palette) string {
	soft := mix(p.Ground, p.Ink, 0.06)
	link := p.Ink
	if page.Contrast(p.Accent, p.Ground) >= kit.MinContrast && page.Contrast(p.Accent, soft) >= kit.MinContrast {
		link = p.Accent
	}
	var w strings.Builder
	for _, v := range []struct {
		name string
		c    page.Color
	}{
		{"ground", p.Ground},
		{"ink", p.Ink},
		{"accent", p.Accent},
		{"on-accent", onAccent(p)},
		{"link", link},
		{"soft", soft},
		{"line", mix(p.Ground, p.Ink, 0.22)},
		{"edge", standsOut(p, soft, 0.4, minEdge)},
		{"quiet", standsOut(p, soft, 0.7, kit.MinContrast)},
	} {
		fmt.Fprintf(&w, "--%s:%s;", v.name, v.c)
	}
	return w.String()
}

// onAccent is the colour of words on the accent: the first that can be read.
func onAccent(p kit.Palette) page.Color {
	best := page.White
	for _, c := range []page.Color{page.White, p.Ground, p.Ink, page.Black, {}} {
		if page.Contrast(c, p.Accent) >= kit.MinContrast {
			return c
		}
		if page.Contrast(c, p.Accent) > page.Contrast(best, p.Accent) {
			best = c
		}
	}
	return best
}

// minEdge is how far the edge of a field stands out (WCAG 2.2, 1.4.11).
const minEdge = 3

// standsOut is the ink as light as it may be, from that part of it on, and still
// stand out so far from both grounds.
func standsOut(p kit.Palette, soft page.Color, part, contrast float64) page.Color {
	for ; part < 1; part += 0.05 {
		if c := mix(p.Ground, p.Ink, part); min(page.Contrast(c, soft), page.Contrast(c, p.Ground)) >= contrast {
			return c
		}
	}
	return p.Ink
}

// mix is a colour between two: part 0 is a, 1 is b.
func mix(a, b page.Color, part float64) page.Color {
	at := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*part)) }
	return page.Color{R: at(a.R, b.R), G: at(a.G, b.G), B: at(a.B, b.B)}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
