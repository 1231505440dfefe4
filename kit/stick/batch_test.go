package stick_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"eventkit/kit/stick"
)

// More files than are written before they are renamed, and larger ones than
// are on their way to the medium at a time.
func TestWriteManyBatches(t *testing.T) {
	fsys := source()
	for i := range 600 {
		fsys[fmt.Sprintf("many/%03d.txt", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "file %d", i)}
	}
	for i := range 3 {
		fsys[fmt.Sprintf("films/%d.webm", i)] = &fstest.MapFile{Data: bytes.Repeat([]byte{byte(i), 7, 31}, 4<<20)}
	}
	l := prepare(t, fsys)
	dirs := []string{drive(t), drive(t)}
	for i, v := range write(t, l, dirs...) {
		if !v.State.Good() || v.Copied != len(l.Files) || v.Bytes != l.Bytes {
			t.Errorf("%+v", v)
		}
		whole(t, dirs[i], fsys)
	}
}

// What a run left that was stopped is taken away, and nothing that is only
// called alike.
func TestWriteTakesItsOwnAway(t *testing.T) {
	l := prepare(t, source())
	for _, before := range []bool{false, true} {
		dir := drive(t)
		if before {
			good(t, l, dir)
		}
		theirs := []string{".eventkit-part-", ".eventkit-part-07", ".eventkit-part-x", ".eventkit-part--1", ".eventkit-parts", ".eventkit-part-16384", ".eventkit-part-300/x"}
		for _, name := range append([]string{".eventkit-part", ".eventkit-part-1", ".eventkit-part-255", ".eventkit-part-256"}, theirs...) {
			put(t, dir, "Kit/"+name, "left")
		}
		good(t, l, dir)
		for _, name := range theirs {
			if b, err := os.ReadFile(filepath.Join(dir, "Kit", name)); err != nil || string(b) != "left" {
				t.Errorf("%s: %q, %v", name, b, err)
			}
			os.RemoveAll(filepath.Join(dir, "Kit", name))
		}
		os.Remove(filepath.Join(dir, "Kit/.eventkit-part-300"))
		whole(t, dir, source())
	}
	dir := drive(t)
	put(t, dir, "Kit/.eventkit-part-3/x", "left")
	if v := write(t, l, dir)[0]; v.State != stick.Taken || v.File != ".eventkit-part-3" {
		t.Errorf("%+v", v)
	}
}

// counting counts the bytes that are read of it, and fails once if it is told.
type counting struct {
	fs.FS
	read atomic.Int64
	fail atomic.Bool
}

func (c *counting) Open(name string) (fs.File, error) {
	if name != "." && c.fail.CompareAndSwap(true, false) {
		return nil, errors.New("the disk is busy")
	}
	f, err := c.FS.Open(name)
	if _, folder := f.(fs.ReadDirFile); err != nil || folder {
		return f, err
	}
	return &countingFile{f, &c.read}, nil
}

type countingFile struct {
	fs.File
	read *atomic.Int64
}

func (f *countingFile) Seek(to int64, whence int) (int64, error) {
	return f.File.(io.Seeker).Seek(to, whence)
}

func (f *countingFile) Read(b []byte) (int, error) {
	n, err := f.File.Read(b)
	f.read.Add(int64(n))
	return n, err
}

// The source is read once for all sticks, and what couldn't be read is tried
// again in the next run.
func TestWriteReadsTheSourceOnce(t *testing.T) {
	src := &counting{FS: source()}
	l := prepare(t, src)
	dir := drive(t)
	src.fail.Store(true)
	if v := write(t, l, dir)[0]; v.State != stick.Source || v.File == "" {
		t.Errorf("%+v", v)
	}
	good(t, l, dir)
	whole(t, dir, source())

	l = prepare(t, src)
	src.read.Store(0)
	dirs := []string{drive(t), drive(t), drive(t), drive(t)}
	for _, v := range write(t, l, dirs...) {
		if !v.State.Good() {
			t.Errorf("%+v", v)
		}
	}
	var size int64
	for _, f := range source() {
		size += int64(len(f.Data))
	}
	if got := src.read.Load(); got != size {
		t.Errorf("%d bytes were read for four sticks, there are %d", got, size)
	}
}
