package stick

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// syncFileSystem flushes the volume that f lies on, names and all, as far as
// the system lets us: people may flush a removable drive, but of other disks
// only an administrator may. What isn't flushed so was flushed file by file when
// it was written, and of removable drives Windows holds no names back unless
// somebody turned that on ("better performance").
func syncFileSystem(f *os.File) error {
	name, err := windows.UTF16PtrFromString(`\\.\` + filepath.VolumeName(filepath.Clean(f.Name())))
	if err != nil {
		return nil
	}
	volume, err := windows.CreateFile(name, windows.GENERIC_READ|windows.GENERIC_WRITE,
		windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		return nil
	}
	defer windows.CloseHandle(volume)
	err = windows.FlushFileBuffers(volume)
	for _, unable := range []error{windows.ERROR_ACCESS_DENIED, windows.ERROR_INVALID_FUNCTION, windows.ERROR_NOT_SUPPORTED, windows.ERROR_INVALID_HANDLE} {
		if errors.Is(err, unable) {
			return nil
		}
	}
	return err
}

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
