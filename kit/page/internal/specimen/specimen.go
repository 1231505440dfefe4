// Package specimen makes pages to try painters with: real shaped words, a red
// field, a code. Only tests and benchmarks use it.
//
// The two functions you want first are [Open] and [Set.Shout].
package specimen

import (
	"fmt"
	"io/fs"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// The colours of the specimens.
var (
	Red   = page.Color{R: 0xD9, G: 0x1E, B: 0x18}
	Paper = page.White
	Ink   = page.Black
)

// A4 is the size of every specimen, in mm.
var A4 = page.Size{W: 210, H: 297}

// Line is a line of words and its language.
type Line struct{ Lang, Words string }

// Scripts returns one line for each of several scripts.
func Scripts() []Line {
	return []Line{
		{"en", "Free Assange now, AVAILABLE"},
		{"es", "¡Libertad ya! Acción y señal"},
		{"ru", "Свободу журналистам сейчас"},
		{"ar", "الحرية الآن للصحافة"},
		{"hi", "पत्रकारिता अपराध नहीं है"},
		{"th", "เสรีภาพ ของสื่อ"},
		{"he", "חופש העיתונות"},
	}
}

// Set sets words in the fonts that it was opened with.
type Set struct{ lib *typeset.Library }

// Open reads fonts as [typeset.New] does.
func Open(fonts fs.FS) (*Set, error) {
	lib, err := typeset.New(fonts)
	return &Set{lib}, err
}

// Text sets one line at a type size of em mm with the top left corner of its
// ink at at. stroke, if above zero, makes the letters hollow.
func (s *Set) Text(l Line, at page.Point, em, stroke float64, fill page.Color) ([]page.Item, error) {
	b, err := s.lib.Set(l.Words, typeset.Style{Weight: typeset.Bold, Lang: l.Lang}, em, 2000)
	if err != nil {
		return nil, fmt.Errorf("specimen %q: %w", l.Words, err)
	}
	return b.Place(at, b.W, typeset.Left, typeset.Paint{Fill: fill, Stroke: stroke}), nil
}

// Headline fills a box with words in the poster voice.
func (s *Set) Headline(l Line, box page.Rect, stroke float64, fill page.Color) ([]page.Item, error) {
	b, err := s.lib.Fit(l.Words, typeset.Style{Weight: typeset.Black, Lang: l.Lang}, page.Size{W: box.W, H: box.H}, typeset.Limits{})
	if err != nil {
		return nil, fmt.Errorf("specimen %q: %w", l.Words, err)
	}
	at := page.Point{X: box.X, Y: box.Y}
	return b.Place(at, box.W, typeset.Left, typeset.Paint{Fill: fill, Stroke: stroke}), nil
}

// Modules returns n × n modules that look like a code's: three finders and
// noise that depends on seed alone. They can't be read.
func Modules(n int, seed uint64) *page.Modules {
	m := &page.Modules{N: n, Dark: make([]bool, n*n)}
	for i := range m.Dark {
		seed = seed*6364136223846793005 + 1442695040888963407
		m.Dark[i] = seed>>63 == 1
	}
	for _, f := range [][2]int{{0, 0}, {n - 7, 0}, {0, n - 7}} {
		for y := -1; y <= 7; y++ {
			for x := -1; x <= 7; x++ {
				cx, cy := f[0]+x, f[1]+y
				if cx < 0 || cy < 0 || cx >= n || cy >= n {
					continue
				}
				d := max(x-3, 3-x, y-3, 3-y)
				m.Dark[cy*n+cx] = d != 2 && d != 4
			}
		}
	}
	return m
}

// Code places [Modules] in a square of side mm, with a quiet zone of 4.
func Code(at page.Point, side float64, n int, seed uint64) page.Code {
	return page.Code{
		Rect: page.Rect{X: at.X, Y: at.Y, W: side, H: side}, Quiet: 4, Modules: Modules(n, seed),
		Dark: Ink, Light: Paper, Address: fmt.Sprintf("https://example.org/%d", seed),
	}
}

// Shout returns the i-th of a batch of placards on A4: a headline on a red
// field in a layer that all share, and a code with a strip of six small lines
// of its own.
func (s *Set) Shout(base *page.Layer, i int) (*page.Page, error) {
	own := new(page.Layer)
	code := Code(page.Point{X: 150, Y: 232}, 50, 37, uint64(i)+1)
	own.Add(code, page.Link{Rect: code.Rect, Address: code.Address})
	for k, words := range strip(i) {
		items, err := s.Text(Line{"en", words}, page.Point{X: 12, Y: 234 + 8*float64(k)}, 4.2, 0, Paper)
		if err != nil {
			return nil, err
		}
		own.Add(items...)
	}
	return &page.Page{Size: A4, Title: "Shout", Lang: "en", Layers: []*page.Layer{base, own}}, nil
}

// strip returns six lines, about 120 letters, that differ from page to page.
func strip(i int) []string {
	cities := []string{"Buenos Aires", "Johannesburg", "Kuala Lumpur", "San Francisco", "Thessaloniki", "Addis Ababa"}
	streets := []string{"Market", "Harbour", "Garden", "Station", "Museum", "Bridge", "Mill"}
	return []string{
		fmt.Sprintf("%s %d", cities[i%len(cities)], i),
		fmt.Sprintf("%d %s Street, room %d", 3*i+7, streets[i%len(streets)], i%91),
		fmt.Sprintf("Friday %d October 2022", 1+i%28),
		fmt.Sprintf("%02d:%02d local time", 8+i%12, 5*(i%12)),
		fmt.Sprintf("Host: group %d of %s", i*7919%10007, streets[i*5%len(streets)]),
		fmt.Sprintf("example.org/sign/%x", i*2654435761%(1<<32)),
	}
}

// Base returns the layer that all placards of [Set.Shout] share.
func (s *Set) Base() (*page.Layer, error) {
	l := new(page.Layer)
	l.Add(page.Box{Rect: page.Rect{W: A4.W, H: A4.H}, Fill: Red})
	items, err := s.Headline(Line{"en", "Journalism is not a crime. Free Assange now"},
		page.Rect{X: 12, Y: 14, W: 186, H: 205}, 0, Paper)
	l.Add(items...)
	return l, err
}
