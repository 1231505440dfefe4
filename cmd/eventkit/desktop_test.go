package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is how long a journey waits for each step. It is only waited out
// when something is wrong.
const patience = 2 * time.Minute

// built is the program, built once for all journeys into a folder that
// TestMain takes away.
var built struct {
	once    sync.Once
	dir     string
	program string
	err     error
}

func program(t *testing.T) string {
	t.Helper()
	built.once.Do(func() {
		if built.dir, built.err = os.MkdirTemp("", "eventkit"); built.err != nil {
			return
		}
		built.program = filepath.Join(built.dir, "eventkit")
		if out, err := exec.Command("go", "build", "-tags", "migrated_fynedo", "-o", built.program, ".").CombinedOutput(); err != nil {
			built.err = fmt.Errorf("go build: %w\n%s", err, out)
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return built.program
}

func TestMain(m *testing.M) {
	code := m.Run()
	if built.dir != "" {
		_ = os.RemoveAll(built.dir)
	}
	os.Exit(code)
}

// desktop is a screen of its own with the program on it.
type desktop struct {
	t       *testing.T
	env     []string
	storage string
	out     string
	pixels  string
	corner  point // of the window on the screen
	pid     int
	log     bytes.Buffer
}

// boot starts a screen on a free display, and the program on it with an empty
// profile, or with what it remembers from last time. The window has the
// keyboard.
func boot(t *testing.T, remembered string) *desktop {
	t.Helper()
	return bootBy(t, remembered)
}

// bootBy is boot for a program that others start, each by the next.
func bootBy(t *testing.T, remembered string, by ...string) *desktop {
	t.Helper()
	d := newDesktop(t, usualScreen, "1")
	if remembered != "" {
		d.file(filepath.Join(d.storage, "desk.json"), remembered)
	}
	args := append(slices.Clone(by), d.program()...)
	d.run(exec.Command(args[0], args[1:]...))
	return d
}

// usualScreen has room for a window of 1280 × 800, a title above it and bars
// below it.
const usualScreen = "1280x880"

// newDesktop starts a screen of a size and scale; there is nothing on it yet.
func newDesktop(t *testing.T, size, scale string) *desktop {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool", "pdftoppm", "pdftotext", "zbarimg"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("%v; make deps installs it", err)
		}
	}
	dir := t.TempDir()
	d := &desktop{t: t, storage: filepath.Join(dir, "storage"), out: filepath.Join(dir, "out"), pixels: filepath.Join(dir, "pixels")}
	for _, dir := range []string{d.storage, d.out, d.pixels} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	d.env = append(os.Environ(), "DISPLAY="+d.screen(size), "WAYLAND_DISPLAY=", "FYNE_SCALE="+scale, "FYNE_THEME=light",
		"LANG=en_GB.UTF-8", "LC_ALL=en_GB.UTF-8", "TZ=Africa/Nairobi", "HOME="+dir, "XDG_RUNTIME_DIR="+dir, "XDG_CONFIG_HOME="+dir)
	return d
}

// program is how the program is started on this desktop.
func (d *desktop) program() []string {
	return []string{program(d.t), "--storage", d.storage, "--out", d.out}
}

// run starts a program and waits for its window, which has the keyboard then.
func (d *desktop) run(cmd *exec.Cmd) {
	d.t.Helper()
	if cmd.Env == nil {
		cmd.Env = d.env
	}
	cmd.Stdout, cmd.Stderr = &d.log, &d.log
	if err := cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	d.pid = cmd.Process.Pid
	d.t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		if d.t.Failed() {
			d.t.Logf("the program said:\n%s", d.log.String())
		}
	})
	d.opened()
}

// opened waits for the window, and gives it the keyboard.
func (d *desktop) opened() {
	d.t.Helper()
	d.until("the window", func() bool {
		window, err := d.xdotool("search", "--onlyvisible", "--name", "^Event Kit$")
		if err != nil || window == "" {
			return false
		}
		if _, err = d.xdotool("windowfocus", "--sync", window); err != nil {
			return false
		}
		geometry, err := d.xdotool("getwindowgeometry", window)
		if err != nil {
			return false
		}
		_, place, _ := strings.Cut(geometry, "Position: ")
		n, err := fmt.Sscanf(place, "%d,%d", &d.corner.x, &d.corner.y)
		return err == nil && n == 2
	})
}

