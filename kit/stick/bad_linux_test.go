package stick_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"eventkit/kit/stick"
)

// after is a fault that strikes with the write that goes beyond so many bytes,
// and stays.
func after(bytes int64, then func(call) answer) func(call) answer {
	struck := false
	return func(c call) answer {
		struck = struck || c.op == "write" && c.written+int64(c.size) > bytes
		if !struck {
			return answer{}
		}
		return then(c)
	}
}

// changing fails every call that would change the stick.
func changing(errno syscall.Errno) func(call) answer {
	return func(c call) answer {
		if c.changes() {
			return answer{errno: errno}
		}
		return answer{}
	}
}

// writing does something to writes alone.
func writing(a answer) func(call) answer {
	return func(c call) answer {
		if c.op == "write" {
			return a
		}
		return answer{}
	}
}

func everything(errno syscall.Errno) func(call) answer {
	return func(call) answer { return answer{errno: errno} }
}

// once is a fault that strikes one call and never again.
func once(hits func(call) bool, a answer) func(call) answer {
	struck := false
	return func(c call) answer {
		if struck || !hits(c) {
			return answer{}
		}
		struck = true
		return a
	}
}

// Each way in which a stick can be bad ends in one verdict that names the
// file; what is the owner's stays, and the stick, once it is good, is finished
// by a second run without a trace of the first.
func TestFaultsOfSticks(t *testing.T) {
	// The chain is written after some 600 bytes, the song after some 55,000.
	const chain, song = 10_000, 500_000
	tests := []struct {
		name  string
		fault func() func(call) answer
		state stick.State
		file  string
	}{
		{"an error of the medium", func() func(call) answer { return after(chain, writing(answer{errno: syscall.EIO})) }, stick.Gone, "posters/chain.pdf"},
		{"full early", func() func(call) answer { return after(chain, changing(syscall.ENOSPC)) }, stick.Full, "posters/chain.pdf"},
		{"full late", func() func(call) answer { return after(song, writing(answer{errno: syscall.ENOSPC})) }, stick.Full, "song/song.ogg"},
		{"pulled", func() func(call) answer { return after(song, everything(syscall.ENODEV)) }, stick.Gone, "song/song.ogg"},
		{"its program ended", func() func(call) answer { return after(chain, everything(syscall.ENOTCONN)) }, stick.Gone, "posters/chain.pdf"},
		{"read-only from here on", func() func(call) answer { return after(song, changing(syscall.EROFS)) }, stick.ReadOnly, "song/song.ogg"},
		{"read-only from the start", func() func(call) answer { return changing(syscall.EROFS) }, stick.ReadOnly, ".eventkit-writing"},
		{"takes and drops", func() func(call) answer { return after(chain, writing(answer{drop: true})) }, stick.Lies, "posters/chain.pdf"},
		{"takes and drops everything", func() func(call) answer { return writing(answer{drop: true}) }, stick.Lies, ".eventkit-writing"},
		{"one bit wrong", func() func(call) answer {
			return once(func(c call) bool { return c.op == "write" && c.written > song }, answer{flip: true})
		}, stick.Lies, "song/song.ogg"},
		{"can't bring it to the medium", func() func(call) answer {
			return once(func(c call) bool { return c.op == "fsync" && c.n == 8 }, answer{errno: syscall.EIO})
		}, stick.Gone, "minisign.pub"},
		{"reads badly", func() func(call) answer {
			return func(c call) answer {
				if c.op == "read" && c.written > 1<<20 {
					return answer{errno: syscall.EIO}
				}
				return answer{}
			}
		}, stick.Gone, "START-HERE.html"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := plug(t, 0)
			lend(t, m)
			m.set(tt.fault())
			v := write(t, prepare(t, source()), m.dir)[0]
			if v.State != tt.state || v.File != tt.file || v.Err == nil {
				t.Errorf("%s, %q, %v; want %s, %q", v.State, v.File, v.Err, tt.state, tt.file)
			}
			m.set(nil)
			judge(t, v.State.Good(), func() { wholeWithMine(t, m, 0) })
			heal(t, m, 0)
		})
	}
}

// lend puts files of the owner onto a stick.
func lend(t *testing.T, m *medium) {
	t.Helper()
	put(t, m.dir, "holiday.jpg", "photo")
	put(t, m.dir, "Kit/mine.txt", "mine")
}

// heal says that the owner's files are as lent, and that a second run on a
// good stick finishes.
func heal(t *testing.T, m *medium, n int) {
	t.Helper()
	owner(t, m.dir, n)
	good(t, prepare(t, source()), m.dir)
	owner(t, m.dir, n)
	wholeWithMine(t, m, n)
}

