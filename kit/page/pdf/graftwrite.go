package pdf

import (
	"crypto/sha256"
	"strconv"
)

// graft writes a foreign document's first page as a form that fills the unit
// square, y up, as an image does (ISO 32000-1, 8.9.5.1), and returns the form's
// object; 0 if the page can't be taken. The same document is written once.
func (d *document) graft(data []byte) int {
	if len(data) == 0 {
		return 0
	}
	sum := sha256.Sum256(data)
	if obj, ok := d.grafts[sum]; ok {
		return obj
	}
	if d.grafts == nil {
		d.grafts = map[[sha256.Size]byte]int{}
	}
	obj := 0
	if g, err := newGraft(data); err == nil {
		obj = g.write(d.out)
	}
	d.grafts[sum] = obj
	return obj
}

func (g *graft) write(out *objects) int {
	numbers := make([]int, len(g.order))
	for i := range numbers {
		numbers[i] = out.alloc()
	}
	for i, b := range g.bodies {
		text := placed(nil, b.pieces, numbers)
		switch {
		case !b.stream:
			out.pack(numbers[i], text)
		case b.packed:
			out.ready(numbers[i], text, b.data)
		default:
			out.stream(numbers[i], text, b.data)
		}
	}
	form := out.alloc()
	dict := append([]byte("/Type/XObject/Subtype/Form"), g.page.square()...)
	dict = append(dict, "/Resources"...)
	if len(g.resources) == 0 {
		dict = append(dict, "<<>>"...)
	}
	dict = placed(dict, g.resources, numbers)
	if len(g.group) > 0 {
		dict = placed(append(dict, "/Group"...), g.group, numbers)
	}
	if len(g.filter) == 0 {
		out.stream(form, dict, g.data)
		return form
	}
	for _, e := range g.filter {
		dict = joinToken(append(dict, e.key...), e.value)
	}
	out.ready(form, dict, g.data)
	return form
}

// placed appends pieces with our numbers.
func placed(b []byte, pieces []piece, numbers []int) []byte {
	for _, p := range pieces {
		if len(p.text) > 0 {
			b = joinToken(b, p.text)
		}
		if p.index >= 0 {
			b = joinToken(b, ref(nil, numbers[p.index]))
		}
	}
	return b
}

// square is the entries of a form that shows what is seen of the page, turned,
// as the unit square.
func (p *foreignPage) square() []byte {
	w, h := 1/(p.seen.x1-p.seen.x0), 1/(p.seen.y1-p.seen.y0)
	var m [6]float64
	switch p.turn {
	case 0:
		m = [6]float64{w, 0, 0, h, -p.seen.x0 * w, -p.seen.y0 * h}
	case 1:
		m = [6]float64{0, -w, h, 0, -p.seen.y0 * h, p.seen.x1 * w}
	case 2:
		m = [6]float64{-w, 0, 0, -h, p.seen.x1 * w, p.seen.y1 * h}
	case 3:
		m = [6]float64{0, w, -h, 0, p.seen.y1 * h, -p.seen.x0 * w}
	}
	b := reals([]byte("/BBox["), p.seen.x0, p.seen.y0, p.seen.x1, p.seen.y1)
	return append(reals(append(b, "]/Matrix["...), m[:]...), ']')
}

// reals appends numbers with all the digits that matter, without exponents.
func reals(b []byte, vs ...float64) []byte {
	for i, v := range vs {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendFloat(b, v+0, 'f', 10, 64)
	}
	return b
}
