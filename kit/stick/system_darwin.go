package stick

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// syncFileSystem brings f to the medium, and what was synced before it: the
// drive is told to empty its own memory, too (fcntl(2), F_FULLFSYNC). Where
// there is no such thing, it does no more than fsync(2).
func syncFileSystem(f *os.File) error {
	_, err := unix.FcntlInt(f.Fd(), unix.F_FULLFSYNC, 0)
	if lacksSync(err) {
		return plainSync(f)
	}
	return err
}

// syncFile brings a file to the medium.
func syncFile(f *os.File) error { return syncFileSystem(f) }

// syncFolder brings the names in a folder to the drive, from whose memory
// [syncFileSystem] brings them to the medium.
func syncFolder(root *os.Root, name string) error {
	f, err := root.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return plainSync(f)
}

// plainSync is fsync(2), where there is one.
func plainSync(f *os.File) error {
	err := unix.Fsync(int(f.Fd()))
	if lacksSync(err) {
		return nil
	}
	return err
}

// lacksSync says that a file system has no such thing.
func lacksSync(err error) bool {
	return errors.Is(err, unix.ENOTSUP) || errors.Is(err, unix.ENOTTY) || errors.Is(err, unix.EINVAL)
}

// openPast opens a file and has it read from the medium (fcntl(2), F_NOCACHE).
// Pages that were in memory before still answer, so it is never sure.
func openPast(root *os.Root, name string) (f fs.File, sure bool, err error) {
	file, err := root.Open(name)
	if err != nil {
		return nil, false, err
	}
	if _, err := unix.FcntlInt(file.Fd(), unix.F_NOCACHE, 1); err != nil {
		file.Close()
		return nil, false, err
	}
	return file, false, nil
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

// remembers says no more than what [openPast] says of every file.
func remembers(*os.File) bool { return false }

// openBelow opens nothing: what is below a file system is an administrator's.
func openBelow(*os.File) *os.File { return nil }

func forgetBelow(*os.File) bool { return false }

// deviceOf tells file systems apart.
func deviceOf(info fs.FileInfo) uint64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(st.Dev)
	}
	return 0
}
