package drive

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// system is where Linux tells about disks; tests have one of their own.
type system struct {
	sys, dev string // "/sys", "/dev"
	boot     string // another one at each start of the computer
	mounts   func() (io.ReadCloser, error)
	// room asks the file system at path. It may hang for as long as the drive
	// does.
	room func(path string) (space, error)
}

// ownPaths are where the disks of the system itself are mounted.
var ownPaths = []string{"/", "/boot", "/boot/efi", "/efi", "/usr", "/var", "/home", "/nix", "/opt", "/srv", "/tmp"}

// livePaths are below which systems that run from a stick mount that stick:
// Debian's and Ubuntu's, Fedora's, Arch's and Manjaro's, SUSE's, MX's and
// Mageia's, Puppy's, Knoppix's, NixOS's, Ubuntu Core's, and images that GRUB
// starts. What OSTree starts is below /sysroot.
var livePaths = []string{
	"/cdrom", "/lib/live/mount", "/usr/lib/live/mount", "/run/live", "/run/initramfs", "/run/archiso", "/run/miso", "/run/overlay",
	"/live", "/initrd/mnt", "/mnt-system", "/iso", "/run/mnt", "/isodevice", "/host", "/sysroot",
}

// own reports whether what is mounted at path belongs to the system.
func own(path string) bool {
	return slices.Contains(ownPaths, path) || slices.ContainsFunc(livePaths, func(top string) bool {
		return path == top || strings.HasPrefix(path, top+"/")
	})
}

func (s system) list() ([]Drive, error) {
	f, err := s.mounts()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	mounts, err := readMounts(f)
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for _, m := range mounts {
		if own(m.path) {
			s.take(taken, s.node(m))
		}
	}
	labels, ids := s.names("by-label"), s.names("by-uuid")
	seen := map[string]bool{}
	var out []Drive
	for _, m := range mounts {
		disk := s.disk(m)
		if disk == "" || taken[disk] || seen[m.device] || m.root != "/" {
			continue
		}
		d, ok := s.drive(m, disk, labels)
		if !ok {
			continue
		}
		seen[m.device] = true
		d.ID = ids[d.Device]
		out = append(out, d)
	}
	return out, nil
}

// node is the folder of a block device in sysfs, "" if it has none.
func (s system) node(m mount) string {
	link := filepath.Join(s.sys, "dev/block", m.device)
	if p, err := filepath.EvalSymlinks(link); err == nil {
		return p
	}
	// A file system that runs as a program has no device number of its own.
	if name, ok := strings.CutPrefix(m.source, "/dev/"); ok && filepath.IsLocal(name) {
		// /dev/mapper has names of its own for what is called dm-0.
		if to, err := os.Readlink(filepath.Join(s.dev, name)); err == nil {
			name = to
		}
		if p, err := filepath.EvalSymlinks(filepath.Join(s.sys, "class/block", filepath.Base(name))); err == nil {
			return p
		}
	}
	return ""
}

// take notes the disk of a block device, and those below it if it is made of
// others, as one that is encrypted.
func (s system) take(taken map[string]bool, node string) {
	disk := whole(node)
	if disk == "" || taken[disk] {
		return
	}
	taken[disk] = true
	below, _ := filepath.Glob(filepath.Join(node, "slaves", "*"))
	for _, link := range below {
		if p, err := filepath.EvalSymlinks(link); err == nil {
			s.take(taken, p)
		}
	}
}

// disk is the folder of the whole disk that a mount is on, "" if it is on none.
func (s system) disk(m mount) string {
	return whole(s.node(m))
}

// whole is the folder of the whole disk that a block device is on.
func whole(node string) string {
	if node == "" {
		return ""
	}
	if _, err := os.Stat(filepath.Join(node, "partition")); err == nil {
		return filepath.Dir(node)
	}
	return node
}

// drive describes a mount on a disk that can be pulled.
func (s system) drive(m mount, disk string, labels map[string]string) (Drive, bool) {
	d := Drive{Path: m.path, Device: filepath.Base(s.node(m)), FileSystem: m.fstype, ReadOnly: m.readOnly}
	d.Bus, d.Port = bus(disk)
	removable := attribute(disk, "removable") == "1"
	card := d.Bus == "sd" && attribute(disk, "device/type") == "SD"
	if d.Bus != "usb" && !card && !removable {
		return d, false
	}
	if strings.HasPrefix(d.Device, "sr") || strings.HasPrefix(d.Device, "loop") || strings.HasPrefix(d.Device, "fd") {
		return d, false // discs, images and floppies
	}
	d.Label = labels[d.Device]
	if d.Label == "" {
		d.Label = strings.Join(strings.Fields(attribute(disk, "device/vendor")+" "+attribute(disk, "device/model")), " ")
	}
	if m.fstype == "fuseblk" {
		d.FileSystem = "fuse"
	}
	if n := attribute(disk, "diskseq"); n != "" {
		d.Plug = s.boot + " " + n // counts what was plugged in since the start
	}
	if attribute(disk, "ro") == "1" {
		d.ReadOnly = true
	}
	has, err := s.room(m.path)
	d.Size, d.Free, d.Number = has.size, has.free, has.number
	d.Silent = errors.Is(err, errHangs)
	return d, err == nil || d.Silent
}

// bus reads from a disk's place in the tree of devices what it hangs at, and
// at which port.
func bus(disk string) (name, port string) {
	parts := strings.Split(filepath.ToSlash(disk), "/")
	for i, p := range parts {
		switch {
		case strings.HasPrefix(p, "mmc_host") || strings.HasPrefix(p, "mmcblk"):
			name = "sd"
		case strings.HasPrefix(p, "usb") && i+1 < len(parts) && strings.Contains(parts[i+1], "-"):
			name = "usb"
		}
		// "2-1.4" is a device at a port; "2-1.4:1.0" is one of its interfaces.
		if name == "usb" && strings.Contains(p, "-") && !strings.Contains(p, ":") && p[0] >= '0' && p[0] <= '9' {
			port = p
		}
	}
	return name, port
}

// attribute reads a small file of sysfs, "" if it isn't there.
func attribute(dir, name string) string {
	const most = 4096
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return ""
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(strings.ToValidUTF8(string(b), ""))
}

// names maps devices to what udev found them to be called: their labels, or
// the numbers of their file systems.
func (s system) names(by string) map[string]string {
	out := map[string]string{}
	dir := filepath.Join(s.dev, "disk", by)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return out
	}
	for _, e := range entries {
		if to, err := os.Readlink(filepath.Join(dir, e.Name())); err == nil {
			out[filepath.Base(to)] = unescapeLabel(e.Name())
		}
	}
	return out
}
