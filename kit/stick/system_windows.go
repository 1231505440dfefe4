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

// remembers reports whether a file may be answered from a memory that isn't
// ours to go past: that of another computer.
func remembers(f *os.File) bool {
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(filepath.Clean(f.Name())) + `\`)
	if err != nil {
		return true
	}
	kind := windows.GetDriveType(root)
	return kind == windows.DRIVE_REMOTE || kind == windows.DRIVE_RAMDISK
}

// openBelow opens nothing: file systems are read past all memory here.
func openBelow(*os.File) *os.File { return nil }

func forgetBelow(*os.File) bool { return false }

// deviceOf tells file systems apart; an open folder can't change its volume.
func deviceOf(fs.FileInfo) uint64 { return 0 }
