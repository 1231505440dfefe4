package explain

import (
	"fmt"

	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// Again says what a stick was found to be that had been checked from memory
// only and was plugged in again; list says that its list of sums is the one
// that was written.
func Again(t stick.Target, r *seal.Report, list bool) Message {
	name := Drive(t)
	if r.Sound() && list {
		return Message{name + ": done", fmt.Sprintf("Checked once more after it was plugged in: %s (%s), all right.", files(r.Files), size(r.Bytes)), ""}
	}
	m := Verified(r)
	m.Title = name + ": not as it was written"
	if r.Sound() {
		m.Text = "It holds another list of sums than the one that was written."
	}
	m.Hint = "Copy it again. If that happens twice, take another stick."
	return m
}
