package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"image/png"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts run the program as it is handed out: built without C and without
// the race detector, under which drawing takes ten times as long. What it is
// made of runs under the detector in tests of its own.
func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	dir, err := os.MkdirTemp("", "eventkit-kit")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	build := exec.Command("go", "build", "-o", dir+string(filepath.Separator), ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "kit isn't built: %v\n%s", err, out)
		return 1
	}
	if err := os.Setenv("PATH", dir+string(filepath.ListSeparator)+os.Getenv("PATH")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// The scripts in testdata/script are the promises of the terminal program,
// each headed by the one it guards.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", filepath.Join(e.WorkDir, ".tmp", "home")) // the index of fonts goes below
			e.Setenv("LONG", strings.Repeat("letter ", 430))
			return nil
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    exits,
			"reads":    reads,
			"holds":    holds,
			"lists":    lists,
			"pixels":   pixels,
			"makerows": makeRows,
			"makezip":  makeZip,
			"opens":    opens,
			"signs":    signs,
			"picture":  makePicture,
			"composes": composes,
		},
	})
}

// exits CODE PROGRAM ARGS… runs a program and wants that exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// reads FILE PAGE ADDRESS paints a page of a PDF with poppler, or takes a PNG
// as it is (PAGE is then -), and has two decoders read the code on it.
func reads(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: reads FILE PAGE ADDRESS")
	}
	picture := args[0]
	if args[1] != "-" {
		ts.Check(ts.Exec("pdftoppm", "-r", "150", "-gray", "-singlefile", "-f", args[1], "-png", args[0], "painted"))
		picture = "painted.png"
	}
	ts.Check(ts.Exec("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture))
	if got := strings.TrimSpace(ts.ReadFile("stdout")); got != args[2] {
		ts.Fatalf("zbar reads %q, want %q", got, args[2])
	}
	ts.Check(ts.Exec("ZXingReader", "-1", picture))
	if got := ts.ReadFile("stdout"); !strings.Contains(got, args[2]) {
		ts.Fatalf("ZXing reads %q, want %q", got, args[2])
	}
}

// holds DIR FILES… wants exactly these files in a folder, hidden ones too.
func holds(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: holds DIR FILES…")
	}
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got, want := strings.Join(names, " "), strings.Join(args[1:], " "); got != want {
		ts.Fatalf("%s holds %q, want %q", args[0], got, want)
	}
}

// lists FILE ARRAY IDS… wants an object of exactly six arrays, whose items all
// have an id, and these ids in this one.
func lists(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: lists FILE ARRAY IDS…")
	}
	var all map[string][]map[string]any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &all))
	want := []string{"languages", "palettes", "papers", "posters", "slogans", "templates"}
	if got := slices.Sorted(maps.Keys(all)); !slices.Equal(got, want) {
		ts.Fatalf("the object has %q, want %q", got, want)
	}
	var ids []string
	for _, item := range all[args[1]] {
		id, ok := item["id"].(string)
		if !ok || id == "" || slices.Contains(ids, id) {
			ts.Fatalf("%s: %v has no id of its own", args[1], item)
		}
		ids = append(ids, id)
	}
	for _, id := range args[2:] {
		if !slices.Contains(ids, id) {
			ts.Fatalf("%s has %q, but not %q", args[1], ids, id)
		}
	}
}

// pixels FILE W H wants a PNG of that size.
func pixels(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: pixels FILE W H")
	}
	head, err := png.DecodeConfig(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	if got, want := fmt.Sprint(head.Width, head.Height), args[1]+" "+args[2]; got != want {
		ts.Fatalf("%s has %s pixels, want %s", args[0], got, want)
	}
}

// makerows FILE N writes a table with N rows, each with an address of its own.
func makeRows(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: makerows FILE N")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), tableOf(n), 0o666))
}

func tableOf(n int) []byte {
	b := bytes.NewBufferString("city,date,time,link\n")
	for i := range n {
		fmt.Fprintf(b, "City %d,2022-10-07,13:00,https://example.org/letter/%05d\n", i, i)
	}
	return b.Bytes()
}

// makezip FILE.kit KIND packs the folder "kit" of the script with something
// hostile added.
func makeZip(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: makezip FILE.kit KIND")
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	ts.Check(z.AddFS(os.DirFS(ts.MkAbs("kit"))))
	add := hostile[args[1]]
	if add == nil {
		ts.Fatalf("no kind of archive %q", args[1])
	}
	ts.Check(add(z))
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o666))
}

var hostile = map[string]func(*zip.Writer) error{
	"plain": func(*zip.Writer) error { return nil },
	"escape": func(z *zip.Writer) error {
		return addFile(z, "../evil.txt", []byte("out"))
	},
	"bomb": func(z *zip.Writer) error {
		return addFile(z, "zeros.bin", make([]byte, 64<<20))
	},
	"case": func(z *zip.Writer) error {
		return errors.Join(addFile(z, "Poster.txt", []byte("a")), addFile(z, "poster.txt", []byte("b")))
	},
	// An entry that says it holds nearly 4 GiB, and holds 3 bytes.
	"claim": func(z *zip.Writer) error {
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: "huge.bin", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte("abc")),
			CompressedSize64: 3, UncompressedSize64: 4<<30 - 1,
		})
		if err != nil {
			return err
		}
		_, err = w.Write([]byte("abc"))
		return err
	},
	// A picture of 66 bytes that asks for 9 GiB.
	"picture": func(z *zip.Writer) error { return addFile(z, "posters/a.png", hugePNG(48000, 48000)) },
}

func addFile(z *zip.Writer, name string, data []byte) error {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// hugePNG is a PNG that has a header and no more.
func hugePNG(w, h uint32) []byte {
	b := []byte("\x89PNG\r\n\x1a\n")
	chunk := func(name string, data []byte) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(data)))
		from := len(b)
		b = append(append(b, name...), data...)
		b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[from:]))
	}
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	chunk("IHDR", append(head, 8, 6, 0, 0, 0))
	chunk("IEND", nil)
	return b
}
