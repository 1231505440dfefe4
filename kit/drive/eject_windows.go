package drive

import (
	"context"
	"errors"
	"time"

	"golang.org/x/sys/windows"
)

// Requests to a volume (winioctl.h).
const (
	fsctlLockVolume     = 0x00090018
	fsctlDismountVolume = 0x00090020
	ioctlMediaRemoval   = 0x002D4804
	ioctlEjectMedia     = 0x002D4808
)

const (
	// lockTries are made before a volume counts as busy: a virus scanner
	// lets go after a moment.
	lockTries = 20
	lockEvery = 250 * time.Millisecond
)

// eject locks the volume, which fails while a file on it is open, dismounts it
// and has the drive let go.
func eject(ctx context.Context, d Drive) error {
	name, err := windows.UTF16PtrFromString(`\\.\` + d.Device)
	if err != nil {
		return d.cannot(ErrNotEjectable, err)
	}
	volume, err := windows.CreateFile(name, windows.GENERIC_READ|windows.GENERIC_WRITE,
		windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE, nil, windows.OPEN_EXISTING, 0, 0)
	switch {
	case errors.Is(err, windows.ERROR_FILE_NOT_FOUND), errors.Is(err, windows.ERROR_PATH_NOT_FOUND):
		return nil // it was pulled
	case errors.Is(err, windows.ERROR_ACCESS_DENIED):
		return d.cannot(ErrNotAllowed, err)
	case err != nil:
		return d.cannot(nil, err)
	}
	defer windows.CloseHandle(volume)
	if err := lockVolume(ctx, volume); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return d.cannot(ErrBusy, err)
	}
	if err := request(volume, fsctlDismountVolume, nil); err != nil {
		return d.cannot(nil, err)
	}
	// What is dismounted can be pulled; that the drive lets go of its medium
	// is only more comfortable, and not every one can.
	_ = request(volume, ioctlMediaRemoval, []byte{0})
	_ = request(volume, ioctlEjectMedia, nil)
	return nil
}

func lockVolume(ctx context.Context, volume windows.Handle) error {
	for try := 1; ; try++ {
		err := request(volume, fsctlLockVolume, nil)
		if err == nil || try == lockTries {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(lockEvery):
		}
	}
}

func request(volume windows.Handle, code uint32, in []byte) error {
	var got uint32
	var p *byte
	if len(in) > 0 {
		p = &in[0]
	}
	return windows.DeviceIoControl(volume, code, p, uint32(len(in)), nil, 0, &got, nil)
}
