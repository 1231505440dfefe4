package explain_test

import (
	"errors"
	"fmt"
	"testing"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/nearby"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// What lies beside a program and isn't right is named, with the way on.
func TestNearby(t *testing.T) {
	const way = "Put a good copy in its place. The kit inside the program is still there; kit takes it with --kit built-in."
	tests := map[string]struct {
		err  error
		want explain.Message
	}{
		"a damaged kit": {
			&nearby.KitError{Path: "/media/ana/STICK/a.kit", Err: kit.Problems{{File: "a.kit", What: "this is not a whole zip archive", Mend: "copy it again"}}},
			explain.Message{Title: "The kit beside the program, a.kit, can’t be opened", Text: "One problem in a.kit: a.kit: this is not a whole zip archive; copy it again.", Hint: way},
		},
		"one that is locked": {
			&nearby.KitError{Path: "a.kit", Err: errors.New("no way in")},
			explain.Message{Title: "The kit beside the program, a.kit, can’t be opened", Text: "That didn’t work: No way in.", Hint: way},
		},
		"one that isn't genuine": {
			&nearby.KitError{Path: "a.kit", Err: &stick.UnsoundError{Report: &seal.Report{State: seal.Alarm, Reason: "it is signed with another key than before"}}},
			explain.Message{
				Title: "The kit beside the program, a.kit, isn’t used",
				Text:  "Not genuine: It is signed with another key than before.\n0 files (0 B) are as they should be. Don’t hand it out. Ask the publisher, by another way than this stick.", Hint: way,
			},
		},
		"several kits": {
			&nearby.SeveralError{Paths: []string{"/x/a.kit", "/x/b"}},
			explain.Message{Title: "2 kits lie beside the program", Text: "They are a.kit, b.", Hint: "Name one with --kit, or the one inside the program with --kit built-in."},
		},
		"no program": {
			fmt.Errorf("look: %w", &nearby.ProgramError{Path: "/x/Event Kit for Linux", System: "Linux"}),
			explain.Message{Title: "That is no program for Linux", Text: "/x/Event Kit for Linux isn’t one, or not for x86-64.", Hint: "Put a good copy in its place, or take it away."},
		},
	}
	for name, tt := range tests {
		if got := explain.Explain(tt.err); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
