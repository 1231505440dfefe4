package stick_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"eventkit/kit/stick"
)

// What a load is called, and what a folder that holds it is called, is the
// same; another folder is called something else.
func TestListSum(t *testing.T) {
	l, dir := prepare(t, source()), drive(t)
	good(t, l, dir)
	kit := os.DirFS(filepath.Join(dir, "Kit"))
	got, err := stick.ListSum(kit)
	if err != nil || got != l.ListSum() || len(got) != 64 {
		t.Errorf("%q, want %q; %v", got, l.ListSum(), err)
	}
	if _, err := stick.ListSum(os.DirFS(dir)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a list: %v", err)
	}
	other := source()
	other["more.txt"] = other["START-HERE.html"]
	if got := prepare(t, other).ListSum(); got == l.ListSum() {
		t.Error("another load is called the same")
	}
}
