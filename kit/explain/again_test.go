package explain_test

import (
	"strings"
	"testing"

	"eventkit/kit/explain"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// A stick that was plugged in again is done for good, or what is wrong is
// named.
func TestAgain(t *testing.T) {
	target := stick.Target{Label: "KIT", Port: "2-1"}
	tests := []struct {
		report seal.Report
		list   bool
		want   []string
	}{
		{seal.Report{State: seal.Unsigned, Files: 3, Bytes: 4000}, true, []string{"KIT (port 2-1): done", "once more", "3 files (4.0 kB), all right."}},
		{seal.Report{State: seal.Unsigned, Files: 3}, false, []string{"KIT (port 2-1): not as it was written", "another list of sums", "Copy it again."}},
		{seal.Report{State: seal.Damaged, Changed: []string{"song.ogg"}}, true, []string{"not as it was written", "Changed: song.ogg", "take another stick"}},
		{seal.Report{State: seal.Unfinished}, false, []string{"not as it was written", "SHA256SUMS, is missing", "Copy it again."}},
	}
	for _, tt := range tests {
		m := explain.Again(target, &tt.report, tt.list)
		all := m.Title + "\n" + m.Text + "\n" + m.Hint
		for _, want := range tt.want {
			if !strings.Contains(all, want) {
				t.Errorf("%s: %q is not in:\n%s", tt.report.State, want, all)
			}
		}
	}
}
