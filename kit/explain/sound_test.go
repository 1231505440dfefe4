package explain_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"eventkit/kit/explain"
	"eventkit/kit/sound"
)

func TestRecordings(t *testing.T) {
	_, none := sound.Open(strings.NewReader("Read. Sign."), "song.ogg")
	m := explain.Explain(fmt.Errorf("add it: %w", none))
	if m.Title != "This recording can’t be played" || m.Text != "song.ogg is text, not sound." || m.Hint != "Use an Ogg Vorbis, MP3, FLAC or WAV file." {
		t.Errorf("%q", m)
	}
	m = explain.Explain(&sound.ShortError{Name: "song.ogg", Heard: 72 * time.Second, Claimed: 3*time.Hour + 5*time.Second})
	if m.Title != "The recording ends early" || m.Text != "song.ogg ends after 1:12 of 3:00:05." || m.Hint == "" {
		t.Errorf("%q", m)
	}
}
