package model

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/song"
	"eventkit/kit/sound"
	"eventkit/ui/player"
)

// Sound plays recordings; [player.Player] does. All of it returns at once.
type Sound interface {
	Load(name string, open player.Source)
	Unload()
	Play()
	Pause()
	Seek(to time.Duration)
	SetVolume(v float64)
	SetLoop(on bool)
	Status() player.Status
	Close()
}

// SongMemory is what is remembered of the room of the songs.
type SongMemory struct {
	// Picked is the song that is shown; Lang and Beside the languages of its
	// words, Beside "-" for none.
	Picked string `json:"picked,omitempty"`
	Lang   string `json:"lang,omitempty"`
	Beside string `json:"beside,omitempty"`
	// Volume is a stop and one more; 0 is as it was recorded.
	Volume int  `json:"volume,omitempty"`
	Loop   bool `json:"loop,omitempty"`
	// Added are the files of recordings that were added, by the ids of kit and
	// song.
	Added map[string]string `json:"added,omitempty"`
}

// VolumeStops is how many stops the volume has, from silent to as recorded.
const VolumeStops = 21

// Peaks is how many bars a picture of a recording has.
const Peaks = 240

// jukebox is the state of the songs.
type jukebox struct {
	of    *kit.Kit // whose songs these are
	songs []song.Song
	err   error

	loaded string // the recording in the player
	peaks  []float32
	wave   latest
	adding latest
	// waking is the look at the player that comes next.
	waking func()
	last   player.Status
}

// HasSongs reports whether there is a player and something to play or to add.
func (s *Studio) HasSongs() bool {
	return s.p.Sound != nil && (len(s.songs()) > 0 || s.song.err != nil)
}

// songs reads the kit's songs once.
func (s *Studio) songs() []song.Song {
	if s.song.of != s.kit {
		s.song.of = s.kit
		s.song.songs, s.song.err = song.Read(s.kit)
	}
	return s.song.songs
}

// SongsTrouble says what is wrong with the kit's songs; an empty title is
// nothing.
func (s *Studio) SongsTrouble() explain.Message {
	if s.songs(); s.song.err == nil {
		return explain.Message{}
	}
	return explain.Explain(s.song.err)
}

func (s *Studio) picked() (song.Song, bool) {
	all := s.songs()
	for _, x := range all {
		if x.ID == s.mem.Song.Picked {
			return x, true
		}
	}
	for _, x := range all {
		if s.recording(x) != "" {
			return x, true
		}
	}
	if len(all) > 0 {
		return all[0], true
	}
	return song.Song{}, false
}

// Songs lists the kit's songs.
func (s *Studio) Songs() []Option {
	now, _ := s.picked()
	var out []Option
	for _, x := range s.songs() {
		title, _, _ := x.Title.In(s.songLang(x), s.p.Lang)
		out = append(out, Option{ID: x.ID, Name: title, Picked: x.ID == now.ID})
	}
	return out
}

// PickSong shows a song. What played before stops.
func (s *Studio) PickSong(id string) {
	if now, ok := s.picked(); ok && now.ID == id && s.mem.Song.Picked == id {
		return
	}
	s.mem.Song.Picked = id
	s.keep()
	s.loadSong()
	s.onChange(PartSong)
}

// Song is what there is to know of the song that is shown.
type Song struct {
	Title, Credit, Licence, Note string
	// Slot says that a recording can be added, Added that one was; Playable
	// that there is one, Timed that its words follow it.
	Slot, Added, Playable, Timed bool
}

// Song returns the song that is shown.
func (s *Studio) Song() Song {
	x, _ := s.picked()
	lang := s.songLang(x)
	title, _, _ := x.Title.In(lang, s.p.Lang)
	note, _, _ := x.Note.In(s.p.Lang)
	return Song{
		Title: title, Credit: x.Credit, Licence: x.Licence, Note: note, Slot: x.Slot,
		Added: s.mem.Song.Added[s.addedKey(x)] != "", Playable: s.recording(x) != "", Timed: x.Timed(),
	}
}

func (s *Studio) addedKey(x song.Song) string { return s.kit.ID + "/" + x.ID }

// enterSong loads the song that is shown, if it isn't yet.
func (s *Studio) enterSong() {
	if x, ok := s.picked(); ok && s.song.loaded != s.recording(x) {
		s.loadSong()
	}
}

// loadSong has the player take the song that is shown, and paints its picture.
func (s *Studio) loadSong() {
	x, ok := s.picked()
	file := s.recording(x)
	s.song.loaded, s.song.peaks = file, nil
	s.song.wave.stop()
	if !ok || file == "" {
		s.p.Sound.Unload()
		return
	}
	open := s.opener(x)
	s.p.Sound.SetVolume(gain(s.Volume()))
	s.p.Sound.SetLoop(s.mem.Song.Loop)
	s.p.Sound.Load(file, open)
	s.watch()
	var peaks []float32
	s.song.wave.do(func(ctx context.Context) error {
		track, closer, err := open()
		if err != nil {
			return err
		}
		peaks, err = sound.Waveform(ctx, track, Peaks, nil)
		return errors.Join(err, closer.Close())
	}, func(err error) {
		// What is wrong with the file the player says.
		if err == nil && s.song.loaded == file {
			s.song.peaks = peaks
			s.onChange(PartSong)
		}
	})
}

