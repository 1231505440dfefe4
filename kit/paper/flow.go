package paper

import "eventkit/kit/page"

// Row is what cannot be parted: a line of text, or a block with a drawing of
// its own.
type Row struct {
	// Gap is the room above the row, which falls away at the top of a page,
	// and Height its own, in mm.
	Gap, Height float64
	// Join says that the row stays with the one before it.
	Join bool
	// Draw draws the row with its top at y.
	Draw func(c *Canvas, y float64)
}

// Flow is a column of rows on its way to pages.
type Flow struct{ Rows []Row }

// Add appends a row.
func (f *Flow) Add(r Row) { f.Rows = append(f.Rows, r) }

// Text appends a text that begins at x, gap mm below what is there. Neither
// its first nor its last line stands alone on a page. With join it stays with
// what is above it.
func (f *Flow) Text(t *Text, x, gap float64, ink page.Color, join bool) {
	n := t.Len()
	for i := range n {
		r := Row{
			Height: t.Lead, Join: i == 1 || i > 0 && i == n-1,
			Draw: func(c *Canvas, y float64) { c.Line(t, i, x, y, ink) },
		}
		if i == 0 {
			r.Gap, r.Join = gap, join
		}
		f.Add(r)
	}
}

// Height is that of all rows on one page.
func (f *Flow) Height() float64 {
	h := 0.0
	for i, r := range f.Rows {
		h += r.Height
		if i > 0 {
			h += r.Gap
		}
	}
	return h
}

// Break cuts the column into pages; room says how many mm page i (from 0) has.
// ok is false where rows that belong together are higher than a page.
func (f *Flow) Break(room func(i int) float64) (pages [][]Row, ok bool) {
	for from := 0; from < len(f.Rows); {
		to := f.page(from, room(len(pages)))
		if to == from {
			return nil, false
		}
		pages = append(pages, f.Rows[from:to])
		from = to
	}
	return pages, true
}

// slack forgives the rounding of sums, in mm.
const slack = 1e-6

// page is the end of the rows that go on a page with room mm.
func (f *Flow) page(from int, room float64) int {
	h, last := 0.0, from
	for i := from; i < len(f.Rows); i++ {
		r := f.Rows[i]
		if i > from {
			if !r.Join {
				last = i
			}
			h += r.Gap
		}
		if h += r.Height; h > room+slack {
			return last
		}
	}
	return len(f.Rows)
}

// Draw draws rows one below the other and returns where they end.
func Draw(c *Canvas, rows []Row, y float64) float64 {
	for i, r := range rows {
		if i > 0 {
			y += r.Gap
		}
		r.Draw(c, y)
		y += r.Height
	}
	return y
}
