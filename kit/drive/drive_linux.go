package drive

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

func list() ([]Drive, error) {
	return system{
		sys: "/sys", dev: "/dev",
		mounts: func() (io.ReadCloser, error) { return os.Open("/proc/self/mountinfo") },
		room:   rooms.room,
		boot:   attribute("/proc/sys/kernel/random", "boot_id"),
	}.list()
}

var rooms = &patient{ask: room}

func room(path string) (size, free int64, err error) {
	var st unix.Statfs_t
	if err := unix.Statfs(path, &st); err != nil {
		return 0, 0, err
	}
	return int64(st.Blocks) * st.Bsize, int64(st.Bavail) * st.Bsize, nil
}
