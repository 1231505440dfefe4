package explain

import (
	"errors"

	"eventkit/kit/drive"
)

// unejected says why a drive wasn't ejected. All that was written is on it,
// and stays.
func unejected(err error) (Message, bool) {
	var e *drive.EjectError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	m := Message{Title: e.Name + ": not ejected", Hint: "Everything is on it. Eject it where your computer shows its drives, then pull it."}
	switch e.Reason {
	case drive.ErrBusy:
		m.Text, m.Hint = "A program has something on it open.", "Everything is on it. Close that program, eject it where your computer shows its drives, then pull it."
	case drive.ErrNotAllowed:
		m.Text = "This computer lets only its administrator eject it."
	case drive.ErrNotEjectable:
		m.Text = "There is no way to eject it from here."
	default:
		m.Text = sentence(e.Err.Error())
	}
	return m, true
}
