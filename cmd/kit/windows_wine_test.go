//go:build wine

package main

import (
	"bytes"
	"context"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"eventkit/kit/nearby"
	"eventkit/kit/seal"
)

var dist = flag.String("dist", "../../dist", "the folder with kit and kit.exe")

// wine is a computer with Windows as far as Wine knows it, and nothing on it.
type wine struct {
	t      *testing.T
	loader string
	prefix string
	exe    string
}

// boot makes a new drive C. What is missing is a failure: without Wine nothing
// is proved.
func boot(t *testing.T) *wine {
	t.Helper()
	w := &wine{t: t, prefix: t.TempDir(), exe: filepath.Join(*dist, "kit.exe")}
	for _, name := range []string{"wine64", "/usr/lib/wine/wine64"} {
		if path, err := exec.LookPath(name); err == nil {
			w.loader = path
			break
		}
	}
	if w.loader == "" {
		t.Fatal("there is no wine64; .ci/deps windows installs it")
	}
	for _, name := range []string{"kit", "kit.exe"} {
		if _, err := os.Stat(filepath.Join(*dist, name)); err != nil {
			t.Fatalf("%v; make test-windows builds it", err)
		}
	}
	t.Cleanup(func() {
		cmd := exec.Command("/usr/lib/wine/wineserver64", "-k")
		cmd.Env = w.env()
		_ = cmd.Run() // what is left of it goes with its folder
	})
	w.must("wineboot", "-u")
	dll := filepath.Join(w.prefix, "drive_c", "windows", "system32", "bcryptprimitives.dll")
	cc := exec.Command("x86_64-w64-mingw32-gcc", "-shared", "-O2", "-o", dll, "testdata/windows/bcryptprimitives.c", "-ladvapi32")
	if out, err := cc.CombinedOutput(); err != nil {
		t.Fatalf("%v; .ci/deps windows installs the compiler\n%s", err, out)
	}
	return w
}

func (w *wine) env() []string {
	return append(os.Environ(), "WINEPREFIX="+w.prefix, "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml=", "DISPLAY=", "LC_ALL=C.UTF-8")
}

// run starts a program in drive C and returns what it says, with single line
// ends.
func (w *wine) run(program string, args ...string) (said string, err error) {
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, w.loader, append([]string{program}, args...)...)
	cmd.Env, cmd.Dir = w.env(), w.c()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err = cmd.Run()
	return strings.ReplaceAll(out.String(), "\r\n", "\n"), err
}

func (w *wine) must(program string, args ...string) string {
	w.t.Helper()
	said, err := w.run(program, args...)
	if err != nil {
		w.t.Fatalf("%s %q: %v\n%s", filepath.Base(program), args, err, said)
	}
	return said
}

// c is drive C, or a path in it, as Linux sees it.
func (w *wine) c(names ...string) string {
	dir := filepath.Join(w.prefix, "drive_c")
	if _, err := os.Stat(dir); err != nil {
		return w.prefix
	}
	return filepath.Join(append([]string{dir}, names...)...)
}

// here runs the program for Linux that lies in a folder.
func here(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command(filepath.Join(dir, "kit"), args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("kit %q: %v\n%s", args, err, out)
	}
	return string(out)
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(to), 0o777)
	}
	if err == nil {
		err = os.WriteFile(to, data, 0o777)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func equal(t *testing.T, one, two string) {
	t.Helper()
	a, err := os.ReadFile(one)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(two)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Errorf("%s has %d bytes, %s has %d, and they differ", one, len(a), two, len(b))
	}
}

// tree lists the files of a folder.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var out []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, "\n")
}

