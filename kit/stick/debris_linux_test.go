package stick_test

import (
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"eventkit/kit/seal"
)

// What a stopped run left goes last: a stick that turns read-only when it is
// removed, as a FAT does that a power cut left half told of it, is whole by
// then. The next run takes it away, if it goes.
func TestFaultsOfDebris(t *testing.T) {
	m := plug(t, 0)
	left := []string{"Kit/.eventkit-part", "Kit/.eventkit-part-1"}
	for _, name := range left {
		put(t, m.dir, name, "left")
	}
	readOnly, unlinks := false, 0
	m.set(func(c call) answer {
		if c.op == "unlink" {
			if unlinks++; unlinks > 1 { // the journal is one
				readOnly = true
			}
		}
		if readOnly && c.changes() {
			return answer{errno: syscall.EROFS}
		}
		return answer{}
	})
	l := prepare(t, source())
	good(t, l, m.dir)
	m.set(nil)
	if !readOnly {
		t.Fatal("the stick didn't turn read-only")
	}
	got := contents(t, filepath.Join(m.dir, "Kit"))
	for name, f := range source() {
		if got[name] != string(f.Data) {
			t.Errorf("%s isn't right", name)
		}
	}
	if got[seal.SumsFile] == "" || len(got[filepath.Base(left[0])]) == 0 {
		t.Errorf("the stick is sealed: %v; what was left is there: %q", got[seal.SumsFile] != "", got[filepath.Base(left[0])])
	}
	if v := good(t, l, m.dir); v.Copied != 0 {
		t.Errorf("the next run wrote %d files", v.Copied)
	}
	holds(t, m.dir, source())
	for _, name := range left {
		if slices.Contains(m.names(), name) {
			t.Errorf("%s is still there", filepath.Base(name))
		}
	}
}
