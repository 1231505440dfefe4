package model

import (
	"context"
	"time"
)

// Runner starts work away from the goroutine that owns the model and delivers
// its result on that goroutine.
type Runner interface {
	Go(work func(context.Context) error, done func(error))
}

// Timer calls f once after d, on the goroutine that owns the model, unless it
// is stopped before.
type Timer interface {
	After(d time.Duration, f func()) (stop func())
}

// latest runs one piece of work at a time. Of those that are asked for while
// one runs, only the newest is kept: nothing queues up.
type latest struct {
	run Runner
	// finish lets work that was overtaken run to its end and be shown, so that
	// a preview keeps moving while someone types. Otherwise it is cancelled
	// and its result dropped.
	finish bool
	// leave is for work on sticks, which may hang in a call of the system that
	// nothing interrupts: what was overtaken or stopped is left to itself, and
	// what comes next doesn't wait for it.
	leave bool

	busy   bool
	cancel context.CancelFunc
	next   func()
	turn   int
}

// do runs work now or as soon as what runs now has ended. done isn't called
// for work that was dropped.
func (l *latest) do(work func(context.Context) error, done func(error)) {
	l.turn++
	turn := l.turn
	start := func() {
		ctx, cancel := context.WithCancel(context.Background())
		l.busy, l.cancel = true, cancel
		l.run.Go(func(outer context.Context) error {
			stop := context.AfterFunc(outer, cancel)
			defer stop()
			if err := ctx.Err(); err != nil {
				return err
			}
			return work(ctx)
		}, func(err error) {
			cancel()
			if l.leave && turn != l.turn {
				return
			}
			l.busy = false
			if turn == l.turn || l.finish {
				done(err)
			}
			if next := l.next; next != nil && !l.busy {
				l.next = nil
				next()
			}
		})
	}
	if l.busy && !l.finish {
		l.cancel()
	}
	if !l.busy || l.leave {
		start()
		return
	}
	l.next = start
}

// stop cancels what runs and forgets what waits.
func (l *latest) stop() {
	l.turn++
	l.next = nil
	if l.busy {
		l.cancel()
		l.busy = !l.leave
	}
}

// debounce calls f once things have been quiet for a while.
type debounce struct {
	timer Timer
	wait  time.Duration
	stop  func()
	f     func()
}

func (d *debounce) do(f func()) {
	if d.stop != nil {
		d.stop()
	}
	d.f = f
	d.stop = d.timer.After(d.wait, d.flush)
}

// flush calls f now if it is still waiting.
func (d *debounce) flush() {
	f := d.f
	if d.stop != nil {
		d.stop()
	}
	d.f, d.stop = nil, nil
	if f != nil {
		f()
	}
}

// stopNow forgets what is waiting.
func (d *debounce) stopNow() {
	if d.stop != nil {
		d.stop()
	}
	d.f, d.stop = nil, nil
}
