//go:build bench

package stick_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

var rounds = flag.Int("rounds", 3, "how often everything is measured")

// The folder, and the stick: bytes a second that it writes and reads.
const (
	benchFiles, benchSize   = 200, 1_000_000
	stickWrites, stickReads = 25_000_000, 80_000_000
	floor                   = float64(benchFiles*benchSize)/stickWrites + float64(benchFiles*benchSize)/stickReads
)

// contender brings a folder to a stick and makes sure that it arrived, by
// reading the stick and not what the system remembers of it.
type contender struct {
	name string
	run  func(b *copyBench, t *testing.T, sticks ...*loop)
}

// copyBench is a folder to copy.
type copyBench struct{ from, sums string }

// Every contender copies the same folder to the same kind of stick: a loop
// device with a fresh ext4, in memory, slowed down to a stick's speed by the
// kernel (blkio), and then as fast as it goes. What a stick holds is forgotten
// (unmounted and mounted) before the others check it; ours does without.
func TestBenchCopy(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Fatal("make bench-copy mounts loop devices and slows them down: run it as root")
	}
	b := newCopyBench(t)
	sticks := []*loop{newLoop(t), newLoop(t), newLoop(t)}
	contenders := []contender{
		{"ours", (*copyBench).ours},
		{"rsync -a, rsync -c", (*copyBench).rsync},
		{"rclone copy, check", (*copyBench).rclone},
		{"cp, sha256sum -c", (*copyBench).cp},
	}
	slow := make([][]float64, len(contenders)+1) // the last are three sticks at once
	fast := make([][]float64, len(contenders))
	for i := range *rounds {
		for j, c := range contenders {
			slow[j] = append(slow[j], measure(t, b, c, true, sticks[0]))
		}
		slow[len(contenders)] = append(slow[len(contenders)], measure(t, b, contenders[0], true, sticks...))
		for range 3 { // it is over in a second
			for j, c := range contenders {
				fast[j] = append(fast[j], measure(t, b, c, false, sticks[0]))
			}
		}
		t.Logf("round %d of %d done", i+1, *rounds)
	}
	report(contenders, slow, fast)
}

// report prints medians, and how they compare.
func report(contenders []contender, slow, fast [][]float64) {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "200 files, 200 MB\tas slow as a stick\tof the floor of %.1f s\tas fast as it goes\tof rsync\n", floor)
	for j, c := range contenders {
		fmt.Fprintf(w, "%s\t%s\t%.3f\t%s\t%.2f\n", c.name, spread(slow[j]), median(slow[j])/floor, spread(fast[j]), median(fast[j])/median(fast[1]))
	}
	three := slow[len(contenders)]
	fmt.Fprintf(w, "ours, three sticks at once\t%s\t%.3f\t\t\n", spread(three), median(three)/floor)
	w.Flush()
	for _, aim := range []struct {
		what      string
		got, most float64
	}{
		{"a stick, of the floor", median(slow[0]) / floor, 1.03},
		{"three sticks at once, of one", median(three) / median(slow[0]), 1.05},
		{"as fast as it goes, of rsync -a and rsync -c", median(fast[0]) / median(fast[1]), 0.8},
	} {
		word := "reached"
		if aim.got > aim.most {
			word = "NOT REACHED"
		}
		fmt.Printf("%s: %.3f, aim %.2f: %s\n", aim.what, aim.got, aim.most, word)
	}
}

func median(of []float64) float64 {
	sorted := slices.Sorted(slices.Values(of))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}

func spread(of []float64) string {
	return fmt.Sprintf("%.2f s (%.2f to %.2f)", median(of), slices.Min(of), slices.Max(of))
}

// measure formats the sticks, lets a contender fill them, and looks at what
// they hold.
func measure(t *testing.T, b *copyBench, c contender, throttled bool, sticks ...*loop) float64 {
	t.Helper()
	for _, l := range sticks {
		l.fresh(t, throttled)
	}
	began := time.Now()
	c.run(b, t, sticks...)
	took := time.Since(began).Seconds()
	for _, l := range sticks {
		l.throttle(t, 0, 0)
		l.remount(t)
		b.check(t, l)
	}
	return took
}

// check says that a stick holds the folder, whoever wrote it.
func (b *copyBench) check(t *testing.T, l *loop) {
	t.Helper()
	run(t, filepath.Join(l.dir, "Kit"), "sha256sum", "-c", "--quiet", b.sums)
}

