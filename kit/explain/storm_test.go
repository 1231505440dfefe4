package explain_test

import (
	"fmt"
	"testing"

	"eventkit/kit/explain"
	"eventkit/kit/storm"
)

func TestStorms(t *testing.T) {
	for _, c := range []struct {
		err  error
		want explain.Message
	}{
		{fmt.Errorf("clock: %w", storm.ErrNone), explain.Message{
			Title: "The kit has no storm",
			Text:  "None of its actions is marked as the hour at which everyone posts at once.",
			Hint:  "Write storm = \"…\" with the action’s id into kit.toml, and give the action a time.",
		}},
		{&storm.ChoiceError{What: "9 cards a sheet is no choice", Mend: "take 8 or 10"}, explain.Message{
			Title: "The cards can’t be made like that", Text: "9 cards a sheet is no choice.", Hint: "Take 8 or 10.",
		}},
	} {
		if got := explain.Explain(c.err); got != c.want {
			t.Errorf("%v:\n got %+v\nwant %+v", c.err, got, c.want)
		}
	}
}
