package explain

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"eventkit/kit/nearby"
	"eventkit/kit/stick"
)

// carried says what is wrong with what lies beside the program.
func carried(err error) (Message, bool) {
	var broken *nearby.KitError
	var several *nearby.SeveralError
	var program *nearby.ProgramError
	switch {
	case errors.As(err, &broken):
		m, verb := Explain(broken.Err), "can’t be opened"
		var unsound *stick.UnsoundError
		if errors.As(broken.Err, &unsound) {
			m.Text, verb = m.Text+" "+m.Hint, "isn’t used"
		}
		return Message{
			Title: "The kit beside the program, " + filepath.Base(broken.Path) + ", " + verb,
			Text:  sentence(m.Title + ": " + m.Text), Hint: "Put a good copy in its place. The kit inside the program is still there; kit takes it with --kit built-in.",
		}, true
	case errors.As(err, &several):
		return Message{
			Title: fmt.Sprintf("%d kits lie beside the program", len(several.Paths)),
			Text:  "They are " + strings.Join(several.Names(), ", ") + ".", Hint: "Name one with --kit, or the one inside the program with --kit built-in.",
		}, true
	case errors.As(err, &program):
		return Message{
			Title: "That is no program for " + program.System,
			Text:  program.Path + " isn’t one, or not for x86-64.", Hint: "Put a good copy in its place, or take it away.",
		}, true
	}
	return Message{}, false
}
