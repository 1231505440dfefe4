package drive

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/windows"
)

// list returns the drive letters of removable drives but the system's own.
func list() ([]Drive, error) {
	letters, err := windows.GetLogicalDrives()
	if err != nil {
		return nil, err
	}
	var out []Drive
	for i := range 26 {
		if letters&(1<<i) == 0 {
			continue
		}
		letter := string(rune('A'+i)) + ":"
		if strings.EqualFold(letter, os.Getenv("SystemDrive")) {
			continue
		}
		path := letter + `\`
		root, err := windows.UTF16PtrFromString(path)
		if err != nil || windows.GetDriveType(root) != windows.DRIVE_REMOVABLE {
			continue
		}
		d, err := letterDrives.of(path)
		if errors.Is(err, errHangs) {
			d, err = Drive{Path: path, Device: letter, Silent: true}, nil
		}
		if err == nil {
			out = append(out, d)
		}
	}
	return out, nil
}

var letterDrives = &patient[Drive]{ask: letterDrive}

// letterDrive asks what is behind a letter; the error is also that of a reader
// with no card in it.
func letterDrive(path string) (Drive, error) {
	const readOnlyVolume = 0x00080000 // FILE_READ_ONLY_VOLUME (winnt.h)
	d := Drive{Path: path, Device: strings.TrimSuffix(path, `\`)}
	root, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return d, err
	}
	var label, system [windows.MAX_PATH + 1]uint16
	var flags, serial uint32
	err = windows.GetVolumeInformation(root, &label[0], uint32(len(label)), &serial, nil, &flags, &system[0], uint32(len(system)))
	if err != nil {
		return d, err
	}
	d.Label, d.FileSystem = windows.UTF16ToString(label[:]), windows.UTF16ToString(system[:])
	d.ReadOnly = flags&readOnlyVolume != 0
	d.ID = fmt.Sprintf("%04X-%04X", serial>>16, serial&0xffff)
	var free, size uint64
	if err := windows.GetDiskFreeSpaceEx(root, &free, &size, nil); err != nil {
		return d, err
	}
	d.Size, d.Free = int64(size), int64(free)
	return d, nil
}
