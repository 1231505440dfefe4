package pdf

import (
	"strconv"

	"eventkit/kit/page"
)

// line draws a line with fonts, or reports false if it can't be drawn so.
func (c *content) line(t page.Text) bool {
	letters, ok := pairs(c.doc.letters[:0], t)
	c.doc.letters = letters
	if !ok {
		return false
	}
	if !c.doc.fonts.chars(letters) {
		return false
	}
	c.color(t.Fill)
	if !c.inText {
		c.b, c.inText = append(c.b, "BT\n"...), true
	}
	c.b = append(nums(append(c.b, "1 0 0 -1 "...), mmDecimals, t.At.X, t.At.Y), "Tm"...)
	r := run{c: c}
	for i, l := range letters {
		ch := l.char
		if i == 0 || ch.font != c.font || t.Em != c.em {
			r.end()
			c.useFont(ch.font, t.Em)
		}
		if l.gap {
			r.show(spaceCode, r.x, spaceWidth)
		}
		r.show(ch.code, l.x, ch.width)
	}
	r.end()
	return true
}

func (c *content) useFont(f *font, em float64) {
	if f == c.font && em == c.em {
		return
	}
	c.font, c.em = f, em
	c.b = append(append(append(c.b, '/'), f.name...), ' ')
	c.b = append(num(c.b, em, mmDecimals), " Tf"...)
}

// run gathers letters of one font into one TJ (ISO 32000-1, 9.4.3). x is where
// the next letter would stand, in thousandths of an em from the line's origin.
type run struct {
	c    *content
	x    int
	open bool
}

func (r *run) show(code byte, x, width int) {
	b := r.c.b
	if !r.open {
		b = append(b, '[')
	}
	if x != r.x {
		if r.open {
			b = append(b, ')')
		}
		b = append(strconv.AppendInt(b, int64(r.x-x), 10), '(')
	} else if !r.open {
		b = append(b, '(')
	}
	r.open = true
	r.c.b = literal(b, code)
	r.x = x + width
}

func (r *run) end() {
	if r.open {
		r.c.b = append(r.c.b, ")]TJ\n"...)
		r.open = false
	}
}
