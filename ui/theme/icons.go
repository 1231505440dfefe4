package theme

import (
	"fmt"
	"math"
	"strings"

	"fyne.io/fyne/v2"
)

// Drawing is one of the program's own icons: lines on a 24 × 24 grid, drawn in
// whatever colour is asked for.
type Drawing struct {
	name string
	// lines are polylines, as x and y in turn.
	lines [][]float64
}

// The icons.
var (
	IconMark    = Drawing{"mark", [][]float64{{3, 4.5, 21, 4.5, 21, 15, 3, 15, 3, 4.5}, {12, 15, 12, 21.5}}}
	IconEvent   = Drawing{"event", [][]float64{{4, 6, 20, 6, 20, 20, 4, 20, 4, 6}, {4, 10.5, 20, 10.5}, {8.5, 3.5, 8.5, 6}, {15.5, 3.5, 15.5, 6}}}
	IconPlacard = Drawing{"placard", [][]float64{{3.5, 5, 20.5, 5, 20.5, 15, 3.5, 15, 3.5, 5}, {12, 15, 12, 21}}}
	IconPoster  = Drawing{"poster", [][]float64{{5.5, 3.5, 18.5, 3.5, 18.5, 20.5, 5.5, 20.5, 5.5, 3.5}, {5.5, 15.5, 18.5, 15.5}, {9, 9.5, 15, 9.5}}}
	IconLetter  = Drawing{"letter", [][]float64{{3.5, 6, 20.5, 6, 20.5, 18.5, 3.5, 18.5, 3.5, 6}, {3.5, 6.5, 12, 13, 20.5, 6.5}}}
	IconSong    = Drawing{"song", [][]float64{{8.5, 18, 8.5, 5.5, 18.5, 3.8, 18.5, 16.2}, {8.5, 18, 7, 19.4, 4.8, 19.2, 4.4, 17.6, 5.8, 16.2, 8.5, 16.4}, {18.5, 16.2, 17, 17.6, 14.8, 17.4, 14.4, 15.8, 15.8, 14.4, 18.5, 14.6}}}
	IconMessage = Drawing{"message", [][]float64{{3.5, 5, 20.5, 5, 20.5, 16, 11, 16, 6.5, 20, 6.5, 16, 3.5, 16, 3.5, 5}, {8, 9, 16, 9}, {8, 12, 13.5, 12}}}
	IconDisplay = Drawing{"display", [][]float64{{3, 5, 21, 5, 21, 16.5, 3, 16.5, 3, 5}, {12, 16.5, 12, 20}, {8, 20, 16, 20}, {14, 8, 18, 8, 18, 12, 14, 12, 14, 8}}}
	IconStick   = Drawing{"stick", [][]float64{{7.5, 9, 16.5, 9, 16.5, 21, 7.5, 21, 7.5, 9}, {9.5, 9, 9.5, 3, 14.5, 3, 14.5, 9}, {12, 5.5, 12, 6.5}, {10.5, 15, 13.5, 15}}}
	IconPlay    = Drawing{"play", [][]float64{{8, 5, 19, 12, 8, 19, 8, 5}, {10, 8, 16.5, 12, 10, 16, 10, 8}, {12, 11, 13.5, 12, 12, 13, 12, 11}}}
	IconPause   = Drawing{"pause", [][]float64{{8, 5.5, 8, 18.5}, {16, 5.5, 16, 18.5}}}
	IconBack    = Drawing{"back", [][]float64{{12, 6, 5.5, 12, 12, 18}, {18.5, 6, 12, 12, 18.5, 18}}}
	IconForth   = Drawing{"forth", [][]float64{{12, 6, 18.5, 12, 12, 18}, {5.5, 6, 12, 12, 5.5, 18}}}
	IconOpen    = Drawing{"open", [][]float64{{3.5, 19, 3.5, 5.5, 9.5, 5.5, 11.5, 8, 20.5, 8, 20.5, 19, 3.5, 19}}}
	IconDown    = Drawing{"down", [][]float64{{6.5, 9.5, 12, 15, 17.5, 9.5}}}
	IconLeft    = Drawing{"left", [][]float64{{14.5, 6, 8.5, 12, 14.5, 18}}}
	IconRight   = Drawing{"right", [][]float64{{9.5, 6, 15.5, 12, 9.5, 18}}}
	IconCheck   = Drawing{"check", [][]float64{{4.5, 12.5, 9.5, 17.5, 19.5, 6.5}}}
	IconAgain   = Drawing{"again", [][]float64{{17.7, 7.2, 19, 9.4, 19.5, 12, 19, 14.6, 17.7, 16.8, 15.8, 18.5, 13.3, 19.4, 10.7, 19.4, 8.3, 18.5, 6.3, 16.8, 5, 14.6, 4.5, 12, 5, 9.4, 6.3, 7.2, 8.2, 5.5}, {4, 5.2, 8.6, 5.2, 7.4, 9.6}}}
	IconClose   = Drawing{"close", [][]float64{{6, 6, 18, 18}, {18, 6, 6, 18}}}
)

// Name is the icon's name.
func (d Drawing) Name() string { return d.name }

// In returns the icon in the theme's colour of that name.
func (d Drawing) In(name fyne.ThemeColorName) fyne.Resource {
	return d.weighted(name, 1.8)
}

// Bold returns the icon with heavier lines.
func (d Drawing) Bold(name fyne.ThemeColorName) fyne.Resource {
	return d.weighted(name, 2.5)
}

// weighted draws the lines as filled shapes: Fyne doesn't scale the width of a
// stroke with the icon. The colour is part of the resource's name because Fyne
// keeps pictures of icons by name.
func (d Drawing) weighted(name fyne.ThemeColorName, width float64) fyne.Resource {
	c := Color(name)
	hex := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><g fill="%s">`, hex)
	for _, l := range d.lines {
		for i := 0; i+3 < len(l); i += 2 {
			segment(&b, l[i], l[i+1], l[i+2], l[i+3], width/2)
		}
		for i := 0; i+1 < len(l); i += 2 {
			fmt.Fprintf(&b, `<circle cx="%g" cy="%g" r="%g"/>`, l[i], l[i+1], width/2)
		}
	}
	b.WriteString("</g></svg>")
	return fyne.NewStaticResource(fmt.Sprintf("%s-%s-%g.svg", d.name, hex[1:], width), []byte(b.String()))
}

// segment writes a line as a rectangle, r to either side of it.
func segment(b *strings.Builder, x0, y0, x1, y1, r float64) {
	n := math.Hypot(x1-x0, y1-y0)
	dx, dy := (y1-y0)/n*r, -(x1-x0)/n*r
	fmt.Fprintf(b, `<path d="M%.3f %.3fL%.3f %.3fL%.3f %.3fL%.3f %.3fZ"/>`,
		x0+dx, y0+dy, x1+dx, y1+dy, x1-dx, y1-dy, x0-dx, y0-dy)
}
