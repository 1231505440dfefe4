package stick

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sys/unix"
)

// Types of file systems (statfs(2)) that the headers have no names for.
const (
	fuseMagic  = 0x65735546 // those that run as programs
	exfatMagic = 0x2011bab0
	cifsMagic  = 0xff534d42
	smb2Magic  = 0xfe534d42
)

// elsewhere are file systems whose files may be answered from a memory that
// isn't ours to empty: programs read through the cache of the block device
// below, servers have memory of their own, and tmpfs has no medium.
var elsewhere = []int64{fuseMagic, unix.TMPFS_MAGIC, unix.RAMFS_MAGIC, unix.NFS_SUPER_MAGIC, cifsMagic, smb2Magic, unix.V9FS_MAGIC}

// remembers reports whether a file of the file system of f may be answered
// from a memory that isn't the file's own.
func remembers(f *os.File) bool {
	kind, err := kindOf(f)
	return err != nil || slices.Contains(elsewhere, kind)
}

func kindOf(f *os.File) (int64, error) {
	var st unix.Statfs_t
	err := unix.Fstatfs(int(f.Fd()), &st)
	return st.Type, err
}

// openBelow opens the block device that the file system of f lies on, for
// reading; it takes root, or the group "disk". It returns nil where that can't
// be had, and where it would be of no use: but for programs, only FAT's tables
// and folders are read through it.
func openBelow(f *os.File) *os.File {
	kind, err := kindOf(f)
	if err != nil || kind != fuseMagic && kind != unix.MSDOS_SUPER_MAGIC && kind != exfatMagic {
		return nil
	}
	var st unix.Stat_t
	if err := unix.Fstat(int(f.Fd()), &st); err != nil || unix.Major(st.Dev) == 0 {
		return nil
	}
	link, err := os.Readlink(fmt.Sprintf("/sys/dev/block/%d:%d", unix.Major(st.Dev), unix.Minor(st.Dev)))
	if err != nil {
		return nil
	}
	below, err := os.OpenFile(filepath.Join("/dev", filepath.Base(link)), os.O_RDONLY|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil
	}
	var at unix.Stat_t
	if err := unix.Fstat(int(below.Fd()), &at); err != nil || at.Mode&unix.S_IFMT != unix.S_IFBLK || at.Rdev != st.Dev {
		below.Close()
		return nil
	}
	return below
}

// forgetBelow brings a block device's cache to its medium and drops it. It
// reports whether nothing is left of it. Others who read the device meanwhile
// bring something back, so it tries more than once.
func forgetBelow(device *os.File) bool {
	for range 3 {
		if err := device.Sync(); err != nil {
			return false
		}
		// For root alone; it reaches a little more than the advice below.
		_, _, refused := unix.Syscall(unix.SYS_IOCTL, device.Fd(), unix.BLKFLSBUF, 0)
		if err := forget(device); err != nil {
			return false
		}
		n, err := cached(device)
		if errors.Is(err, unix.ENOSYS) {
			// Counting page by page takes seconds on a large device. Nothing
			// is unsynced, so what the kernel was asked to drop is dropped.
			return refused == 0
		}
		if err == nil && n == 0 {
			return true
		}
	}
	return false
}
