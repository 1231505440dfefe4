package drive

import (
	"slices"
	"testing"
)

// Where systems mount what they run from, and where people mount sticks.
func TestOwnPaths(t *testing.T) {
	for path, want := range map[string]bool{
		"/": true, "/boot/efi": true, "/home": true, "/sysroot": true,
		"/cdrom": true, "/isodevice": true, "/host": true,
		"/run/live/medium": true, "/lib/live/mount/medium": true, "/usr/lib/live/mount/medium": true, "/run/live/persistence/sdb3": true,
		"/run/archiso/bootmnt": true, "/run/archiso/img_dev": true, "/run/miso/bootmnt": true,
		"/run/initramfs/live": true, "/run/initramfs/isoscan": true, "/run/initramfs/memory/data": true, "/run/overlay/live": true,
		"/live/boot-dev": true, "/initrd/mnt/dev_save": true, "/mnt-system": true, "/iso": true, "/run/mnt/ubuntu-seed": true,

		"/media/ana/KIT": false, "/run/media/ana/KIT": false, "/mnt": false, "/mnt/usb": false, "/media/cdrom": false,
		"/cdroms": false, "/livestick": false, "/home/ana/stick": false, "/run/liveness": false, "/isos/one": false, "": false,
	} {
		if got := own(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}

// encrypted is a computer with a stick of two parts: one is encrypted, and its
// device is open and not mounted yet; the other holds data.
func encrypted(c *computer) {
	const stick = "sys/devices/" + usbPlace + "/block/sdb/"
	c.disk(usbPlace, "sdb", "sdb1", "8:17", true)
	c.disk("virtual", "dm-0", "", "253:0", false)
	c.link("sys/devices/virtual/block/dm-0/slaves/sdb1", stick+"sdb1")
	c.link("dev/mapper/root", "dev/dm-0")
	c.link("sys/dev/block/8:18", stick+"sdb2")
	c.file(stick+"sdb2/partition", "2")
	c.mount("23 21 8:18 / /media/data rw - ext4 /dev/sdb2 rw")
}

// Of a disk that the system runs from nothing is offered; of others all is.
func TestOwnDisks(t *testing.T) {
	tests := []struct {
		name  string
		build func(*computer)
		want  []string // paths
	}{
		{"the system runs from a stick", func(c *computer) {
			c.disk(usbPlace, "sdb", "sdb1", "8:17", true)
			c.mount("21 1 8:17 / / rw - ext4 /dev/sdb1 rw")
			c.link("sys/dev/block/8:18", "sys/devices/"+usbPlace+"/block/sdb/sdb2")
			c.file("sys/devices/"+usbPlace+"/block/sdb/sdb2/partition", "2")
			c.mount("22 1 8:18 / /media/data rw - vfat /dev/sdb2 rw")
		}, nil},
		{"a live system runs from a stick, with room for data beside it", func(c *computer) {
			c.disk(usbPlace, "sdb", "sdb1", "8:17", true)
			c.mount("21 1 0:30 / / rw - overlay overlay rw")
			c.mount("22 21 8:17 / /run/live/medium ro - vfat /dev/sdb1 ro")
			c.link("sys/dev/block/8:18", "sys/devices/"+usbPlace+"/block/sdb/sdb2")
			c.file("sys/devices/"+usbPlace+"/block/sdb/sdb2/partition", "2")
			c.mount("23 21 8:18 / /media/data rw - ext4 /dev/sdb2 rw")
		}, nil},
		{"an encrypted system runs from a stick, with room for data beside it", func(c *computer) {
			encrypted(c)
			c.mount("21 1 253:0 / / rw - ext4 /dev/mapper/root rw")
		}, nil},
		{"the same, on btrfs", func(c *computer) {
			encrypted(c)
			c.mount("21 1 0:30 /root / rw - btrfs /dev/mapper/root rw")
		}, nil},
		{"a live system, another stick", func(c *computer) {
			labelled(c)
			c.disk("other/usb3/3-1/3-1:1.0", "sdd", "sdd1", "8:49", true)
			c.mount("22 21 8:49 / /cdrom ro - iso9660 /dev/sdd1 ro")
			c.mount(`40 21 8:17 / /media/ana/MY\040STICK rw,nosuid shared:9 - vfat /dev/sdb1 rw,uid=1000`)
		}, []string{"/media/ana/MY STICK"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := &computer{t: t, root: t.TempDir()}
			tt.build(c)
			var got []string
			for _, d := range c.list() {
				got = append(got, d.Path)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
