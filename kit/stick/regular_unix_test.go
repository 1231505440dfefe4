//go:build unix

package stick_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// within fails a test whose do waits for somebody to write into a pipe.
func within(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatalf("%s: a pipe is waited for", what)
	}
}

// A pipe or a folder with the name of a list of ours is somebody else's: it is
// neither opened nor taken away.
func TestTakenByPipes(t *testing.T) {
	pipe := func(p string) error { return unix.Mkfifo(p, 0o666) }
	folder := func(p string) error { return os.Mkdir(p, 0o777) }
	for _, name := range []string{seal.SumsFile, seal.SignatureFile, ".eventkit-writing", ".eventkit-earlier"} {
		for kind, make := range map[string]func(string) error{"a pipe": pipe, "a folder": folder} {
			for _, before := range []bool{false, true} {
				dir, l := drive(t), prepare(t, source())
				put(t, dir, "Kit/mine.txt", "mine")
				if before {
					good(t, l, dir)
				}
				at := filepath.Join(dir, "Kit", name)
				os.Remove(at)
				if err := make(at); err != nil {
					t.Fatal(err)
				}
				o := stick.Options{Patience: 3 * time.Second}
				v := stick.Write(t.Context(), l, []stick.Target{{Path: dir}}, o, nil)[0]
				if v.State != stick.Taken || v.File != name {
					t.Errorf("%s called %s, written before %v: %s, %q, %v", kind, name, before, v.State, v.File, v.Err)
				}
				if info, err := os.Lstat(at); err != nil || info.Mode().IsRegular() {
					t.Errorf("%s called %s: %v, %v", kind, name, info, err)
				}
			}
		}
	}
}

// Whoever repairs a folder replaces a pipe as well.
func TestReplacePipes(t *testing.T) {
	for _, name := range []string{seal.SumsFile, seal.SignatureFile, "START-HERE.html"} {
		dir, l := drive(t), prepare(t, source())
		good(t, l, dir)
		at := filepath.Join(dir, "Kit", name)
		if err := errors.Join(os.Remove(at), unix.Mkfifo(at, 0o666)); err != nil {
			t.Fatal(err)
		}
		o := stick.Options{Patience: 3 * time.Second, Replace: true}
		if v := stick.Write(t.Context(), l, []stick.Target{{Path: dir}}, o, nil)[0]; !v.State.Good() {
			t.Errorf("%s: %s, %q, %v", name, v.State, v.File, v.Err)
			continue
		}
		whole(t, dir, source())
	}
}

// Nothing that looks at our folder waits for a pipe in it.
func TestPipesAreNotOpened(t *testing.T) {
	dir, l := drive(t), prepare(t, source())
	good(t, l, dir)
	kit := filepath.Join(dir, "Kit")
	if err := os.Remove(filepath.Join(kit, seal.SumsFile)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{seal.SumsFile, "kit.toml"} {
		if err := unix.Mkfifo(filepath.Join(kit, name), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	within(t, "the list's sum", func() {
		if _, err := stick.ListSum(os.DirFS(kit)); err == nil {
			t.Error("the list's sum is that of a pipe")
		}
	})
	within(t, "the medium", func() {
		m, err := stick.Medium(kit)
		if err != nil {
			t.Error(err)
			return
		}
		defer m.Close()
		if f, err := m.Open(seal.SumsFile); err == nil {
			f.Close()
			t.Error("a pipe was opened")
		}
		if list, err := fs.ReadDir(m, "posters"); err != nil || len(list) != 2 {
			t.Errorf("a folder holds %v, %v", list, err)
		}
	})
	within(t, "what is kept", func() {
		newer := errors.New("newer")
		o := stick.Options{Keep: func(there fs.FS) error {
			f, err := there.Open("kit.toml")
			if err == nil {
				f.Close()
				t.Error("a pipe was opened")
			}
			return newer
		}}
		if v := stick.Write(t.Context(), l, []stick.Target{{Path: dir}}, o, nil)[0]; !errors.Is(v.Err, newer) {
			t.Errorf("%s, %v", v.State, v.Err)
		}
	})
}
