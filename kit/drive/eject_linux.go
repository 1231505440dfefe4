package drive

import (
	"context"
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// eject asks udisks, which desktops have and which lets whoever sits at the
// computer do it; where there is none it unmounts, which takes root.
func eject(ctx context.Context, d Drive) error {
	err := udisksEject(ctx, d)
	if !errors.Is(err, errNoUdisks) {
		return err
	}
	return unmount(d)
}

// unmount is umount(2), of what was listed and of nothing else that may be
// mounted there now.
func unmount(d Drive) error {
	f, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return d.cannot(nil, err)
	}
	defer f.Close()
	switch mounted, err := mountedAt(f, d.Path); {
	case err != nil:
		return d.cannot(nil, err)
	case !mounted:
		return nil
	}
	err = unix.Unmount(d.Path, unix.UMOUNT_NOFOLLOW)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, unix.EBUSY):
		return d.cannot(ErrBusy, err)
	case errors.Is(err, unix.EPERM), errors.Is(err, unix.EACCES):
		return d.cannot(ErrNotAllowed, err)
	case errors.Is(err, unix.EINVAL):
		return d.cannot(ErrNotEjectable, err)
	}
	return d.cannot(nil, err)
}

// mountedAt looks in a mountinfo whether something is mounted at path.
func mountedAt(r io.Reader, path string) (bool, error) {
	mounts, err := readMounts(r)
	for _, m := range mounts {
		if m.path == path {
			return true, nil
		}
	}
	return false, err
}
