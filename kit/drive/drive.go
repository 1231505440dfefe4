package drive

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Drive is one mounted file system of a removable drive.
type Drive struct {
	// Path is where it is mounted; Device is the system's name for it, for
	// example "sdb1" or "E:".
	Path   string `json:"path"`
	Device string `json:"device"`
	// Label is the name that people gave it, or else its maker's.
	Label string `json:"label,omitempty"`
	// Size and Free are bytes; Free is what we may use.
	Size int64 `json:"size"`
	Free int64 `json:"free"`
	// FileSystem is "vfat", "exfat", "ntfs" … as the system calls it.
	FileSystem string `json:"fileSystem"`
	ReadOnly   bool   `json:"readOnly"`
	// Silent says that it didn't tell within a second how full it is: Size and
	// Free are 0. It may be large and slow, or hang.
	Silent bool `json:"silent,omitempty"`
	// Bus is "usb", "sd" or "". Port tells the sockets of a computer apart,
	// for example "2-1.4"; it stays the same for a socket.
	Bus  string `json:"bus,omitempty"`
	Port string `json:"port,omitempty"`
	// ID is the number that the file system was given when it was made, ""
	// where the system doesn't tell it.
	ID string `json:"id,omitempty"`
	// Number is that of the mounted file system (st_dev), 0 where it isn't
	// known.
	Number uint64 `json:"-"`
	// Plug is another one each time that a drive is plugged in, also after
	// the computer was started anew; "" where the system doesn't tell.
	Plug string `json:"-"`
}

// Name is what to call a drive to people: its label, or else where it is.
func (d Drive) Name() string {
	if d.Label != "" {
		return d.Label
	}
	return d.Path
}

// List returns the removable drives that are mounted, sorted by port and path.
// The error is that of the system.
func List() ([]Drive, error) {
	out, err := list()
	slices.SortFunc(out, func(a, b Drive) int {
		if c := strings.Compare(a.Port, b.Port); c != 0 {
			return c
		}
		return strings.Compare(a.Path, b.Path)
	})
	return out, err
}

// Watch calls tell with the drives that there are, now and whenever one comes,
// goes or changes, until ctx ends. It looks once every interval; 0 is one
// second. A list that can't be had is taken as no change. Watch returns when
// ctx has ended.
func Watch(ctx context.Context, interval time.Duration, tell func([]Drive)) {
	watch(ctx, interval, List, tell)
}

func watch(ctx context.Context, interval time.Duration, look func() ([]Drive, error), tell func([]Drive)) {
	if interval <= 0 {
		interval = time.Second
	}
	tick := time.NewTicker(interval)
	defer tick.Stop()
	var last []Drive
	for first := true; ; first = false {
		now, err := look()
		if err == nil && (first || !slices.EqualFunc(now, last, sameDrive)) {
			tell(slices.Clone(now))
			last = now
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// sameDrive says that nothing changed that people would want to know; free
// room changes all the time while a stick is written.
func sameDrive(a, b Drive) bool {
	a.Free, b.Free = 0, 0
	return a == b
}
