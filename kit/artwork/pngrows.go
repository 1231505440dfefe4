package artwork

import (
	"errors"
	"io"

	"github.com/klauspost/compress/flate"
)

// corrupt reports whether packed bytes are wrong, rather than the disk.
func corrupt(err error) bool {
	var at flate.CorruptInputError
	var internal flate.InternalError
	return errors.As(err, &at) || errors.As(err, &internal)
}

// channels returns how many samples a pixel has.
func (p *pngFile) channels() int {
	return map[int]int{pngGray: 1, pngRGB: 3, pngPalette: 1, pngGrayAlpha: 2, pngRGBA: 4}[p.kind]
}

// rows reads h rows of w pixels each and hands each out as red, green, blue and
// premultiplied alpha.
func (p *pngFile) rows(z io.Reader, w, h int, each func(y int, row []byte) error) error {
	bits := p.channels() * p.depth
	size, step := (w*bits+7)/8, max(1, bits/8)
	cur, prev := make([]byte, size), make([]byte, size)
	rgba := make([]byte, 4*w)
	var filter [1]byte
	for y := range h {
		if _, err := io.ReadFull(z, filter[:]); err != nil {
			return unpacked(err)
		}
		if _, err := io.ReadFull(z, cur); err != nil {
			return unpacked(err)
		}
		if !unfilter(filter[0], cur, prev, step) {
			return broken("the PNG is damaged: it has a filter %d", filter[0])
		}
		if !p.expand(cur, rgba) {
			return broken("the PNG is damaged: it uses a colour that its palette lacks")
		}
		if err := each(y, rgba); err != nil {
			return err
		}
		cur, prev = prev, cur
	}
	return nil
}

// unfilter undoes a row's filter (PNG 3rd edition, 9.2). step is bytes a pixel.
func unfilter(kind byte, cur, prev []byte, step int) bool {
	switch kind {
	case 0:
	case 1:
		for i := step; i < len(cur); i++ {
			cur[i] += cur[i-step]
		}
	case 2:
		for i, v := range prev {
			cur[i] += v
		}
	case 3:
		for i := range cur {
			left := 0
			if i >= step {
				left = int(cur[i-step])
			}
			cur[i] += uint8((left + int(prev[i])) / 2)
		}
	case 4:
		for i := range cur {
			var left, corner int
			if i >= step {
				left, corner = int(cur[i-step]), int(prev[i-step])
			}
			cur[i] += uint8(paeth(left, int(prev[i]), corner))
		}
	default:
		return false
	}
	return true
}

// paeth picks the neighbour that is nearest to left + above - corner.
func paeth(left, above, corner int) int {
	pa, pb := above-corner, left-corner
	pc := max(pa+pb, -pa-pb)
	pa, pb = max(pa, -pa), max(pb, -pb)
	switch {
	case pa <= pb && pa <= pc:
		return left
	case pb <= pc:
		return above
	}
	return corner
}

func premul(v, a uint8) uint8 { return uint8((uint32(v)*uint32(a) + 127) / 255) }

// expand makes pixels of a row of samples. It reports false for a colour that
// isn't in the palette.
func (p *pngFile) expand(row, to []byte) bool {
	switch {
	case p.channels() == 1 && p.depth <= 8:
		return p.expandBits(row, to)
	case p.depth == 8:
		p.expandBytes(row, to)
	default:
		p.expandWords(row, to)
	}
	return true
}

// table holds the pixels that each byte of a row stands for. wrong says which of
// them, from 1, is the first whose colour doesn't exist.
type table struct {
	px    []byte
	wrong [256]int
}

// expandBits makes pixels of bytes that hold one pixel or several.
func (p *pngFile) expandBits(row, to []byte) bool {
	if p.table == nil {
		p.table = p.newTable()
	}
	per := 8 / p.depth * 4
	for _, v := range row {
		n := copy(to, p.table.px[int(v)*per:(int(v)+1)*per])
		if w := p.table.wrong[v]; w > 0 && 4*w <= n {
			return false
		}
		to = to[n:]
	}
	return true
}

func (p *pngFile) newTable() *table {
	t := &table{}
	most := 1<<p.depth - 1
	for v := range 256 {
		for i := range 8 / p.depth {
			sample := v >> (8 - p.depth*(i+1)) & most
			switch {
			case p.kind != pngPalette && len(p.clear) == 1 && int(p.clear[0]) == sample:
				t.px = append(t.px, 0, 0, 0, 0)
			case p.kind != pngPalette:
				g := uint8(sample * 255 / most)
				t.px = append(t.px, g, g, g, 255)
			case 4*sample < len(p.palette):
				t.px = append(t.px, p.palette[4*sample:4*sample+4]...)
			default:
				t.px = append(t.px, 0, 0, 0, 0)
				if t.wrong[v] == 0 {
					t.wrong[v] = i + 1
				}
			}
		}
	}
	return t
}

func (p *pngFile) expandBytes(row, to []byte) {
	n := p.channels()
	for ; len(to) >= 4; to, row = to[4:], row[n:] {
		switch p.kind {
		case pngGrayAlpha:
			to[0], to[1], to[2], to[3] = row[0], row[0], row[0], 255
		default:
			to[0], to[1], to[2], to[3] = row[0], row[1], row[2], 255
		}
		switch p.kind {
		case pngGrayAlpha, pngRGBA:
			if a := row[n-1]; a < 255 {
				to[0], to[1], to[2], to[3] = premul(to[0], a), premul(to[1], a), premul(to[2], a), a
			}
		default:
			if len(p.clear) > 0 && p.isClear(func(i int) uint16 { return uint16(row[i]) }) {
				clear(to[:4])
			}
		}
	}
}

// expandWords rounds samples of 16 bits to 8.
func (p *pngFile) expandWords(row, to []byte) {
	n := p.channels()
	word := func(i int) uint16 { return uint16(row[2*i])<<8 | uint16(row[2*i+1]) }
	byteOf := func(i int) uint8 { return uint8((uint32(word(i))*255 + 32767) / 65535) }
	for ; len(to) >= 4; to, row = to[4:], row[2*n:] {
		a := uint8(255)
		switch p.kind {
		case pngGrayAlpha, pngRGBA:
			a = byteOf(n - 1)
		default:
			if p.isClear(word) {
				a = 0
			}
		}
		r, g, b := byteOf(0), byteOf(0), byteOf(0)
		if p.kind == pngRGB || p.kind == pngRGBA {
			g, b = byteOf(1), byteOf(2)
		}
		to[0], to[1], to[2], to[3] = premul(r, a), premul(g, a), premul(b, a), a
	}
}

// isClear reports whether a pixel has the colour that is transparent.
func (p *pngFile) isClear(sample func(i int) uint16) bool {
	if len(p.clear) == 0 {
		return false
	}
	for i, v := range p.clear {
		if sample(i) != v {
			return false
		}
	}
	return true
}
