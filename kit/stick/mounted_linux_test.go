package stick_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/sys/unix"

	"eventkit/kit/stick"
)

// inMemory mounts a file system of the kernel's own.
func inMemory(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Fatalf("tmpfs can't be mounted: %v; this test needs to run as root", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	return dir
}

// copying calls do at the first sign after so many copied bytes.
func copying(bytes int64, do func() error) (tell func(stick.Event), struck func() error) {
	err := errors.New("it never struck")
	var once bool
	return func(e stick.Event) {
		if e.Phase == stick.Copying && e.Done >= bytes && !once {
			err = do()
			once = err == nil
		}
	}, func() error { return err }
}

// A disk that fills up, has no room for names, turns read-only or is taken
// away under us.
func TestFaultsOfMounts(t *testing.T) {
	tests := []struct {
		name, options string
		strike        func(dir string) error
		mend          func(dir string) error
		want          stick.State
	}{
		{
			"full", "size=4m",
			func(dir string) error {
				err := os.WriteFile(filepath.Join(dir, "more"), make([]byte, 4<<20), 0o666)
				if errors.Is(err, unix.ENOSPC) {
					return nil
				}
				return errors.Join(err, errors.New("it isn't full"))
			},
			func(dir string) error { return os.Remove(filepath.Join(dir, "more")) },
			stick.Full,
		},
		{
			"no room for names", "size=4m,nr_inodes=12", nil,
			func(dir string) error { return unix.Mount("", dir, "", unix.MS_REMOUNT, "nr_inodes=100") },
			stick.Full,
		},
		{
			"read-only", "size=4m",
			func(dir string) error { return unix.Mount("", dir, "", unix.MS_REMOUNT|unix.MS_RDONLY, "") },
			func(dir string) error { return unix.Mount("", dir, "", unix.MS_REMOUNT, "") },
			stick.ReadOnly,
		},
		{
			"taken away", "size=4m",
			func(dir string) error { return unix.Unmount(dir, unix.MNT_DETACH) },
			func(dir string) error {
				entries, err := os.ReadDir(dir)
				if len(entries) > 0 {
					err = errors.New("something was written to the disk below")
				}
				return errors.Join(err, unix.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"))
			},
			stick.Gone,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := inMemory(t, tt.options)
			put(t, dir, "holiday.jpg", "photo")
			tell, struck := func(stick.Event) {}, func() error { return nil }
			if tt.strike != nil {
				tell, struck = copying(20_000, func() error { return tt.strike(dir) })
			}
			v := stick.Write(t.Context(), prepare(t, source()), []stick.Target{{Path: dir}}, stick.Options{}, tell)[0]
			if err := struck(); err != nil || v.State != tt.want || v.Err == nil {
				t.Errorf("%s, %s, %v; want %s; %v", v.State, v.File, v.Err, tt.want, err)
			}
			judge(t, v.State.Good(), func() { whole(t, dir, source()) })
			if err := tt.mend(dir); err != nil {
				t.Fatal(err)
			}
			put(t, dir, "holiday.jpg", "photo")
			good(t, prepare(t, source()), dir)
			whole(t, dir, source())
		})
	}
}

// A program that is killed, at many moments counted in written bytes, leaves a
// stick that isn't called finished and that the next run finishes.
func TestFaultsKilled(t *testing.T) {
	moments := 6
	if *full {
		moments = 200
	}
	m := plug(t, 4096)
	lend(t, m)
	good(t, prepare(t, source()), m.dir)
	m.mu.Lock()
	all := m.written
	m.mu.Unlock()
	for i := range moments {
		m.clear()
		lend(t, m)
		at := all * int64(i) / int64(moments)
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), child+"="+m.dir, "GORACE=atexit_sleep_ms=0")
		started := make(chan struct{})
		var kill sync.Once
		m.set(func(c call) answer {
			if c.op == "write" && c.written+int64(c.size) > at {
				<-started
				kill.Do(func() { _ = cmd.Process.Kill() })
			}
			return answer{}
		})
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		close(started)
		err := cmd.Wait()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.Success() {
			t.Errorf("killed after %d bytes: %v", at, err)
		}
		m.set(nil)
		judge(t, err == nil, func() { wholeWithMine(t, m, i) })
		heal(t, m, i)
	}
}

// Where there is room for one file more and not for all of them, each takes
// the place of the old one before the next is written, and what a stopped run
// left is counted as room.
func TestWriteWhereItIsTight(t *testing.T) {
	const size, rest = 900_000, 2_200_000 // of 7 MiB that five files leave
	version := func(n byte) fstest.MapFS {
		fsys := fstest.MapFS{}
		for i := range byte(5) {
			fsys[string('a'+i)] = &fstest.MapFile{Data: bytes.Repeat([]byte{n, i, 99}, size/3)}
		}
		return fsys
	}
	dir := inMemory(t, "size=7m")
	good(t, prepare(t, version(1)), dir)
	put(t, dir, "Kit/.eventkit-part-9", string(make([]byte, rest)))
	good(t, prepare(t, version(2)), dir)
	whole(t, dir, version(2))
	put(t, dir, "more", string(make([]byte, rest)))
	if v := write(t, prepare(t, version(3)), dir)[0]; v.State != stick.Full || v.Needs <= v.Free {
		t.Errorf("%+v", v)
	}
	whole(t, dir, version(2))
}
