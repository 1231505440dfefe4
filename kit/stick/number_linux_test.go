package stick_test

import (
	"os"
	"syscall"
	"testing"

	"eventkit/kit/stick"
)

// What isn't the file system that was found there is left alone.
func TestAnotherDiskInItsPlace(t *testing.T) {
	dir, l := drive(t), prepare(t, source())
	info, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	own := info.Sys().(*syscall.Stat_t).Dev
	v := stick.Write(t.Context(), l, []stick.Target{{Path: dir, Number: own + 1}}, stick.Options{}, nil)[0]
	if v.State != stick.Gone || len(contents(t, dir)) != 0 {
		t.Errorf("%s, %v, %v", v.State, v.Err, contents(t, dir))
	}
	if v = stick.Write(t.Context(), l, []stick.Target{{Path: dir, Number: own}}, stick.Options{}, nil)[0]; !v.State.Good() {
		t.Errorf("%s, %v", v.State, v.Err)
	}
}
