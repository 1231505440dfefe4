package explain

import (
	"errors"
	"fmt"
	"time"

	"eventkit/kit/sound"
)

// recording explains what is wrong with a recording.
func recording(err error) (Message, bool) {
	if e := (*sound.ShortError)(nil); errors.As(err, &e) {
		return Message{
			Title: "The recording ends early",
			Text:  fmt.Sprintf("%s ends after %s of %s.", e.Name, clock(e.Heard), clock(e.Claimed)),
			Hint:  "Copy the file again from where it came from.",
		}, true
	}
	e := (*sound.Error)(nil)
	if !errors.As(err, &e) {
		return Message{}, false
	}
	return Message{Title: "This recording can’t be played", Text: e.Name + " " + e.What + ".", Hint: capital(e.Mend)}, true
}

// clock is a time as a player shows it.
func clock(d time.Duration) string {
	s := int(d.Seconds())
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
