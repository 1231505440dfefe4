package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"eventkit/kit/nearby"
)

// loader starts a program that has no execute bit, as on a stick with FAT.
const loader = "/lib64/ld-linux-x86-64.so.2"

// stickWith is a folder as it lies on a stick: the program, a kit, and whatever
// a developer may have left there.
func stickWith(t *testing.T, files map[string]string) (dir, self string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	self = filepath.Join(dir, "Event Kit for Linux")
	data, err := os.ReadFile(program(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(self, data, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir, self
}

const (
	smallKit     = "id = \"small\"\nversion = \"1\"\nlanguages = [\"en\"]\n[title]\nen = \"Small\"\n[links]\nsign = \"https://example.org/s\"\n"
	smallSlogans = "[stick]\nen = \"From the stick\"\n"
)

// leftIn lists all that is in a folder.
func leftIn(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if path != dir {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Someone starts the program from a stick, on a computer that isn't theirs. It
// opens the kit beside it, remembers on the stick, reads nothing else that lies
// there, and leaves nothing behind.
func TestJourneyFromAStick(t *testing.T) {
	dir, self := stickWith(t, map[string]string{
		"portable": "", "small/kit.toml": smallKit, "small/slogans.toml": smallSlogans,
		"FyneApp.toml": "[Details]\nName = \"Wrong\"\nID = \"wrong.id\"\n",
	})
	home := t.TempDir()
	d := &desktop{t: t, storage: filepath.Join(dir, nearby.SettingsFolder), pixels: t.TempDir()}
	env := slices.DeleteFunc(os.Environ(), func(s string) bool {
		return strings.HasPrefix(s, "XDG_") || strings.HasPrefix(s, "HOME=") || strings.HasPrefix(s, "MESA_")
	})
	d.env = append(env, "DISPLAY="+d.screen(usualScreen), "WAYLAND_DISPLAY=", "FYNE_SCALE=1", "LANG=en_GB.UTF-8", "LC_ALL=en_GB.UTF-8",
		"HOME="+home, "XDG_RUNTIME_DIR="+t.TempDir())
	cmd := exec.Command(loader, self)
	if _, err := os.Stat(loader); err != nil {
		// Another processor has another loader.
		if err := os.Chmod(self, 0o755); err != nil {
			t.Fatal(err)
		}
		cmd = exec.Command(self)
	}
	cmd.Env, cmd.Stdout, cmd.Stderr = d.env, &d.log, &d.log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		cmd.Process.Kill()
		if t.Failed() {
			t.Logf("the program said:\n%s", d.log.String())
		}
	})
	d.opened()
	d.insist("the placards", func() { d.press(toPlacards) }, d.remembered(func(m memory) bool { return m.Room == "placards" }))
	d.press("ctrl+q")
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(patience):
		t.Fatal("it doesn't end")
	}
	if left := leftIn(t, home); len(left) != 0 {
		t.Errorf("it left in the home folder: %q", left)
	}
	desk, err := os.ReadFile(filepath.Join(d.storage, "desk.json"))
	if err != nil || !bytes.Contains(desk, []byte(`"slogan": "stick"`)) {
		t.Errorf("the kit beside it isn't open: %v, %s", err, desk)
	}
	if bytes.Contains(desk, []byte(dir)) {
		t.Errorf("where the stick was is written down: %s", desk)
	}
	names := strings.Join(leftIn(t, d.storage), "\n")
	if !strings.Contains(names, appID) || strings.Contains(names, "wrong.id") {
		t.Errorf("the settings hold\n%s", names)
	}
}

// What is to be said about what lies beside the program.
func TestNoticesAtTheStart(t *testing.T) {
	dir, self := stickWith(t, map[string]string{"b/kit.toml": smallKit, "b/slogans.toml": smallSlogans})
	place := nearby.At(self, self)
	own, err := kitFor(place, "")
	if err != nil || own.kit.ID != "small" || own.beside != filepath.Join(dir, "b") || own.notice.Text != "" {
		t.Errorf("%+v, %v", own, err)
	}
	if own, err = kitFor(place, builtIn); err != nil || own.kit.ID == "small" || own.beside != "" {
		t.Errorf("%+v, %v", own, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "c.kit"), []byte("torn"), 0o600); err != nil {
		t.Fatal(err)
	}
	own, err = kitFor(place, "")
	if err != nil || own.notice.Text != "More than one kit lies beside the program: “Small” is open." || own.notice.Hint != "Under Open there is also c.kit." || own.notice.Bad {
		t.Errorf("%+v, %v", own, err)
	}
	if err := os.Rename(filepath.Join(dir, "c.kit"), filepath.Join(dir, "a.kit")); err != nil {
		t.Fatal(err)
	}
	own, err = kitFor(place, "")
	if err != nil || own.notice.Text != "The kit beside the program, a.kit, can’t be opened." || !strings.HasSuffix(own.notice.Hint, "“Small” is shown instead.") || !own.notice.Bad {
		t.Errorf("%+v, %v", own, err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "b")); err != nil {
		t.Fatal(err)
	}
	own, err = kitFor(place, "")
	if err != nil || own.kit.ID == "small" || own.beside != "" || !strings.HasSuffix(own.notice.Hint, "The kit inside the program is shown instead.") {
		t.Errorf("%+v, %v", own, err)
	}
}

// Where nothing can be written it is said, and the program works with its
// memory alone.
func TestStickThatCannotBeWritten(t *testing.T) {
	dir, self := stickWith(t, map[string]string{"portable": "", nearby.SettingsFolder: "in the way"})
	for _, name := range []string{"MESA_SHADER_CACHE_DISABLE", "MESA_GLSL_CACHE_DISABLE", "__GL_SHADER_DISK_CACHE", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"} {
		t.Setenv(name, "as it was") // and is again after the test
	}
	h := homeAt(nearby.At(self, self))
	if !h.fixed || h.storage != "" || h.cache != "" || h.travels != dir || !h.notice.Bad || !strings.HasPrefix(h.notice.Text, "Nothing is remembered this time") {
		t.Errorf("%+v", h)
	}
	if got := os.Getenv("XDG_CONFIG_HOME"); got != filepath.Join(dir, nearby.SettingsFolder) {
		t.Errorf("libraries write to %s", got)
	}
	if h := homeAt(nearby.Place{}); h.fixed || h.out != documents() || h.show != nil {
		t.Errorf("%+v", h)
	}
}
