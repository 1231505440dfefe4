package stick_test

import (
	"context"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"

	"eventkit/kit/stick"
)

// priority is that of the thread that asks, as Linux returns it: 20 less its
// nice value (getpriority(2)).
func priority(t *testing.T) int {
	t.Helper()
	p, err := unix.Getpriority(unix.PRIO_PROCESS, 0)
	if err != nil {
		t.Error(err)
	}
	return p
}

// Writers give way when they are asked to, and nobody else does, then or later.
func TestGiveWay(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	usual := priority(t)
	for _, gives := range []bool{false, true} {
		seen := map[int]bool{}
		verdicts := stick.Write(context.Background(), prepare(t, source()), []stick.Target{{Path: drive(t)}}, stick.Options{GiveWay: gives}, func(e stick.Event) {
			if e.Phase != stick.Finished { // that is told by who waits
				seen[priority(t)] = true
			}
		})
		if v := verdicts[0]; v.State != stick.Done && v.State != stick.DoneFromMemory {
			t.Fatalf("%s, %v", v.State, v.Err)
		}
		want := usual
		if gives {
			want = min(usual, 10)
		}
		if len(seen) != 1 || !seen[want] {
			t.Errorf("gives way %v: priorities %v, want %d", gives, seen, want)
		}
		if now := priority(t); now != usual {
			t.Errorf("gives way %v: the one who waits has %d, had %d", gives, now, usual)
		}
	}
}
