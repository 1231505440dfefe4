package output_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"eventkit/kit/output"
)

// A folder is there whole, or not at all, and never in place of another.
func TestWriteFolder(t *testing.T) {
	dir := t.TempDir()
	files := fstest.MapFS{"one": {Data: []byte("1")}, "sub/two": {Data: []byte("2")}}
	path := filepath.Join(dir, "new")
	if err := output.WriteFolder(t.Context(), path, files); err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(os.DirFS(path), "one", "sub/two"); err != nil {
		t.Error(err)
	}
	for name, err := range map[string]error{
		"there":     output.WriteFolder(t.Context(), path, files),
		"no parent": output.WriteFolder(t.Context(), filepath.Join(dir, "none", "new"), files),
	} {
		var e *output.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := output.WriteFolder(ctx, filepath.Join(dir, "stopped"), files); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}