// wholeWithMine is holds for a stick with the owner's file in our folder.
func wholeWithMine(t *testing.T, m *medium, n int) {
	t.Helper()
	want := source()
	want["mine.txt"] = &fstest.MapFile{Data: []byte("mine")}
	before := t.Failed()
	holds(t, m.dir, want)
	if t.Failed() && !before {
		t.Errorf("that was call %d", n)
	}
}

// Every call of a stick fails, one by one, once or from then on: no bad stick
// is called good, the word about it fits the error, and it can be healed.
func TestFaultsAtEveryCall(t *testing.T) {
	words := map[syscall.Errno]stick.State{
		syscall.EIO: stick.Gone, syscall.ENODEV: stick.Gone, syscall.ENOSPC: stick.Full, syscall.EROFS: stick.ReadOnly,
	}
	for _, op := range []string{"lookup", "getattr", "open", "read", "create", "write", "fsync", "flush", "mkdir", "unlink", "rename", "statfs"} {
		for errno, state := range words {
			if !(call{op: op}).changes() && (errno == syscall.ENOSPC || errno == syscall.EROFS) {
				continue
			}
			if !*full && errno != syscall.EIO && op != "write" {
				continue // a selection: every call once, writing in every way
			}
			t.Run(fmt.Sprintf("%s/%v", op, errno), func(t *testing.T) {
				m := plug(t, 0)
				struck, done := 0, 0
				for _, stays := range []bool{false, true}[:ways()] {
					for n := 1; ; n = onward(n) {
						hit, good := strikeMedium(t, m, op, errno, n, stays, state)
						if !hit {
							break
						}
						struck++
						if good {
							done++
						}
					}
				}
				if struck == 0 {
					t.Error("the fault never struck")
				}
				t.Logf("%d faults, %d of no harm", struck, done)
			})
		}
	}
}

// ways is 1 for faults that happen once, 2 with those that stay.
func ways() int {
	if *full {
		return 2
	}
	return 1
}

// onward is the next call to fail: the next one, or in a selection a later one.
func onward(n int) int {
	if *full {
		return n + 1
	}
	return 100 * n
}

func strikeMedium(t *testing.T, m *medium, op string, errno syscall.Errno, n int, stays bool, want stick.State) (hit, done bool) {
	t.Helper()
	m.clear()
	lend(t, m)
	l := prepare(t, source())
	hit = false
	m.set(func(c call) answer {
		if c.op == op && c.n == n || stays && hit && (c.op == op || errno == syscall.ENODEV) {
			hit = true
			return answer{errno: errno}
		}
		return answer{}
	})
	v := write(t, l, m.dir)[0]
	m.set(nil)
	owner(t, m.dir, n)
	if hit {
		judge(t, v.State.Good(), func() { wholeWithMine(t, m, n) })
	}
	switch {
	case v.State.Good():
	case !hit:
		t.Errorf("%s, %s, %v, and nothing was wrong", v.State, v.File, v.Err)
	case v.State != want || v.Err == nil:
		t.Errorf("call %d, %v: %s, %s, %v; want %s", n, stays, v.State, v.File, v.Err, want)
	}
	heal(t, m, n)
	return hit, v.State.Good()
}

// Sixteen sticks at once, of which one is slow to take, one slow to bring to the
// medium what it took, one full, one pulled and one hangs: the others, and the
// slow ones, are done.
func TestFaultsOfManySticks(t *testing.T) {
	// A megabyte takes longer than the patience with a stick, so that one that
	// is slow isn't taken for one that hangs.
	const patience = 2 * time.Second
	perByte := 2500 * time.Nanosecond
	if *full {
		perByte *= 2 // 200 kB/s
	}
	slow := func(c call) answer {
		if c.op != "write" {
			return answer{}
		}
		return answer{wait: time.Duration(c.size) * perByte}
	}
	var brought int64
	slowly := func(c call) answer {
		if c.op != "fsync" {
			return answer{}
		}
		n := c.written - brought
		brought = c.written
		return answer{wait: time.Duration(n) * perByte}
	}
	bad := map[int]struct {
		state stick.State
		fault func(call) answer
	}{
		2:  {stick.DoneFromMemory, slow},
		4:  {stick.DoneFromMemory, slowly},
		5:  {stick.Full, after(500_000, changing(syscall.ENOSPC))},
		8:  {stick.Gone, after(500_000, everything(syscall.ENODEV))},
		11: {stick.Hung, after(500_000, func(call) answer { return answer{hang: true} })},
	}
	sticks := make([]*medium, 16)
	targets := make([]stick.Target, len(sticks))
	for i := range sticks {
		sticks[i] = plug(t, 0)
		put(t, sticks[i].dir, "holiday.jpg", fmt.Sprint("photo ", i))
		sticks[i].set(bad[i].fault)
		targets[i] = stick.Target{Path: sticks[i].dir, Label: fmt.Sprint("STICK ", i), Port: fmt.Sprint("1-", i)}
	}
	verdicts := stick.Write(t.Context(), prepare(t, source()), targets, stick.Options{Patience: patience}, nil)
	for i, v := range verdicts {
		want := stick.DoneFromMemory
		if b, ok := bad[i]; ok {
			want = b.state
		}
		if v.State != want || v.Target != targets[i] {
			t.Errorf("stick %d: %s, %s, %v; want %s", i, v.State, v.File, v.Err, want)
		}
		sticks[i].set(nil)
		if b, err := os.ReadFile(filepath.Join(sticks[i].dir, "holiday.jpg")); err != nil || string(b) != fmt.Sprint("photo ", i) {
			t.Errorf("stick %d: the owner's photo is %q, %v", i, b, err)
		}
		if _, ok := bad[i]; ok {
			judge(t, v.State.Good(), func() { holds(t, sticks[i].dir, source()) })
		} else {
			holds(t, sticks[i].dir, source())
		}
	}
}

