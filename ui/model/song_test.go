package model_test

import (
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/song"
	"eventkit/kit/sound"
	"eventkit/ui/model"
	"eventkit/ui/player"
	"eventkit/ui/player/playertest"
)

const songTOML = `
[[song]]
id = "theirs"
slot = true
credit = "Somebody"
licence = "theirs"
[song.title]
en = "Their song"

[[song]]
id = "ours"
file = "song/ours.wav"
credit = "Made here"
licence = "CC0"
languages = ["en", "es", "ar"]
[song.title]
en = "Our song"
es = "Nuestra canción"
[[song.line]]
start = "0:00.10"
end = "0:00.50"
who = "caller"
part = "a"
words = { en = "One", es = "Uno", ar = "واحد" }
[[song.line]]
start = "0:00.50"
end = "0:00.90"
part = "b"
words = { en = "Two", es = "Dos", ar = "اثنان" }
`

// second is a WAV file of a second, loud in its first half.
func second() []byte {
	le := binary.LittleEndian
	b := le.AppendUint32([]byte("RIFF"), 16036)
	b = append(b, "WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00"...)
	b = le.AppendUint32(le.AppendUint32(b, 8000), 16000)
	b = le.AppendUint32(append(b, "\x02\x00\x10\x00data"...), 16000)
	for i := range 8000 {
		v := int16(16000 * (1 - 2*(i/8%2)))
		if i >= 4000 {
			v /= 16
		}
		b = le.AppendUint16(b, uint16(v))
	}
	return b
}

// sheets is a maker of lyric sheets that notes what it was asked for.
type sheets struct{ asked song.Choice }

func (s *sheets) Sheet(_ *kit.Kit, _ kit.Event, c song.Choice) (*song.Made, error) {
	s.asked = c
	return &song.Made{Pages: []*page.Page{{Size: page.Size{W: 210, H: 297}, Title: "Our song", Layers: []*page.Layer{{}}}}}, nil
}

