package model

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