// On FAT names that differ in capitals are one: the owner's file isn't
// replaced by ours, and their folder of our name is used as it is.
func TestFaultsOfNames(t *testing.T) {
	m := plug(t, 0)
	m.likeFAT(true)
	put(t, m.dir, "KIT/Start-Here.HTML", "my own page")
	v := write(t, prepare(t, source()), m.dir)[0]
	if v.State != stick.Taken || v.File != "START-HERE.html" {
		t.Errorf("%s, %s, %v", v.State, v.File, v.Err)
	}
	if got := m.names(); !slices.Equal(got, []string{"KIT/Start-Here.HTML"}) {
		t.Errorf("the stick holds %v", got)
	}
	if err := os.Remove(filepath.Join(m.dir, "KIT/Start-Here.HTML")); err != nil {
		t.Fatal(err)
	}
	good(t, prepare(t, source()), m.dir)
	holds(t, m.dir, source())
	for _, name := range m.names() {
		if !strings.HasPrefix(name, "KIT/") {
			t.Errorf("%s was put beside the owner's folder", name)
		}
	}
}

// A file whose name changed in its capitals alone arrives under its new name,
// whether the stick tells the two apart or not, and also when a run between
// was stopped.
func TestFaultsOfRenamed(t *testing.T) {
	before := fstest.MapFS{"README": {Data: []byte("read me")}, "Posters/a.pdf": {Data: []byte("%PDF a")}, "same": {Data: []byte("same")}}
	now := fstest.MapFS{"readme": {Data: []byte("read me")}, "posters/A.pdf": {Data: []byte("%PDF a")}, "same": {Data: []byte("same")}}
	want := []string{"Kit/SHA256SUMS", "Kit/SHA256SUMS.minisig", "Kit/minisign.pub", "Kit/posters/A.pdf", "Kit/readme", "Kit/same"}
	for _, fat := range []bool{false, true} {
		m := plug(t, 0)
		m.likeFAT(fat)
		for stop := 0; stop < 60; stop += 3 {
			m.clear()
			good(t, prepare(t, before), m.dir)
			calls := 0
			m.set(func(c call) answer {
				if c.changes() {
					calls++
				}
				if calls > stop {
					return answer{errno: syscall.ENODEV}
				}
				return answer{}
			})
			write(t, prepare(t, now), m.dir)
			m.set(nil)
			good(t, prepare(t, now), m.dir)
			holds(t, m.dir, now)
			if got := m.names(); !slices.Equal(got, want) {
				t.Errorf("FAT %v, stopped after %d calls: %v", fat, stop, got)
			}
		}
	}
}

// All folders are made before the first file of the load, and are synced with
// the notes of what is to come: one that a pull catches half made makes FAT
// unreadable from there.
func TestFaultsOfFolders(t *testing.T) {
	m := plug(t, 0)
	made, files := 0, 0
	m.set(func(c call) answer {
		switch c.op {
		case "create":
			files++
		case "mkdir":
			made++
			if files > 1 { // the journal is one
				t.Errorf("folder %d was made after %d files", made, files)
			}
		}
		return answer{}
	})
	good(t, prepare(t, source()), m.dir)
	m.set(nil) // no call is being answered any more
	if made != 4 {
		t.Errorf("%d folders were made, want the kit's and three in it", made)
	}
}
