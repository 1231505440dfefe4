package model

import (
	"context"
	"slices"
	"time"

	"eventkit/kit/stick"
	"eventkit/kit/wave"
)

// canCopy reports whether a stick can be written now.
func (s *Studio) canCopy(d seenDrive) bool {
	r := s.sticks.runs[d.key()]
	if r != nil && (r.verdict.State == stick.Lies || r.verdict.State == stick.Newer) {
		return false
	}
	return !d.ReadOnly && !d.Silent && !s.sticks.left[d.key()] && !s.lacks(d) && (r == nil || !r.going && !r.verdict.State.Good())
}

// lacks reports whether a stick has too little room, as far as can be told
// before it is looked at.
func (s *Studio) lacks(d seenDrive) bool {
	load := s.sticks.ready.load
	return load != nil && !d.folder && !d.has && d.Free < load.Bytes && s.Ready()
}

func (s *Studio) next() []seenDrive {
	return slices.DeleteFunc(slices.Concat(s.sticks.drives, s.sticks.folders), func(d seenDrive) bool { return !s.canCopy(d) })
}

// CopyLine is what the large button says; on reports whether it does anything.
func (s *Studio) CopyLine() (line string, on bool) {
	n := len(s.next())
	if n == 0 {
		return "Copy", false
	}
	return "Copy to " + several(n, "stick"), s.Ready()
}

// CopySticks writes all sticks that are picked and not done, side by side.
func (s *Studio) CopySticks() {
	if !s.Ready() {
		return
	}
	s.sticks.armed = true
	for _, d := range s.next() {
		s.start(d, false)
	}
	s.onChange(PartSticks)
}

// start writes one stick; over says that a newer version of the kit that is on
// it is replaced. Each has work of its own, so that one that hangs holds up
// nothing.
func (s *Studio) start(d seenDrive, over bool) {
	t, load, write := &s.sticks, s.sticks.ready.load, s.p.Sticks.Write
	ctx, cancel := context.WithCancel(context.Background())
	r := &stickRun{drive: d, load: load, cancel: cancel, going: true, at: s.p.Now()}
	t.forget(d.key())
	t.runs[d.key()] = r
	t.order = append(t.order, d.key())
	how := stick.Options{GiveWay: true}
	if !over {
		how.Keep = wave.Keep(s.kit.Manifest)
	}
	var verdict stick.Verdict
	s.p.Runner.Go(func(outer context.Context) error {
		stop := context.AfterFunc(outer, cancel)
		defer stop()
		verdict = write(ctx, load, []stick.Target{d.target()}, how, r.tell)[0]
		return nil
	}, func(error) {
		cancel()
		s.ended(r, verdict)
	})
	s.followCopies()
}

// ended keeps what became of a stick.
func (s *Studio) ended(r *stickRun, v stick.Verdict) {
	r.going, r.verdict = false, v
	if v.State == stick.Full && v.Needs > 0 {
		r.hint = s.leaveOut()
	}
	s.logCopy(r)
	s.finished(r)
	if !s.Copying() {
		s.makeReady()
	}
	s.onChange(PartSticks)
}

// Copying reports whether a stick is being written.
func (s *Studio) Copying() bool {
	for _, r := range s.sticks.runs {
		if r.going {
			return true
		}
	}
	return false
}

// StopSticks stops all copies; the next goes on where they were.
func (s *Studio) StopSticks() {
	s.sticks.armed = false
	for _, r := range s.sticks.runs {
		r.cancel()
	}
	s.onChange(PartSticks)
}

// ClearSticks forgets what became of the sticks, and the folders.
func (s *Studio) ClearSticks() {
	t := &s.sticks
	for key, r := range t.runs {
		if !r.going {
			t.forget(key)
		}
	}
	t.folders = slices.DeleteFunc(t.folders, func(d seenDrive) bool { return t.runs[d.key()] == nil })
	s.onChange(PartSticks)
}

// CanClear reports whether there is anything to forget.
func (s *Studio) CanClear() bool {
	for _, r := range s.sticks.runs {
		if !r.going {
			return true
		}
	}
	return len(s.sticks.folders) > 0 && !s.Copying()
}

// manySticks is how many sticks are told of less often: an old computer paints
// a window in which everything moves slowly, and a click waits for it.
const manySticks = 4

// followCopies tells how far the copies are, while there are any.
func (s *Studio) followCopies() {
	t := &s.sticks
	if t.tick != nil || !s.Copying() {
		return
	}
	going := 0
	for _, r := range t.runs {
		if r.going {
			going++
		}
	}
	every := tickEvery
	if going > manySticks {
		every = 2 * tickEvery
	}
	t.tick = s.p.Timer.After(every, func() {
		t.tick = nil
		now := s.p.Now()
		for _, r := range t.runs {
			r.count(now)
			if r.going && r.giveUp != nil && r.silentFor(every) >= againPatience {
				r.giveUp()
			}
		}
		s.onChange(PartCopying)
		s.followCopies()
	})
}

// silentFor is for how long there was no sign of it, when so much more time has
// passed. Time that the computer slept doesn't count.
func (r *stickRun) silentFor(more time.Duration) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.still += more
	return r.still
}

// count computes the rate of what went through since it was last counted.
func (r *stickRun) count(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.now.Phase != r.counted.Phase {
		r.counted, r.at, r.rate = r.now, now, 0
		return
	}
	const atLeast = 900 * time.Millisecond
	if d := now.Sub(r.at); d >= atLeast {
		r.rate = float64(r.now.Done-r.counted.Done) / d.Seconds()
		r.counted, r.at = r.now, now
	}
}
