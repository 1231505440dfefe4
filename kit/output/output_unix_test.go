//go:build !windows

package output_test

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"eventkit/kit/output"
)

func TestPermissions(t *testing.T) {
	dir := t.TempDir()
	old := syscall.Umask(0o027)
	defer syscall.Umask(old)
	path := filepath.Join(dir, "new")
	if err := output.WriteFile(path, words("x")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("a new file has %v (%v), want what the umask leaves: 0640", info.Mode(), err)
	}
	if err := os.Chmod(path, 0o604); err != nil {
		t.Fatal(err)
	}
	if err := output.WriteFile(path, words("y")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o604 {
		t.Errorf("a replaced file has %v (%v), want its own 0604", info.Mode(), err)
	}
}

func TestLinkStaysALink(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real.pdf"), filepath.Join(dir, "link.pdf")
	if err := os.WriteFile(real, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real.pdf", link); err != nil {
		t.Fatal(err)
	}
	if err := output.WriteFile(link, words("new")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link became %v (%v)", info.Mode(), err)
	}
	holds(t, dir, map[string]string{"real.pdf": "new", "link.pdf": "new"})
}

func TestPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	got := make(chan string)
	go func() {
		data, _ := os.ReadFile(path)
		got <- string(data)
	}()
	if err := output.WriteFile(path, words("through")); err != nil {
		t.Fatal(err)
	}
	if s := <-got; s != "through" {
		t.Errorf("%q came through the pipe", s)
	}
	if info, err := os.Lstat(path); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("the pipe became %v (%v)", info.Mode(), err)
	}
}

// A disk that fills up in the middle, played by the largest size that this
// process may give a file. It runs in a child so that nothing else is limited.
func TestDiskFillsUp(t *testing.T) {
	if dir := os.Getenv("OUTPUT_TEST_DIR"); dir != "" {
		limit := syscall.Rlimit{Cur: 256 << 10, Max: 256 << 10}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			t.Fatal(err)
		}
		hidden := errors.New("something went wrong")
		err := output.WriteFile(filepath.Join(dir, "old.pdf"), func(w io.Writer) error {
			if _, err := w.Write(make([]byte, 1<<20)); err != nil {
				return hidden
			}
			return nil
		})
		if !errors.Is(err, output.ErrTooLarge) {
			t.Errorf("error %v, want %v", err, output.ErrTooLarge)
		}
		return
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "old.pdf"), []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	runAgain(t, "OUTPUT_TEST_DIR="+dir)
	holds(t, dir, map[string]string{"old.pdf": "old"})
}

// runAgain runs the current test once more, in a child with one more variable.
func runAgain(t *testing.T, env string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), env)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
