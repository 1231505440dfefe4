package explain_test

import (
	"fmt"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/seal"
	"eventkit/kit/wave"
)

// What is wrong with an update is said with what it was made for.
func TestWaves(t *testing.T) {
	river, later := kit.Manifest{ID: "river", Version: "1"}, kit.Manifest{ID: "river", Version: "2"}
	base := wave.BaseError{ID: "river", Version: "1", To: "2"}
	with := func(id, version string) error {
		e := base
		e.Have = kit.Manifest{ID: id, Version: version}
		return fmt.Errorf("update: %w", &e)
	}
	for _, tt := range []struct {
		err  error
		want []string
	}{
		{with("lake", "1"), []string{"for something else", "version 1 of the kit river, and this is the kit lake."}},
		{with("river", "1.5"), []string{"for something else", "this is version 1.5."}},
		{with("river", "1"), []string{"files are changed", "whole new kit"}},
		{with("river", "2"), []string{"there already", "nothing to do"}},
		{&wave.ResultError{Report: &seal.Report{State: seal.Damaged, Changed: []string{"a.txt"}}}, []string{"wasn’t taken", "Damaged", "Changed: a.txt"}},
		{&wave.Error{What: "it has no list", Mend: "copy the update again"}, []string{"can’t be used", "It has no list.", "Copy the update again."}},
		{&wave.VersionError{There: river, Copy: later}, []string{"That copy has another version", "It is version 1 of this kit, and the copy is version 2.", "to have the newer one there, copy that"}},
		{&wave.VersionError{There: later, Copy: river}, []string{"the copy is version 1.", "Choose a copy of the same version."}},
		{&wave.PackError{What: "a and b are two kits", Mend: "name others"}, []string{"No update can be made", "are two kits."}},
	} {
		m := explain.Explain(tt.err)
		all := m.Title + "\n" + m.Text + "\n" + m.Hint
		for _, want := range tt.want {
			if !strings.Contains(all, want) {
				t.Errorf("%v: %q is not in:\n%s", tt.err, want, all)
			}
		}
	}
}
