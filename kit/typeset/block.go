package typeset

import "eventkit/kit/page"

// Block is set text: lines in their places. W and H are the size of its ink
// box in mm, from the top of the first line's ink to the bottom of the last
// line's, and Em its largest type size in mm.
type Block struct {
	W, H, Em float64
	// Baseline is the distance from the top to the first baseline, Last to
	// the last one, in mm.
	Baseline, Last float64
	RTL            bool

	lang  string
	lines []placed
}

type placed struct {
	*line
	em, y float64
}

// Lines returns what each line says.
func (b *Block) Lines() []string {
	out := make([]string, len(b.lines))
	for i, l := range b.lines {
		out[i] = l.text
	}
	return out
}

// Align says where lines stand in their measure.
type Align int

// Start is the side at which the language begins; Left and Center are as they say.
const (
	Start Align = iota
	Left
	Center
)

// Paint is how letters are coloured: filled, or, with Stroke above zero,
// hollow: filled with Inside within a line of Stroke mm. Mark, if set, is the field behind marked words.
type Paint struct {
	Fill   page.Color
	Stroke float64
	Inside page.Color
	Mark   *page.Color
}

// Place returns the block's items with the top left corner of its box at at;
// width is the box's width in mm, within which lines are aligned.
func (b *Block) Place(at page.Point, width float64, align Align, p Paint) []page.Item {
	var fields, out []page.Item
	for _, l := range b.lines {
		x := at.X + b.indent(l, width, align)
		y := at.Y + l.y
		k := l.em / 1000
		if p.Mark != nil {
			for _, m := range l.marks {
				fields = append(fields, page.Box{Rect: m.field(x-l.left*k, y, k), Fill: *p.Mark})
			}
		}
		t := l.place(x, y, l.em, b.lang, p.Fill)
		if p.Stroke > 0 {
			// A line twice as wide, whose inner half is painted over, leaves
			// one contour around letters that overlap or join.
			t.Stroke = 2 * p.Stroke
			out = append(out, t)
			t.Stroke, t.Fill, t.String = 0, p.Inside, ""
		}
		out = append(out, t)
	}
	return append(fields, out...)
}

// field is the area behind marked words: it stands out a little at their ends,
// less where a letter follows. The line begins at x, its baseline is at y.
func (m mark) field(x, y, k float64) page.Rect {
	const out, tight, above, below = 110, 15, 960, 270
	left, right := float64(out), float64(out)
	if m.tightLeft {
		left = tight
	}
	if m.tightRight {
		right = tight
	}
	return page.Rect{X: x + (m.x0-left)*k, Y: y - above*k, W: (m.x1 - m.x0 + left + right) * k, H: (above + below) * k}
}

// indent is the distance from the box's left edge to the line's optical left edge, in mm.
func (b *Block) indent(l placed, width float64, align Align) float64 {
	free := width - l.width()*l.em/1000
	switch {
	case align == Center:
		return free / 2
	case align == Start && b.RTL:
		return free
	}
	return 0
}

// arrange stacks lines of one size and measures the block. Lines may be nil.
func arrange(lines []*line, em, leading float64, lang string) *Block {
	b := &Block{Em: em, RTL: RTL(lang), lang: lang}
	k := em / 1000
	for i, l := range lines {
		b.lines = append(b.lines, placed{l, em, float64(i) * leading * k})
	}
	b.settle()
	return b
}

// settle moves the lines so that the first one's ink touches the top, and
// measures.
func (b *Block) settle() {
	if len(b.lines) == 0 {
		return
	}
	top, bottom := b.lines[0].y, b.lines[0].y
	for i, l := range b.lines {
		k := l.em / 1000
		if i == 0 || l.y+l.ink.Y*k < top {
			top = l.y + l.ink.Y*k
		}
		bottom = max(bottom, l.y+l.ink.Bottom()*k)
		b.W = max(b.W, l.width()*k)
		b.Em = max(b.Em, l.em)
	}
	for i := range b.lines {
		b.lines[i].y -= top
	}
	b.H = bottom - top
	b.Baseline, b.Last = b.lines[0].y, b.lines[len(b.lines)-1].y
}
