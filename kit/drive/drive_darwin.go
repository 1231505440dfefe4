package drive

import (
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/sys/unix"
)

// list returns what is mounted below /Volumes from a disk that can be plugged
// in: macOS puts further disks of its own there, too.
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
		if plugs.outside(plug{from, st.Fsid}) {
			out = append(out, d)
		}
	}
	return out, nil
}

// plug is one mount of a device.
type plug struct {
	device string
	fsid   unix.Fsid
}

// plugList remembers of each mount whether its disk can be plugged in: asking
// takes a moment.
type plugList struct {
	asking patient[bool]

	mu    sync.Mutex
	known map[plug]bool
}

var plugs = &plugList{known: map[plug]bool{}, asking: patient[bool]{ask: askDiskutil}}

// outside reports whether it can; it can't as long as nobody says so.
func (p *plugList) outside(m plug) bool {
	p.mu.Lock()
	outside, ok := p.known[m]
	p.mu.Unlock()
	if ok {
		return outside
	}
	outside, err := p.asking.of(m.device)
	if err != nil {
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.known[m] = outside
	return outside
}

// askDiskutil runs "diskutil info", which comes with the system.
func askDiskutil(device string) (bool, error) {
	out, err := exec.Command("/usr/sbin/diskutil", "info", "-plist", device).Output()
	if err != nil {
		return false, err
	}
	return pluggable(out)
}
