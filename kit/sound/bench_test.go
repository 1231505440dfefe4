package sound_test

import (
	"bytes"
	"testing"

	"eventkit/kit/sound"
)

// BenchmarkRead decodes a second of each kind.
func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"tones.ogg", "tones.mp3", "tones.flac"} {
		data := file(b, name)
		b.Run(name, func(b *testing.B) {
			tr, err := sound.Open(bytes.NewReader(data), name)
			if err != nil {
				b.Fatal(err)
			}
			buf := make([]sound.Frame, sound.Rate)
			for b.Loop() {
				if err := tr.SeekTo(0); err != nil {
					b.Fatal(err)
				}
				for n := 0; n < len(buf); {
					k, err := tr.Read(buf[n:])
					if err != nil {
						b.Fatal(err)
					}
					n += k
				}
			}
		})
	}
}
