package model

import (
	"context"
	"time"

	"eventkit/kit/explain"
	"eventkit/kit/stick"
)

// SticksEject reports whether sticks are ejected when they are done.
func (s *Studio) SticksEject() bool { return s.mem.Sticks.Eject }

// ToggleSticksEject has sticks ejected when they are done, or not.
func (s *Studio) ToggleSticksEject() {
	s.mem.Sticks.Eject = !s.mem.Sticks.Eject
	s.keep()
	s.onChange(PartSticks)
}

// SticksSound reports whether the end of each stick is heard.
func (s *Studio) SticksSound() bool { return s.mem.Sticks.Sound }

// ToggleSticksSound has the end of each stick heard, or not; turned on, it lets
// the tone for a good one be heard.
func (s *Studio) ToggleSticksSound() {
	s.mem.Sticks.Sound = !s.mem.Sticks.Sound
	s.keep()
	s.chime(true)
	s.onChange(PartSticks)
}

// chime lets it be heard that a stick is done, or isn't.
func (s *Studio) chime(good bool) {
	if s.mem.Sticks.Sound && s.p.Sticks.Chime != nil {
		s.p.Sticks.Chime(good)
	}
}

// ejectedFor is how long a row says that a stick can be pulled. Where it was
// turned off nobody can see that it was.
const ejectedFor = time.Minute

// finished is called once nothing is left to do on a stick: after a failure it
// stays as it is; after a good verdict it is ejected, if that is wanted.
func (s *Studio) finished(r *stickRun) {
	good := r.verdict.State.Good()
	if !good || !s.mem.Sticks.Eject || r.drive.folder || s.p.Sticks.Eject == nil {
		if r.verdict.State != stick.Cancelled {
			s.chime(good)
		}
		return
	}
	eject, d := s.p.Sticks.Eject, r.drive.Drive
	r.ejecting = true
	s.p.Runner.Go(func(ctx context.Context) error { return eject(ctx, d) }, func(err error) {
		r.ejecting = false
		if err == nil {
			r.ejected = s.p.Now()
		} else {
			m := explain.Explain(err)
			r.hint = sentences("It wasn’t ejected", m.Text, m.Hint)
		}
		s.chime(true)
		s.onChange(PartSticks)
	})
}

// pulled reports whether a stick that isn't listed any more needs no word: it
// is done for good, and wasn't unmounted by us so that it can be pulled.
func (r *stickRun) pulled() bool {
	return !r.going && !r.ejecting && r.ejected.IsZero() && r.verdict.State == stick.Done
}

// dropEjected takes the rows away of those that were ejected a while ago.
func (s *Studio) dropEjected() {
	t, now := &s.sticks, s.p.Now()
	here := map[string]bool{}
	for _, d := range t.drives {
		here[d.key()] = true
	}
	for key, r := range t.runs {
		if r.ejected.IsZero() || here[key] || now.Sub(r.ejected) < ejectedFor {
			continue
		}
		r.ejected = time.Time{}
		if r.pulled() {
			t.forget(key)
		}
		s.onChange(PartSticks)
	}
}

// showAgain says that a stick is to be plugged in again: large what to do, and
// then why.
func showAgain(l *StickLine) {
	l.State, l.Percent, l.Word = StickAgain, 100, "Plug it in again"
	l.Text = "Checked, but from memory: the computer may have answered for the stick."
	l.Hint = "Pull it, plug it in again, and it is checked once more by itself."
}

// showEnd says on a row what became of a stick.
func (r *stickRun) showEnd(l *StickLine) {
	m := r.message
	if m == (explain.Message{}) {
		m = explain.Stick(r.verdict)
	}
	l.State, l.Word = StickBad, afterName(m.Title, r.verdict.Target)
	l.Text, l.Hint = m.Text, sentences(m.Hint, r.hint)
	switch {
	case r.verdict.State == stick.DoneFromMemory:
		showAgain(l)
		l.Hint = sentences(l.Hint, r.hint)
	case r.verdict.State == stick.Newer:
		l.State = StickOut // nothing is wrong with it
		return
	case r.verdict.State.Good():
		l.State, l.Percent = StickDone, 100
	default:
		return
	}
	switch {
	case r.ejecting:
		// No tick yet: whoever sees one across the table pulls the stick.
		l.State, l.Percent, l.Word = StickGoes, 99, "Ejecting: don’t pull it"
	case !r.ejected.IsZero() && l.State == StickDone:
		l.Word = "Done. You can pull it."
	}
}