// The same event gives the same files on Windows, to the byte; they arrive on a
// stick and are checked there; and what is started from the stick finds its kit
// and keeps to itself.
func TestWindows(t *testing.T) {
	w := boot(t)
	linux := t.TempDir()
	event, err := filepath.Abs("testdata/example.toml")
	if err != nil {
		t.Fatal(err)
	}
	copyFile(t, w.exe, w.c("kit.exe"))
	copyFile(t, event, w.c("event.toml"))
	copyFile(t, filepath.Join(*dist, "kit"), filepath.Join(linux, "kit"))
	for program, from := range map[string]string{"Event Kit for Linux": "kit", "Event Kit for Windows.exe": "kit.exe"} {
		copyFile(t, filepath.Join(*dist, from), w.c(nearby.ProgramsFolder, program))
		copyFile(t, filepath.Join(*dist, from), filepath.Join(linux, nearby.ProgramsFolder, program))
	}

	t.Run("placard", func(t *testing.T) {
		for _, name := range []string{"a.pdf", "a.png"} {
			w.must(`C:\kit.exe`, "placard", "--event", `C:\event.toml`, "-o", `C:\`+name)
			here(t, linux, "placard", "--event", event, "-o", name)
			equal(t, w.c(name), filepath.Join(linux, name))
		}
		// A file that is there is replaced.
		w.must(`C:\kit.exe`, "placard", "--event", `C:\event.toml`, "-o", `C:\a.pdf`)
		equal(t, w.c("a.pdf"), filepath.Join(linux, "a.pdf"))
	})

	t.Run("names", func(t *testing.T) { w.names(t) })
	t.Run("stick", func(t *testing.T) { w.stick(t, linux, event) })
	t.Run("portable", func(t *testing.T) { w.portable(t) })
}

// names that Windows doesn't have are refused, and nothing is said to be done.
func (w *wine) names(t *testing.T) {
	for _, path := range [][]string{{"small", "a.txt"}, {"small", "Ärger", "日本.txt"}} {
		copyFile(t, "testdata/example.toml", w.c(path...))
	}
	w.must(`C:\kit.exe`, "copy", "--from", `C:\small`, "--folder", "Ñandú", `C:\`)
	equal(t, w.c("Ñandú", "Ärger", "日本.txt"), "testdata/example.toml")
	for _, dest := range []string{`C:\CON`, `C:\NUL`, `C:\nowhere\stick`} {
		if said, err := w.run(`C:\kit.exe`, "copy", "--from", `C:\small`, dest); err == nil {
			t.Errorf("it copied to %s: %s", dest, said)
		}
	}
	for _, folder := range []string{"aux", "dot.", "a:b"} {
		said, err := w.run(`C:\kit.exe`, "copy", "--from", `C:\small`, "--folder", folder, `C:\`)
		if err == nil || !strings.Contains(said, "Not every stick can hold this") {
			t.Errorf("--folder %s: %v, %s", folder, err, said)
		}
	}
	said, err := w.run(`C:\kit.exe`, "placard", "-o", `C:\no:such.pdf`)
	if err == nil || !strings.Contains(said, "no:such.pdf") {
		t.Errorf("a name with a colon: %v, %s", err, said)
	}
}

// stick copies everything, and has it checked by both programs and by
// sha256sum.
func (w *wine) stick(t *testing.T, linux, event string) {
	for _, dir := range []string{w.c("stick"), filepath.Join(linux, "stick")} {
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	said := w.must(`C:\kit.exe`, "copy", "--event", `C:\event.toml`, `C:\stick`)
	if !strings.Contains(said, "all read back and right") || strings.Contains(said, "\x1b") {
		t.Errorf("%q", said)
	}
	here(t, linux, "copy", "--event", event, "stick")
	const folder = "free-assange-2022"
	one, two := w.c("stick", folder), filepath.Join(linux, "stick", folder)
	if a, b := tree(t, one), tree(t, two); a != b {
		t.Errorf("on Windows there are\n%s\nand here\n%s", a, b)
	}
	equal(t, filepath.Join(one, seal.SumsFile), filepath.Join(two, seal.SumsFile))
	equal(t, filepath.Join(one, "Event Kit for Linux"), filepath.Join(*dist, "kit"))
	sums := exec.Command("sha256sum", "-c", "--strict", "--quiet", seal.SumsFile)
	sums.Dir = one
	if out, err := sums.CombinedOutput(); err != nil {
		t.Errorf("sha256sum: %v\n%s", err, out)
	}
	w.must(`C:\kit.exe`, "verify", `C:\stick\`+folder)
	here(t, linux, "verify", one)

	// From one stick to the next; a second run has nothing to do; damage is
	// found and mended.
	if err := os.Mkdir(w.c("second"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{" written", "all there already"} {
		if said := w.must(`C:\kit.exe`, "copy", "--from", `C:\stick\`+folder, `C:\second`); !strings.Contains(said, want) {
			t.Errorf("%s, want %q", said, want)
		}
	}
	start := w.c("second", folder, "START-HERE.html")
	if err := os.WriteFile(start, []byte("torn"), 0o666); err != nil {
		t.Fatal(err)
	}
	if said, err := w.run(`C:\kit.exe`, "verify", `C:\second\`+folder); err == nil || !strings.Contains(said, "Changed: START-HERE.html") {
		t.Errorf("a damaged file: %v, %s", err, said)
	}
	w.must(`C:\kit.exe`, "repair", `C:\second\`+folder, "--from", `C:\stick\`+folder)
	equal(t, start, filepath.Join(two, "START-HERE.html"))
}

// portable starts the program from the stick, beside its kit and a file named
// portable, for a user who has nothing yet.
func (w *wine) portable(t *testing.T) {
	dir := w.c("stick", "free-assange-2022")
	copyFile(t, w.exe, filepath.Join(dir, "kit.exe"))
	users := tree(t, w.c("users"))
	if err := os.WriteFile(filepath.Join(dir, "portable.txt"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	// No font that comes along has this, so the computer's are looked through.
	_, _ = w.run(`C:\stick\free-assange-2022\kit.exe`, "placard", "--text", "漢", "-o", `C:\b.pdf`)
	if now := tree(t, w.c("users")); now != users {
		t.Errorf("the user's folders had\n%s\nand have\n%s", users, now)
	}
	if err := os.WriteFile(filepath.Join(dir, "free-assange-2022.kit"), []byte("torn"), 0o666); err != nil {
		t.Fatal(err)
	}
	said, err := w.run(`C:\stick\free-assange-2022\kit.exe`, "list")
	if err == nil || !strings.Contains(said, "free-assange-2022.kit, can’t be opened") {
		t.Errorf("the kit beside it wasn't looked at: %v, %s", err, said)
	}
	w.must(`C:\stick\free-assange-2022\kit.exe`, "list", "--kit", "built-in")
}
