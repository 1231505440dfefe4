//go:build faults

package sticktest_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"testing/fstest"

	"eventkit/kit/stick/sticktest"
)

var (
	kernelDir = flag.String("kernel", "../../../out/faults/kernel", "an unpacked kernel package of Debian's, for x86-64")
	tallyFile = flag.String("tally", "", "the file that the number of faults is added to")
)

// faults are counted over all tests.
var faults sticktest.Tally

// work is what all tests share: a folder, and kit as it is handed out.
var work struct{ dir, kit string }

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	flag.Parse()
	dir, err := os.MkdirTemp("", "sticktest")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	work.dir, work.kit = dir, filepath.Join(dir, "kit")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", work.kit, "eventkit/cmd/kit")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "kit isn't built: %v\n%s", err, out)
		return 1
	}
	if err := os.CopyFS(filepath.Join(dir, "load"), load()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	code := m.Run()
	turnOff()
	fmt.Printf("%d sticks needed the system's repair before another run; %d times a short name was left\n", repairs, orphans)
	if err := faults.Append(*tallyFile, "kit/stick/sticktest"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

// load is what is copied: some 6 MB in small and large files, some of them
// larger than a piece, names that aren't English, and a file of no bytes.
func load() fs.FS {
	l := fstest.MapFS{
		"START-HERE.html":    {Data: []byte("<!doctype html><title>Start</title>")},
		"letter/письмо.html": {Data: []byte("письмо")},
		"letter/رسالة.html":  {Data: []byte("رسالة")},
		"empty":              {},
	}
	for i := range 12 {
		l[fmt.Sprintf("posters/poster-%d.pdf", i)] = &fstest.MapFile{Data: noise(byte(i), 120_000+i*9999)}
	}
	l["song/song.ogg"] = &fstest.MapFile{Data: noise(99, 2<<20+17)}
	l["film/film.webm"] = &fstest.MapFile{Data: noise(98, 1<<20)}
	return l
}

// noise is bytes that look alike nowhere.
func noise(seed byte, n int) []byte {
	b := make([]byte, n)
	x := uint32(seed)*2654435761 + 1
	for i := range b {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		b[i] = byte(x)
	}
	return b
}
