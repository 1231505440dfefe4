package ui_test

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"

	"eventkit/kit/song"
	"eventkit/kit/storm"
	"eventkit/ui"
	"eventkit/ui/model"
	"eventkit/ui/player"
	"eventkit/ui/player/playertest"
	"eventkit/ui/uitest"
)

var update = flag.Bool("update", false, "write the pictures of the README")

// everyRoom gives the window what all of its rooms need, as the program does.
func everyRoom(t *testing.T) func(*ui.Params) {
	_, sticks := sticksOf(t)
	return func(p *ui.Params) {
		p.Sound, p.Songs, p.Storms = &playertest.Fake{Now: player.Status{Volume: 1}}, song.New(p.Library), storm.New(p.Library)
		p.Sticks, p.Sharing = sticks, sharingBy(&phones{}, p)
	}
}

// The pictures of the README are the screens themselves.
func TestScreenshots(t *testing.T) {
	dark := base.VariantDark
	shots := []struct {
		name   string
		change func(*ui.Params)
		room   string
		lang   string
		design string
	}{
		{"window-event.png", func(*ui.Params) {}, model.RoomEvent, "en", "shout"},
		{"window-placards.png", func(*ui.Params) {}, model.RoomPlacards, "en", "event"},
		{"window-posters.png", func(*ui.Params) {}, model.RoomPosters, "en", "shout"},
		{"window-letter.png", func(*ui.Params) {}, model.RoomLetter, "en", "shout"},
		{"window-dark.png", func(p *ui.Params) { p.Variant = &dark }, model.RoomPlacards, "ar", "bilingual"},
	}
	if !*update {
		shots = shots[:1] // painting a shadow takes seconds
	}
	for _, s := range shots {
		w := open(t, everyRoom(t), s.change)
		w.Window().Resize(fyne.NewSize(1280, 800))
		for id, text := range map[string]string{
			model.City: "Nairobi", model.Date: "7 October 2027", model.Time: "11:00",
			model.Mission: "British High Commission", model.Host: "Kenya Peoples’ Table",
		} {
			w.Event().Entries[id].SetText(text)
			w.Studio().Leave(id)
		}
		w.Studio().PickTemplate(s.design)
		w.Studio().PickLanguage(s.lang)
		w.Studio().SetSavePlace("/Documents/Event Kit", "")
		w.Studio().Go(s.room)
		w.settle()
		img := w.canvas().Capture()
		if b := img.Bounds(); b.Dx() != 1280 || b.Dy() != 800 {
			t.Errorf("%s: %v", s.name, b)
		}
		keepPicture(t, s.name, img)
	}
}

// The song half way, and the table on the morning of the storm.
func TestScreenshotsOfTheTable(t *testing.T) {
	f, clock := &playertest.Fake{Now: player.Status{Volume: 1}}, &stopwatch{}
	w := open(t, everyRoom(t), func(p *ui.Params) { p.Sound, p.Timer = f, clock })
	w.Window().Resize(fyne.NewSize(1280, 800))
	w.Studio().Go(model.RoomSong)
	w.Studio().TogglePlay()
	f.Now.Position = 23 * time.Second
	clock.press()
	uitest.Paint(w.canvas())
	if now := w.Song().Stage.Lyrics.Now(); now < 3 {
		t.Errorf("line %d", now)
	}
	if !*update {
		return
	}
	keepPicture(t, "window-song.png", w.canvas().Capture())

	w, clock, _ = openDisplay(t)
	test.Tap(w.Display().Start)
	wall := other(t, w, "table display")
	wall.Resize(fyne.NewSize(1280, 720))
	wall.Canvas().Capture()
	clock.press()
	keepPicture(t, "display.png", wall.Canvas().Capture())
}

// keepPicture writes a picture for the README, if that is wanted.
func keepPicture(t *testing.T, name string, img image.Image) {
	t.Helper()
	if !*update {
		return
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(uitest.Root(t), "assets", "screenshots", name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, buf.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
