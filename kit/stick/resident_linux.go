package stick

import (
	"errors"
	"io/fs"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// openPast opens a file so that it is read from the medium; sure says that
// none of it is left in memory. It has an effect on synced pages only.
func openPast(root *os.Root, name string) (f fs.File, sure bool, err error) {
	file, err := root.Open(name)
	if err != nil {
		return nil, false, err
	}
	if err := forget(file); err != nil {
		file.Close()
		return nil, false, err
	}
	n, err := resident(file)
	return file, err == nil && n == 0, nil
}

// forget drops what the system remembers of a file or a block device, so that
// it is read from the medium next (posix_fadvise(2)). What isn't synced, or is
// in use by others, stays.
func forget(f *os.File) error {
	return unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
}

// resident returns how many pages of a file are in memory. The kernel tells
// only those who own it or may write it.
func resident(f *os.File) (int64, error) {
	n, err := cached(f)
	if errors.Is(err, unix.ENOSYS) {
		return inCore(f)
	}
	return n, err
}

// cached counts the pages of a file or a block device that are in memory
// (cachestat(2)); before Linux 6.5 it is ENOSYS.
func cached(f *os.File) (int64, error) {
	var st unix.Cachestat_t
	err := unix.Cachestat(uint(f.Fd()), &unix.CachestatRange{}, &st, 0) // all of it
	return int64(st.Cache), err
}

// inCore counts them a piece of the file at a time (mincore(2)).
func inCore(f *os.File) (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	size := info.Size()
	const window = 1 << 30
	page := int64(os.Getpagesize())
	pages := make([]byte, (min(size, window)+page-1)/page)
	var found int64
	for at := int64(0); at < size; at += window {
		n := min(window, size-at)
		m, err := unix.Mmap(int(f.Fd()), at, int(n), unix.PROT_READ, unix.MAP_SHARED)
		if err != nil {
			return 0, err
		}
		part := pages[:(n+page-1)/page]
		_, _, errno := unix.Syscall(unix.SYS_MINCORE, uintptr(unsafe.Pointer(&m[0])), uintptr(n), uintptr(unsafe.Pointer(&part[0])))
		if err := unix.Munmap(m); err != nil {
			return 0, err
		}
		if errno != 0 {
			return 0, errno
		}
		for _, p := range part {
			found += int64(p & 1)
		}
	}
	return found, nil
}