// songKit is a kit with two songs.
func songKit(t *testing.T, songs string) *kit.Kit {
	t.Helper()
	k, err := kit.Open(fstest.MapFS{
		"kit.toml": {Data: []byte(kitTOML)}, "slogans.toml": {Data: []byte(slogansTOML)},
		"words.toml":     {Data: []byte("[sign]\nen = \"Sign\"\nar = \"وقّعوا\"\n")},
		"song/song.toml": {Data: []byte(songs)}, "song/ours.wav": {Data: second()},
	})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func newSongWorld(t *testing.T) (*world, *playertest.Fake) {
	t.Helper()
	f := &playertest.Fake{Now: player.Status{Volume: 1}}
	w := newWorld(t, func(p *model.Params) {
		p.Kit, p.Sound, p.SongSheets = songKit(t, songTOML), f, &sheets{}
	})
	return w, f
}

func TestASongIsPlayed(t *testing.T) {
	w, f := newSongWorld(t)
	if !w.HasRoom(model.RoomSong) || w.Waveform() != nil {
		t.Fatal("no room, or something is read before anyone goes there")
	}
	w.Go(model.RoomSong)
	w.bell.ring()
	got := w.Song()
	if got.Title != "Our song" || got.Credit != "Made here" || !got.Playable || got.Slot || !got.Timed {
		t.Errorf("%+v", got)
	}
	if f.Now.Name != "song/ours.wav" || f.Now.State != player.Paused {
		t.Errorf("%+v", f.Now)
	}
	peaks := w.Waveform()
	if len(peaks) != model.Peaks || peaks[10] < 0.4 || peaks[model.Peaks-10] > 0.1 {
		t.Errorf("%d peaks", len(peaks))
	}
	w.TogglePlay()
	if w.Playing().State != player.Playing {
		t.Fatalf("%+v", w.Playing())
	}
	w.parts = 0
	f.Now.Position = 300 * time.Millisecond
	w.bell.ring()
	if !w.parts.Has(model.PartPlaying) || w.parts.Has(model.PartSong) || w.LyricNow() != 0 {
		t.Errorf("parts %b, line %d", w.parts, w.LyricNow())
	}
	w.Go(model.RoomPlacards)
	if f.Now.State != player.Playing {
		t.Error("stops in another room")
	}
	if title, plays, shown := w.NowPlaying(); title != "Our song" || !plays || !shown {
		t.Errorf("now playing %q %v %v", title, plays, shown)
	}
	w.TogglePlay()
	if _, plays, shown := w.NowPlaying(); plays || !shown {
		t.Error("a song that is paused half way is forgotten")
	}
	w.Skip(10 * time.Second)
	w.PlayFrom(0.5)
	if f.Now.Position != 500*time.Millisecond || w.LyricNow() != 1 {
		t.Errorf("at %v, line %d", f.Now.Position, w.LyricNow())
	}
	if err := w.Close(); err != nil || !f.Closed {
		t.Error("the player is left open", err)
	}
}

func TestVolumeAndLoopAreRemembered(t *testing.T) {
	w, f := newSongWorld(t)
	w.Go(model.RoomSong)
	if w.Volume() != model.VolumeStops-1 {
		t.Errorf("begins at %d", w.Volume())
	}
	w.SetVolume(0)
	if f.Now.Volume != 0 {
		t.Errorf("silent is %v", f.Now.Volume)
	}
	w.SetVolume(model.VolumeStops - 9)
	if f.Now.Volume < 0.0999 || f.Now.Volume > 0.1001 {
		t.Errorf("20 dB less is %v", f.Now.Volume)
	}
	w.ToggleLoop()
	w.PickSongLanguage("ar")
	w.PickBeside("-")
	w.bell.ring()
	w.start()
	w.Go(model.RoomSong)
	if w.Volume() != model.VolumeStops-9 || !w.Looping() || !f.Now.Loop || w.BesideName() != "No translation" || w.Lyrics()[0].Words != "واحد" {
		t.Errorf("volume %d, loop %v, %q, %+v", w.Volume(), w.Looping(), w.BesideName(), w.Lyrics())
	}
}

func TestWordsAndTheirTranslation(t *testing.T) {
	w, _ := newSongWorld(t)
	w.Go(model.RoomSong)
	w.PickBeside("es")
	want := []model.Lyric{{Words: "One", Beside: "Uno", Call: true}, {Words: "Two", Beside: "Dos", First: true}}
	if got := w.Lyrics(); !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	w.PickBeside("ar")
	if got := w.Lyrics(); got[1].Beside != "اثنان" || w.BesideName() != "العربية" {
		t.Errorf("%+v", got)
	}
	// The language beside the words becomes theirs: the two change places.
	w.PickSongLanguage("ar")
	if got := w.Lyrics(); got[0].Words != "واحد" || got[0].Beside != "One" || w.Song().Title != "Our song" {
		t.Errorf("%+v", got)
	}
	if n := len(w.BesideLanguages()); n != 3 || len(w.SongLanguages()) != 3 {
		t.Errorf("%d languages beside them", n)
	}
	w.PickSongLanguage("es")
	if w.Song().Title != "Nuestra canción" || w.Songs()[1].Name != "Nuestra canción" {
		t.Errorf("%+v", w.Songs())
	}
}

// A recording is copied, remembered, and taken away again.
func TestARecordingIsAdded(t *testing.T) {
	w, f := newSongWorld(t)
	w.Go(model.RoomSong)
	w.PickSong("theirs")
	if s := w.Song(); !s.Slot || s.Playable || s.Added || len(w.Lyrics()) != 0 || w.CanSaveWords() {
		t.Fatalf("%+v", s)
	}
	stick := filepath.Join(t.TempDir(), "Song of theirs.wav")
	if err := os.WriteFile(stick, second(), 0o600); err != nil {
		t.Fatal(err)
	}
	w.AddRecording(stick)
	if s := w.Song(); !s.Added || !s.Playable || w.Notice().Bad {
		t.Fatalf("%+v, %+v", s, w.Notice())
	}
	if err := os.Remove(stick); err != nil {
		t.Fatal(err)
	}
	w.bell.ring()
	w.start()
	w.Go(model.RoomSong)
	copied := filepath.Join(w.storage, "recordings", "test-theirs.wav")
	if f.Now.Name != copied || f.Now.Err != nil || !w.Song().Added {
		t.Errorf("%+v", f.Now)
	}
	w.OpenElsewhere()
	if len(w.shown) != 1 || w.shown[0] != copied {
		t.Errorf("shown %q", w.shown)
	}
	w.RemoveRecording()
	if _, err := os.Stat(copied); !errors.Is(err, os.ErrNotExist) || w.Song().Added || f.Now.Name != "" {
		t.Errorf("%v, %+v", err, w.Song())
	}
}

func TestARecordingIsDropped(t *testing.T) {
	w, f := newSongWorld(t)
	w.Go(model.RoomSong)
	path := filepath.Join(t.TempDir(), "theirs.WAV")
	if err := os.WriteFile(path, second(), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Drop([]string{path})
	if !w.Notice().Bad {
		t.Error("a song of the kit’s own was replaced")
	}
	w.PickSong("theirs")
	w.Drop([]string{path})
	if !w.Song().Added || f.Now.Duration != time.Second {
		t.Errorf("%+v, %+v", w.Song(), w.Notice())
	}
}

func TestWhatIsNoRecordingIsNotAdded(t *testing.T) {
	w, _ := newSongWorld(t)
	w.Go(model.RoomSong)
	w.PickSong("theirs")
	for name, data := range map[string]string{"text.ogg": "Read. Sign.", "none.wav": string(second()[:44])} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		w.AddRecording(path)
		if n := w.Notice(); !n.Bad || !strings.HasPrefix(n.Text, "This recording can’t be played") || w.Song().Added {
			t.Errorf("%s: %+v", name, n)
		}
	}
	w.AddRecording(filepath.Join(t.TempDir(), "gone.ogg"))
	if !w.Notice().Bad || w.Song().Added {
		t.Error("a file that isn't there was added")
	}
	if files, err := os.ReadDir(filepath.Join(w.storage, "recordings")); err == nil && len(files) > 0 {
		t.Errorf("left behind: %v", files)
	}
}

func TestSoundTroubleInWords(t *testing.T) {
	w, f := newSongWorld(t)
	w.Go(model.RoomSong)
	for _, tt := range []struct {
		err   error
		title string
	}{
		{errors.Join(player.ErrNoDevice, io.EOF), "No sound device"},
		{player.ErrLost, "The sound went away"},
		{&sound.ShortError{Name: "a", Heard: 1, Claimed: 2}, "The recording ends early"},
	} {
		f.Refuse = tt.err
		f.Now.State = player.Paused
		w.TogglePlay()
		m, elsewhere := w.SongTrouble()
		if m.Title != tt.title || m.Text == "" || m.Hint == "" || !elsewhere {
			t.Errorf("%v: %+v", tt.err, m)
		}
	}
	w.OpenElsewhere()
	if len(w.shown) != 1 || filepath.Ext(w.shown[0]) != ".wav" {
		t.Fatalf("shown %q", w.shown)
	}
	if data, err := os.ReadFile(w.shown[0]); err != nil || string(data) != string(second()) {
		t.Errorf("another file: %v", err)
	}
}

func TestSaveTheWords(t *testing.T) {
	w, _ := newSongWorld(t)
	w.Go(model.RoomSong)
	if !w.CanSaveWords() {
		t.Fatal("there are words")
	}
	w.PickBeside("es")
	w.SaveWords()
	w.SaveWords()
	for _, name := range []string{"Our-song-en-es.pdf", "Our-song-en-es 2.pdf"} {
		if data, err := os.ReadFile(filepath.Join(w.out, name)); err != nil || !strings.HasPrefix(string(data), "%PDF") {
			t.Errorf("%s: %v", name, err)
		}
	}
	asked := w.params.SongSheets.(*sheets).asked
	if asked.Song != "ours" || !slices.Equal(asked.Langs, []string{"en", "es"}) || !asked.Chords || !asked.Code {
		t.Errorf("%+v", asked)
	}
}

// A kit whose songs are wrong still has its room, which says so; one without
// songs, or a program without sound, has none.
func TestKitsWithoutSongs(t *testing.T) {
	f := &playertest.Fake{}
	with := func(songs string, s model.Sound) *world {
		return newWorld(t, func(p *model.Params) { p.Kit, p.Sound = songKit(t, songs), s })
	}
	w := with("[[song]]\nid = 3\n", f)
	w.Go(model.RoomSong)
	if w.Room() != model.RoomSong || w.SongsTrouble().Title == "" {
		t.Errorf("in %q: %+v", w.Room(), w.SongsTrouble())
	}
	w.TogglePlay()
	w.OpenElsewhere()
	w.AddRecording("x")
	w.RemoveRecording()
	if w = with("", f); w.HasRoom(model.RoomSong) {
		t.Error("a room without songs")
	}
	if w = with(songTOML, nil); w.HasRoom(model.RoomSong) {
		t.Error("a room without sound")
	}
	if _, _, shown := w.NowPlaying(); shown {
		t.Error("something plays")
	}
}

// Neither opening nor measuring a recording happens on the goroutine that owns
// the window.
func TestNothingIsReadOnTheWindow(t *testing.T) {
	run := &held{}
	f := &playertest.Fake{Now: player.Status{Volume: 1}}
	w := newWorld(t, func(p *model.Params) { p.Kit, p.Sound, p.Runner = songKit(t, songTOML), f, run })
	drain := func() {
		for len(run.jobs) > 0 {
			run.release(t)
		}
	}
	drain()
	w.Go(model.RoomSong)
	if w.Waveform() != nil || len(run.jobs) == 0 {
		t.Fatal("the recording was read at once")
	}
	// Another song is picked before the picture of this one is done.
	w.PickSong("theirs")
	drain()
	if w.Waveform() != nil {
		t.Error("a song without a recording shows another one's picture")
	}
	w.PickSong("ours")
	drain()
	if len(w.Waveform()) != model.Peaks {
		t.Error("no picture")
	}
	w.AddRecording("nowhere.ogg")
	if w.Notice().Bad {
		t.Error("the file was looked for at once")
	}
	drain()
}
