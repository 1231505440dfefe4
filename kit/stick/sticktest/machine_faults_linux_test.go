//go:build faults

package sticktest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Three sticks at once: read back in the machine, plugged in again, and read on
// this computer.
func TestThreeSticks(t *testing.T) {
	sticks := []image{format(t, fat), format(t, fat), format(t, exfat)}
	m := turnOn(t, sticks...)
	for i, s := range sticks {
		m.insert(i+1, s.kind)
	}
	// One that takes long to say how much room there is isn't waited for, and is
	// listed the next time.
	listed := ""
	for range 20 {
		if listed = m.do("kit drives --json"); strings.Count(listed, `"/m`) == len(sticks) {
			break
		}
		m.do("sleep 1")
	}
	for i := range sticks {
		if !strings.Contains(listed, fmt.Sprintf(`"/m%d"`, i+1)) {
			t.Errorf("the stick at /m%d isn't listed: %s", i+1, listed)
		}
	}
	m.copying(1, 2, 3)
	for i, v := range m.copied() {
		if v.State != "done" || !v.OK || v.Path != fmt.Sprintf("/m%d", i+1) || v.Port == "" {
			t.Errorf("%+v", v)
		}
	}
	for range 2 {
		for i, s := range sticks {
			m.do("cd /m%d/Kit && sha256sum -c SHA256SUMS && cd /", i+1)
			m.eject(i + 1)
			m.insert(i+1, s.kind)
		}
	}
	for i, s := range sticks {
		m.eject(i + 1)
		dir := s.extracted(t, false)
		lent(t, dir)
		if wrong := finished(t, dir); len(wrong) > 0 {
			t.Errorf("%s: %q", s.kind, wrong)
		}
	}
}

// A stick is pulled while three are written: it is said to be gone, the others
// are done, and plugged in again it is finished.
func TestPulled(t *testing.T) {
	sticks := []image{format(t, fat), format(t, fat), format(t, exfat)}
	m := turnOn(t, sticks...)
	for _, victim := range []int{2, 3} {
		for _, bytes := range []int64{1, 400_000, 2_000_000, 4_500_000} {
			for i, s := range sticks {
				if bytes != 1 || victim != 2 {
					m.do("rm -r /m%d/Kit/[a-ln-zS]*", i+1)
					continue
				}
				m.insert(i+1, s.kind)
			}
			m.do("sync")
			first := m.written(victim)
			m.copying(1, 2, 3)
			m.after(victim, first, bytes)
			m.pull(victim)
			for i, v := range m.copied() {
				want := "done"
				if i+1 == victim {
					want = "gone"
				}
				if v.State != want || v.OK != (want == "done") || v.Path != fmt.Sprintf("/m%d", i+1) || v.OK == (v.Error != "") {
					t.Errorf("stick %d pulled after %d bytes: %+v", victim, bytes, v)
				}
			}
			dir := sticks[victim-1].copied(t).extracted(t, true)
			lent(t, dir)
			judge(t, false, dir)
			m.do("umount -l /m%d", victim)
			m.connect(victim)
			m.insert(victim, sticks[victim-1].kind)
			m.again(victim, sticks[victim-1], func() { m.unplugged(victim, sticks[victim-1]) })
		}
	}
	for i := range sticks {
		m.eject(i + 1)
	}
	for i, s := range sticks {
		dir := s.extracted(t, false)
		lent(t, dir)
		if wrong := finished(t, dir); len(wrong) > 0 {
			t.Errorf("stick %d: %q", i+1, wrong)
		}
	}
}

// The power fails at many moments, and right after "done": what is on the stick
// then is read on this computer, and the stick is finished by another run.
func TestPowerCut(t *testing.T) {
	for _, kind := range []string{fat, exfat} {
		t.Run(kind, func(t *testing.T) {
			s := format(t, kind)
			m := turnOn(t, s)
			m.insert(1, kind)
			first := m.written(1)
			var cuts []image
			cut := func() { m.freeze(func() { cuts = append(cuts, s.copied(t)) }) }
			m.copying(1)
			for bytes := int64(1); bytes < 5_000_000; bytes += 400_000 {
				m.after(1, first, bytes)
				cut()
			}
			v := m.copied()
			cut()
			if len(v) != 1 || v[0].State != "done" {
				t.Errorf("%+v", v)
			}
			for i, c := range cuts {
				last := i == len(cuts)-1
				dir := c.extracted(t, !last)
				lent(t, dir)
				judge(t, last, dir)
				if last || i%3 == 0 {
					// The same stick in another port; nothing is written any more to the first.
					m.plug(4, c)
					m.insert(4, kind)
					m.again(4, c, func() { m.unplugged(4, c) })
					m.eject(4)
					m.pull(4)
					m.forget(4)
					dir = c.extracted(t, false)
					lent(t, dir)
					if wrong := finished(t, dir); len(wrong) > 0 {
						t.Errorf("cut %d, after another run: %q", i, wrong)
					}
				}
			}
			// And once the whole machine at once.
			m.do("rm -r /m1/Kit/posters /m1/Kit/SHA256SUMS; sync")
			m.copying(1)
			v = m.copied()
			turnOff()
			dir := s.extracted(t, false)
			lent(t, dir)
			judge(t, v[0].OK, dir)
		})
	}
}

