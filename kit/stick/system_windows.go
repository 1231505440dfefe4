package stick

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"

	"eventkit/kit/output"
)

// syncFileSystem flushes the volume that dir lies on, names and all, where we
// may open it for writing: as an administrator, and mostly if it can be pulled.
// Where we may not, its top folder is flushed, by which FAT understands the
// volume (fastfat, flush.c); of other file systems no more is sure then than
// what was flushed by itself, each file before it got its name.
func syncFileSystem(dir *os.File) error {
	top := topOf(dir.Name())
	if top == "" {
		return nil
	}
	err := error(windows.ERROR_ACCESS_DENIED)
	if volume := volumeAt(top); volume != "" {
		err = flushPath(volume)
	}
	if err != nil && serious(err) == nil {
		err = flushPath(top)
	}
	return serious(err)
}

// syncFile brings a file to the medium.
func syncFile(f *os.File) error { return f.Sync() }

// syncFolder flushes a folder, which not every file system knows.
func syncFolder(root *os.Root, name string) error {
	return serious(flushPath(filepath.Join(root.Name(), filepath.FromSlash(name))))
}

// serious is nil for an error that only says that something can't be flushed.
func serious(err error) error {
	switch output.Reason(err) {
	case output.ErrGone, output.ErrFull, output.ErrReadOnly:
		return err
	}
	return nil
}

// flushPath flushes a file, a folder or a volume.
func flushPath(path string) error {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	const share = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	h, err := windows.CreateFile(name, windows.GENERIC_READ|windows.GENERIC_WRITE, share, nil,
		windows.OPEN_EXISTING, windows.FILE_FLAG_BACKUP_SEMANTICS, 0)
	if err != nil {
		return err
	}
	defer windows.CloseHandle(h)
	return windows.FlushFileBuffers(h)
}

// topOf is the top folder of the volume that a path is on, "" if that can't be
// found out.
func topOf(path string) string {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return ""
	}
	top := make([]uint16, windows.MAX_LONG_PATH)
	if err := windows.GetVolumePathName(name, &top[0], uint32(len(top))); err != nil {
		return ""
	}
	return windows.UTF16ToString(top)
}

// volumeAt is what the volume with that top folder is opened by, "" if it has
// no such name.
func volumeAt(top string) string {
	name, err := windows.UTF16PtrFromString(top)
	if err != nil {
		return ""
	}
	var volume [windows.MAX_PATH]uint16
	if err := windows.GetVolumeNameForVolumeMountPoint(name, &volume[0], uint32(len(volume))); err != nil {
		return ""
	}
	return strings.TrimSuffix(windows.UTF16ToString(volume[:]), `\`)
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