// screen starts Xvfb and returns the display that it found free.
// Without -noreset it starts anew whenever its last client leaves, and whoever
// comes at that moment is turned away.
func (d *desktop) screen(size string) string {
	t := d.t
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", size+"x24", "-fbdir", d.pixels, "-noreset", "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{w}
	if err := x.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	t.Cleanup(func() {
		x.Process.Kill()
		x.Wait()
	})
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb names no display: %v", err)
	}
	return ":" + strings.TrimSpace(number)
}

func (d *desktop) xdotool(args ...string) (string, error) {
	cmd := exec.Command("xdotool", args...)
	cmd.Env = d.env
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}

func (d *desktop) do(args ...string) {
	d.t.Helper()
	if _, err := d.xdotool(args...); err != nil {
		d.t.Fatalf("xdotool %q: %v", args, err)
	}
}

// point is a place in the window; seen from the corner of the screen only where
// it says so.
type point struct{ x, y int }

// hover moves the mouse.
func (d *desktop) hover(at point) {
	d.t.Helper()
	d.do("mousemove", strconv.Itoa(d.corner.x+at.x), strconv.Itoa(d.corner.y+at.y))
}

// click moves the mouse and presses it. The window is told where the mouse is
// before it is told of the button only if there is a while between the two.
func (d *desktop) click(at point) {
	d.t.Helper()
	d.hover(point{at.x - 3, at.y})
	time.Sleep(150 * time.Millisecond)
	d.hover(at)
	time.Sleep(200 * time.Millisecond)
	d.do("mousedown", "1")
	time.Sleep(80 * time.Millisecond)
	d.do("mouseup", "1")
}

// press presses keys, one after the other.
func (d *desktop) press(keys ...string) {
	d.t.Helper()
	d.do(append([]string{"key", "--clearmodifiers", "--delay", "60"}, keys...)...)
}

func (d *desktop) write(words string) {
	d.t.Helper()
	d.do("type", "--delay", "25", words)
}

// shade is how light the window is at a place, the sum of red, green and blue.
// Xvfb keeps its screen in a file: an XWD header of big-endian words, the
// colours, and the pixels (X11/XWDFile.h).
func (d *desktop) shade(at point) int {
	d.t.Helper()
	data, err := os.ReadFile(filepath.Join(d.pixels, "Xvfb_screen0"))
	if err != nil || len(data) < 100 {
		d.t.Fatalf("the screen can't be read: %d bytes, %v", len(data), err)
	}
	word := func(i int) int { return int(binary.BigEndian.Uint32(data[4*i:])) }
	header, bits, row, colours := word(0), word(11), word(12), word(19)
	i := header + 12*colours + (d.corner.y+at.y)*row + (d.corner.x+at.x)*bits/8
	if bits != 32 || i+3 > len(data) {
		d.t.Fatalf("the screen has %d bits a pixel and %d bytes", bits, len(data))
	}
	return int(data[i]) + int(data[i+1]) + int(data[i+2])
}

// until waits for something to be so.
func (d *desktop) until(what string, so func() bool) {
	d.t.Helper()
	if !within(patience, so) {
		d.t.Fatalf("waited %v for %s", patience, what)
	}
}

// insist does something until it shows: a window that is still busy can miss a
// click.
func (d *desktop) insist(what string, do func(), so func() bool) {
	d.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		do()
		if within(2500*time.Millisecond, so) {
			return
		}
	}
	d.t.Fatalf("waited %v for %s", patience, what)
}

func within(while time.Duration, so func() bool) bool {
	for end := time.Now().Add(while); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if so() {
			return true
		}
	}
	return so()
}

// memory is what the program has remembered so far.
type memory struct {
	Draft struct {
		Fields   map[string]string
		Langs    []string
		Document string
		Poster   string
		Letters  map[string]struct{ Text string }
		Tally    string
	}
	Room string
}

func (d *desktop) remembered(so func(m memory) bool) func() bool {
	return func() bool {
		data, err := os.ReadFile(filepath.Join(d.storage, "desk.json"))
		var m memory
		return err == nil && json.Unmarshal(data, &m) == nil && so(m)
	}
}

func (d *desktop) file(path, text string) {
	d.t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// says reports whether a PDF that is being saved says some words, and not
// others.
func (d *desktop) says(pdf string, words ...string) func() bool {
	return func() bool {
		out, err := exec.Command("pdftotext", pdf, "-").Output()
		said := strings.Join(strings.Fields(string(out)), " ")
		return err == nil && !slices.ContainsFunc(words, func(w string) bool {
			without, not := strings.CutPrefix(w, "!")
			return strings.Contains(said, without) == not
		})
	}
}
