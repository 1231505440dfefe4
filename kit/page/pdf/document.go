package pdf

import (
	"crypto/sha256"
	"io"
	"iter"
	"math"
	"weak"

	"eventkit/kit/page"
)

// document is a document while it is written.
type document struct {
	out      *objects
	skeleton *skeleton
	content  content
	layer    content
	words    alphabet
	fonts    fonts
	layers   layers
	// glyphs holds the names of outlines that were written; drawn finds an
	// outline again that came under another pointer.
	glyphs map[*page.Outline]string
	drawn  map[[sha256.Size]byte]string
	// images holds the names of images that were written, and keeps none alive.
	images map[weak.Pointer[page.Image]]string
	// grafts holds the forms of foreign pages that were written, by document;
	// 0 for a page that can't be taken.
	grafts map[[sha256.Size]byte]int
	// named lists what the resources name, in order.
	named []named
	// resources is the object of the resource dictionary, drawings those of
	// the pages' content.
	resources int
	drawings  []int
	last      *page.Page
	letters   []letter
}

type named struct {
	name string
	obj  int
}

func newDocument(w io.Writer, meta Meta) *document {
	d := &document{
		out:      newObjects(w),
		skeleton: &skeleton{meta: meta},
		layers:   newLayers(),
		glyphs:   map[*page.Outline]string{},
		drawn:    map[[sha256.Size]byte]string{},
		images:   map[weak.Pointer[page.Image]]string{},
	}
	d.content.doc, d.layer.doc = d, d
	d.resources = d.out.alloc()
	return d
}

// all writes every page, each when the one behind it is known.
func (d *document) all(pages iter.Seq2[*page.Page, error]) error {
	var held *page.Page
	for p, err := range pages {
		if err != nil {
			return err
		}
		if held != nil {
			if err := d.page(held, p); err != nil {
				return err
			}
		}
		held = p
	}
	if held == nil {
		return ErrNoPages
	}
	return d.page(held, nil)
}

// page writes one page; next is the one behind it, or nil.
func (d *document) page(p, next *page.Page) error {
	if err := d.skeleton.page(p); err != nil {
		return err
	}
	if p == d.last {
		d.drawings = append(d.drawings, d.drawings[len(d.drawings)-1])
		return d.out.failed()
	}
	d.last = p
	d.layers.look(p, next)
	d.meet(p)
	d.content.reset()
	d.content.page(p, d.sharedLayer)
	obj := d.out.alloc()
	d.drawings = append(d.drawings, obj)
	d.out.stream(obj, nil, d.content.b)
	return d.out.failed()
}

// meet learns the widths of letters that p is the first to use.
func (d *document) meet(p *page.Page) {
	for _, layer := range p.Layers {
		if d.layers.names[layer] != "" {
			continue
		}
		for _, it := range layer.Items {
			if t, ok := it.(page.Text); ok {
				if d.letters, ok = pairs(d.letters[:0], t); ok {
					d.fonts.meet(d.letters, int(math.Round(t.Advance/t.Scale)))
				}
			}
		}
	}
	d.fonts.settle()
}

// forget bounds what is remembered of drawings that never come again.
const forget = 1 << 16

// glyph returns the name under which an outline is drawn, or "" if it paints
// nothing.
func (d *document) glyph(o *page.Outline) string {
	if name, ok := d.glyphs[o]; ok {
		return name
	}
	if o == nil || len(o.Segments) == 0 {
		return ""
	}
	if len(d.glyphs) >= forget {
		clear(d.glyphs)
	}
	path := append(appendPath(nil, o, 0, 0, outlineDecimals(o)), 'f')
	sum := sha256.Sum256(path)
	name, ok := d.drawn[sum]
	if !ok {
		name = d.form(o.Bounds(), path, false)
		d.drawn[sum] = name
	}
	d.glyphs[o] = name
	return name
}

// form writes a drawing that others can use by name (ISO 32000-1, 8.10).
func (d *document) form(bounds page.Rect, drawing []byte, resources bool) string {
	obj := d.out.alloc()
	name := shortName(len(d.named))
	d.named = append(d.named, named{name, obj})
	dict := []byte("/Type/XObject/Subtype/Form/BBox[")
	slack := math.Max(bounds.W, bounds.H) / 500
	b := bounds.Grown(slack)
	n := decimalsFor(slack * 100)
	dict = nums(dict, n, b.X, b.Y, b.Right(), b.Bottom())
	dict[len(dict)-1] = ']'
	if resources {
		dict = ref(append(dict, "/Resources "...), d.resources)
	}
	d.out.stream(obj, dict, drawing)
	return name
}

// shortName returns the i-th name over the letters and digits.
func shortName(i int) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	var b []byte
	for i++; i > 0; i = (i - 1) / len(letters) {
		b = append(b, letters[(i-1)%len(letters)])
	}
	return string(b)
}

// finish writes what is known only at the end.
func (d *document) finish() error {
	font := d.words.write(d.out)
	dict := []byte("<</Font<<")
	if font != 0 {
		dict = ref(append(dict, "/T "...), font)
	}
	for i, f := range d.fonts.sets {
		dict = ref(append(append(append(dict, '/'), f.name...), ' '), f.write(d.out, i))
	}
	dict = append(dict, ">>"...)
	if len(d.named) > 0 {
		dict = append(dict, "/XObject<<"...)
		for _, n := range d.named {
			dict = append(append(dict, '/'), n.name...)
			dict = ref(append(dict, ' '), n.obj)
		}
		dict = append(dict, ">>"...)
	}
	d.out.pack(d.resources, append(dict, ">>"...))
	skeleton, err := d.skeleton.bytes()
	if err != nil {
		return err
	}
	w := weave{out: d.out, resources: d.resources, drawings: d.drawings, lang: d.skeleton.lang()}
	if err := w.run(skeleton); err != nil {
		return err
	}
	return d.out.finish(w.catalog, w.info)
}
