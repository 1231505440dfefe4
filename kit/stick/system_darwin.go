package stick

import (
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// syncFileSystem brings f and what was written before it to the medium
// (fcntl(2), F_FULLFSYNC).
func syncFileSystem(f *os.File) error {
	_, err := unix.FcntlInt(f.Fd(), unix.F_FULLFSYNC, 0)
	return err
}

// forget has the file read from the medium next (fcntl(2), F_NOCACHE).
func forget(f *os.File) error {
	_, err := unix.FcntlInt(f.Fd(), unix.F_NOCACHE, 1)
	return err
}

// roomOf returns the bytes free for us on the file system of f, and the size
// of the blocks that files take up.
func roomOf(f *os.File) (free, block int64, err error) {
	var st unix.Statfs_t
	if err := unix.Fstatfs(int(f.Fd()), &st); err != nil {
		return 0, 0, err
	}
	return int64(st.Bavail) * int64(st.Bsize), int64(st.Bsize), nil
}

// remembers reports whether a file may be answered from a memory that forget
// doesn't reach: pages that were in memory before F_NOCACHE still answer.
func remembers(*os.File) bool { return true }

// deviceOf tells file systems apart.
func deviceOf(info fs.FileInfo) uint64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(st.Dev)
	}
	return 0
}
