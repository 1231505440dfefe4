package output_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"eventkit/kit/output"
)

func TestFullDevice(t *testing.T) {
	err := output.WriteFile("/dev/full", words("x"))
	if !errors.Is(err, output.ErrFull) {
		t.Errorf("error %v, want %v", err, output.ErrFull)
	}
	if info, err := os.Stat("/dev/full"); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		t.Errorf("/dev/full became %v (%v)", info.Mode(), err)
	}
}

func TestFolderThatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "old.pdf"), []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	for folder, mode := range map[string]os.FileMode{filepath.Dir(dir): 0o755, dir: 0o555} {
		if err := os.Chmod(folder, mode); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(dir, 0o755)
	err := asNobody(t, func() error { return output.WriteFile(filepath.Join(dir, "old.pdf"), words("new")) })
	if !errors.Is(err, output.ErrDenied) {
		t.Errorf("error %v, want %v", err, output.ErrDenied)
	}
	holds(t, dir, map[string]string{"old.pdf": "old"})
}

// asNobody runs do on a thread that has no rights in files: root may write
// everywhere. The thread ends with its goroutine.
func asNobody(t *testing.T, do func() error) error {
	t.Helper()
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		if os.Getuid() == 0 {
			if err := syscall.Setfsuid(65534); err != nil {
				t.Error(err)
			}
		}
		done <- do()
	}()
	return <-done
}
