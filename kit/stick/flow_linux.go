package stick

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// syncsWhole reports whether syncing the file system that dir lies on brings
// every file on it to the medium. File systems that run as programs aren't
// told about it (FUSE, fs/fuse/inode.c, fuse_sync_fs: virtiofs alone is).
func syncsWhole(dir *os.File) bool {
	var st unix.Statfs_t
	err := unix.Fstatfs(int(dir.Fd()), &st)
	return err == nil && st.Type != unix.FUSE_SUPER_MAGIC
}

// startWriting has the system start to bring a part of a file to the medium
// (sync_file_range(2)).
func startWriting(f *os.File, off, n int64) error {
	return unix.SyncFileRange(int(f.Fd()), off, n, unix.SYNC_FILE_RANGE_WRITE)
}

// awaitWriting waits for it. It is the data alone: without syncing the file
// system after it the file isn't there.
func awaitWriting(f *os.File, off, n int64) error {
	return unix.SyncFileRange(int(f.Fd()), off, n,
		unix.SYNC_FILE_RANGE_WAIT_BEFORE|unix.SYNC_FILE_RANGE_WRITE|unix.SYNC_FILE_RANGE_WAIT_AFTER)
}

// letGo tells the system that a file isn't needed in memory, so that sticks
// don't push out what is (posix_fadvise(2)).
func letGo(f *os.File) { _ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED) }

// syncNames brings the names in a folder to the medium, and has the medium
// empty its own memory: on vfat and exFAT syncing the file system doesn't, and
// file systems that run as programs take it for both.
func syncNames(dir *os.File) error {
	err := dir.Sync()
	if errors.Is(err, unix.EINVAL) {
		return nil // there is no such thing there
	}
	return err
}

// startReading has the system start to read a part of a file
// (posix_fadvise(2)). It takes no more at a time than the device does at once.
func startReading(f *os.File, off, n int64) {
	_ = unix.Fadvise(int(f.Fd()), off, n, unix.FADV_WILLNEED)
}