// leaveSongs lets go of everything that is open in the kit.
func (s *Studio) leaveSongs() {
	if s.p.Sound == nil {
		return
	}
	s.song.wave.stop()
	s.p.Sound.Unload()
	s.song.loaded, s.song.peaks = "", nil
	s.watch()
}

// glance is how often the window looks at a player that plays.
const glance = 100 * time.Millisecond

// watch looks at the player now, and again as long as it moves.
func (s *Studio) watch() {
	if s.song.waking != nil {
		s.song.waking()
		s.song.waking = nil
	}
	now := s.p.Sound.Status()
	changed := now.State != s.song.last.State || now.Opening != s.song.last.Opening || errText(now.Err) != errText(s.song.last.Err)
	moved := now.Position != s.song.last.Position || now.Duration != s.song.last.Duration
	s.song.last = now
	if now.State == player.Playing || now.Opening {
		s.song.waking = s.p.Timer.After(glance, func() {
			s.song.waking = nil
			s.watch()
		})
	}
	switch {
	case changed:
		s.onChange(PartSong)
	case moved:
		s.onChange(PartPlaying)
	}
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TogglePlay plays or pauses.
func (s *Studio) TogglePlay() {
	s.enterSong()
	if s.p.Sound.Status().State == player.Playing {
		s.p.Sound.Pause()
	} else {
		s.p.Sound.Play()
	}
	s.watch()
}

// PlayFrom goes to a place in the recording, from 0 to 1.
func (s *Studio) PlayFrom(part float64) {
	d := s.song.last.Duration
	s.p.Sound.Seek(time.Duration(part * float64(d)))
	s.watch()
}

// Skip goes forth or back by a time.
func (s *Studio) Skip(by time.Duration) {
	s.p.Sound.Seek(s.p.Sound.Status().Position + by)
	s.watch()
}

// Volume is the volume's stop.
func (s *Studio) Volume() int {
	if v := s.mem.Song.Volume; v > 0 && v <= VolumeStops {
		return v - 1
	}
	return VolumeStops - 1
}

// SetVolume picks a stop of the volume.
func (s *Studio) SetVolume(stop int) {
	s.mem.Song.Volume = min(max(stop, 0), VolumeStops-1) + 1
	s.p.Sound.SetVolume(gain(s.Volume()))
	s.keep()
	s.onChange(PartSong)
}

// gain makes equal steps of a volume sound equal: 2.5 dB each, and silence.
func gain(stop int) float64 {
	if stop <= 0 {
		return 0
	}
	return math.Pow(10, -2.5*float64(VolumeStops-1-stop)/20)
}

// Looping reports whether a song begins again at its end.
func (s *Studio) Looping() bool { return s.mem.Song.Loop }

// ToggleLoop says that a song begins again at its end, or that it doesn't.
func (s *Studio) ToggleLoop() {
	s.mem.Song.Loop = !s.mem.Song.Loop
	s.p.Sound.SetLoop(s.mem.Song.Loop)
	s.keep()
	s.onChange(PartSong)
}

// Playing is what the player does now.
func (s *Studio) Playing() player.Status { return s.song.last }

// NowPlaying names what plays, or would go on to, for a strip that every room
// shows; shown says whether there is anything to tell.
func (s *Studio) NowPlaying() (title string, plays, shown bool) {
	if s.p.Sound == nil || s.song.loaded == "" {
		return "", false, false
	}
	plays = s.song.last.State == player.Playing
	return s.Song().Title, plays, plays || s.song.last.Position > 0 && s.song.last.Position < s.song.last.Duration
}

// Waveform is how loud each part of the recording is, from 0 to 1; nil while
// that isn't known.
func (s *Studio) Waveform() []float32 { return s.song.peaks }

// SongTrouble says why the song doesn't play; elsewhere says that the system's
// own player may know better.
func (s *Studio) SongTrouble() (m explain.Message, elsewhere bool) {
	err := s.song.last.Err
	switch {
	case err == nil:
		return explain.Message{}, false
	case errors.Is(err, player.ErrNoDevice):
		return explain.Message{
			Title: "No sound device", Text: "This computer has nothing to play through.",
			Hint: "Plug in a loudspeaker or headphones and press play, or open the song in the system’s player.",
		}, true
	case errors.Is(err, player.ErrLost):
		return explain.Message{
			Title: "The sound went away", Text: "The loudspeaker was unplugged or switched off.",
			Hint: "Press play to go on from here.",
		}, true
	}
	return explain.Explain(err), true
}

// songLang is the language of the words, of those that the song has.
func (s *Studio) songLang(x song.Song) string {
	if slices.Contains(x.Languages, s.mem.Song.Lang) {
		return s.mem.Song.Lang
	}
	for _, l := range s.draft.Langs {
		if slices.Contains(x.Languages, l) {
			return l
		}
	}
	if len(x.Languages) > 0 {
		return x.Languages[0]
	}
	return "en"
}
