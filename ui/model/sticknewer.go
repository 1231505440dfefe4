package model

import (
	"slices"

	"eventkit/kit/stick"
)

// newer lists the sticks that were left as they are, because a newer version of
// the kit is on them.
func (s *Studio) newer() []seenDrive {
	return slices.DeleteFunc(slices.Concat(s.sticks.drives, s.sticks.folders), func(d seenDrive) bool {
		r := s.sticks.runs[d.key()]
		return r == nil || r.going || r.verdict.State != stick.Newer || s.sticks.left[d.key()]
	})
}

// OverLine is what the button says that copies over newer versions; it is empty
// where none was left.
func (s *Studio) OverLine() string {
	n := len(s.newer())
	if n == 0 || !s.Ready() {
		return ""
	}
	return "Replace the newer version on " + several(n, "stick")
}

// CopyOver writes the sticks that were left because a newer version is on them.
func (s *Studio) CopyOver() {
	if !s.Ready() {
		return
	}
	for _, d := range s.newer() {
		s.start(d, true)
	}
	s.onChange(PartSticks)
}
