package drive

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// computer is a tree of sysfs and /dev in a folder of the test's own.
type computer struct {
	t      *testing.T
	root   string
	mounts []string
}

func (c *computer) file(name, text string) {
	c.t.Helper()
	p := filepath.Join(c.root, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text+"\n"), 0o666); err != nil {
		c.t.Fatal(err)
	}
}

func (c *computer) link(name, to string) {
	c.t.Helper()
	p := filepath.Join(c.root, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
		c.t.Fatal(err)
	}
	rel, err := filepath.Rel(filepath.Dir(p), filepath.Join(c.root, to))
	if err != nil {
		c.t.Fatal(err)
	}
	if err := os.Symlink(rel, p); err != nil {
		c.t.Fatal(err)
	}
}

// disk adds a disk at its place among the devices, and a partition of it.
func (c *computer) disk(place, disk, partition, number string, removable bool) {
	c.t.Helper()
	dir := "sys/devices/" + place + "/block/" + disk
	flag := "0"
	if removable {
		flag = "1"
	}
	c.file(dir+"/removable", flag)
	c.file(dir+"/ro", "0")
	node := dir
	if partition != "" {
		node = dir + "/" + partition
		c.file(node+"/partition", "1")
	}
	c.link("sys/dev/block/"+number, node)
	c.link("sys/class/block/"+filepath.Base(node), node)
}

func (c *computer) mount(line string) { c.mounts = append(c.mounts, line) }

func (c *computer) list() []Drive {
	c.t.Helper()
	s := system{
		sys: filepath.Join(c.root, "sys"), dev: filepath.Join(c.root, "dev"), boot: "boot-1",
		mounts: func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(strings.Join(c.mounts, "\n"))), nil
		},
		room: func(path string) (space, error) {
			switch filepath.Base(path) {
			case "broken":
				return space{}, errors.New("input/output error")
			case "silent":
				return space{}, errHangs
			case "numbered":
				return space{8e9, 3e9, 0x811}, nil
			}
			return space{size: 8e9, free: 3e9}, nil
		},
	}
	out, err := s.list()
	if err != nil {
		c.t.Fatal(err)
	}
	return out
}

const (
	usbPlace = "pci0000:00/0000:00:14.0/usb2/2-1/2-1.4/2-1.4:1.0/host6/target6:0:0/6:0:0:0"
	sata     = "pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0"
)

// usual is a computer with its own disk and nothing else.
func usual(c *computer) {
	c.disk(sata, "sda", "sda1", "8:1", false)
	c.mount("21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw")
	c.mount("22 21 0:5 / /proc rw - proc proc rw")
	c.mount("23 21 0:6 / /run rw - tmpfs tmpfs rw")
}

// plugged is one with a stick in it that isn't mounted.
func plugged(c *computer) {
	usual(c)
	c.disk(usbPlace, "sdb", "sdb1", "8:17", true)
	c.file("sys/devices/"+usbPlace+"/block/sdb/device/vendor", "Kingston ")
	c.file("sys/devices/"+usbPlace+"/block/sdb/device/model", "DataTraveler 3.0")
}

// labelled is one whose stick has a name.
func labelled(c *computer) {
	plugged(c)
	c.file("dev/sdb1", "")
	c.link(`dev/disk/by-label/MY\x20STICK`, "dev/sdb1")
}

