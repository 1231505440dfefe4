package drive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// What mountinfo may hold besides: nothing of it breaks the list or hides a
// stick.
func TestOddMounts(t *testing.T) {
	const stick = "40 21 8:17 / /media/KIT rw - vfat /dev/sdb1 rw"
	tests := []struct {
		name, line string
		want       int
	}{
		{"nothing", "", 1},
		{"rubbish", "hello - world", 1},
		{"a device that is gone", "50 21 8:99 / /media/gone rw - vfat /dev/sdz9 rw", 1},
		{"a device that leads out of sysfs", "50 21 ../../.. / /media/x rw - vfat /dev/sdz rw", 1},
		{"a source that leads out of dev", "50 21 0:60 / /media/x rw - fuseblk /dev/../../etc rw", 1},
		{"a network share", "50 21 0:61 / /media/share rw - nfs4 server:/share rw", 1},
		{"no file system", "50 21 0:62 / /media/x rw -", 1},
		{"the same mount twice", stick, 1},
		{"a stick is the home", "50 21 8:17 / /home rw - vfat /dev/sdb1 rw", 0},
		{"many optional fields", "50 21 0:63 / /x rw " + strings.Repeat("shared:1 ", 500) + "- tmpfs tmpfs rw", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := &computer{t: t, root: t.TempDir()}
			plugged(c)
			c.mount(tt.line)
			c.mount(stick)
			if got := c.list(); len(got) != tt.want {
				t.Errorf("%d drives: %+v", len(got), got)
			}
		})
	}
}

// A list that can't be read is an error, not an empty one.
func TestMountsFail(t *testing.T) {
	bad := errors.New("not now")
	_, err := system{mounts: func() (io.ReadCloser, error) { return nil, bad }}.list()
	if !errors.Is(err, bad) {
		t.Errorf("error %v", err)
	}
	long := strings.Repeat("x", 100<<10)
	_, err = system{mounts: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(long)), nil }}.list()
	if err == nil {
		t.Error("a line without end was read")
	}
}

// Sticks come and go in every order; each state is told once, in its order.
func TestHotPlug(t *testing.T) {
	a, b := Drive{Path: "/a", Port: "1-1"}, Drive{Path: "/b", Port: "1-2"}
	protected := a
	protected.ReadOnly = true
	named := a
	named.Label = "KIT"
	other := a
	other.Port = "1-3" // the same place, another socket
	for i, steps := range [][][]Drive{
		{{a}, {}, {a}, {a, b}, {b}, {}},
		{{a, b}, {}, {b}, {a, b}},
		{{a}, {protected}, {named}, {other}, {}},
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			now := 0
			var told [][]Drive
			watch(ctx, time.Second, func() ([]Drive, error) {
				now++
				if now > 2*len(steps) {
					cancel()
				}
				return steps[min((now-1)/2, len(steps)-1)], nil
			}, func(d []Drive) { told = append(told, append([]Drive{}, d...)) })
			if diff := cmp.Diff(fmt.Sprint(steps), fmt.Sprint(told)); diff != "" {
				t.Errorf("sequence %d:\n%s", i, diff)
			}
		})
	}
}

// What hangs at which port is read from the place among the devices.
func TestBus(t *testing.T) {
	for disk, want := range map[string]string{
		"/sys/devices/pci/usb1/1-2/1-2:1.0/host1/block/sdb":           "usb 1-2",
		"/sys/devices/pci/usb3/3-1/3-1.2/3-1.2.4/3-1.2.4:1.0/host/sd": "usb 3-1.2.4",
		"/sys/devices/pci/mmc_host/mmc0/mmc0:1/block/mmcblk0":         "sd ",
		"/sys/devices/pci/ata1/host0/block/sda":                       " ",
		"":                                                            " ",
	} {
		if bus, port := bus(disk); bus+" "+port != want {
			t.Errorf("%s: %q at %q", disk, bus, port)
		}
	}
}
