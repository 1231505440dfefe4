package model

import (
	"eventkit/kit/genuine"
	"eventkit/kit/seal"
)

// Card is a question about a kit, or an alarm, that stays until it is
// answered, whatever room is shown.
type Card struct {
	Title, Text string
	// Bad marks an alarm.
	Bad bool
	// Words are a publisher's key as six words; Was those of the key that was
	// accepted before, in an alarm.
	Words, Was []string
	// Code is what the code holds that is shown beside the words: the key.
	Code string
	// Choices are the answers; the first is the usual one.
	Choices []CardChoice
}

// CardChoice is an answer to a card.
type CardChoice struct {
	Name string
	do   func()
}

// Empty reports whether there is nothing to ask.
func (c Card) Empty() bool { return c.Title == "" }

// Card returns the question that waits for an answer.
func (s *Studio) Card() Card { return s.waves.card }

// Answer answers the card by the index of a choice.
func (s *Studio) Answer(i int) {
	choices := s.waves.card.Choices
	if i < 0 || i >= len(choices) {
		return
	}
	s.waves.show(s, Card{})
	if do := choices[i].do; do != nil {
		do()
	}
}

// LeaveCard takes the answer that changes nothing, if there is one.
func (s *Studio) LeaveCard() {
	for i, c := range s.waves.card.Choices {
		if c.do == nil {
			s.Answer(i)
			return
		}
	}
}

// show shows a card, or takes it away if it is empty.
func (w *waves) show(s *Studio, c Card) {
	if c.Empty() && w.card.Empty() {
		return
	}
	w.card = c
	s.onChange(PartCard)
}

// ringFile is where the accepted publishers are; "" for a window that
// remembers nothing.
func (s *Studio) ringFile() string { return s.p.Store.Path(seal.RingFile) }

// ring reads the accepted publishers.
func (s *Studio) ring() (seal.Ring, error) {
	if path := s.ringFile(); path != "" {
		return seal.OpenRing(path)
	}
	return seal.Ring{}, nil
}

// accept accepts the publisher of a kit, in place of the one before if there
// was one, and then goes on.
func (s *Studio) accept(who *seal.Report, then func()) {
	ring, err := s.ring()
	if err == nil {
		ring[who.Kit] = who.Key
		err = ring.Save(s.ringFile())
	}
	if err != nil {
		s.fail(err)
		return
	}
	s.Say(Notice{Text: "The publisher of “" + who.Title + "” is accepted.", Hint: "Another one for the same kit will be an alarm."})
	then()
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

// alarm says that a kit isn't its publisher's. It stays, and the key is
// accepted only by saying so twice.
func (s *Studio) alarm(r *seal.Report, then func()) {
	who := r
	if p := genuine.Publisher(r); p != nil && p.State == seal.Alarm {
		who = p
	}
	name := "“" + r.Title + "”"
	if r.Title == "" {
		name = "this"
	}
	c := Card{
		Title: "Not genuine: don’t use it", Bad: true,
		Text:    capital(sentences(r.Reason)) + " Whoever made this copy of " + name + " isn’t the publisher whom you accepted. Don’t hand it out. Ask the publisher, by another way than this copy.",
		Choices: []CardChoice{{Name: "Leave it"}},
	}
	if !r.Expected.IsZero() {
		c.Was = r.Expected.Words()
	}
	if who.Signed && who.Kit != "" && who.Key != r.Expected && !r.Expected.IsZero() {
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

// checkedStick asks what a stick that was checked makes necessary, and
// remembers what can be mended.
func (s *Studio) checkedStick(path string, r *seal.Report, found mendable) {
	s.waves.found = found
	again := func() { s.CheckStick(path) }
	who := genuine.Publisher(r)
	switch {
	case r.State == seal.Alarm:
		s.alarm(r, again)
	case r.Sound() && who != nil && who.State == seal.Stranger:
		s.askPublisher(who, again, nil)
	}
}
