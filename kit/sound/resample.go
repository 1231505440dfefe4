package sound

import (
	"math"
)

// converter brings frames from one rate to another with a windowed sinc. What
// it returns for a frame depends on that frame's place alone, so that a seek
// gives the same as reading on.
type converter struct {
	up, down int64 // out / in, in lowest terms
	half     int   // taps on each side of a frame; 0 is no conversion
	phases   [][]float32
	next     int64 // the frame that is read next

	in    [][2]float64 // the frames from start on
	start int64
	done  error // why no more frames come
}

const (
	tapsEachSide = 24
	mostPhases   = 1024
	chunk        = 2048
	kaiserBeta   = 9 // about 90 dB
)

func newConverter(from, to int) *converter {
	g := gcd(int64(from), int64(to))
	c := &converter{up: int64(to) / g, down: int64(from) / g}
	if c.up == c.down {
		return c
	}
	// Below what both rates can hold, with room for the filter to fall.
	cutoff := 0.96 * min(1, float64(to)/float64(from))
	c.half = int(math.Ceil(tapsEachSide * max(1, float64(from)/float64(to))))
	c.phases = make([][]float32, min(c.up, mostPhases)+1)
	for i := range c.phases {
		c.phases[i] = taps(c.half, cutoff, float64(i)/float64(len(c.phases)-1))
	}
	return c
}

// taps are the weights of the frames from -half+1 to half for a moment between
// the frames 0 and 1.
func taps(half int, cutoff, moment float64) []float32 {
	out := make([]float32, 2*half)
	sum := 0.0
	weights := make([]float64, 2*half)
	for i := range weights {
		x := float64(i-half+1) - moment
		w := cutoff * sinc(cutoff*x) * kaiser(x/float64(half))
		weights[i] = w
		sum += w
	}
	for i, w := range weights {
		out[i] = float32(w / sum)
	}
	return out
}

func sinc(x float64) float64 {
	if math.Abs(x) < 1e-9 {
		return 1
	}
	return math.Sin(math.Pi*x) / (math.Pi * x)
}

func kaiser(x float64) float64 {
	if x <= -1 || x >= 1 {
		return 0
	}
	return bessel(kaiserBeta*math.Sqrt(1-x*x)) / besselBeta
}

var besselBeta = bessel(kaiserBeta)

// bessel is the modified Bessel function of the first kind and order 0. What is
// too small to change the sum isn't added.
func bessel(x float64) float64 {
	sum, term := 1.0, 1.0
	for k := 1.0; k < 40 && term > sum*1e-18; k++ {
		term *= (x / 2 / k) * (x / 2 / k)
		sum += term
	}
	return sum
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, 1)
}

// outputs is how many frames come of some input.
func (c *converter) outputs(frames int64) int64 {
	return (frames*c.up + c.down - 1) / c.down
}

// end is the input frame after the last that was read.
func (c *converter) end() int64 { return c.start + int64(len(c.in)) }

// seek goes to an output frame and returns the input frame to go on from.
func (c *converter) seek(frame int64) int64 {
	c.next = frame
	c.in, c.done = c.in[:0], nil
	c.start = max(0, frame*c.down/c.up-max(0, int64(c.half)-1))
	return c.start
}

// read fills dst. It returns an error only with no frames.
func (c *converter) read(dst []Frame, stream func([][2]float64) (int, error)) (int, error) {
	for n := range dst {
		at := c.next * c.down
		centre, rest := at/c.up, at%c.up
		for c.done == nil && c.end() <= centre+int64(c.half) {
			c.more(centre, stream)
		}
		if centre >= c.end() {
			if n == 0 {
				return 0, c.done
			}
			return n, nil
		}
		if c.half == 0 {
			f := c.in[centre-c.start]
			dst[n] = Frame{clip(float32(f[0])), clip(float32(f[1]))}
		} else {
			dst[n] = c.blend(centre, int((rest*int64(len(c.phases)-1)+c.up/2)/c.up))
		}
		c.next++
	}
	return len(dst), nil
}

// more forgets what isn't needed any more for frames from centre on, and reads
// a chunk.
func (c *converter) more(centre int64, stream func([][2]float64) (int, error)) {
	if drop := centre - int64(c.half) - c.start; drop > 0 {
		drop = min(drop, int64(len(c.in)))
		c.in = c.in[:copy(c.in, c.in[drop:])]
		c.start += drop
	}
	have := len(c.in)
	if cap(c.in) < have+chunk {
		c.in = append(make([][2]float64, 0, 2*(have+chunk)), c.in...)
	}
	n, err := stream(c.in[have : have+chunk])
	c.in = c.in[:have+n]
	c.done = err
}

func (c *converter) blend(centre int64, phase int) Frame {
	weights := c.phases[phase]
	first := centre - int64(c.half) + 1 - c.start
	// What lies before the start or after the end is silence.
	from, to := max(0, -first), min(int64(len(weights)), int64(len(c.in))-first)
	var l, r float64
	in := c.in[first+from : first+to]
	for i, w := range weights[from:to] {
		l += float64(w) * in[i][0]
		r += float64(w) * in[i][1]
	}
	return Frame{clip(float32(l)), clip(float32(r))}
}

// clip also turns what is no number into silence.
func clip(v float32) float32 {
	switch {
	case v > 1:
		return 1
	case v < -1:
		return -1
	case v != v:
		return 0
	}
	return v
}
