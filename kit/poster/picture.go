package poster

import (
	"fmt"
	"math"

	"eventkit/kit"
	"eventkit/kit/artwork"
	"eventkit/kit/page"
	"eventkit/kit/page/svg"
)

const (
	mmPerInch = 25.4
	// printDPI is what a picture is printed with at most.
	printDPI = 300
	// coarse is the density in dots per inch below which dots are seen from
	// where people read a poster.
	coarse = 100
)

// look finds out what a view's artwork is; the drawing is nil if it isn't one.
func (m *Maker) look(k *kit.Kit, c Choice, v kit.View) (o origin, info artwork.Info, d *svg.Drawing, err error) {
	o = origin{kit: k, file: v.File}
	if c.File != "" {
		if o, err = ofPath(c.File); err != nil {
			return o, info, nil, fileError(c.File, err)
		}
	}
	if info, err = m.shelf.info(o, m.PDF); err != nil || info.Kind != artwork.SVG {
		return o, info, nil, err
	}
	a, err := m.shelf.artwork(wish{origin: o}, m.PDF)
	if err != nil {
		return o, info, nil, err
	}
	return o, info, a.Drawing, nil
}

// picture reads a picture with as many pixels as its place on the sheet asks
// for, or a screen does.
func (m *Maker) picture(o origin, info artwork.Info, place page.Rect, screen int) (*page.Image, error) {
	pixels := screen
	if screen == 0 {
		pixels = int(math.Ceil(math.Max(place.W, place.H) / mmPerInch * printDPI))
	}
	pixels = rung(pixels)
	if own := math.Max(info.Size.W, info.Size.H); info.Kind != artwork.PDF && float64(pixels) > own {
		pixels = int(own)
	}
	a, err := m.shelf.artwork(wish{o, pixels, screen == 0}, m.PDF)
	if err != nil {
		return nil, err
	}
	return a.Image, nil
}

// rung rounds a number of pixels up, so that sheets of about one size share a
// picture: the rungs hold A5 to A1 with 300 dots per inch.
func rung(pixels int) int {
	for _, r := range []int{512, 1024, 1600, 2500, 3600, 5000, 7100, 10000} {
		if pixels <= r {
			return r
		}
	}
	return pixels
}

// dpi is the density of a picture where it lies.
func (s *sheet) dpi() float64 {
	if s.info.Vector() {
		return 0
	}
	return mmPerInch / s.scale
}

// judge says whether a picture looks coarse, and on which paper it wouldn't.
func (s *sheet) judge() {
	dpi := s.dpi()
	if dpi == 0 || math.Round(dpi) >= coarse {
		return
	}
	text := fmt.Sprintf("The picture looks coarse near by: %.0f dots per inch on %s.", dpi, paperName(s.paper))
	if name, better, ok := finer(s.paper, dpi); ok {
		text = fmt.Sprintf("The picture looks coarse near by: %.0f dots per inch on %s; %s would have %.0f.", dpi, paperName(s.paper), name, better)
	}
	s.note(NoteCoarse, "%s", text)
}

func paperName(size page.Size) string {
	for _, p := range page.Papers() {
		if p.Size == size.Portrait() {
			return p.ID
		}
	}
	return fmt.Sprintf("%g × %g mm", size.W, size.H)
}

// finer finds the largest paper on which a picture isn't coarse.
func finer(paper page.Size, dpi float64) (name string, better float64, ok bool) {
	up := paper.Portrait()
	for _, p := range page.Papers() {
		if p.ID[0] != 'A' {
			continue
		}
		if d := dpi * math.Min(up.W/p.Size.W, up.H/p.Size.H); d >= coarse {
			name, better, ok = p.ID, d, true
		}
	}
	return name, better, ok
}

// SharpFrom is the distance in metres from which dots of a density are no longer
// told apart: they then take less than a minute of arc.
func SharpFrom(dpi float64) float64 {
	if !(dpi > 0) {
		return 0
	}
	return mmPerInch / 1000 / dpi / math.Tan(math.Pi/180/60)
}
