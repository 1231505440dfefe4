package kit_test

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
)

func TestProblemString(t *testing.T) {
	for want, p := range map[string]kit.Problem{
		"kit.toml:3: it is wrong; mend it":       {File: "kit.toml", Line: 3, What: "it is wrong", Mend: "mend it"},
		"kit.toml: it is wrong; mend it":         {File: "kit.toml", What: "it is wrong", Mend: "mend it"},
		"kit.toml:3: warning: it is odd; see it": {File: "kit.toml", Line: 3, What: "it is odd", Mend: "see it", Warning: true},
		"it is wrong":                            {What: "it is wrong"},
	} {
		if got := p.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestProblems(t *testing.T) {
	limit := &kit.LimitError{File: "a", What: "bytes", Got: 3, Max: 2}
	ps := kit.Problems{
		{File: "a", What: "one", Err: limit},
		{File: "b", What: "two", Warning: true},
		{File: "c", What: "three", Err: fmt.Errorf("read: %w", fs.ErrPermission)},
	}
	if want := "a: one\nb: warning: two\nc: three"; ps.Error() != want {
		t.Errorf("the list reads %q", ps.Error())
	}
	if errs := ps.Errors(); len(errs) != 2 || errs[0].File != "a" || errs[1].File != "c" {
		t.Errorf("without warnings: %v", errs)
	}
	if (kit.Problems{{Warning: true}}).Errors() != nil {
		t.Error("a warning is an error")
	}
	wrapped := fmt.Errorf("open: %w", ps)
	var back kit.Problems
	if !errors.As(wrapped, &back) || len(back) != 3 {
		t.Error("the list is lost")
	}
	if limitIn(t, wrapped) != limit || !errors.Is(wrapped, fs.ErrPermission) {
		t.Error("a cause is lost")
	}
}

func TestFieldErrors(t *testing.T) {
	all := &kit.FieldErrors{Fields: []kit.FieldError{{"date", "it is past", "choose another"}, {"link", "it is long", "shorten it"}}}
	if want := "date: it is past; choose another\nlink: it is long; shorten it"; all.Error() != want {
		t.Errorf("the list reads %q", all.Error())
	}
	var got []string
	for _, err := range all.Unwrap() {
		var one *kit.FieldError
		if !errors.As(err, &one) {
			t.Fatalf("a %T", err)
		}
		got = append(got, one.Field)
	}
	if d := cmp.Diff([]string{"date", "link"}, got); d != "" {
		t.Error(d)
	}
}

func TestLimitError(t *testing.T) {
	err := &kit.LimitError{File: "song.ogg", What: "bytes", Got: 11, Max: 10}
	if want := "song.ogg: 11 bytes, the most is 10"; err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
}

// The limits that a kit is promised to be read under. Whoever changes one
// changes what kits work.
func TestDefaultLimits(t *testing.T) {
	want := kit.Limits{
		Archive:   2 * 1024 * 1024 * 1024,
		Entries:   2000,
		Unpacked:  4 * 1024 * 1024 * 1024,
		Ratio:     200,
		RatioFrom: 10 * 1024 * 1024,
		Depth:     8,
		Path:      180,
		Manifest:  1024 * 1024,
		Pixels:    100 * 1000 * 1000,
	}
	if d := cmp.Diff(want, kit.DefaultLimits()); d != "" {
		t.Error(d)
	}
}
