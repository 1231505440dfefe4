package output_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"eventkit/kit/output"
)

func words(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

// holds fails unless dir holds exactly these files with these contents.
func holds(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if len(names) != len(want) {
		t.Errorf("the folder holds %q, want %d files", names, len(want))
	}
	for name, content := range want {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || string(got) != content {
			t.Errorf("%s holds %q (%v), want %q", name, got, err, content)
		}
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "placard.pdf")
	if err := output.WriteFile(path, words("first")); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{"placard.pdf": "first"})
	if err := output.WriteFile(path, words("second")); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{"placard.pdf": "second"})
}

func TestLongestName(t *testing.T) {
	dir := t.TempDir()
	name := strings.Repeat("n", 255)
	if err := output.WriteFile(filepath.Join(dir, name), words("kept")); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{name: "kept"})
	if err := output.WriteFile(filepath.Join(dir, name+"n"), words("lost")); err == nil {
		t.Error("a name of 256 bytes was taken")
	}
	holds(t, dir, map[string]string{name: "kept"})
}

func TestFailureLeavesThingsAsTheyWere(t *testing.T) {
	sorry := errors.New("page 7 can't be laid out")
	tests := map[string]func(io.Writer) error{
		"before a byte": func(io.Writer) error { return sorry },
		"after many": func(w io.Writer) error {
			if _, err := w.Write(make([]byte, 1<<20)); err != nil {
				return err
			}
			return sorry
		},
	}
	for name, write := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := output.WriteFile(filepath.Join(dir, "new.pdf"), write); !errors.Is(err, sorry) {
				t.Errorf("error %v, want the writer's own", err)
			}
			holds(t, dir, nil)
			old := filepath.Join(dir, "old.pdf")
			if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := output.WriteFile(old, write); !errors.Is(err, sorry) {
				t.Errorf("error %v, want the writer's own", err)
			}
			holds(t, dir, map[string]string{"old.pdf": "old"})
		})
	}
}

func TestPanicLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = output.WriteFile(filepath.Join(dir, "x.pdf"), func(io.Writer) error { panic("torn page") })
	}()
	holds(t, dir, nil)
}

func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		path string
		want error
	}{
		"missing folder":   {filepath.Join(dir, "no", "x.pdf"), output.ErrNoFolder},
		"a file as folder": {filepath.Join(dir, "file", "x.pdf"), output.ErrNoFolder},
		"a folder":         {filepath.Join(dir, "folder"), output.ErrIsFolder},
		"no name":          {"", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			called := false
			err := output.WriteFile(tt.path, func(io.Writer) error { called = true; return nil })
			var e *output.Error
			if !errors.As(err, &e) || e.Path != tt.path {
				t.Fatalf("error %v, want an *output.Error for %q", err, tt.path)
			}
			if tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
			if called {
				t.Error("the work was done although it had nowhere to go")
			}
			if !strings.Contains(err.Error(), tt.path) {
				t.Errorf("%q doesn't name the file", err)
			}
		})
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("the folder holds %v (%v), want the two things from before", entries, err)
	}
}

func TestManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	errs := make(chan error)
	const n = 8
	for i := range n {
		go func() {
			errs <- output.WriteFile(filepath.Join(dir, "same.txt"), words(strings.Repeat(string(rune('a'+i)), 1000)))
		}()
	}
	for range n {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	got, err := os.ReadFile(filepath.Join(dir, "same.txt"))
	if err != nil || len(got) != 1000 || len(slices.Compact(got)) != 1 {
		t.Errorf("%d bytes (%v), want one writer's thousand", len(got), err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%d files are left, want 1", len(entries))
	}
}

func TestErrorUnwraps(t *testing.T) {
	err := output.WriteFile(filepath.Join(t.TempDir(), "no", "x"), words(""))
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v hides what the system said", err)
	}
}
