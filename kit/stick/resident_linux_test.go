package stick

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// onDisk makes a file that has pages in memory, beside the sources: where
// temporary files are kept there may be no disk.
func onDisk(t *testing.T) (dir string, f *os.File) {
	t.Helper()
	dir, err := os.MkdirTemp(".", "resident")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.WriteFile(filepath.Join(dir, "file"), bytes.Repeat([]byte("memory"), 200_000), 0o600); err != nil {
		t.Fatal(err)
	}
	if f, err = os.Open(filepath.Join(dir, "file")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return dir, f
}

// What is in memory is counted, by both calls alike, and dropped; what
// somebody holds on to stays, and is noticed.
func TestForgetting(t *testing.T) {
	dir, f := onDisk(t)
	const size = 1_200_000
	pages := int64((size + os.Getpagesize() - 1) / os.Getpagesize())
	count := func(want int64) {
		t.Helper()
		n, err := resident(f)
		old, err2 := inCore(f)
		if n != want || old != want || err != nil || err2 != nil {
			t.Errorf("%d and %d pages are in memory, want %d; %v, %v", n, old, want, err, err2)
		}
	}
	count(pages)
	if !forgetBelow(f) {
		t.Error("something is left of it")
	}
	count(0)

	held, err := unix.Mmap(int(f.Fd()), 0, size, unix.PROT_READ, unix.MAP_SHARED|unix.MAP_POPULATE)
	if err != nil {
		t.Fatal(err)
	}
	if forgetBelow(f) {
		t.Error("what is held on to is taken as forgotten")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, held := range [][]byte{held, nil} {
		past, sure, err := openPast(root, "file")
		if err != nil {
			t.Fatal(err)
		}
		past.Close()
		if want := held == nil; sure != want {
			t.Errorf("held on to %v: sure %v", held != nil, sure)
		}
		if held != nil {
			if err := unix.Munmap(held); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, _, err := openPast(root, "nothing"); err == nil {
		t.Error("a file that isn't there was opened")
	}
}

// The account stays in doubt once anything was answered from memory.
func TestDoubt(t *testing.T) {
	dir, f := onDisk(t)
	top, err := os.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer top.Close()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	open := func(r *recall) {
		t.Helper()
		past, err := r.open(root, "file")
		if err != nil {
			t.Fatal(err)
		}
		past.Close()
	}
	if err := f.Sync(); err != nil {
		t.Fatal(err)
	}
	r := newRecall(top)
	defer r.close()
	open(r)
	if !r.sure() {
		t.Error("in doubt about a disk of this computer")
	}
	held, err := unix.Mmap(int(f.Fd()), 0, 4096, unix.PROT_READ, unix.MAP_SHARED|unix.MAP_POPULATE)
	if err != nil {
		t.Fatal(err)
	}
	open(r)
	if err := unix.Munmap(held); err != nil {
		t.Fatal(err)
	}
	open(r)
	if r.sure() {
		t.Error("no doubt although a page stayed in memory")
	}

	below := &recall{below: f, relies: true}
	if below.forget(); !below.sure() {
		t.Error("in doubt about a device that forgot everything")
	}
	f.Close()
	if below.forget(); below.sure() {
		t.Error("no doubt about a device that doesn't answer")
	}
}

func TestNoDeviceBelow(t *testing.T) {
	for _, dir := range []string{"/proc", "/dev", "."} {
		f, err := os.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if below := openBelow(f); below != nil {
			t.Errorf("%s: %s is below it", dir, below.Name())
		}
	}
}
