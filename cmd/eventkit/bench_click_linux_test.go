//go:build bench

package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"eventkit/kit/drive"
	"eventkit/kit/stick/slowstick"
)

// windowWith, in the environment, makes this program the window, with the
// drives that are listed there. Windows are opened from the first goroutine.
const windowWith = "EVENTKIT_WINDOW_WITH"

func init() {
	list := os.Getenv(windowWith)
	if list == "" {
		return
	}
	var drives []drive.Drive
	err := json.Unmarshal([]byte(list), &drives)
	if err == nil {
		home := os.Getenv("HOME")
		err = run(options{
			storage: filepath.Join(home, "storage"), out: filepath.Join(home, "out"),
			drives: func() ([]drive.Drive, error) { return drives, nil },
		}, nil)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// The room of the sticks, as a shortcut.
const toSticks = "ctrl+8"

// edge is a place on a chip's left where the mouse isn't.
func (p point) edge() point { return point{p.x - 36, p.y} }

// A window in which sixteen sticks are written answers clicks: from the press
// of the mouse until the screen is another. Of the sticks one is slow, one gets
// full, one is pulled and one hangs. The screen is drawn without a graphics card
// here.
func TestBenchClick(t *testing.T) {
	const sticks, good, writes, reads = 16, 12, 1_000_000, 20_000_000
	const slow, full, pulled, hangs = good, good + 1, good + 2, good + 3
	var drives []drive.Drive
	for i := range sticks {
		s := slowstick.Plug(t, 256<<20)
		s.Format(t)
		if i == slow {
			s.Throttle(t, 200_000, reads)
		} else {
			s.Throttle(t, writes, reads)
		}
		drives = append(drives, drive.Drive{
			Path: s.Dir, Device: fmt.Sprint("stick", i), Label: fmt.Sprint("STICK ", i), Size: 8e9, Free: 7e9,
			FileSystem: "vfat", Port: fmt.Sprint("1-", i),
		})
	}
	d := bootWith(t, drives)
	d.press(toSticks)
	d.until("the room", d.remembered(func(m memory) bool { return m.Room == "sticks" }))
	copies := func() (at point, ready bool) { return d.red(280) }
	d.until("what goes onto sticks", func() bool {
		_, ready := copies()
		_, chips := d.chip()
		return ready && chips
	})
	first, _ := d.chip()
	idle := d.answers(first, func() bool { return true }, 60)

	at, _ := copies()
	d.insist("the sticks", func() { d.click(at) }, func() bool {
		_, still := copies()
		return !still
	})
	d.until("all sticks", func() bool { return d.sealed(drives, ".eventkit-writing") == sticks })
	var st unix.Statfs_t
	if err := unix.Statfs(drives[full].Path, &st); err != nil {
		t.Fatal(err)
	}
	slowstick.Run(t, drives[full].Path, "fallocate", "-l", fmt.Sprint(int64(st.Bavail)*st.Bsize-3<<20), "theirs")
	slowstick.Run(t, "", "umount", "-l", drives[pulled].Path)
	slowstick.Run(t, "", "fsfreeze", "-f", drives[hangs].Path)
	t.Cleanup(func() { slowstick.Run(t, "", "fsfreeze", "-u", drives[hangs].Path) })
	d.until("what became of the full one and the pulled one", func() bool {
		_, more := copies()
		first, _ = d.chip()
		return more
	})
	busy := d.answers(first, func() bool { return d.sealed(drives[:good], "SHA256SUMS") == 0 }, 2000)
	d.until("the good ones to be done", func() bool { return d.sealed(drives[:good], "SHA256SUMS") == good })

	for _, m := range []struct {
		what string
		took []time.Duration
	}{{"nothing else going on", idle}, {"sixteen sticks being written", busy}} {
		if len(m.took) < 10 {
			t.Fatalf("%s: only %d clicks", m.what, len(m.took))
		}
		slices.Sort(m.took)
		within := 0
		for _, d := range m.took {
			if d <= 100*time.Millisecond {
				within++
			}
		}
		fmt.Printf("a click with %s: median %v, 95 of 100 within %v, the slowest %v; within 100 ms: %d of %d\n", m.what,
			m.took[len(m.took)/2].Round(time.Millisecond), m.took[len(m.took)*95/100].Round(time.Millisecond),
			m.took[len(m.took)-1].Round(time.Millisecond), within, len(m.took))
	}
}

// bootWith is boot with a window that finds these drives.
func bootWith(t *testing.T, drives []drive.Drive) *desktop {
	t.Helper()
	list, err := json.Marshal(drives)
	if err != nil {
		t.Fatal(err)
	}
	d := newDesktop(t, usualScreen, "1")
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(d.env, windowWith+"="+string(list))
	d.run(cmd)
	return d
}

// loaded starts a program that presses the mouse once, as soon as its input ends: to
// start it may take longer than the answer.
func (d *desktop) loaded() (press func()) {
	d.t.Helper()
	cmd := exec.Command("xdotool", "-")
	cmd.Env = d.env
	in, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		d.t.Fatal(err)
	}
	return func() {
		d.t.Helper()
		if _, err := io.WriteString(in, "click 1\n"); err != nil {
			d.t.Fatal(err)
		}
		in.Close()
		d.t.Cleanup(func() { cmd.Wait() })
	}
}

// answers clicks a chip at most so often, while a condition holds, and says how
// long each click took to be seen.
func (d *desktop) answers(chip point, while func() bool, most int) (took []time.Duration) {
	d.t.Helper()
	d.hover(chip)
	dark := d.watch(chip.edge())
	for len(took) < most && while() {
		press := d.loaded()
		time.Sleep(150 * time.Millisecond)
		before := dark()
		began := time.Now()
		press()
		for dark() == before {
			if time.Since(began) > patience {
				d.t.Fatal("a click isn't answered")
			}
			time.Sleep(time.Millisecond)
		}
		took = append(took, time.Since(began))
	}
	return took
}

// watch looks at one place of the window, see [desktop.shade].
func (d *desktop) watch(at point) (dark func() bool) {
	d.t.Helper()
	screen, err := os.Open(filepath.Join(d.pixels, "Xvfb_screen0"))
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { screen.Close() })
	header := make([]byte, 100)
	if _, err := screen.ReadAt(header, 0); err != nil {
		d.t.Fatal(err)
	}
	word := func(i int) int { return int(binary.BigEndian.Uint32(header[4*i:])) }
	i := int64(word(0) + 12*word(19) + (d.corner.y+at.y)*word(12) + 4*(d.corner.x+at.x))
	return func() bool {
		var c [3]byte
		if _, err := screen.ReadAt(c[:], i); err != nil {
			d.t.Fatal(err)
		}
		return int(c[0])+int(c[1])+int(c[2]) < 380
	}
}

// red finds a place at x that is as red as the large button.
func (d *desktop) red(x int) (at point, found bool) {
	d.t.Helper()
	img := d.inside()
	for y := 60; y < img.Bounds().Dy(); y++ {
		if c := img.RGBAAt(x, y); c.R > 180 && c.G < 40 && c.B < 40 {
			return point{x, y + 8}, true
		}
	}
	return at, false
}

// chip finds the middle of the first chip that is picked.
func (d *desktop) chip() (at point, found bool) {
	d.t.Helper()
	const x, high = 124, 20 // at the left end, where there are no words
	img := d.inside()
	dark := 0
	for y := 100; y < img.Bounds().Dy(); y++ {
		if c := img.RGBAAt(x, y); int(c.R)+int(c.G)+int(c.B) > 150 {
			dark = 0
			continue
		}
		if dark++; dark == high {
			return point{x + 36, y - high/2}, true
		}
	}
	return at, false
}

// sealed counts the sticks with a file of that name in our folder.
func (d *desktop) sealed(drives []drive.Drive, name string) (n int) {
	for _, s := range drives {
		if found, err := filepath.Glob(filepath.Join(s.Path, "*", name)); err == nil {
			n += len(found)
		}
	}
	return n
}
