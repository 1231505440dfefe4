package film

import (
	"fmt"
	"math"
	"slices"
	"time"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/poster"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

// The screen in mm. At four pixels a millimetre it is 1280 × 720.
const (
	screenW, screenH = 320.0, 180.0
	margin           = 16.0
)

// How long things move.
const (
	wipe  = 320 * time.Millisecond
	slide = 280 * time.Millisecond
)

// Reel is a drawn film in one language, laid out. It may be used by many
// goroutines at once.
type Reel struct {
	scenes []scene
	length time.Duration
}

// scene is laid out; times are from the film's start.
type scene struct {
	from, to time.Duration
	beat     time.Duration
	ground   page.Color
	still    []page.Item   // there from the start
	lines    [][]page.Item // come in on the beat
	strokes  []page.Item   // are counted
	rtl      bool
}

// New lays out a drawn film in a language; the event's and the kit's address
// stand in its codes. Errors are those of the placards' and posters' makers,
// and of words that don't fit.
func New(lib *typeset.Library, k *kit.Kit, ev kit.Event, f Film, lang string) (*Reel, error) {
	if len(f.Scenes) == 0 {
		return nil, fmt.Errorf("the film %q is not drawn from the kit", f.ID)
	}
	palette := k.Palettes
	if i := slices.IndexFunc(palette, func(p kit.Palette) bool { return p.ID == f.Palette }); i >= 0 {
		palette = palette[i:]
	}
	if len(palette) == 0 {
		palette = []kit.Palette{{Ground: page.White, Ink: page.Black, Accent: page.Black}}
	}
	d := &drawer{lib: lib, kit: k, event: ev, lang: lang, palette: palette[0], placards: placard.New(lib), posters: poster.New(lib)}
	r := &Reel{}
	for i, s := range f.Scenes {
		out, err := d.draw(s)
		if err != nil {
			return nil, fmt.Errorf("scene %d: %w", i+1, err)
		}
		out.from, out.beat = r.length, f.Beat
		r.length += time.Duration(s.Beats) * f.Beat
		out.to = r.length
		r.scenes = append(r.scenes, *out)
	}
	return r, nil
}

// Length is how long the reel is.
func (r *Reel) Length() time.Duration { return r.length }

// Frame is the picture at a moment: 320 × 180 mm. Before the start and after
// the end it is the first and the last one.
func (r *Reel) Frame(at time.Duration) *page.Page {
	at = min(max(at, 0), r.length-1)
	i := slices.IndexFunc(r.scenes, func(s scene) bool { return at < s.to })
	s := &r.scenes[i]
	since := at - s.from
	p := &page.Page{Size: page.Size{W: screenW, H: screenH}}
	part := 1.0
	if i > 0 {
		part = ease(since, wipe)
	}
	if part < 1 {
		before := &r.scenes[i-1]
		p.Layers = append(p.Layers, before.at(before.to-before.from))
		p.Layers = append(p.Layers, &page.Layer{Items: []page.Item{s.curtain(part)}})
		return p
	}
	p.Layers = append(p.Layers, s.at(since))
	return p
}

// curtain is the new ground as far as it has come across the screen.
func (s *scene) curtain(part float64) page.Item {
	w := screenW * part
	r := page.Rect{W: w, H: screenH}
	if s.rtl {
		r.X = screenW - w
	}
	return page.Box{Rect: r, Fill: s.ground}
}

// at is the scene so long after it began.
func (s *scene) at(since time.Duration) *page.Layer {
	l := &page.Layer{}
	l.Add(page.Box{Rect: page.Rect{W: screenW, H: screenH}, Fill: s.ground})
	l.Add(s.still...)
	l.Add(s.strokes[:s.counted(since)]...)
	for i, line := range s.lines {
		part := ease(since-wipe-time.Duration(i)*s.beat, slide)
		if part <= 0 {
			continue
		}
		dx := -(1 - part) * screenW
		if s.rtl {
			dx = -dx
		}
		for _, it := range line {
			l.Add(moved(it, dx, 0))
		}
	}
	return l
}

// counted is how many strokes there are after so long: slow, then ever faster,
// and all of them a beat before the scene ends.
func (s *scene) counted(since time.Duration) int {
	room := s.to - s.from - wipe - s.beat
	if since <= wipe || room <= 0 || len(s.strokes) == 0 {
		return 0
	}
	part := math.Min(float64(since-wipe)/float64(room), 1)
	return int(math.Ceil(math.Pow(part, 1.7) * float64(len(s.strokes))))
}

// ease runs from 0 to 1, quick at first.
func ease(since, over time.Duration) float64 {
	x := math.Min(math.Max(float64(since)/float64(over), 0), 1)
	return 1 - math.Pow(1-x, 3)
}

// moved is an item so many mm on.
func moved(it page.Item, dx, dy float64) page.Item {
	switch v := it.(type) {
	case page.Box:
		v.Rect = v.Moved(dx, dy)
		return v
	case page.Shape:
		v.At.X, v.At.Y = v.At.X+dx, v.At.Y+dy
		return v
	case page.Text:
		v.At.X, v.At.Y = v.At.X+dx, v.At.Y+dy
		return v
	}
	return it
}

// ReadBack makes sure that every code of the film can be read when its scene
// stands still. The error is that of [qr.ReadBack].
func (r *Reel) ReadBack() error {
	for _, s := range r.scenes {
		if err := qr.ReadBack(r.Frame(s.to - 1)); err != nil {
			return err
		}
	}
	return nil
}
