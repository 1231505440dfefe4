package stick_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
	"eventkit/kit/stick"
	"eventkit/kit/stick/sticktest"
)

var (
	full      = flag.Bool("full", false, "make every fault at every call, not a selection")
	tallyFile = flag.String("tally", "", "the file that the number of faults is added to")
)

// tally counts the faults that struck.
var tally sticktest.Tally

// judge counts a fault. A stick that was called good has to be; whole says
// whether it is.
func judge(t *testing.T, good bool, whole func()) {
	t.Helper()
	before := t.Failed()
	if good {
		whole()
	}
	tally.Made(t.Failed() && !before)
}

// child, in the environment, makes this program write the source to the
// target named there and nothing else.
const child = "EVENTKIT_STICK_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(child); dir != "" {
		os.Exit(writeAsChild(dir))
	}
	code := m.Run()
	if err := tally.Append(*tallyFile, "kit/stick"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// writeAsChild exits with 0 only for a good verdict.
func writeAsChild(dir string) int {
	secret, err := seal.NewSecret(sealtest.Dice(1))
	if err != nil {
		return 9
	}
	l, err := stick.Prepare(context.Background(), source(), "Kit", &secret, "kit, version 1", nil)
	if err != nil {
		return 9
	}
	v := stick.Write(context.Background(), l, []stick.Target{{Path: dir}}, stick.Options{}, nil)[0]
	fmt.Printf("%s; %s; %v\n", v.State, v.File, v.Err)
	if v.State.Good() {
		return 0
	}
	return 1
}

// faults are what the kernel is made to answer, by system call.
var faults = []struct {
	calls, answer string
	states        string // what the verdict may be; "" is any bad one
}{
	{"openat", "error=EIO", "gone"},
	{"openat", "error=EMFILE", ""},
	{"openat", "error=EROFS", "write-protected"},
	{"mkdirat", "error=ENOSPC", "full"},
	{"write", "error=EIO", "gone"},
	{"write", "error=ENOSPC", "full"},
	{"write", "error=EROFS", "write-protected"},
	{"write", "retval=1", ""}, // says it wrote, and didn't
	{"fsync", "error=EIO", "gone"},
	{"syncfs", "error=EIO", "gone"},
	{"sync_file_range", "error=EIO", "gone"},
	{"close", "error=EIO", "gone"},
	{"renameat,renameat2", "error=EIO", "gone"},
	{"renameat,renameat2", "error=ENOENT", "gone"},
	{"unlinkat", "error=EIO", "gone"},
	{"newfstatat,fstat,statx", "error=EIO", "gone"},
	{"read,pread64", "error=EIO", "gone"},
	{"read,pread64", "retval=0", ""}, // the file ends where it doesn't
	{"write", "signal=SIGKILL", ""},
	{"fsync", "signal=SIGKILL", ""},
	{"renameat,renameat2", "signal=SIGKILL", ""},
	{"unlinkat", "signal=SIGKILL", ""},
	{"syncfs", "signal=SIGKILL", ""},
}

// The kernel fails the nth call of each kind, for every n: no fault ends in a
// good verdict for a bad stick, what is the owner's stays, and a second run
// finishes without a trace.
func TestFaults(t *testing.T) {
	for _, f := range faults {
		t.Run(f.calls+"/"+f.answer, func(t *testing.T) {
			t.Parallel()
			fired := 0
			step := 1
			for n := 1; ; n += step {
				if !strike(t, f.calls, f.answer, f.states, n) {
					break
				}
				fired++
				if !*full {
					step = 2 + n
				}
			}
			if fired == 0 {
				t.Error("the fault never struck: the test looks at the wrong calls")
			}
			t.Logf("%d faults", fired)
		})
	}
}

// strike runs a child with one fault and reports whether the fault struck.
func strike(t *testing.T, calls, answer, states string, n int) bool {
	t.Helper()
	dir := drive(t)
	defer os.RemoveAll(dir)
	put(t, dir, "holiday.jpg", "photo")
	put(t, dir, "Kit/mine.txt", "mine")
	trace := filepath.Join(t.TempDir(), "trace")
	args := []string{"-f", "-qq", "-o", trace, "-e", "trace=" + calls, "-e", fmt.Sprintf("inject=%s:%s:when=%d", calls, answer, n)}
	for _, p := range touched(dir) {
		args = append(args, "-P", p)
	}
	cmd := exec.Command("strace", append(args, os.Args[0])...)
	cmd.Env = append(os.Environ(), child+"="+dir, "GORACE=atexit_sleep_ms=0")
	out, err := cmd.CombinedOutput()
	log, readErr := os.ReadFile(trace)
	if readErr != nil {
		t.Fatalf("strace: %v\n%s", err, out)
	}
	struck := strings.Contains(string(log), "INJECTED") || strings.Contains(string(log), "SIGKILL")
	if strings.Contains(string(out), "goroutine ") {
		t.Fatalf("call %d: it crashed:\n%s", n, out)
	}
	state, _, _ := strings.Cut(string(out), ";")
	owner(t, dir, n)
	if struck {
		judge(t, err == nil, func() { wholeWith(t, dir, n) })
	}
	if err != nil && struck && states != "" && !strings.Contains(states, state) {
		t.Errorf("call %d: the verdict is %q, want one of %q", n, out, states)
	}
	good(t, prepare(t, source()), dir)
	owner(t, dir, n)
	wholeWith(t, dir, n)
	return struck
}

// owner says that what the owner has on the stick is as it was.
func owner(t *testing.T, dir string, n int) {
	t.Helper()
	for name, want := range map[string]string{"holiday.jpg": "photo", "Kit/mine.txt": "mine"} {
		if b, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(b) != want {
			t.Errorf("call %d: the owner's %s is %q, %v", n, name, b, err)
		}
	}
}

// wholeWith is whole for a stick on which the owner has a file in our folder.
func wholeWith(t *testing.T, dir string, n int) {
	t.Helper()
	before := t.Failed()
	mine := filepath.Join(dir, "Kit/mine.txt")
	if err := os.Remove(mine); err != nil {
		t.Error(err)
	}
	whole(t, dir, source())
	put(t, dir, "Kit/mine.txt", "mine")
	if t.Failed() && !before {
		t.Errorf("that was call %d", n)
	}
}

// touched lists every path that a run touches.
func touched(dir string) []string {
	names := []string{".", "Kit", "Kit/.eventkit-part", "Kit/.eventkit-writing", "Kit/.eventkit-earlier"}
	for n := range len(source()) + 1 { // with the key
		names = append(names, fmt.Sprintf("Kit/.eventkit-part-%d", n+1))
	}
	for name := range source() {
		for p := name; p != "."; p = filepath.Dir(p) {
			names = append(names, "Kit/"+p)
		}
	}
	for _, name := range []string{seal.SumsFile, seal.SignatureFile, seal.KeyFile} {
		names = append(names, "Kit/"+name)
	}
	for i, n := range names {
		names[i] = filepath.Join(dir, n)
	}
	return names
}
