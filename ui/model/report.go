package model

import (
	"fmt"
	"math"
	"slices"

	"eventkit/kit"
	"eventkit/kit/placard"
)

// stops are the distances of the slider, in metres; the first lets the design
// choose.
var stops = []float64{0, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10}

// Stops is the number of distances to pick from.
func Stops() int { return len(stops) }

// Stop returns the distance that is picked, as a stop.
func (s *Studio) Stop() int {
	best := 0
	for i, d := range stops {
		if math.Abs(d-s.draft.Distance) < math.Abs(stops[best]-s.draft.Distance) {
			best = i
		}
	}
	return best
}

// PickStop picks how far away the code is to be read from.
func (s *Studio) PickStop(i int) {
	if i >= 0 && i < len(stops) {
		s.edit("distance", func(d *Draft) { d.Distance = stops[i] })
	}
}

// DistanceLine says what the distance that is picked means.
func (s *Studio) DistanceLine() string {
	f := s.frame
	if f.Sheet == nil {
		if s.draft.Distance == 0 {
			return "The design chooses"
		}
		return Metres(s.draft.Distance)
	}
	r := f.Sheet.Report
	code := fmt.Sprintf("code %.0f mm", r.CodeMM)
	switch {
	case r.Wanted == 0:
		return "Up to " + Metres(r.Reach) + " · " + code + " · the design’s own size"
	case r.Wanted > r.Reach*1.001:
		return Metres(r.Reach) + " at most · " + code + " · not " + Metres(r.Wanted) + " on this page"
	}
	return Metres(r.Wanted) + " · " + code
}

// Metres writes a distance: 60 cm, 1.5 m.
func Metres(m float64) string {
	if m < 0.995 {
		return fmt.Sprintf("%.0f cm", math.Max(1, math.Floor(m*20+1e-9)*5))
	}
	if m < 10 {
		return fmt.Sprintf("%g m", math.Floor(m*10+1e-9)/10)
	}
	return fmt.Sprintf("%.0f m", math.Floor(m+1e-9))
}

// HasCode reports whether the page that is shown carries a code.
func (s *Studio) HasCode() bool { return s.frame.Sheet != nil && s.frame.Sheet.Report.CodeMM > 0 }

// Opens is what the code opens, as people type it.
func (s *Studio) Opens() string {
	if s.frame.Sheet == nil {
		return ""
	}
	address := s.frame.Sheet.Report.Address
	if l, err := kit.ParseLink(address); err == nil {
		return l.Display
	}
	return address
}

// Notes returns the hints about the placard that is shown. That the code opens
// the campaign's page is said beside the link.
func (s *Studio) Notes() []string {
	if s.frame.Sheet == nil {
		return nil
	}
	var out []string
	for _, n := range s.frame.Sheet.Report.Notes {
		if n.ID != placard.NoteForm && !slices.Contains(out, n.Text) {
			out = append(out, n.Text)
		}
	}
	return out
}

// ContrastLine says how well the words can be read.
func (s *Studio) ContrastLine() string {
	if s.frame.Sheet == nil {
		return ""
	}
	r := s.frame.Sheet.Report
	if r.Legible == 0 {
		return ""
	}
	return fmt.Sprintf("Words %.1f : 1 contrast · legible from %s", math.Floor(r.Contrast*10)/10, Metres(r.Legible))
}
