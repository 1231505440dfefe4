package stick_test

import (
	"fmt"
	"io/fs"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"eventkit/kit/stick"
)

// late is a source with one file that is slow to open, and another that hangs
// for an hour: its writer gives no sign then, as with a stick that hangs.
type late struct {
	fs.FS
	by atomic.Int64 // 0 until it is late
}

func (l *late) Open(name string) (fs.File, error) {
	if by := time.Duration(l.by.Load()); by > 0 {
		time.Sleep(map[string]time.Duration{"a": by, "b": time.Hour}[name])
	}
	return l.FS.Open(name)
}

// Who gives no sign is given up on after the patience, and at most a tenth of
// it later, whenever the last sign was.
func TestHungInTime(t *testing.T) {
	const patience = 30 * time.Second
	for _, by := range []time.Duration{1, time.Second, 2999 * time.Millisecond, 3001 * time.Millisecond, 29 * time.Second} {
		src := &late{FS: fstest.MapFS{"a": {Data: []byte("a")}, "b": {Data: []byte("b")}}}
		dir, l := drive(t), prepare(t, src)
		src.by.Store(int64(by))
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			v := stick.Write(t.Context(), l, []stick.Target{{Path: dir}}, stick.Options{Patience: patience}, nil)[0]
			if took := time.Since(began) - by; v.State != stick.Hung || took < patience || took > patience*11/10 {
				t.Errorf("the last sign came after %v: %s %v later", by, v.State, took)
			}
			time.Sleep(2 * time.Hour) // until the writer has left, too
		})
	}
}

// Each file that is taken away is a sign of life: a slow stick with many of
// them isn't taken for one that hangs.
func TestRemovingGivesSigns(t *testing.T) {
	const many = 300
	fsys := fstest.MapFS{"a": {Data: []byte("a")}}
	dir, l := drive(t), prepare(t, fsys)
	for i := range many {
		fsys[fmt.Sprintf("old/%03d.txt", i)] = &fstest.MapFile{Data: []byte("old")}
	}
	good(t, prepare(t, fsys), dir)
	signs := 0
	v := stick.Write(t.Context(), l, []stick.Target{{Path: dir}}, stick.Options{}, func(e stick.Event) {
		if e.Phase == stick.Syncing {
			signs++
		}
	})[0]
	if !v.State.Good() || v.Removed != many || signs < many {
		t.Errorf("%s, %v: %d files were removed with %d signs of life", v.State, v.Err, v.Removed, signs)
	}
}
