package resample

import (
	"image"
	"math"
)

// Shrinker takes the rows of a picture, top to bottom, and makes a smaller one
// of them. Pixels are four bytes each; what the bytes mean doesn't matter as
// long as their mean has a sense: red, green, blue and alpha (premultiplied),
// or four inks.
type Shrinker struct {
	out  *image.RGBA
	w, h int // of the rows that come
	y    int // the next row
	// spans says which part of a row each column of the picture covers.
	spans []span
	// line is a row made narrow; sum gathers lines by the height that each has
	// in the row of the picture that is under way.
	line, sum []float32
	row       int
	plain     bool
}

// span is the pixels from up to to, of which the first and the last count by a
// part; scale is one over its width.
type span struct {
	from, to    int
	first, last float32
	scale       float32
}

// New makes a shrinker for a picture of w × h px that becomes one of outW ×
// outH px; neither may be larger.
func New(w, h, outW, outH int) *Shrinker {
	s := &Shrinker{w: w, h: h, out: image.NewRGBA(image.Rect(0, 0, outW, outH)), plain: w == outW && h == outH}
	if s.plain {
		return s
	}
	s.spans = make([]span, outW)
	k := float64(w) / float64(outW)
	for i := range s.spans {
		a, b := float64(i)*k, math.Min(float64(i+1)*k, float64(w))
		sp := span{from: int(a), to: min(int(math.Ceil(b-1e-9)), w), scale: float32(1 / (b - a))}
		sp.first = float32(math.Min(float64(sp.from+1), b) - a)
		sp.last = float32(b - float64(sp.to-1))
		s.spans[i] = sp
	}
	s.line, s.sum = make([]float32, 4*outW), make([]float32, 4*outW)
	return s
}

// Row takes the next row, 4 bytes a pixel. Rows beyond the last are ignored.
func (s *Shrinker) Row(px []byte) {
	y := s.y
	if s.y++; y >= s.h {
		return
	}
	if s.plain {
		copy(s.out.Pix[y*s.out.Stride:], px[:4*s.w])
		return
	}
	s.narrow(px)
	k := float64(s.h) / float64(s.out.Rect.Max.Y)
	top, bottom := float64(y), float64(y+1)
	for s.row < s.out.Rect.Max.Y {
		end := float64(s.row+1) * k
		if share := float32((math.Min(bottom, end) - top) / k); share > 0 {
			for i, v := range s.line {
				s.sum[i] += share * v
			}
		}
		if bottom < end-1e-9 && y < s.h-1 {
			return
		}
		s.flush()
		top = math.Max(top, end)
		if top >= bottom-1e-9 {
			return
		}
	}
}

// narrow makes a line of a row.
func (s *Shrinker) narrow(px []byte) {
	for i := range s.spans {
		sp := &s.spans[i]
		p := px[4*sp.from : 4*sp.to]
		r, g, b, a := float32(p[0])*sp.first, float32(p[1])*sp.first, float32(p[2])*sp.first, float32(p[3])*sp.first
		if len(p) > 4 {
			last := p[len(p)-4:]
			var sr, sg, sb, sa uint32
			for q := p[4 : len(p)-4]; len(q) >= 4; q = q[4:] {
				sr, sg, sb, sa = sr+uint32(q[0]), sg+uint32(q[1]), sb+uint32(q[2]), sa+uint32(q[3])
			}
			r += float32(sr) + float32(last[0])*sp.last
			g += float32(sg) + float32(last[1])*sp.last
			b += float32(sb) + float32(last[2])*sp.last
			a += float32(sa) + float32(last[3])*sp.last
		}
		o := s.line[4*i : 4*i+4]
		o[0], o[1], o[2], o[3] = r*sp.scale, g*sp.scale, b*sp.scale, a*sp.scale
	}
}

// flush writes the row that has been gathered.
func (s *Shrinker) flush() {
	to := s.out.Pix[s.row*s.out.Stride:]
	for i, v := range s.sum {
		to[i] = uint8(min(v+0.5, 255))
	}
	clear(s.sum)
	s.row++
}

// Image returns the picture; rows that never came are transparent. It belongs
// to the caller.
func (s *Shrinker) Image() *image.RGBA { return s.out }

// Fit returns the size of a picture of w × h px that is made smaller until
// neither side is longer than side px and it has no more than most pixels. Each
// side has at least one pixel; 0 is no bound.
func Fit(w, h, side, most int) (outW, outH int) {
	k := 1.0
	if side > 0 {
		k = math.Min(k, float64(side)/float64(max(w, h)))
	}
	if most > 0 {
		k = math.Min(k, math.Sqrt(float64(most)/float64(w)/float64(h)))
	}
	if k == 1 {
		return w, h
	}
	return max(1, int(math.Floor(float64(w)*k+1e-9))), max(1, int(math.Floor(float64(h)*k+1e-9)))
}

// Shrink returns a picture of outW × outH px of a larger one.
func Shrink(img image.Image, outW, outH int) *image.RGBA {
	b := img.Bounds()
	s := New(b.Dx(), b.Dy(), outW, outH)
	row := make([]byte, 4*b.Dx())
	for y := range b.Dy() {
		s.Row(Row(img, y, row))
	}
	return s.Image()
}
