package stick_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit/stick"
)

// Whoever asks to keep what is there is asked once about our folder, and
// nothing is changed then.
func TestKeep(t *testing.T) {
	dir, l := drive(t), prepare(t, source())
	newer := errors.New("it has version 2")
	asked := 0
	put := func(answer error) stick.Verdict {
		o := stick.Options{Keep: func(there fs.FS) error {
			asked++
			if _, err := fs.Stat(there, "START-HERE.html"); err != nil {
				t.Error(err)
			}
			return answer
		}}
		return stick.Write(t.Context(), l, []stick.Target{{Path: dir, Label: "one"}}, o, nil)[0]
	}
	if v := put(newer); v.State != stick.Done && v.State != stick.DoneFromMemory || asked != 0 {
		t.Fatalf("a new stick: %s, %v, asked %d times", v.State, v.Err, asked)
	}
	empty := drive(t)
	if err := os.Mkdir(filepath.Join(empty, "Kit"), 0o777); err != nil {
		t.Fatal(err)
	}
	o := stick.Options{Keep: func(fs.FS) error { return newer }}
	if v := stick.Write(t.Context(), l, []stick.Target{{Path: empty}}, o, nil)[0]; !v.State.Good() {
		t.Errorf("an empty folder: %s, %v", v.State, v.Err)
	}
	other := source()
	delete(other, "posters/badge.pdf")
	other["START-HERE.html"].Data = []byte("<!doctype html>another")
	before := contents(t, dir)
	l = prepare(t, other)
	if v := put(newer); v.State != stick.Newer || v.State.Good() || !errors.Is(v.Err, newer) || v.Target.Label != "one" || v.Copied+v.Kept+v.Removed != 0 || asked != 1 {
		t.Errorf("%+v, asked %d times", v, asked)
	}
	if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
		t.Error(diff)
	}
	if v := put(nil); !v.State.Good() || asked != 2 {
		t.Errorf("%s, %v, asked %d times", v.State, v.Err, asked)
	}
	whole(t, dir, other)
}

// What was right before is read back after the last write: on a stick that
// holds less than it says, new files land on old ones.
func TestKeptFilesAreReadBack(t *testing.T) {
	src := source()
	dir, l := drive(t), prepare(t, src)
	good(t, l, dir)
	old := filepath.Join(dir, "Kit", "posters", "chain.pdf")
	if err := os.Remove(filepath.Join(dir, "Kit", "song", "song.ogg")); err != nil {
		t.Fatal(err)
	}
	// What its source is by now has no part in it.
	src["posters/chain.pdf"] = &fstest.MapFile{Data: []byte("another one")}
	var total int64
	v := stick.Write(t.Context(), l, []stick.Target{{Path: dir}}, stick.Options{}, func(e stick.Event) {
		switch e.Phase {
		case stick.Copying:
			if err := os.WriteFile(old, bytes.Repeat([]byte("wrap. "), 9000), 0o666); err != nil {
				t.Error(err)
			}
		case stick.Checking:
			total = e.Total
		}
	})[0]
	if v.State != stick.Lies || v.File != "posters/chain.pdf" || v.Copied != 1 || total != l.Bytes {
		t.Errorf("%+v, %d bytes were to be checked of %d", v, total, l.Bytes)
	}
	if _, err := os.Stat(old); err != nil {
		t.Error(err)
	}
	src["posters/chain.pdf"] = source()["posters/chain.pdf"]
	v = good(t, l, dir)
	if v.Copied != 1 {
		t.Errorf("%+v", v)
	}
	whole(t, dir, source())
}

// A folder of ours that nothing came into isn't left behind; one that was there
// is.
func TestNoEmptyFolder(t *testing.T) {
	l := prepare(t, source())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, there := range []bool{false, true} {
		dir := drive(t)
		if there {
			if err := os.Mkdir(filepath.Join(dir, "Kit"), 0o777); err != nil {
				t.Fatal(err)
			}
		}
		if v := stick.Write(ctx, l, []stick.Target{{Path: dir}}, stick.Options{}, nil)[0]; v.State != stick.Cancelled {
			t.Errorf("%s, %v", v.State, v.Err)
		}
		if _, err := os.Stat(filepath.Join(dir, "Kit")); (err == nil) != there {
			t.Errorf("there before: %v, after: %v", there, err)
		}
	}
}
