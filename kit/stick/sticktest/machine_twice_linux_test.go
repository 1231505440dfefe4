//go:build faults

package sticktest_test

import (
	"strings"
	"testing"
)

// A stick that holds less than it says takes what fits, and puts what comes in
// another run over it: all that was right before is read back after that, and
// the stick is found out.
func TestFakeStickTwice(t *testing.T) {
	// Three megabytes are there twice: what is written from the sixth on lands
	// on the third to the sixth, where files are.
	const fake = "0 12288 linear DEV 0\n12288 6144 linear DEV 6144\n18432 $((LEN-18432)) linear DEV 18432"
	for _, kind := range []string{fat, exfat} {
		t.Run(kind, func(t *testing.T) {
			m := turnOn(t, format(t, kind))
			device := m.found(1)
			size := "$(cat /sys/block/" + strings.TrimPrefix(device, "/dev/") + "/size)"
			m.do(`mkdir -p /dev/mapper; echo "%s" | dmsetup create fake; dmsetup mknodes`, strings.NewReplacer("LEN", size, "DEV", device).Replace(fake))
			m.mount(1, kind, "/dev/mapper/fake")
			m.do("rm -rf /tmp/less; cp -r /load /tmp/less; rm -r /tmp/less/song")
			first := verdicts(t, m.do("kit %s", strings.Join(kitCopy("/tmp/less", "/m1"), " ")))[0]
			if first.State != "done" {
				t.Errorf("what fits: %+v", first)
			}
			m.copying(1)
			v := m.copied()[0]
			if v.OK || v.State != "lies" || v.File == "" || strings.HasPrefix(v.File, "song/") || v.Kept == 0 {
				t.Errorf("what goes over it: %+v", v)
			}
			faults.Made(v.OK)
			m.do("umount /m1; dmsetup remove fake")
		})
	}
}
