package drive

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/godbus/dbus/v5"
	"golang.org/x/sys/unix"
)

// ownBus starts a message bus of the test's own, which is the system's for the
// rest of the test, and connects to it.
func ownBus(t *testing.T) *dbus.Conn {
	t.Helper()
	cmd := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address", "--address=unix:path="+filepath.Join(t.TempDir(), "bus"))
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatalf("no message bus can be started: %v; install dbus (.ci/deps test)", err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", strings.TrimSpace(address))
	conn, err := dbus.ConnectSystemBus()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// disks is a udisks that is made up. It knows the drive sdb, which is mounted
// from sdb1.
type disks struct {
	mu    sync.Mutex
	calls []string
	// says is what it answers when sdb1 is to be unmounted.
	says string
	// can are the properties of the drive that are true.
	can []string
	// hang, if it isn't nil, holds up the answer.
	hang chan struct{}
}

func (d *disks) call(name string, options map[string]dbus.Variant) *dbus.Error {
	d.mu.Lock()
	d.calls = append(d.calls, name)
	if options["auth.no_user_interaction"].Value() != true {
		d.calls = append(d.calls, "asks for a password")
	}
	hang, says := d.hang, d.says
	d.mu.Unlock()
	if hang != nil {
		<-hang
	}
	if name == "Unmount" && says != "" {
		return dbus.NewError(says, []any{"target is busy"})
	}
	return nil
}

type fakeFilesystem struct{ *disks }

func (f fakeFilesystem) Unmount(options map[string]dbus.Variant) *dbus.Error {
	return f.call("Unmount", options)
}

type fakeDrive struct{ *disks }

func (f fakeDrive) Eject(options map[string]dbus.Variant) *dbus.Error {
	return f.call("Eject", options)
}

func (f fakeDrive) PowerOff(options map[string]dbus.Variant) *dbus.Error {
	return f.call("PowerOff", options)
}

type fakeProperties struct{ *disks }

func (f fakeProperties) Get(_, name string) (dbus.Variant, *dbus.Error) {
	if name == "Drive" {
		return dbus.MakeVariant(dbus.ObjectPath("/org/freedesktop/UDisks2/drives/Kingston")), nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return dbus.MakeVariant(slices.Contains(f.can, name)), nil
}

func (d *disks) serve(t *testing.T, conn *dbus.Conn) {
	t.Helper()
	const properties = "org.freedesktop.DBus.Properties"
	block, whole := dbus.ObjectPath(udisksBlocks+"sdb1"), dbus.ObjectPath("/org/freedesktop/UDisks2/drives/Kingston")
	err := errors.Join(
		conn.Export(fakeFilesystem{d}, block, udisks+".Filesystem"), conn.Export(fakeProperties{d}, block, properties),
		conn.Export(fakeDrive{d}, whole, udisksDrive), conn.Export(fakeProperties{d}, whole, properties),
	)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(udisks, 0); err != nil {
		t.Fatal(err)
	}
}

// udisks is asked to unmount and to turn off, nobody for a password; what it
// says becomes a reason.
func TestEjectByUdisks(t *testing.T) {
	conn := ownBus(t)
	d := &disks{}
	d.serve(t, conn)
	const said = udisks + ".Error."
	tests := []struct {
		name, device, says string
		can                []string
		calls              string
		reason             error
	}{
		{"a stick", "sdb1", "", []string{"Ejectable", "CanPowerOff"}, "Unmount Eject PowerOff", nil},
		{"a card", "sdb1", "", []string{"Ejectable"}, "Unmount Eject", nil},
		{"one that can't be turned off", "sdb1", "", nil, "Unmount", nil},
		{"unmounted already", "sdb1", said + "NotMounted", []string{"CanPowerOff"}, "Unmount PowerOff", nil},
		{"in use", "sdb1", said + "DeviceBusy", []string{"CanPowerOff"}, "Unmount", ErrBusy},
		{"a password is wanted", "sdb1", said + "NotAuthorizedCanObtain", nil, "Unmount", ErrNotAllowed},
		{"not ours", "sdb1", said + "NotAuthorized", nil, "Unmount", ErrNotAllowed},
		{"not to be unmounted", "sdb1", said + "NotSupported", nil, "Unmount", ErrNotEjectable},
		{"something else", "sdb1", said + "Failed", nil, "Unmount", nil},
		{"a drive it doesn't know", "sd_c", "", nil, "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d.mu.Lock()
			d.calls, d.says, d.can = nil, tt.says, tt.can
			d.mu.Unlock()
			err := Eject(t.Context(), Drive{Path: filepath.Join(t.TempDir(), "none"), Device: tt.device, Label: "KIT"})
			d.mu.Lock()
			got := strings.Join(d.calls, " ")
			d.mu.Unlock()
			if got != tt.calls {
				t.Errorf("udisks was asked to %q, want %q", got, tt.calls)
			}
			var e *EjectError
			switch fails := tt.reason != nil || strings.HasSuffix(tt.says, "Failed"); {
			case !fails && err != nil:
				t.Error(err)
			case fails && (!errors.As(err, &e) || e.Reason != tt.reason || !strings.HasPrefix(e.Error(), "KIT: ") || !strings.Contains(e.Error(), "target is busy")):
				t.Errorf("%v, want %v", err, tt.reason)
			case tt.reason != nil && !errors.Is(err, tt.reason):
				t.Errorf("%v isn't %v", err, tt.reason)
			}
		})
	}
}

// A drive that hangs is left to itself when nobody waits for it any more.
func TestEjectIsGivenUp(t *testing.T) {
	conn := ownBus(t)
	d := &disks{hang: make(chan struct{})}
	d.serve(t, conn)
	defer close(d.hang)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- Eject(ctx, Drive{Path: t.TempDir(), Device: "sdb1"}) }()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestObjectName(t *testing.T) {
	for device, want := range map[string]string{"sdb1": "sdb1", "dm-0": "dm_2d0", "mmcblk0p1": "mmcblk0p1", "a/../b": "a_2f_2e_2e_2fb"} {
		if got := objectName(device); got != want {
			t.Errorf("%s: %s, want %s", device, got, want)
		}
	}
}

const mountChild = "DRIVE_TEST_MAY_MOUNT"

// Without udisks it is unmounted, if that is allowed: in a namespace of the
// test's own, so that nothing of this computer changes.
func TestEjectByUnmounting(t *testing.T) {
	if os.Getenv(mountChild) != "" {
		ejectMounted(t)
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestEjectByUnmounting$", "-test.v")
	cmd.Env = append(os.Environ(), mountChild+"=1", "DBUS_SYSTEM_BUS_ADDRESS=unix:path=/nowhere/bus")
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}}
	}
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "PASS: TestEjectByUnmounting") {
		t.Errorf("%v\n%s", err, out)
	}
}

