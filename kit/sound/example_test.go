package sound_test

import (
	"errors"
	"fmt"
	"io"
	"os"

	"eventkit/kit/sound"
)

// A recording is read as it plays, whatever kind of file it is.
func Example() {
	track, file, err := sound.OpenFS(os.DirFS("testdata"), "tones.ogg")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer file.Close()
	fmt.Println(track.Kind, track.Rate, track.Duration())

	loudest := float32(0)
	for buf := make([]sound.Frame, 4096); ; {
		n, err := track.Read(buf)
		for _, f := range buf[:n] {
			loudest = max(loudest, f[0])
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			fmt.Println(err)
			break
		}
	}
	fmt.Printf("as loud as %.1f\n", loudest)
	// Output:
	// Ogg Vorbis 44100 1.5s
	// as loud as 0.5
}
