package explain_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"eventkit/kit/explain"
	"eventkit/kit/genuine"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// Every verdict names its stick and port, says what happened, and every bad
// one what to do.
func TestStick(t *testing.T) {
	target := stick.Target{Path: "/media/ana/KIT", Label: "KIT", Port: "2-1"}
	tests := []struct {
		verdict stick.Verdict
		want    []string
	}{
		{stick.Verdict{State: stick.Done, Copied: 1200, Bytes: 2e8, Kept: 3}, []string{"done", "1,200 files written (200 MB), 3 there already"}},
		{stick.Verdict{State: stick.Done, Kept: 1}, []string{"1 file, all there already"}},
		{stick.Verdict{State: stick.Done, Copied: 1, Removed: 2}, []string{"1 file written", "2 files of before taken away"}},
		{stick.Verdict{State: stick.DoneFromMemory, Kept: 1}, []string{"checked, but from memory", "may have answered for the stick", "Pull it, plug it in again, and it is checked once more."}},
		{stick.Verdict{State: stick.Full, Needs: 2e9, Free: 1e6}, []string{"too little room", "needs 2.0 GB and has 1.0 MB", "Nothing was written"}},
		{stick.Verdict{State: stick.Full, File: "song.ogg"}, []string{"full", "song.ogg", "may hold less than it says"}},
		{stick.Verdict{State: stick.ReadOnly}, []string{"write-protected", "switch"}},
		{stick.Verdict{State: stick.Gone, File: "a.pdf"}, []string{"gone", "a.pdf", "goes on where it was"}},
		{stick.Verdict{State: stick.Lies}, []string{"don’t use it", "other bytes"}},
		{stick.Verdict{State: stick.Hung}, []string{"doesn’t answer", "The others go on"}},
		{stick.Verdict{State: stick.Taken, File: "b.txt"}, []string{"in the way", "b.txt", "Nothing of it was changed"}},
		{stick.Verdict{State: stick.Newer, Err: errors.New("it has version 2")}, []string{"a newer version is on it", "It has version 2. Nothing was changed.", "Hand it out as it is"}},
		{stick.Verdict{State: stick.Cancelled}, []string{"stopped", "goes on where it was"}},
		{stick.Verdict{State: stick.Source, File: "b.txt"}, []string{"b.txt", "The stick is all right"}},
		{stick.Verdict{State: stick.Failed, Err: errors.New("an odd thing")}, []string{"An odd thing", "Try again"}},
	}
	for _, tt := range tests {
		t.Run(string(tt.verdict.State), func(t *testing.T) {
			tt.verdict.Target = target
			m := explain.Stick(tt.verdict)
			if !strings.HasPrefix(m.Title, "KIT (port 2-1): ") {
				t.Errorf("title %q", m.Title)
			}
			all := m.Title + "\n" + m.Text + "\n" + m.Hint
			for _, want := range tt.want {
				if !strings.Contains(all, want) {
					t.Errorf("%q is not in:\n%s", want, all)
				}
			}
			if !tt.verdict.State.Good() && m.Hint == "" {
				t.Error("it doesn't say what to do")
			}
		})
	}
	if got := explain.Drive(stick.Target{Path: "/mnt"}); got != "/mnt" {
		t.Errorf("a target without a label is called %q", got)
	}
}

func TestVerified(t *testing.T) {
	many := make([]string, 25)
	for i := range many {
		many[i] = fmt.Sprint("f", i)
	}
	tests := []struct {
		report seal.Report
		want   []string
	}{
		{seal.Report{State: seal.Genuine, Files: 3, Bytes: 4000}, []string{"Complete and genuine", "3 files (4.0 kB)"}},
		{seal.Report{State: seal.Stranger}, []string{"new to you", "six words"}},
		{seal.Report{State: seal.Unsigned}, []string{"not signed", "anyone may have made it"}},
		{seal.Report{State: seal.Genuine, Title: "River walk"}, []string{"“River walk”, signed by the publisher that you accepted"}},
		{seal.Report{State: seal.Unsigned, Carried: &seal.Report{State: seal.Genuine, Title: "River walk"}}, []string{"the kit on it is genuine", "whoever filled the stick"}},
		{seal.Report{State: seal.Unsigned, Carried: &seal.Report{State: seal.Stranger}}, []string{"new to you", "six words", "whoever filled the stick"}},
		{seal.Report{State: seal.Unsigned, Carried: &seal.Report{State: seal.Unsigned}}, []string{"not signed", "anyone may have made it"}},
		{seal.Report{State: seal.Damaged, Changed: []string{"a"}, Missing: many}, []string{"Damaged", "Changed: a", "Missing: f19", "… and 5 more", "good copy"}},
		{seal.Report{State: seal.Unfinished}, []string{"Not finished", "Copy it again"}},
		{seal.Report{State: seal.Alarm, Reason: "the signature was taken away"}, []string{"Not genuine", "The signature was taken away.", "Don’t hand it out"}},
	}
	for _, tt := range tests {
		m := explain.Verified(&tt.report)
		all := m.Title + "\n" + m.Text + "\n" + m.Hint
		for _, want := range tt.want {
			if !strings.Contains(all, want) {
				t.Errorf("%s: %q is not in:\n%s", tt.report.State, want, all)
			}
		}
		if strings.Contains(all, "f20") {
			t.Errorf("%s: the list goes on and on:\n%s", tt.report.State, all)
		}
	}
}

func TestSealed(t *testing.T) {
	tests := []struct {
		err  error
		want string
	}{
		{&seal.SumsError{Line: 3, What: "a path is listed twice", Mend: "take the list from another copy"}, "The list of sums can’t be read"},
		{&stick.NameError{Path: "CON", What: "is the name of a device on Windows", Mend: "rename it"}, "CON is the name of a device on Windows."},
		{&stick.UnsoundError{Report: &seal.Report{State: seal.Damaged, Changed: []string{"x"}}}, "Changed: x"},
		{&genuine.OtherError{Want: "river", Have: "lake"}, "This is a copy of the kit lake, and not of river.\nChoose"},
		{&genuine.ForeignError{Path: "STICK"}, "Nothing in STICK shows that it was filled from a kit, so what lies there is left as it is.\nName"},
		{&seal.RingError{File: "keys.toml", Line: 3, What: "this is not TOML"}, "keys.toml:3: this is not TOML.\nMend the line"},
		{fmt.Errorf("it: %w", seal.ErrPassword), "Wrong password"},
		{fmt.Errorf("it: %w", seal.ErrKey), "That is no key"},
	}
	for _, tt := range tests {
		m := explain.Explain(tt.err)
		if all := m.Title + "\n" + m.Text + "\n" + m.Hint; !strings.Contains(all, tt.want) {
			t.Errorf("%v: %q is not in:\n%s", tt.err, tt.want, all)
		}
	}
}
