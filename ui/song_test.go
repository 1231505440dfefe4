package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eventkit/kit/song"
	"eventkit/ui"
	"eventkit/ui/model"
	"eventkit/ui/player"
	"eventkit/ui/player/playertest"
	"eventkit/ui/uitest"
)

// stopwatch is a timer that goes on once each time it is pressed: what looks
// at a player looks again for as long as it plays.
type stopwatch struct{ waiting []func() }

func (s *stopwatch) After(_ time.Duration, f func()) (stop func()) {
	stopped := false
	s.waiting = append(s.waiting, func() {
		if !stopped {
			f()
		}
	})
	return func() { stopped = true }
}

func (s *stopwatch) press() {
	now := s.waiting
	s.waiting = nil
	for _, f := range now {
		f()
	}
}

// openSongs is the program with a player that plays nothing.
func openSongs(t *testing.T, change ...func(*ui.Params)) (*window, *playertest.Fake, *stopwatch) {
	t.Helper()
	f, s := &playertest.Fake{Now: player.Status{Volume: 1}}, &stopwatch{}
	w := open(t, append([]func(*ui.Params){func(p *ui.Params) {
		p.Sound, p.Songs, p.Timer = f, song.New(p.Library), s
	}}, change...)...)
	return w, f, s
}

func (w *window) key(name fyne.KeyName) { w.canvas().OnTypedKey()(&fyne.KeyEvent{Name: name}) }

func TestTheKitsSongIsPlayedAndSung(t *testing.T) {
	w, f, clock := openSongs(t)
	w.Studio().Go(model.RoomSong)
	uitest.Paint(w.canvas())
	if texts := w.texts(); !strings.Contains(texts, "Open the Door") || !strings.Contains(texts, "not the campaign’s song") {
		t.Errorf("%s", texts)
	}
	w.key(fyne.KeySpace)
	if f.Now.State != player.Playing || w.Song().Stage.Play.Icon() != "pause" {
		t.Fatalf("%+v, %s", f.Now, w.Song().Stage.Play.Icon())
	}
	f.Now.Position = 8 * time.Second
	clock.press()
	if now := w.Song().Stage.Lyrics.Now(); now != 1 {
		t.Errorf("line %d", now)
	}
	for key, want := range map[fyne.KeyName]time.Duration{fyne.KeyRight: 13 * time.Second, fyne.KeyLeft: 8 * time.Second} {
		f.Now.Position = map[fyne.KeyName]time.Duration{fyne.KeyRight: 8 * time.Second, fyne.KeyLeft: 13 * time.Second}[key]
		if w.key(key); f.Now.Position != want {
			t.Errorf("%s: at %v, want %v", key, f.Now.Position, want)
		}
	}
	wave := w.Song().Stage.Wave
	test.TapAt(wave, fyne.NewPos(wave.Size().Width/2, 10))
	if d := f.Now.Position - f.Now.Duration/2; d.Abs() > time.Second {
		t.Errorf("a press in the middle goes to %v of %v", f.Now.Position, f.Now.Duration)
	}
	uitest.Tap(t, w.canvas(), "Again and again")
	if !f.Now.Loop {
		t.Error("doesn't play again and again")
	}
	w.Studio().Go(model.RoomLetter)
	uitest.Paint(w.canvas())
	if f.Now.State != player.Playing || !strings.Contains(w.texts(), "Open the") {
		t.Errorf("in another room: %+v, %s", f.Now, w.texts())
	}
	w.key(fyne.KeySpace)
	if f.Now.State != player.Playing {
		t.Error("the space bar of another room stops the song")
	}
}

func TestLanguagesOfASong(t *testing.T) {
	w, _, _ := openSongs(t)
	w.Studio().Go(model.RoomSong)
	uitest.Paint(w.canvas())
	for _, c := range w.Song().Languages {
		if c.ID == "es" || c.ID == "hi" {
			test.Tap(c)
			if lines := w.Studio().Lyrics(); lines[0].Words == "" || lines[0].Words == lines[0].Beside || !c.Selected() {
				t.Errorf("%s: %+v", c.ID, lines[0])
			}
		}
	}
	w.Studio().PickBeside("-")
	uitest.Paint(w.canvas())
	if w.Song().Beside.Text() != "No translation" {
		t.Errorf("%q", w.Song().Beside.Text())
	}
}

