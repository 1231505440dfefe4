package placard

import (
	"encoding/binary"
	"math"

	"eventkit/kit/page"
)

// layerKey is a layer's content as bytes: equal keys paint the same. Outlines
// stand under their names.
func layerKey(l *page.Layer) string {
	b := make([]byte, 0, 2048)
	for _, it := range l.Items {
		switch v := it.(type) {
		case page.Box:
			b = append(b, 'b', v.Fill.R, v.Fill.G, v.Fill.B)
			b = appendFloats(b, v.X, v.Y, v.W, v.H)
		case page.Text:
			b = append(b, 't', v.Fill.R, v.Fill.G, v.Fill.B)
			b = appendFloats(b, v.At.X, v.At.Y, v.Scale, v.Stroke)
			b = append(append(b, v.Lang...), 0)
			b = append(append(b, v.String...), 0)
			for _, g := range v.Glyphs {
				b = append(append(b, g.Outline.Name...), 0)
				b = appendFloats(b, g.X, g.Y)
			}
		case page.Link:
			b = append(append(append(b, 'l'), v.Address...), 0)
			b = appendFloats(b, v.X, v.Y, v.W, v.H)
		}
	}
	return string(b)
}

func appendFloats(b []byte, fs ...float64) []byte {
	for _, f := range fs {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f))
	}
	return b
}
