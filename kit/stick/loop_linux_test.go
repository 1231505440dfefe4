//go:build loop

package stick_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// tool runs a program of the system. "make test-medium" runs as root and says
// what to install.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s\nThis needs root, loop devices, and Debian's exfat-fuse, exfatprogs and ntfs-3g.", name, strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// image is a file system in a file, mounted by a program as a stick is.
type image struct{ file, device, dir, name string }

var images = []struct {
	name         string
	format, open []string
}{
	{"exfat-fuse", []string{"mkfs.exfat"}, []string{"mount.exfat-fuse"}},
	{"ntfs-3g", []string{"mkntfs", "-F", "-Q", "-q"}, []string{"ntfs-3g"}},
}

func mountImage(t *testing.T, name string, format, open []string) *image {
	t.Helper()
	i := &image{file: filepath.Join(t.TempDir(), "stick.img"), dir: t.TempDir(), name: name}
	if err := os.WriteFile(i.file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(i.file, 64<<20); err != nil {
		t.Fatal(err)
	}
	tool(t, format[0], append(format[1:], i.file)...)
	i.device = tool(t, "losetup", "-f", "--show", i.file)
	t.Cleanup(func() { tool(t, "losetup", "-d", i.device) })
	tool(t, open[0], append(open[1:], i.device, i.dir)...)
	t.Cleanup(func() { tool(t, "umount", i.dir) })
	return i
}

// flip changes one bit of the medium behind the back of the file system.
func (i *image) flip(t *testing.T, where []byte) {
	t.Helper()
	raw, err := os.ReadFile(i.file)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(raw, where)
	if at < 0 {
		t.Fatalf("%s: what was written isn't on the medium", i.name)
	}
	f, err := os.OpenFile(i.file, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte{raw[at] ^ 1}, int64(at)); err != nil {
		t.Fatal(err)
	}
	if err := f.Sync(); err != nil {
		t.Fatal(err)
	}
}

// noise is bytes that are found again in an image.
func noise(seed byte, n int) []byte {
	out := make([]byte, n)
	x := uint32(seed) + 1
	for i := range out {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		out[i] = byte(x)
	}
	return out
}

// On file systems that run as programs the read-back reaches the medium too:
// what changes there after it was written is seen, by the writer, by whoever
// verifies, and by the next run; and without a change all of them are sure.
func TestLoopMedium(t *testing.T) {
	for _, tt := range images {
		t.Run(tt.name, func(t *testing.T) {
			i := mountImage(t, tt.name, tt.format, tt.open)
			big := noise(7, 8<<20)
			l := prepare(t, fstest.MapFS{"START-HERE.html": {Data: []byte("<!doctype html>")}, "film/film.webm": {Data: big}})
			write := func(ctx context.Context, tell func(stick.Event)) stick.Verdict {
				return stick.Write(ctx, l, []stick.Target{{Path: i.dir}}, stick.Options{}, tell)[0]
			}
			if v := write(t.Context(), nil); v.State != stick.Done {
				t.Fatalf("%+v", v)
			}
			verify := func() (*seal.Report, bool) {
				m, err := stick.Medium(filepath.Join(i.dir, "Kit"))
				if err != nil {
					t.Fatal(err)
				}
				defer m.Close()
				r, err := seal.Verify(t.Context(), m, seal.Key{}, nil)
				if err != nil {
					t.Fatal(err)
				}
				return r, m.Sure()
			}
			if r, sure := verify(); !r.Sound() || !sure {
				t.Errorf("as it was written: %+v, sure %v", r, sure)
			}
			spot := big[4<<20 : 4<<20+64]
			i.flip(t, spot)
			if r, sure := verify(); r.Sound() || !sure {
				t.Errorf("after a bit changed on the medium: %+v, sure %v", r, sure)
			}
			if v := write(t.Context(), nil); v.State != stick.Done || v.Copied != 1 {
				t.Errorf("the next run: %+v", v)
			}
			if r, sure := verify(); !r.Sound() || !sure {
				t.Errorf("after the next run: %+v, sure %v", r, sure)
			}
		})
	}
}

// A medium that changes between writing and checking is one that lies.
func TestLoopLies(t *testing.T) {
	for _, tt := range images {
		t.Run(tt.name, func(t *testing.T) {
			i := mountImage(t, tt.name, tt.format, tt.open)
			big := noise(9, 8<<20)
			l := prepare(t, fstest.MapFS{"film.webm": {Data: big}})
			flipped := false
			v := stick.Write(t.Context(), l, []stick.Target{{Path: i.dir}}, stick.Options{}, func(e stick.Event) {
				if e.Phase == stick.Checking && !flipped {
					flipped = true
					i.flip(t, big[6<<20:6<<20+64])
				}
			})[0]
			if v.State != stick.Lies || v.File != "film.webm" || !flipped {
				t.Errorf("%+v, changed %v", v, flipped)
			}
		})
	}
}
