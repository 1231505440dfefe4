package stick

import (
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// fuseMagic is the type of file systems that run as programs (statfs(2)).
const fuseMagic = 0x65735546

// syncFileSystem brings everything of the file system that f lies on to the
// medium (syncfs(2)): on vfat nothing less makes a renamed file stay.
func syncFileSystem(f *os.File) error { return unix.Syncfs(int(f.Fd())) }

// forget drops what the system remembers of a file, so that it is read from
// the medium next (posix_fadvise(2)). It has an effect on synced pages only.
func forget(f *os.File) error {
	return unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
}

// roomOf returns the bytes free for us on the file system of f, and the size
// of the blocks that files take up.
func roomOf(f *os.File) (free, block int64, err error) {
	var st unix.Statfs_t
	if err := unix.Fstatfs(int(f.Fd()), &st); err != nil {
		return 0, 0, err
	}
	return int64(st.Bavail) * st.Bsize, st.Bsize, nil
}

// remembers reports whether a file of this file system may be answered from a
// memory that forget doesn't reach: file systems that run as programs read
// through the cache of the block device below them, and tmpfs has no medium.
func remembers(f *os.File) bool {
	var st unix.Statfs_t
	if err := unix.Fstatfs(int(f.Fd()), &st); err != nil {
		return true
	}
	return st.Type == fuseMagic || st.Type == unix.TMPFS_MAGIC
}

// deviceOf tells file systems apart.
func deviceOf(info fs.FileInfo) uint64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return st.Dev
	}
	return 0
}
