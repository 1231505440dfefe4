package sticktest_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"eventkit/kit/stick/sticktest"
)

// What many count at once is added to the lines that are there.
func TestTally(t *testing.T) {
	var tally sticktest.Tally
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() { tally.Made(i == 7) })
	}
	wg.Wait()
	file := filepath.Join(t.TempDir(), "tally")
	for _, who := range []string{"one", "two"} {
		if err := tally.Append(file, who); err != nil {
			t.Fatal(err)
		}
	}
	if b, err := os.ReadFile(file); err != nil || string(b) != "one 10 1\ntwo 10 1\n" {
		t.Errorf("%q, %v", b, err)
	}
	if err := tally.Append("", "nobody"); err != nil {
		t.Error(err)
	}
	if err := tally.Append(filepath.Join(file, "below"), "nobody"); err == nil {
		t.Error("a count was lost, and nobody said so")
	}
}
