package raster

import (
	"image"
	"math"
	"runtime"
	"sync"
	"weak"

	"eventkit/kit/page"
	"eventkit/kit/page/resample"
)

// tap is the run of an image's rows or columns that a row or column of the
// picture is made of, each with its weight. The weights add up to what the
// image covers of it.
type tap struct {
	first int
	w     []float32
}

// picture paints an image: by area where it becomes smaller, between its pixels
// where it becomes larger.
func (c *canvas) picture(p page.Picture) {
	if p.Image == nil || p.Image.Pix == nil {
		return
	}
	x0, x1 := (p.X-c.area.X)*c.sx, (p.Right()-c.area.X)*c.sx
	y0, y1 := (p.Y-c.area.Y)*c.sy, (p.Bottom()-c.area.Y)*c.sy
	box := c.clip(x0, y0, x1, y1)
	size := p.Image.Pix.Bounds().Size()
	if box.Empty() || size.X < 1 || size.Y < 1 {
		return
	}
	src := p.Image.Pix
	if f := halvings(float64(size.X)/(x1-x0), float64(size.Y)/(y1-y0)); f > 1 {
		src = smaller(p.Image, f)
		size = src.Bounds().Size()
	}
	cols := taps(box.Min.X, box.Max.X, x0, x1, size.X)
	rows := taps(box.Min.Y, box.Max.Y, y0, y1, size.Y)
	l := lines{src: src, cols: cols, buf: make([]byte, 4*size.X)}
	sum := make([]float32, 4*len(cols))
	for i, t := range rows {
		clear(sum)
		for j, w := range t.w {
			add(sum, l.at(t.first+j), w)
		}
		lay(c.row(box.Min.Y+i, box.Min.X, box.Max.X), sum)
	}
}

// halvings returns the power of two by which an image is made smaller before
// it is painted, so that it has one to two pixels for each of the picture's.
func halvings(kx, ky float64) int {
	f := 1
	for k := math.Min(kx, ky); k >= 2 && f < 1<<20; k /= 2 {
		f *= 2
	}
	return f
}

// taps returns a tap for each of the pixels from up to to, over which an image
// of n pixels is stretched from x0 to x1.
func taps(from, to int, x0, x1 float64, n int) []tap {
	k := float64(n) / (x1 - x0)
	out := make([]tap, to-from)
	for i := range out {
		a := math.Max(float64(from+i), x0)
		b := math.Min(float64(from+i+1), x1)
		cover := math.Max(0, b-a)
		if k < 1 {
			out[i] = between(((a+b)/2-x0)*k-0.5, cover, n)
			continue
		}
		out[i] = across((a-x0)*k, (b-x0)*k, cover, n)
	}
	return out
}

// between weighs the two pixels that a place lies between.
func between(at, cover float64, n int) tap {
	at = math.Min(math.Max(at, 0), float64(n-1))
	i := int(at)
	f := at - float64(i)
	if i == n-1 || f == 0 {
		return tap{i, []float32{float32(cover)}}
	}
	return tap{i, []float32{float32(cover * (1 - f)), float32(cover * f)}}
}

// across weighs the pixels that a stretch lies over.
func across(a, b, cover float64, n int) tap {
	i := min(max(int(a+1e-9), 0), n-1)
	end := min(max(int(math.Ceil(b-1e-9)), i+1), n)
	t := tap{i, make([]float32, end-i)}
	for j := range t.w {
		part := math.Min(b, float64(i+j+1)) - math.Max(a, float64(i+j))
		t.w[j] = float32(cover * part / (b - a))
	}
	if end-i == 1 {
		t.w[0] = float32(cover)
	}
	return t
}

// lines makes an image's rows as wide as the picture, and remembers the last.
type lines struct {
	src  image.Image
	cols []tap
	buf  []byte
	// y counts from 1, so that zero is none.
	y    [4]int
	line [4][]float32
}

func (l *lines) at(y int) []float32 {
	k := y % len(l.y)
	if l.y[k] == y+1 {
		return l.line[k]
	}
	if l.line[k] == nil {
		l.line[k] = make([]float32, 4*len(l.cols))
	}
	row, out := resample.Row(l.src, y, l.buf), l.line[k]
	for i, t := range l.cols {
		var r, g, b, a float32
		px := row[4*t.first:]
		for _, w := range t.w {
			r, g, b, a = r+w*float32(px[0]), g+w*float32(px[1]), b+w*float32(px[2]), a+w*float32(px[3])
			px = px[4:]
		}
		o := out[4*i : 4*i+4]
		o[0], o[1], o[2], o[3] = r, g, b, a
	}
	l.y[k] = y + 1
	return out
}

func add(sum, line []float32, w float32) {
	line = line[:len(sum)]
	for i := range sum {
		sum[i] += w * line[i]
	}
}

// lay puts premultiplied values over a row.
func lay(row []byte, sum []float32) {
	for ; len(row) >= 4; row, sum = row[4:], sum[4:] {
		rest := 1 - sum[3]*(1.0/255)
		if rest < 1.0/512 {
			rest = 0
		}
		for c := range 3 {
			row[c] = uint8(min(sum[c]+float32(row[c])*rest+0.5, 255))
		}
		row[3] = 255
	}
}

// copies holds smaller copies of images, for as long as someone has the image:
// a preview is painted many times, and each time of all pixels would be slow.
var copies struct {
	mu sync.Mutex
	m  map[copyKey]*copied
}

type copyKey struct {
	image  weak.Pointer[page.Image]
	factor int
}

type copied struct {
	once sync.Once
	img  *image.RGBA
}

// smaller returns an image with a part of its pixels.
func smaller(img *page.Image, factor int) image.Image {
	key := copyKey{weak.Make(img), factor}
	copies.mu.Lock()
	c := copies.m[key]
	if c == nil {
		if copies.m == nil {
			copies.m = map[copyKey]*copied{}
		}
		c = new(copied)
		copies.m[key] = c
		runtime.AddCleanup(img, forgetCopy, key)
	}
	copies.mu.Unlock()
	c.once.Do(func() {
		s := img.Pix.Bounds().Size()
		c.img = resample.Shrink(img.Pix, (s.X+factor-1)/factor, (s.Y+factor-1)/factor)
	})
	return c.img
}

func forgetCopy(key copyKey) {
	copies.mu.Lock()
	defer copies.mu.Unlock()
	delete(copies.m, key)
}
