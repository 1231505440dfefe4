package page

// Page is one trimmed sheet.
type Page struct {
	// Size is the trim size in mm.
	Size Size
	// Title and Lang (BCP 47) go into a document's metadata.
	Title, Lang string
	// Layers are painted in order. A layer that several pages share (the same
	// pointer) is written to a document once.
	Layers []*Layer
}

// Layer is a run of items, painted in order.
type Layer struct {
	Items []Item
}

// Add appends items to the layer.
func (l *Layer) Add(items ...Item) { l.Items = append(l.Items, items...) }

// Items calls yield for every item of the page in painting order, until yield
// returns false. It can be ranged over.
func (p *Page) Items(yield func(Item) bool) {
	for _, l := range p.Layers {
		for _, it := range l.Items {
			if !yield(it) {
				return
			}
		}
	}
}

// Item is one thing on a page: a [Box], a [Shape], a [Text], a [Code], a [Picture]
// or a [Link].
type Item interface {
	// Bounds is the area in mm that the item paints (or, for a link, covers).
	Bounds() Rect
}

// Box is a filled rectangle.
type Box struct {
	Rect
	Fill Color
}

// Bounds returns the rectangle.
func (b Box) Bounds() Rect { return b.Rect }

// Shape is an outline, scaled and placed: artwork, a symbol.
type Shape struct {
	Outline *Outline
	// At is where the outline's origin lies, in mm.
	At Point
	// Scale is mm per outline unit.
	Scale float64
	Fill  Color
	// Stroke, if above zero, is the line width in mm: the outline is then
	// drawn as a line of the fill's colour and not filled.
	Stroke float64
}

// Bounds returns the placed outline's area, grown by half the stroke.
func (s Shape) Bounds() Rect {
	return s.Outline.Bounds().scaled(s.Scale).Moved(s.At.X, s.At.Y).Grown(s.Stroke / 2)
}

// Glyph is one shaped glyph of a [Text]. X and Y place its origin in mm,
// relative to the text's own origin.
type Glyph struct {
	Outline *Outline
	X, Y    float64
}

// Text is one line of shaped words, drawn as outlines.
type Text struct {
	// String is the line in logical order, as it is searched and copied; it is
	// empty where another item says the same words.
	String string
	// Lang is the line's language (BCP 47); RTL says that its base direction
	// is right to left.
	Lang string
	RTL  bool
	// At is the origin: the left end of the baseline, in mm.
	At Point
	// Scale is mm per outline unit; Em is the type size in mm.
	Scale, Em float64
	// Advance is the line's advance width in mm; Ink its painted area
	// relative to At.
	Advance float64
	Ink     Rect
	Glyphs  []Glyph
	Fill    Color
	// Stroke, if above zero, is the line width in mm of hollow letters.
	Stroke float64
}

// Bounds returns the painted area on the page.
func (t Text) Bounds() Rect { return t.Ink.Moved(t.At.X, t.At.Y).Grown(t.Stroke / 2) }

// Code is a two-dimensional symbol. It paints its own light ground, quiet
// zone included, so that nothing can enter it.
type Code struct {
	// Rect is the symbol with its quiet zone, in mm; it is square.
	Rect
	// Quiet is the width of the quiet zone in modules.
	Quiet   int
	Modules *Modules
	Dark    Color
	Light   Color
	// Address is what the symbol says.
	Address string
}

// Bounds returns the symbol with its quiet zone.
func (c Code) Bounds() Rect { return c.Rect }

// Module returns the width of one module in mm.
func (c Code) Module() float64 { return c.W / float64(c.Modules.N+2*c.Quiet) }

// Modules is a square of dark and light modules, without quiet zone.
type Modules struct {
	// N is the number of modules a side.
	N int
	// Dark holds the rows one after the other; true is dark.
	Dark []bool
}

// At reports whether the module in column x of row y is dark.
func (m *Modules) At(x, y int) bool { return m.Dark[y*m.N+x] }

// Link is an area that opens an address where the page is shown on a screen.
type Link struct {
	Rect
	Address string
}

// Bounds returns the link's area.
func (l Link) Bounds() Rect { return l.Rect }