// badSticks are what the kernel's device mapper makes of a stick: tables
// (dmsetup(8)) in which DEV is the stick and LEN its size in sectors.
var badSticks = []struct {
	name string
	// good is the table at first, bad from a moment on; without a moment the
	// stick is bad from the start.
	bad     string
	moments []int64
	states  []string
	// fake says that the stick itself writes over what is its owner's.
	fake bool
}{
	{"refuses to write", "0 LEN flakey DEV 0 0 3600 1 error_writes", []int64{0, 1, 700_000, 3_000_000}, []string{"gone", "write-protected"}, false},
	{"drops what is written", "0 LEN flakey DEV 0 0 3600 1 drop_writes", []int64{0, 1, 700_000, 3_000_000}, []string{"lies", "gone", "write-protected", "failed"}, false},
	{"dead", "0 LEN error", []int64{1, 700_000, 3_000_000}, []string{"gone", "write-protected"}, false},
	{"a bad spot", "0 8192 linear DEV 0\n8192 128 error\n8320 $((LEN-8320)) linear DEV 8320", []int64{0}, []string{"gone", "write-protected"}, false},
	{"another bad spot", "0 12288 linear DEV 0\n12288 1 error\n12289 $((LEN-12289)) linear DEV 12289", []int64{0}, []string{"gone", "write-protected"}, false},
	{"less room than it says, nothing beyond", "0 9000 linear DEV 0\n9000 $((LEN-9000)) zero", []int64{0}, []string{"lies", "gone", "failed", "write-protected"}, false},
	{"less room than it says, from the start again", "0 8192 linear DEV 0\n8192 8192 linear DEV 0\n16384 $((LEN-16384)) linear DEV 0", []int64{0}, []string{"lies", "gone", "taken", "failed", "write-protected"}, true},
}

// A stick that is bad in one of these ways gets a verdict that says so, and once
// it is good again, another run finishes.
func TestBadSticks(t *testing.T) {
	for _, kind := range []string{fat, exfat} {
		t.Run(kind, func(t *testing.T) {
			s := format(t, kind)
			fresh := s.copied(t)
			m := turnOn(t, s)
			device := m.found(1)
			table := func(text string) string {
				text = strings.ReplaceAll(text, "LEN", "$(cat /sys/block/"+strings.TrimPrefix(device, "/dev/")+"/size)")
				return `echo "` + strings.ReplaceAll(text, "DEV", device) + `"`
			}
			become := func(text string) {
				m.do("%s | dmsetup load bad && dmsetup suspend --nolockfs --noflush bad && dmsetup resume bad", table(text))
			}
			const good = "0 LEN linear DEV 0"
			m.do("mkdir -p /dev/mapper; %s | dmsetup create bad; dmsetup mknodes", table(good))
			for _, bad := range badSticks {
				for _, moment := range bad.moments {
					// Every time a stick that is new: where a file goes depends on
					// those that were there before.
					tool(t, "cp", fresh.file, s.file)
					m.do("echo 3 >/proc/sys/vm/drop_caches; blockdev --flushbufs /dev/mapper/bad; blockdev --flushbufs %s", device)
					m.mount(1, kind, "/dev/mapper/bad")
					if moment == 0 {
						become(bad.bad)
					}
					first := m.written(1)
					m.copying(1)
					if moment > 0 {
						m.after(1, first, moment)
						become(bad.bad)
					}
					v := m.copied()[0]
					if v.OK || v.Error == "" || v.Path != "/m1" || !slices.Contains(bad.states, v.State) {
						t.Errorf("%s after %d bytes: %+v", bad.name, moment, v)
					}
					t.Logf("%s after %d bytes: %s, %s, %s", bad.name, moment, v.State, v.File, v.Error)
					m.run("umount /m1 || umount -l /m1")
					become(good)
					if bad.fake {
						judge(t, v.OK, t.TempDir()) // nothing on it can be whole
						continue
					}
					dir := s.copied(t).extracted(t, !v.OK)
					lent(t, dir)
					judge(t, v.OK, dir)
					m.mount(1, kind, "/dev/mapper/bad")
					m.again(1, s, func() {
						m.do("umount /m1")
						s.repair()
						m.do("echo 3 >/proc/sys/vm/drop_caches; blockdev --flushbufs /dev/mapper/bad")
						m.mount(1, kind, "/dev/mapper/bad")
					})
					m.eject(1)
					dir = s.copied(t).extracted(t, false)
					lent(t, dir)
					if wrong := finished(t, dir); len(wrong) > 0 {
						t.Errorf("%s after %d bytes, after another run: %q", bad.name, moment, wrong)
					}
				}
			}
			m.do("dmsetup remove bad")
		})
	}
}