func ejectMounted(t *testing.T) {
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "A STICK")
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("stick", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, "open"))
	if err != nil {
		t.Fatal(err)
	}
	d := Drive{Path: dir, Device: "none1", Label: "KIT"}
	if err := Eject(t.Context(), d); !errors.Is(err, ErrBusy) || !errors.Is(err, unix.EBUSY) {
		t.Errorf("with a file open: %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for _, when := range []string{"first", "unmounted already"} {
		if err := Eject(t.Context(), d); err != nil {
			t.Errorf("%s: %v", when, err)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 0 {
		t.Errorf("it is still there: %v, %v", entries, err)
	}
}

func TestEjectError(t *testing.T) {
	other := errors.New("it said so")
	for want, err := range map[string]error{
		"KIT: something on it is still in use: it said so": Drive{Label: "KIT"}.cannot(ErrBusy, other),
		"KIT: it can't be ejected here":                    Drive{Label: "KIT"}.cannot(ErrNotEjectable, nil),
		"/media/x: it said so":                             Drive{Path: "/media/x"}.cannot(nil, other),
	} {
		if err.Error() != want {
			t.Errorf("%q, want %q", err, want)
		}
		if e := (*EjectError)(nil); !errors.As(fmt.Errorf("eject: %w", err), &e) || e.Reason != nil && !errors.Is(err, e.Reason) || e.Err != nil && !errors.Is(err, other) {
			t.Errorf("%v doesn't unwrap", err)
		}
	}
}