func TestTheSlotOfASong(t *testing.T) {
	w, f, _ := openSongs(t)
	w.Studio().Go(model.RoomSong)
	uitest.Paint(w.canvas())
	uitest.Tap(t, w.canvas(), "The campaign’s song")
	uitest.Paint(w.canvas())
	room := w.Song()
	if texts := w.texts(); !strings.Contains(texts, "Lawrence Phakathi") || !strings.Contains(texts, "Add the recording…") || !room.Stage.Play.Disabled() {
		t.Errorf("%s", texts)
	}
	if room.Sing.Visible() || room.Save.Visible() {
		t.Error("words are offered that aren't there")
	}
	data, err := os.ReadFile(filepath.Join(uitest.Root(t), "kit", "sound", "testdata", "tones.mp3"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "theirs.mp3")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	w.Studio().AddRecording(path)
	uitest.Paint(w.canvas())
	if room.Add.Visible() || !room.Remove.Visible() || room.Stage.Play.Disabled() || f.Now.Duration == 0 {
		t.Errorf("add %v, remove %v, %+v", room.Add.Visible(), room.Remove.Visible(), f.Now)
	}
	test.Tap(room.Remove)
	if !room.Add.Visible() || f.Now.Name != "" {
		t.Errorf("%+v", f.Now)
	}
}

func TestNoSoundDeviceIsSaid(t *testing.T) {
	w, f, _ := openSongs(t)
	w.Studio().Go(model.RoomSong)
	f.Refuse = player.ErrNoDevice
	w.key(fyne.KeySpace)
	uitest.Paint(w.canvas())
	stage := w.Song().Stage
	if !strings.Contains(stage.Note.Text(), "No sound device") || !stage.Elsewhere.Visible() || stage.Play.Icon() != "play" {
		t.Errorf("%q, %v", stage.Note.Text(), stage.Elsewhere.Visible())
	}
	f.Refuse = nil
	w.key(fyne.KeySpace)
	uitest.Paint(w.canvas())
	if stage.Note.Visible() && strings.Contains(stage.Note.Text(), "No sound") || stage.Elsewhere.Visible() {
		t.Errorf("still %q", stage.Note.Text())
	}
}

func TestTheWordsAreSaved(t *testing.T) {
	w, _, _ := openSongs(t)
	w.Studio().Go(model.RoomSong)
	w.Studio().PickSongLanguage("es")
	w.Studio().PickBeside("hi")
	uitest.Paint(w.canvas())
	test.Tap(w.Song().Save)
	files, err := os.ReadDir(w.out)
	if err != nil || len(files) != 1 || !strings.HasSuffix(files[0].Name(), "-es-hi.pdf") {
		t.Fatalf("%v: %v", files, err)
	}
	pdf := filepath.Join(w.out, files[0].Name())
	if got := address(t, pdf); got != campaignPage {
		t.Errorf("the code opens %q", got)
	}
	if said := words(t, pdf); !strings.Contains(said, "verdad") {
		t.Errorf("%s", said)
	}
}

// The words over a whole screen follow the song; Escape comes back.
func TestSingAlong(t *testing.T) {
	w, f, clock := openSongs(t)
	w.Studio().Go(model.RoomSong)
	uitest.Paint(w.canvas())
	before := len(w.app.Driver().AllWindows())
	test.Tap(w.Song().Sing)
	wall := other(t, w, "sing along")
	if !wall.FullScreen() {
		t.Error("not over the whole screen")
	}
	wall.Resize(fyne.NewSize(1280, 800))
	test.Tap(w.Song().Sing) // once is enough
	wall.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeySpace})
	if f.Now.State != player.Playing {
		t.Error("the space bar doesn't play")
	}
	f.Now.Position = 8 * time.Second
	clock.press()
	if texts := strings.Join(uitest.Texts(wall.Canvas()), "|"); !strings.Contains(texts, "Open the") {
		t.Errorf("%s", texts)
	}
	wall.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if n := len(w.app.Driver().AllWindows()); n != before || f.Now.State != player.Playing {
		t.Errorf("%d windows, %+v", n, f.Now)
	}
}

// other is another window of the program.
func other(t *testing.T, w *window, title string) fyne.Window {
	t.Helper()
	for _, o := range w.app.Driver().AllWindows() {
		if strings.Contains(o.Title(), title) {
			return o
		}
	}
	t.Fatalf("no window %q", title)
	return nil
}
