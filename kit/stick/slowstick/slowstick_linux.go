// Package slowstick makes sticks for measurements: block devices in memory,
// with a file system of their own, as slow as a stick.
//
// It needs Linux, root, losetup and mkfs.ext4, and to be slow the kernel's
// blkio controller (cgroup version 1). The function you want first is [Plug].
package slowstick

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Stick is a stick that is plugged in and mounted.
type Stick struct {
	// Dir is where it is mounted.
	Dir            string
	device, number string
}

// Plug makes a stick of so many bytes; it is pulled when the test ends.
func Plug(t testing.TB, bytes int64) *Stick {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Fatal("sticks are loop devices that are mounted and slowed down: run it as root")
	}
	dir, err := os.MkdirTemp("/dev/shm", "stick")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	image := filepath.Join(dir, "image")
	if err := os.WriteFile(image, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(image, bytes); err != nil {
		t.Fatal(err)
	}
	s := &Stick{Dir: t.TempDir(), device: Run(t, "", "losetup", "--find", "--show", image)}
	t.Cleanup(func() {
		_ = exec.Command("umount", s.Dir).Run() // it may not be mounted
		s.Throttle(t, 0, 0)
		_ = exec.Command("losetup", "--detach", s.device).Run()
	})
	number, err := os.ReadFile(filepath.Join("/sys/block", filepath.Base(s.device), "dev"))
	if err != nil {
		t.Fatal(err)
	}
	s.number = strings.TrimSpace(string(number))
	return s
}

// Format makes the stick empty, as fast as it goes, and mounts it.
func (s *Stick) Format(t testing.TB) {
	t.Helper()
	_ = exec.Command("umount", s.Dir).Run() // it may not be mounted
	s.Throttle(t, 0, 0)
	Run(t, "", "mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", s.device)
	Run(t, "", "mount", s.device, s.Dir)
	Run(t, "", "sync", "-f", s.Dir)
}

// Throttle has the stick write and read no more bytes in a second; 0 is no
// limit.
func (s *Stick) Throttle(t testing.TB, writes, reads int) {
	t.Helper()
	const blkio = "/sys/fs/cgroup/blkio/blkio.throttle."
	for name, bps := range map[string]int{"write_bps_device": writes, "read_bps_device": reads} {
		if err := os.WriteFile(blkio+name, fmt.Append(nil, s.number, " ", bps), 0o600); err != nil {
			t.Fatalf("a device can't be slowed down here: %v; it needs the kernel's blkio controller (cgroup version 1)", err)
		}
	}
}

// Remount brings everything to the medium and makes the system forget it.
func (s *Stick) Remount(t testing.TB) {
	t.Helper()
	Run(t, "", "umount", s.Dir)
	Run(t, "", "mount", s.device, s.Dir)
}

// Run runs a program in a folder and returns what it says.
func Run(t testing.TB, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}
