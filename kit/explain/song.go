package explain

import (
	"errors"

	"eventkit/kit/song"
)

// noWords explains that a song can't be printed.
func noWords(err error) (Message, bool) {
	var e *song.NoWordsError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	m := Message{Title: "There is nothing to print of this song", Text: "The kit has no words of it.", Hint: "Choose another song, or add its words to song/song.toml."}
	if e.ID == "" {
		m = Message{Title: "The kit has no song with words", Hint: "Add one to song/song.toml, or use a kit that has one."}
	}
	return m, true
}