func TestList(t *testing.T) {
	stick := Drive{
		Path: "/media/ana/MY STICK", Device: "sdb1", Label: "MY STICK", Size: 8e9, Free: 3e9,
		FileSystem: "vfat", Bus: "usb", Port: "2-1.4",
	}
	with := func(change func(*Drive)) []Drive {
		d := stick
		change(&d)
		return []Drive{d}
	}
	const vfat = `40 21 8:17 / /media/ana/MY\040STICK rw,nosuid shared:9 - vfat /dev/sdb1 rw,uid=1000`
	tests := []struct {
		name  string
		build func(*computer)
		want  []Drive
	}{
		{"only the system's disk", usual, nil},
		{"a stick", func(c *computer) { labelled(c); c.mount(vfat) }, []Drive{stick}},
		{"not mounted", labelled, nil},
		{"its numbers", func(c *computer) {
			labelled(c)
			c.mount(vfat)
			c.link("dev/disk/by-uuid/1A2B-3C4D", "dev/sdb1")
			c.file("sys/devices/"+usbPlace+"/block/sdb/diskseq", "12")
		}, with(func(d *Drive) { d.ID, d.Plug = "1A2B-3C4D", "boot-1 12" })},
		{"no label", func(c *computer) { plugged(c); c.mount(vfat) }, with(func(d *Drive) { d.Label = "Kingston DataTraveler 3.0" })},
		{"mounted twice", func(c *computer) {
			labelled(c)
			c.mount(vfat)
			c.mount(`41 21 8:17 / /mnt rw - vfat /dev/sdb1 rw`)
		}, []Drive{stick}},
		{"a folder of it mounted elsewhere", func(c *computer) {
			labelled(c)
			c.mount(`41 21 8:17 /photos /mnt rw - vfat /dev/sdb1 rw`)
		}, nil},
		{"read-only", func(c *computer) { labelled(c); c.mount(strings.Replace(vfat, "rw,uid", "ro,uid", 1)) }, with(func(d *Drive) { d.ReadOnly = true })},
		{"write-protected by its switch", func(c *computer) {
			labelled(c)
			c.mount(vfat)
			c.file("sys/devices/"+usbPlace+"/block/sdb/ro", "1")
		}, with(func(d *Drive) { d.ReadOnly = true })},
		{"by a file system that runs as a program", func(c *computer) {
			labelled(c)
			c.mount(`40 21 0:50 / /media/ana/MY\040STICK rw - fuseblk /dev/sdb1 rw`)
		}, with(func(d *Drive) { d.FileSystem = "fuse" })},
		{"it can't be read", func(c *computer) { labelled(c); c.mount(`40 21 8:17 / /media/broken rw - vfat /dev/sdb1 rw`) }, nil},
		{
			"it doesn't answer yet", func(c *computer) { labelled(c); c.mount(`40 21 8:17 / /media/silent rw - vfat /dev/sdb1 rw`) },
			with(func(d *Drive) { d.Path, d.Size, d.Free, d.Silent = "/media/silent", 0, 0, true }),
		},
		{"the number of its file system", func(c *computer) { labelled(c); c.mount(`40 21 8:17 / /media/numbered rw - vfat /dev/sdb1 rw`) }, with(func(d *Drive) {
			d.Path, d.Number = "/media/numbered", 0x811
		})},
		{"a second disk inside", func(c *computer) {
			usual(c)
			c.disk(sata, "sdc", "sdc1", "8:33", false)
			c.mount("30 21 8:33 / /data rw - ext4 /dev/sdc1 rw")
		}, nil},
		{"a hard disk at a USB port", func(c *computer) {
			usual(c)
			c.disk(usbPlace, "sdb", "", "8:16", false)
			c.mount("30 21 8:16 / /media/disk rw - exfat /dev/sdb rw")
		}, []Drive{{Path: "/media/disk", Device: "sdb", Size: 8e9, Free: 3e9, FileSystem: "exfat", Bus: "usb", Port: "2-1.4"}}},
		{"a card", func(c *computer) {
			usual(c)
			c.disk("pci0000:00/mmc_host/mmc0/mmc0:aaaa", "mmcblk0", "mmcblk0p1", "179:1", false)
			c.file("sys/devices/pci0000:00/mmc_host/mmc0/mmc0:aaaa/block/mmcblk0/device/type", "SD")
			c.mount("30 21 179:1 / /media/card rw - vfat /dev/mmcblk0p1 rw")
		}, []Drive{{Path: "/media/card", Device: "mmcblk0p1", Size: 8e9, Free: 3e9, FileSystem: "vfat", Bus: "sd"}}},
		{"memory soldered in", func(c *computer) {
			usual(c)
			c.disk("pci0000:00/mmc_host/mmc0/mmc0:0001", "mmcblk0", "mmcblk0p1", "179:1", false)
			c.file("sys/devices/pci0000:00/mmc_host/mmc0/mmc0:0001/block/mmcblk0/device/type", "MMC")
			c.mount("30 21 179:1 / /data rw - ext4 /dev/mmcblk0p1 rw")
		}, nil},
		{"a disc", func(c *computer) {
			usual(c)
			c.disk(usbPlace, "sr0", "", "11:0", true)
			c.mount("30 21 11:0 / /media/cdrom ro - iso9660 /dev/sr0 ro")
		}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := &computer{t: t, root: t.TempDir()}
			tt.build(c)
			if diff := cmp.Diff(tt.want, c.list()); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// The computer that the tests run on has a list, too, and its own disk isn't
// on it.
func TestListHere(t *testing.T) {
	drives, err := List()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range drives {
		if d.Path == "/" || d.Path == "/home" || d.Path == `C:\` {
			t.Errorf("the system's own disk is offered: %+v", d)
		}
	}
}

func TestReadMount(t *testing.T) {
	tests := []struct {
		line string
		want mount
		ok   bool
	}{
		{`36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue`, mount{"98:0", "/mnt1", "/mnt2", "ext3", "/dev/root", false}, true},
		{`36 35 98:0 / /a\011b\134c ro - ext3 none rw`, mount{"98:0", "/", "/a\tb\\c", "ext3", "none", true}, true},
		{`36 35 98:0 / /x rw a:1 b:2 c:3 - vfat /dev/sdb1 rw,rodir`, mount{"98:0", "/", "/x", "vfat", "/dev/sdb1", false}, true},
		{`36 35 98:0 / /x\9 rw - vfat /dev/sdb1`, mount{"98:0", "/", `/x\9`, "vfat", "/dev/sdb1", false}, true},
		{"", mount{}, false},
		{" - ", mount{}, false},
		{"36 35 98:0 / /x rw", mount{}, false},
	}
	for _, tt := range tests {
		got, ok := readMount(tt.line)
		if got != tt.want || ok != tt.ok {
			t.Errorf("%q: %+v, %v", tt.line, got, ok)
		}
	}
}

func TestLabels(t *testing.T) {
	for in, want := range map[string]string{
		"KIT": "KIT", `A\x20B`: "A B", `\xd0\x9a\xd0\xb8\xd1\x82`: "Кит", `\x`: `\x`, `\xZZ1`: `\xZZ1`, `a\xff`: "a",
	} {
		if got := unescapeLabel(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := (Drive{Path: "/media/x"}).Name(); got != "/media/x" {
		t.Errorf("a drive without a label is called %q", got)
	}
}

// A stick that comes or goes is noticed within two seconds; its free room
// changing is no news.
func TestWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var now atomic.Pointer[[]Drive]
		set := func(d ...Drive) { now.Store(&d) }
		set()
		var told [][]Drive
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		var fails atomic.Bool
		go func() {
			defer close(done)
			watch(ctx, 0, func() ([]Drive, error) {
				if fails.Load() {
					return nil, errors.New("not now")
				}
				return *now.Load(), nil
			}, func(d []Drive) { told = append(told, d) })
		}()
		pass := func() {
			time.Sleep(2 * time.Second)
			synctest.Wait()
		}
		pass()
		set(Drive{Path: "/a", Free: 10})
		pass()
		set(Drive{Path: "/a", Free: 5})
		pass()
		fails.Store(true)
		pass()
		fails.Store(false)
		set(Drive{Path: "/a"}, Drive{Path: "/b"})
		pass()
		set(Drive{Path: "/b"})
		pass()
		cancel()
		<-done
		want := [][]Drive{nil, {{Path: "/a", Free: 10}}, {{Path: "/a"}, {Path: "/b"}}, {{Path: "/b"}}}
		if diff := cmp.Diff(want, told); diff != "" {
			t.Errorf("-want +told:\n%s", diff)
		}
	})
}

// A drive that hangs holds up neither the list nor, asked about again and
// again, more than one goroutine.
func TestPatient(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int64
		release := make(chan struct{})
		p := &patient[space]{ask: func(path string) (space, error) {
			calls.Add(1)
			if path == "/hung" {
				<-release
			}
			return space{size: 8, free: 3}, nil
		}}
		for range 5 {
			if _, err := p.of("/hung"); !errors.Is(err, errHangs) {
				t.Errorf("a drive that hangs: %v", err)
			}
		}
		if s, err := p.of("/well"); s.size != 8 || s.free != 3 || err != nil {
			t.Errorf("another drive: %+v, %v", s, err)
		}
		if n := calls.Load(); n != 2 {
			t.Errorf("asked %d times, want 2", n)
		}
		close(release)
		synctest.Wait()
		if s, err := p.of("/hung"); s.size != 8 || err != nil {
			t.Errorf("after it woke: %+v, %v", s, err)
		}
	})
}

func TestIsFolder(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{dir: true, file: false, filepath.Join(dir, "none"): false, filepath.Join(file, "below"): false} {
		if is, told := IsFolder(path); is != want || !told {
			t.Errorf("%s: %v, told %v", path, is, told)
		}
	}
}
