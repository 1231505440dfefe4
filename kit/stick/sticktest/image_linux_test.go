//go:build faults

package sticktest_test

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// image is a stick as a file of this computer.
type image struct{ file, kind string }

// The file systems that sticks come with.
const (
	fat   = "vfat"
	exfat = "exfat"
	ntfs  = "ntfs"
)

// owners are files that somebody has on their stick, some of them in a folder
// of our name.
var owners = map[string]string{
	"holiday/beach.jpg": string(noise(7, 300_000)),
	"Kit/mine.txt":      "mine",
	"письма/мама.txt":   "Здравствуй",
}

// format makes a stick of 96 MB with the files of its owner.
func format(t *testing.T, kind string) image {
	t.Helper()
	i := image{filepath.Join(t.TempDir(), kind), kind}
	tool(t, "truncate", "-s", "96M", i.file)
	switch kind {
	case fat:
		tool(t, "mkfs.vfat", "-F", "32", "-n", "RIVER", i.file)
	case exfat:
		tool(t, "mkfs.exfat", i.file)
	case ntfs:
		tool(t, "mkfs.ntfs", "-q", "-F", "-Q", i.file)
	}
	mine := t.TempDir()
	for name, data := range owners {
		put(t, filepath.Join(mine, name), data)
	}
	if kind == fat {
		for _, name := range names(t, mine) {
			tool(t, "mcopy", "-s", "-i", i.file, filepath.Join(mine, name), "::/")
		}
		return i
	}
	dir := i.mount(t)
	if err := os.CopyFS(dir, os.DirFS(mine)); err != nil {
		t.Fatal(err)
	}
	i.unmount(t, dir)
	return i
}

// tool runs a program of the system's that has to succeed, and returns what it
// said.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %q: %v; make test-faults installs what is missing\n%s", name, args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func put(t *testing.T, file, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

// names lists a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// mount plugs a stick with exFAT or NTFS into this computer, by a program: the
// kernel needs to know neither.
func (i image) mount(t *testing.T, options ...string) string {
	t.Helper()
	dir := t.TempDir()
	loop := tool(t, "losetup", "--find", "--show", i.file)
	t.Cleanup(func() { _ = exec.Command("umount", "-l", dir).Run() })
	if i.kind == ntfs {
		tool(t, "ntfs-3g", append([]string{loop, dir, "-o", "windows_names"}, options...)...)
	} else {
		tool(t, "mount.exfat-fuse", append(options, loop, dir)...)
	}
	tool(t, "losetup", "-d", loop) // as soon as the program lets go of it
	return dir
}

// unmount takes it out, in good order.
func (i image) unmount(t *testing.T, dir string) {
	t.Helper()
	tool(t, "umount", dir)
	for range 600 {
		if tool(t, "losetup", "-j", i.file) == "" {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("the program doesn't let go of %s", i.file)
}

// copied is the stick as it is at this moment: what would be on it if the power
// failed now.
func (i image) copied(t *testing.T) image {
	t.Helper()
	c := image{filepath.Join(t.TempDir(), i.kind), i.kind}
	tool(t, "cp", "--sparse=always", i.file, c.file)
	return c
}

// extracted is everything on the stick, read on this computer by programs that
// have nothing to do with what wrote it. One that was cut off may have a file
// whose clusters aren't there; mended by the system's tool, the rest is read.
func (i image) extracted(t *testing.T, cutOff bool) string {
	t.Helper()
	out := t.TempDir()
	if i.kind == fat {
		cmd := exec.Command("mcopy", "-s", "-n", "-i", i.file, "::/", out)
		cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
		if err := cmd.Run(); err == nil || !cutOff {
			if err != nil {
				t.Errorf("it can't be read: %v", err)
			}
			return out
		}
		c, out := i.copied(t), t.TempDir()
		c.repair()
		tool(t, "mcopy", "-s", "-n", "-i", c.file, "::/", out)
		return out
	}
	dir := i.mount(t, "-o", "ro")
	if err := os.CopyFS(out, os.DirFS(dir)); err != nil {
		t.Errorf("it can't be read: %v", err)
	}
	i.unmount(t, dir)
	return out
}

// repair has the system mend a FAT.
func (i image) repair() {
	_ = exec.Command("fsck.vfat", "-a", "-w", i.file).Run() // its code says that it mended something
}

// lent says that the owner's files are as they were.
func lent(t *testing.T, dir string) {
	t.Helper()
	for name, want := range owners {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != want {
			t.Errorf("the owner's %s: %d bytes, want %d, %v", name, len(got), len(want), err)
		}
	}
}

// orphans counts the temporary files that nobody can know by their name.
var orphans int

// finished reports what is wrong with a stick that is said to be done, in words;
// none is right: all files are whole for us and for sha256sum, and nothing else
// is there but the owner's.
func finished(t *testing.T, dir string) []string {
	t.Helper()
	var wrong []string
	there := map[string]bool{}
	root := os.DirFS(filepath.Join(dir, "Kit"))
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			there[name] = true
		}
		return err
	})
	if err != nil {
		wrong = append(wrong, err.Error())
	}
	err = fs.WalkDir(load(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		want, err := fs.ReadFile(load(), name)
		if got, readErr := fs.ReadFile(root, name); readErr != nil || !bytes.Equal(got, want) {
			wrong = append(wrong, name)
		}
		delete(there, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS")
	cmd.Dir = filepath.Join(dir, "Kit")
	if out, err := cmd.CombinedOutput(); err != nil {
		wrong = append(wrong, "sha256sum: "+string(out)+err.Error())
	}
	delete(there, "SHA256SUMS")
	delete(there, "mine.txt")
	// A FAT that was cut off may keep of a temporary file the short name that the
	// kernel gave it, without the long one that says whose it was.
	for name := range there {
		if strings.HasPrefix(name, "EVENTK~") {
			orphans++
			delete(there, name)
		}
	}
	return append(wrong, slices.Sorted(maps.Keys(there))...)
}

// claimsToBe reports whether a stick looks finished to who finds it.
func claimsToBe(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "Kit/SHA256SUMS"))
	return err == nil
}

// judge counts a fault: no stick may be called good, by the verdict or by
// what lies on it, that isn't. The last thing that a run takes away are its
// notes, so one that was stopped there leaves them beside files that are whole.
func judge(t *testing.T, good bool, dir string) {
	t.Helper()
	lie := false
	if good || claimsToBe(dir) {
		wrong := slices.DeleteFunc(finished(t, dir), func(w string) bool { return !good && strings.HasPrefix(w, ".eventkit-") })
		if lie = len(wrong) > 0; lie {
			t.Errorf("done (%v), and it isn't: %q", good, wrong)
		}
	}
	faults.Made(lie)
}
