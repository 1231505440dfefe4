//go:build bench

package stick_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"text/tabwriter"
	"time"

	"eventkit/kit/seal"
	"eventkit/kit/stick"
	"eventkit/kit/stick/slowstick"
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
	run  func(b *copyBench, t *testing.T, sticks ...*slowstick.Stick)
}

// copyBench is a folder to copy.
type copyBench struct{ from, sums string }

// Every contender copies the same folder to the same kind of stick: a loop
// device with a fresh ext4, in memory, slowed down to a stick's speed by the
// kernel (blkio), and then as fast as it goes. What a stick holds is forgotten
// (unmounted and mounted) before the others check it; ours does without.
func TestBenchCopy(t *testing.T) {
	b := newCopyBench(t)
	var sticks []*slowstick.Stick
	for range 3 {
		sticks = append(sticks, slowstick.Plug(t, 2*benchFiles*benchSize))
	}
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
		fmt.Printf("%s: %.3f, aim %.2f: %s\n", aim.what, aim.got, aim.most, reached(aim.got, aim.most))
	}
}

func reached(got, most float64) string {
	if got > most {
		return "NOT REACHED"
	}
	return "reached"
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
func measure(t *testing.T, b *copyBench, c contender, throttled bool, sticks ...*slowstick.Stick) float64 {
	t.Helper()
	for _, l := range sticks {
		l.Format(t)
		if throttled {
			l.Throttle(t, stickWrites, stickReads)
		}
	}
	began := time.Now()
	c.run(b, t, sticks...)
	took := time.Since(began).Seconds()
	for _, l := range sticks {
		l.Throttle(t, 0, 0)
		l.Remount(t)
		b.check(t, l)
	}
	return took
}

// check says that a stick holds the folder, whoever wrote it.
func (b *copyBench) check(t *testing.T, l *slowstick.Stick) {
	t.Helper()
	slowstick.Run(t, filepath.Join(l.Dir, "Kit"), "sha256sum", "-c", "--quiet", b.sums)
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
func (b *copyBench) ours(t *testing.T, sticks ...*slowstick.Stick) {
	t.Helper()
	l, err := stick.Prepare(context.Background(), os.DirFS(b.from), "Kit", nil, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	var targets []stick.Target
	for _, s := range sticks {
		targets = append(targets, stick.Target{Path: s.Dir})
	}
	for _, v := range stick.Write(context.Background(), l, targets, stick.Options{}, nil) {
		if v.State != stick.Done {
			t.Fatalf("%s: %s, %s, %v", v.Target.Path, v.State, v.File, v.Err)
		}
	}
}

func (b *copyBench) rsync(t *testing.T, l ...*slowstick.Stick) {
	t.Helper()
	to := filepath.Join(l[0].Dir, "Kit")
	slowstick.Run(t, "", "rsync", "-a", b.from+"/", to)
	l[0].Remount(t)
	if out := slowstick.Run(t, "", "rsync", "-ac", "--dry-run", "--itemize-changes", b.from+"/", to); out != "" {
		t.Fatalf("rsync: the stick differs: %s", out)
	}
}

func (b *copyBench) rclone(t *testing.T, l ...*slowstick.Stick) {
	t.Helper()
	to := filepath.Join(l[0].Dir, "Kit")
	slowstick.Run(t, "", "rclone", "copy", b.from, to)
	l[0].Remount(t)
	slowstick.Run(t, "", "rclone", "check", b.from, to)
}

func (b *copyBench) cp(t *testing.T, l ...*slowstick.Stick) {
	t.Helper()
	slowstick.Run(t, "", "cp", "-r", b.from, filepath.Join(l[0].Dir, "Kit"))
	l[0].Remount(t)
	b.check(t, l[0])
}
