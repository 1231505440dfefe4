package drive

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// list returns what is mounted below /Volumes from a local device: macOS puts
// every drive there that isn't its own.
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
		out = append(out, Drive{
			Path: path, Device: filepath.Base(from), Label: filepath.Base(path),
			Size: int64(st.Blocks) * int64(st.Bsize), Free: int64(st.Bavail) * int64(st.Bsize),
			FileSystem: unix.ByteSliceToString(st.Fstypename[:]), ReadOnly: st.Flags&unix.MNT_RDONLY != 0,
		})
	}
	return out, nil
}
