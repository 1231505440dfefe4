package genuine_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"eventkit/kit/genuine"
	"eventkit/kit/seal"
)

// The top of a stick is its owner's: it is mended only by a list that lies there.
func TestMendingTheTopOfAStick(t *testing.T) {
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Fatalf("tmpfs can't be mounted: %v; this test needs to run as root", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	touch(t, dir, "README.md", "kit.toml", ".eventkit-writing", "kit/kit.toml")
	if o, err := genuine.Mending(dir); err == nil {
		t.Errorf("%+v", o)
	}
	if _, err := genuine.Mending(filepath.Join(dir, "kit")); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(dir, seal.SumsFile), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if o, err := genuine.Mending(dir); err != nil || !o.Replace {
		t.Errorf("%+v, %v", o, err)
	}
}
