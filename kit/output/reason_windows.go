package output

import (
	"errors"
	"path/filepath"
	"strings"
	"syscall"
)

var errIsDir error = syscall.EISDIR

// Windows system error codes (winerror.h).
const (
	errorWriteProtect     = syscall.Errno(19)
	errorNotReady         = syscall.Errno(21)
	errorCRC              = syscall.Errno(23)
	errorSharingViolation = syscall.Errno(32)
	errorLockViolation    = syscall.Errno(33)
	errorHandleDiskFull   = syscall.Errno(39)
	errorDiskFull         = syscall.Errno(112)
	errorInvalidName      = syscall.Errno(123)
	errorFilenameTooLong  = syscall.Errno(206)
	errorFileTooLarge     = syscall.Errno(223)
	errorIODevice         = syscall.Errno(1117)
	errorNotConnected     = syscall.Errno(1167)
)

func reason(err error) error {
	var no syscall.Errno
	if !errors.As(err, &no) {
		return nil
	}
	switch no {
	case errorDiskFull, errorHandleDiskFull:
		return ErrFull
	case errorFileTooLarge:
		return ErrTooLarge
	case errorWriteProtect:
		return ErrReadOnly
	case errorSharingViolation, errorLockViolation:
		return ErrInUse
	case errorNotReady, errorCRC, errorIODevice, errorNotConnected:
		return ErrGone
	case errorInvalidName, errorFilenameTooLong:
		return ErrName
	case syscall.ERROR_ACCESS_DENIED:
		return ErrDenied
	case syscall.ERROR_FILE_NOT_FOUND, syscall.ERROR_PATH_NOT_FOUND:
		return ErrNoFolder
	}
	return nil
}

func cannotSync(error) bool { return false }

// syncFolder does nothing: Windows has no sync of a folder.
func syncFolder(string) {}

// hidden reports whether a path names a second stream of a file, which no
// folder shows: what was written there would seem to be lost.
func hidden(path string) bool { return strings.Contains(filepath.Base(path), ":") }
