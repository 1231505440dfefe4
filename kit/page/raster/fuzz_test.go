package raster_test

import (
	"math"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/page/raster"
)

// outline makes an outline of any bytes: the verb, then coordinates.
func outline(data []byte, unit float64) *page.Outline {
	var segs []page.Segment
	for len(data) > 6 && len(segs) < 200 {
		s := page.Segment{Verb: page.Verb(data[0] % 4)}
		for i := range s.Verb.Points() {
			s.P[i] = page.Point{X: (float64(data[1+2*i]) - 100) * unit, Y: (float64(data[2+2*i]) - 100) * unit}
		}
		segs = append(segs, s)
		data = data[1+2*s.Verb.Points():]
	}
	return page.NewOutline("any", segs)
}

// Whatever a page holds, painting it ends, and leaves an opaque picture.
func FuzzPaint(f *testing.F) {
	f.Add([]byte("\x00aaaa\x01bbbb\x02cccc\x03dddddd"), 1.0, 5.0, 5.0, 1.0, 0.0)
	f.Add([]byte("\x01aaaa\x01bbbb\x01aaaa"), 0.01, 0.0, 90.0, 0.5, 3.0)
	f.Add([]byte{}, math.NaN(), math.Inf(1), 1e300, -1.0, 1e9)
	f.Fuzz(func(t *testing.T, data []byte, unit, x, y, scale, stroke float64) {
		o := outline(data, unit)
		at := page.Point{X: x, Y: y}
		dark := make([]bool, 21*21)
		for i := range dark {
			dark[i] = i < len(data) && data[i]&1 == 1
		}
		img, err := raster.Paint(&page.Page{Size: page.Size{W: 50, H: 50}, Layers: []*page.Layer{{Items: []page.Item{
			page.Box{Rect: page.Rect{X: x, Y: y, W: unit, H: scale}, Fill: red},
			page.Shape{Outline: o, At: at, Scale: scale, Fill: red, Stroke: stroke},
			page.Text{
				At: at, Scale: scale, Em: unit, Fill: blue, Stroke: stroke, Ink: page.Rect{X: -1e3, Y: -1e3, W: 2e3, H: 2e3},
				Glyphs: []page.Glyph{{Outline: o, X: unit, Y: scale}, {Outline: o}},
			},
			page.Code{Rect: page.Rect{X: x, Y: y, W: scale, H: scale}, Quiet: len(data) % 5, Modules: &page.Modules{N: 21, Dark: dark}},
		}}}}, 72)
		if err != nil || !img.Opaque() {
			t.Error(err)
		}
	})
}
