package model_test

import (
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
)

// What somebody put beside the files that a publisher signed isn't used: not in
// a kit that is opened where it lies, nor in one that is taken over.
func TestWhatWasAddedToASignedKit(t *testing.T) {
	ana := sealtest.Secret(t, 1)
	const added = "song/added.txt"
	with := func(files fstest.MapFS) string {
		files = maps.Clone(sealtest.Sealed(t, files, ana))
		files[added] = &fstest.MapFile{Data: []byte("x")}
		return putArchive(t, "river.kit", files)
	}
	uses := func(w *world) bool {
		_, err := fs.Stat(w.Kit().FS(), added)
		return err == nil
	}
	for _, answer := range []string{"Only open it where it lies", "Take it over"} {
		w := riverside(t)
		w.accepts(t, seal.Ring{"river": ana.Public()})
		w.Open(with(riverTwo()))
		if c := w.Card(); !strings.Contains(c.Text, "5 files changed") { // the publisher’s key is one of them
			t.Errorf("%+v", c)
		}
		w.answer(t, answer)
		if w.Kit().Version != "1.1" || uses(w) {
			t.Errorf("%s: version %s, uses what was added: %v", answer, w.Kit().Version, uses(w))
		}
	}
}
