package sound_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit/sound"
)

// Whatever the rate, and however a track is read: in pieces of any size, from
// any place, it is the same.
func TestReadingIsReading(t *testing.T) {
	made := map[wave][]byte{}
	rapid.Check(t, func(r *rapid.T) {
		w := wave{
			rate:     rapid.SampledFrom([]int{11025, 44100, 47999, 48000}).Draw(r, "rate"),
			channels: rapid.IntRange(1, 2).Draw(r, "channels"), bits: rapid.SampledFrom([]int{8, 16}).Draw(r, "bits"), seconds: 1,
		}
		if made[w] == nil {
			all := w.bytes()
			made[w] = all[:len(w.header())+len(all)/20]
		}
		data := made[w]
		once, err := sound.Open(bytes.NewReader(data), "once.wav")
		if err != nil {
			r.Fatal(err)
		}
		want, _ := all(once)
		tr, err := sound.Open(bytes.NewReader(data), "pieces.wav")
		if err != nil {
			r.Fatal(err)
		}
		for range rapid.IntRange(1, 6).Draw(r, "pieces") {
			if rapid.Bool().Draw(r, "seek") {
				if err := tr.SeekTo(rapid.Int64Range(-10, int64(len(want))+10).Draw(r, "to")); err != nil {
					r.Fatal(err)
				}
			}
			at := int(tr.Position())
			got := make([]sound.Frame, rapid.IntRange(1, 3000).Draw(r, "frames"))
			n, err := tr.Read(got)
			if n == 0 && at < len(want) || n > len(want)-at {
				r.Fatalf("%d frames at %d of %d: %v", n, at, len(want), err)
			}
			for i, f := range got[:n] {
				if f != want[at+i] {
					r.Fatalf("frame %d is %v, want %v", at+i, f, want[at+i])
				}
			}
			if n == 0 && !errors.Is(err, io.EOF) && !errors.As(err, new(*sound.ShortError)) {
				r.Fatal(err)
			}
		}
	})
}
