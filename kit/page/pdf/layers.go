package pdf

import (
	"weak"

	"eventkit/kit/page"
)

// layers decides which layers are written once and drawn by name: those that
// the next page uses too, or that were seen not long ago.
type layers struct {
	// seen holds layers drawn in place, and keeps none alive: there may be large
	// pictures on them. names holds those written once.
	seen  map[weak.Pointer[page.Layer]]bool
	names map[*page.Layer]string
	// shared holds the layers of the current page to be drawn by name.
	shared map[*page.Layer]bool
}

// recent bounds how many layers are remembered.
const recent = 256

func newLayers() layers {
	return layers{
		seen:   map[weak.Pointer[page.Layer]]bool{},
		names:  map[*page.Layer]string{},
		shared: map[*page.Layer]bool{},
	}
}

// look readies the decision for p, which next follows.
func (l *layers) look(p, next *page.Page) {
	clear(l.shared)
	for _, layer := range p.Layers {
		_, named := l.names[layer]
		if named || l.seen[weak.Make(layer)] {
			l.shared[layer] = true
		}
	}
	if next != nil {
		for _, layer := range next.Layers {
			l.shared[layer] = true
		}
	}
}

// sharedLayer returns the name of a layer that is written once, after writing
// it, or "" for one that is drawn in place.
func (d *document) sharedLayer(layer *page.Layer) string {
	l := &d.layers
	if len(layer.Items) == 0 {
		return ""
	}
	if !l.shared[layer] {
		if len(l.seen) >= recent {
			clear(l.seen)
		}
		l.seen[weak.Make(layer)] = true
		return ""
	}
	if name := l.names[layer]; name != "" {
		return name
	}
	if len(l.names) >= recent {
		clear(l.names)
	}
	var bounds page.Rect
	for _, it := range layer.Items {
		bounds = bounds.Union(it.Bounds())
	}
	d.layer.reset()
	d.layer.items(layer)
	d.layer.finish()
	name := d.form(bounds, d.layer.b, true)
	l.names[layer] = name
	return name
}
