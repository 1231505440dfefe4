package theme

import (
	"fmt"

	"fyne.io/fyne/v2"
)

// Drawing is one of the program's own icons: lines on a 24 × 24 grid, drawn in
// whatever colour is asked for.
type Drawing string

// The icons.
const (
	IconMark    Drawing = `<path d="M3.5 4.5h17v10h-17z"/><path d="M12 14.5v7"/>`
	IconEvent   Drawing = `<path d="M6 5.5h12a2 2 0 0 1 2 2v10.5a2 2 0 0 1-2 2h-12a2 2 0 0 1-2-2v-10.5a2 2 0 0 1 2-2z"/><path d="M4 10h16"/><path d="M8.5 3v4"/><path d="M15.5 3v4"/>`
	IconPlacard Drawing = `<path d="M5 4.5h14a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-14a1.5 1.5 0 0 1-1.5-1.5v-7a1.5 1.5 0 0 1 1.5-1.5z"/><path d="M12 14.5v6.5"/>`
	IconOpen    Drawing = `<path d="M3.5 18.5v-12a1.5 1.5 0 0 1 1.5-1.5h4.5l2 2.5h7.5a1.5 1.5 0 0 1 1.5 1.5v9.5a1.5 1.5 0 0 1-1.5 1.5h-14a1.5 1.5 0 0 1-1.5-1.5z"/>`
	IconDown    Drawing = `<path d="M6.5 9.5l5.5 5.5 5.5-5.5"/>`
	IconCheck   Drawing = `<path d="M4.5 12.5l5 5 10-11"/>`
	IconClose   Drawing = `<path d="M6 6l12 12"/><path d="M18 6l-12 12"/>`
)

// In returns the icon in the theme's colour of that name.
func (d Drawing) In(name fyne.ThemeColorName) fyne.Resource {
	return d.weighted(name, 1.7)
}

// Bold returns the icon with heavier lines.
func (d Drawing) Bold(name fyne.ThemeColorName) fyne.Resource {
	return d.weighted(name, 2.4)
}

// The colour is part of the resource's name because Fyne keeps pictures of
// icons by name.
func (d Drawing) weighted(name fyne.ThemeColorName, width float64) fyne.Resource {
	c := Color(name)
	hex := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><g fill="none" stroke="%s" stroke-width="%g" stroke-linecap="round" stroke-linejoin="round">%s</g></svg>`,
		hex, width, string(d))
	return fyne.NewStaticResource(fmt.Sprintf("%x%s%g.svg", hash(d), hex[1:], width), []byte(svg))
}

func hash(d Drawing) uint32 {
	h := uint32(2166136261)
	for i := range len(d) {
		h = (h ^ uint32(d[i])) * 16777619
	}
	return h
}
