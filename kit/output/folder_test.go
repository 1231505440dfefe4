package output_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"eventkit/kit/output"
)

// Only the folder itself is made, and only where nothing is.
func TestMakeFolder(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		path   string
		made   bool
		reason error
	}{
		{filepath.Join(dir, "new"), true, nil},
		{filepath.Join(dir, "new"), false, nil},
		{dir, false, nil},
		{filepath.Join(dir, "none", "new"), false, output.ErrNoFolder},
		{file, false, fs.ErrExist},
	} {
		made, err := output.MakeFolder(tt.path)
		if made != tt.made || !errors.Is(err, tt.reason) {
			t.Errorf("%s: %v, %v", tt.path, made, err)
		}
		var e *output.Error
		if tt.reason != nil && (!errors.As(err, &e) || e.Path != tt.path) {
			t.Errorf("%s: %v", tt.path, err)
		}
	}
	if b, err := os.ReadFile(file); err != nil || string(b) != "x" {
		t.Errorf("the file is %q: %v", b, err)
	}
}
