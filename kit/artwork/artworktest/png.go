package artworktest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
)

// PNG describes a PNG file (PNG 3rd edition). Its samples are made up by Sample,
// or from the place where they stand.
type PNG struct {
	W, H        int
	Depth, Kind int // bits a sample; colour type: 0, 2, 3, 4 or 6
	Interlaced  bool
	Palette     []byte // 3 bytes a colour
	Clear       []byte // the content of tRNS
	Exif        []byte // the content of eXIf
	// Sample returns sample c of the pixel at x, y; nil is a pattern.
	Sample func(x, y, c int) int
	// Parts is how many IDAT chunks there are.
	Parts int
}

// Chunk returns a chunk with its length and sum.
func Chunk(kind string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	body := append([]byte(kind), data...)
	return binary.BigEndian.AppendUint32(append(b, body...), crc32.ChecksumIEEE(body))
}

// Head returns the signature and the header.
func (p PNG) Head() []byte {
	head := binary.BigEndian.AppendUint32(nil, uint32(p.W))
	head = binary.BigEndian.AppendUint32(head, uint32(p.H))
	interlace := byte(0)
	if p.Interlaced {
		interlace = 1
	}
	return append([]byte("\x89PNG\r\n\x1a\n"), Chunk("IHDR", append(head, byte(p.Depth), byte(p.Kind), 0, 0, interlace))...)
}

// Bytes returns the file.
func (p PNG) Bytes() []byte {
	b := p.Head()
	if p.Palette != nil {
		b = append(b, Chunk("PLTE", p.Palette)...)
	}
	if p.Clear != nil {
		b = append(b, Chunk("tRNS", p.Clear)...)
	}
	if p.Exif != nil {
		b = append(b, Chunk("eXIf", p.Exif)...)
	}
	packed := p.packed()
	parts := max(1, p.Parts)
	for size := (len(packed) + parts - 1) / parts; len(packed) > 0; {
		n := min(size, len(packed))
		b = append(b, Chunk("IDAT", packed[:n])...)
		packed = packed[n:]
	}
	return append(b, Chunk("IEND", nil)...)
}

func (p PNG) packed() []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if !p.Interlaced {
		p.pass(z, 0, 0, 1, 1)
	} else {
		for _, a := range [][4]int{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}} {
			p.pass(z, a[0], a[1], a[2], a[3])
		}
	}
	z.Close()
	return b.Bytes()
}

// channels is how many samples a pixel has, by colour type.
var channels = map[int]int{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}

// pass writes the rows of a pass, with each filter in turn.
func (p PNG) pass(z *zlib.Writer, x0, y0, dx, dy int) {
	n := channels[p.Kind]
	w := (p.W - x0 + dx - 1) / dx
	if w <= 0 {
		return
	}
	size, step := (w*n*p.Depth+7)/8, max(1, n*p.Depth/8)
	prev := make([]byte, size)
	for i, y := 0, y0; y < p.H; i, y = i+1, y+dy {
		row := make([]byte, size)
		for x := range w {
			for c := range n {
				p.put(row, (x*n+c)*p.Depth, p.sample(x0+x*dx, y, c))
			}
		}
		z.Write(append([]byte{byte(i % 5)}, filtered(i%5, row, prev, step)...))
		prev = row
	}
}

func (p PNG) sample(x, y, c int) int {
	most := 1<<p.Depth - 1
	switch {
	case p.Sample != nil:
		return p.Sample(x, y, c)
	case p.Kind == 3:
		return (x + 3*y) % min(most+1, len(p.Palette)/3)
	}
	return (x*(most/16+1) + y*(most/11+1)*(c+1) + c*most/3) & most
}

func (p PNG) put(row []byte, bit, v int) {
	switch {
	case p.Depth == 16:
		row[bit/8], row[bit/8+1] = byte(v>>8), byte(v)
	default:
		row[bit/8] |= byte(v << (8 - p.Depth - bit%8))
	}
}

// filtered is a row as a filter has it (PNG 3rd edition, 9.2).
func filtered(kind int, row, prev []byte, step int) []byte {
	out := make([]byte, len(row))
	for i := range row {
		var a, b, c int
		b = int(prev[i])
		if i >= step {
			a, c = int(row[i-step]), int(prev[i-step])
		}
		guess := [...]int{0, a, b, (a + b) / 2, 0}[kind]
		if kind == 4 {
			guess = nearest(a, b, c)
		}
		out[i] = row[i] - byte(guess)
	}
	return out
}

func nearest(a, b, c int) int {
	far := func(v int) int { return max(a+b-c-v, v-a-b+c) }
	switch {
	case far(a) <= far(b) && far(a) <= far(c):
		return a
	case far(b) <= far(c):
		return b
	}
	return c
}

// Gray is a PNG of any size in little memory, one bit a pixel: black at the left,
// white at the right.
func Gray(w, h int) []byte {
	p := PNG{W: w, H: h, Depth: 1}
	row := make([]byte, 1+(w+7)/8)
	for i := 1 + w/16; i < len(row); i++ {
		row[i] = 0xFF
	}
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	for range h {
		z.Write(row)
	}
	z.Close()
	out := append(p.Head(), Chunk("IDAT", b.Bytes())...)
	return append(out, Chunk("IEND", nil)...)
}
