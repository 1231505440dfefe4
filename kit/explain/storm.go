package explain

import (
	"errors"

	"eventkit/kit/storm"
)

// storms are the explainers of the hour at which everyone posts at once.
func storms() []func(error) (Message, bool) {
	return []func(error) (Message, bool){noStorm, noChoice}
}

func noStorm(err error) (Message, bool) {
	return Message{
		Title: "The kit has no storm",
		Text:  "None of its actions is marked as the hour at which everyone posts at once.",
		Hint:  "Write storm = \"…\" with the action’s id into kit.toml, and give the action a time.",
	}, errors.Is(err, storm.ErrNone)
}

func noChoice(err error) (Message, bool) {
	var e *storm.ChoiceError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	return Message{Title: "The cards can’t be made like that", Text: sentence(e.What), Hint: sentence(e.Mend)}, true
}
