//go:build faults

package sticktest_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// endMark heads the line that says that a command is over.
const endMark = "the command has ended with "

// start is the first program of a machine. The shell that it ends in is fed
// by the test over a line (virtio-serial) on which nobody else writes.
const start = `#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin HOME=/tmp
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t tmpfs tmp /tmp
for m in $(cat /modules/order); do insmod /modules/$m; done
echo 'plugged() { for d in /sys/block/sd*; do case $(readlink $d) in */[0-9]-$1/*) echo /dev/${d##*/};; esac; done; }' >/tmp/profile
exec 3<>/dev/vport0p1
echo '` + endMark + `0' >&3
cat <&3 | sh >&3 2>&1
`

var modules = []string{
	"virtio_pci", "virtio_console", "xhci_pci", "usb_storage", "sd_mod", "vfat", "exfat", "nls_cp437", "nls_ascii", "nls_utf8", "dm_mod", "dm_flakey", "dm_zero",
}

// boots is what every machine starts from, made once.
var boots struct {
	once    sync.Once
	kernel  string
	archive string
	err     error
}

// bootable makes the archive, with kit and what it is to copy.
func bootable() (kernel, file string, err error) {
	boots.once.Do(func() {
		boots.err = func() error {
			kernels, err := filepath.Glob(filepath.Join(*kernelDir, "boot/vmlinuz-*"))
			if err != nil || len(kernels) != 1 {
				return fmt.Errorf("%s holds %d kernels, want one; make test-faults fetches it", *kernelDir, len(kernels))
			}
			boots.kernel, boots.archive = kernels[0], filepath.Join(work.dir, "initramfs")
			version := strings.TrimPrefix(filepath.Base(kernels[0]), "vmlinuz-")
			a := &archive{}
			a.add("init", 0o100755, []byte(start))
			for _, dir := range []string{"proc", "sys", "dev", "tmp", "m1", "m2", "m3", "m4"} {
				a.add(dir, 0o040755, nil)
			}
			if err := a.modules(filepath.Join(*kernelDir, "lib/modules", version), modules); err != nil {
				return err
			}
			for _, p := range []string{"busybox", "dmsetup"} {
				if err := a.program(p); err != nil {
					return err
				}
			}
			kit, err := os.ReadFile(work.kit)
			if err != nil {
				return err
			}
			a.add("bin/kit", 0o100755, kit)
			if err := a.folder("load", load()); err != nil {
				return err
			}
			return a.write(boots.archive)
		}()
	})
	return boots.kernel, boots.archive, boots.err
}

// machine is a computer of its own: QEMU, in software, with sticks. Starting one
// takes longer than most of what is done in it, so it is handed from test to
// test; its sticks aren't.
type machine struct {
	t       *testing.T
	dir     string
	cmd     *exec.Cmd
	in      io.Writer
	lines   chan string
	monitor *monitor
	said    bytes.Buffer
}

// running is the machine that is on, or nil.
var running *machine

// slowly is how many bytes a second a stick of a machine takes.
const slowly = 2_000_000

// turnOn starts a machine unless one is on, and plugs sticks into its ports 1, 2
// and so on. It waits until all are there. When the test ends they are taken
// out again, and after a failure the machine is turned off.
func turnOn(t *testing.T, images ...image) *machine {
	t.Helper()
	if running == nil {
		m, err := boot()
		if err != nil {
			t.Fatal(err)
		}
		running = m
	}
	m := running
	m.t = t
	t.Cleanup(func() {
		if running != m {
			return
		}
		if t.Failed() {
			console, _ := os.ReadFile(filepath.Join(m.dir, "console"))
			t.Logf("the machine said:\n%s%s", m.said.Bytes(), console[max(0, len(console)-3000):])
			turnOff()
			return
		}
		for i := range images {
			m.run("umount -l /m%d", i+1)
			m.pull(i + 1)
			m.forget(i + 1)
		}
	})
	if m.monitor == nil {
		var err error
		if m.monitor, err = watch(filepath.Join(m.dir, "qmp")); err != nil {
			t.Fatalf("%v\n%s", err, m.said.Bytes())
		}
		m.end() // of starting up
		m.do(". /tmp/profile")
	}
	for i, s := range images {
		m.plug(i+1, s)
	}
	for i := range images {
		m.found(i + 1)
	}
	return m
}

// boot starts QEMU.
func boot() (*machine, error) {
	kernel, archive, err := bootable()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "vm")
	if err != nil {
		return nil, err
	}
	if err := pipes(filepath.Join(dir, "qmp")); err != nil {
		return nil, err
	}
	m := &machine{dir: dir, lines: make(chan string, 1000)}
	m.cmd = exec.Command("qemu-system-x86_64",
		"-accel", "tcg", "-m", "512", "-nodefaults", "-display", "none", "-no-reboot",
		"-kernel", kernel, "-initrd", archive, "-append", "console=ttyS0 quiet loglevel=4 panic=-1 mitigations=off no_timer_check",
		"-serial", "file:"+filepath.Join(dir, "console"),
		"-device", "virtio-serial-pci", "-chardev", "stdio,id=shell", "-device", "virtserialport,chardev=shell",
		"-chardev", "pipe,id=monitor,path="+filepath.Join(dir, "qmp"), "-mon", "chardev=monitor,mode=control", "-device", "qemu-xhci,id=x",
	)
	if m.in, err = m.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := m.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	m.cmd.Stderr = &m.said
	if err := m.cmd.Start(); err != nil {
		return nil, fmt.Errorf("%w; make test-faults installs it", err)
	}
	go func() {
		defer close(m.lines)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			m.lines <- strings.TrimRight(lines.Text(), "\r")
		}
	}()
	return m, nil
}

