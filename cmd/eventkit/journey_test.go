package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/app"

	"eventkit/kit/genuine"
)

// A person with an empty profile types a city, picks Arabic, and saves a
// placard and a poster; the files on the disk are painted by poppler and their
// codes read by zbar.
func TestJourneyInARealWindow(t *testing.T) {
	d := boot(t, "")
	// The keyboard is in the city when the window is ready for it.
	d.until("the city", func() bool {
		d.do("key", "--clearmodifiers", "ctrl+a")
		d.do("type", "--delay", "30", "Nairobi")
		time.Sleep(2 * time.Second)
		return d.remembered(func(m memory) bool { return m.Draft.Fields["city"] == "Nairobi" })()
	})
	d.insist("the placards", func() { d.press("ctrl+2") }, d.remembered(func(m memory) bool { return m.Room == "placards" }))
	d.until("Arabic", func() bool {
		d.hover(point{148, 230})
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

	d.insist("the posters", func() { d.press("ctrl+3") }, d.remembered(func(m memory) bool { return m.Room == "posters" }))
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

// The terminal program finds the accepted publishers where the window keeps
// them.
func TestBothProgramsHaveOneFolder(t *testing.T) {
	home, err := os.MkdirTemp("", "eventkit-home")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// Fyne writes its own settings there at its leisure.
		for range 100 {
			if os.RemoveAll(home) == nil {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	})
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", "")
	want, err := genuine.Settings()
	if err != nil {
		t.Fatal(err)
	}
	if got := app.NewWithID(appID).Storage().RootURI().Path(); filepath.Clean(got) != want {
		t.Errorf("the window keeps it in %s, the terminal looks in %s", got, want)
	}
}
