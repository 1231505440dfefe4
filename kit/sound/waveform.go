package sound

import (
	"context"
	"errors"
	"io"
)

// Waveform returns the loudest sample, from 0 to 1, of each of n equal parts of
// a track, for a picture of it. progress, which may be nil, is told from time
// to time how much of it is done, from 0 to 1. The track is read from its start
// and is somewhere else afterwards.
//
// Of a file that ends early the rest is silence; that is no error. The only
// other errors are that of the context and of a seek that fails.
func Waveform(ctx context.Context, t *Track, n int, progress func(done float64)) ([]float32, error) {
	peaks := make([]float32, max(n, 0))
	total := t.src.frames
	if n <= 0 || total == 0 {
		return peaks, nil
	}
	if err := t.SeekTo(0); err != nil {
		return nil, err
	}
	// At the file's own rate: nobody hears this.
	buf := make([][2]float64, chunk)
	for at, told := int64(0), 0; ; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		k, err := t.stream(buf)
		if k == 0 {
			if errors.Is(err, io.EOF) || err != nil {
				break
			}
		}
		for i, f := range buf[:k] {
			p := min((at+int64(i))*int64(n)/total, int64(n-1))
			peaks[p] = max(peaks[p], loud(f[0]), loud(f[1]))
		}
		at += int64(k)
		if now := int(100 * at / total); progress != nil && now > told {
			told = now
			progress(min(1, float64(at)/float64(total)))
		}
	}
	return peaks, t.SeekTo(0)
}

func loud(v float64) float32 {
	if v < 0 {
		v = -v
	}
	return clip(float32(v))
}
