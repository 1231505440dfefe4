package stick

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"eventkit/kit/seal"
)

// Every folder in which a name came or went is brought to the medium, and
// those that are gone again are no fault.
func TestChangedFolders(t *testing.T) {
	file := &fstest.MapFile{Data: []byte("x")}
	dir := t.TempDir()
	run := func(fsys fs.FS) (at []string) {
		l, err := Prepare(t.Context(), fsys, "Kit", nil, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		w := &writer{ctx: t.Context(), load: l, v: Verdict{Target: Target{Path: dir}}, signs: new(atomic.Int64), summing: seal.NewSumming(stride)}
		note := func(when string) {
			at = append(at, fmt.Sprint(when, " ", slices.Sorted(maps.Keys(w.changed))))
		}
		w.tell = func(e Event) {
			if e.Phase == Copying && e.Done == 0 && e.File == "" {
				note("copying")
			}
		}
		if err := w.enter(); err != nil {
			t.Fatal(err)
		}
		defer w.leave(true)
		p, err := w.look()
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []func() error{
			func() error { return w.begin(p) },
			func() error { return w.remove(p.remove) },
			func() error { w.phase(Copying, p.bytes); return w.copy(p) },
		} {
			if err := step(); err != nil {
				t.Fatal(err)
			}
		}
		note("copied")
		if err := w.finish(); err != nil {
			t.Fatal(err)
		}
		note("finished")
		return at
	}
	want := []string{"copying []", "copied [. a a/b]", "finished []"}
	if got := run(fstest.MapFS{"a/b/1": file, "a/2": file, "3": file}); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	// The folder a/b goes, and another comes.
	want = []string{"copying [. a a/b]", "copied [c]", "finished []"}
	if got := run(fstest.MapFS{"a/2": file, "c/4": file}); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "Kit", "a", "b")); err == nil {
		t.Error("an empty folder was left")
	}
}
