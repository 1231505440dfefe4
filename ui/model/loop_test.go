package model

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// apart runs work on a goroutine of its own, as the window does, and delivers
// results when the test collects them.
type apart struct{ results chan func() }

func (a apart) Go(work func(context.Context) error, done func(error)) {
	go func() {
		err := work(context.Background())
		a.results <- func() { done(err) }
	}()
}

func (a apart) collect(n int) {
	for range n {
		(<-a.results)()
	}
}

func TestLatestNewestWins(t *testing.T) {
	for _, finish := range []bool{false, true} {
		a := apart{make(chan func())}
		l := latest{run: a, finish: finish}
		gate := make(chan struct{})
		var ran, shown []int
		ask := func(i int) {
			l.do(func(ctx context.Context) error {
				<-gate
				ran = append(ran, i)
				return ctx.Err()
			}, func(error) { shown = append(shown, i) })
		}
		for i := range 100 {
			ask(i)
		}
		close(gate)
		a.collect(2)
		if !slices.Equal(ran, []int{0, 99}) && (finish || !slices.Equal(ran, []int{99})) {
			t.Errorf("finish %v: %v ran, want the first and the newest", finish, ran)
		}
		want := []int{99}
		if finish {
			want = []int{0, 99}
		}
		if !slices.Equal(shown, want) {
			t.Errorf("finish %v: %v were shown, want %v", finish, shown, want)
		}
		if l.busy || l.next != nil {
			t.Errorf("finish %v: something is left", finish)
		}
	}
}

func TestLatestCancelsWhatWasOvertaken(t *testing.T) {
	a := apart{make(chan func())}
	l := latest{run: a}
	started, ended := make(chan struct{}), make(chan error, 1)
	l.do(func(ctx context.Context) error {
		close(started)
		<-ctx.Done()
		ended <- ctx.Err()
		return ctx.Err()
	}, func(error) { t.Error("work that was overtaken was shown") })
	<-started
	l.do(func(context.Context) error { return nil }, func(error) {})
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	a.collect(2)
}

func TestLatestStop(t *testing.T) {
	a := apart{make(chan func())}
	l := latest{run: a}
	l.do(func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, func(error) { t.Error("shown after stop") })
	l.do(func(context.Context) error { t.Error("ran after stop"); return nil }, func(error) {})
	l.stop()
	a.collect(1)
	shown := false
	l.do(func(context.Context) error { return nil }, func(error) { shown = true })
	a.collect(1)
	if !shown {
		t.Error("nothing works after stop")
	}
}

// What hangs holds up nothing that comes after it, and is told to nobody when it
// wakes up.
func TestLatestLeavesWhatHangs(t *testing.T) {
	for name, stop := range map[string]bool{"overtaken": false, "stopped": true} {
		a := apart{make(chan func())}
		l := latest{run: a, leave: true}
		hang := make(chan struct{})
		l.do(func(context.Context) error { <-hang; return nil }, func(error) { t.Errorf("%s: it was shown", name) })
		if stop {
			l.stop()
		}
		shown := 0
		l.do(func(context.Context) error { return nil }, func(error) { shown++ })
		a.collect(1)
		close(hang)
		a.collect(1)
		if shown != 1 || l.busy {
			t.Errorf("%s: shown %d times, busy: %v", name, shown, l.busy)
		}
		l.do(func(context.Context) error { return nil }, func(error) { shown++ })
		a.collect(1)
		if shown != 2 {
			t.Errorf("%s: nothing works afterwards", name)
		}
	}
}

// inside is the clock of a synctest bubble; what goes off is collected.
type inside struct{ loop chan func() }

func (i inside) After(d time.Duration, f func()) func() {
	t := time.AfterFunc(d, func() { i.loop <- f })
	return func() { t.Stop() }
}

func (i inside) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
	for len(i.loop) > 0 {
		(<-i.loop)()
	}
}

func TestDebounce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		clock := inside{make(chan func(), 100)}
		d := debounce{timer: clock, wait: 100 * time.Millisecond}
		times := 0
		ask := func() { d.do(func() { times++ }) }
		for range 5 {
			ask()
			clock.pass(60 * time.Millisecond)
		}
		if times != 0 {
			t.Error("went off in the middle of things")
		}
		clock.pass(40 * time.Millisecond)
		if times != 1 {
			t.Errorf("went off %d times, want once when things were quiet", times)
		}
		ask()
		d.stopNow()
		clock.pass(time.Second)
		if times != 1 {
			t.Error("went off after it was stopped")
		}
		ask()
		d.flush()
		clock.pass(time.Second)
		if times != 2 {
			t.Errorf("flush and its clock went off %d times, want once", times-1)
		}
	})
}

func TestHistoryForgetsTheOldest(t *testing.T) {
	var h history
	for i := range historyDepth + 50 {
		h.push(Draft{Distance: float64(i)}, "")
	}
	steps := 0
	now := Draft{Distance: -1}
	for {
		d, ok := h.back(now)
		if !ok {
			break
		}
		now = d
		steps++
	}
	if steps != historyDepth || now.Distance != 50 {
		t.Errorf("%d steps back to %g, want %d to 50", steps, now.Distance, historyDepth)
	}
}
