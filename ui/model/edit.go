package model

// edit changes the draft in one step of history and paints anew.
func (s *Studio) edit(topic string, f func(*Draft)) {
	before := s.draft.clone()
	f(&s.draft)
	s.settle()
	if s.draft.equal(before) {
		return
	}
	s.history.push(before, topic)
	s.edited()
	s.onChange(PartChoices)
}

// edited keeps and paints the draft after any change.
func (s *Studio) edited() {
	s.forgetSaved()
	s.keep()
	s.repaint()
	s.renewDisplay()
	s.makeReady()
}

// Undo takes the last step back; it returns the field that changed, if one
// did.
func (s *Studio) Undo() (field string, ok bool) { return s.travel(s.history.back) }

// Redo takes the last step that was undone again.
func (s *Studio) Redo() (field string, ok bool) { return s.travel(s.history.forth) }

// CanUndo and CanRedo report whether there is a step to take.
func (s *Studio) CanUndo() bool { return len(s.history.undo) > 0 }

// CanRedo reports whether there is a step to take again.
func (s *Studio) CanRedo() bool { return len(s.history.redo) > 0 }

func (s *Studio) travel(step func(Draft) (Draft, bool)) (string, bool) {
	before := s.draft
	d, ok := step(s.draft)
	if !ok {
		return "", false
	}
	s.draft = d
	s.settle()
	s.checkAll()
	s.edited()
	s.onChange(PartFields | PartFaults | PartChoices)
	if f := changed(before, d); len(f) > 0 {
		return f[0], true
	}
	return "", true
}
