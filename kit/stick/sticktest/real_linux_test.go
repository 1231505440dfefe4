//go:build faults

package sticktest_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"eventkit/kit/stick"
)

// kitCopies runs kit copy on this computer.
func kitCopies(t *testing.T, dir string) verdict {
	t.Helper()
	out, err := exec.Command(work.kit, kitCopy(filepath.Join(work.dir, "load"), dir)...).Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	v := verdicts(t, string(out))[0]
	if v.OK != (err == nil) {
		t.Errorf("%+v, %v", v, err)
	}
	return v
}

// What is written is there after the stick was taken out and put in again, by
// the word of sha256sum and of kit; there is then nothing to do; what is its
// owner's stays, byte for byte.
func TestRealFileSystems(t *testing.T) {
	for _, kind := range []string{exfat, ntfs} {
		t.Run(kind, func(t *testing.T) {
			s := format(t, kind)
			dir := s.mount(t)
			if v := kitCopies(t, dir); !v.OK || v.Copied != 18 {
				t.Errorf("%+v", v)
			}
			for range 2 {
				if wrong := finished(t, dir); len(wrong) > 0 {
					t.Error(wrong)
				}
				lent(t, dir)
				s.unmount(t, dir)
				dir = s.mount(t)
			}
			tool(t, work.kit, "verify", filepath.Join(dir, "Kit"))
			if v := kitCopies(t, dir); !v.OK || v.Copied != 0 {
				t.Errorf("a second time: %+v", v)
			}
			s.unmount(t, dir)
			if kind == exfat {
				tool(t, "fsck.exfat", "-n", s.file)
			}
		})
	}
}

// Killed at 200 random moments, the program leaves a stick that isn't called
// done, and that the next run finishes.
func TestKilledAtRandom(t *testing.T) {
	s := format(t, exfat)
	dir := s.mount(t)
	begun := time.Now()
	if v := kitCopies(t, dir); !v.OK {
		t.Fatalf("%+v", v)
	}
	long := time.Since(begun)
	dice := rand.New(rand.NewPCG(5, 6))
	killed := 0
	for killed < 200 {
		for _, name := range []string{"SHA256SUMS", "posters", "song", "START-HERE.html"} {
			if err := os.RemoveAll(filepath.Join(dir, "Kit", name)); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command(work.kit, kitCopy(filepath.Join(work.dir, "load"), dir)...)
		var out bytes.Buffer
		cmd.Stdout = &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(dice.Int64N(int64(long))))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if cmd.ProcessState.Exited() {
			continue // it was quicker
		}
		killed++
		lent(t, dir)
		judge(t, strings.Contains(out.String(), `"ok":true`), dir)
		if killed%4 != 0 {
			continue // the next one has to go on from here
		}
		if v := kitCopies(t, dir); !v.OK {
			t.Fatalf("after kill %d: %+v", killed, v)
		}
		if wrong := finished(t, dir); len(wrong) > 0 {
			t.Errorf("after kill %d: %q", killed, wrong)
		}
		lent(t, dir)
	}
	s.unmount(t, dir)
}

// hardNames are names that some file system can't hold, or holds as another;
// and some that all can.
var hardNames = []string{
	"plain.txt", "письмо", "é", "a b", "a'b", "a,b;c", "100 %", strings.Repeat("x", 120), strings.Repeat("я", 100),
	"a:b", "a?b", "a*b", `a"b`, "a<b", "a>b", "a|b", `a\b`, "tab\there", "line\nbreak", "bell\a", "del\x7f",
	"trail.", "trail..", "trail ", " . ", "CON", "con.txt", "NUL", "aux.pdf", "COM1", "LPT9.txt", "COM¹",
	strings.Repeat("x", 256), strings.Repeat("я", 256),
}

// refused reports whether we say before the first byte that a stick can't hold
// these names.
func refused(t *testing.T, names ...string) bool {
	t.Helper()
	files := fstest.MapFS{}
	for _, n := range names {
		files[n] = &fstest.MapFile{Data: []byte("x")}
	}
	_, err := stick.Prepare(t.Context(), files, "Kit", nil, "", nil)
	var bad *stick.NameError
	if err != nil && !errors.As(err, &bad) {
		t.Fatal(err)
	}
	return err != nil
}

// What a file system refuses or changes, we refuse before it: by programs here,
// by the kernel in the machine.
func TestNames(t *testing.T) {
	arrives := map[string]func(name string) bool{}
	for _, kind := range []string{exfat, ntfs} {
		dir := format(t, kind).mount(t)
		arrives[kind+" by a program"] = func(name string) bool {
			sub := filepath.Join(dir, fmt.Sprintf("%x", len(names(t, dir))+1000))
			if err := os.Mkdir(sub, 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(sub, name), nil, 0o666); err != nil {
				return false
			}
			got := names(t, sub)
			return len(got) == 1 && got[0] == name
		}
	}
	m := turnOn(t, format(t, fat), format(t, exfat))
	for i, kind := range []string{fat, exfat} {
		m.insert(i+1, kind)
		arrives[kind+" by the kernel"] = func(name string) bool {
			var octal strings.Builder
			for _, b := range []byte(name) {
				fmt.Fprintf(&octal, `\%03o`, b)
			}
			// A dot at the end keeps a line break there from being lost.
			_, code := m.run(`n="$(printf '%s.')"; n="${n%%.}"; rm -rf /m%d/n; mkdir /m%d/n && cd /m%d/n && true >"$n" && set -- * && [ "$#" = 1 ] && [ "$1" = "$n" ]; r=$?; cd /; [ $r = 0 ]`,
				octal.String(), i+1, i+1, i+1)
			return code == 0
		}
	}
	for where, holds := range arrives {
		var refusing, ours int
		for _, name := range hardNames {
			if holds(name) {
				continue
			}
			refusing++
			if refused(t, name) {
				ours++
			} else {
				t.Errorf("%s can't hold %q, and we copy it", where, name)
			}
		}
		t.Logf("%s: %d of %d names don't arrive, %d of them are refused by us", where, refusing, len(hardNames), ours)
		if refusing == 0 || refusing == len(hardNames) {
			t.Errorf("%s refuses %d names: it isn't asked", where, refusing)
		}
	}
	for _, name := range hardNames[:9] {
		if refused(t, name) {
			t.Errorf("%q is refused, and every stick holds it", name)
		}
	}
	// On the kernel's FAT these two are one file.
	m.do("cd /m1 && echo a >README && echo b >readme && [ $(cat README) = b ]; r=$?; cd /; [ $r = 0 ]")
	if !refused(t, "README", "readme") || !refused(t, "\u00e9", "e\u0301") {
		t.Error("two names that are one on a stick are copied")
	}
}