func newCopyBench(t *testing.T) *copyBench {
	t.Helper()
	b := &copyBench{from: drive(t), sums: filepath.Join(t.TempDir(), "sums")}
	dice := rand.NewChaCha8([32]byte{1})
	data := make([]byte, benchSize)
	for i := range benchFiles {
		_, _ = dice.Read(data)
		put(t, b.from, fmt.Sprintf("%c/file-%03d", 'a'+i%5, i), string(data))
	}
	sums, err := seal.Sums(t.Context(), os.DirFS(b.from), nil)
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.Create(b.sums)
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	if err := seal.WriteSums(list, sums); err != nil {
		t.Fatal(err)
	}
	return b
}

// ours is all that the program does: it reads the folder and sums it up,
// writes, syncs, reads back and seals.
func (b *copyBench) ours(t *testing.T, sticks ...*loop) {
	t.Helper()
	l, err := stick.Prepare(context.Background(), os.DirFS(b.from), "Kit", nil, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	var targets []stick.Target
	for _, s := range sticks {
		targets = append(targets, stick.Target{Path: s.dir})
	}
	for _, v := range stick.Write(context.Background(), l, targets, stick.Options{}, nil) {
		if v.State != stick.Done {
			t.Fatalf("%s: %s, %s, %v", v.Target.Path, v.State, v.File, v.Err)
		}
	}
}

func (b *copyBench) rsync(t *testing.T, l ...*loop) {
	t.Helper()
	to := filepath.Join(l[0].dir, "Kit")
	run(t, "", "rsync", "-a", b.from+"/", to)
	l[0].remount(t)
	if out := run(t, "", "rsync", "-ac", "--dry-run", "--itemize-changes", b.from+"/", to); out != "" {
		t.Fatalf("rsync: the stick differs: %s", out)
	}
}

func (b *copyBench) rclone(t *testing.T, l ...*loop) {
	t.Helper()
	to := filepath.Join(l[0].dir, "Kit")
	run(t, "", "rclone", "copy", b.from, to)
	l[0].remount(t)
	run(t, "", "rclone", "check", b.from, to)
}

func (b *copyBench) cp(t *testing.T, l ...*loop) {
	t.Helper()
	run(t, "", "cp", "-r", b.from, filepath.Join(l[0].dir, "Kit"))
	l[0].remount(t)
	b.check(t, l[0])
}

// run runs a program and returns what it says.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// loop is a stick: a file in memory as a block device.
type loop struct{ device, dir, number string }

// blkio is where the kernel takes what a device may do in a second.
const blkio = "/sys/fs/cgroup/blkio/blkio.throttle."

func newLoop(t *testing.T) *loop {
	t.Helper()
	image := filepath.Join(drive(t), "image")
	if err := os.WriteFile(image, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(image, 2*benchFiles*benchSize); err != nil {
		t.Fatal(err)
	}
	l := &loop{device: run(t, "", "losetup", "--find", "--show", image), dir: t.TempDir()}
	t.Cleanup(func() {
		_ = exec.Command("umount", l.dir).Run() // it may not be mounted
		l.throttle(t, 0, 0)
		run(t, "", "losetup", "--detach", l.device)
	})
	number, err := os.ReadFile(filepath.Join("/sys/block", filepath.Base(l.device), "dev"))
	if err != nil {
		t.Fatal(err)
	}
	l.number = strings.TrimSpace(string(number))
	return l
}

// fresh formats a stick and mounts it.
func (l *loop) fresh(t *testing.T, throttled bool) {
	t.Helper()
	_ = exec.Command("umount", l.dir).Run() // it may not be mounted
	run(t, "", "mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", l.device)
	run(t, "", "mount", l.device, l.dir)
	run(t, "", "sync", "-f", l.dir)
	if throttled {
		l.throttle(t, stickWrites, stickReads)
	}
}

// throttle slows a device down to so many bytes a second; 0 is no limit.
func (l *loop) throttle(t *testing.T, writes, reads int) {
	t.Helper()
	for name, bps := range map[string]int{"write_bps_device": writes, "read_bps_device": reads} {
		if err := os.WriteFile(blkio+name, []byte(fmt.Sprint(l.number, " ", bps)), 0o600); err != nil {
			t.Fatalf("a device can't be slowed down here: %v; it needs the kernel's blkio controller (cgroup version 1)", err)
		}
	}
}

// remount brings everything to the medium and makes the system forget it.
func (l *loop) remount(t *testing.T) {
	t.Helper()
	run(t, "", "umount", l.dir)
	run(t, "", "mount", l.device, l.dir)
}
