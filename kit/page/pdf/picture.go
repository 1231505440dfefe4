package pdf

import (
	"encoding/binary"
	"io"
	"weak"

	"eventkit/kit/page"
	"eventkit/kit/page/resample"
)

// picture draws an image by name, stretched over its rectangle.
func (c *content) picture(p page.Picture) {
	if p.Image == nil || !(p.W > 0 && p.H > 0) {
		return
	}
	name, orient := c.doc.image(p.Image)
	if name == "" {
		return
	}
	c.b = append(c.b, "q "...)
	c.b = nums(c.b, mmDecimals, upright(p.Rect, orient)...)
	c.b = append(c.b, "cm"...)
	c.do(name)
	c.b = append(c.b, " Q\n"...)
}

// upright is the matrix that lays an image's unit square (ISO 32000-1, 8.9.5.1:
// y up) over a rectangle of the page, y down, turned as its orientation asks
// (Exif 2.32, "Orientation").
func upright(r page.Rect, orient int) []float64 {
	// Where the stored picture's right and down lead in the upright one, and
	// where its first pixel lies there.
	var rx, ry, dx, dy, x, y float64
	switch orient {
	case 2:
		rx, dy, x = -1, 1, 1
	case 3:
		rx, dy, x, y = -1, -1, 1, 1
	case 4:
		rx, dy, y = 1, -1, 1
	case 5:
		ry, dx = 1, 1
	case 6:
		ry, dx, x = 1, -1, 1
	case 7:
		ry, dx, x, y = -1, -1, 1, 1
	case 8:
		ry, dx, y = -1, 1, 1
	default:
		rx, dy = 1, 1
	}
	return []float64{r.W * rx, r.H * ry, -r.W * dx, -r.H * dy, r.X + r.W*(x+dx), r.Y + r.H*(y+dy)}
}

// image returns the name under which an image is drawn, after writing it if it
// is new, and how it must be turned; "" if there is nothing to draw.
func (d *document) image(img *page.Image) (name string, orient int) {
	head, ok := jpegHead(img.JPEG)
	if ok {
		orient = img.Orient
	}
	key := weak.Make(img)
	if name := d.images[key]; name != "" {
		return name, orient
	}
	obj := d.graft(img.PDF)
	switch {
	case obj != 0:
	case ok:
		obj = d.out.alloc()
		d.out.ready(obj, head.dict(), img.JPEG)
	case img.Pix != nil && !img.Pix.Bounds().Empty():
		obj = d.pixels(img)
	default:
		return "", 0
	}
	name = shortName(len(d.named))
	d.named = append(d.named, named{name, obj})
	d.images[key] = name
	return name, orient
}

// jpeg is what a document says of a JPEG (ITU-T T.81, B.2.2).
type jpeg struct {
	w, h, components int
	// inverted says that Adobe's marker is there, with which inks are stored
	// upside down; plain that its three colours are red, green and blue.
	inverted, plain bool
}

// jpegHead reads a JPEG up to its frame. It reports false for what the
// document can't take as it is.
func jpegHead(b []byte) (j jpeg, ok bool) {
	jfif := false
	for b = behind(b, 2); len(b) >= 4 && b[0] == 0xFF; {
		mark, size := b[1], int(binary.BigEndian.Uint16(b[2:]))
		data := behind(b, 4)
		if mark == 0xFF {
			b = b[1:]
			continue
		}
		if size < 2 || len(data) < size-2 {
			return j, false
		}
		data = data[:size-2]
		switch {
		case mark == 0xE0 && len(data) >= 4 && string(data[:4]) == "JFIF":
			jfif = true
		case mark == 0xEE && len(data) >= 12 && string(data[:5]) == "Adobe":
			j.inverted = true
		case mark >= 0xC0 && mark <= 0xC2 && len(data) >= 6+3*int(data[5]) && data[0] == 8:
			j.h, j.w = int(binary.BigEndian.Uint16(data[1:])), int(binary.BigEndian.Uint16(data[3:]))
			j.components = int(data[5])
			j.plain = j.components == 3 && !jfif && !j.inverted && data[6] == 'R' && data[9] == 'G' && data[12] == 'B'
			return j, j.w > 0 && j.h > 0 && (j.components == 1 || j.components == 3 || j.components == 4)
		case mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC, mark == 0xDA:
			return j, false
		}
		b = behind(b, 2+size)
	}
	return j, false
}

