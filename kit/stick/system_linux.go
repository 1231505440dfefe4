package stick

import (
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// syncFileSystem brings everything of the file system that f lies on to the
// medium (syncfs(2)): on vfat nothing less makes a renamed file stay.
func syncFileSystem(f *os.File) error { return unix.Syncfs(int(f.Fd())) }

// syncFile brings a file to the medium.
func syncFile(f *os.File) error { return f.Sync() }

// syncFolder leaves folders to [syncFileSystem] and [syncNames].
func syncFolder(*os.Root, string) error { return nil }

// roomOf returns the bytes free for us on the file system of f, and the size
// of the blocks that files take up.
func roomOf(f *os.File) (free, block int64, err error) {
	var st unix.Statfs_t
	if err := unix.Fstatfs(int(f.Fd()), &st); err != nil {
		return 0, 0, err
	}
	return int64(st.Bavail) * st.Bsize, st.Bsize, nil
}

// deviceOf tells file systems apart.
func deviceOf(info fs.FileInfo) uint64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return st.Dev
	}
	return 0
}
