package ui_test

import (
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eventkit/ui"
	"eventkit/ui/model"
	"eventkit/ui/uitest"
)

// openDisplay is the program on the morning of the storm, in Nairobi.
func openDisplay(t *testing.T) (*window, *stopwatch, *time.Time) {
	t.Helper()
	now := time.Date(2022, 10, 8, 9, 59, 30, 0, time.UTC)
	w, _, clock := openSongs(t, func(p *ui.Params) { p.Now = func() time.Time { return now } })
	w.Studio().Go(model.RoomDisplay)
	uitest.Paint(w.canvas())
	return w, clock, &now
}

func TestTheDisplayIsSetUp(t *testing.T) {
	w, _, _ := openDisplay(t)
	room := w.Display()
	if len(room.Languages) != 8 || len(room.What) != 2 || len(room.Screens) != 1 || !room.Screens[0].Selected() {
		t.Errorf("%d languages, %d kinds, %d screens", len(room.Languages), len(room.What), len(room.Screens))
	}
	if texts := w.texts(); !strings.Contains(texts, "15:00") {
		t.Errorf("13:00 in London isn't 15:00 in Nairobi: %s", texts)
	}
	before := len(w.Studio().Slides())
	for _, c := range room.Languages {
		if !c.Selected() {
			test.Tap(c)
		}
	}
	if after := len(w.Studio().Slides()); after <= before || after%8 != 0 {
		t.Errorf("%d pictures, before %d", after, before)
	}
	test.Tap(room.What[1])
	for _, s := range w.Studio().Slides() {
		if s.Poster {
			t.Fatal("posters are shown that were left out")
		}
	}
	test.Tap(room.Song)
	if on, _ := w.Studio().DisplaySong(); !on || !room.Song.Selected() {
		t.Error("the song doesn't play along")
	}
}

// Every picture of the kit, in every language, with its call and the clock
// around a code that another decoder reads.
func TestTheDisplay(t *testing.T) {
	w, clock, now := openDisplay(t)
	before := len(w.app.Driver().AllWindows())
	test.Tap(w.Display().Start)
	wall := other(t, w, "table display")
	if !wall.FullScreen() {
		t.Error("not over the whole screen")
	}
	wall.Resize(fyne.NewSize(1366, 768))
	wall.Canvas().Capture()
	texts := func() string { return strings.Join(uitest.Texts(wall.Canvas()), "|") }
	clock.press()
	if got := texts(); !strings.Contains(got, "2:00:30") || !strings.Contains(got, "Sign the letter") {
		t.Errorf("%s", got)
	}
	*now = now.Add(2 * time.Second)
	clock.press()
	if got := texts(); !strings.Contains(got, "2:00:28") {
		t.Errorf("%s", got)
	}
	key := func(name fyne.KeyName) { wall.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: name}) }
	key(fyne.KeyRight)
	if w.Studio().Display().At != 1 {
		t.Error("the arrow doesn't turn")
	}
	key(fyne.KeyLeft)
	key(fyne.KeySpace)
	if d := w.Studio().Display(); d.At != 0 || !d.Paused {
		t.Errorf("%+v", d)
	}
	picture := filepath.Join(t.TempDir(), "wall.png")
	f, err := os.Create(picture)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, wall.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture).Output()
	if got := strings.TrimSpace(string(out)); err != nil || got != campaignPage {
		t.Errorf("%v: the code opens %q", err, got)
	}
	test.Tap(w.Display().Start) // once is enough
	key(fyne.KeyEscape)
	if n := len(w.app.Driver().AllWindows()); n != before || w.Studio().Display().Of != 0 {
		t.Errorf("%d windows after Escape", n)
	}
}

// No slogan or poster of the kit is missing in any language on any screen that
// is usual.
func TestEveryPictureFits(t *testing.T) {
	w, _, _ := openDisplay(t)
	for _, c := range w.Display().Languages {
		if !c.Selected() {
			test.Tap(c)
		}
	}
	w.Studio().OpenDisplay()
	defer w.Studio().CloseDisplay()
	w.Studio().ResizeDisplay(320, 180)
	seen := map[int]bool{}
	for range w.Studio().Slides() {
		d := w.Studio().Display()
		if d.Image == nil {
			t.Fatalf("picture %d of %d isn't painted", d.At, d.Of)
		}
		seen[d.At] = true
		w.Studio().NextSlide()
	}
	if n := len(w.Studio().Slides()); len(seen) != n {
		t.Errorf("%d pictures of %d were shown", len(seen), n)
	}
}
