package explain_test

import (
	"fmt"
	"strings"
	"testing"

	"eventkit/kit/explain"
	"eventkit/kit/song"
)

func TestNoWords(t *testing.T) {
	for id, title := range map[string]string{"": "The kit has no song with words", "anthem": "There is nothing to print of this song"} {
		m := explain.Explain(fmt.Errorf("print it: %w", &song.NoWordsError{ID: id}))
		if m.Title != title || !strings.Contains(m.Hint, "song/song.toml") || !strings.HasSuffix(m.Hint, ".") {
			t.Errorf("%q: %q", id, m)
		}
	}
}
