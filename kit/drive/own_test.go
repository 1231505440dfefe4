package drive

import "testing"

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