// turnOff pulls the plug of the machine that is on.
func turnOff() {
	m := running
	if m == nil {
		return
	}
	running = nil
	_ = m.cmd.Process.Kill()
	for range m.lines {
	}
	_ = m.cmd.Wait()
	_ = os.RemoveAll(m.dir)
}

// plug puts a stick into a port.
func (m *machine) plug(port int, s image) {
	m.t.Helper()
	name := fmt.Sprintf("s%d", port)
	m.ask(nil, "object-add", map[string]any{"qom-type": "throttle-group", "id": "limit-" + name, "limits": map[string]any{"bps-write": slowly}})
	m.ask(nil, "blockdev-add", map[string]any{
		"driver": "throttle", "node-name": name, "throttle-group": "limit-" + name,
		"file": map[string]any{"driver": "raw", "node-name": name + "-raw", "file": map[string]any{"driver": "file", "filename": s.file}},
	})
	m.connect(port)
}

// connect puts a stick that was pulled back into its port.
func (m *machine) connect(port int) {
	m.t.Helper()
	m.ask(nil, "device_add", map[string]any{
		"driver": "usb-storage", "bus": "x.0", "port": fmt.Sprint(port), "drive": fmt.Sprintf("s%d", port),
		"id": fmt.Sprintf("stick%d", port), "removable": true,
	})
}

// pull takes a stick out of its port, without a word to anyone.
func (m *machine) pull(port int) {
	m.t.Helper()
	m.ask(nil, "device_del", map[string]any{"id": fmt.Sprintf("stick%d", port)})
}

// found waits for a stick and returns its device.
func (m *machine) found(port int) string {
	m.t.Helper()
	for range 300 {
		if out, _ := m.run("plugged %d", port); strings.HasPrefix(out, "/dev/") {
			if _, code := m.run("[ -b %s ]", out); code == 0 {
				return out
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	m.t.Fatalf("no stick came up in port %d", port)
	return ""
}

// written is how many bytes a stick has taken so far.
func (m *machine) written(port int) int64 {
	m.t.Helper()
	var all []struct {
		Device string
		Node   string `json:"node-name"`
		QDev   string
		Stats  struct {
			Written int64 `json:"wr_bytes"`
		}
	}
	m.ask(&all, "query-blockstats", nil)
	for _, s := range all {
		if s.Node == fmt.Sprintf("s%d", port) {
			return s.Stats.Written
		}
	}
	m.t.Fatalf("port %d isn't among %+v", port, all)
	return 0
}

// after waits until a stick has taken so many bytes more than at first.
func (m *machine) after(port int, first, bytes int64) {
	m.t.Helper()
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if m.written(port)-first >= bytes {
			return
		}
	}
	m.t.Fatalf("the stick in port %d didn't take %d bytes", port, bytes)
}

// freeze stops the machine, calls do, and lets it go on: no time passes in it.
func (m *machine) freeze(do func()) {
	m.t.Helper()
	m.ask(nil, "stop", nil)
	do()
	m.ask(nil, "cont", nil)
}

func (m *machine) ask(into any, command string, arguments map[string]any) {
	m.t.Helper()
	if err := m.monitor.do(into, command, arguments); err != nil {
		m.t.Fatal(err)
	}
}

// run runs a command in the machine and returns what it said and its code.
func (m *machine) run(format string, args ...any) (out string, code int) {
	m.t.Helper()
	m.begin(format, args...)
	return m.end()
}

// do runs a command that has to succeed.
func (m *machine) do(format string, args ...any) string {
	m.t.Helper()
	out, code := m.run(format, args...)
	if code != 0 {
		m.t.Fatalf(format+": exit code %d\n%s", append(args, code, out)...)
	}
	return out
}

// begin starts a command; end waits for it.
func (m *machine) begin(format string, args ...any) {
	m.t.Helper()
	_, err := fmt.Fprintf(m.in, "{ %s\n} </dev/null 2>&1; ended=$?; echo; echo '%s'$ended\n", fmt.Sprintf(format, args...), endMark)
	if err != nil {
		m.t.Fatal(err)
	}
}

func (m *machine) end() (out string, code int) {
	m.t.Helper()
	late := time.After(8 * time.Minute)
	var said []string
	for {
		select {
		case <-late:
			m.t.Fatalf("the machine doesn't answer; last it said %q", said)
		case line, ok := <-m.lines:
			if !ok {
				m.t.Fatalf("the machine has stopped; last it said %q", said)
			}
			if rest, found := strings.CutPrefix(line, endMark); found {
				if _, err := fmt.Sscan(rest, &code); err != nil {
					m.t.Fatal(err)
				}
				return strings.TrimSpace(strings.Join(said, "\n")), code
			}
			said = append(said, line)
		}
	}
}

// forget takes a stick that was pulled out of the machine's memory, so that
// another one can be put into its port.
func (m *machine) forget(port int) {
	m.t.Helper()
	name := fmt.Sprintf("s%d", port)
	var err error
	for range 100 { // until the machine has noticed
		if err = m.monitor.do(nil, "blockdev-del", map[string]any{"node-name": name}); err == nil {
			m.ask(nil, "object-del", map[string]any{"id": "limit-" + name})
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	m.t.Fatal(err)
}
