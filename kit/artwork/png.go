package artwork

import (
	"context"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"image"
	"io"

	"github.com/klauspost/compress/zlib"

	"eventkit/kit/page"
	"eventkit/kit/page/resample"
)

const pngHead = "\x89PNG\r\n\x1a\n"

// The colour types of a PNG (PNG 3rd edition, 11.2.1).
const (
	pngGray      = 0
	pngRGB       = 2
	pngPalette   = 3
	pngGrayAlpha = 4
	pngRGBA      = 6
)

// pngFile is a PNG while it is read (PNG 3rd edition).
type pngFile struct {
	r           *source
	w, h        int
	depth, kind int
	interlaced  bool
	orient      int
	// palette holds 4 bytes a colour, premultiplied; clear is the colour that
	// is transparent, as it is stored.
	palette []byte
	clear   []uint16
	table   *table
	// left is what the current IDAT chunk still holds.
	left int64
	sum  hash.Hash32
	// done says that the IDAT chunks have ended.
	done bool
}

// readPNGHead reads up to the first pixels.
func readPNGHead(s *source) (*pngFile, error) {
	if _, err := s.Discard(len(pngHead)); err != nil {
		return nil, ended(err)
	}
	p := &pngFile{r: s, orient: 1, sum: crc32.NewIEEE()}
	for first := true; ; first = false {
		kind, size, err := p.chunk()
		if err != nil {
			return nil, err
		}
		if first != (kind == "IHDR") {
			return nil, broken("the PNG doesn’t begin with its size")
		}
		if kind == "IDAT" {
			p.left = size
			return p, p.ready()
		}
		if err := p.before(kind, size); err != nil {
			return nil, err
		}
	}
}

// chunk reads a chunk's head.
func (p *pngFile) chunk() (kind string, size int64, err error) {
	var head [8]byte
	if _, err := io.ReadFull(p.r, head[:]); err != nil {
		return "", 0, ended(err)
	}
	size = int64(binary.BigEndian.Uint32(head[:4]))
	if size > 1<<31-1 {
		return "", 0, broken("a part of the PNG claims to be larger than any may be")
	}
	p.sum.Reset()
	p.sum.Write(head[4:])
	return string(head[4:]), size, nil
}

// maxChunk is the most bytes of a chunk whose content is looked at.
const maxChunk = 1 << 20