func behind(b []byte, n int) []byte { return b[min(n, len(b)):] }

func (j jpeg) dict() []byte {
	b := imageDict(j.w, j.h, map[int]string{1: "Gray", 3: "RGB", 4: "CMYK"}[j.components])
	if j.plain {
		b = append(b, "/DecodeParms<</ColorTransform 0>>"...)
	}
	if j.components == 4 && j.inverted {
		b = append(b, "/Decode[1 0 1 0 1 0 1 0]"...)
	}
	return append(b, "/Filter/DCTDecode"...)
}

// imageDict is what every image says (ISO 32000-1, 8.9.5).
func imageDict(w, h int, space string) []byte {
	b := append([]byte("/Type/XObject/Subtype/Image/BitsPerComponent 8/ColorSpace/Device"), space...)
	b = num(append(b, "/Width "...), float64(w), 0)
	return num(append(b, "/Height "...), float64(h), 0)
}

// pixels writes an image's pixels, and what they leave transparent as a mask.
func (d *document) pixels(img *page.Image) int {
	p := rasterOf(img)
	obj := d.out.alloc()
	space, colours := "RGB", 3
	if p.gray {
		space, colours = "Gray", 1
	}
	dict := predicted(imageDict(p.w, p.h, space), p.w, colours)
	if p.alpha {
		mask := d.out.alloc()
		d.out.filled(mask, predicted(imageDict(p.w, p.h, "Gray"), p.w, 1), func(w io.Writer) { p.write(w, 1, alphaOf) })
		dict = ref(append(dict, "/SMask "...), mask)
	}
	d.out.filled(obj, dict, func(w io.Writer) {
		if p.gray {
			p.write(w, 1, grayOf)
		} else {
			p.write(w, 3, colourOf)
		}
	})
	return obj
}

func predicted(dict []byte, w, colours int) []byte {
	dict = num(append(dict, "/DecodeParms<</Predictor 15/Colors "...), float64(colours), 0)
	dict = num(append(dict, "/Columns "...), float64(w), 0)
	return append(dict, ">>"...)
}

// rasterImage is an image's pixels while they are written.
type rasterImage struct {
	img         *page.Image
	w, h        int
	gray, alpha bool
	buf         []byte
}

// rasterOf looks at all pixels once.
func rasterOf(img *page.Image) *rasterImage {
	s := img.Pix.Bounds().Size()
	p := &rasterImage{img: img, w: s.X, h: s.Y, gray: true, buf: make([]byte, 4*s.X)}
	for y := range p.h {
		for px := resample.Row(img.Pix, y, p.buf); len(px) >= 4; px = px[4:] {
			p.gray = p.gray && px[0] == px[1] && px[1] == px[2]
			p.alpha = p.alpha || px[3] != 255
		}
		if p.alpha && !p.gray {
			break
		}
	}
	return p
}

func alphaOf(to, px []byte) { to[0] = px[3] }

func grayOf(to, px []byte) { to[0] = whole(px[0], px[3]) }

func colourOf(to, px []byte) {
	to[0], to[1], to[2] = whole(px[0], px[3]), whole(px[1], px[3]), whole(px[2], px[3])
}

// whole takes the alpha out of a colour that was multiplied with it.
func whole(v, a uint8) uint8 {
	switch a {
	case 0, 255:
		return v
	}
	return uint8(min((uint32(v)*255+uint32(a)/2)/uint32(a), 255))
}

// write writes the rows, each as its difference from its neighbours that packs
// best (PNG 3rd edition, 9.2 and 12.7).
func (p *rasterImage) write(w io.Writer, colours int, take func(to, px []byte)) {
	f := newFilters(colours * p.w)
	for y := range p.h {
		px := resample.Row(p.img.Pix, y, p.buf)
		for x := range p.w {
			take(f.row[x*colours:], px[4*x:4*x+4])
		}
		// The writer below keeps its own error.
		_, _ = w.Write(f.best(colours))
	}
}
