package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"eventkit/ui/model"
)

// background runs work on a goroutine of its own and brings its result back to
// the goroutine that owns the window.
type background struct{ ctx context.Context }

var _ model.Runner = background{}

// Go implements [model.Runner].
func (b background) Go(work func(context.Context) error, done func(error)) {
	go func() {
		err := work(b.ctx)
		fyne.Do(func() { done(err) })
	}()
}

// wall is the clock on the wall.
type wall struct{}

var _ model.Timer = wall{}

// After implements [model.Timer].
func (wall) After(d time.Duration, f func()) (stop func()) {
	stopped := false
	t := time.AfterFunc(d, func() {
		fyne.Do(func() {
			// It may have been stopped after it fired and before it got here.
			if !stopped {
				f()
			}
		})
	})
	return func() {
		stopped = true
		t.Stop()
	}
}
