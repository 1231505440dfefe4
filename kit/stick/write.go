package stick

import (
	"context"
	"io/fs"
	"sync"
	"sync/atomic"
	"time"

	"eventkit/kit/seal"
)

// Phase is what is being done to a stick.
type Phase string

// The phases, in their order.
const (
	Looking  Phase = "looking"  // what is there is read and compared
	Copying  Phase = "copying"  // what isn't there or isn't right is written
	Syncing  Phase = "syncing"  // the system brings it to the medium
	Checking Phase = "checking" // all files are read back, if any was written
	Sealing  Phase = "sealing"  // the sums are written
	Finished Phase = "finished"
)

// Event tells how far a target is.
type Event struct {
	// Target is the index in what [Write] was given.
	Target int
	Phase  Phase
	File   string
	// Done and Total are bytes of this phase.
	Done, Total int64
}

// Options are how sticks are written.
type Options struct {
	// Patience is how long a stick may give no sign before it is given up
	// on; 0 is 30 seconds.
	Patience time.Duration
	// Replace says that what has the name of one of the load's files may be
	// replaced, whoever put it there: to repair a folder.
	Replace bool
	// Keep, if there is one, is asked once about our folder on a target, where
	// something is in it, before anything is changed. With an error the target
	// is left as it is, as [Newer] for that reason. It is called from the
	// target's own goroutine, and hangs where the target does.
	Keep func(there fs.FS) error
	// GiveWay lets the rest of the computer go first, a window above all: with
	// many sticks it would stutter. Only a medium as fast as memory is written
	// more slowly for it.
	GiveWay bool
}

const defaultPatience = 30 * time.Second

// Write writes a load to all targets side by side and returns a verdict for
// each, in their order. Every target has a goroutine of its own, and nothing
// that one does or fails to do holds up another; one that hangs in the system
// is left behind after [Options.Patience]. A target that was cancelled or
// pulled goes on where it was in the next run: what is there and right isn't
// written again, but once anything is written all of it is read back.
//
// tell, which may be nil, is called from one goroutine at a time and must
// return at once. After Write has returned it isn't called again.
func Write(ctx context.Context, l *Load, targets []Target, o Options, tell func(Event)) []Verdict {
	if o.Patience <= 0 {
		o.Patience = defaultPatience
	}
	var mu sync.Mutex
	over := false
	say := func(e Event) {
		mu.Lock()
		defer mu.Unlock()
		if tell != nil && !over {
			tell(e)
		}
	}
	out := make([]Verdict, len(targets))
	var wg sync.WaitGroup
	for i, t := range targets {
		wg.Go(func() { out[i] = guard(ctx, l, t, i, o, say) })
	}
	wg.Wait()
	mu.Lock()
	over = true
	mu.Unlock()
	return out
}

// guard writes one target and gives up on it when it gives no sign.
func guard(ctx context.Context, l *Load, t Target, i int, o Options, say func(Event)) Verdict {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var signs atomic.Int64
	done := make(chan Verdict, 1)
	go func() {
		if o.GiveWay {
			giveWay()
		}
		w := &writer{ctx: ctx, load: l, index: i, how: o, v: Verdict{Target: t}, tell: say, signs: &signs, summing: seal.NewSumming(stride)}
		w.run()
		done <- w.v
	}()
	// Ticks are counted and not time: what a computer sleeps through isn't held
	// against a stick.
	const looks = 10
	tick := time.NewTicker(max(o.Patience/looks, 1))
	defer tick.Stop()
	for seen, still := signs.Load(), 0; ; {
		select {
		case v := <-done:
			say(Event{Target: i, Phase: Finished})
			return v
		case <-tick.C:
			if now := signs.Load(); now != seen {
				seen, still = now, 0
				continue
			}
			if still++; still >= looks {
				say(Event{Target: i, Phase: Finished})
				return Verdict{Target: t, State: Hung, Err: errNoAnswer}
			}
		}
	}
}
