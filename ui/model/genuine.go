package model

import (
	"context"
	"maps"
	"strings"

	"eventkit/kit/genuine"
	"eventkit/kit/seal"
)

// ringFile is where the accepted publishers are; "" for a window that
// remembers nothing.
func (s *Studio) ringFile() string { return s.p.Store.Path(seal.RingFile) }

// ring reads the accepted publishers. It may be called away from the window.
func (s *Studio) ring() (seal.Ring, error) {
	if path := s.ringFile(); path != "" {
		return seal.OpenRing(path)
	}
	if ring := s.waves.brief.Load(); ring != nil {
		return maps.Clone(*ring), nil
	}
	return seal.Ring{}, nil
}

// changeRing changes the accepted publishers, and says if it couldn't.
func (s *Studio) changeRing(change func(seal.Ring)) bool {
	ring, err := s.ring()
	if err == nil {
		change(ring)
		if path := s.ringFile(); path != "" {
			err = ring.Save(path)
		} else {
			s.waves.brief.Store(&ring)
		}
	}
	s.fail(err)
	return err == nil
}

// verify judges a folder by the accepted publishers.
func (s *Studio) verify(ctx context.Context, dir string, p seal.Progress) (*seal.Report, bool, error) {
	ring, err := s.ring()
	if err != nil {
		return nil, false, err
	}
	return s.p.Sticks.Verify(ctx, dir, ring, p)
}

// accept accepts the publisher of a kit, in place of the one before if there
// was one, and then goes on.
func (s *Studio) accept(who *seal.Report, then func()) {
	if s.changeRing(func(ring seal.Ring) { ring[who.Kit] = who.Key }) {
		s.Say(Notice{Text: "The publisher of “" + who.Title + "” is accepted.", Hint: "Another one for the same kit will be an alarm."})
		then()
	}
}

// askPublisher shows a publisher that nobody has accepted yet.
func (s *Studio) askPublisher(who *seal.Report, then, not func()) {
	s.waves.show(s, Card{
		Title: "Do you know this publisher?",
		Text: "“" + who.Title + "” is complete, and signed with a key that is new to you. Compare these six words with what the publisher says, " +
			"on their page, on paper or by telephone: not with anything that came together with this copy. Once accepted, any other key for this kit is an alarm.",
		Words: who.Key.Words(), Code: who.Key.String(),
		Choices: []CardChoice{{"Accept this publisher", func() { s.accept(who, then) }}, {"Not now", not}},
	})
}

// alarm says that a kit isn't its publisher's, and what is shown instead of it,
// if it was open. It stays, and another key, or none, is accepted only by
// saying so twice.
func (s *Studio) alarm(r *seal.Report, instead string, then func()) {
	who := r
	if p := genuine.Publisher(r); p != nil && p.State == seal.Alarm {
		who = p
	}
	name := "“" + r.Title + "”"
	if r.Title == "" {
		name = "this"
	}
	bare, why := bareOf(r), "Whoever made this copy of "+name+" isn’t the publisher whom you accepted."
	if bare != nil {
		why = "Nothing shows that this copy of " + name + " is from the publisher whom you accepted."
	}
	c := Card{
		Title: "Not genuine: don’t use it", Bad: true,
		Text:    capital(sentences(strings.ReplaceAll(r.Reason, "'", "’"))) + " " + why + " Don’t hand it out. Ask the publisher, by another way than this copy.",
		Choices: []CardChoice{{Name: "Leave it"}},
	}
	if instead != "" {
		c.Text += "\n" + sentences(instead)
	}
	if !r.Expected.IsZero() {
		c.Was = r.Expected.Words()
	}
	switch {
	case bare != nil:
		c.Choices = append(c.Choices, CardChoice{"The publisher doesn’t sign any more…", func() { s.askUnsigned(bare, then) }})
	case who.Signed && who.Kit != "" && who.Key != r.Expected && !r.Expected.IsZero():
		c.Words = who.Key.Words()
		c.Choices = append(c.Choices, CardChoice{"The publisher has a new key…", func() { s.askNewKey(who, r.Expected, then) }})
	}
	s.waves.show(s, c)
}

// askNewKey is the one way to accept another key than before.
func (s *Studio) askNewKey(who *seal.Report, was seal.Key, then func()) {
	s.waves.show(s, Card{
		Title: "Accept another key for “" + who.Title + "”?", Bad: true,
		Text:  "Only if the publisher told you, by another way than this copy, that the key is a new one, and these six words are theirs. From then on what was signed with the key before is an alarm.",
		Words: who.Key.Words(), Was: was.Words(), Code: who.Key.String(),
		Choices: []CardChoice{{Name: "Keep the one before"}, {"The words are theirs: accept it", func() { s.accept(who, then) }}},
	})
}

// bareOf is what was found of a kit that nothing is wrong with but that it isn't
// signed any more: of the folder itself, or of the kit that it carries. Nil is
// no such kit.
func bareOf(r *seal.Report) *seal.Report {
	if r.Carried != nil {
		r = r.Carried
	}
	if r.State != seal.Alarm || !r.Bare || r.Kit == "" || len(r.Changed)+len(r.Missing) > 0 {
		return nil
	}
	return r
}

// askUnsigned is the one way to accept a kit that was signed before and isn't
// any more.
func (s *Studio) askUnsigned(r *seal.Report, then func()) {
	s.waves.show(s, Card{
		Title: "Accept “" + r.Title + "” without a signature?", Bad: true,
		Text: "Without a signature nobody can tell whether a copy is the publisher’s own or was changed by somebody: this program will say “not signed” of both, and ask nothing.\n" +
			"Do it only if the publisher told you, by another way than this copy, that the kit isn’t signed from now on. The publisher whom you accepted is then forgotten; the next one who signs it is shown to you first.",
		Was:     r.Expected.Words(),
		Choices: []CardChoice{{Name: "Keep the publisher"}, {"They told me: accept it unsigned", func() { s.forget(r, then) }}},
	})
}

// forget forgets the publisher of a kit, and then goes on.
func (s *Studio) forget(r *seal.Report, then func()) {
	if s.changeRing(func(ring seal.Ring) { delete(ring, r.Kit) }) {
		s.Say(Notice{Text: "“" + r.Title + "” is accepted without a signature.", Hint: "Its publisher is forgotten. One who signs it is shown to you first."})
		then()
	}
}

// checkedStick asks what a stick that was checked makes necessary, and
// remembers what can be mended.
func (s *Studio) checkedStick(path string, r *seal.Report, found mendable) {
	s.waves.found = found
	again := func() { s.CheckStick(path) }
	who := genuine.Publisher(r)
	switch {
	case r.State == seal.Alarm:
		s.alarm(r, "", again)
	case r.Sound() && who != nil && who.State == seal.Stranger:
		s.askPublisher(who, again, nil)
	}
}
