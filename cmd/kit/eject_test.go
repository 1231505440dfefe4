package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit/drive"
	"eventkit/kit/stick"
)

// Only what is done is ejected, each by its own drive, and what came of it is
// told in words and as JSON.
func TestEjectGood(t *testing.T) {
	drives := []drive.Drive{{Path: "/media/a", Label: "A"}, {Path: "/media/b", Label: "B"}, {Path: "/media/c", Label: "C"}, {Path: "/media/e", Label: "E"}}
	verdict := func(path string, s stick.State) stick.Verdict {
		return stick.Verdict{Target: stick.Target{Path: path}, State: s}
	}
	verdicts := []stick.Verdict{
		verdict("/media/a", stick.Done), verdict("/media/b", stick.Lies), verdict("/media/c", stick.DoneFromMemory), verdict("/home/d", stick.Done), verdict("/media/e", stick.Done),
	}
	busy := &drive.EjectError{Name: "E", Reason: drive.ErrBusy}
	asked := make(chan string, len(drives))
	got := ejectGood(t.Context(), verdicts, drives, func(_ context.Context, d drive.Drive) error {
		asked <- d.Label
		if d.Label == "E" {
			return busy
		}
		return nil
	})
	close(asked)
	seen := map[string]bool{}
	for name := range asked {
		seen[name] = true
	}
	if len(seen) != 3 || seen["B"] {
		t.Errorf("asked to eject %v", seen)
	}
	want := []ejection{{done: true}, {}, {done: true}, {folder: true}, {err: busy}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}

	var said bytes.Buffer
	e := &env{t.Context(), &said, &said}
	load, err := stick.Prepare(t.Context(), fstest.MapFS{"a": {}}, "My kit", nil, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, words := range [][]string{
		{"/media/a: done", "Ejected: you can pull it."},
		{"/media/b: don’t use it"},
		{"checked, but from memory", "kit verify '/media/c/My kit'", "Ejected"},
		{"there is nothing to eject"},
		{"/media/e: done", "E: not ejected", "A program has something on it open."},
	} {
		said.Reset()
		e.tellCopied(load, verdicts[i], got[i])
		for _, w := range words {
			if !strings.Contains(said.String(), w) {
				t.Errorf("%q is not in:\n%s", w, &said)
			}
		}
		said.Reset()
		if err := printCopied(&said, verdicts[i], got[i]); err != nil {
			t.Fatal(err)
		}
		var line copied
		if err := json.Unmarshal(said.Bytes(), &line); err != nil || line.Ejected != got[i].done || (line.EjectError != "") != (got[i].err != nil) {
			t.Errorf("%+v, %v", line, err)
		}
	}
}

func TestQuoted(t *testing.T) {
	for path, want := range map[string]string{
		"/media/KIT": "/media/KIT", "/media/MY KIT": "'/media/MY KIT'", "/media/it's": `'/media/it'\''s'`, "/media/$HOME": "'/media/$HOME'",
	} {
		if got := quoted(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
