package stick

import (
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// syncFileSystem flushes one file. Each was flushed when it was written, and
// Windows writes to removable drives without holding names back ("quick
// removal"); flushing the whole volume needs an administrator.
func syncFileSystem(*os.File) error { return nil }

// forget does nothing: there is no way to drop a file's pages.
func forget(*os.File) error { return nil }

// roomOf returns the bytes free for us on the volume of f, and the size that
// files are rounded up to.
func roomOf(f *os.File) (free, block int64, err error) {
	const cluster = 32 << 10 // the largest that Windows formats sticks with up to 32 GB
	dir, err := windows.UTF16PtrFromString(filepath.Clean(f.Name()))
	if err != nil {
		return 0, 0, err
	}
	var bytes uint64
	if err := windows.GetDiskFreeSpaceEx(dir, &bytes, nil, nil); err != nil {
		return 0, 0, err
	}
	return int64(bytes), cluster, nil
}

// remembers reports that files may be answered from memory.
func remembers(*os.File) bool { return true }

// deviceOf tells file systems apart; an open folder can't change its volume.
func deviceOf(fs.FileInfo) uint64 { return 0 }