// before reads a chunk that comes before the pixels.
func (p *pngFile) before(kind string, size int64) error {
	switch kind {
	case "IHDR", "PLTE", "tRNS", "eXIf":
		if size > maxChunk {
			return broken("its %s is larger than any may be", kind)
		}
	case "IEND":
		return broken("the PNG holds no pixels")
	default:
		if _, err := io.CopyN(io.Discard, p.r, size+4); err != nil {
			return ended(err)
		}
		return nil
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(p.r, data); err != nil {
		return ended(err)
	}
	p.sum.Write(data)
	if err := p.check(); err != nil {
		return err
	}
	switch kind {
	case "IHDR":
		return p.header(data)
	case "PLTE":
		return p.colours(data)
	case "tRNS":
		return p.transparent(data)
	}
	p.orient = orientation(data)
	return nil
}

// check compares a chunk with its sum.
func (p *pngFile) check() error {
	var sum [4]byte
	if _, err := io.ReadFull(p.r, sum[:]); err != nil {
		return ended(err)
	}
	if binary.BigEndian.Uint32(sum[:]) != p.sum.Sum32() {
		return broken("the PNG is damaged: a check sum is wrong")
	}
	return nil
}

func (p *pngFile) header(data []byte) error {
	if len(data) != 13 {
		return broken("the PNG doesn’t begin with its size")
	}
	w, h := binary.BigEndian.Uint32(data), binary.BigEndian.Uint32(data[4:])
	if w == 0 || h == 0 {
		return broken("the picture has no pixels: %d × %d", w, h)
	}
	if w > maxSide || h > maxSide || int64(w)*int64(h) > maxPixels {
		return tooLarge(int(w), int(h), "save it with at most 500 megapixels")
	}
	p.w, p.h, p.depth, p.kind = int(w), int(h), int(data[8]), int(data[9])
	depths := map[int][]int{pngGray: {1, 2, 4, 8, 16}, pngRGB: {8, 16}, pngPalette: {1, 2, 4, 8}, pngGrayAlpha: {8, 16}, pngRGBA: {8, 16}}
	good := false
	for _, d := range depths[p.kind] {
		good = good || d == p.depth
	}
	if !good || data[10] != 0 || data[11] != 0 || data[12] > 1 {
		return broken("its pixels are of a kind that PNG doesn’t know")
	}
	p.interlaced = data[12] == 1
	return nil
}

func (p *pngFile) colours(data []byte) error {
	if len(data)%3 != 0 || len(data) == 0 || len(data) > 3*256 {
		return broken("its palette has no proper length")
	}
	p.palette = p.palette[:0]
	for ; len(data) > 0; data = data[3:] {
		p.palette = append(p.palette, data[0], data[1], data[2], 255)
	}
	return nil
}

func (p *pngFile) transparent(data []byte) error {
	switch p.kind {
	case pngPalette:
		if 4*len(data) > len(p.palette) {
			return broken("more colours are transparent than there are")
		}
		for i, a := range data {
			c := p.palette[4*i : 4*i+4]
			c[0], c[1], c[2], c[3] = premul(c[0], a), premul(c[1], a), premul(c[2], a), a
		}
	case pngGray, pngRGB:
		if n := map[int]int{pngGray: 2, pngRGB: 6}[p.kind]; len(data) != n {
			return broken("its transparent colour has no proper length")
		}
		p.clear = p.clear[:0]
		for ; len(data) > 0; data = data[2:] {
			p.clear = append(p.clear, binary.BigEndian.Uint16(data))
		}
	}
	return nil
}

func (p *pngFile) ready() error {
	if p.kind == pngPalette && len(p.palette) == 0 {
		return broken("its palette is missing")
	}
	return nil
}

// Read gives out the content of the IDAT chunks, one after the other.
func (p *pngFile) Read(b []byte) (int, error) {
	for p.left == 0 {
		if p.done {
			return 0, io.EOF
		}
		if err := p.check(); err != nil {
			return 0, err
		}
		kind, size, err := p.chunk()
		if err != nil {
			return 0, err
		}
		if kind != "IDAT" {
			p.done = true
			return 0, io.EOF
		}
		p.left = size
	}
	n, err := p.r.Read(b[:min(int64(len(b)), p.left)])
	p.sum.Write(b[:n])
	p.left -= int64(n)
	if n == 0 && err != nil {
		return 0, ended(err)
	}
	return n, nil
}

// readPNG decodes a PNG, made smaller while it is read.
func readPNG(ctx context.Context, s *source, side int) (*page.Image, page.Size, error) {
	p, err := readPNGHead(s)
	if err != nil {
		return nil, page.Size{}, err
	}
	z, err := zlib.NewReader(p)
	if err != nil {
		return nil, page.Size{}, unpacked(err)
	}
	most := maxKept
	if p.interlaced || p.orient > 1 {
		most = maxTwice
	}
	w, h := resample.Fit(p.w, p.h, side, most)
	small := resample.New(p.w, p.h, w, h)
	if p.interlaced {
		err = p.passes(ctx, z, small)
	} else {
		err = p.rows(z, p.w, p.h, func(_ int, row []byte) error {
			small.Row(row)
			return ctx.Err()
		})
	}
	if err != nil {
		return nil, page.Size{}, err
	}
	return &page.Image{Pix: turn(small.Image(), p.orient)}, upright(p.w, p.h, p.orient), nil
}

// unpacked says what was wrong with packed pixels.
func unpacked(err error) error {
	var e *Error
	switch {
	case errors.As(err, &e):
		return e
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return broken("the picture has fewer pixels than it says")
	case errors.Is(err, zlib.ErrHeader), errors.Is(err, zlib.ErrChecksum), errors.Is(err, zlib.ErrDictionary):
		return broken("the PNG is damaged: %v", err)
	}
	if corrupt(err) {
		return broken("the PNG is damaged: its pixels can’t be unpacked")
	}
	return err
}

// passes reads an interlaced picture (PNG 3rd edition, 8.1), which must be
// whole before it can be made smaller.
func (p *pngFile) passes(ctx context.Context, z io.Reader, small *resample.Shrinker) error {
	if 4*int64(p.w)*int64(p.h) > decoding-4*maxTwice {
		return tooLarge(p.w, p.h, "save it without interlacing")
	}
	whole := image.NewRGBA(image.Rect(0, 0, p.w, p.h))
	for _, pass := range []struct{ x, y, dx, dy int }{
		{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2},
	} {
		w, h := (p.w-pass.x+pass.dx-1)/pass.dx, (p.h-pass.y+pass.dy-1)/pass.dy
		if w <= 0 || h <= 0 {
			continue
		}
		err := p.rows(z, w, h, func(y int, row []byte) error {
			to := whole.Pix[(pass.y+y*pass.dy)*whole.Stride:]
			for x := range w {
				copy(to[4*(pass.x+x*pass.dx):][:4], row[4*x:4*x+4])
			}
			return ctx.Err()
		})
		if err != nil {
			return err
		}
	}
	for y := range p.h {
		small.Row(whole.Pix[y*whole.Stride:])
	}
	return nil
}
