package drive

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/sys/unix"
)

// list returns what is mounted below /Volumes from a disk that can be plugged
// in and that the system doesn't run from: macOS puts further disks of its own
// there, too.
func list() ([]Drive, error) {
	n, err := unix.Getfsstat(nil, unix.MNT_NOWAIT)
	if err != nil {
		return nil, err
	}
	stats := make([]unix.Statfs_t, n+8)
	if n, err = unix.Getfsstat(stats, unix.MNT_NOWAIT); err != nil {
		return nil, err
	}
	var out []Drive
	for _, st := range stats[:n] {
		path, from := unix.ByteSliceToString(st.Mntonname[:]), unix.ByteSliceToString(st.Mntfromname[:])
		if filepath.Dir(path) != "/Volumes" || st.Flags&unix.MNT_LOCAL == 0 || !strings.HasPrefix(from, "/dev/disk") {
			continue
		}
		d := Drive{
			Path: path, Device: filepath.Base(from), Label: filepath.Base(path),
			Size: int64(st.Blocks) * int64(st.Bsize), Free: int64(st.Bavail) * int64(st.Bsize),
			FileSystem: unix.ByteSliceToString(st.Fstypename[:]), ReadOnly: st.Flags&unix.MNT_RDONLY != 0,
		}
		if !ownDisks()[wholeDisk(d.Device)] && plugs.outside(d.Device, fmt.Sprint(st.Fsid.Val)) {
			out = append(out, d)
		}
	}
	return out, nil
}

// ownDisks are the disks that the system runs from.
var ownDisks = sync.OnceValue(func() map[string]bool {
	var st unix.Statfs_t
	_ = unix.Statfs("/", &st) // which can't fail
	plist, _ := askDiskutil("/")
	return systemDisks(filepath.Base(unix.ByteSliceToString(st.Mntfromname[:])), plist)
})

var plugs = newPlugList(func(device string) (bool, error) {
	plist, err := askDiskutil(device)
	if err != nil {
		return false, err
	}
	return pluggable(plist)
})

// askDiskutil runs "diskutil info", which comes with the system.
func askDiskutil(device string) ([]byte, error) {
	return exec.Command("/usr/sbin/diskutil", "info", "-plist", device).Output()
}
