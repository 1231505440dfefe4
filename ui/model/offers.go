package model

import (
	"context"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/genuine"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
	"eventkit/kit/wave"
)

// Offer is a newer version of the open kit that lies on a stick.
type Offer struct {
	// Path is the kit's; Line says what it is and where.
	Path, Line string

	key string // the stick's
}

// Offers lists what is newer on the sticks that are plugged in.
func (s *Studio) Offers() []Offer { return slices.Clone(s.waves.offers) }

// lookAnew looks on all sticks for a newer version of another kit than before.
func (s *Studio) lookAnew() {
	s.waves.offers = nil
	s.lookForWaves(s.sticks.drives)
}

// lookForWaves looks on sticks that were plugged in for a newer version of the
// kit, and forgets what was on those that are gone. One that is written, or
// that hung, is asked nothing.
func (s *Studio) lookForWaves(fresh []seenDrive) {
	here := map[string]bool{}
	for _, d := range s.sticks.drives {
		here[d.key()] = true
	}
	s.waves.offers = slices.DeleteFunc(s.waves.offers, func(o Offer) bool { return !here[o.key] })
	for _, d := range fresh {
		if r := s.sticks.runs[d.key()]; r != nil && (r.going || r.verdict.State == stick.Hung) {
			continue
		}
		k := s.kit
		var found []Offer
		// Each has work of its own: one that hangs holds up nothing.
		s.p.Runner.Go(func(ctx context.Context) error {
			found = s.newerOn(ctx, d, k)
			return nil
		}, func(error) {
			if len(found) > 0 && s.kit == k && s.pluggedIn(d) {
				s.waves.offers = append(s.waves.offers, found...)
				s.onChange(PartSticks)
			}
		})
	}
}

func (s *Studio) pluggedIn(d seenDrive) bool {
	return slices.ContainsFunc(s.sticks.drives, func(o seenDrive) bool { return o.key() == d.key() })
}

// newerOn reads what is newer than a kit on a stick, and counts what changed.
func (s *Studio) newerOn(ctx context.Context, d seenDrive, k *kit.Kit) []Offer {
	found, _ := wave.Find(d.Path) // one that can't be read has nothing to offer
	var out []Offer
	for _, f := range found {
		if wave.Stand(k.Manifest, f.Manifest) != wave.Newer {
			continue
		}
		files, closer, err := kit.Files(f.Path)
		if err != nil {
			continue
		}
		var c seal.Changes
		if files, err = genuine.Narrow(files); err == nil {
			c, err = wave.Changes(ctx, k.FS(), files, nil)
		}
		closer.Close()
		if err == nil {
			out = append(out, Offer{f.Path, "On " + d.Name() + " is a newer version of this kit: " + strings.TrimPrefix(s.newerLine(f.Manifest, c), "newer: ") + ".", d.key()})
		}
	}
	return out
}
