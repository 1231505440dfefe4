package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// patience is how long the journey waits for each step. It is only waited out
// when something is wrong.
const patience = 2 * time.Minute

// desktop is a screen of its own with the program on it.
type desktop struct {
	t       *testing.T
	env     []string
	storage string
	out     string
	log     bytes.Buffer
}

// boot starts a screen on a free display, and the program on it with an empty
// profile.
func boot(t *testing.T) *desktop {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool", "pdftoppm", "zbarimg"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("%v; make deps installs it", err)
		}
	}
	dir := t.TempDir()
	d := &desktop{t: t, storage: filepath.Join(dir, "storage"), out: filepath.Join(dir, "out")}
	program := filepath.Join(dir, "eventkit")
	if out, err := exec.Command("go", "build", "-tags", "migrated_fynedo", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	d.env = append(os.Environ(), "DISPLAY="+screen(t), "WAYLAND_DISPLAY=", "FYNE_SCALE=1", "FYNE_THEME=light",
		"LANG=en_GB.UTF-8", "LC_ALL=en_GB.UTF-8", "TZ=Africa/Nairobi", "HOME="+dir, "XDG_RUNTIME_DIR="+dir, "XDG_CONFIG_HOME="+dir)
	cmd := exec.Command(program, "--storage", d.storage, "--out", d.out)
	cmd.Env, cmd.Stdout, cmd.Stderr = d.env, &d.log, &d.log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		if t.Failed() {
			t.Logf("the program said:\n%s", d.log.String())
		}
	})
	return d
}

// screen starts Xvfb and returns the display that it found free.
func screen(t *testing.T) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
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

// until waits for something to be so.
func (d *desktop) until(what string, so func() bool) {
	d.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if so() {
			return
		}
	}
	d.t.Fatalf("waited %v for %s", patience, what)
}

// memory is what the program has remembered so far.
type memory struct {
	Draft struct {
		Fields map[string]string
		Langs  []string
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

// A person with an empty profile types a city, picks Arabic, and saves a
// placard and a poster; the files on the disk are painted by poppler and their
// codes read by zbar.
func TestJourneyInARealWindow(t *testing.T) {
	d := boot(t)
	window := ""
	d.until("the window", func() bool {
		var err error
		window, err = d.xdotool("search", "--onlyvisible", "--name", "^Event Kit$")
		return err == nil && window != ""
	})
	d.do("windowfocus", "--sync", window)
	// The keyboard is in the city when the window is ready for it.
	d.until("the city", func() bool {
		d.do("key", "--clearmodifiers", "ctrl+a")
		d.do("type", "--delay", "30", "Nairobi")
		time.Sleep(2 * time.Second)
		return d.remembered(func(m memory) bool { return m.Draft.Fields["city"] == "Nairobi" })()
	})
	d.do("key", "--clearmodifiers", "ctrl+2")
	d.until("the placards", d.remembered(func(m memory) bool { return m.Room == "placards" }))
	d.until("Arabic", func() bool {
		d.do("mousemove", "148", "230")
		time.Sleep(300 * time.Millisecond)
		d.do("mousedown", "1")
		time.Sleep(100 * time.Millisecond)
		d.do("mouseup", "1")
		time.Sleep(2 * time.Second)
		return d.remembered(func(m memory) bool { return slices.Equal(m.Draft.Langs, []string{"ar", "en"}) })()
	})
	d.do("key", "--clearmodifiers", "ctrl+s")
	pdf := filepath.Join(d.out, "Nairobi-shout-ar.pdf")
	d.until(pdf, func() bool { _, err := os.Stat(pdf); return err == nil })

	d.proved(pdf, "أسانج")

	d.do("key", "--clearmodifiers", "ctrl+3")
	d.until("the posters", d.remembered(func(m memory) bool { return m.Room == "posters" }))
	d.do("key", "--clearmodifiers", "ctrl+s")
	poster := filepath.Join(d.out, "Nairobi-badge-ar.pdf")
	d.until(poster, func() bool { _, err := os.Stat(poster); return err == nil })
	d.proved(poster, "للصحافة")
}

// proved checks the code and the words of a page on the disk.
func (d *desktop) proved(pdf, words string) {
	t := d.t
	t.Helper()
	png := filepath.Join(t.TempDir(), "page")
	if out, err := exec.Command("pdftoppm", "-r", "150", "-png", "-singlefile", pdf, png).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v\n%s", err, out)
	}
	got, err := exec.Command("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", png+".png").Output()
	if err != nil {
		t.Fatalf("zbarimg: %v", err)
	}
	if want := "https://ipa-aip.org/notes/we-mobilize-for-assanges-freedom/"; strings.TrimSpace(string(got)) != want {
		t.Errorf("the code opens %q, want %q", got, want)
	}
	text, err := exec.Command("pdftotext", pdf, "-").Output()
	if err != nil || !strings.Contains(string(text), "Nairobi") || !strings.Contains(string(text), words) {
		t.Errorf("%v: the page says %q", err, text)
	}
}

func TestFindingThePlaceForFiles(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	if got := documents(); got != filepath.Join(home, "Event Kit") {
		t.Error(got)
	}
	if err := os.Mkdir(filepath.Join(home, "Documents"), 0o755); err != nil {
		t.Fatal(err)
	}
	if got := documents(); got != filepath.Join(home, "Documents", "Event Kit") {
		t.Error(got)
	}
}

func TestFindingTheZone(t *testing.T) {
	t.Setenv("TZ", "Africa/Nairobi")
	if got := zone(); got != "Africa/Nairobi" {
		t.Errorf("%q", got)
	}
	t.Setenv("TZ", ":America/Sao_Paulo")
	if got := zone(); got != "America/Sao_Paulo" {
		t.Errorf("%q", got)
	}
}

// The program and its package say the same of themselves.
func TestFyneApp(t *testing.T) {
	text, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	for key, value := range map[string]string{"Name": appName, "ID": appID, "Version": version} {
		if line := key + ` = "` + value + `"`; !strings.Contains(string(text), line) {
			t.Errorf("FyneApp.toml has no line %s", line)
		}
	}
}
