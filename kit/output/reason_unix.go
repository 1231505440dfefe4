//go:build !windows

package output

import (
	"errors"
	"os"
	"syscall"
)

var errIsDir error = syscall.EISDIR

func reason(err error) error {
	var no syscall.Errno
	if !errors.As(err, &no) {
		return nil
	}
	switch no {
	case syscall.ENOSPC, syscall.EDQUOT:
		return ErrFull
	case syscall.EFBIG:
		return ErrTooLarge
	case syscall.EACCES, syscall.EPERM:
		return ErrDenied
	case syscall.EROFS:
		return ErrReadOnly
	case syscall.ENOENT, syscall.ENOTDIR:
		return ErrNoFolder
	case syscall.EISDIR:
		return ErrIsFolder
	case syscall.ETXTBSY, syscall.EBUSY:
		return ErrInUse
	case syscall.EIO, syscall.ENXIO, syscall.ENODEV, syscall.ENOTCONN, syscall.ESTALE:
		return ErrGone
	case syscall.ENAMETOOLONG, syscall.EINVAL, syscall.ELOOP:
		return ErrName
	}
	return nil
}

// cannotSync reports whether the file system just has no sync (some network
// and FUSE file systems).
func cannotSync(err error) bool {
	return errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.ENOTTY)
}

// syncFolder brings the new name to the disk. Not every file system can do
// that; the file itself is safe either way, so nothing is reported.
func syncFolder(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	_ = d.Sync()
	d.Close()
}

// hidden reports whether a file would be written where no folder shows it.
func hidden(string) bool { return false }
