//go:build bench

package stick_test

import (
	"fmt"
	"slices"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"eventkit/kit/stick"
)

// A good stick of this measurement takes 50 ms to write 128 KiB and 16 ms to
// read them, a slow one 655 ms: 200 kB/s. What is written takes a good one
// about five seconds: 8 MiB in pieces, and some small files.
const (
	goodWrite, goodRead, slowWrite = 50 * time.Millisecond, 16 * time.Millisecond, 655 * time.Millisecond
	full128                        = 128 << 10
)

// paced is a stick of a speed, and then of whatever then says.
func paced(write, read time.Duration, then func(call) answer) func(call) answer {
	return func(c call) answer {
		if a := then(c); a != (answer{}) {
			return a
		}
		switch {
		case c.op == "write":
			return answer{wait: write * time.Duration(c.size) / full128}
		case c.op == "read":
			return answer{wait: read * time.Duration(c.size) / full128}
		}
		return answer{}
	}
}

func well(call) answer { return answer{} }

// Twelve sticks alone, and with them one that is slow, one that gets full, one
// that is pulled and one that hangs: the twelve take as long.
func TestBenchManySticks(t *testing.T) {
	data := make([]byte, 4<<20)
	for i := range data {
		data[i] = byte(i * i >> 9)
	}
	fsys := fstest.MapFS{"film.webm": {Data: data}, "song.ogg": {Data: data[:3<<20]}}
	for i := range 64 {
		fsys[fmt.Sprintf("posters/%02d.pdf", i)] = &fstest.MapFile{Data: data[:16<<10]}
	}
	l := prepare(t, fsys)
	struck := int64(2 << 20)
	bad := []struct {
		state stick.State
		fault func(call) answer
	}{
		{stick.DoneFromMemory, paced(slowWrite, goodRead, well)},
		{stick.Full, paced(goodWrite, goodRead, after(struck, changing(syscall.ENOSPC)))},
		{stick.Gone, paced(goodWrite, goodRead, after(struck, everything(syscall.ENODEV)))},
		{stick.Hung, paced(goodWrite, goodRead, after(struck, func(call) answer { return answer{hang: true} }))},
	}
	var alone, among []float64
	for range *rounds {
		for _, others := range []int{0, len(bad)} {
			sticks := make([]*medium, 12+others)
			for i := range sticks {
				sticks[i] = plug(t, 0)
				sticks[i].set(paced(goodWrite, goodRead, well))
				if i >= 12 {
					sticks[i].set(bad[i-12].fault)
				}
			}
			verdicts, took := timed(t, l, sticks)
			for i, v := range verdicts {
				want := stick.DoneFromMemory
				if i >= 12 {
					want = bad[i-12].state
				}
				if v.State != want {
					t.Errorf("stick %d: %s, %s, %v; want %s", i, v.State, v.File, v.Err, want)
				}
				if want.Good() {
					sticks[i].set(nil)
					holds(t, sticks[i].dir, fsys)
				}
			}
			for _, m := range sticks {
				m.letGo()
			}
			if others == 0 {
				alone = append(alone, slices.Max(took[:12]))
			} else {
				among = append(among, slices.Max(took[:12]))
			}
		}
	}
	fmt.Printf("twelve sticks, until the last is done: alone %s, with four bad ones %s: %.3f of it, aim 1.10: %s\n",
		spread(alone), spread(among), median(among)/median(alone), reached(median(among)/median(alone), 1.1))
}

// timed writes sticks and says when each was finished, in seconds.
func timed(t *testing.T, l *stick.Load, sticks []*medium) (verdicts []stick.Verdict, took []float64) {
	t.Helper()
	targets := make([]stick.Target, len(sticks))
	for i, m := range sticks {
		targets[i] = stick.Target{Path: m.dir}
	}
	took = make([]float64, len(sticks))
	var mu sync.Mutex
	began := time.Now()
	verdicts = stick.Write(t.Context(), l, targets, stick.Options{Patience: 10 * time.Second}, func(e stick.Event) {
		mu.Lock()
		defer mu.Unlock()
		if e.Phase == stick.Finished {
			took[e.Target] = time.Since(began).Seconds()
		}
	})
	return verdicts, took
}
